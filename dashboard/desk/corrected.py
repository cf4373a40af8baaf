"""What a correction of a catalogue's row writes, and which rows there are to correct. No widget."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dashboard.desk import cells, folders, right
from dashboard.desk.bench.rows import repeats_gone
from dashboard.desk.bench.work import SET_ASIDE
from dashboard.words import say
from etl import drafts
from etl.documents import paragraph_starts
from etl.drafts import Edit
from etl.faults import CallFault
from etl.kinds import document_of, kind_of
from etl.phrases import find
from etl.vocabulary import NOT_STATED

Row = dict[str, str]
SORTS = ("figures", "places", "record", "problems")
# Figures come from the bench, or from arithmetic; the others are written here.
ADDED = ("places", "record", "problems")
LONGEST_NAMED = 70
NO_NUMBERS: Mapping[str, str] = MappingProxyType({})
# Found from the quoted words, so nobody has to count.
_WORKED_OUT = ("paragraph", "start")


def files(sort: str, documents: Iterable[str]) -> list[str]:
    """The files of the catalogue that hold rows of a sort."""
    if sort == "problems":
        return ["problems.csv"]
    if sort == "record":
        there = sorted((folders.datasets() / "record").glob("*.csv"))
        return [f"record/{path.name}" for path in there] or ["record/public_record.csv"]
    of_documents = [f"documents/{document}/{sort}.csv" for document in documents]
    return [*of_documents, "derived.csv"] if sort == "figures" else of_documents


def rows(draft: str, sort: str, documents: Iterable[str]) -> dict[str, tuple[str, Row]]:
    """Every row of a sort as the draft leaves it, with its file, by the row's name."""
    return {
        row[kind_of(file).key]: (file, row)
        for file in files(sort, documents)
        for row in drafts.rows(folders.datasets(), draft, file)
    }


def names(
    draft: str, sort: str, rows: Mapping[str, tuple[str, Row]], numbers: Mapping[str, str] = NO_NUMBERS
) -> dict[str, str]:
    """What each row is called where staff choose one: its words and number, what it says in short, and its name.

    ``numbers`` has the numbers of figures in words; they are found by what is typed.
    """
    measures, regions = cells.names(draft, "measures"), cells.names(draft, "regions")
    return {
        name: f"{_in_words(row, numbers.get(name, ''))}{_in_short(sort, row, measures, regions)} — {name}"
        for name, (_, row) in rows.items()
    }


def _in_words(row: Row, number: str) -> str:
    """The quoted words of a row, with the number where they write it otherwise; of the public record its value.

    >>> _in_words({"quote": "one in five"}, "about 20%")
    '“one in five” (about 20%): '
    """
    quote = row.get("quote", "")
    told = f"“{quote}”" if quote else number or row.get("value", "")
    if quote and number and number.casefold() not in quote.casefold():
        told += f" ({number})"
    return f"{told}: " if told else ""


def _in_short(sort: str, row: Row, measures: Mapping[str, str], regions: Mapping[str, str]) -> str:
    if sort == "problems":
        told = row["summary"]
        return told if len(told) <= LONGEST_NAMED else f"{told[: LONGEST_NAMED - 1]}…"
    place = regions.get(row["region"], row["region"])
    when = row.get("period", "")
    parts = [measures.get(row["measure"], row["measure"]), place, when if when != NOT_STATED else ""]
    return ", ".join(filter(None, parts))


def edit(
    file: str, row: Row, told: Mapping[str, str], reason: str, text: str = "", *, withdrawn: bool = False
) -> Edit:
    """The edit of one row, its words held against the ``text`` where that is here.

    Raises CallFault where readers would be told no reason, nothing changes, or the build would refuse what was told.
    """
    key = kind_of(file).key
    reason = " ".join(reason.split())
    if not reason and key == "figure_id":
        raise CallFault(say("desk_figures.no_reason"))
    if withdrawn:
        return Edit(file, row[key], row, None, reason)
    after = {**row, **{column: cell if column == "quote" else cell.strip() for column, cell in told.items()}}
    if after == row:
        raise CallFault(say("desk.nothing_changed"))
    if "period" in after:
        right.require_period(after["period"])
    if kind_of(file).placed:
        after |= _place_again(row, after, text)
    if key == "figure_id" and text and after.get("quote") != row.get("quote"):
        _require_as_firm(after["quote"], text, int(after["start"]))
    return Edit(file, row[key], row, after, reason)


def _require_as_firm(quote: str, text: str, start: int) -> None:
    """Words that are new are not firmer than the number phrase that they stand in."""
    for phrase in find(text):
        if phrase.start <= start and start + len(quote) <= phrase.end:
            right.require_as_firm(quote, text[phrase.start : phrase.end], phrase.reading)


def repeats(draft: str, file: str, figure_id: str) -> list[Edit]:
    """The phrases that are set aside as repeats of a figure of this file wait for a decision once it goes."""
    document = document_of(file)
    if not document or kind_of(file).key != "figure_id":
        return []
    aside = f"documents/{document}/{SET_ASIDE}"
    return repeats_gone(aside, drafts.rows(folders.datasets(), draft, aside), figure_id)


def asked_for(file: str) -> list[str]:
    """The cells of a new row that somebody has to fill in; the others are worked out."""
    return [column for column in kind_of(file).every if column not in _WORKED_OUT]


def added(file: str, told: Mapping[str, str], text: str) -> Edit:
    """The edit that adds a row; where its file has quotes, its place is found in the text. Raises CallFault for what is amiss."""
    kind = kind_of(file)
    row = {column: told.get(column, "").strip() for column in kind.every}
    if not row[kind.key]:
        raise CallFault(say("desk_bench.missing", named=cells.label(kind.key)))
    if "period" in row:
        right.require_period(row["period"])
    if kind.placed:
        row |= _place(row["quote"], text)
    if "attribution" in row:
        row["attribution"] = row["attribution"] or NOT_STATED
    return Edit(file, row[kind.key], None, row)


def _place_again(row: Row, after: Row, text: str) -> dict[str, str]:
    """Words that were changed stand at their place still, or where they are found."""
    quote, start = after["quote"], after.get("start", "")
    if quote == row["quote"] and start == row.get("start", ""):
        return {}
    right.require_quote(quote)
    if not text:
        return {}
    if not start.isdecimal() or not text.startswith(quote, int(start)):
        return _place(quote, text)
    right.require_whole(quote, text, int(start))
    return {"paragraph": _paragraph(text, int(start))}


def _place(quote: str, text: str) -> dict[str, str]:
    """Where the quote stands, which must be once: a longer one tells two places apart."""
    right.require_quote(quote)
    starts = [found.start() for found in re.finditer(re.escape(quote), text)]
    if len(starts) != 1:
        key = "desk_figures.quote_not_there" if not starts else "desk_figures.quote_more_than_once"
        raise CallFault(say(key, quote=quote))
    right.require_whole(quote, text, starts[0])
    return {"paragraph": _paragraph(text, starts[0]), "start": str(starts[0])}


def _paragraph(text: str, start: int) -> str:
    spans = enumerate(paragraph_starts(text), start=1)
    return str(next((number for number, (begin, end) in spans if begin <= start < end), 0))

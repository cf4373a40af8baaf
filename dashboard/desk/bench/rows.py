"""What a decision about a phrase writes: edits of the document's rows, made from what was chosen. No widget, no file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.desk import cells, right
from dashboard.desk.bench.work import FIGURES, SET_ASIDE, Row, Work
from dashboard.words import say
from etl.bench import Phrase
from etl.drafts import Edit
from etl.faults import CallFault
from etl.rows import MOST_WORDS
from etl.vocabulary import NOT_STATED

REPEAT = "repeat"
CHOSEN = (
    "measure",
    "region",
    "group",
    "comparison_group",
    "base",
    "period",
    "attribution",
    "original",
    "inferred",
    "note",
)
# Said in a row even where the document does not: nobody can take an empty cell for an oversight.
STATED_OR_NOT = ("period", "attribution")


@dataclass(frozen=True, slots=True)
class Choice:
    """What staff chose for a figure: its name, the words it is quoted by, and the cells of its row."""

    figure_id: str
    quote: str
    cells: Mapping[str, str]


def place_of(work: Work, phrase: Phrase, quote: str) -> int:
    """Where a quote stands that holds the phrase, or lies in it. Raises CallFault where it does not stand there."""
    right.require_quote(quote)
    starts = [found.start() for found in re.finditer(re.escape(quote), work.text)]
    near = [start for start in starts if start < phrase.end and start + len(quote) > phrase.start]
    if not near:
        raise CallFault(say("desk_bench.quote_elsewhere", quote=quote))
    return near[0]


def accepted(work: Work, phrase: Phrase, choice: Choice) -> list[Edit]:
    """The phrase becomes a figure, or a figure is told anew; what set it aside goes. Raises CallFault for what cannot stand."""
    row = row_of(work, phrase, choice)
    before = work.figure(phrase.row_key) if phrase.state == "figure" else None
    if before and before["figure_id"] != choice.figure_id:
        raise CallFault(say("desk_bench.keeps_name", figure=before["figure_id"]))
    return [*_no_longer_aside(work, phrase), Edit(work.file(FIGURES), choice.figure_id, before, row)]


def row_of(work: Work, phrase: Phrase, choice: Choice) -> Row:
    """The row of figures that a choice makes of the phrase. Raises CallFault for what cannot be a row."""
    missing = [column for column in ("measure", "region") if not choice.cells.get(column)]
    if missing or not choice.figure_id:
        named = ", ".join(cells.label(column) for column in (missing or ["figure_id"]))
        raise CallFault(say("desk_bench.missing", named=named))
    start = place_of(work, phrase, choice.quote)
    right.require_whole(choice.quote, work.text, start)
    right.require_as_firm(choice.quote, phrase.text, phrase.reading)
    filled = {column: choice.cells.get(column, "").strip() for column in CHOSEN}
    filled |= {column: filled[column] or NOT_STATED for column in STATED_OR_NOT}
    filled["inferred"] = _by_columns(filled["inferred"])
    return {
        "figure_id": choice.figure_id,
        "paragraph": str(work.paragraph_of(start)),
        "start": str(start),
        "quote": choice.quote,
        **filled,
    }


def _by_columns(inferred: str) -> str:
    """What was read from the context, under the names of columns: whoever writes it knows the names on the form."""
    names = {cells.label(column).casefold(): column for column in CHOSEN}
    parts = []
    for part in inferred.split(";"):
        name, colon, reason = part.strip().partition(":")
        parts.append(f"{names.get(name.strip().casefold(), name.strip())}{colon}{reason}")
    return "; ".join(parts)


def set_aside(work: Work, phrase: Phrase, reason: str, figure_id: str, note: str) -> list[Edit]:
    """The phrase is set aside for a reason; the figure it was goes. Raises CallFault without a reason, or a repeat of nothing."""
    if not reason:
        raise CallFault(say("desk_bench.no_reason"))
    if reason == REPEAT and not figure_id:
        raise CallFault(say("desk_bench.repeat_of_what"))
    before = work.aside(phrase.row_key) if phrase.state == "set_aside" else None
    row = {
        "paragraph": str(phrase.paragraph),
        "start": str(phrase.start),
        "quote": _at_most(phrase.text),
        "reason": reason,
        "figure_id": figure_id if reason == REPEAT else "",
        "note": note.strip(),
    }
    if before and before["start"] != row["start"]:
        row |= {name: before[name] for name in ("paragraph", "start", "quote")}
    # A figure that becomes a repeat of another keeps nothing that repeats it.
    return [*_no_longer_figure(work, phrase), Edit(work.file(SET_ASIDE), row["start"], before, row)]


def repeats(work: Work, phrase: Phrase) -> list[Edit]:
    """Every other open phrase in the same words is set aside as a repeat of the figure in hand."""
    if phrase.state != "figure":
        raise CallFault(say("desk_bench.repeat_of_what"))
    return [
        edit
        for other in work.same_words(phrase)
        for edit in set_aside(work, other, REPEAT, phrase.row_key, "")
    ]


def reopened(work: Work, phrase: Phrase) -> list[Edit]:
    """The phrase waits for a decision again."""
    return [*_no_longer_figure(work, phrase), *_no_longer_aside(work, phrase)]


def _no_longer_figure(work: Work, phrase: Phrase) -> list[Edit]:
    """What repeats a figure that goes waits for a decision too."""
    row = work.figure(phrase.row_key) if phrase.state == "figure" else None
    if row is None:
        return []
    return [
        Edit(work.file(FIGURES), row["figure_id"], row, None),
        *repeats_gone(work.file(SET_ASIDE), work.set_aside, row["figure_id"]),
    ]


def repeats_gone(file: str, set_aside: Sequence[Row], figure_id: str) -> list[Edit]:
    """The phrases that were set aside as repeats of a figure are so no longer."""
    return [Edit(file, row["start"], row, None) for row in set_aside if row["figure_id"] == figure_id]


def _no_longer_aside(work: Work, phrase: Phrase) -> list[Edit]:
    row = work.aside(phrase.row_key) if phrase.state == "set_aside" else None
    return [Edit(work.file(SET_ASIDE), row["start"], row, None)] if row else []


def _at_most(words: str) -> str:
    """The first eight words of a phrase: more than that is not quoted."""
    ends = [found.end() for found in re.finditer(r"\S+", words)]
    return words if len(ends) <= MOST_WORDS else words[: ends[MOST_WORDS - 1]]


def name_for(document: str, measure: str, taken: Sequence[str]) -> str:
    """A name for a new figure, from its document and measure, that none has yet.

    >>> name_for("first-report", "people_in_prison", ["first-report-people-in-prison"])
    'first-report-people-in-prison-2'
    """
    base = "-".join(
        part for part in re.sub(r"[^a-z0-9]+", "-", f"{document}-{measure}".casefold()).split("-") if part
    )
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (base, *numbered) if name not in set(taken))


def row_now(work: Work, phrase: Phrase) -> Row:
    """The cells that the phrase has so far; none but its quote where it is open."""
    row = work.figure(phrase.row_key) if phrase.state == "figure" else None
    return dict(row) if row else {"quote": _at_most(phrase.text)}

"""How much of a document was read: its number phrases as figures, dated facts, places, or set aside with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard import counts as counts_of
from dashboard.counts import Count
from dashboard.data import Release
from dashboard.keeping import kept
from etl.phrases import find

SORTS = ("numbers", "words", "dated", "places", "aside")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """One thing read at one place of a document. ``sort`` is numbers, words, dated, places or aside.

    ``name`` is the figure's permanent name, or '' for what has no page of its own; ``told`` says what it was read as,
    ``note`` what else there is to know. ``numbered``: the quote holds a number phrase.
    """

    paragraph: int
    start: int
    quote: str
    sort: str
    name: str
    told: str
    note: str
    numbered: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a document says, counted as on every page, and what its number phrases became.

    ``read`` are the number phrases that something is read from, ``aside`` those that are set aside; ``besides`` is what of
    ``said`` holds no number phrase.
    """

    said: Count
    read: Count
    aside: int
    besides: Count

    @property
    def phrases(self) -> int:
        """All number phrases."""
        return self.read.statements + self.aside

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """(sort, count) of what the number phrases became, without what there is none of."""
        counts = (*(getattr(self.read, sort) for sort in counts_of.SORTS), self.aside)
        return tuple((sort, count) for sort, count in zip(SORTS, counts, strict=True) if count)


@kept(256)
def of(document: str, release: Release) -> Coverage:
    """The coverage of one document. A phrase that several things are read from counts once."""
    phrases: dict[tuple[int, str], str] = {}
    others: Counter[str] = Counter()
    for one in reads(document, release):
        if one.numbered:
            at = (one.start, one.quote)
            phrases[at] = min(phrases.get(at, one.sort), one.sort, key=SORTS.index)
        else:
            others[one.sort] += 1
    read = Counter(phrases.values())
    aside = read.pop("aside", 0)
    return Coverage(counts_of.of_document(document, release), Count(**read), aside, Count(**others))


@kept()
def whole(release: Release) -> Coverage:
    """The coverage of all documents together."""
    each = [of(str(name), release) for name in release.documents["document"]]
    return Coverage(
        said=counts_of.of_release(release),
        read=sum((one.read for one in each), Count()),
        aside=sum(one.aside for one in each),
        besides=sum((one.besides for one in each), Count()),
    )


@kept(256)
def reads(document: str, release: Release) -> tuple[Read, ...]:
    """Everything read in a document, in its order."""
    found = [_figure(row) for row in _rows("figures", document, release) if row["status"] != "derived"]
    found += [_place(row) for row in _rows("places", document, release)]
    found += [_aside(row, release.statements) for row in _rows("set_aside", document, release)]
    return tuple(sorted(found, key=lambda one: (one.paragraph, one.start, SORTS.index(one.sort))))


def reasons(document: str, release: Release) -> list[tuple[str, list[Row]]]:
    """The reasons that phrases are set aside for, the most frequent first, each with its rows."""
    by_reason: dict[str, list[Row]] = {}
    for row in _rows("set_aside", document, release):
        by_reason.setdefault(row["reason"], []).append(row)
    return sorted(by_reason.items(), key=lambda pair: -len(pair[1]))


@kept()
def reason_words(release: Release) -> dict[str, tuple[str, str]]:
    """The name and the meaning of each reason."""
    table = release.reasons
    return {
        str(code): (str(name), str(meaning))
        for code, name, meaning in zip(table["reason"], table["name"], table["meaning"], strict=True)
    }


@lru_cache(maxsize=65_536)
def holds_a_number(quote: str) -> bool:
    """A number phrase stands in the words."""
    return bool(find(quote))


def _rows(table: str, document: str, release: Release) -> list[Row]:
    at = _places(table, release).get(document)
    if at is None:
        return []
    rows = getattr(release, table).iloc[at].to_dict("records")
    return [
        {str(name): "" if cell is None or cell != cell else cell for name, cell in row.items()}
        for row in rows
    ]


@kept(16)
def _places(table: str, release: Release) -> dict[str, list[int]]:
    """Where in a table the rows of each document stand."""
    return {str(name): list(at) for name, at in getattr(release, table).groupby("document").indices.items()}


def _figure(row: Row) -> Read:
    numbered = holds_a_number(row["quote"])
    return _read(row, counts_of.sort_of(row["kind"]), row["figure_id"], row["statement"], "", numbered)


def _place(row: Row) -> Read:
    return _read(row, "places", "", row["statement"], row["note"], holds_a_number(row["quote"]))


def _aside(row: Row, names: Mapping[str, str]) -> Read:
    repeated = row["figure_id"] if row["figure_id"] in names else ""
    return _read(row, "aside", repeated, row["reason"], row["note"], True)


def _read(row: Row, sort: str, name: str, told: str, note: str, numbered: bool) -> Read:
    return Read(int(row["paragraph"]), int(row["start"]), row["quote"], sort, name, told, note, numbered)

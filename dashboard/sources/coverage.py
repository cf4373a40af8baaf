"""How much of a document was read: its number phrases as figures, dated facts, places, or set aside with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.data import Release
from dashboard.keeping import kept
from etl.phrases import find

SORTS = ("figures", "dated", "places", "aside")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """One thing read at one place of a document. ``sort`` is figures, dated, words, places or aside.

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
    """How many number phrases of a document became what; ``words`` and ``named`` hold no number phrase."""

    figures: int
    dated: int
    places: int
    aside: int
    words: int
    named: int

    @property
    def phrases(self) -> int:
        """All number phrases."""
        return self.figures + self.dated + self.places + self.aside

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """(sort, count) of what the number phrases became, without what there is none of."""
        counts = (self.figures, self.dated, self.places, self.aside)
        return tuple((sort, count) for sort, count in zip(SORTS, counts, strict=True) if count)

    def __add__(self, other: Coverage) -> Coverage:
        """The two together."""
        return Coverage(
            self.figures + other.figures,
            self.dated + other.dated,
            self.places + other.places,
            self.aside + other.aside,
            self.words + other.words,
            self.named + other.named,
        )


@kept(256)
def of(document: str, release: Release) -> Coverage:
    """The coverage of one document. A phrase that several things are read from counts once."""
    phrases: dict[tuple[int, str], str] = {}
    others: Counter[str] = Counter()
    for one in reads(document, release):
        if one.numbered:
            at = (one.start, one.quote)
            phrases[at] = min(phrases.get(at, one.sort), one.sort, key=_rank)
        else:
            others["words" if one.name else "named"] += 1
    counted = Counter(phrases.values())
    return Coverage(
        figures=counted["figures"],
        dated=counted["dated"],
        places=counted["places"],
        aside=counted["aside"],
        words=others["words"],
        named=others["named"],
    )


def whole(release: Release) -> Coverage:
    """The coverage of all documents together."""
    return sum((of(str(name), release) for name in release.documents["document"]), Coverage(0, 0, 0, 0, 0, 0))


@kept(256)
def reads(document: str, release: Release) -> tuple[Read, ...]:
    """Everything read in a document, in its order."""
    found = [_figure(row) for row in _rows("figures", document, release) if row["status"] != "derived"]
    found += [_place(row) for row in _rows("places", document, release)]
    found += [_aside(row, release.statements) for row in _rows("set_aside", document, release)]
    return tuple(sorted(found, key=lambda one: (one.paragraph, one.start, _rank(one.sort))))


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
    sort = ("dated" if row["kind"] == "event" else "figures") if numbered else "words"
    return _read(row, sort, row["figure_id"], row["statement"], "", numbered)


def _place(row: Row) -> Read:
    return _read(row, "places", "", row["statement"], row["note"], holds_a_number(row["quote"]))


def _aside(row: Row, names: Mapping[str, str]) -> Read:
    repeated = row["figure_id"] if row["figure_id"] in names else ""
    return _read(row, "aside", repeated, row["reason"], row["note"], True)


def _read(row: Row, sort: str, name: str, told: str, note: str, numbered: bool) -> Read:
    return Read(int(row["paragraph"]), int(row["start"]), row["quote"], sort, name, told, note, numbered)


def _rank(sort: str) -> int:
    """What a phrase counts as where several things are read from it: a figure before all else."""
    return (*SORTS, "words").index(sort)

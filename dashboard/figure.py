"""One figure as a typed record: what is missing is None, never NaN."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import pandas as pd

from dashboard.words import say
from etl.intervals import STATED
from etl.period import read_period, when
from etl.statement import DURATIONS, Quantity, change_words, number_words, says_who, worked_out

NOT_STATED = "not stated"
WRITTEN_WITH_ITS_UNIT = {"percent", "times", "ratio_to_one", "USD", "EUR", "GBP"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of ``Release.figures``; the columns have the meanings of the codebook."""

    figure_id: str
    document: str | None
    paragraph: int | None
    quote: str | None
    measure: str
    measure_name: str
    definition: str
    composition: str | None
    theme: str
    statement: str
    value: float | None
    lower: float | None
    upper: float | None
    qualifier: str
    unit: str
    singular: str
    plural: str
    kind: str
    region: str
    region_name: str
    region_in_sentence: str | None
    region_sort: str
    group: str | None
    group_name: str | None
    group_in_sentence: str | None
    group_position: float | None
    comparison_group: str | None
    comparison_name: str | None
    base: str | None
    period: str
    period_start: date | None
    period_end: date | None
    attribution: str
    status: str
    derived_from: str | None
    formula: str | None
    note: str | None
    inferred: str | None
    superseded_by: str | None
    repeats: int
    title: str | None
    publisher: str | None
    original: str | None = None
    in_force: str | None = None

    @property
    def number(self) -> str:
        """The number in words and digits with its unit: 'at least 6,200 people', 'about 20%', 'hundreds'."""
        quantity = self.quantity
        if self.kind == "change":
            return change_words(quantity, self.singular, self.plural)
        words = number_words(quantity, self.singular, self.plural)
        if self.qualifier in ("magnitude", "in_words") or self.unit in WRITTEN_WITH_ITS_UNIT | {*DURATIONS}:
            return words
        return f"{words} {self.singular if self.value == 1 else self.plural}".strip()

    @property
    def quantity(self) -> Quantity:
        """The number as words say it; what was worked out here is rounded."""
        stated = next((number for number in self.numbers), None) if self.qualifier != "range" else None
        quantity = Quantity(self.quote or "", stated, self.lower, self.upper, self.qualifier, self.unit)
        return worked_out(quantity) if self.derived else quantity

    @property
    def claim(self) -> str:
        """The statement without who says so, where that stands beside it."""
        return without_speaker(self.statement, self.attribution, (self.publisher, self.title))

    @property
    def numbers(self) -> tuple[float, ...]:
        """The numbers that the row states, and no other."""
        return tuple(number for number in (self.value, self.lower, self.upper) if number is not None)

    @property
    def stated(self) -> dict[str, Any]:
        """The cells that say which numbers the row allows."""
        return {name: getattr(self, name) for name in STATED}

    @property
    def when(self) -> str | None:
        """The period in words: 'in 2003', 'since June 2016'; None where not stated."""
        return when(read_period(self.period)).strip() or None

    @property
    def published_by(self) -> str:
        """Who published the document, or that it does not say."""
        if not self.publisher or self.publisher == NOT_STATED:
            return say("document.no_publisher")
        return self.publisher

    @property
    def speaker(self) -> str:
        """Who says so, in the fewest words that are still true: the source, or the publisher that names none."""
        if self.derived and self.publisher:
            return say("drawing.derived", publisher=self.published_by)
        if self.derived:
            return say("drawing.derived_across")
        return self.attribution if self.has_source else say("drawing.speaker", publisher=self.published_by)

    @property
    def read_from_context(self) -> frozenset[str]:
        """The columns that the document does not state and a reader took from its context."""
        # A reason may go on after a semicolon: what is no name of a column belongs to the one before.
        parts = (part.partition(":") for part in (self.inferred or "").split(";"))
        return frozenset(name.strip() for name, colon, _ in parts if colon)

    @property
    def origin(self) -> str:
        """Who produced the number and the publication it comes from, as far as the document names them; '' where neither."""
        who = self.attribution if self.has_source else ""
        if not self.original or self.original in who:
            return who
        return say("figure.origin", who=who, title=self.original) if who else self.original

    @property
    def has_base(self) -> bool:
        """The document says out of what, or by which inclusion rule."""
        return bool(self.base) and self.base != NOT_STATED

    @property
    def has_source(self) -> bool:
        """The document says who produced the number."""
        return bool(self.attribution) and self.attribution != NOT_STATED

    @property
    def published(self) -> bool:
        """It stands in a release and has a page; an invented example belongs to no theme."""
        return bool(self.theme)

    @property
    def derived(self) -> bool:
        """Computed from other figures, not printed in a document."""
        return self.status == "derived"


_NAMES = tuple(field.name for field in fields(Figure))


def records(figures: pd.DataFrame) -> list[Figure]:
    """The rows of a table of figures, in its order."""
    columns = [_cells(figures, name) for name in _NAMES]
    return [_record(cells) for cells in zip(*columns, strict=True)]


def without_speaker(statement: str, attribution: str, voices: Iterable[str | None]) -> str:
    """A statement without who says so at its end; ``voices`` are what stands there for a document that names no source."""
    ends = (says_who(attribution, voice or "") for voice in voices)
    end = next((end for end in ends if len(end) > 1 and statement.endswith(end)), "")
    return f"{statement.removesuffix(end)}." if end else statement


def sentence_case(text: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def _record(cells: tuple[Any, ...]) -> Figure:
    row = dict(zip(_NAMES, cells, strict=True))
    paragraph = row["paragraph"]
    return Figure(**{**row, "paragraph": None if paragraph is None else int(paragraph)})


def _cells(figures: pd.DataFrame, name: str) -> list[Any]:
    # A release from before there was this column may be made current again: it names no original.
    if name == "original" and name not in figures:
        return [None] * len(figures)
    return [_present(cell) for cell in figures[name].tolist()]


def _present(cell: Any) -> Any:
    return None if cell is None or cell != cell or cell == "" else cell

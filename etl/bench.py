"""The extraction bench: every number phrase of a text, and which row of the catalogue accounts for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from etl.phrases import Phrase as Found
from etl.phrases import Reading, find

Row = Mapping[str, Any]
State = Literal["figure", "place", "set_aside", "open"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number phrase at its place. ``row_key`` is that of the row that accounts for it; '' where it is open."""

    paragraph: int
    start: int
    end: int
    text: str
    reading: Reading
    state: State
    row_key: str


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    state: State
    key: str


def phrases(
    text: str, figures_rows: Sequence[Row], places_rows: Sequence[Row], set_aside_rows: Sequence[Row]
) -> list[Phrase]:
    """Every number phrase in the order of the text; rows are those of the catalogue's files, as text."""
    sorts: tuple[tuple[State, str, Sequence[Row]], ...] = (
        ("figure", "figure_id", figures_rows),
        ("place", "place_id", places_rows),
        ("set_aside", "start", set_aside_rows),
    )
    located = [(state, str(row[key]), row) for state, key, rows in sorts for row in rows if _is_located(row)]
    marks = covered(text, (row for _, _, row in located))
    # Of rows that begin at one place the later is looked at first: figures are to come before the others.
    spans = [_span(state, key, row) for state, key, row in reversed(located)]
    spans.sort(key=lambda span: span.start)
    starts = [span.start for span in spans]
    longest = max((span.end - span.start for span in spans), default=0)
    return [_phrase(text, found, marks, spans, starts, longest) for found in find(text)]


def _is_located(row: Row) -> bool:
    return str(row["start"]).isdecimal()


def _span(state: State, key: str, row: Row) -> _Span:
    start = int(row["start"])
    return _Span(start, start + len(row["quote"]), state, key)


def _phrase(
    text: str, found: Found, marks: bytearray, spans: Sequence[_Span], starts: Sequence[int], longest: int
) -> Phrase:
    place = (found.paragraph, found.start, found.end, text[found.start : found.end], found.reading)
    if not is_accounted(text, found, marks):
        return Phrase(*place, "open", "")
    at = bisect_right(starts, found.end - 1) - 1
    while at >= 0 and starts[at] > found.start - longest:
        if spans[at].end > found.start:
            return Phrase(*place, spans[at].state, spans[at].key)
        at -= 1
    return Phrase(*place, "open", "")


def covered(text: str, rows: Iterable[Row]) -> bytearray:
    """A mark at each character that a row's quote covers; every row must name its start in digits."""
    marks = bytearray(len(text) + 1)
    for row in rows:
        start = min(int(row["start"]), len(text))
        end = min(start + len(row["quote"]), len(text))
        marks[start:end] = b"\x01" * (end - start)
    return marks


def is_accounted(text: str, phrase: Found, marks: bytearray) -> bool:
    """Whether the quotes cover each of a phrase's digits, or a letter where it has none; hedges may stand outside."""
    places = range(phrase.start, phrase.end)
    digits = [marks[at] for at in places if text[at].isdigit()]
    letters = [marks[at] for at in places if text[at].isalpha()]
    return all(digits) if digits else any(letters)

"""What is said of a number phrase: its numbers, its bounds, its unit, its place."""

from __future__ import annotations

from typing import NamedTuple


class Reading(NamedTuple):
    """One phrase in numbers. A number the words do not state is None.

    `qualifier` is one of exact, approximately, at_least, more_than, almost, up_to, less_than, range, magnitude,
    unread. `sort` is one of number, year, date, ordinal, name, unread: only a `number` is a figure. Shares are in
    percent (0 to 100), ratios as a number to one, falls negative. `unit` is a guess (percent, times, ratio_to_one,
    percentage_points, USD and other currency codes, seconds … centuries, per_100000, year, date, ordinal) or None.
    """

    text: str
    value: float | None
    lower: float | None
    upper: float | None
    qualifier: str
    unit: str | None
    sort: str


class Phrase(NamedTuple):
    """A reading with its place: paragraphs (non-empty lines) from 1, characters of the whole text from 0."""

    paragraph: int
    start: int
    reading: Reading

    @property
    def end(self) -> int:
        """The offset just after the phrase, so that text[start:end] is its text."""
        return self.start + len(self.reading.text)

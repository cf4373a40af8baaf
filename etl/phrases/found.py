"""What the grammar found at some tokens, before it is tied to a text."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A phrase of the tokens `begin` up to `end`, in the terms of `Reading`."""

    begin: int
    end: int
    sort: str
    qualifier: str = "unread"
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit: str | None = None


def unread(begin: int, end: int) -> Found:
    """A number phrase whose number the words do not settle."""
    return Found(begin, end, "unread")


def name(begin: int, end: int) -> Found:
    """A number that is part of a name: a bill, a page, an address."""
    return Found(begin, end, "name")


def date(begin: int, end: int) -> Found:
    """A date, a time of day or a stretch of years: it states no figure, so all its numbers are None."""
    return Found(begin, end, "date", "exact", unit="date")


def year(begin: int, end: int, value: float, qualifier: str = "exact") -> Found:
    """A single year."""
    bound = value if qualifier == "exact" else None
    return Found(begin, end, "year", qualifier, value, bound, bound, "year")


def ordinal(begin: int, end: int, value: float) -> Found:
    """A place in an order."""
    return Found(begin, end, "ordinal", "exact", value, value, value, "ordinal")


class Quantity(NamedTuple):
    """What the words from token `begin` up to `end` state: `low` and `high` are equal unless it is a range.

    Both are None where the words are a magnitude (`tens of millions`) or cannot be read; `magnitude` tells which.
    """

    begin: int
    end: int
    low: float | None
    high: float | None
    unit: str | None = None
    magnitude: bool = False

    @property
    def unread(self) -> bool:
        """Whether the words are a number phrase whose number they do not settle."""
        return self.low is None and not self.magnitude

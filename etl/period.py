"""Read one period, such as '2003', '2016-06..' or '2019/20': text in, first and last day out."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from etl.vocabulary import NOT_STATED

REMEDY = "must be a year, a month (2016-06), a day, a span A..B with one end open if need be, or 'not stated'"

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_QUARTER = re.compile(r"(\d{4}) ?Q([1-4])")
_YEARS = re.compile(r"(\d{4})[/-](\d{4}|\d{2})")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day; ``None`` where open or not stated. ``text`` keeps the precision it was given in."""

    text: str
    start: date | None
    end: date | None


@lru_cache(maxsize=65536)
def read_period(text: str) -> Period:
    """Read a period; an empty cell means not stated. Raises ValueError if it is no period or ends before it starts."""
    if text in ("", NOT_STATED):
        return Period(NOT_STATED, None, None)
    first, dots, last = text.partition("..")
    if not dots:
        start, end = _point(text)
        return Period(text, start, end)
    opened = _point(first)[0] if first else None
    closed = _point(last)[1] if last else None
    if opened is None and closed is None:
        raise ValueError(f"period {text!r} has no end")
    if opened and closed and opened > closed:
        raise ValueError(f"period {text!r} ends before it starts")
    return Period(text, opened, closed)


def _point(text: str) -> tuple[date, date]:
    """First and last day of a year, quarter, month, day, or years such as 2019/20."""
    try:
        if match := _QUARTER.fullmatch(text):
            month = 3 * int(match[2]) - 2
            return date(int(match[1]), month, 1), _month_end(int(match[1]), month + 2)
        # "2020-21" has the shape of a month but no such month: it is read as years below.
        if (match := _DAY.fullmatch(text)) and int(match[2] or 1) <= 12:
            return _calendar(match)
        if match := _YEARS.fullmatch(text):
            first, last = int(match[1]), int(match[1][: 4 - len(match[2])] + match[2])
            if last > first:
                return date(first, 1, 1), date(last, 12, 31)
    except ValueError:
        pass
    raise ValueError(f"period {text!r} cannot be read")


def _calendar(match: re.Match[str]) -> tuple[date, date]:
    year, month, day = int(match[1]), match[2], match[3]
    if day:
        exact = date(year, int(month), int(day))
        return exact, exact
    if month:
        return date(year, int(month), 1), _month_end(year, int(month))
    return date(year, 1, 1), date(year, 12, 31)


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, calendar.monthrange(year, month)[1])


def lasting(period: Period) -> bool:
    """The period has a beginning and no end."""
    return period.start is not None and period.end is None


def when(period: Period) -> str:
    """The period in words after a leading space: ' in 2003', ' since 1980'; empty where not stated.

    >>> when(read_period("2016-06..2018"))
    ' from June 2016 to 2018'
    """
    if period.text == NOT_STATED:
        return ""
    first, dots, last = period.text.partition("..")
    if dots and first and last:
        return f" from {_words(first)} to {_words(last)}"
    if dots:
        return f" since {_words(first)}" if first else f" up to {_words(last)}"
    return f" on {_words(first)}" if re.fullmatch(r"\d{4}-\d{2}-\d{2}", first) else f" in {_words(first)}"


def _words(point: str) -> str:
    if not (match := _DAY.fullmatch(point)) or not match[2] or int(match[2]) > 12:
        return point
    month = _MONTHS[int(match[2]) - 1]
    return f"{int(match[3])} {month} {match[1]}" if match[3] else f"{month} {match[1]}"

"""Say which measures are overdue: the newest number that is known of each, and when another was to be expected."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

Tables = Mapping[str, pa.Table]
Rows = Iterable[Mapping[str, Any]]
MOST_MONTHS = 600


@dataclass(frozen=True, slots=True)
class Due:
    """One measure that has figures. ``newest`` is the last day any number of it is about, None where none is dated.

    ``months`` is the interval at which a new number is expected, None for what does not age; ``due`` the day by which.
    """

    measure: str
    name: str
    months: int | None
    newest: date | None
    due: date | None
    overdue: bool


def due(tables: Tables, today: date) -> list[Due]:
    """Every measure that a document gives a figure on, the longest overdue first, then by name."""
    return due_of(_rows(tables, "measures"), _rows(tables, "figures"), _rows(tables, "record"), today)


def due_of(measures: Rows, figures: Rows, record: Rows, today: date) -> list[Due]:
    """The same of rows."""
    newest = newest_days(figures, record)
    found = [_due(row, newest[row["measure"]], today) for row in measures if row["measure"] in newest]
    return sorted(found, key=lambda one: (not one.overdue, one.due or date.max, one.name))


def newest_days(
    figures: Iterable[Mapping[str, Any]], record: Iterable[Mapping[str, Any]]
) -> dict[str, date | None]:
    """The last day that any number of a measure is about, by measure; of measures that a document gives a figure on.

    What was worked out here is as old as what it comes from, and is not counted; nor is the day that a text was published.
    """
    days: dict[str, date | None] = {}
    for row in figures:
        if row["status"] != "derived":
            days[row["measure"]] = _later(days.get(row["measure"]), row["period_end"])
    for row in record:
        if row["measure"] in days:
            days[row["measure"]] = _later(days[row["measure"]], row["period_end"])
    return days


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def is_interval(cell: str) -> bool:
    """Whether a cell is a number of months at which something can be expected.

    >>> is_interval("12"), is_interval("0"), is_interval("601"), is_interval("1.5"), is_interval("²")
    (True, False, False, False, False)
    """
    return cell.isascii() and cell.isdecimal() and len(cell) <= 3 and 1 <= int(cell) <= MOST_MONTHS


def _due(row: Mapping[str, Any], newest: date | None, today: date) -> Due:
    # A release that was published before there was such a column says nothing.
    months = int(row["refresh_months"]) if row.get("refresh_months") else None
    by = after(newest, months) if newest and months else None
    return Due(row["measure"], row["name"], months, newest, by, by is not None and by < today)


def after(day: date, months: int) -> date:
    """The day so many months later; the last of the month where that month is shorter.

    >>> after(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _rows(tables: Tables, name: str) -> Sequence[Mapping[str, Any]]:
    rows: list[dict[str, Any]] = tables[name].to_pylist() if name in tables else []
    return rows

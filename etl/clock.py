"""What the clock says: for people to read, never to put anything in order by."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> str:
    """This moment in UTC (ISO 8601, to the microsecond)."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def today() -> date:
    """This day in UTC."""
    return datetime.now(UTC).date()

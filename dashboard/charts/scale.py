"""Where a number stands on an axis, with enough room for what is drawn beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10

from dashboard.charts.setting import NARROW


@dataclass(frozen=True, slots=True)
class Room:
    """Pixels that something drawn at a number needs to its left and right."""

    number: float
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high`` on a page of ``width`` pixels or more. ``origin`` is where its bars start."""

    low: float
    high: float
    origin: float
    width: float = NARROW

    def pixels(self, first: float, last: float) -> float:
        """Distance between two numbers at the least width."""
        return abs(last - first) / (self.high - self.low) * self.width


def fit(origin: float, numbers: Iterable[float], rooms: Iterable[Room] = (), width: float = NARROW) -> Scale:
    """The shortest axis that holds the origin, the numbers and the room they need on a page of that width."""
    held, needed = [origin, *numbers], list(rooms)
    low, high = min(held), max(held)
    if low == high:
        high = low + 1.0
    # Widening one end moves every mark, so a few rounds settle both ends.
    for _ in range(8):
        low, high = _widened(low, high, needed, width)
    return Scale(low, high, origin, width)


def _widened(low: float, high: float, rooms: list[Room], width: float) -> tuple[float, float]:
    for room in rooms:
        share = min(room.right / width, 0.7)
        high = (
            max(high, low + (room.number - low) / (1 - share))
            if room.number > low
            else max(high, low + (high - low) * (1 + share) / 2)
        )
        share = min(room.left / width, 0.7)
        low = min(low, high - (high - room.number) / (1 - share)) if room.number < high else low
    return low, high


def round_ticks(low: float, high: float, origin: float = 0.0) -> list[float]:
    """The origin and round numbers on either side of it, one step for both, none beyond ``low`` or ``high``."""
    span = max(high - origin, origin - low)
    if span == 0:
        return [origin]
    step = _round_step(span)
    below = int((origin - low) / step * 1.001)
    above = int((high - origin) / step * 1.001)
    return [origin + step * count for count in range(-below, above + 1)]


def _round_step(span: float) -> float:
    """The largest of 1, 2, 5, 10, … that fits at least twice, so that there are three to five ticks a side."""
    power = 10.0 ** floor(log10(span))
    return next(power * factor for factor in (5.0, 2.0, 1.0, 0.5) if power * factor * 2 <= span)

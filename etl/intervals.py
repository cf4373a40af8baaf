"""What numbers a statement allows: its bounds, with as much slack as its rounding and its hedge leave."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TOLERANCE = 0.01
"""How far, in parts of itself, a number may be off before it is another number."""
MOST_ROUNDING = 0.05
"""The most that a round or approximate number is taken to be off, in parts of itself."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``; infinite where the words set no bound."""

    low: float
    high: float

    def apart(self, other: Interval) -> bool:
        """No number is in both."""
        return self.high < other.low or other.high < self.low


def allowed(figure: Mapping[str, Any], *, round_numbers: bool = True) -> Interval | None:
    """The numbers that fit a published figure or record row; None if it states none.

    ``round_numbers``: the zeros at the end of 40,000 may stand for other digits; otherwise they are meant.
    """
    value, lower, upper = figure["value"], figure["lower"], figure["upper"]
    if lower is None and upper is None:
        return None if value is None else _about(value)
    low = -math.inf if lower is None else lower - rounding(lower, round_numbers)
    high = math.inf if upper is None else upper + rounding(upper, round_numbers)
    return Interval(low, high)


STATED = ("value", "lower", "upper")
"""The cells that :func:`allowed` looks at."""


def disagree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Both state numbers, and none fits both."""
    first, second = allowed(one), allowed(other)
    return first is not None and second is not None and first.apart(second)


def _about(value: float) -> Interval:
    slack = max(MOST_ROUNDING * abs(value), rounding(value))
    return Interval(value - slack, value + slack)


def rounding(value: float, round_numbers: bool = True) -> float:
    """What rounding may hide: half of the last digit printed, but no more than a twentieth of the number."""
    if value == 0:
        return 0.0
    size = abs(value)
    whole = f"{size:.10f}".rstrip("0")
    decimals = len(whole.split(".")[1])
    digits = str(int(size))
    zeros = 0 if decimals or not round_numbers else len(digits) - len(digits.rstrip("0"))
    half = 0.5 * 10.0 ** (zeros - decimals)
    return max(TOLERANCE * size, min(half, MOST_ROUNDING * size))

"""What numbers a statement allows: those that its printed digits stand for, or those that its bounds leave."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_DECIMALS = re.compile(r"([0-9][0-9,]*)\.([0-9]+)")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``; infinite where the words set no bound."""

    low: float
    high: float

    def apart(self, other: Interval) -> bool:
        """No number is in both."""
        return self.high < other.low or other.high < self.low


def allowed(figure: Mapping[str, Any]) -> Interval | None:
    """The numbers that fit a published figure or record row; None if it states none.

    A bound is taken at its word, for one that was rounded past the number is none. A number stands for all that round to
    it. So does an approximate one: how much further off it may be is not said, and no percentage is made up for it.
    """
    value, lower, upper = figure["value"], figure["lower"], figure["upper"]
    if lower == upper:
        printed = value if lower is None else lower
        return None if printed is None else stands_for(printed, figure.get("quote") or "")
    return Interval(-math.inf if lower is None else lower, math.inf if upper is None else upper)


SIZES = {
    "ten": 10,
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
"""What a word for a size begins with, in the singular."""

UP_TO = {10: 100.0, 12: 1e3, 20: 1e3, 100: 1e3, 1e3: 1e6, 1e6: 1e9, 1e9: 1e12}
"""What is no longer called so: a million is not “thousands”, whatever number of thousands it is."""


def worded(quote: str) -> Interval | None:
    """The numbers that a word for a size fits, such as 'hundreds of thousands'; None for any other words.

    >>> worded("thousands"), worded("tens of thousands")
    (Interval(low=1000.0, high=1000000.0), Interval(low=10000.0, high=1000000.0))
    """
    sizes = [SIZES[name] for word in quote.lower().split() if (name := word.removesuffix("s")) in SIZES]
    return Interval(math.prod(map(float, sizes)), UP_TO.get(sizes[-1], math.inf)) if sizes else None


STATED = ("value", "lower", "upper", "quote")
"""The cells that :func:`allowed` looks at."""


def disagree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Both state numbers, and none fits both."""
    first, second = allowed(one), allowed(other)
    return first is not None and second is not None and first.apart(second)


def stands_for(value: float, quote: str = "", *, zeros_meant: bool = False) -> Interval:
    """The numbers that are rounded to this one at its last significant digit, both ends with them.

    Zeros at the end of 40,000 may stand for other digits, those of “20.0” may not. ``zeros_meant``: none may.

    >>> stands_for(40_000), stands_for(26), stands_for(20, "20.0%"), stands_for(1_100, zeros_meant=True)
    (Interval(low=35000.0, high=45000.0), Interval(low=25.5, high=26.5), Interval(low=19.95, high=20.05), Interval(low=1099.5, high=1100.5))
    """
    half = _last_place(abs(value), quote, zeros_meant) / 2
    return Interval(value - half, value + half)


def _last_place(size: float, quote: str, zeros_meant: bool) -> float:
    """What one more in the last significant digit would add."""
    if printed := _DECIMALS.search(quote):
        whole, decimals = printed[1].replace(",", ""), printed[2]
        number = float(f"{whole}.{decimals}")
        return (size / number if number else 1.0) * 10.0 ** -len(decimals)
    whole, decimals = f"{size:.10f}".rstrip("0").split(".")
    zeros = 0 if decimals or zeros_meant or not size else len(whole) - len(whole.rstrip("0"))
    return 10.0 ** (zeros - len(decimals))

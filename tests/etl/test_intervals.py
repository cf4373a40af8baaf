"""The numbers that a statement allows follow from its printed digits and its bounds, never from a percentage."""

import math

import pytest

from etl.intervals import Interval, allowed, worded

OPEN = math.inf


@pytest.mark.parametrize(
    ("value", "lower", "upper", "quote", "low", "high"),
    [
        (40_000, 40_000, 40_000, "40,000", 35_000, 45_000),
        (41_000, 41_000, 41_000, "41,000", 40_500, 41_500),
        (185e6, None, None, "an estimated 185 million", 184.5e6, 185.5e6),
        (1.5e6, 1.5e6, 1.5e6, "1.50 million", 1.495e6, 1.505e6),
        (20, 20, 20, "20%", 15, 25),
        (20, 20, 20, "20.0%", 19.95, 20.05),
        (84.1, 84.1, 84.1, "", 84.05, 84.15),
        (-25, -25, -25, "fell by 25%", -25.5, -24.5),
        (0, 0, 0, "0", -0.5, 0.5),
        (6_200, 6_200, None, "at least 6,200", 6_200, OPEN),
        (9, None, 9, "almost nine times", -OPEN, 9),
        (None, 12_000, 30_000, "12,000 to 30,000", 12_000, 30_000),
    ],
)
def test_a_number_stands_for_what_rounds_to_it_and_a_bound_for_itself(
    value: float | None, lower: float | None, upper: float | None, quote: str, low: float, high: float
) -> None:
    found = allowed({"value": value, "lower": lower, "upper": upper, "quote": quote})
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("quote", "low", "high"),
    [
        ("thousands", 1_000, 1e6),
        ("Hundreds", 100, 1_000),
        ("tens of millions", 1e7, 1e9),
        ("several hundred", 100, 1_000),
        ("trillions", 1e12, OPEN),
    ],
)
def test_a_word_for_a_size_fits_the_numbers_that_are_called_so(quote: str, low: float, high: float) -> None:
    assert worded(quote) == Interval(low, high)
    assert worded("countless") is None


def test_words_without_a_number_allow_any() -> None:
    assert allowed({"value": None, "lower": None, "upper": None}) is None


@pytest.mark.parametrize(("one", "other", "apart"), [((1, 2), (2, 3), False), ((1, 2), (2.1, 3), True)])
def test_numbers_that_meet_at_an_end_are_not_apart(
    one: tuple[float, float], other: tuple[float, float], apart: bool
) -> None:
    assert Interval(*one).apart(Interval(*other)) == apart

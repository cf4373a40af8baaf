"""The number phrases of the five documents, by themselves."""

from __future__ import annotations

import pytest

from etl.phrases import read

FIGURES = [
    ("millions", None, None, None), ("thousands", None, None, None), ("hundreds", None, None, None),
    ("tens of millions", None, None, None), ("at least 6,200", 6200, 6200, None), ("as high as 30,000", 30_000, None, 30_000),
    ("342", 342, 342, 342), ("Approximately 20%", 20, None, None), ("One in five", 20, 20, 20),
    ("every 25 seconds", 25, 25, 25), ("more than 30", 30, 30, None), ("15", 15, 15, 15),
    ("a minimum of six", 6, 6, None), ("ten years", 10, 10, 10), ("over three times", 3, 3, None),
    ("almost nine times", 9, None, 9), ("more than 84%", 84, 84, None), ("26 times", 26, 26, 26), ("40 years", 40, 40, 40),
    ("1 of 5", 20, 20, 20), ("45 percent", 45, 45, 45), ("28 percent", 28, 28, 28), ("about 85 percent", 85, None, None),
    ("40,000", 40_000, 40_000, 40_000), ("500,000", 500_000, 500_000, 500_000), ("1100 percent", 1100, 1100, 1100),
    ("100:1", 100, 100, 100), ("18:1", 18, 18, 18), ("Almost 600", 600, None, 600), ("three-year", 3, 3, 3),
    ("nearly 2,500", 2500, None, 2500), ("1,500", 1500, 1500, 1500), ("nearly $350b", 350e9, None, 350e9),
    ("at least 25 years", 25, 25, None), ("an estimated 185 million", 185e6, None, None), ("271 million", 271e6, 271e6, 271e6),
    ("fell by 25%", -25, -25, -25), ("65%", 65, 65, 65), ("$1(USD)", 1, 1, 1), ("$4 to $7(USD)", None, 4, 7),
    ("29", 29, 29, 29), ("49", 49, 49, 49), ("roughly 219,000", 219_000, None, None), ("Almost half", 50, None, 50),
    ("More than 50", 50, 50, None), ("20-year-olds", 20, 20, 20), ("Two years", 2, 2, 2), ("three days", 3, 3, 3),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "value", "lower", "upper"), FIGURES)
def test_a_figure_of_the_documents(
    phrase: str, value: float | None, lower: float | None, upper: float | None
) -> None:
    reading = read(phrase)
    assert (reading.value, reading.lower, reading.upper) == (value, lower, upper)
    assert reading.sort == "number"


@pytest.mark.parametrize(
    ("phrase", "sort"),
    [
        ("1971", "year"), ("1980", "year"), ("1986", "year"), ("2001", "year"), ("2017", "year"), ("2020", "year"),
        ("June 2016", "date"), ("January 2025", "date"), ("December 3, 2024", "date"), ("June 14th", "date"),
        ("2025–2026", "date"), ("7/31/2025", "date"), ("6/14", "date"), ("4/16", "date"), ("6:30 p.m.", "date"),
        ("4pm", "date"), ("80s", "date"), ("1990s", "date"), ("first", "ordinal"), ("second", "ordinal"),
        ("AB 47", "name"), ("SB 286", "name"), ("SB97", "name"), ("D22", "name"), ("Senate Bill 141", "name"),
        ("Assembly Bill 47", "name"), ("630pPT", "name"),
    ],
)  # fmt: skip
def test_what_is_no_figure_in_the_documents(phrase: str, sort: str) -> None:
    assert read(phrase).sort == sort

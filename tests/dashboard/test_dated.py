"""Dated facts along a line of time: in order, at true distances, spans as spans, and gaps in words."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from dashboard import dated
from dashboard.words import say, say_number


def events(*periods: str) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {
            "event_id": f"event-{at}", "period": period, "statement": f"It happened <{at}>.", "quote": "2001", "title": "A report",
            "publisher": "not stated", "paragraph": 3,
        }
        for at, period in enumerate(periods)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def lefts(told: str) -> list[float]:
    return [float(left) for left in re.findall(r'<i[^>]*style="left:([\d.]+)%', told)]


def test_facts_stand_in_the_order_of_time_and_those_without_a_date_last() -> None:
    told = dated.facts(events("not stated", "2010", "1986", "1990-05"))
    assert re.findall(r'<li id="(event-\d)"', told) == ["event-2", "event-3", "event-1", "event-0"]


def test_marks_stand_at_their_true_distances() -> None:
    assert lefts(dated.facts(events("2000-01-01", "2001-01-01", "2004-01-01"))) == pytest.approx(
        [0, 25, 100], abs=0.1
    )


def test_a_time_of_several_years_is_a_span_and_one_without_an_end_stays_open() -> None:
    told = dated.facts(events("1980..1999", "2001..", "2005"))
    assert 'class="span" style="left:0.00%;width:' in told
    assert 'class="span open"' in told
    assert told.count(say("timeline.ongoing")) == 1


@pytest.mark.parametrize(
    ("periods", "years"),
    [
        (("1971", "1986"), 14),
        (("1971", "1972"), None),
        (("1980..1999", "1986", "2010"), 10),
        (("1980..", "2010"), None),
        (("1971", "not stated"), None),
    ],
)
def test_a_gap_is_said_in_years_that_nothing_covers(periods: tuple[str, ...], years: int | None) -> None:
    told = dated.facts(events(*periods))
    gaps = re.findall(r'<li class="gap">(.*?)</li>', told)
    assert gaps == ([say_number("timeline.gap", years)] if years else [])


@pytest.mark.parametrize(
    "periods", [(), ("2001",), ("not stated", "not stated"), ("2001", "2001"), ("..2001", "2003")]
)
def test_a_line_is_drawn_only_where_two_days_are_known(periods: tuple[str, ...]) -> None:
    told = dated.facts(events(*periods)) if periods else dated.facts(events("2001").iloc[:0])
    assert ("time-strip" in told) == (periods == ("..2001", "2003"))
    assert "nan" not in told
    assert "None" not in told


def test_what_a_release_says_is_escaped() -> None:
    assert "It happened &lt;0&gt;." in dated.facts(events("2001"))

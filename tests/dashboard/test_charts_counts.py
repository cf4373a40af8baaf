"""Counts: rivals on one axis, another time apart, points unjoined, small counts as marks."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from dashboard.charts import BY_KIND, NARROW, WIDE, Setting
from dashboard.data import Release
from dashboard.grouping import drawings
from dashboard.palette import LIGHT
from tests.dashboard.rows_as_charts import drawing_with, drawn, numbers_in, one, painted, words, words_in

Years = tuple[int, int | None]


def test_rival_counts_share_an_axis_and_are_never_joined(sample: Release) -> None:
    drawing = drawing_with(sample, "killed-government")
    figure = BY_KIND["count"](drawing.table, Setting(LIGHT))
    assert drawing.rivals
    assert set(drawing.ids) == {"killed-government", "killed-groups", "killed-later"}
    assert not [trace for trace in figure.data if "lines" in (getattr(trace, "mode", None) or "")]
    for said in ("Says the government", "Says rights groups", "Killed by police or people linked to police"):
        assert said in words_in(figure)
    assert 36_200.0 not in numbers_in(figure)


def test_a_count_of_a_later_period_stands_apart_and_last(sample: Release) -> None:
    figure = BY_KIND["count"](drawing_with(sample, "killed-government").table, Setting(LIGHT))
    places = {words(a): a.y for a in figure.layout.annotations if a.yref != "paper"}
    apart = next(y for text, y in places.items() if text.startswith("Apart"))
    assert apart < places["342 people"]
    assert all(
        y < apart for text, y in places.items() if text in ("at least 6,200 people", "up to 30,000 people")
    )


@pytest.mark.parametrize(
    ("first", "others", "said"),
    [
        ((2003, 2003), [(2017, 2017)], "Apart, because it covers a later period:"),
        ((2003, 2003), [(2017, 2017), (2023, 2023)], "Apart, because they cover later periods:"),
        ((2003, 2003), [(2017, 2017), (2017, 2017)], "Apart, because it covers a later period:"),
        ((2023, 2023), [(2003, 2003)], "Apart, because it covers an earlier period:"),
        ((2023, 2023), [(2003, 2003), (2017, 2017)], "Apart, because they cover earlier periods:"),
        ((2017, 2017), [(2003, 2003), (2023, 2023)], "Apart, because they cover other periods:"),
        # What is open may still go on while the other one lasts.
        ((2016, None), [(2022, 2023)], "Apart, because it covers another period:"),
        ((2016, None), [(2022, 2023), (2010, 2012)], "Apart, because they cover other periods:"),
        ((2016, None), [(2010, 2012)], "Apart, because it covers an earlier period:"),
    ],
)
def test_what_stands_apart_is_said_to_be_later_earlier_or_other_as_it_is(
    sample: Release, first: Years, others: list[Years], said: str
) -> None:
    row = one(sample, "count", "exact", 40_000.0)
    spans = [first, *others]
    # Each has a source of its own: numbers of one source would stand on an axis of years.
    rows = pd.concat(
        [of_years(row, span).assign(attribution=f"source {at}") for at, span in enumerate(spans)]
    )
    figure = BY_KIND["count"](rows, Setting(LIGHT, width=WIDE))
    assert [words(a) for a in figure.layout.annotations if words(a).startswith("Apart")] == [said]


def of_years(row: pd.DataFrame, span: Years) -> pd.DataFrame:
    start, end = span
    period = f"{start}" if start == end else f"{start}..{end or ''}"
    return row.assign(
        period=period, period_start=date(start, 1, 1), period_end=date(end, 12, 31) if end else None
    )


def test_two_points_in_time_stand_unjoined_and_the_page_says_why(sample: Release) -> None:
    rows = sample.figures[sample.figures["figure_id"].isin(["users-2003", "users-2017"])]
    figure = BY_KIND["count"](rows, Setting(LIGHT))
    assert {trace.mode for trace in figure.data} == {"markers"}
    assert numbers_in(figure) == {2003.0, 2017.0}
    assert "No line joins the points" in words_in(figure)
    assert "about 185 million people" in words_in(figure)


def test_only_counts_of_one_thing_have_a_rival_colour(sample: Release) -> None:
    rivals = BY_KIND["count"](drawing_with(sample, "killed-government").table, Setting(LIGHT))
    assert LIGHT.rival in painted(rivals)
    shares = pd.concat([drawing_with(sample, name).table for name in ("share-us-one", "share-us-two")])
    assert LIGHT.rival not in painted(BY_KIND["share"](shares, Setting(LIGHT)))


@pytest.mark.parametrize(("number", "marks"), [(15.0, 15), (29.0, 29), (100.0, 100), (2.0, 2)])
@pytest.mark.parametrize("qualifier", ["exact", "at_least", "more_than"])
def test_a_small_count_is_that_many_marks(sample: Release, number: float, marks: int, qualifier: str) -> None:
    (trace,) = drawn(sample, "count", qualifier, number).data
    assert trace.mode == "markers"
    assert len(trace.x) == len(set(zip(trace.x, trace.y, strict=True))) == marks


@pytest.mark.parametrize(("qualifier", "word"), [("at_least", "or more"), ("more_than", "more")])
@pytest.mark.parametrize("number", [2.0, 17.0, 20.0, 30.0, 100.0])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_an_open_tally_goes_on_into_an_arrow_beside_its_last_mark(
    sample: Release, qualifier: str, word: str, number: float, width: float
) -> None:
    figure = BY_KIND["count"](one(sample, "count", qualifier, number), Setting(LIGHT, width=width))
    (head,) = [s for s in figure.layout.shapes if s.type == "path"]
    (label,) = [a for a in figure.layout.annotations if a.text == word]
    (marks,) = figure.data
    on_its_line = [x for x, y in zip(marks.x, marks.y, strict=True) if y == head.yanchor]
    low, high = figure.layout.xaxis.range
    assert label.x == head.xanchor > max(on_its_line, default=-1.0)
    assert (label.x - low) / (high - low) * width + label.xshift + len(word) * 7 <= width


def test_a_count_that_may_be_less_is_not_told_by_marks(sample: Release) -> None:
    assert not drawn(sample, "count", "almost", 40.0).data


def test_what_a_rule_sets_is_said_in_words(sample: Release) -> None:
    strokes = one(sample, "count", "exact", 15.0)
    assert drawings(strokes)[0].drawn
    assert not drawings(strokes.assign(in_force="yes"))[0].drawn


@pytest.mark.parametrize("number", [101.0, 1.0, 2.5, 1_500.0])
def test_a_large_or_broken_count_is_not_told_by_marks(sample: Release, number: float) -> None:
    assert [trace.type for trace in drawn(sample, "count", "exact", number).data] == ["bar"]


def test_what_was_worked_out_is_hollow(sample: Release) -> None:
    row = one(sample, "count", "exact", 400.0).assign(status="derived")
    (bar,) = BY_KIND["count"](row, Setting(LIGHT)).data
    assert bar.marker.color.startswith("rgba(")
    assert bar.marker.line.width > 1
    assert "Worked out here" in words_in(BY_KIND["count"](row, Setting(LIGHT)))
    (about,) = BY_KIND["count"](row.assign(qualifier="approximately"), Setting(LIGHT)).data
    assert about.marker.pattern.shape is None
    assert about.marker.color == bar.marker.color


def test_a_lone_plain_count_is_told_in_words_not_as_a_chart_of_one_bar(sample: Release) -> None:
    assert not drawing_with(sample, "arrests-a-year").drawn
    assert not drawing_with(sample, "young-held").drawn
    assert not drawings(one(sample, "change", "exact", 40.0))[0].drawn
    assert drawings(one(sample, "change", "more_than", 40.0))[0].drawn
    assert drawing_with(sample, "freed").drawn


def test_a_wide_page_breaks_fewer_lines_and_a_card_is_lower(sample: Release) -> None:
    table = drawing_with(sample, "killed-government").table
    narrow, wide, card = (
        BY_KIND["count"](table, setting)
        for setting in (Setting(LIGHT), Setting(LIGHT, width=WIDE), Setting(LIGHT, width=WIDE, compact=True))
    )
    assert narrow.layout.height >= wide.layout.height > card.layout.height
    assert {"Says the government", "342 people"} <= set(words_in(wide).replace("<br>", " | ").split(" | "))

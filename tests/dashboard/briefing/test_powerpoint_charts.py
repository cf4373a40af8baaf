"""How a slide draws: charts that can be edited where PowerPoint has them, shapes where it has not, and no more than is stated."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE

from dashboard import data
from dashboard.briefing.deck import Slide
from dashboard.briefing.powerpoint import charts as drawn_charts
from dashboard.briefing.powerpoint import plans, template
from dashboard.briefing.powerpoint.shapes import Box
from dashboard.data import Release
from dashboard.grouping import drawing_of
from dashboard.maps import world
from dashboard.palette import LIGHT
from dashboard.words import say
from tests.dashboard.briefing.powerpoints import (
    SHAPES,
    WORDS,
    alone,
    cells_of,
    charts,
    groups,
    opened,
    plan_of,
    words_on,
)
from tests.dashboard.sample_release import FIGURES, GROUPS, Row, write

NEVER_JOINED = {
    XL_CHART_TYPE.BAR_CLUSTERED,
    XL_CHART_TYPE.BAR_STACKED,
    XL_CHART_TYPE.COLUMN_CLUSTERED,
}


@pytest.mark.parametrize("figure_id", ["users-2003", "share-world", "make-up-black"])
def test_plain_numbers_are_charts_that_can_be_edited(drawn: Release, figure_id: str) -> None:
    (chart,) = charts(alone(drawn, figure_id))
    assert chart.chart_type in NEVER_JOINED
    with zipfile.ZipFile(BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as book:
        assert "xl/worksheets/sheet1.xml" in book.namelist()


@pytest.mark.parametrize("figure_id", sorted(SHAPES))
def test_open_ends_ranges_and_tallies_are_drawn_in_shapes(sample: Release, figure_id: str) -> None:
    slide = alone(sample, figure_id)
    assert charts(slide) == []
    (group,) = groups(slide)
    assert len(list(group.shapes)) > 2


@pytest.mark.parametrize("figure_id", sorted(WORDS))
def test_what_would_be_a_chart_of_nothing_is_told_large(sample: Release, figure_id: str) -> None:
    slide = alone(sample, figure_id)
    assert charts(slide) == []
    assert groups(slide) == []
    sizes = [int(size) for size in re.findall(r' sz="(\d+)"', slide._element.xml)]
    assert max(sizes) >= 2700


@pytest.mark.parametrize(
    ("figure_id", "word"),
    [
        ("killed-government", "or more"),
        ("killed-government", "or fewer"),
        ("death-penalty", "more"),
        ("share-killed", "more"),
        ("share-small", "less"),
        ("freed", "fewer"),
    ],
)
def test_an_open_arrow_fades_out_and_ends_in_its_word(sample: Release, figure_id: str, word: str) -> None:
    (group,) = groups(alone(sample, figure_id))
    assert word in [s.text_frame.text for s in group.shapes if s.has_text_frame]
    fades = [s for s in group.shapes if "gradFill" in s._element.xml]
    assert fades
    assert all('<a:alpha val="0"/>' in s._element.xml for s in fades)


def test_nothing_solid_is_drawn_up_to_a_number_that_is_only_an_upper_end(sample: Release) -> None:
    (group,) = groups(alone(sample, "freed"))
    bars = [s for s in group.shapes if s.name == say("briefing_file.part_bar")]
    assert bars == []


def test_rivals_stand_on_one_axis_each_with_who_says_so(sample: Release) -> None:
    (group,) = groups(alone(sample, "killed-government"))
    words = " ".join(s.text_frame.text for s in group.shapes if s.has_text_frame)
    assert all(name in words for name in ("the government", "rights groups", say("mark.apart_other_one")))


def test_no_chart_of_any_release_joins_points(sample: Release) -> None:
    deck = opened(sample, *(Slide("figure", name) for name in sample.statements))
    kinds = {chart.chart_type for slide in deck.slides for chart in charts(slide)}
    assert kinds
    assert kinds <= NEVER_JOINED


def test_a_chart_holds_the_numbers_of_its_figures_and_no_other(drawn: Release) -> None:
    (chart,) = charts(alone(drawn, "users-2003"))
    (series,) = chart.plots[0].series
    assert list(series.values) == [185e6, 271e6]
    assert list(chart.plots[0].categories) == ["2003", "2017"]
    assert chart.value_axis.minimum_scale == 0


def test_a_number_that_is_about_right_is_hatched(drawn: Release) -> None:
    (chart,) = charts(alone(drawn, "users-2003"))
    points = chart.plots[0].series[0].points
    assert "pattFill" in points[0].format.fill._xPr.xml
    assert "pattFill" not in points[1].format.fill._xPr.xml
    labels = [points[i].data_label.text_frame.text for i in (0, 1)]
    assert labels == ["about 185 million people", "271 million people"]


def test_parts_of_one_whole_follow_one_another_and_the_rest_is_hollow(sample: Release) -> None:
    plan = plan_of(sample, "make-up-black")
    assert [(bar.before, bar.value) for bar in plan.bars] == [(0, 45), (45, 28), (73, 20), (93, 7)]
    assert plan.bars[-1].hollow
    assert plan.bars[-1].label == say("mark.rest")
    (chart,) = charts(alone(sample, "make-up-black"))
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED
    sums = [
        sum(numbers) for numbers in zip(*(series.values for series in chart.plots[0].series), strict=True)
    ]
    assert sums == [100, 100, 100, 100]


def test_an_axis_prints_no_more_numbers_than_have_room(sample: Release) -> None:
    plan = plans.Plan(FALLS[:2], "Change", (-60.0, -40.0, -20.0, 0.0, 20.0, 40.0, 60.0, 80.0), '0"%"')
    deck = template.empty(LIGHT)
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    axis = drawn_charts.put(slide, plan, Box(64, 200, 1152, 400), (20.0, 18.0), LIGHT).chart.value_axis
    assert axis.major_unit == 40
    assert (axis.maximum_scale - axis.minimum_scale) / axis.major_unit <= drawn_charts.MOST_STEPS
    assert axis.minimum_scale % 40 == 0


def test_a_ratio_begins_at_parity(sample: Release) -> None:
    row = next(row for row in FIGURES if row["figure_id"] == "arrest-us")
    frame = sample.figures[sample.figures["figure_id"] == row["figure_id"]]
    exact = frame.assign(qualifier="exact", value=26.0, lower=26.0, upper=26.0)
    plan = plans.of(drawing_of("arrest-us", exact), LIGHT)
    assert plan is not None
    assert plan.origin == 1
    assert plan.ticks == (0.0, 10.0, 20.0)


# Of bars and of their points in a chart: what may stand there, in the order of the schema.
IN_SERIES = ("idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "dPt", "dLbls", "trendline", "errBars", "cat", "val")  # fmt: skip
IN_POINT = ("idx", "invertIfNegative", "marker", "bubble3D", "explosion", "spPr")
FALLS = (
    plans.Bar("Full", "−25%", -25.0, "#1f4e8c"),
    plans.Bar("About", "about −50%", -50.0, "#1f4e8c", before=0.0, about=True),
    plans.Bar("Worked out", "−12%", -12.0, "#1f4e8c", before=5.0, hollow=True),
)


@pytest.mark.parametrize(
    "plan",
    [
        plans.Plan(FALLS, "Change", (-50.0, 0.0), "0"),
        plans.Plan(FALLS[:1], "Change", (-25.0, 0.0), "0"),
        plans.Plan(FALLS, "Change", (-50.0, 0.0), "0", upright=True),
        plans.Plan(FALLS[:2], "Share", (-50.0, 0.0), "0", whole=100.0),
        plans.Plan(FALLS, "Share", (-50.0, 0.0), "0", whole=100.0),
        plans.Plan(FALLS, "Ratio", (-50.0, 0.0), "0", origin=1.0),
    ],
    ids=["bars", "lone bar", "columns", "parts", "make-up", "ratios"],
)
def test_a_bar_below_zero_keeps_its_colour_in_powerpoint(plan: plans.Plan) -> None:
    deck = template.empty(LIGHT)
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    chart = drawn_charts.put(slide, plan, Box(64, 200, 1152, 400), (20.0, 18.0), LIGHT).chart
    every = list(chart._chartSpace.iter("{*}ser"))
    points = [point for series in every for point in series.findall("{*}dPt")]
    assert len(points) >= len(plan.bars)
    for told, order in (*((one, IN_SERIES) for one in every), *((one, IN_POINT) for one in points)):
        assert [one.get("val") for one in told.findall("{*}invertIfNegative")] == ["0"]
        places = [order.index(etree.QName(child).localname) for child in told]
        assert places == sorted(places)


@pytest.mark.parametrize("value", [0.5, float("inf"), 1e40])
def test_what_no_sheet_or_label_can_hold_is_no_chart(sample: Release, value: float) -> None:
    frame = sample.figures[sample.figures["figure_id"] == "arrest-us"]
    exact = frame.assign(qualifier="exact", value=value, lower=value, upper=value)
    assert plans.of(drawing_of("arrest-us", exact), LIGHT) is None


def test_a_label_that_begins_like_a_formula_stays_words(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile: list[Row] = [{**group, "name": f"=1+{i}"} for i, group in enumerate(GROUPS)]
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, groups=hostile)))
    (chart,) = charts(alone(data.current(), "make-up-black"))
    with zipfile.ZipFile(BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def test_a_map_names_its_countries_and_hatches_what_is_only_likely(drawn: Release) -> None:
    slide = opened(drawn, Slide("map", "executions")).slides[0]
    (group,) = groups(slide)
    named = [shape.name for shape in group.shapes if shape.name.startswith(("Philippines", "Singapore"))]
    assert {name.partition(":")[0] for name in named} == {"Philippines", "Singapore"}
    assert any("pattFill" in s._element.xml for s in group.shapes if s.name.startswith("Philippines"))


def test_the_facts_of_a_timeline_are_read_from_the_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATASETS_DIR", raising=False)
    release = data.current()
    slides = [Slide("timeline", name) for name in dict.fromkeys(release.events["theme"])]
    for slide in opened(release, *slides).slides:
        (table,) = [shape.table for shape in slide.shapes if shape.has_table]
        lines = [line for row in table.rows for cell in row.cells for line in cell.text_frame.paragraphs]
        assert min(run.font.size.pt for line in lines for run in line.runs) >= 15


def test_the_key_of_a_map_has_the_steps_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATASETS_DIR", raising=False)
    release = data.current()
    slide = opened(release, Slide("map", "all")).slides[0]
    told = words_on(slide)
    for look, words in world.legend_of_release(release):
        assert words in told, look


def test_columns_of_years_say_that_nothing_is_drawn_between_and_speak_of_no_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DATASETS_DIR", raising=False)
    release = data.current()
    slide = opened(release, Slide("figure", "inn-drug-users-2003")).slides[0]
    assert charts(slide)
    assert say("briefing_file.not_drawn_between") in words_on(slide)
    assert say("mark.not_joined") not in words_on(slide)


def test_a_timeline_stands_over_its_facts_in_words(sample: Release) -> None:
    slide = opened(sample, Slide("timeline", "prisons")).slides[0]
    assert len(groups(slide)) == 1
    assert len(cells_of(slide)) == 3

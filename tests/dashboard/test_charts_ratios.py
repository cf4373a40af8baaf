"""Ratios from parity and changes from zero."""

from __future__ import annotations

from dashboard.charts import BY_KIND, Setting
from dashboard.data import Release
from dashboard.palette import LIGHT
from tests.dashboard.rows_as_charts import drawing_with, words_in


def test_a_ratio_below_parity_is_a_part_of_it(sample: Release) -> None:
    figure = BY_KIND["ratio"](drawing_with(sample, "arrest-half").table, Setting(LIGHT))
    (bar,) = figure.data
    low, high = figure.layout.xaxis.range
    assert (bar.base[0], bar.base[0] + bar.x[0]) == (1.0, 0.5)
    assert low <= 0.0 < 1.0 <= high
    assert {"0×", "1×"} <= set(words_in(figure).split(" | "))


def test_a_fall_points_left_from_zero(sample: Release) -> None:
    figure = BY_KIND["change"](drawing_with(sample, "harvest-slump").table, Setting(LIGHT))
    (bar,) = figure.data
    assert bar.base[0] + bar.x[0] == -40.0
    assert "fell by more than 40%" in words_in(figure)
    assert "more" in [annotation.text for annotation in figure.layout.annotations]
    assert "or more" not in words_in(figure)


def test_a_group_within_a_sentence_keeps_its_small_letter(sample: Release) -> None:
    figure = BY_KIND["ratio"](drawing_with(sample, "arrest-us").table, Setting(LIGHT))
    assert "the same as for white people" in words_in(figure).replace("<br>", " ")


def test_a_superseded_value_steps_back_and_says_so(sample: Release) -> None:
    figure = BY_KIND["ratio"](drawing_with(sample, "law-100").table, Setting(LIGHT))
    colours = {bar.customdata[0]: bar.marker.color for bar in figure.data}
    assert colours == {"law-100": LIGHT.reference, "law-18": LIGHT.stated}
    assert "Our remark: replaced since" in words_in(figure)

"""Shares: each in a hundred of its own, and the parts of one whole after one another."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.charts import BY_KIND, Setting
from dashboard.data import Release
from dashboard.palette import LIGHT
from tests.dashboard.rows_as_charts import drawing_with, painted, words_in


@pytest.mark.parametrize(
    ("figure_id", "base"),
    [("share-us-one", "Of people in US prisons"), ("share-us-two", "Of people in US federal prisons")],
)
def test_shares_of_different_wholes_are_drawn_apart_in_one_colour(
    sample: Release, figure_id: str, base: str
) -> None:
    drawing = drawing_with(sample, figure_id)
    figure = BY_KIND["share"](drawing.table, Setting(LIGHT))
    hundreds = [s for s in figure.layout.shapes if s.type == "rect" and (s.x0, s.x1) == (0, 100)]
    assert drawing.ids == (figure_id,)
    assert len(hundreds) == 1
    assert base in words_in(figure)
    assert LIGHT.rival not in painted(figure)


def test_parts_of_one_whole_follow_one_another_and_the_rest_is_shown(sample: Release) -> None:
    figure = BY_KIND["share"](drawing_with(sample, "make-up-black").table, Setting(LIGHT))
    assert [(bar.base[0], bar.x[0]) for bar in figure.data] == [(0, 45.0), (45.0, 28.0), (73.0, 20.0)]
    rest = [s for s in figure.layout.shapes if s.type == "rect" and s.line.dash]
    assert [(s.x0, s.x1) for s in rest] == [(93.0, 100.0)]
    assert "The rest is not described" in words_in(figure)


def test_a_rest_that_was_worked_out_is_a_row_of_its_own(sample: Release) -> None:
    parts = drawing_with(sample, "make-up-black").table
    rest = parts.iloc[[0]].assign(
        figure_id="rest",
        value=7.0,
        lower=7.0,
        upper=7.0,
        status="derived",
        group="other",
        group_name="other people",
        group_position=9.0,
    )
    figure = BY_KIND["share"](pd.concat([rest, parts]), Setting(LIGHT))
    assert len(figure.data) == 3
    assert [(s.x0, s.x1) for s in figure.layout.shapes if s.type == "rect" and s.line.dash] == [(93.0, 100.0)]
    assert "Worked out here" in words_in(figure)
    assert "The rest is not described" not in words_in(figure)


def test_shares_of_different_wholes_are_not_parts_of_one(sample: Release) -> None:
    parts = drawing_with(sample, "make-up-black").table.copy()
    parts["base"] = ["one whole", "another whole", "a third whole"]
    figure = BY_KIND["share"](parts, Setting(LIGHT))
    assert [bar.base[0] for bar in figure.data] == [0.0, 0.0, 0.0]

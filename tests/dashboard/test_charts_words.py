"""The words of every drawing: large enough, apart from one another, safe, and with it when it leaves the page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard import data, frame
from dashboard.addresses import of_figure
from dashboard.briefing.powerpoint import measure
from dashboard.charts import BY_KIND, NARROW, WIDE, Setting
from dashboard.data import Release
from dashboard.grouping import drawings
from dashboard.palette import DARK, LIGHT
from tests.dashboard.rows_as_charts import drawing_with, drawn, one, words, words_in


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_drawing_is_plain_and_large_enough_to_read(sample: Release, palette: Any) -> None:
    made = [BY_KIND[d.first.kind](d.table, Setting(palette)) for d in drawings(sample.figures) if d.drawn]
    assert len(made) >= 12
    for figure in made:
        assert not figure.layout.template.layout.showlegend
        assert figure.layout.title.text is None
        assert min(a.font.size for a in figure.layout.annotations) >= 13
        assert {a.font.color for a in figure.layout.annotations} <= {palette.ink, palette.muted}


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_no_words_of_a_drawing_overlap(sample: Release, width: float, compact: bool) -> None:
    """Words stacked above their marks never share a line, and no line is longer than the page."""
    for drawing in (d for d in drawings(sample.figures) if d.drawn):
        setting = Setting(LIGHT, width=width, compact=compact)
        figure = BY_KIND[drawing.first.kind](drawing.table, setting)
        stacked = sorted(
            (a.y, words(a)) for a in figure.layout.annotations if a.yref != "paper" and a.xref == "paper"
        )
        ends = [y + 17 * (text.count("<br>") + 1) for y, text in stacked]
        assert all(end <= start + 1 for end, (start, _) in zip(ends, stacked[1:], strict=False)), drawing.ids
        assert (
            max((len(line) for _, text in stacked for line in text.split("<br>")), default=0)
            <= setting.characters + 7
        )


def lines_of(figure: go.Figure) -> Iterator[tuple[str, float]]:
    """Each line of words that begins at the left edge, without its markup, and the size of its letters."""
    for told in (a for a in figure.layout.annotations if a.xref == "paper"):
        for line in told.text.split("<br>"):
            yield html.unescape(re.sub(r"<[^>]+>", "", line)), told.font.size


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("shipped", [True, False], ids=["shipped", "invented"])
def test_no_line_of_a_drawing_is_wider_than_the_frame_it_is_made_for(
    request: pytest.FixtureRequest, shipped: bool, width: float
) -> None:
    """Measured in our own letters: what is wider is cut off on a phone."""
    release = data.current() if shipped else request.getfixturevalue("sample")
    made = [d for d in drawings(release.figures) if d.drawn]
    assert len(made) >= 12
    for drawing in made:
        figure = BY_KIND[drawing.first.kind](drawing.table, Setting(LIGHT, width=width))
        for line, size in lines_of(figure):
            assert measure.width(line, size, 1.0) <= width, (drawing.ids, line)


def test_the_style_sheet_shows_a_drawing_smaller_where_its_frame_is_narrower_than_what_it_is_made_for() -> (
    None
):
    told = frame.style()
    assert f"@container (max-width: {NARROW - 0.01:.2f}px)" in told
    assert f"@container (min-width: {NARROW * 1.28:.2f}px)" in told
    assert f"@container (min-width: {WIDE:.0f}px)" in told


def test_the_number_at_a_mark_leads_to_its_figure_and_a_picture_has_no_links(sample: Release) -> None:
    for drawing in (d for d in drawings(sample.figures) if d.drawn):
        draw = BY_KIND[drawing.first.kind]
        told = " ".join(a.text for a in draw(drawing.table, Setting(LIGHT)).layout.annotations)
        for name in drawing.ids:
            assert f'<a href="{of_figure(name)}" target="_self"' in told
        picture = draw(drawing.table, Setting(LIGHT, title="A title"))
        assert not [a.text for a in picture.layout.annotations if "<a" in a.text]


def test_axis_words_keep_apart_on_the_narrowest_page(sample: Release) -> None:
    for number in (900.0, 86e6, 1_100.0, 31_000.0, 0.5):
        figure = drawn(sample, "count", "exact", number)
        ticks = sorted(
            (a.x, a.text) for a in figure.layout.annotations if a.yref == "paper" and a.xref == "x"
        )
        low, high = figure.layout.xaxis.range
        gaps = [(second[0] - first[0]) / (high - low) * NARROW for first, second in pairwise(ticks)]
        assert ticks[0][0] == 0.0
        assert all(gap >= 7 * max(len(t) for _, t in ticks) for gap in gaps), ticks


def test_a_saved_picture_carries_its_statement_and_its_source(sample: Release) -> None:
    setting = Setting(
        LIGHT,
        title="The statement of this picture",
        subtitle="Unit: people",
        source="Who · document · release",
    )
    drawing = drawing_with(sample, "freed")
    plain, picture = BY_KIND["count"](drawing.table, Setting(LIGHT)), BY_KIND["count"](drawing.table, setting)
    for said in ("The statement of this picture", "Unit: people", "Who · document · release"):
        assert said in words_in(picture)
        assert said not in words_in(plain)
    assert picture.layout.height > plain.layout.height


def test_a_drawing_takes_no_markup_from_the_data(sample: Release) -> None:
    row = one(sample, "share", "exact", 40.0).assign(base="<a href='x'>people</a>")
    figure = BY_KIND["share"](row, Setting(LIGHT))
    assert not [a.text for a in figure.layout.annotations if "<a href='x'" in a.text]
    assert "&lt;a href='x'" in words_in(figure)


def test_the_same_rows_give_the_samedrawing_with(sample: Release) -> None:
    first, second = (drawn(sample, "count", "at_least", 40.0).to_json() for _ in range(2))
    assert first == second

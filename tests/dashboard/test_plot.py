"""The charts' markup: what goes in as a figure stands on the page as the same figure, with its words and its height."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import plotly.graph_objects as go
import pytest

from dashboard import data, doubts, drawn, problems
from dashboard.addresses import of_figure
from dashboard.data import Release
from dashboard.delivery.shelf import BUNDLE, ENGINE
from dashboard.grouping import drawings, headline
from dashboard.plot.markup import Words, markup
from tests.dashboard.drawn_charts import Chart, charts_in

HOSTILE = """</div><script>alert("1")</script> ' & ' " onload='x' ]]>-->"""
WORDS = Words("name-1", "At least 6,200 people", "Unit: people", "Somebody · A text · release 1", "All of it")


def bars(annotation: str = "", height: float | None = 120) -> go.Figure:
    figure = go.Figure(go.Bar(x=[6200.0], y=[1.0], base=[0.0], orientation="h"))
    return figure.update_layout(height=height, annotations=[{"text": annotation}] if annotation else [])


def only(html: str) -> Chart:
    (chart,) = charts_in([html])
    return chart


def test_the_same_marks_come_out_that_went_in() -> None:
    figure = bars("at least 6,200")
    assert only(markup(figure, WORDS)).specification == json.loads(figure.to_json())


def test_the_height_is_kept_free_before_anything_is_drawn() -> None:
    assert only(markup(bars(height=137), WORDS)).attributes["style"] == "height:137px"


def test_a_chart_without_a_height_is_refused() -> None:
    with pytest.raises(ValueError, match="must have a height"):
        markup(bars(height=None), WORDS)


def test_a_chart_has_its_words_for_those_who_cannot_see_it() -> None:
    chart = only(markup(bars(), WORDS))
    assert (chart.attributes["role"], chart.alternative) == ("img", "All of it")


def test_links_in_a_chart_are_not_hidden_from_those_who_listen() -> None:
    assert only(markup(bars('<a href="/figures">x</a>'), WORDS)).attributes["role"] == "figure"


def test_the_picture_gets_its_statement_unit_and_source() -> None:
    frame = only(markup(bars(), WORDS)).frame
    assert (frame["data-statement"], frame["data-meta"], frame["data-source"]) == (
        WORDS.statement,
        WORDS.meta,
        WORDS.source,
    )
    assert markup(bars(), WORDS).count("data-save=") == 2


def test_hostile_words_stay_words() -> None:
    html = markup(bars(HOSTILE), Words(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE))
    assert "<script" not in html
    chart = only(html)
    assert chart.specification["layout"]["annotations"][0]["text"] == HOSTILE
    assert chart.alternative == chart.frame["data-statement"] == HOSTILE


def test_a_wide_chart_stands_beside_the_narrow_one() -> None:
    narrow, wide = charts_in([markup(bars(), WORDS, bars(height=90))])
    assert [chart.attributes["class"] for chart in (narrow, wide)] == ["plot narrow", "plot wide"]


def test_every_drawing_of_a_release_can_be_put_on_a_page(sample: Release) -> None:
    made = [drawing for drawing in drawings(sample.figures) if drawing.drawn]
    assert len(made) >= 5
    for drawing in made:
        for chart in charts_in([drawn.markup(drawing, sample, "light")]):
            assert all(figure.statement in chart.alternative for figure in drawing.figures)
            assert chart.specification["data"] or chart.specification["layout"]["shapes"]


def test_a_picture_carries_the_sentence_unit_speakers_documents_and_release_in_full(sample: Release) -> None:
    hashed = replace(sample, id="0123456789ab")
    for drawing in (d for d in drawings(hashed.figures) if d.drawn):
        frame = charts_in([drawn.markup(drawing, hashed, "light")])[0].frame
        assert frame["data-statement"] == drawing.title
        assert frame["data-meta"] == drawn.meta(drawing)
        assert all(figure.speaker.lower() in frame["data-source"].lower() for figure in drawing.figures)
        assert all((figure.title or "") in frame["data-source"] for figure in drawing.figures)
        assert frame["data-source"].endswith("release\u00a00123456789ab")


def test_a_picture_carries_the_points_of_all_its_figures_and_where_it_is_from() -> None:
    committed = data.current()
    frame = charts_in([drawn.markup(headline("inn-opium-change-2017", committed), committed, "light")])[
        0
    ].frame
    assert "Cannot both hold" in (frame["data-doubt"] or "")
    assert frame["data-gravest"] == "contradiction"
    carrying = 0
    for drawing in (one for one in drawings(committed.figures) if one.drawn):
        frame = charts_in([drawn.markup(drawing, committed, "light")])[0].frame
        told = doubts.labels(problems.of(drawing.ids, committed), drawing.ids)
        assert (frame.get("data-doubt") or "").endswith(told)
        assert ("data-doubt" in frame) is bool(told)
        assert frame["data-site"] == "The war on drugs in figures"
        assert frame["data-path"] == of_figure(drawing.ids[0])
        carrying += bool(told)
    assert carrying > 5


@pytest.mark.parametrize(
    ("name", "short"), [("0123456789ab", "01234567"), ("2020-sample", "2020-sample"), ("<b>", "&lt;b&gt;")]
)
def test_under_a_chart_the_release_is_named_in_short(sample: Release, name: str, short: str) -> None:
    line = drawn.source_line(drawings(sample.figures)[0], replace(sample, id=name))
    assert line.endswith(f'<span class="release">release\u00a0{short}</span></p>')
    assert line.startswith('<p class="source">First Institute, naming no source')
    assert "\u00a0· A first report on drugs" in line


def test_a_number_in_words_is_written_and_not_drawn(sample: Release) -> None:
    told = [drawing for drawing in drawings(sample.figures) if not drawing.drawn]
    assert told
    for drawing in told:
        html = drawn.markup(drawing, sample, "light")
        assert charts_in([html]) == []
        assert 'class="in-words' in html


def test_the_library_comes_with_its_licence() -> None:
    assert "MIT License" in (BUNDLE.parent / "LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.name)
def test_our_scripts_name_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "http:" not in text
    assert "https:" not in text

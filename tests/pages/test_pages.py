"""Every page, and every option of every control, on a real release and on an invented one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data, regions, themes
from dashboard.grouping import drawings
from dashboard.words import say
from tests.dashboard.sample_release import FIGURES, PLACES, write
from tests.pages.conftest import Visit

pytestmark = pytest.mark.usefixtures("release")


def text(page: AppTest) -> str:
    """Everything the page says in its own words."""
    return " ".join(str(html.value) for html in page.html)


def charts(page: AppTest) -> list[Any]:
    return list(page.get("plotly_chart"))


def assert_sound(page: AppTest) -> None:
    assert not page.exception
    told = text(page)
    assert "<h1" in told
    for leak in ("nan", "None", "NaT", "Traceback"):
        assert not any(shape in told for shape in (f">{leak}<", f" {leak} ", f"“{leak}”")), leak


@pytest.mark.parametrize("page", ["overview", "themes", "regions"])
def test_every_page_shows_itself_in_the_frame(visit: Visit, page: str) -> None:
    shown = visit(page)
    assert_sound(shown)
    assert say("site.name") in text(shown)
    assert data.current().id in text(shown)
    assert [link.label for link in shown.page_link][:3] == [
        say("pages.overview"),
        say("pages.themes"),
        say("pages.regions"),
    ]


def test_every_theme_shows_each_of_its_figures_with_its_evidence(visit: Visit) -> None:
    release = data.current()
    assert len(themes.names(release)) >= 5
    for theme in themes.names(release):
        shown = visit("themes", theme=theme)
        assert_sound(shown)
        rows = themes.figures(theme, release)
        told = text(shown)
        for figure_id, quote in zip(rows["figure_id"], rows["quote"], strict=True):
            assert f'id="{figure_id}"' in told, figure_id
            assert not isinstance(quote, str) or quote in told.replace("&#x27;", "'"), figure_id


def test_every_place_shows_everything_said_of_it(visit: Visit) -> None:
    release = data.current()
    assert len(regions.names(release)) >= 6
    for region in regions.names(release):
        shown = visit("regions", region=region)
        assert_sound(shown)
        for figure_id in regions.figures(region, release)["figure_id"]:
            assert f'id="{figure_id}"' in text(shown), figure_id
        for place_id in regions.places(region, release)["place_id"]:
            assert f'id="{place_id}"' in text(shown), place_id


def test_every_drawing_has_an_alternative_and_a_table(visit: Visit) -> None:
    release = data.current()
    for theme in themes.names(release):
        shown = visit("themes", theme=theme)
        drawn = [d for d in themes.drawings_of(theme, release) if d.drawn]
        assert len(charts(shown)) == len(drawn)
        for chart, drawing in zip(charts(shown), drawn, strict=True):
            assert drawing.first.statement in chart.proto.alt
        assert text(shown).count("<table>") == len(themes.drawings_of(theme, release))


def test_drawings_have_no_tool_bar_and_do_not_move(visit: Visit) -> None:
    shown = charts(visit("overview"))
    assert len(shown) >= 3
    for chart in shown:
        assert json.loads(chart.proto.config) == {
            "displayModeBar": False,
            "staticPlot": True,
            "responsive": True,
        }


def test_choosing_every_theme_by_the_control_rewrites_the_address(visit: Visit) -> None:
    page = visit("themes")
    first, *others = themes.names(data.current())
    for theme in [*others, first]:
        page.pills(key="choice_theme").set_value(theme).run()
        assert page.query_params["theme"] == theme
        assert themes.question(theme, data.current()) in text(page).replace("&amp;", "&").replace(
            "&#x27;", "'"
        )


def test_choosing_every_place_by_the_control_rewrites_the_address(visit: Visit) -> None:
    page = visit("regions")
    for region in regions.names(data.current()):
        page.selectbox(key="choice_region").set_value(region).run()
        assert not page.exception
        assert page.query_params["region"] == region


def test_clearing_the_place_goes_back_to_the_list_of_all(visit: Visit) -> None:
    page = visit("regions", region="PHL")
    page.selectbox(key="choice_region").set_value(None).run()
    assert "region" not in page.query_params
    assert say("region.title") in text(page)


def test_the_address_moves_the_control(visit: Visit) -> None:
    second = list(themes.names(data.current()))[1]
    assert visit("themes", theme=second).pills(key="choice_theme").value == second
    assert visit("regions", region="PHL").selectbox(key="choice_region").value == "PHL"


@pytest.mark.parametrize(
    "value", ["nowhere", "<script>alert(1)</script>", "x" * 60_000, "%00", "../..", "nan"]
)
@pytest.mark.parametrize(("page", "name"), [("themes", "theme"), ("regions", "region")])
def test_a_wrong_value_in_the_address_falls_back_and_says_so(
    visit: Visit, page: str, name: str, value: str
) -> None:
    shown = visit(page, **{name: value})
    assert not shown.exception
    assert 'class="notice"' in text(shown)
    assert "<script>" not in text(shown)
    assert "x" * 100 not in text(shown)


def test_more_than_one_value_in_the_address_is_said(visit: Visit) -> None:
    codes = list(themes.names(data.current()))
    shown = visit("themes", theme=[codes[1], codes[2]])
    assert 'class="notice"' in text(shown)
    assert shown.pills(key="choice_theme").value == codes[1]


def test_a_good_address_gets_no_notice(visit: Visit) -> None:
    assert 'class="notice"' not in text(visit("regions", region="PHL"))


def test_the_overview_names_every_theme_problem_and_document(visit: Visit) -> None:
    release, told = data.current(), text(visit("overview")).replace("&#x27;", "'").replace("&amp;", "&")
    for sentence in [*release.problems["summary"], *release.documents["title"]]:
        assert sentence in told
    for theme in release.themes["theme"]:
        assert themes.question(theme, release) in told


def test_the_overview_begins_with_the_headlines_of_the_release(visit: Visit) -> None:
    release, told = data.current(), text(visit("overview"))
    assert len(release.headlines) >= 4
    places = [
        told.index(f'<h3 class="statement">{release.statements[name]}')
        for name in release.headlines["figure_id"]
    ]
    assert places == sorted(places)


def test_events_are_told_on_their_theme_and_their_place(visit: Visit) -> None:
    for row in data.current().events.to_dict("records"):
        for page, address in (("themes", {"theme": row["theme"]}), ("regions", {"region": row["region"]})):
            assert f'<li id="{row["event_id"]}"' in text(visit(page, **address))


def test_a_release_without_headlines_begins_with_what_can_be_drawn(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, headlines=[])))
    shown = visit("overview")
    assert_sound(shown)
    assert len(charts(shown)) == 4


def test_an_empty_theme_says_what_to_change(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path)))
    shown = visit("themes", theme="empty")
    assert not shown.exception
    assert say("theme.empty") in text(shown)
    assert say("theme.empty_remedy") in text(shown)


def test_a_new_figure_appears_everywhere_without_a_line_of_code(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = {
        **FIGURES[-3],
        "figure_id": "brand-new",
        "quote": "at least 12",
        "region": "NAM",
        "region_name": "Namibia",
        "statement": "At least 12 did.",
    }
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, figures=[*FIGURES, fresh], places=PLACES)))
    for page, address in (("themes", {"theme": fresh["theme"]}), ("regions", {"region": "NAM"})):
        shown = visit(page, **address)
        assert not shown.exception
        assert 'id="brand-new"' in text(shown)


def test_a_missing_release_is_said_in_words(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    shown = visit("overview")
    assert not shown.exception
    assert say("unavailable.title") in text(shown)
    assert str(tmp_path) not in text(shown)


def test_a_new_release_is_shown_in_the_same_session(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "first")))
    page = visit("overview")
    assert "Release first" in text(page)
    write(tmp_path, "second")
    assert "Release second" in text(page.run())


def test_every_drawing_of_the_release_is_of_one_measure_place_and_unit() -> None:
    made = drawings(data.current().figures)
    assert len(made) > 10
    for drawing in made:
        assert len({(f.measure, f.region, f.unit, f.kind) for f in drawing.figures}) == 1

"""Every page, and every option of every control, on a real release and on an invented one."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data, frame, overview, problems, themes
from dashboard.addresses import of_figure, of_problem, of_problems
from dashboard.counts import count
from dashboard.desk import access
from dashboard.grouping import drawings, headline
from dashboard.places import regions
from dashboard.words import say, say_number
from tests.dashboard.drawn_charts import Chart, charts_on
from tests.dashboard.sample_release import FIGURES, PLACES, write
from tests.pages.conftest import Visit

PAGES = [entry.name for entry in frame.PAGES]

pytestmark = pytest.mark.usefixtures("release")


def text(page: AppTest) -> str:
    """Everything the page says in its own words."""
    return " ".join(str(html.value) for html in page.html)


def charts(page: AppTest) -> list[Chart]:
    """Each chart once: it stands in the page for a narrow and for a wide frame, and the style sheet shows one."""
    return [chart for chart in charts_on(page) if "wide" not in chart.attributes["class"]]


def assert_sound(page: AppTest) -> None:
    assert not page.exception
    told = text(page)
    assert "<h1" in told
    for leak in ("nan", "None", "NaT", "Traceback"):
        assert not any(shape in told for shape in (f">{leak}<", f" {leak} ", f"“{leak}”")), leak


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_itself_in_the_frame(visit: Visit, page: str) -> None:
    shown = visit(page)
    assert_sound(shown)
    assert say("site.name") in text(shown)
    assert data.current().id in text(shown)
    head = text(shown).split("</nav>")[0]
    assert re.findall(r">([^<]+)</a>", head) == [say("site.name"), *(say(f"pages.{name}") for name in PAGES)]
    assert re.findall(r'aria-current="page">([^<]+)<', head) == [say(f"pages.{page}")]


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
            assert drawing.first.statement in chart.alternative
        assert text(shown).count("<table ") == len(themes.drawings_of(theme, release))


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
    assert "<script>alert" not in text(shown)
    assert "x" * 100 not in text(shown)


def test_more_than_one_value_in_the_address_is_said(visit: Visit) -> None:
    codes = list(themes.names(data.current()))
    shown = visit("themes", theme=[codes[1], codes[2]])
    assert 'class="notice"' in text(shown)
    assert shown.pills(key="choice_theme").value == codes[1]


def test_a_good_address_gets_no_notice(visit: Visit) -> None:
    assert 'class="notice"' not in text(visit("regions", region="PHL"))


def test_the_overview_names_every_theme_and_document(visit: Visit) -> None:
    release, told = data.current(), unescape(text(visit("overview")))
    for sentence in release.documents["title"]:
        assert sentence in told
    for theme in release.themes["theme"]:
        assert themes.question(theme, release) in told


def test_the_overview_begins_with_the_points_that_can_be_reckoned_and_leads_to_all(visit: Visit) -> None:
    release, told = data.current(), unescape(text(visit("overview")))
    for kind in problems.KINDS:
        points = overview.lead_points(release, kind)
        every = problems.of_kind(kind, problems.every(release))
        assert len(points) == min(overview.LEAD_POINTS, len(every)) > 0
        assert say(f"problem.heading_{kind}") in told
        for row in points:
            assert row["summary"] in told
            assert (row["arithmetic"] or row["note"]) in told
            assert f'href="{of_problem(row["problem_id"])}"' in told
        reckoned = [bool(row["arithmetic"]) for row in points]
        assert reckoned == sorted(reckoned, reverse=True)
    assert f'href="{of_problems()}"' in told


def test_the_overview_says_how_fresh_it_is(visit: Visit) -> None:
    release, told = data.current(), text(visit("overview"))
    dated = sorted(day for day in release.documents["published"] if day is not None)
    undated = len(release.documents) - len(dated)
    assert say_number("overview.documents", len(release.documents)) in told
    assert say_number("overview.undated", undated) in told
    for day in (dated[0], dated[-1]):
        assert f"{day.day} {day:%B %Y}" in told


def test_a_release_with_dates_alone_or_none_says_so() -> None:
    release = data.current()
    first, *_ = (day for day in release.documents["published"] if day is not None)
    dated = replace(release, documents=release.documents.assign(published=first))
    bare = replace(release, documents=release.documents.assign(published=None))
    assert f"published on {first.day} {first:%B %Y}" in overview.freshness(dated)
    assert "no date" not in overview.freshness(dated)
    assert "published" not in overview.freshness(bare)


def test_the_overview_begins_with_the_headlines_of_the_release(visit: Visit) -> None:
    release, told = data.current(), text(visit("overview"))
    assert len(release.headlines) >= 4
    titles = re.findall(r'<h3 class="statement"><a href="([^"]+)" target="_self">([^<]*)</a>', told)
    assert titles == [
        (of_figure(name), escape(headline(name, release).title)) for name in release.headlines["figure_id"]
    ]


def test_a_headline_over_several_figures_takes_no_side(visit: Visit) -> None:
    release, told = data.current(), text(visit("overview"))
    several = [n for n in release.headlines["figure_id"] if len(headline(n, release).figures) > 1]
    assert several
    for name in several:
        assert f">{escape(release.statements[name])}</a></h3>" not in told


def test_each_card_holds_a_drawing_its_source_and_the_way_to_its_figure(visit: Visit) -> None:
    release = data.current()
    cards = text(visit("overview")).split('<article class="card">')[1:]
    assert len(cards) == len(release.headlines)
    for card, name in zip(cards, release.headlines["figure_id"], strict=True):
        inside = card.split("</article>")[0]
        assert "data-plot=" in inside or 'class="in-words"' in inside
        assert 'class="source"' in inside
        assert inside.count(f'href="{of_figure(name)}"') == 2


def test_every_chart_is_made_for_a_narrow_and_for_a_wide_frame(visit: Visit) -> None:
    made = charts_on(visit("overview"))
    assert len(made) == 2 * len(charts(visit("overview"))) >= 6
    for narrow, wide in zip(made[::2], made[1::2], strict=True):
        assert (narrow.attributes["class"], wide.attributes["class"]) == ("plot narrow", "plot wide")
        assert narrow.alternative == wide.alternative


def test_an_old_address_of_a_figure_says_where_the_figure_is_now(visit: Visit) -> None:
    release = data.current()
    for row in release.figures.drop_duplicates("kind").to_dict("records"):
        for address in ({"theme": row["theme"]}, {}):
            shown = visit("themes", **address, figure=row["figure_id"])
            notice = unescape(text(shown)).split('class="notice"')[1].split("</p>")[0]
            assert say("notice.moved_figure") in notice
            assert f'href="{of_figure(row["figure_id"])}"' in notice
            assert row["statement"] in notice
            assert shown.pills(key="choice_theme").value == row["theme"]


@pytest.mark.parametrize("asked", ["no-such-figure", "<script>alert(1)</script>", "x" * 60_000, "%00"])
def test_a_figure_that_is_not_there_is_said(visit: Visit, asked: str) -> None:
    told = text(visit("themes", figure=asked))
    assert 'class="notice"' in told
    assert say("notice.moved_figure") not in told
    assert "<script>alert" not in told
    assert "x" * 100 not in told


def test_every_figure_has_a_link_to_itself(visit: Visit) -> None:
    release = data.current()
    theme = release.figures.iloc[0]["theme"]
    told = unescape(text(visit("themes", theme=theme)))
    for figure_id in themes.figures(theme, release)["figure_id"]:
        assert f'href="{of_figure(figure_id)}"' in told


def test_choosing_another_theme_lets_go_of_the_figure(visit: Visit) -> None:
    row = data.current().figures.iloc[0]
    page = visit("themes", theme=row["theme"], figure=row["figure_id"])
    other = next(theme for theme in themes.names(data.current()) if theme != row["theme"])
    page.pills(key="choice_theme").set_value(other).run()
    assert dict(page.query_params) in ({"theme": other}, {"theme": [other]})
    assert 'class="notice"' not in text(page)


@pytest.mark.parametrize(
    ("page", "address", "cleaned"),
    [
        ("overview", {"region": "PHL"}, 'location.pathname + "")'),
        ("themes", {"theme": "nowhere"}, "?theme=use_and_supply"),
        ("regions", {"region": "phl"}, "?region=PHL"),
        ("regions", {"region": "PHL", "theme": "reform"}, "?region=PHL"),
        ("regions", {"region": "</script>"}, 'location.pathname + "")'),
    ],
)
def test_what_is_wrong_or_foreign_is_taken_out_of_the_address(
    visit: Visit, page: str, address: dict[str, str], cleaned: str
) -> None:
    (script,) = (html for html in text(visit(page, **address)).split("<script>")[1:])
    assert cleaned in script.split("</script>")[0]


def test_a_good_address_is_left_alone(visit: Visit) -> None:
    for page, address in (("overview", {}), ("themes", {}), ("regions", {"region": "PHL"})):
        assert "<script>" not in text(visit(page, **address))


def test_a_code_in_small_letters_is_followed(visit: Visit) -> None:
    shown = visit("regions", region="phl")
    assert 'class="notice"' not in text(shown)
    assert shown.selectbox(key="choice_region").value == "PHL"


def test_what_was_worked_out_is_never_counted_among_what_documents_say(visit: Visit) -> None:
    release, told = data.current(), text(visit("overview"))
    held = count(release.figures, release.places)
    assert held.derived >= 1
    assert held.numbers + held.words + held.dated + held.derived == len(release.figures)
    assert say("overview.holdings", counted=held.phrase, derived=held.derived_sentence) in told


def test_a_problem_is_set_out_once_on_a_page(visit: Visit) -> None:
    release = data.current()
    for theme in themes.names(release):
        told = text(visit("themes", theme=theme))
        for problem_id in release.problems["problem_id"]:
            assert told.count(f'id="problem-{problem_id}"') <= 1
    for problem_id in release.problems["problem_id"]:
        found = [
            t for t in themes.names(release) if f'id="problem-{problem_id}"' in text(visit("themes", theme=t))
        ]
        assert found, problem_id


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


def test_a_session_finishes_on_its_release_and_is_offered_the_new_one(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "first")))
    page = visit("overview")
    assert "Release first" in text(page)
    assert say("staying.newer") not in text(page)
    write(tmp_path, "second")
    assert "Release first" in text(page.run())
    assert say("staying.newer") in text(page)
    assert "Release second" in text(visit("overview"))
    for file in (tmp_path / "published" / "first").iterdir():
        file.unlink()
    data._LOADED._releases.clear()
    assert "Release second" in text(page.run())
    assert say("staying.newer") not in text(page)


def test_staff_see_the_release_in_use(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "staff", lambda: access.Staff("anna@example.org", "Anna", "here"))
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, "first")))
    page = visit("overview")
    write(tmp_path, "second")
    assert "Release second" in text(page.run())
    assert say("staying.newer") not in text(page)


def test_every_drawing_of_the_release_is_of_one_measure_place_and_unit() -> None:
    made = drawings(data.current().figures)
    assert len(made) > 10
    for drawing in made:
        assert len({(f.measure, f.region, f.unit, f.kind) for f in drawing.figures}) == 1

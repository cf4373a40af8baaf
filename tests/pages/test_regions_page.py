"""The page of places: the map and the list of all, and everything that is said of one, with the world's figure only where it is the same."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.addresses import of_figure, of_region
from dashboard.figure import records
from dashboard.grouping import Drawing, drawings
from dashboard.places import lists as region_lists
from dashboard.places import page as one_region
from dashboard.places import regions
from dashboard.words import say, say_number
from tests.dashboard.sample_release import FIGURES, REGIONS, Row, write
from tests.pages.conftest import Visit


def text(page: AppTest) -> str:
    return " ".join(str(html.value) for html in page.html)


def drawing_with(figure_id: str) -> Drawing:
    return next(d for d in drawings(data.current().figures) if figure_id in d.ids)


@pytest.mark.usefixtures("release")
def test_every_place_is_on_the_list_with_how_much_is_said_of_it(visit: Visit) -> None:
    release, told = data.current(), unescape(text(visit("regions")))
    counts = regions.counts(release)
    assert len(counts) >= 6
    for code, name in regions.names(release).items():
        many = say_number("region.statements", counts[code])
        assert (
            f'<a href="{of_region(code)}" target="_self">{name}</a> <span class="count">{many}</span>' in told
        )


@pytest.mark.usefixtures("release")
def test_every_place_is_grouped_once(visit: Visit) -> None:
    release = data.current()
    grouped = [code for _, groups in regions.by_un_region(release) for _, codes in groups for code in codes]
    spoken_of = [code for code in regions.names(release) if regions.sort_of(code, release) == "country"]
    assert sorted(grouped) == sorted(spoken_of)


@pytest.mark.usefixtures("release")
def test_the_map_stands_on_the_page_of_all_places_alone(visit: Visit) -> None:
    assert "map-drawing" in text(visit("regions"))
    assert "map-drawing" not in text(visit("regions", region="PHL"))


@pytest.mark.usefixtures("release")
def test_a_place_names_the_un_region_it_lies_in_and_what_is_said_of_that(visit: Visit) -> None:
    release, told = data.current(), unescape(text(visit("regions", region="PHL")))
    assert regions.lies_in("PHL", release)[0] == "M49:035"
    assert say("region.lies_in") in told
    assert "South-eastern Asia" in told
    above = [code for code in regions.lies_in("PHL", release) if code in regions.counts(release)]
    assert all(f'href="{of_region(code)}"' in told for code in above)


def test_a_un_region_names_the_countries_in_it(
    visit: Visit, invented: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(invented))
    told = unescape(text(visit("regions", region="M49:035")))
    assert say("region.members") in told
    assert all(f'href="{of_region(code)}"' in told for code in ("PHL", "SGP"))
    assert f'href="{of_region("USA")}"' not in told


@pytest.mark.parametrize(
    ("figure", "beside"),
    [
        ("share-small", ["share-world"]),  # people in prison, as for the world
        ("share-range", ["share-world"]),
        ("share-us-one", []),  # people in US prisons
        ("share-us-two", []),
        ("arrest-us", []),  # neither says out of what
        ("killed-government", []),  # nothing of the sort is said of the world
        ("users-2017", []),  # the world itself
    ],
)
def test_the_worlds_figure_stands_beside_the_same_measure_and_base_alone(
    invented: Path, monkeypatch: pytest.MonkeyPatch, figure: str, beside: list[str]
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(invented))
    found = regions.of_the_world(drawing_with(figure), data.current())
    assert [world.figure_id for world in found] == beside


@pytest.mark.parametrize(
    "changed",
    [
        {"base": "people in prison for any offence"},
        {"unit": "people"},
        {"kind": "count"},
        {"group": "black_people"},
        {"base": "not stated"},
    ],
)
def test_what_differs_in_anything_is_not_the_same(
    invented: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str]
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(invented))
    drawing = drawing_with("share-small")
    other = Drawing(drawing.table, tuple(replace(figure, **changed) for figure in drawing.figures))  # type: ignore[arg-type]
    assert regions.of_the_world(drawing, data.current())
    assert not regions.of_the_world(other, data.current())


def test_the_worlds_figure_is_a_line_of_words_with_its_number_and_a_way_to_it(
    visit: Visit, invented: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(invented))
    told = unescape(text(visit("regions", region="SGP")))
    (world,) = records(data.current().figures[data.current().figures["figure_id"] == "share-world"])
    after = told.split('class="beside-world"', 1)[1].split("</div>", 1)[0]
    assert world.number in after
    assert f'href="{of_figure("share-world")}"' in after
    assert 'class="beside-world"' not in text(visit("regions", region="USA"))


def test_another_time_is_said_beside_the_worlds_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated: list[Row] = [{**f, "period": "2017"} if f["figure_id"] == "share-small" else f for f in FIGURES]
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, figures=dated)))
    line = region_lists.beside_world(drawing_with("share-small"), data.current())
    assert say("region.other_period", when="in 2017") in line
    assert say("drawing.date_not_stated") in line


@pytest.mark.usefixtures("release")
def test_a_long_page_folds_what_comes_after_the_first_of_each_theme(visit: Visit) -> None:
    release = data.current()
    lengths = {code: [len(d) for _, d in regions.sections(code, release)] for code in regions.names(release)}
    assert any(sum(each) > one_region.MANY for each in lengths.values())
    for code in ("USA", "SGP"):
        told = text(visit("regions", region=code))
        many = sum(lengths[code]) > one_region.MANY
        folds = [n for n in lengths[code] if n > one_region.FIRST] if many else []
        assert told.count('<details class="more">') == len(folds)


@pytest.mark.usefixtures("release")
def test_an_address_of_old_that_names_a_figure_is_tidied(visit: Visit) -> None:
    page = visit("regions", region="PHL", figure="anything")
    assert not page.exception
    (script,) = (html for html in text(page).split("<script>")[1:])
    assert "?region=PHL" in script.split("</script>")[0]


@pytest.mark.usefixtures("release")
def test_a_page_can_be_printed_by_a_button(visit: Visit) -> None:
    told = text(visit("regions", region="PHL"))
    assert f'class="print-page">{say("region.print")}</button>' in told
    assert "print-page" not in text(visit("regions"))


def test_a_hostile_name_of_a_place_stays_text(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = '"><script>alert(1)</script>'
    rows: list[Row] = [
        {**row, "name": hostile, "sentence_name": hostile, "m49": "608" * (row["region"] == "PHL")}
        for row in REGIONS
    ]
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, regions=rows)))
    for address in ({}, {"region": "PHL"}, {"region": "M49:035"}):
        page = visit("regions", **address)
        assert not page.exception
        assert "<script>alert" not in text(page)


def test_a_country_in_no_un_region_is_listed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path)))
    release = data.current()
    assert regions.by_un_region(release)[-1][0] == ""
    assert f'href="{of_region("USA")}"' in region_lists.index(release)
    assert say("region.no_un_region") in region_lists.index(release)


def test_regions_that_lie_in_each_other_do_not_go_round_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[Row] = [{**row, "parent": "M49:035"} if row["region"] == "M49:035" else row for row in REGIONS]
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, regions=rows)))
    assert regions.lies_in("PHL", data.current()) == ("M49:035",)

"""The map: what it draws is what the geometry and the release say, every country that is spoken of is a link, nothing is hidden."""

from __future__ import annotations

import json
import math
import re
from html import escape, unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard import components, data, frame
from dashboard.addresses import of_region
from dashboard.data import Release
from dashboard.maps import drawing as map_drawing
from dashboard.maps import geometry
from dashboard.maps import marks as map_marks
from dashboard.maps import world as world_map
from dashboard.maps.drawing import Place
from dashboard.palette import DARK
from dashboard.places import regions
from dashboard.words import say
from tests.dashboard.sample_release import PLACES, REGIONS, Row, write

# Two squares side by side in ten-degree steps; the western one has an island of its own and a hole.
TOPOLOGY: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [1.0, 1.0], "translate": [0.0, 0.0]},
    "arcs": [
        [[10, 0], [0, 5], [0, 5]],  # what both share, northwards; its middle point is on the line
        [[10, 10], [-10, 0], [0, -10], [10, 0]],  # around the west
        [[10, 0], [10, 0], [0, 10], [-10, 0]],  # around the east
        [[4, 4], [0, 2], [2, 0], [0, -2], [-2, 0]],  # a hole in the west
        [[-20, 0], [4, 0], [0, 4], [-4, 0], [0, -4]],  # its island
        [[178, 0], [0, 10], [4, 0], [0, -10], [-4, 0]],  # over the meridian of 180 degrees
    ],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "MultiPolygon", "id": "001", "arcs": [[[0, 1], [3]], [[4]]], "properties": {"name": "West"}},
                {"type": "Polygon", "id": "002", "arcs": [[~0, 2]], "properties": {"name": "East"}},
                {"type": "Polygon", "arcs": [[5]], "properties": {"name": "No number"}},
                {"type": "Polygon", "id": "010", "arcs": [[5]], "properties": {"name": "Left out"}},
            ],
        }
    },
}  # fmt: skip
# What each country of this release is numbered; Namibia has no number.
NUMBERED: list[Row] = [
    {**r, "m49": {"PHL": "608", "SGP": "702", "USA": "840"}.get(str(r["region"]), "")} for r in REGIONS
]
HOSTILE = '"><script>alert(1)</script>&amp;'


def path_points(path: str) -> list[tuple[float, float]]:
    """The corners of a path of one ring, from its steps."""
    start, steps = re.fullmatch(r"M(-?\d+ -?\d+)l([-\d ]+)z", path).groups()  # type: ignore[union-attr]
    x, y = map(int, start.split())
    numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
    points = [(float(x), float(y))]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((float(x), float(y)))
    return points


@pytest.fixture
def numbered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """The invented release with the numbers of three countries."""
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, regions=NUMBERED)))
    return data.current()


@pytest.fixture
def committed(monkeypatch: pytest.MonkeyPatch) -> Release:
    monkeypatch.delenv("DATASETS_DIR", raising=False)
    return data.current()


def drawing_in(html: str) -> str:
    """The SVG that a map's script puts in."""
    (told,) = re.findall(r"innerHTML=(\".*?\")</script>", html, re.DOTALL)
    return str(json.loads(told))


def all_html(release: Release) -> str:
    return world_map._all_html(release, True)


def test_the_projection_is_equal_earth_as_published() -> None:
    """Corners and a point between, computed from the polynomial; and areas are true wherever they lie."""
    assert geometry.equal_earth(180, 0)[0] == pytest.approx(2.70663, abs=1e-5)
    assert geometry.equal_earth(0, 90)[1] == pytest.approx(1.317363, abs=1e-5)

    def area(south: float, north: float) -> float:
        rows = 400
        step = (north - south) / rows
        total = 0.0
        for i in range(rows):
            low, high = (
                geometry.equal_earth(1, south + i * step),
                geometry.equal_earth(1, south + (i + 1) * step),
            )
            total += (low[0] + high[0]) / 2 * (high[1] - low[1])
        return total

    for south, north in ((0, 10), (30, 40), (60, 75)):
        true = math.radians(1) * (math.sin(math.radians(north)) - math.sin(math.radians(south)))
        assert area(south, north) == pytest.approx(true, rel=1e-4)


def test_a_topology_is_decoded_into_countries_that_meet() -> None:
    world = geometry.drawn(TOPOLOGY, corner=1.5, island=0)
    assert set(world.shapes) == {"001", "002", "No number"}
    west, east = (
        set(path_points(f"M{part}"))
        for part in (world.shapes["001"].path.split("M")[1], world.shapes["002"].path.split("M")[1])
    )
    assert len(west & east) == 2
    assert world.borders.count("M") == 1
    assert world.shapes["001"].path.count("M") == 3


def test_a_corner_on_a_straight_line_is_not_sent() -> None:
    # North to south along the middle meridian is a straight line; the shared border is near it.
    assert geometry._simplified([(0, 0), (0, 5), (0, 10)], 1.5) == [(0, 0), (0, 10)]
    assert geometry._simplified([(0, 0), (9, 5), (0, 10)], 1.5) == [(0, 0), (9, 5), (0, 10)]


def test_a_hole_counts_less_and_an_island_more() -> None:
    world = geometry.drawn(TOPOLOGY, corner=1.5, island=0)
    whole, island, hole = 100.0, 16.0, 4.0
    assert world.shapes["001"].area / world.shapes["002"].area == pytest.approx(
        (whole + island - hole) / whole, rel=0.02
    )


def test_an_island_too_small_to_see_is_left_out_but_never_the_last_one() -> None:
    world = geometry.drawn(TOPOLOGY, corner=1.5, island=1e9)
    assert [shape.path.count("M") for shape in world.shapes.values()] == [1, 1, 1]


def test_no_country_is_torn_in_two_by_the_edge_of_the_map() -> None:
    world = geometry.drawn(TOPOLOGY)
    xs = [x for x, _ in path_points(world.shapes["No number"].path)]
    assert max(xs) - min(xs) < geometry.EARTH * 6 / 360


def test_the_whole_map_is_small_enough_to_send(committed: Release) -> None:
    assert len(all_html(committed)) < 120_000
    everything = [place_of(code, committed) for code in countries(committed)]
    assert len(map_drawing.svg(everything, "all", "all")) < 250_000


def countries(release: Release) -> list[str]:
    table = release.regions
    return list(table["region"][table["sort"] == "country"])


def place_of(code: str, release: Release) -> Place:
    row = release.regions.set_index("region").loc[code]
    number = row["m49"]
    return Place(code, number if isinstance(number, str) else "", str(row["name"]), "1 statement", "step-1")


def test_every_country_of_the_vocabulary_is_on_the_map_or_known_to_be_left_out(committed: Release) -> None:
    codes = countries(committed)
    assert len(codes) > 240
    missing = [code for code in codes if map_drawing.shape_of(place_of(code, committed)) is None]
    assert missing == ["ATA"]


def test_every_country_that_is_spoken_of_is_a_link_with_its_name(committed: Release) -> None:
    places, drawing = world_map.of_release(committed), drawing_in(all_html(committed))
    assert len(places) > 20
    for code, place in places.items():
        links = re.findall(
            rf'<a href="{re.escape(of_region(code))}" target="_self" class="([\w-]+)" aria-label="([^"]+)">',
            drawing,
        )
        assert links == [(place.look, f"{place.name}: {place.said}")], code
    assert drawing.count("<a ") == len(places)


def test_the_list_says_the_same_as_the_map(committed: Release) -> None:
    html = all_html(committed)
    shown = unescape(html.rsplit("<details>", 1)[1])
    for code, place in world_map.of_release(committed).items():
        assert f'<a href="{of_region(code)}" target="_self">{place.name}</a> {place.said}' in shown


def test_what_is_no_country_is_text_and_no_colour(committed: Release) -> None:
    html, drawing = all_html(committed), drawing_in(all_html(committed))
    wider = [code for code in regions.names(committed) if regions.sort_of(code, committed) != "country"]
    assert len(wider) >= 3
    for code in wider:
        assert of_region(code) in html
        assert of_region(code) not in drawing


@pytest.mark.parametrize("code", ["SGP", "BHR", "MLT", "TUV", "GIB", "VAT", "BRB", "LUX", "XKX"])
def test_a_state_too_small_to_see_gets_a_mark_that_a_finger_can_hit(committed: Release, code: str) -> None:
    drawing = map_drawing.svg([place_of(code, committed)], "one", "one")
    assert drawing.count("<circle") == len(map_drawing.RADII)
    assert all(f'class="size {size}"' in drawing for size in map_drawing.RADII)


@pytest.mark.parametrize("code", ["USA", "PHL", "CHE", "NLD", "BRA"])
def test_a_state_that_can_be_seen_gets_none(committed: Release, code: str) -> None:
    assert 'class="mark"' not in map_drawing.svg([place_of(code, committed)], "one", "one")


def test_the_style_sheet_scales_the_marks_as_the_drawing_does() -> None:
    told = dict(re.findall(r"\.size\.(\w+) \{ --radius: (\d+); \}", frame.style()))
    assert {size: int(radius) for size, radius in told.items()} == map_drawing.RADII


def test_marks_near_each_other_stand_apart(committed: Release) -> None:
    states = [place_of(code, committed) for code in ("KNA", "ATG", "DMA", "LCA", "BRB", "VCT", "GRD")]
    spots = {
        place.region: (shape.middle, place.name) for place in states if (shape := map_drawing.shape_of(place))
    }
    assert len(spots) == 7
    for radius in map_drawing.RADII.values():
        marks = map_marks.arranged(spots, radius)
        centres = [
            (x + marks[key].x * radius, y + marks[key].y * radius) for key, ((x, y), _) in spots.items()
        ]
        for i, one in enumerate(centres):
            assert all(math.dist(one, other) > 1.4 * radius for other in centres[i + 1 :])


def test_a_small_neighbour_takes_no_more_than_half_the_way() -> None:
    reach = map_drawing._reaches({"A": (0, 0), "B": (10, 0), "C": (500, 0)})
    assert reach == {"A": 5, "B": 5, "C": map_drawing.TARGET}


@pytest.mark.parametrize(
    ("counts", "least"),
    [
        ([], ()),
        ([1], (1,)),
        ([4], (1, 2)),
        ([9, 1], (1, 2, 5)),
        ([10], (1, 2, 5, 10)),
        ([100], (1, 20, 50, 100)),
    ],
)
def test_the_steps_of_colour_follow_the_largest_count(counts: list[int], least: tuple[int, ...]) -> None:
    assert world_map.steps(counts) == least


def test_the_legend_names_what_is_drawn_and_nothing_else(committed: Release) -> None:
    html = all_html(committed)
    looks = {place.look for place in world_map.of_release(committed).values()}
    assert set(re.findall(r'class="swatch ([\w-]+)"', html)) == looks | {"none"}


def test_likely_is_hatched_and_told_in_words(committed: Release) -> None:
    rows = committed.places[committed.places["measure"] == "executions_drug_offences_documented"]
    places = world_map.of_places(rows, committed)
    assert {code: place.look for code, place in places.items()} == {
        "CHN": "step-4", "IRN": "step-4", "SAU": "step-4", "SGP": "step-4", "VNM": "likely",
    }  # fmt: skip
    html = world_map._places_html(tuple(rows["place_id"]), committed)
    assert say("map.likely") in html
    assert places["VNM"].said == say("map.said_likely")


def test_a_country_that_is_stated_once_is_not_merely_likely(numbered: Release) -> None:
    likely = next(row for row in PLACES if row["certainty"] == "likely")
    both = pd.DataFrame([likely, {**likely, "place_id": "again", "certainty": "stated"}])
    assert world_map.of_places(both, numbered)[str(likely["region"])].look == "step-4"


def test_countries_that_are_counted_and_not_named_are_text(committed: Release) -> None:
    rows = committed.places[committed.places["measure"] == "executions_drug_offences_documented"]
    html = unescape(world_map._places_html(tuple(rows["place_id"]), committed))
    assert say("map.unnamed") in html
    assert committed.statements["amnesty-death-penalty-countries"] in html


def test_a_list_that_follows_a_map_holds_only_what_the_map_shows(committed: Release) -> None:
    for theme, own in (
        ("killings_and_death_penalty", "executions_drug_offences_documented"),
        ("arrests_and_policing", "rights_abuses_in_war_on_drugs"),
    ):
        places = committed.places[committed.places["theme"] == theme]
        told = "".join(
            part.html for part in components.rest_of_page((), places.head(0), places, committed, set())
        )
        after_map, heading, rest = told.partition(escape(say("theme.places_other")))
        assert heading
        for place_id, measure in zip(places["place_id"], places["measure"], strict=True):
            assert f'id="{place_id}"' in (after_map if measure == own else rest)


def test_without_a_map_the_places_named_need_no_second_heading(committed: Release) -> None:
    places = committed.places[committed.places["theme"] == "reform"]
    told = "".join(
        part.html for part in components.rest_of_page((), places.head(0), places, committed, set())
    )
    assert say("theme.places_other") not in told


def test_a_country_without_a_number_is_text_beside_the_map(numbered: Release) -> None:
    html = all_html(numbered)
    assert of_region("NAM") not in drawing_in(html)
    assert f'<ul class="wider"><li><a href="{of_region("WORLD")}"' in html
    assert f'href="{of_region("NAM")}"' in html.split('class="wider"')[1].split("</ul>")[0]


def test_a_hostile_name_stays_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile: list[Row] = [{**row, "name": HOSTILE, "sentence_name": HOSTILE} for row in NUMBERED]
    places: list[Row] = [
        {**row, "region_name": HOSTILE, "place_id": f"{HOSTILE}-{row['place_id']}"} for row in PLACES
    ]
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, regions=hostile, places=places)))
    release = data.current()
    for html in (all_html(release), world_map._places_html(tuple(release.places["place_id"]), release)):
        assert html.count("<script") == 1
        assert "<script>alert" not in html
        drawing = drawing_in(html)
        assert "<script" not in drawing
        assert '"><' not in re.sub(r'"><(title|path|g|rect|circle|text|defs|pattern)\b', "", drawing)


def test_a_release_that_names_no_country_has_a_quiet_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "DATASETS_DIR", str(write(tmp_path, figures=[], places=[], events=[], headlines=[], problems=[]))
    )
    drawing = drawing_in(all_html(data.current()))
    assert "<a " not in drawing
    assert 'class="land"' in drawing


def test_the_locator_rings_what_would_be_lost(committed: Release) -> None:
    assert "<circle" in map_drawing.locator({"SGP": "702"}, "here")
    assert "<circle" not in map_drawing.locator({"USA": "840"}, "here")
    assert map_drawing.locator({"NOWHERE": ""}, "here") == ""


def test_paper_undoes_the_colours_of_the_dark_theme_alone() -> None:
    told = {tuple(map(int, found)) for found in re.findall(r"rgb\((\d+), (\d+), (\d+)\)", frame.style())}
    grounds = (DARK.page, DARK.panel, DARK.rule)
    assert told == {tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)) for colour in grounds}

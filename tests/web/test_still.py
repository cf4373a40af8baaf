"""The still picture: solid to what is stated, open where the words are open, no point where they name none."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from dashboard.charts import BY_KIND, WIDE, Setting
from dashboard.data import Release
from dashboard.figure import Figure
from dashboard.grouping import headline
from dashboard.palette import DARK, LIGHT
from dashboard.web import look
from dashboard.web import role as roles
from dashboard.web.preview import by_name
from dashboard.web.still import drawing
from tests.web.asking import ask

SVG = "{http://www.w3.org/2000/svg}"


def parts(figure: Figure) -> tuple[list[tuple[float, float, str]], list[float], list[str]]:
    """The bars as (from, to, paint), the upright edges, and the words."""
    tree = ElementTree.fromstring(drawing(figure))
    bars = [
        (
            float(r.get("x", "")[:-1]),
            float(r.get("x", "")[:-1]) + float(r.get("width", "")[:-1]),
            r.get("fill") or "solid",
        )
        for r in tree.iter(f"{SVG}rect")
    ]
    edges = [
        float(line.get("x1", "")[:-1])
        for line in tree.iter(f"{SVG}line")
        if "edge" in (line.get("class") or "")
    ]
    return bars, edges, [text.text or "" for text in tree.iter(f"{SVG}text")]


def test_at_least_is_solid_from_zero_and_open_to_the_right(two: Release) -> None:
    bars, edges, words = parts(by_name(two)["killed-government"])
    assert bars == [(0, 70, "solid"), (70, 90, "url(#to-more)")]
    assert edges == [70]
    assert words == ["0", "or more"]


def test_up_to_names_its_end_and_nothing_solid_below_it(two: Release) -> None:
    bars, edges, words = parts(by_name(two)["killed-groups"])
    assert bars == [(50, 70, "url(#to-less)")]
    assert edges == [70]
    assert words == ["0", "or fewer"]


def test_a_range_has_two_ends_and_no_point_between_them(two: Release) -> None:
    bars, edges, _ = parts(by_name(two)["return"])
    assert bars == [(40, 70, "solid")]
    assert edges == [40, 70]


def test_a_share_is_a_part_of_a_hundred(two: Release) -> None:
    bars, edges, words = parts(by_name(two)["share-us-one"])
    assert bars == [(0, 20, "solid")]
    assert edges == [20]
    assert words == ["0", "100%"]


def test_more_than_a_share_stays_below_a_hundred(two: Release) -> None:
    bars, _, words = parts(by_name(two)["share-killed"])
    assert bars == [(0, 84, "solid"), (84, 100, "url(#to-more)")]
    assert "more" in words


def test_about_is_hatched_with_a_broken_edge(two: Release) -> None:
    figure = by_name(two)["share-world"]
    assert parts(figure)[0] == [(0, 20, "url(#about)")]
    assert "edge about" in drawing(figure)


@pytest.mark.parametrize(
    ("figure_id", "solid"), [("arrest-us", (23.33, 70)), ("arrest-half", (35, 70)), ("law-18", (3.89, 70))]
)
def test_a_ratio_is_drawn_from_once_as_much(two: Release, figure_id: str, solid: tuple[float, float]) -> None:
    figure = by_name(two)[figure_id]
    bars, _, words = parts(figure)
    assert bars[0][:2] == pytest.approx(solid)
    assert bars[0][2] == "solid"
    assert words[0] in ("1×", "1 to 1")
    assert "0" not in words


@pytest.mark.parametrize(
    "figure_id", ["killed-later", "users-2003", "arrest-every", "harvest-fall", "law-1986", "arrests-a-year"]
)
def test_where_the_words_say_it_all_nothing_is_drawn(two: Release, figure_id: str) -> None:
    assert drawing(by_name(two)[figure_id]) == ""


def test_every_picture_says_in_words_what_it_shows(two: Release, committed: Release) -> None:
    drawn = [
        figure for release in (two, committed) for figure in by_name(release).values() if drawing(figure)
    ]
    assert len(drawn) > 20
    for figure in drawn:
        tree = ElementTree.fromstring(drawing(figure))
        assert tree.get("role") == "img"
        assert figure.number[1:] in (tree.get("aria-label") or "")
        assert all(0 <= float(at) <= 100 for at in re.findall(r'(?:x|x1|x2)="([\d.]+)%"', drawing(figure)))


@pytest.mark.parametrize(
    ("figure_id", "role"),
    [("killed-government", "stated"), ("killed-groups", "rival"), ("law-100", "reference"), ("law-18", "stated"), ("share-us-one", "stated"),
     ("share-us-two", "stated"), ("arrests-a-year", "stated")],
)  # fmt: skip
def test_a_figure_has_the_colour_that_it_has_on_the_dashboard(
    two: Release, figure_id: str, role: str
) -> None:
    for path in ("/figure", "/embed"):
        assert f'<div class="mark-{role}' in ask(f"{path}/{figure_id}").text


def test_every_role_has_a_colour_in_both_themes() -> None:
    style = look.style()
    for name in roles.ROLES:
        assert f".mark-{name} {{ --mark: var(--{name}); }}" in style
        for palette in (LIGHT, DARK):
            assert f"--{name}: {roles.colour(name, palette)};" in style


def test_the_bars_of_the_dashboard_are_in_that_colour(committed: Release) -> None:
    """The two are drawn by different code: the colour of each bar there is the one that is told here."""
    compared = 0
    for figure in by_name(committed).values():
        whole = headline(figure.figure_id, committed)
        if figure.kind not in ("count", "share", "ratio") or not whole.drawn:
            continue
        made = BY_KIND[whole.first.kind](whole.table, Setting(LIGHT, width=WIDE))
        tints = {
            trace.marker.color
            for trace in made.data
            if trace.type == "bar" and list(trace.customdata or ()) == [figure.figure_id]
        }
        if tints and not figure.derived:
            compared += 1
            assert tints == {roles.colour(roles.of(figure, committed), LIGHT)}, figure.figure_id
    assert compared > 10


def test_what_was_worked_out_here_is_hollow(committed: Release) -> None:
    drawn = {figure.figure_id: drawing(figure) for figure in by_name(committed).values() if drawing(figure)}
    hollow = {name for name, told in drawn.items() if "hollow" in told}
    assert hollow == {
        name for name in drawn if by_name(committed)[name].derived and 'class="bar' in drawn[name]
    }
    assert hollow

"""Draw places on the map of the world as an SVG of links. Places in, text out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import hypot
from typing import Literal

from dashboard.addresses import of_region
from dashboard.maps import geometry
from dashboard.maps import marks as map_marks
from dashboard.maps.geometry import Point, Shape
from dashboard.maps.marks import GAP, Mark

Look = Literal["likely", "step-1", "step-2", "step-3", "step-4"]
# In square units. Below the first a country is no more than a dot, and gets a mark that can be seen and touched.
SEEN = 80.0
# In units: what a pointer hits without care, and how near to another target that may come.
TARGET = 15.0
# In square units and units: a smaller country is not found on a locator without a ring around it.
LOST, RING = 6000.0, 70
# The radius of a mark in units by the width of the map, so that it is 9 to 13 points on any screen; map.css holds the same.
RADII = {"large": 16, "medium": 24, "small": 34, "least": 52}


@dataclass(frozen=True, slots=True)
class Place:
    """A country to draw: ``number`` is its number in ISO 3166-1 or '', ``said`` what its link tells: '8 statements'."""

    region: str
    number: str
    name: str
    said: str
    look: Look


def svg(places: Iterable[Place], title: str, key: str, *, linked: bool = True) -> str:
    """The map; ``key`` keeps two maps on a page apart. ``linked`` is off where no page is in reach."""
    world = geometry.world()
    known = [(place, shape) for place in places if (shape := shape_of(place))]
    known.sort(key=lambda pair: -pair[1].area)
    reach = _reaches({place.region: shape.middle for place, shape in known})
    areas = "".join(
        _link(place, _area(shape, reach[place.region]), linked) for place, shape in known if _seen(shape)
    )
    marks = _marks([(place, shape) for place, shape in known if not _seen(shape)], linked)
    hatches = _hatch(f"hatch-{key}", "hatch", 9) + _hatch(f"hatch-mark-{key}", "hatch fine", 0.55)
    return (
        f'<svg viewBox="{world.view_box}" role="group" aria-label="{escape(title)}"'
        f' style="--hatch:url(#hatch-{key});--hatch-mark:url(#hatch-mark-{key})"><defs>{hatches}</defs>'
        f'<path class="land" d="{world.land}"/><path class="borders" d="{world.borders}"/>{areas}{marks}</svg>'
    )


def _hatch(name: str, look: str, width: float) -> str:
    size = f'width="{width}" height="{width}"'
    return (
        f'<pattern id="{name}" class="{look}" {size} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect {size}/><path d="M0 {width / 4}h{width}"/></pattern>'
    )


def locator(members: Mapping[str, str], title: str) -> str:
    """Where some countries, region to number, lie on Earth, a few fingers wide; '' where none of them is on the map."""
    world = geometry.coarse_world()
    # A country on its own is drawn finely: of many islands the coarse world keeps none.
    fine = geometry.world() if len(members) == 1 else world
    shapes = [fine.shapes[number] for number in members.values() if number in fine.shapes]
    middles = [shape.middle for shape in shapes] or [
        p for code in members if (p := geometry.points().get(code))
    ]
    if not middles:
        return ""
    ring = ""
    if sum(shape.area for shape in shapes) < LOST:
        ring = "".join(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{RING}"/>' for x, y in middles)
    here = "".join(shape.path for shape in shapes)
    return (
        f'<svg viewBox="{world.view_box}" role="img" aria-label="{escape(title)}">'
        f'<path class="land" d="{world.land}"/><path class="here" d="{here}"/>{ring}</svg>'
    )


def put_in(look: str, drawing: str, script: str = "") -> str:
    """A box of the class ``look`` with a drawing in it; ``script`` knows the box as ``map``.

    The framework's sanitizer knows no SVG, so a script of ours puts it in; what a release says in it is escaped before.
    """
    told = json.dumps(drawing).replace("<", "\\u003c")
    box = "document.currentScript.previousElementSibling"
    before = f"(map=>{{{script}}})({box});" if script else ""
    return f'<div class="{look}"></div><script data-map>{before}{box}.innerHTML={told}</script>'


def shape_of(place: Place) -> Shape | None:
    """The country as the geometry has it, or its place as a shape of no size; None where it is not on the map."""
    shape = geometry.world().shapes.get(place.number) if place.number else None
    if shape:
        return shape
    point = geometry.points().get(place.region)
    return Shape("", point, 0.0) if point else None


def _seen(shape: Shape) -> bool:
    return bool(shape.path) and shape.area >= SEEN


def _area(shape: Shape, reach: float) -> str:
    x, y = shape.middle
    target = f'<circle class="target" cx="{x:.0f}" cy="{y:.0f}" r="{reach:.0f}"/>' if _small(shape) else ""
    return f'{target}<path d="{shape.path}"/>'


def _marks(pairs: Sequence[tuple[Place, Shape]], linked: bool) -> str:
    """The marks of the countries that would be no more than a dot, each drawn once for every size of the map."""
    spots = {place.region: (shape.middle, place.name) for place, shape in pairs}
    arranged = {size: map_marks.arranged(spots, radius) for size, radius in RADII.items()}
    return "".join(
        _link(
            place,
            f'<path d="{shape.path}"/>' * bool(shape.path)
            + "".join(
                _mark(size, shape.middle, marks[place.region], place.name) for size, marks in arranged.items()
            ),
            linked,
        )
        for place, shape in pairs
    )


def _mark(size: str, spot: Point, mark: Mark, name: str) -> str:
    length = hypot(mark.x, mark.y)
    towards = (mark.x * (1 - 1 / length), mark.y * (1 - 1 / length)) if length else (0.0, 0.0)
    leader = f'<path class="leader" d="M0 0L{towards[0]:.2f} {towards[1]:.2f}"/>' if length else ""
    anchor, x = ("end", mark.x - GAP) if mark.side == "left" else ("start", mark.x + GAP)
    label = (
        f'<text x="{x:.2f}" y="{mark.y + 0.45:.2f}" text-anchor="{anchor}">{escape(name)}</text>'
        if mark.side
        else ""
    )
    return (
        f'<g class="size {size}" transform="translate({spot[0]:.0f} {spot[1]:.0f})"><g class="mark">'
        f'{leader}<circle cx="{mark.x:.2f}" cy="{mark.y:.2f}" r="1"/>{label}</g></g>'
    )


def _link(place: Place, drawn: str, linked: bool) -> str:
    told = escape(f"{place.name}: {place.said}")
    way = f'href="{escape(of_region(place.region))}" target="_self"' if linked else 'role="img"'
    return f'<a {way} class="{place.look}" aria-label="{told}"><title>{told}</title>{drawn}</a>'


def _small(shape: Shape) -> bool:
    return shape.area < 4 * TARGET**2


def _reaches(middles: Mapping[str, Point]) -> dict[str, float]:
    """How far around its middle a small country takes the pointer: never nearer to another's middle than to its own."""
    return {
        region: min(
            [TARGET]
            + [
                ((x - a) ** 2 + (y - b) ** 2) ** 0.5 / 2
                for other, (a, b) in middles.items()
                if other != region
            ]
        )
        for region, (x, y) in middles.items()
    }

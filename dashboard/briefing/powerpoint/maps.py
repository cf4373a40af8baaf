"""A map of the world in native outlines: one for the land, one for each country that is spoken of, with a mark where it is tiny."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from dashboard.briefing.powerpoint import measure, shapes
from dashboard.briefing.powerpoint.shapes import Box, Point, Type
from dashboard.maps import drawing, geometry, marks
from dashboard.maps.drawing import Place
from dashboard.maps.geometry import Shape
from dashboard.palette import Palette
from dashboard.words import say

# How much of the stated colour each step holds over the panel, as on the site's map.
STEPS = {"step-1": 0.34, "step-2": 0.56, "step-3": 0.78, "step-4": 1.0}
GROUND = 0.62
# Beside the map stands what its colours mean.
KEY_WIDTH, GAP = 220.0, 20.0
RADIUS = drawing.RADII["medium"]
KEY_SIZE, NAME_SIZE = 20.0, 20.0
# In units of the map: islands that are smaller are left out of the land, and keep a file light.
SMALLEST = 30.0


def world(
    places: Mapping[str, Place], key: Sequence[tuple[str, str]], at: Box, palette: Palette, told: str
) -> str:
    """The map as one group, and its key, (look, words) each, beside it."""
    whole = geometry.world()
    scale = min((at.width - KEY_WIDTH - GAP) / whole.width, at.height / whole.height)
    map_at = Box(
        at.x, at.y + (at.height - whole.height * scale) / 2.4, whole.width * scale, whole.height * scale
    )

    def placed(point: Point) -> Point:
        return map_at.x + (point[0] - whole.left) * scale, map_at.y + (point[1] - whole.top) * scale

    def outline(rings: Sequence[Sequence[Point]]) -> list[list[Point]]:
        return [[placed(point) for point in ring] for ring in rings]

    ground, hairline = _mixed(palette.rule, palette.panel, GROUND), shapes.outline(palette.page, 0.75)
    inside = shapes.freeform(
        outline(_land()), shapes.colour(ground), hairline, name=say("briefing_file.part_land")
    )
    found = [(place, shape) for place in places.values() if (shape := drawing.shape_of(place))]
    for place, shape in found:
        if shape.rings and shape.area >= drawing.SEEN:
            name = f"{place.name}: {place.said}"
            inside += shapes.freeform(
                outline(shape.rings),
                _fill(place.look, palette),
                _edge(place.look, palette),
                name=name,
                told=name,
            )
    inside += _marks(
        [(place, shape) for place, shape in found if shape.area < drawing.SEEN], placed, scale, palette
    )
    legend = _key(key, Box(map_at.x + map_at.width + GAP, map_at.y, KEY_WIDTH, map_at.height), palette)
    return shapes.group(inside, map_at, name=say("briefing_file.part_map"), told=told) + legend


@lru_cache(maxsize=1)
def _land() -> tuple[tuple[Point, ...], ...]:
    """All coasts and borders, without what nobody sees on a slide."""
    return tuple(
        tuple(ring)
        for shape in geometry.coarse_world().shapes.values()
        for ring in shape.rings
        if len(ring) > 3 and _extent(ring) >= SMALLEST
    )


def _extent(ring: Sequence[Point]) -> float:
    xs, ys = zip(*ring, strict=True)
    return float((max(xs) - min(xs)) * (max(ys) - min(ys)))


def _marks(
    pairs: Sequence[tuple[Place, Shape]], placed: Callable[[Point], Point], scale: float, palette: Palette
) -> str:
    """A dot for what would not be seen, beside its spot where that is on land, with its name where there is room."""
    arranged = marks.arranged({place.region: (shape.middle, place.name) for place, shape in pairs}, RADIUS)
    drawn, radius = "", RADIUS * scale
    for place, shape in pairs:
        mark, (x, y) = arranged[place.region], placed(shape.middle)
        cx, cy = x + mark.x * radius, y + mark.y * radius
        name = f"{place.name}: {place.said}"
        if (cx, cy) != (x, y):
            drawn += shapes.stroke((x, y), (cx, cy), shapes.outline(palette.ink, 1), name=name)
        at = Box(cx - radius, cy - radius, 2 * radius, 2 * radius)
        line = shapes.outline(palette.stated, 1.5)
        drawn += shapes.box(at, _fill(place.look, palette), line, name=name, shape="ellipse")
        if mark.side:
            wide = marks.LETTER * len(place.name) * radius
            left = cx + marks.GAP * radius if mark.side == "right" else cx - marks.GAP * radius - wide
            look = Type(
                NAME_SIZE, palette.ink, align="l" if mark.side == "right" else "r", anchor="ctr", wrap=False
            )
            drawn += shapes.words(Box(left, cy - 11, wide, 22), [place.name], look, name=name)
    return drawn


def _key(key: Sequence[tuple[str, str]], at: Box, palette: Palette) -> str:
    drawn, y = "", at.y + 24
    for look, told in key:
        swatch = Box(at.x, y, 26, 18)
        line = shapes.outline(palette.stated if look == "likely" else palette.rule, 1)
        drawn += shapes.box(swatch, _fill(look, palette), line, name=told)
        high = measure.height(told, KEY_SIZE, KEY_WIDTH - 36)
        drawn += shapes.words(
            Box(at.x + 36, y - 3, KEY_WIDTH - 36, high), [told], Type(KEY_SIZE, palette.muted), name=told
        )
        y += high + 10
    return drawn


def _fill(look: str, palette: Palette) -> str:
    if look == "likely":
        return shapes.hatched(palette.stated, palette.panel)
    if look not in STEPS:
        return shapes.colour(_mixed(palette.rule, palette.panel, GROUND))
    return shapes.colour(_mixed(palette.stated, palette.panel, STEPS[look]))


def _edge(look: str, palette: Palette) -> str:
    return shapes.outline(palette.stated if look == "likely" else palette.page, 0.75)


def _mixed(one: str, other: str, part: float) -> str:
    """A colour of so much of the one and the rest of the other."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02x}" for a, b in pairs)

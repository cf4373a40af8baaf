"""The shapes of the world's countries as SVG paths, from a topology of shared borders."""

from __future__ import annotations

import csv
import heapq
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "datasets" / "geometry"
ANTARCTICA = "010"
# The whole Earth is this wide; a screen shows a unit as about half a point, so no part of one is ever drawn.
EARTH = 2000
MARGIN = 6
# The map is cut through the Bering Strait and not through the east of Russia.
MIDDLE = 11.0
# In square units: what is smaller would not be seen and would only be sent.
SMALLEST_CORNER = 1.5
SMALLEST_ISLAND = 8.0
COARSE_CORNER, COARSE_ISLAND = 40.0, 120.0

Point = tuple[float, float]
Line = list[Point]


@dataclass(frozen=True, slots=True)
class Shape:
    """A country as drawn: its SVG path and the same as rings of points; ``area`` is in square units.

    ``middle`` is that of the largest part. ``path`` is empty where nothing would be seen of it.
    """

    path: str
    middle: Point
    area: float
    rings: tuple[Line, ...] = ()


@dataclass(frozen=True)
class World:
    """The drawing of all countries; ``left``, ``top``, ``width`` and ``height`` are in units of the drawing.

    ``shapes`` are by the number of ISO 3166-1, those without a number by their name; ``borders`` are the lines that
    two countries share.
    """

    left: int
    top: int
    width: int
    height: int
    shapes: Mapping[str, Shape]
    borders: str

    @cached_property
    def land(self) -> str:
        """All countries as one path."""
        return "".join(shape.path for shape in self.shapes.values())

    @property
    def view_box(self) -> str:
        """What an SVG shows of the plane."""
        return f"{self.left} {self.top} {self.width} {self.height}"


@lru_cache(maxsize=1)
def world() -> World:
    """The world, Antarctica left out, worked out once."""
    return drawn(json.loads((FOLDER / "countries-50m.json").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def coarse_world() -> World:
    """The world for a drawing of a few fingers' width."""
    topology = json.loads((FOLDER / "countries-50m.json").read_text(encoding="utf-8"))
    return drawn(topology, COARSE_CORNER, COARSE_ISLAND)


@lru_cache(maxsize=1)
def points() -> Mapping[str, Point]:
    """Where in the drawing the places lie that have no shape of their own, by region."""
    with (FOLDER / "points.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["region"]: next(_placed([(float(row["longitude"]), float(row["latitude"]))])) for row in rows}


def drawn(
    topology: Mapping[str, Any], corner: float = SMALLEST_CORNER, island: float = SMALLEST_ISLAND
) -> World:
    """Draw a topology (TopoJSON 1.0, one object named ``countries``) without what is smaller than ``corner`` and ``island``."""
    rings_of = _rings(topology)
    used = Counter(_own(arc) for rings in rings_of.values() for ring in rings for arc in ring)
    full = {arc: list(_placed(_degrees(topology, arc))) for arc in used}
    few = {arc: _simplified(line, corner) for arc, line in full.items()}
    shapes = {name: _shape(rings, full, few, island) for name, rings in rings_of.items()}
    # Specks that are not drawn take no room, but the middle of each country does: it may get a mark.
    seen = [point for line in few.values() if len(line) > 4 for point in line]
    xs, ys = zip(*seen, *(shape.middle for shape in shapes.values()), strict=True)
    left, top = math.floor(min(xs)) - MARGIN, math.floor(min(ys)) - MARGIN
    return World(
        left=left,
        top=top,
        width=math.ceil(max(xs)) + MARGIN - left,
        height=math.ceil(max(ys)) + MARGIN - top,
        shapes=shapes,
        borders="".join(_path(few[arc], closed=False) for arc, times in used.items() if times > 1),
    )


def equal_earth(longitude: float, latitude: float) -> Point:
    """Project degrees to the plane by Equal Earth, on which areas are true: x to the east, y to the north, Earth's radius 1.

    Šavrič, Patterson and Jenny, "The Equal Earth map projection", International Journal of Geographical Information
    Science 33 (2019).

    >>> [round(n, 4) for n in equal_earth(180, 0)]
    [2.7066, 0.0]
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square * square * square
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    x = 2 * math.sqrt(3) / 3 * math.radians(longitude) * math.cos(theta) / slope
    return x, theta * (a1 + a2 * square + sixth * (a3 + a4 * square))


SCALE = EARTH / (2 * equal_earth(180, 0)[0])


def _placed(line: Sequence[Point]) -> Iterator[Point]:
    """Degrees to units of the drawing, x from the middle and y downwards; no line is torn in two by the edge of the map."""
    # A line may step over the meridian of 180 degrees: each longitude is taken nearest to the one before.
    around = list(accumulate((x for x, _ in line), lambda last, x: x + 360 * round((last - x) / 360)))
    turn = 360 * math.floor((sum(around) / len(line) - MIDDLE + 180) / 360)
    for longitude, (_, latitude) in zip(around, line, strict=True):
        x, y = equal_earth(longitude - turn - MIDDLE, latitude)
        yield x * SCALE, -y * SCALE


def _rings(topology: Mapping[str, Any]) -> dict[str, list[list[int]]]:
    """The rings of each country, each as the numbers of its arcs."""
    found: dict[str, list[list[int]]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        name = country.get("id") or country["properties"]["name"]
        if name != ANTARCTICA:
            found.setdefault(name, []).extend(ring for polygon in polygons for ring in polygon)
    return found


def _own(arc: int) -> int:
    """The number of an arc; one that is followed backwards is told by the complement of its number."""
    return arc if arc >= 0 else ~arc


def _degrees(topology: Mapping[str, Any], arc: int) -> Line:
    """An arc as longitudes and latitudes: it is stored as steps from point to point in whole numbers."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    line = []
    for dx, dy in topology["arcs"][arc]:
        x, y = x + dx, y + dy
        line.append((x0 + x * kx, y0 + y * ky))
    return line


def _simplified(line: Line, smallest: float) -> Line:
    """Without the corners that span less than an area; the ends stay, so that neighbours still meet.

    Visvalingam and Whyatt, "Line generalisation by repeated elimination of points", The Cartographic Journal 30 (1993).
    """
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    corners = [(_corner(*line[i - 1 : i + 2]), i) for i in range(1, len(line) - 1)]
    spanned = {i: area for area, i in corners}
    heapq.heapify(corners)
    while corners:
        area, i = heapq.heappop(corners)
        if area >= smallest:
            break
        if spanned.get(i) != area:
            continue
        del spanned[i]
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if j in spanned:
                # No corner counts for less than one that went before it, or a smooth bend would go all at once.
                spanned[j] = max(area, _corner(line[before[j]], line[j], line[after[j]]))
                heapq.heappush(corners, (spanned[j], j))
    ends = {0, len(line) - 1}
    return [point for i, point in enumerate(line) if i in spanned or i in ends]


def _corner(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _shape(
    rings: Sequence[Sequence[int]], full: Mapping[int, Line], few: Mapping[int, Line], island: float
) -> Shape:
    areas = [_area(_joined(ring, full)) for ring in rings]
    largest = max(range(len(rings)), key=lambda i: abs(areas[i]))
    kept = [_joined(ring, few) for i, ring in enumerate(rings) if i == largest or abs(areas[i]) >= island]
    # Holes run the other way round, so that the sum leaves them out.
    area, middle = abs(sum(areas)), _middle(_joined(rings[largest], full))
    return Shape("".join(map(_path, kept)), middle, area, tuple(kept))


def _joined(ring: Iterable[int], lines: Mapping[int, Line]) -> Line:
    """The arcs of a ring one after another; each begins where the one before ends."""
    joined: Line = []
    for arc in ring:
        line = lines[_own(arc)]
        joined += (line if arc >= 0 else line[::-1])[bool(joined) :]
    return joined


def _area(ring: Line) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _middle(ring: Line) -> Point:
    """The centroid of a ring, or its first point where it has no area."""
    area = _area(ring)
    if not area:
        return ring[0]
    crossed = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]
    x = sum((a[0] + b[0]) * cross for a, b, cross in crossed)
    y = sum((a[1] + b[1]) * cross for a, b, cross in crossed)
    return x / (6 * area), y / (6 * area)


def _path(line: Line, closed: bool = True) -> str:
    """A line in whole units, as steps: 'M3 4l1+2-3+0z'; empty where nothing would be seen of it."""
    rounded = [(round(x), round(y)) for x, y in line]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(rounded) if a != b]
    told = "".join(_step(dx) + _step(dy) for dx, dy in (steps[:-1] if closed else steps))
    if len(steps) < (3 if closed else 1):
        return ""
    return f"M{rounded[0][0]} {rounded[0][1]}l{told.strip()}{'z' if closed else ''}"


def _step(number: int) -> str:
    """A number that keeps apart from the one before: a minus does that by itself."""
    return str(number) if number < 0 else f" {number}"

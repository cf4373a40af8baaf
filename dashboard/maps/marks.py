"""Find room on the sea for the marks of small states and for their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, floor, hypot, pi, sin
from typing import Literal

import numpy as np
import numpy.typing as npt

from dashboard.maps import geometry
from dashboard.maps.geometry import Point

Box = tuple[float, float, float, float]
Side = Literal["right", "left", ""]

# Where a mark may stand: on its spot, or that many of its own radii away from it, all around.
RINGS = (0.0, 2.4, 4.0, 6.0)
DIRECTIONS = 16
# In radii of a mark: what a letter of a name takes, and a line of it.
LETTER, LINE, GAP = 0.68, 1.5, 1.4
CELL = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """How far from its spot a mark stands, in radii, and on which side its name does; ``side`` is empty where it has no room."""

    x: float
    y: float
    side: Side


def arranged(spots: Mapping[str, tuple[Point, str]], radius: float) -> dict[str, Mark]:
    """A mark for each spot and its name, by the key of the spot, for marks of ``radius`` units. Earlier ones choose first."""
    taken: list[Box] = []
    marks = {}
    for key, (spot, name) in spots.items():
        marks[key], boxes = _best(spot, name, radius, taken)
        taken += boxes
    return marks


def _best(spot: Point, name: str, radius: float, taken: Sequence[Box]) -> tuple[Mark, list[Box]]:
    tried = []
    for x, y in _stands():
        centre = spot[0] + x * radius, spot[1] + y * radius
        circle = _around(centre, radius)
        # A mark hides the land it stands on: a little on its own spot, where it belongs, more elsewhere.
        cost = 3 * _land(circle) + 20 * (_clash(circle, taken) + _outside(circle)) + 0.12 * hypot(x, y)
        for side in ("right", "left"):
            box = _name_box(centre, name, radius, side)
            hidden = _land(box) + 20 * _clash(box, taken) + 20 * _outside(box)
            tried.append(
                (cost + min(3 * hidden, 1.0), Mark(x, y, side if hidden < 0.1 else ""), [circle, box])
            )
    _, mark, boxes = min(tried, key=lambda option: option[0])
    return mark, boxes if mark.side else boxes[:1]


def _stands() -> Iterator[Point]:
    for distance in RINGS:
        for turn in range(DIRECTIONS if distance else 1):
            angle = 2 * pi * turn / DIRECTIONS
            yield round(distance * cos(angle), 2), round(distance * sin(angle), 2)


def _around(centre: Point, radius: float) -> Box:
    return centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius


def _name_box(centre: Point, name: str, radius: float, side: str) -> Box:
    near, far = GAP * radius, (GAP + LETTER * len(name)) * radius
    left, right = (
        (centre[0] + near, centre[0] + far) if side == "right" else (centre[0] - far, centre[0] - near)
    )
    return left, centre[1] - LINE / 2 * radius, right, centre[1] + LINE / 2 * radius


def _clash(box: Box, taken: Sequence[Box]) -> bool:
    return any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)


def _outside(box: Box) -> bool:
    world = geometry.world()
    return not (
        world.left <= box[0]
        and box[2] <= world.left + world.width
        and world.top <= box[1]
        and box[3] <= world.top + world.height
    )


def _land(box: Box) -> float:
    """The part of a box that is land, from 0 to 1."""
    world, sums = geometry.world(), _land_sums()
    columns = [floor((x - world.left) / CELL) for x in (box[0], box[2])]
    rows = [floor((y - world.top) / CELL) for y in (box[1], box[3])]
    (west, east), (north, south) = (
        (max(0, min(low, most)), max(0, min(high + 1, most)))
        for (low, high), most in ((columns, sums.shape[1] - 1), (rows, sums.shape[0] - 1))
    )
    land = sums[south, east] - sums[north, east] - sums[south, west] + sums[north, west]
    return float(land / ((columns[1] + 1 - columns[0]) * (rows[1] + 1 - rows[0])))


@lru_cache(maxsize=1)
def _land_sums() -> npt.NDArray[np.int64]:
    """How many cells, ``CELL`` units wide, are land above and to the left of each corner between cells."""
    world = geometry.world()
    cells = np.zeros((ceil(world.height / CELL), ceil(world.width / CELL)), dtype=np.int64)
    for row, crossings in _crossings(world).items():
        cuts = sorted(crossings)
        for start, end in zip(cuts[::2], cuts[1::2], strict=True):
            cells[row, floor(start / CELL) : floor(end / CELL) + 1] = 1
    return np.pad(cells.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))


def _crossings(world: geometry.World) -> dict[int, list[float]]:
    """Where the outlines of countries cross the middle of each row of cells, from the left edge of the drawing."""
    found: dict[int, list[float]] = {}
    for ring in (ring for shape in world.shapes.values() for ring in shape.rings):
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            low, high = ((y - world.top) / CELL - 0.5 for y in sorted((y0, y1)))
            for row in range(ceil(low), ceil(high)):
                y = world.top + (row + 0.5) * CELL
                found.setdefault(row, []).append(x0 + (y - y0) * (x1 - x0) / (y1 - y0) - world.left)
    return found

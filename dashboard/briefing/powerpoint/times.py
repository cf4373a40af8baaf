"""Dated facts on one line of time, at their true distances, in native shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.briefing.powerpoint import shapes
from dashboard.briefing.powerpoint.shapes import Box, Type
from dashboard.palette import Palette
from dashboard.words import say
from etl.period import read_period

HEIGHT = 74.0
LINE, MARK = 20.0, 13.0
SIZE = 20.0
DAYS_IN_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one day to another, as ordinals; ``open`` where no end is stated."""

    first: int
    last: int
    open: bool


def strip(events: pd.DataFrame, at: Box, palette: Palette, told: str) -> str:
    """The line at the top of ``at``; '' where fewer than two dates are known."""
    found = stretches(events)
    if len({stretch.first for stretch in found}) < 2:
        return ""
    first, last = min(s.first for s in found), max(s.last for s in found)

    def across(day: int) -> float:
        return at.x + MARK + (day - first) / (last - first) * (at.width - 2 * MARK)

    y = at.y + LINE
    line = shapes.outline(palette.muted, 1.5)
    drawn = shapes.stroke((at.x, y), (at.x + at.width, y), line, name=say("briefing_file.part_line"))
    drawn += "".join(
        _mark(stretch, across(stretch.first), across(stretch.last), at, y, palette) for stretch in found
    )
    for day, align in ((first, "l"), (last, "r")):
        look = Type(SIZE, palette.muted, align="l" if align == "l" else "r")
        year = str(date.fromordinal(day).year)
        place = Box(at.x, y + 16, at.width, 26)
        drawn += shapes.words(place, [year], look, name=year)
    return shapes.group(
        drawn, Box(at.x, at.y, at.width, HEIGHT - 8), name=say("briefing_file.part_time"), told=told
    )


def stretches(events: pd.DataFrame) -> Sequence[Stretch]:
    """The facts that say when, the earliest first."""
    found = []
    for told in events["period"]:
        period = read_period(told)
        start, end = period.start or period.end, period.end or period.start
        if start and end:
            open_end = period.start is not None and period.end is None
            found.append(Stretch(start.toordinal(), end.toordinal(), open_end))
    return sorted(found, key=lambda stretch: stretch.first)


def _mark(stretch: Stretch, left: float, right: float, at: Box, y: float, palette: Palette) -> str:
    """A day or a year is a mark, a longer time a span; one with an open end fades out."""
    if stretch.open:
        end = max(at.x + at.width, left + 24)
        fill = shapes.fading(palette.stated, towards_right=True, strength=0.62)
        place = Box(left, y - MARK / 2, end - left, MARK)
        return shapes.box(place, fill, name=say("briefing_file.part_open"))
    if stretch.last - stretch.first > DAYS_IN_A_YEAR:
        place = Box(left, y - MARK / 2, right - left, MARK)
        return shapes.box(place, shapes.colour(palette.stated), name=say("briefing_file.part_bar"))
    place = Box(left - 2, y - 14, 4, 28)
    return shapes.box(place, shapes.colour(palette.stated), name=say("briefing_file.part_point"))

"""Redraw a chart of the site in native shapes, mark by mark: what stands open there stands open here."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from typing import Any

from dashboard.briefing.powerpoint import measure, shapes
from dashboard.briefing.powerpoint.shapes import Box, Type
from dashboard.charts import BY_KIND, Setting
from dashboard.grouping import Drawing
from dashboard.palette import Palette
from dashboard.words import say

# How many pixels of the slide one of the drawing is: the largest that fits, and none below what can be read in a room.
SCALES = (2.4, 2.2, 2.0, 1.85, 1.7, 1.55, 1.4, 1.25, 1.1)
# What marks at both ends take beside the axis.
BESIDE = 34.0
# How much less high a drawing may become when its lines grow longer.
NEAR = 1.25
TAG = re.compile(r"<[^>]+>")
OPACITY = re.compile(r"([\d.]+)\)$")
Shape = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where numbers and pixels of a drawing stand on the slide."""

    x: float
    y: float
    scale: float
    left: float
    top: float
    width: float
    height: float
    low: float
    high: float
    page: str

    def across(self, number: float) -> float:
        """A number of the axis."""
        return self.x + (self.left + (number - self.low) / (self.high - self.low) * self.width) * self.scale

    def share(self, part: float) -> float:
        """A part of the width, from 0 to 1."""
        return self.x + (self.left + part * self.width) * self.scale

    def down(self, pixels: float) -> float:
        """Pixels from the upper edge of the drawing."""
        return self.y + (self.top + pixels) * self.scale


def redrawn(drawing: Drawing, at: Box, palette: Palette, told: str, least: float = SCALES[-1]) -> str:
    """The drawing as one group of shapes in the middle of ``at``; '' where it would be smaller than a scale of ``least``."""
    chart, scale = _largest(drawing, at, palette, least)
    if chart is None:
        return ""
    height = chart["layout"]["height"] * scale
    layout, y = chart["layout"], at.y + (at.height - height) / 2.6
    margin = layout["margin"]
    low, high = layout["xaxis"]["range"]
    frame = Frame(
        at.x, y, scale, margin["l"], margin["t"], at.width / scale - margin["l"] - margin["r"],
        layout["height"] - margin["t"] - margin["b"], low, high, palette.page,
    )  # fmt: skip
    inside = "".join(_all(chart, frame))
    return shapes.group(inside, Box(at.x, y, at.width, height), name=drawing.name, told=told)


def _largest(
    drawing: Drawing, at: Box, palette: Palette, least: float
) -> tuple[dict[str, Any] | None, float]:
    """The chart at the largest scale at which it fits; None where there is none."""
    most = SCALES[0]
    for scale, compact in product(SCALES, (False, True)):
        # A smaller scale makes lines longer and so fewer: what is far too high is not worth an attempt.
        if not least <= scale <= most:
            continue
        setting = Setting(palette, width=at.width / scale - BESIDE, compact=compact)
        figure = BY_KIND[drawing.first.kind](drawing.table, setting)
        if figure.layout.height * scale <= at.height:
            return figure.to_plotly_json(), scale
        if compact:
            most = min(scale, NEAR * at.height / figure.layout.height)
    return None, 0.0


def _all(chart: Mapping[str, Any], frame: Frame) -> Iterator[str]:
    """Everything in the order in which it is painted."""
    layout = chart["layout"]
    behind = [shape for shape in layout.get("shapes", ()) if shape.get("layer") == "below"]
    before = [shape for shape in layout.get("shapes", ()) if shape.get("layer") != "below"]
    yield from _shapes(behind, frame)
    for trace in chart["data"]:
        yield from _bars(trace, frame) if trace["type"] == "bar" else _points(trace, frame)
    yield from _shapes(before, frame)
    yield from (_words(annotation, frame) for annotation in layout.get("annotations", ()))


def _shapes(drawn: Sequence[Shape], frame: Frame) -> Iterator[str]:
    """Each on its own; the bands of a fade, which stand side by side, as one shape that fades."""
    for fade, several in groupby(drawn, key=_fade_of):
        if fade:
            yield _fade(list(several), frame)
        else:
            yield from (_shape(shape, frame) for shape in several)


def _fade_of(shape: Shape) -> tuple[float, float] | None:
    """What the bands of one fade have in common."""
    if shape["type"] != "rect" or shape.get("xsizemode") != "pixel":
        return None
    return shape["xanchor"], shape["y0"]


def _fade(bands: Sequence[Shape], frame: Frame) -> str:
    offsets = [offset for band in bands for offset in (band["x0"], band["x1"])]
    start = frame.across(bands[0]["xanchor"])
    left, right = start + min(offsets) * frame.scale, start + max(offsets) * frame.scale
    top, bottom = frame.down(bands[0]["y0"]), frame.down(bands[0]["y1"])
    colour = str(bands[0]["fillcolor"])
    fill = shapes.fading(OPACITY.sub("1)", colour), max(offsets) > 0, _opacity(colour))
    return shapes.box(Box(left, top, right - left, bottom - top), fill, name=say("briefing_file.part_open"))


def _opacity(colour: str) -> float:
    found = OPACITY.search(colour)
    return float(found[1]) if found else 1.0


def _shape(shape: Shape, frame: Frame) -> str:
    line = _line(shape["line"], frame)
    if shape["type"] == "path":
        return _head(shape, frame, line)
    place = frame.share if shape.get("xref") == "paper" else frame.across
    x0, x1, y0, y1 = (
        place(shape["x0"]),
        place(shape["x1"]),
        frame.down(shape["y0"]),
        frame.down(shape["y1"]),
    )
    if shape["type"] == "line":
        return shapes.stroke((x0, y0), (x1, y1), line, name=say("briefing_file.part_line"))
    fill = shapes.colour(str(shape.get("fillcolor", "")))
    return shapes.box(Box(x0, y0, x1 - x0, y1 - y0), fill, line, name=say("briefing_file.part_bar"))


def _head(shape: Shape, frame: Frame, line: str) -> str:
    """The point of an arrow, three corners in pixels from its anchor."""
    x, y = frame.across(shape["xanchor"]), frame.down(shape["yanchor"])
    numbers = [float(part) for part in re.findall(r"-?[\d.]+", shape["path"])]
    corners = [
        (x + a * frame.scale, y + b * frame.scale) for a, b in zip(numbers[::2], numbers[1::2], strict=True)
    ]
    return shapes.freeform(
        [corners], shapes.colour(""), line, name=say("briefing_file.part_open"), closed=False
    )


def _bars(trace: Mapping[str, Any], frame: Frame) -> Iterator[str]:
    marker, thick = trace["marker"], trace["width"][0]
    pattern = marker.get("pattern")
    fill = (
        shapes.hatched(pattern["fgcolor"], pattern["bgcolor"]) if pattern else shapes.colour(marker["color"])
    )
    line = _line(marker["line"], frame)
    for base, length, y in zip(trace["base"], trace["x"], trace["y"], strict=True):
        left, right = sorted((frame.across(base), frame.across(base + length)))
        top = frame.down(y - thick / 2)
        yield shapes.box(
            Box(left, top, right - left, thick * frame.scale), fill, line, name=say("briefing_file.part_bar")
        )


def _points(trace: Mapping[str, Any], frame: Frame) -> Iterator[str]:
    marker = trace["marker"]
    size = marker["size"] * frame.scale
    fill, line = shapes.colour(marker["color"]), _line(marker["line"], frame)
    shape = "rect" if marker.get("symbol") == "square" else "ellipse"
    for x, y in zip(trace["x"], trace["y"], strict=True):
        at = Box(frame.across(x) - size / 2, frame.down(y) - size / 2, size, size)
        yield shapes.box(at, fill, line, name=say("briefing_file.part_point"), shape=shape)


def _line(line: Mapping[str, Any], frame: Frame) -> str:
    dash = "sysDash" if "px" in str(line.get("dash", "")) else ""
    return shapes.outline(str(line.get("color", "")), line.get("width", 0) * frame.scale, dash)


def _words(annotation: Mapping[str, Any], frame: Frame) -> str:
    size = annotation["font"]["size"] * frame.scale
    lines = [html.unescape(TAG.sub("", line)) for line in annotation["text"].split("<br>")]
    bold = "<b>" in annotation["text"]
    wide = max(measure.width(line, size, measure.BOLD if bold else measure.SANS) for line in lines)
    lead = size * 1.3
    align, left = _across(annotation, frame, wide)
    top = _down(annotation, frame, lead * len(lines))
    # A word on the bare page covers the thin lines behind it; everything else lets them through.
    ground = "" if str(annotation.get("bgcolor", "rgba")).startswith("rgba") else frame.page
    serif = "Newsreader" in str(annotation["font"].get("family", ""))
    look = Type(
        size, annotation["font"]["color"], bold=bold, face=shapes.SERIF if serif else shapes.SANS, align=align,
        lead=lead, ground=ground, wrap=False,
    )  # fmt: skip
    return shapes.words(
        Box(left, top, wide, lead * len(lines)), lines, look, name=say("briefing_file.part_words")
    )


def _across(annotation: Mapping[str, Any], frame: Frame, wide: float) -> tuple[shapes.Align, float]:
    """On which side words begin, and the left edge of their box; none leaves the drawing."""
    place = frame.share if annotation.get("xref") == "paper" else frame.across
    x = place(annotation["x"]) + annotation.get("xshift", 0) * frame.scale
    anchor = annotation["xanchor"]
    if anchor == "left":
        return "l", x
    return ("r", x - wide) if anchor == "right" else ("ctr", x - wide / 2)


def _down(annotation: Mapping[str, Any], frame: Frame, high: float) -> float:
    """The upper edge of the words' box."""
    of_paper, at = annotation.get("yref") == "paper", float(annotation["y"])
    y = frame.down((1 - at) * frame.height if of_paper else at)
    y -= float(annotation.get("yshift", 0)) * frame.scale
    anchor = annotation["yanchor"]
    return y if anchor == "top" else y - high if anchor == "bottom" else y - high / 2

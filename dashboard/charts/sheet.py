"""Lay a drawing out from top to bottom in pixels, then dress it for the page or for a saved picture."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import labels
from dashboard.charts.marks import BAR, CHARACTER, Piece
from dashboard.charts.scale import Scale
from dashboard.charts.setting import Setting
from dashboard.palette import Palette
from dashboard.template import template

TICKS_HEIGHT = 30.0
PICTURE_CHARACTERS = 66
TITLE_LINE = 26.0


@dataclass(frozen=True, slots=True)
class Axis:
    """The horizontal axis: its scale, the labels of its ticks, and pixels that marks at either end reach beyond it."""

    scale: Scale
    ticks: tuple[tuple[float, str], ...] = ()
    overhang: float = 2.0


def finish(piece: Piece, axis: Axis, height: float, setting: Setting, note: str = "") -> go.Figure:
    """The figure: one pixel is one unit of the upright axis, so nothing overlaps at any width."""
    lines = labels.wrapped(note, setting.characters)
    piece += Piece(
        annotations=tuple(_tick(value, text, axis, setting.palette) for value, text in _legible(axis))
    )
    above, below = 0.0, TICKS_HEIGHT if axis.ticks else 4.0
    if lines:
        piece += Piece(annotations=(labels.below(lines, below, setting.palette),))
        below += len(lines) * labels.LINE + 4
    if setting.for_picture:
        above, below, words = _picture_words(setting, below)
        piece += words
    layout = _layout(_flush_left(piece, axis.overhang), axis, height, setting.palette)
    layout["margin"] = {"l": axis.overhang, "r": 16 + axis.overhang, "t": above, "b": below}
    layout["height"] = above + height + below
    return go.Figure(data=list(piece.traces), layout=layout, skip_invalid=False)


def _flush_left(piece: Piece, overhang: float) -> Piece:
    """Words start at the frame's edge: back over the overhang, and over the pixel that Plotly pads a text by."""
    shift = -(overhang + 1)
    moved = ({**a, "xshift": shift} if a.get("xref") == "paper" else a for a in piece.annotations)
    return replace(piece, annotations=tuple(moved))


def _layout(piece: Piece, axis: Axis, height: float, palette: Palette) -> dict[str, Any]:
    return {
        "template": template(palette),
        "barmode": "overlay",
        "bargap": 0,
        "shapes": list(piece.shapes),
        "annotations": list(piece.annotations),
        "xaxis": {
            "range": [axis.scale.low, axis.scale.high],
            "visible": False,
        },
        "yaxis": {"range": [height, 0], "visible": False},
    }


def _legible(axis: Axis) -> list[tuple[float, str]]:
    """The ticks whose words have room at the least width, counted from where the bars start."""
    values = [value for value, _ in axis.ticks]
    start = values.index(axis.scale.origin) if axis.scale.origin in values else 0
    for step in range(1, len(values) + 1):
        kept = [tick for i, tick in enumerate(axis.ticks) if (i - start) % step == 0]
        if all(_apart(first, second, axis.scale) for first, second in pairwise(kept)):
            return kept
    return list(axis.ticks)


def _apart(first: tuple[float, str], second: tuple[float, str], scale: Scale) -> bool:
    needed = (len(first[1]) + len(second[1])) / 2 * CHARACTER + 10
    return scale.pixels(first[0], second[0]) >= needed


def _tick(value: float, text: str, axis: Axis, palette: Palette) -> dict[str, Any]:
    """A tick's words under the drawing; at either end they lean inwards, so that none is cut off."""
    half = len(text) * CHARACTER / 2
    anchor, shift = "center", 0
    if axis.scale.pixels(axis.scale.low, value) < half:
        anchor, shift = "left", -1
    elif axis.scale.pixels(value, axis.scale.high) < half:
        anchor, shift = "right", 1
    return {
        **labels.below([html.escape(text, quote=False)], 6, palette),
        "xref": "x",
        "x": value,
        "xshift": shift,
        "xanchor": anchor,
    }


def _picture_words(setting: Setting, below: float) -> tuple[float, float, Piece]:
    """Title and source around the drawing: the room above, the new room below, and the words."""
    title = labels.wrapped(setting.title, PICTURE_CHARACTERS - 10)
    subtitle = labels.wrapped(setting.subtitle, PICTURE_CHARACTERS)
    source = labels.wrapped(setting.source, PICTURE_CHARACTERS)
    above = len(title) * TITLE_LINE + len(subtitle) * labels.LINE + 20
    annotations = (
        labels.title(title, above, setting.palette),
        labels.above(subtitle, above - len(title) * TITLE_LINE - 4, setting.palette),
        labels.below(source, below + 8, setting.palette),
    )
    return above, below + len(source) * labels.LINE + 12, Piece(annotations=annotations)


def guides(at: Iterable[float], origin: float | None, y: float, palette: Palette) -> Piece:
    """Short upright lines behind one row, at the ticks and, stronger, where its bar starts; none crosses the words."""
    reach = {"type": "line", "y0": y - BAR / 2 - 5, "y1": y + BAR / 2 + 5, "layer": "below"}
    lines = [
        {**reach, "x0": x, "x1": x, "line": {"color": palette.rule, "width": 1}} for x in at if x != origin
    ]
    if origin is not None:
        lines.append({**reach, "x0": origin, "x1": origin, "line": {"color": palette.muted, "width": 1.5}})
    return Piece(shapes=tuple(lines))

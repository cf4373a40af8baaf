"""Draw the same count at separate times: points stand on their dates, and nothing joins them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import plotly.graph_objects as go

from dashboard.charts import labels, wording
from dashboard.charts.marks import Piece
from dashboard.charts.scale import Scale
from dashboard.charts.setting import NARROW, Setting
from dashboard.charts.sheet import Axis, finish
from dashboard.figure import Figure
from dashboard.palette import Palette
from dashboard.words import say

HEIGHT = 190.0
COMPACT_HEIGHT = 128.0
TOP = 38.0
LABEL_PIXELS = 130.0


def suits(rows: Sequence[Figure]) -> bool:
    """Two or three numbers of one source and one base, each for a year of its own, far enough apart to label."""
    if not 2 <= len(rows) <= 3 or any(row.derived or row.status == "superseded" for row in rows):
        return False
    # A stem has no room to say that its own time or place was read from the context.
    if any(wording.read_marks(row, rows) for row in rows):
        return False
    if len({row.base for row in rows}) > 1 or len({wording.source_name(row) for row in rows}) > 1:
        return False
    if any(row.qualifier not in ("exact", "approximately") or not _one_year(row) for row in rows):
        return False
    years = sorted(_year(row) for row in rows)
    span = years[-1] - years[0]
    return span > 0 and all((b - a) / span * NARROW >= LABEL_PIXELS for a, b in pairwise(years))


def draw(rows: Sequence[Figure], setting: Setting) -> go.Figure:
    """A stem from zero for each number, on an axis of years, with the reason why no line joins them."""
    rows = sorted(rows, key=_year)
    years = [_year(row) for row in rows]
    scale = Scale(min(years), max(years), min(years), setting.width)
    height = COMPACT_HEIGHT if setting.compact else HEIGHT
    baseline = height - 2
    tallest = max(n for row in rows for n in row.numbers)
    piece = _line(scale, baseline, setting.palette)
    for position, row in enumerate(rows):
        top = baseline - (baseline - TOP) * max(row.numbers) / tallest
        piece += _stem(row, top, baseline, setting.palette) + _label(row, top, position, len(rows), setting)
    ticks = tuple((float(year), str(year)) for year in years)
    return finish(piece, Axis(scale, ticks, overhang=9), height, setting, note=say("mark.not_joined"))


def _one_year(row: Figure) -> bool:
    start, end = row.period_start, row.period_end
    return isinstance(start, date) and isinstance(end, date) and start.year == end.year


def _year(row: Figure) -> int:
    return row.period_start.year if row.period_start else 0


def _line(scale: Scale, y: float, palette: Palette) -> Piece:
    line = {"color": palette.muted, "width": 1}
    return Piece(
        shapes=({"type": "line", "x0": scale.low, "x1": scale.high, "y0": y, "y1": y, "line": line},)
    )


def _stem(row: Figure, top: float, baseline: float, palette: Palette) -> Piece:
    """Solid where the number is exact; broken, with an open head, where it is about right."""
    about = row.qualifier == "approximately"
    year = _year(row)
    marker = {
        "size": 13,
        "color": palette.page if about else palette.stated,
        "line": {"color": palette.stated, "width": 2.5},
    }
    head = go.Scatter(
        x=[year],
        y=[top],
        mode="markers",
        marker=marker,
        cliponaxis=False,
        customdata=[row.figure_id],
        hoverinfo="skip",
    )
    line = {"color": palette.stated, "width": 3, "dash": "3px,3px" if about else "solid"}
    return Piece(
        (head,), ({"type": "line", "x0": year, "x1": year, "y0": baseline, "y1": top + 6, "line": line},)
    )


def _label(row: Figure, top: float, position: int, count: int, setting: Setting) -> Piece:
    """Words above the head, leaning inwards at either end so that none is cut off."""
    anchor = "left" if position == 0 else "right" if position == count - 1 else "center"
    placed = {"xref": "x", "x": _year(row), "xanchor": anchor, "yanchor": "bottom", "y": top - 12}
    return Piece(annotations=({**labels.number_label(row, 0, setting), **placed},))

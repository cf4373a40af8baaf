"""Draw the time between two happenings as a length, from one to the next."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import marks, wording
from dashboard.charts.marks import Piece, Stroke
from dashboard.charts.scale import Scale, fit
from dashboard.charts.setting import Setting
from dashboard.charts.sheet import Axis, finish
from dashboard.charts.stack import stack
from dashboard.figure import Figure, records
from dashboard.template import SMALL_SIZE
from dashboard.words import say


def draw(figures: pd.DataFrame, setting: Setting) -> go.Figure:
    """Intervals of one measure and place: two happenings with the stated time between them."""
    rows = records(figures)
    scale = fit(0.0, (n for f in rows for n in f.numbers), (marks.room(f, 0.0) for f in rows), setting.width)
    piece, height = stack(wording.rows(rows, setting.palette), setting, lambda f, s: _between(f, s, scale))
    return finish(piece, Axis(scale, overhang=9), height + 16, setting)


def _between(figure: Figure, stroke: Stroke, scale: Scale) -> Piece:
    end = marks.bound(figure)
    dots = go.Scatter(
        x=[0.0, end], y=[stroke.y, stroke.y], mode="markers", cliponaxis=False, hoverinfo="skip",
        marker=_dot(stroke), customdata=[figure.figure_id] * 2,
    )  # fmt: skip
    thin = {
        "type": "line",
        "x0": 0.0,
        "x1": end,
        "y0": stroke.y,
        "y1": stroke.y,
        "line": {"color": stroke.colour, "width": 2},
    }
    words = (_under(say("mark.one"), 0.0, "left", stroke), _under(say("mark.the_next"), end, "right", stroke))
    arrow = (
        marks.draw(figure, stroke, scale)
        if marks.open_side(figure) or figure.qualifier == "range"
        else Piece()
    )
    return Piece((dots,), (thin,), words) + arrow


def _dot(stroke: Stroke) -> dict[str, object]:
    """Full, or hollow where the number was worked out."""
    fill = stroke.palette.page if stroke.hollow else stroke.colour
    return {"size": 16, "color": fill, "line": {"color": stroke.colour, "width": 2}}


def _under(text: str, x: float, anchor: str, stroke: Stroke) -> dict[str, object]:
    return {
        "text": text, "x": x, "y": stroke.y + 12, "xanchor": anchor, "yanchor": "top", "showarrow": False,
        "font": {"size": SMALL_SIZE, "color": stroke.palette.muted},
    }  # fmt: skip

"""Draw a small exact count as that many marks, ten to a group."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts import labels, wording
from dashboard.charts.marks import Piece
from dashboard.charts.scale import Scale
from dashboard.charts.sheet import Axis, Setting, finish
from dashboard.figure import Figure
from etl.statement import DURATIONS

MOST = 100
IN_A_ROW = 20
GROUP = 10
ROW_HEIGHT = 22.0
# Between two groups of ten stands room for half a mark, so that tens can be read at a glance.
PAUSE = 0.6


def suits(rows: list[Figure]) -> bool:
    """One exact whole number of things that can be told apart, small enough to count."""
    (row,) = rows if len(rows) == 1 else (None,)
    if row is None or row.value is None or row.qualifier != "exact" or row.kind != "count":
        return False
    return row.unit not in DURATIONS and row.value == int(row.value) and 2 <= row.value <= MOST


def draw(row: Figure, setting: Setting) -> go.Figure:
    """As many marks as the figure states; a figure that was worked out has hollow ones."""
    count = int(row.value or 0)
    top = labels.NUMBER_LINE + ROW_HEIGHT / 2 + 6
    places = [divmod(mark, IN_A_ROW) for mark in range(count)]
    colour = setting.palette.page if row.derived else setting.palette.stated
    marks = go.Scatter(
        x=[column + PAUSE * (column // GROUP) for _, column in places],
        y=[top + ROW_HEIGHT * line for line, _ in places],
        mode="markers",
        marker={
            "size": 12,
            "symbol": "square",
            "color": colour,
            "line": {"color": setting.palette.stated, "width": 1.5},
        },
        customdata=[row.figure_id] * count,
        hoverinfo="skip",
        cliponaxis=False,
    )
    number = labels.number_label(row.number, 2, setting.palette.ink)
    words = wording.rows([row], setting.palette)[0].words
    height = top + ROW_HEIGHT * places[-1][0] + 12
    scale = Scale(0.0, IN_A_ROW - 1 + PAUSE, 0.0)
    return finish(
        Piece((marks,), (), (number,)), Axis(scale, overhang=7), height, setting, note=" ".join(words)
    )

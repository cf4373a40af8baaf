"""Draw a small count as that many marks, ten to a group; 'more than 30' goes on into an open arrow."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts import labels, marks, wording
from dashboard.charts.marks import Piece, Stroke
from dashboard.charts.scale import Scale
from dashboard.charts.setting import NARROW, Setting
from dashboard.charts.sheet import Axis, finish
from dashboard.figure import Figure
from etl.statement import DURATIONS

MOST = 100
IN_A_ROW = 20
GROUP = 10
ROW_HEIGHT = 22.0
SIZE = 12
# Between two groups of ten stands room for half a mark, so that tens can be read at a glance.
PAUSE = 0.6
COUNTED = ("exact", "at_least", "more_than")


def suits(rows: list[Figure]) -> bool:
    """One whole number of things that can be told apart, small enough to count, known at least that far.

    What a rule sets, such as a sentence, is no count of things that happened.
    """
    (row,) = rows if len(rows) == 1 else (None,)
    if (
        row is None
        or row.value is None
        or row.qualifier not in COUNTED
        or row.kind != "count"
        or row.in_force
    ):
        return False
    return row.unit not in DURATIONS and row.value == int(row.value) and 2 <= row.value <= MOST


def draw(row: Figure, setting: Setting) -> go.Figure:
    """As many marks as the figure states; a figure that was worked out has hollow ones."""
    count = int(row.value or 0)
    # On a wide page the marks stay together, so that they are still seen as one count.
    scale = Scale(0.0, _across(IN_A_ROW - 1) * setting.width / NARROW, 0.0, setting.width)
    top = labels.NUMBER_LINE + ROW_HEIGHT / 2 + 6
    places = [divmod(mark, IN_A_ROW) for mark in range(count)]
    squares = go.Scatter(
        x=[_across(column) for _, column in places],
        y=[top + ROW_HEIGHT * line for line, _ in places],
        mode="markers",
        marker=_look(row, setting),
        customdata=[row.figure_id] * count,
        hoverinfo="skip",
        cliponaxis=False,
    )
    piece = Piece((squares,), (), (labels.number_label(row, 2, setting),))
    line, column = places[-1]
    if marks.open_side(row):
        at, line = _arrow_place(row, line, column, scale)
        stroke = Stroke(top + ROW_HEIGHT * line, setting.palette.stated, setting.palette, row.derived)
        piece += marks.arrow_from(at, row, stroke)
    words = wording.rows([row], setting.palette)[0].words
    height = top + ROW_HEIGHT * line + 12
    return finish(piece, Axis(scale, overhang=7), height, setting, note=" · ".join(words))


def _arrow_place(row: Figure, line: int, column: int, scale: Scale) -> tuple[float, int]:
    """Beside the last mark, or at the start of the next line where the arrow and its word find no room there."""
    at = _across(column) + 1.0
    if scale.pixels(at, scale.high) < marks.ARROW + marks.GAP + len(marks.open_word(row)) * marks.CHARACTER:
        return 0.0, line + 1
    return at, line


def _across(column: int) -> float:
    return column + PAUSE * (column // GROUP)


def _look(row: Figure, setting: Setting) -> dict[str, object]:
    fill = setting.palette.page if row.derived else setting.palette.stated
    line = {"color": setting.palette.stated, "width": 1.5}
    return {"size": SIZE, "symbol": "square", "color": fill, "line": line}

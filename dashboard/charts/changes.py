"""Draw changes from zero: a rise to the right, a fall to the left."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import marks, wording
from dashboard.charts.marks import Piece, Stroke
from dashboard.charts.scale import fit, round_ticks
from dashboard.charts.setting import Setting
from dashboard.charts.sheet import Axis, finish, guides
from dashboard.charts.stack import stack
from dashboard.figure import Figure, records
from etl.statement import plain


def draw(figures: pd.DataFrame, setting: Setting) -> go.Figure:
    """Changes of one measure and place, in their one unit, with their sign."""
    rows = records(figures)
    scale = fit(0.0, (n for f in rows for n in f.numbers), (marks.room(f, 0.0) for f in rows), setting.width)
    ticks = _ticks(rows)

    def paint(figure: Figure, stroke: Stroke) -> Piece:
        return guides((at for at, _ in ticks), 0.0, stroke.y, setting.palette) + marks.draw(
            figure, stroke, scale
        )

    piece, height = stack(wording.rows(rows, setting.palette), setting, paint)
    return finish(piece, Axis(scale, ticks), height, setting)


def _ticks(rows: Sequence[Figure]) -> tuple[tuple[float, str], ...]:
    numbers = [n for f in rows for n in f.numbers]
    suffix = "%" if rows[0].unit == "percent" else ""
    return tuple(
        (tick, _signed(tick, suffix)) for tick in round_ticks(min(0.0, *numbers), max(0.0, *numbers))
    )


def _signed(tick: float, suffix: str) -> str:
    sign = "+" if tick > 0 else "−" if tick < 0 else ""
    return f"{sign}{plain(abs(tick))}{suffix}"

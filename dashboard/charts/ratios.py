"""Draw ratios from parity: what stands to the right of the line is above the same, what stands to the left is below."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import marks, wording
from dashboard.charts.marks import Piece, Stroke
from dashboard.charts.scale import fit, round_ticks
from dashboard.charts.setting import Setting
from dashboard.charts.sheet import Axis, finish, guides
from dashboard.charts.stack import stack
from dashboard.figure import Figure, records
from dashboard.words import say
from etl.statement import plain

PARITY = 1.0
SHORT = 12.0


def draw(figures: pd.DataFrame, setting: Setting) -> go.Figure:
    """Ratios of one measure, place and pair of groups, each a length from parity."""
    rows = records(figures)
    numbers = [n for f in rows for n in f.numbers]
    # What lies below parity is seen as a part of it only where the axis begins at nothing.
    held = [0.0, *numbers] if min(numbers) < PARITY else numbers
    scale = fit(PARITY, held, (marks.room(f, PARITY) for f in rows), setting.width)
    ticks = _ticks(held)
    axis = Axis(scale, tuple((tick, _tick_text(tick, rows[0])) for tick in ticks))

    def paint(figure: Figure, stroke: Stroke) -> Piece:
        return guides(ticks, PARITY, stroke.y, setting.palette) + marks.draw(figure, stroke, scale)

    piece, height = stack(wording.rows(rows, setting.palette), setting, paint)
    return finish(piece, axis, height, setting, note=_parity(rows[0]))


def _ticks(numbers: list[float]) -> list[float]:
    """Parity, and round numbers: a short axis counts from parity in equal steps, a long one reads 1, 10, 20 and not 1, 11, 21."""
    low, high = min([PARITY, *numbers]), max([PARITY, *numbers])
    if high <= SHORT:
        return [tick for tick in round_ticks(low, high, PARITY) if tick >= 0]
    return sorted(
        {PARITY, *(tick for tick in round_ticks(0.0, high) if low <= tick and abs(tick - PARITY) * 12 > high)}
    )


def _tick_text(tick: float, figure: Figure) -> str:
    return say("mark.to_one" if figure.unit == "ratio_to_one" else "mark.times", number=plain(tick))


def _parity(figure: Figure) -> str:
    if figure.unit == "ratio_to_one":
        return say("mark.parity_law")
    return (
        say("mark.parity", group=figure.comparison_name)
        if figure.comparison_name
        else say("mark.parity_plain")
    )

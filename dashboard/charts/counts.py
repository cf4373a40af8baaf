"""Draw counts and sums of money from zero: rivals on one axis, another period apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import marks, over_time, tally, wording
from dashboard.charts.marks import Piece, Stroke
from dashboard.charts.scale import fit, round_ticks
from dashboard.charts.setting import Setting
from dashboard.charts.sheet import Axis, finish, guides
from dashboard.charts.stack import Row, stack
from dashboard.figure import Figure, records
from dashboard.words import say_number
from etl.statement import plain

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


def draw(figures: pd.DataFrame, setting: Setting) -> go.Figure:
    """Figures of one measure and place, in their one unit; never joined, never added up."""
    rows = records(figures)
    if over_time.suits(rows):
        return over_time.draw(rows, setting)
    if tally.suits(rows):
        return tally.draw(rows[0], setting)
    return _bars(rows, setting)


def _bars(rows: Sequence[Figure], setting: Setting) -> go.Figure:
    scale = fit(0.0, (n for f in rows for n in f.numbers), (marks.room(f, 0.0) for f in rows), setting.width)
    ticks = _ticks(rows)

    def paint(figure: Figure, stroke: Stroke) -> Piece:
        return guides((at for at, _ in ticks), 0.0, stroke.y, setting.palette) + marks.draw(
            figure, stroke, scale
        )

    piece, height = stack(_apart(wording.rows(rows, setting.palette)), setting, paint)
    return finish(piece, Axis(scale, ticks), height, setting)


def _apart(rows: Sequence[Row]) -> list[Row]:
    """Rows whose period has nothing in common with the first row's go last, under words that say so."""
    if not rows:
        return []
    first = rows[0].figure
    together = [row for row in rows if not separate(first, row.figure)]
    apart = [row for row in rows if separate(first, row.figure)]
    told = apart_words(first, [row.figure for row in apart])
    return together + [replace(row, apart="" if i else told) for i, row in enumerate(apart)]


def apart_words(first: Figure, apart: Sequence[Figure]) -> str:
    """Why these stand apart from the first: their periods are later, earlier or, where neither is true of all, other ones."""
    sides = {_side(first, figure) for figure in apart}
    side = sides.pop() if len(sides) == 1 else "other"
    return say_number(f"mark.apart_{side}", len({figure.period for figure in apart}))


def _side(first: Figure, other: Figure) -> str:
    """Later or earlier where no day is shared; a period that is inside an open one is only another."""
    if first.period_end and other.period_start and first.period_end < other.period_start:
        return "later"
    if first.period_start and other.period_end and other.period_end < first.period_start:
        return "earlier"
    return "other"


def separate(first: Figure, other: Figure) -> bool:
    """Both say when, and the two periods share no day."""
    if first.when is None or other.when is None:
        return False
    if _side(first, other) != "other":
        return True
    # An open end is open from a start: a later stretch with both ends of its own is a count of its own.
    return bool(
        first.period_end is None
        and other.period_end
        and other.period_start
        and first.period_start
        and other.period_start > first.period_start
    )


def _ticks(rows: Sequence[Figure]) -> tuple[tuple[float, str], ...]:
    sign = SIGNS.get(rows[0].unit, "")
    last = max(n for f in rows for n in f.numbers)
    return tuple((tick, f"{sign}{plain(tick)}") for tick in round_ticks(0.0, last))

"""Draw shares as parts of a hundred, each in a hundred of its own, with its base in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import labels, marks, wording
from dashboard.charts.marks import BAR, Piece, Stroke
from dashboard.charts.scale import Scale
from dashboard.charts.setting import Setting
from dashboard.charts.sheet import Axis, finish
from dashboard.charts.stack import Row, stack
from dashboard.figure import Figure, records, sentence_case
from dashboard.palette import Palette, translucent
from dashboard.words import say

WHOLE = 100.0
TICKS = ((0.0, "0%"), (50.0, "50%"), (100.0, "100%"))


def draw(figures: pd.DataFrame, setting: Setting) -> go.Figure:
    """Shares of one measure and place; groups that make up one whole follow one another, and the rest is shown."""
    rows = records(figures)
    if one_whole(rows):
        return _make_up(rows, setting)
    scale = _scale(rows, setting.width)
    piece, height = stack(wording.rows(rows, setting.palette), setting, lambda f, s: _share(f, s, scale))
    return finish(piece, Axis(scale, TICKS), height, setting)


def one_whole(rows: Sequence[Figure]) -> bool:
    """Parts of one whole: the measure says so, the base is one, and each part is a plain number."""
    return (
        len(rows) > 1
        and all(row.composition == "yes" and row.group for row in rows)
        and all(row.value is not None and row.qualifier in ("exact", "approximately") for row in rows)
        and len({row.base for row in rows}) == 1
        and len({row.document for row in rows if not row.derived}) == 1
        and sum(row.value or 0.0 for row in rows) <= WHOLE
    )


def _scale(rows: Sequence[Figure], width: float) -> Scale:
    """The hundred, and beyond its end the room for a word that says the number may be more."""
    words = [
        len(marks.open_word(row)) * marks.CHARACTER + marks.GAP for row in rows if marks.open_side(row) > 0
    ]
    words += [
        marks.room(row, 0.0).right + (row.upper or 0) / WHOLE * width - width
        for row in rows
        if _word_right(row)
    ]
    return Scale(0.0, WHOLE / (1 - max([*words, 0.0]) / width), 0.0, width)


def _word_right(row: Figure) -> bool:
    return marks.open_side(row) < 0


def _share(figure: Figure, stroke: Stroke, scale: Scale) -> Piece:
    piece = _hundred(stroke) + marks.draw(figure, stroke, scale, limit=WHOLE)
    if marks.open_side(figure) <= 0:
        return piece
    # The arrow ends where the hundred does, and its word stands outside.
    *others, word = piece.annotations
    return replace(piece, annotations=(*others, {**word, "x": WHOLE, "xshift": marks.GAP}))


def _hundred(stroke: Stroke) -> Piece:
    """The whole: a tray of a hundred parts, marked at every ten."""
    edges = {"y0": stroke.y - BAR / 2, "y1": stroke.y + BAR / 2, "layer": "below"}
    tray = {
        **edges,
        "type": "rect",
        "x0": 0,
        "x1": WHOLE,
        "fillcolor": stroke.palette.panel,
        "line": {"color": stroke.palette.rule, "width": 1},
    }
    tens = [
        {**edges, "type": "line", "x0": ten, "x1": ten, "line": {"color": stroke.palette.rule, "width": 1}}
        for ten in range(10, 100, 10)
    ]
    return Piece(shapes=(tray, *tens))


def _make_up(rows: Sequence[Figure], setting: Setting) -> go.Figure:
    """Each part starts where the one before it ended; what the document does not describe stays visible as the rest."""
    rows = sorted(rows, key=lambda row: (row.derived, row.group_position or 0.0))
    starts = {row.figure_id: sum(r.value or 0.0 for r in rows[:i]) for i, row in enumerate(rows)}
    named = [_part_row(row, rows, setting.palette) for row in rows]
    piece, height = stack(named, setting, lambda f, s: _part(f, s, starts[f.figure_id]))
    end = sum(row.value or 0.0 for row in rows)
    if end < WHOLE:
        piece, height = piece + _rest(end, height, setting), height + labels.LINE + BAR + 24
    note = say("mark.one_whole", base=rows[0].base or "")
    return finish(piece, Axis(Scale(0.0, WHOLE, 0.0, setting.width), TICKS), height, setting, note=note)


def _part_row(row: Figure, rows: Sequence[Figure], palette: Palette) -> Row:
    """The group's name; a part that was worked out here says so, and is the rest."""
    words = part_words(row, rows)
    return Row(row, tuple(words), palette.reference if row.derived else palette.stated)


def part_words(row: Figure, rows: Sequence[Figure]) -> list[str]:
    """The words of one part; also for a file."""
    words = [sentence_case(row.group_name or "")] + ([say("mark.derived")] if row.derived else [])
    return words + wording.read_marks(row, rows)


def _part(figure: Figure, stroke: Stroke, start: float) -> Piece:
    end = start + (figure.value or 0.0)
    if figure.derived:
        return _hundred(stroke) + _undescribed(stroke, start, end)
    pattern = marks.hatching(stroke) if figure.qualifier == "approximately" else {}
    bar = go.Bar(
        x=[figure.value], base=[start], y=[stroke.y], width=[BAR], orientation="h", hoverinfo="skip",
        marker={"color": stroke.colour, "line": {"width": 0}, **pattern}, customdata=[figure.figure_id],
    )  # fmt: skip
    return _hundred(stroke) + Piece((bar,))


def _rest(start: float, y: float, setting: Setting) -> Piece:
    """The rest, where the release does not work it out."""
    stroke = Stroke(y + labels.LINE + 8 + BAR / 2, setting.palette.reference, setting.palette)
    label = labels.description(labels.wrapped(say("mark.rest"), setting.characters), y + 2, setting.palette)
    return _hundred(stroke) + _undescribed(stroke, start, WHOLE) + Piece(annotations=(label,))


def _undescribed(stroke: Stroke, start: float, end: float) -> Piece:
    """An empty stretch with a broken outline: there, and not described."""
    line = {"color": stroke.colour, "width": 1.5, "dash": "3px,3px"}
    box = {"type": "rect", "x0": start, "x1": end, "y0": stroke.y - BAR / 2, "y1": stroke.y + BAR / 2}
    return Piece(shapes=({**box, "fillcolor": translucent(stroke.colour, 0.12), "line": line},))

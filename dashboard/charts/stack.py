"""Stack rows of one drawing: each a number, its words and its mark, in groups that are told apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.charts import labels
from dashboard.charts.marks import BAR, Piece, Stroke
from dashboard.figure import Figure
from dashboard.palette import Palette

ROW_GAP = 20.0
Painter = Callable[[Figure, Stroke], Piece]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure to draw, with the words under its number and its colour; ``apart`` heads the rows from here on."""

    figure: Figure
    words: tuple[str, ...]
    colour: str
    apart: str = ""


def stack(rows: Sequence[Row], palette: Palette, paint: Painter) -> tuple[Piece, float]:
    """All rows from the top down, and the height they take in pixels."""
    piece, y = Piece(), 2.0
    for row in rows:
        if row.apart:
            piece, y = piece + _divider(row.apart, y, palette), y + 10
            y += len(labels.wrapped(row.apart)) * labels.LINE + 6
        piece += Piece(annotations=(labels.number_label(row.figure.number, y, palette.ink),))
        y += labels.NUMBER_LINE
        lines = [line for text in row.words for line in labels.wrapped(text)]
        if lines:
            piece += Piece(annotations=(labels.description(lines, y, palette),))
            y += len(lines) * labels.LINE + 4
        stroke = Stroke(y + 6 + BAR / 2, row.colour, palette, hollow=row.figure.derived)
        piece += paint(row.figure, stroke)
        y += BAR + 6 + ROW_GAP
    return piece, y - ROW_GAP / 2


def _divider(text: str, y: float, palette: Palette) -> Piece:
    line = {"color": palette.rule, "width": 1}
    shape = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line}
    return Piece(shapes=(shape,), annotations=(labels.heading(labels.wrapped(text), y + 8, palette),))

"""Stack rows of one drawing: each a number, its words and its mark, in groups that are told apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts import labels
from dashboard.charts.marks import BAR, Piece, Stroke
from dashboard.charts.setting import Setting
from dashboard.figure import Figure

ROW_GAP = 20.0
COMPACT_GAP = 12.0
STAGE_GAP = 7.0
Painter = Callable[[Figure, Stroke], Piece]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure to draw, with the words under its number and its colour; ``apart`` heads the rows from here on."""

    figure: Figure
    words: tuple[str, ...]
    colour: str
    apart: str = ""


def stack(rows: Sequence[Row], setting: Setting, paint: Painter) -> tuple[Piece, float]:
    """All rows from the top down, and the height they take in pixels."""
    palette, gap = setting.palette, _gap(setting)
    piece, y = Piece(), 2.0
    for row in rows:
        if row.apart:
            heading = labels.wrapped(row.apart, setting.characters)
            piece, y = piece + _divider(heading, y, setting), y + 10
            y += len(heading) * labels.LINE + 6
        told, lines = _told(row, y, setting)
        piece += Piece(annotations=(told,))
        y += labels.NUMBER_LINE
        if lines:
            piece += Piece(annotations=(labels.description(lines, y, palette),))
            y += len(lines) * labels.LINE + 4
        stroke = Stroke(y + 6 + BAR / 2, row.colour, palette, hollow=row.figure.derived)
        piece += paint(row.figure, stroke)
        y += BAR + 6 + gap
    return piece, y - gap / 2


def _gap(setting: Setting) -> float:
    if setting.stage:
        return STAGE_GAP
    return COMPACT_GAP if setting.compact else ROW_GAP


def _told(row: Row, y: float, setting: Setting) -> tuple[dict[str, Any], list[str]]:
    """The number at its mark, and the lines under it; on a slide it shares its line with all of them or the first, where they fit."""
    for most in (len(row.words), 1) if setting.stage else ():
        if joined := labels.number_and_words(row.figure, " · ".join(row.words[:most]), y, setting):
            return joined, _lines(row.words[most:], setting)
    return labels.number_label(row.figure, y, setting), _lines(row.words, setting)


def _lines(words: Sequence[str], setting: Setting) -> list[str]:
    """One thing a line; in a card they follow one another."""
    told = [" · ".join(words)] if setting.compact else words
    return [line for text in told for line in labels.wrapped(text, setting.characters)]


def _divider(heading: list[str], y: float, setting: Setting) -> Piece:
    line = {"color": setting.palette.rule, "width": 1}
    shape = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line}
    return Piece(shapes=(shape,), annotations=(labels.heading(heading, y + 8, setting.palette),))

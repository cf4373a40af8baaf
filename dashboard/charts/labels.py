"""Wrap and place the words of a drawing: above their mark, flush left, so that they fit on any width."""

from __future__ import annotations

import html
import textwrap
from typing import Any

from dashboard.addresses import of_figure
from dashboard.charts.setting import PIXELS_A_CHARACTER, Setting
from dashboard.figure import Figure
from dashboard.palette import Palette
from dashboard.template import SERIF, SMALL_SIZE

LINE = 17.0
NUMBER_LINE = 21.0
# Of a number in bold, and between it and its words where they share a line.
NUMBER_CHARACTER = 8.6
BETWEEN = 10.0


def wrapped(text: str, characters: int) -> list[str]:
    """Lines of so many characters, safe for Plotly, which reads a little HTML."""
    return [html.escape(line, quote=False) for line in textwrap.wrap(text, characters)]


def number_label(figure: Figure, y: float, setting: Setting) -> dict[str, Any]:
    """The number printed at its mark; on a page it leads to the figure's own page, if the figure has one."""
    number = f"<b>{html.escape(figure.number, quote=False)}</b>"
    if figure.published and not (setting.for_picture or setting.stage):
        address, colour = html.escape(of_figure(figure.figure_id)), setting.palette.stated
        style = f"color:{colour};text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px"
        number = f'<a href="{address}" target="_self" style="{style}">{number}</a>'
    return _text(number, y, 15, setting.palette.ink)


def number_and_words(figure: Figure, words: str, y: float, setting: Setting) -> dict[str, Any] | None:
    """Both on one line, as on a slide; None where they do not fit, or there are no words."""
    if (
        not words
        or len(figure.number) * NUMBER_CHARACTER + len(words) * PIXELS_A_CHARACTER + BETWEEN > setting.width
    ):
        return None
    number, told = (html.escape(text, quote=False) for text in (figure.number, words))
    small = f'<span style="color:{setting.palette.muted};font-size:{SMALL_SIZE}px">{told}</span>'
    return _text(f"<b>{number}</b>\u2002{small}", y, 15, setting.palette.ink)


def description(lines: list[str], y: float, palette: Palette) -> dict[str, Any]:
    """Who says so and what it includes, under the number."""
    return _text("<br>".join(lines), y, SMALL_SIZE, palette.muted)


def heading(lines: list[str], y: float, palette: Palette) -> dict[str, Any]:
    """Words that set the rows below them apart."""
    return _text("<br>".join(lines), y, SMALL_SIZE, palette.ink)


def above(lines: list[str], pixels: float, palette: Palette) -> dict[str, Any]:
    """Words above the drawing, their top so many pixels over its upper edge."""
    return {**_text("<br>".join(lines), 1, SMALL_SIZE, palette.muted), "yref": "paper", "yshift": pixels}


def below(lines: list[str], pixels: float, palette: Palette) -> dict[str, Any]:
    """Words below the drawing, their top so many pixels under its lower edge."""
    return {**_text("<br>".join(lines), 0, SMALL_SIZE, palette.muted), "yref": "paper", "yshift": -pixels}


def title(lines: list[str], pixels: float, palette: Palette) -> dict[str, Any]:
    """The statement at the top of a saved picture."""
    return {**above(lines, pixels, palette), "font": {"size": 20, "color": palette.ink, "family": SERIF}}


def _text(text: str, y: float, size: int, colour: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yref": "y",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"size": size, "color": colour},
    }

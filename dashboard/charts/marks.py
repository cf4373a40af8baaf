"""Draw one number as its words state it: solid to a known bound, open where the words leave it open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.scale import Room, Scale
from dashboard.figure import Figure
from dashboard.palette import Palette, translucent
from dashboard.template import SMALL_SIZE
from dashboard.words import say

BAR = 20.0
ARROW = 46.0
HEAD = 7.0
GAP = 7.0
CHARACTER = 7.2
STEPS = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """Parts of a drawing: Plotly traces, layout shapes and annotations."""

    traces: tuple[go.Bar | go.Scatter, ...] = ()
    shapes: tuple[dict[str, Any], ...] = ()
    annotations: tuple[dict[str, Any], ...] = ()

    def __add__(self, other: Piece) -> Piece:
        return Piece(
            self.traces + other.traces, self.shapes + other.shapes, self.annotations + other.annotations
        )


@dataclass(frozen=True, slots=True)
class Stroke:
    """How one row is drawn: its height on the page in pixels from the top, its colour, and the palette behind it."""

    y: float
    colour: str
    palette: Palette
    hollow: bool = False


def open_side(figure: Figure) -> int:
    """Where the words leave the number open: 1 towards larger numbers, -1 towards smaller ones, 0 where they do not."""
    if figure.lower is not None and figure.upper is None:
        return 1
    return -1 if figure.upper is not None and figure.lower is None else 0


def bound(figure: Figure) -> float:
    """The number that an open arrow starts from."""
    return next(number for number in (figure.lower, figure.upper, figure.value) if number is not None)


def open_word(figure: Figure) -> str:
    """The word at the arrow's end: 'or more', or 'more' where the words exclude the number; the other way round for a fall."""
    falls = figure.value is not None and figure.value < 0
    towards_more = (open_side(figure) > 0) != falls
    if towards_more:
        return say("mark.more" if figure.qualifier == "more_than" else "mark.or_more")
    measured = figure.unit in ("percent", "times", "USD", "EUR", "GBP")
    if figure.qualifier in ("almost", "less_than", "more_than"):
        return say("mark.less" if measured else "mark.fewer")
    return say("mark.or_less" if measured else "mark.or_fewer")


def room(figure: Figure, origin: float) -> Room:
    """The room that a figure's arrow and word need beside its bound; a word that does not fit inside goes outside."""
    side = open_side(figure)
    if not side:
        return Room(max(figure.numbers, default=origin))
    word = len(open_word(figure)) * CHARACTER + GAP
    away_from_origin = side * (bound(figure) - origin) >= 0
    if side > 0:
        return Room(bound(figure), right=ARROW + word) if away_from_origin else Room(bound(figure))
    return Room(bound(figure), left=ARROW + word) if away_from_origin else Room(bound(figure), right=word)


def draw(figure: Figure, stroke: Stroke, scale: Scale, limit: float | None = None) -> Piece:
    """One figure on its axis. ``limit`` is an end that the number cannot pass, such as 100 percent."""
    if figure.qualifier == "range":
        return _range(figure, stroke)
    if figure.qualifier == "approximately":
        return _about(figure, stroke, scale)
    side = open_side(figure)
    if not side:
        return _bar(figure, stroke, scale.origin, bound(figure)) + _edge(stroke, bound(figure))
    if side * (bound(figure) - scale.origin) >= 0:
        bar = _bar(figure, stroke, scale.origin, bound(figure))
        return bar + _arrow(figure, stroke, scale, limit, on_page=limit is None)
    return _arrow(figure, stroke, scale, scale.origin, on_page=limit is None)


def _bar(figure: Figure, stroke: Stroke, start: float, end: float) -> Piece:
    line = {"color": stroke.colour, "width": 1.5 if stroke.hollow else 0}
    marker = {"color": translucent(stroke.colour, 0.12) if stroke.hollow else stroke.colour, "line": line}
    return Piece((_trace(figure, stroke, start, end, marker),))


def _about(figure: Figure, stroke: Stroke, scale: Scale) -> Piece:
    """Hatched, with a broken edge: near this number, and not exactly there. Hollow where it was worked out."""
    if stroke.hollow:
        bar = _bar(figure, stroke, scale.origin, bound(figure))
    else:
        marker = {"color": stroke.colour, "line": {"width": 0}, **hatching(stroke)}
        bar = Piece((_trace(figure, stroke, scale.origin, bound(figure), marker),))
    return bar + _edge(stroke, bound(figure), dash="2px,3px")


def hatching(stroke: Stroke) -> dict[str, Any]:
    """The look of a number that is only about right."""
    shape = {
        "shape": "/",
        "fgcolor": stroke.colour,
        "bgcolor": stroke.palette.page,
        "size": 6,
        "solidity": 0.4,
    }
    return {"pattern": shape}


def _range(figure: Figure, stroke: Stroke) -> Piece:
    """Two ends and nothing between them singled out."""
    if figure.lower is None or figure.upper is None:
        raise ValueError(f"{figure.figure_id}: a range must have two ends")
    bar = _bar(figure, stroke, figure.lower, figure.upper)
    return bar + _edge(stroke, figure.lower, overhang=5) + _edge(stroke, figure.upper, overhang=5)


def _trace(figure: Figure, stroke: Stroke, start: float, end: float, marker: dict[str, Any]) -> go.Bar:
    return go.Bar(
        x=[end - start],
        base=[start],
        y=[stroke.y],
        width=[BAR],
        orientation="h",
        marker=marker,
        customdata=[figure.figure_id],
        hoverinfo="skip",
    )


def _edge(stroke: Stroke, at: float, dash: str = "solid", overhang: float = 3) -> Piece:
    """The upright line at a number that the words state."""
    reach = BAR / 2 + overhang
    line = {"color": stroke.colour, "width": 2.5, "dash": dash}
    return Piece(
        shapes=(
            {
                "type": "line",
                "x0": at,
                "x1": at,
                "y0": stroke.y - reach,
                "y1": stroke.y + reach,
                "line": line,
            },
        )
    )


def _arrow(figure: Figure, stroke: Stroke, scale: Scale, limit: float | None, *, on_page: bool) -> Piece:
    """From the bound towards the unknown side, fading out, ending in a word; ``on_page``: with nothing but lines behind."""
    at, side = bound(figure), open_side(figure)
    length = ARROW if limit is None else min(ARROW, max(scale.pixels(at, limit) - 3, 10))
    word_left = side < 0 and scale.pixels(scale.low, at) >= length + GAP + len(open_word(figure)) * CHARACTER
    outside = side < 0 and not word_left
    shift = GAP if outside else side * (length + GAP)
    return (
        Piece(shapes=tuple(_fade(stroke, at, side, length)))
        + _edge(stroke, at)
        + Piece(annotations=(_word(open_word(figure), stroke, at, shift, on_page=on_page),))
    )


def arrow_from(at: float, figure: Figure, stroke: Stroke) -> Piece:
    """An open arrow to the right that starts beside the last mark of a tally, ending in its word."""
    word = _word(open_word(figure), stroke, at, ARROW + GAP, on_page=False)
    return Piece(shapes=tuple(_fade(stroke, at, 1, ARROW)), annotations=(word,))


def _fade(stroke: Stroke, at: float, side: int, length: float) -> list[dict[str, Any]]:
    """Shapes measured in pixels from the bound: the drawing holds no number but the bound itself."""
    anchored = {"xsizemode": "pixel", "xanchor": at}
    step, strength = length / STEPS, 0.2 if stroke.hollow else 0.62
    bands = [
        {
            **anchored,
            "type": "rect",
            "x0": side * step * i,
            "x1": side * step * (i + 1),
            "y0": stroke.y - BAR / 2,
            "y1": stroke.y + BAR / 2,
            "line": {"width": 0},
            "fillcolor": translucent(stroke.colour, round(strength * (1 - i / STEPS) ** 1.4, 3)),
        }
        for i in range(STEPS)
    ]
    tip, back = side * length, side * (length - HEAD)
    head = {
        **anchored,
        "type": "path",
        "ysizemode": "pixel",
        "yanchor": stroke.y,
        "path": f"M {back:g} {-HEAD:g} L {tip:g} 0 L {back:g} {HEAD:g}",
        "line": {"color": stroke.colour, "width": 2},
    }
    return [*bands, head]


def _word(text: str, stroke: Stroke, at: float, shift: float, on_page: bool) -> dict[str, Any]:
    """The arrow's word; on the bare page it covers the thin lines behind it."""
    return {
        "bgcolor": stroke.palette.page if on_page else "rgba(0,0,0,0)",
        "text": text,
        "x": at,
        "y": stroke.y,
        "xshift": shift,
        "xanchor": "left" if shift > 0 else "right",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": SMALL_SIZE, "color": stroke.palette.ink},
    }

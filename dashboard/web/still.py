"""Draw one figure as a still picture of plain SVG, where its words have something to be drawn: an open end, two ends, a part.

A lone number is not drawn: it says all there is to see in it. Nothing is drawn where the words state no number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.marks import bound, open_side, open_word
from dashboard.figure import Figure, sentence_case
from dashboard.words import say

# Percent of the picture's width: how far from the left the largest number of an open scale stands, and the arrow's length.
REACH, ARROW = 70.0, 20.0
TOP, HEIGHT, AXIS = 22, 20, 50
WHOLE = 100.0
PARITY = 1.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Where numbers stand, in percent of the width: zero at the left edge."""

    top: float

    def at(self, number: float) -> float:
        """The place of a number."""
        return round(number / self.top * 100, 2)


def drawing(figure: Figure, beside: Sequence[Figure] = (), place: int = 0) -> str:
    """The picture as SVG with its alternative text; '' where the words say it all.

    ``beside`` are figures of the same unit and kind that the page draws on the same scale: in their company a lone number
    says more than its words. ``place`` tells the drawings of a page apart.
    """
    numbers = [number for one in (figure, *beside) for number in one.numbers]
    if not figure.numbers or min(numbers) < 0 or figure.kind in ("change", "rank", "event", "magnitude"):
        return ""
    if figure.unit == "percent":
        return _svg(figure, _part(figure, place), place) if max(numbers) <= WHOLE else ""
    if figure.kind == "ratio":
        return _svg(figure, _from_parity(figure, numbers, place), place)
    if beside or figure.qualifier == "range" or open_side(figure):
        return _svg(figure, _from_zero(figure, numbers, place), place)
    return ""


def _svg(figure: Figure, inside: str, place: int) -> str:
    told = say("web.drawing", number=sentence_case(figure.number))
    more, less, about = (_name(paint, place) for paint in ("to-more", "to-less", "about"))
    return (
        f'<svg class="drawing" role="img" aria-label="{escape(told)}" xmlns="http://www.w3.org/2000/svg">'
        f'<defs><linearGradient id="{more}"><stop offset="0" class="near"/><stop offset="1" class="far"/></linearGradient>'
        f'<linearGradient id="{less}"><stop offset="0" class="far"/><stop offset="1" class="near"/></linearGradient>'
        f'<pattern id="{about}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line class="stripe" x1="0" x2="0" y1="0" y2="6"/></pattern></defs>'
        f"{inside}</svg>"
    )


def _name(paint: str, place: int) -> str:
    """Each drawing of a page has paints of its own: they are in the colour of what they stand in."""
    return f"{paint}-{place}" if place else paint


def _part(figure: Figure, place: int) -> str:
    """A part of a hundred: both ends of the axis are numbers that the reader knows."""
    ends = _tick("0%", _tick_text(0, "start", "0")) + _tick("100%", _tick_text(100, "end", "100%"))
    return _axis() + ends + _mark(figure, Scale(WHOLE), 0.0, WHOLE, place)


def _from_zero(figure: Figure, numbers: Sequence[float], place: int) -> str:
    scale = Scale(max(numbers) / REACH * 100)
    return _axis() + _tick("0%", _tick_text(0, "start", "0")) + _mark(figure, scale, 0.0, None, place)


def _from_parity(figure: Figure, numbers: Sequence[float], place: int) -> str:
    """From once as much, the same for both; never from zero, which no ratio means."""
    scale = Scale(max(*numbers, PARITY) / REACH * 100)
    at = scale.at(PARITY)
    same = say("mark.to_one", number=1) if figure.unit == "ratio_to_one" else say("mark.times", number=1)
    parity = f'<line class="parity" x1="{at}%" x2="{at}%" y1="{TOP - 8}" y2="{AXIS}"/>'
    return (
        _axis()
        + parity
        + _tick_text(at, "start" if at < 8 else "middle", same)
        + _mark(figure, scale, PARITY, None, place)
    )


def _mark(figure: Figure, scale: Scale, origin: float, limit: float | None, place: int) -> str:
    """Solid to what is known, fading towards what is not, and no point where the words name none."""
    if figure.qualifier == "range" and figure.lower is not None and figure.upper is not None:
        ends = (scale.at(figure.lower), scale.at(figure.upper))
        return _bar(*ends) + "".join(_edge(end) for end in ends)
    at, start, side = scale.at(bound(figure)), scale.at(origin), open_side(figure)
    # What was worked out here is hollow, as on the dashboard.
    name = "bar hollow" if figure.derived else "bar"
    if figure.qualifier == "approximately":
        hatched = f"url(#{_name('about', place)})"
        about = _bar(start, at, name=name) if figure.derived else _bar(start, at, hatched)
        return about + _edge(at, " about")
    if not side:
        return _bar(start, at, name=name) + _edge(at)
    # An arrow towards the origin starts at the bound: nothing between the two is known to be there.
    solid = _bar(start, at, name=name) if (at - start) * side >= 0 else ""
    far = 100.0 if limit is None else scale.at(limit)
    tip = min(at + ARROW, far) if side > 0 else max(at - ARROW, 0.0)
    return solid + _arrow(at, tip, side, place) + _edge(at) + _open_word(figure, tip, side)


def _arrow(at: float, tip: float, side: int, place: int) -> str:
    fill, point = ("to-more", "M-7,-7 L0,0 L-7,7") if side > 0 else ("to-less", "M7,-7 L0,0 L7,7")
    head = (
        f'<svg x="{tip}%" y="{TOP + HEIGHT // 2}" overflow="visible"><path class="head" d="{point}"/></svg>'
    )
    return _bar(at, tip, f"url(#{_name(fill, place)})") + head


def _open_word(figure: Figure, tip: float, side: int) -> str:
    """Over the arrow's tip, so that it has room on any width."""
    anchor = "end" if side > 0 else "start"
    return f'<text x="{tip}%" y="{TOP - 8}" text-anchor="{anchor}">{escape(open_word(figure))}</text>'


def _bar(one: float, other: float, fill: str = "", name: str = "bar") -> str:
    start, end = sorted((one, other))
    paint = f'fill="{fill}"' if fill else f'class="{name}"'
    return f'<rect x="{start}%" width="{round(end - start, 2)}%" y="{TOP}" height="{HEIGHT}" {paint}/>'


def _edge(at: float, about: str = "") -> str:
    return f'<line class="edge{about}" x1="{at}%" x2="{at}%" y1="{TOP - 4}" y2="{TOP + HEIGHT + 4}"/>'


def _axis() -> str:
    return f'<line class="axis" x1="0" x2="100%" y1="{AXIS}" y2="{AXIS}"/>'


def _tick(at: str, label: str) -> str:
    return f'<line class="axis" x1="{at}" x2="{at}" y1="{AXIS - 4}" y2="{AXIS + 4}"/>{label}'


def _tick_text(at: float, anchor: str, text: str) -> str:
    return f'<text class="tick" x="{at}%" y="{AXIS + 20}" text-anchor="{anchor}">{escape(text)}</text>'

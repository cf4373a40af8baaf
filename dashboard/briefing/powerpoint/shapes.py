"""Native shapes of a slide as their XML: boxes, lines, outlines, words, groups. Lengths are in pixels of a slide 1280 by 720."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from xml.sax.saxutils import escape

PIXEL = 9525
POINT = 75
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
COLOUR = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")
# What XML 1.0 cannot hold: a release may hold it.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SERIF, SANS = "Georgia", "Arial"
# Pixels between words of two looks.
APART = 8.0
Point = tuple[float, float]
Align = Literal["l", "ctr", "r"]
Anchor = Literal["t", "ctr", "b"]


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Where what comes below it may begin."""
        return self.y + self.height

    def xml(self, tag: str = "a:xfrm", inside: str = "") -> str:
        """The place as the element that says it."""
        return f'<{tag}><a:off x="{_emu(self.x)}" y="{_emu(self.y)}"/><a:ext cx="{_emu(self.width)}" cy="{_emu(self.height)}"/>{inside}</{tag}>'


@dataclass(frozen=True, slots=True)
class Type:
    """How words look: pixels, colour as #rrggbb, and the rest. ``lead`` is the height of a line in pixels, 0 for the usual."""

    size: float
    colour: str
    bold: bool = False
    face: str = SANS
    align: Align = "l"
    anchor: Anchor = "t"
    lead: float = 0.0
    ground: str = ""
    wrap: bool = True


def colour(told: str) -> str:
    """A colour, #rrggbb or rgba(…), as a fill.

    >>> colour("#1f4e8c")
    '<a:solidFill><a:srgbClr val="1F4E8C"/></a:solidFill>'
    """
    return f"<a:solidFill>{_shade(told)}</a:solidFill>" if told else "<a:noFill/>"


def fading(told: str, towards_right: bool, strength: float) -> str:
    """A fill that is there at the known end and gone at the other."""
    near, far = _shade(told, strength), _shade(told, 0.0)
    first, last = (near, far) if towards_right else (far, near)
    return f'<a:gradFill rotWithShape="1"><a:gsLst><a:gs pos="0">{first}</a:gs><a:gs pos="100000">{last}</a:gs></a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill>'


def hatched(line: str, ground: str) -> str:
    """A fill that says: about."""
    return f'<a:pattFill prst="wdUpDiag"><a:fgClr>{_shade(line)}</a:fgClr><a:bgClr>{_shade(ground)}</a:bgClr></a:pattFill>'


def outline(told: str = "", width: float = 1.0, dash: str = "") -> str:
    """The line around or along a shape; ``dash`` is a name such as sysDash."""
    if not told or width <= 0:
        return "<a:ln><a:noFill/></a:ln>"
    broken = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{_emu(width)}">{colour(told)}{broken}<a:round/></a:ln>'


def box(at: Box, fill: str, line: str = "", *, name: str, shape: str = "rect") -> str:
    """A filled shape of a kind that PowerPoint has, such as rect or ellipse."""
    geometry = f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
    return _shape(name, f"{at.xml()}{geometry}{fill}{line or outline()}")


def stroke(start: Point, end: Point, line: str, *, name: str) -> str:
    """A straight line."""
    left, top = min(start[0], end[0]), min(start[1], end[1])
    at = Box(left, top, abs(end[0] - start[0]), abs(end[1] - start[1]))
    flip = ' flipV="1"' if (end[0] - start[0]) * (end[1] - start[1]) < 0 else ""
    frame = at.xml().replace("<a:xfrm>", f"<a:xfrm{flip}>")
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="0" name="{quoted(name)}"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
        f'<p:spPr>{frame}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line}</p:spPr></p:cxnSp>'
    )


def freeform(
    rings: Iterable[Sequence[Point]], fill: str, line: str, *, name: str, closed: bool = True, told: str = ""
) -> str:
    """An outline through points; several rings are one shape. '' where there is nothing to draw."""
    kept = [ring for ring in rings if len(ring) > 1]
    if not kept:
        return ""
    xs, ys = [x for ring in kept for x, _ in ring], [y for ring in kept for _, y in ring]
    at = Box(min(xs), min(ys), max(max(xs) - min(xs), 0.01), max(max(ys) - min(ys), 0.01))
    paths = "".join(_ring(ring, at, closed) for ring in kept)
    size = f'w="{_emu(at.width)}" h="{_emu(at.height)}"'
    inside = "" if closed else ' fill="none"'
    geometry = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path {size}{inside}>{paths}</a:path></a:pathLst></a:custGeom>'
    )
    return _shape(name, f"{at.xml()}{geometry}{fill}{line}", told)


def words(at: Box, paragraphs: Iterable[str], look: Type, *, name: str, link: str = "") -> str:
    """A text box. ``link`` is the name of a relationship that leads away: from the whole box, which keeps the look of its words."""
    return _text_box(at, look, text_body(paragraphs, look), name, link)


def flowing(at: Box, pieces: Sequence[tuple[Iterable[str], Type]], *, name: str) -> str:
    """A text box of several looks, each below the one before, however many lines that takes where the file is opened."""
    body = "".join(
        text_body(paragraphs, look, above=APART * bool(i)) for i, (paragraphs, look) in enumerate(pieces)
    )
    return _text_box(at, pieces[0][1], body, name)


def _text_box(at: Box, look: Type, body: str, name: str, link: str = "") -> str:
    wrap = "square" if look.wrap else "none"
    way = f'<a:hlinkClick r:id="{link}"/>' if link else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{quoted(name)}">{way}</p:cNvPr><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{at.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{colour(look.ground)}</p:spPr>'
        f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{look.anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{body}</p:txBody></p:sp>"
    )


def text_body(paragraphs: Iterable[str], look: Type, above: float = 0.0) -> str:
    """Paragraphs of one look, each with so many pixels above it."""
    lead = f'<a:lnSpc><a:spcPts val="{round(look.lead * POINT)}"/></a:lnSpc>' if look.lead else ""
    before = f'<a:pPr algn="{look.align}" marL="0" indent="0">{lead}<a:spcBef><a:spcPts val="{round(above * POINT)}"/></a:spcBef><a:buNone/></a:pPr>'
    return "".join(
        f"<a:p>{before}<a:r>{run_look(look)}<a:t>{told}</a:t></a:r></a:p>"
        if (told := written(paragraph))
        else f"<a:p>{before}</a:p>"
        for paragraph in paragraphs
    )


def run_look(look: Type, tag: str = "a:rPr") -> str:
    """The properties of a stretch of words."""
    bold = ' b="1"' if look.bold else ' b="0"'
    return (
        f'<{tag} lang="en-GB" sz="{round(look.size * POINT)}"{bold}>{colour(look.colour)}'
        f'<a:latin typeface="{look.face}"/><a:cs typeface="{look.face}"/></{tag}>'
    )


def group(inside: str, at: Box, *, name: str, told: str) -> str:
    """Shapes that belong together, with ``told`` for those who cannot see them."""
    child = (
        f'<a:chOff x="{_emu(at.x)}" y="{_emu(at.y)}"/><a:chExt cx="{_emu(at.width)}" cy="{_emu(at.height)}"/>'
    )
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="0" name="{quoted(name)}" descr="{quoted(told)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr>{at.xml(inside=child)}</p:grpSpPr>{inside}</p:grpSp>"
    )


def moved(look: Type, **changes: object) -> Type:
    """The look with some of it changed."""
    return replace(look, **changes)  # type: ignore[arg-type]


def written(text: str) -> str:
    """Text as XML can hold it."""
    return escape(UNWRITABLE.sub("", text))


def quoted(text: str) -> str:
    """Text as an attribute can hold it."""
    return escape(UNWRITABLE.sub("", text), {'"': "&quot;", "\n": " "})


def _shape(name: str, properties: str, told: str = "") -> str:
    descr = f' descr="{quoted(told)}"' if told else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{quoted(name)}"{descr}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{properties}</p:spPr></p:sp>"
    )


def _ring(ring: Sequence[Point], at: Box, closed: bool) -> str:
    points = [f'<a:pt x="{_emu(x - at.x)}" y="{_emu(y - at.y)}"/>' for x, y in ring]
    steps = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{steps}{'<a:close/>' if closed else ''}"


def _shade(told: str, opacity: float = 1.0) -> str:
    found = COLOUR.fullmatch(told)
    if found:
        red, green, blue = (int(part) for part in found.groups()[:3])
        told, opacity = f"#{red:02x}{green:02x}{blue:02x}", float(found[4]) * opacity
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    name = told.removeprefix("#").upper()
    return f'<a:srgbClr val="{name}">{alpha}</a:srgbClr>' if alpha else f'<a:srgbClr val="{name}"/>'


def _emu(pixels: float) -> int:
    return round(pixels * PIXEL)

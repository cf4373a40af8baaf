"""The empty presentation: sixteen to nine, our colours and letters in its theme, one layout with a title."""

from __future__ import annotations

import re

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Emu

from dashboard.briefing.powerpoint.shapes import PIXEL, SANS, SERIF, Box
from dashboard.palette import Palette

WIDTH, HEIGHT, MARGIN = 1280.0, 720.0, 64.0
LAYOUT = "Title Only"
TITLE = Box(MARGIN, 44, WIDTH - 2 * MARGIN, 130)
NUMBER = Box(WIDTH - MARGIN - 80, 668, 80, 24)
# Where the rest of what a master must hold stands; no slide of ours uses it.
OTHERS = {"body": Box(MARGIN, 200, 1152, 420), "dt": Box(MARGIN, 668, 200, 24), "ftr": Box(300, 668, 680, 24)}
SCHEME = re.compile(r"<a:clrScheme.*?</a:clrScheme>", re.DOTALL)
LATIN = re.compile(r'(<a:(major|minor)Font><a:latin typeface=")[^"]*')


def empty(palette: Palette) -> Deck:
    """A presentation without slides, in the colours of a palette."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(round(WIDTH * PIXEL)), Emu(round(HEIGHT * PIXEL))
    for layout in [layout for layout in deck.slide_layouts if layout.name != LAYOUT]:
        deck.slide_layouts.remove(layout)
    _place(deck)
    _dress(deck, palette)
    # The picture of an empty slide would stand for the file in a folder.
    package = deck.part.package
    for name in [name for name, way in package._rels.items() if way.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        package._rels.pop(name)
    return deck


def _place(deck: Deck) -> None:
    """Everything of the master where our slides have it, and the title flush left from the top."""
    places = {"title": TITLE, "sldNum": NUMBER, **OTHERS}
    for shape in deck.slide_master.placeholders:
        at = places[shape._element.ph.get("type")]
        shape.left, shape.top = Emu(round(at.x * PIXEL)), Emu(round(at.y * PIXEL))
        shape.width, shape.height = Emu(round(at.width * PIXEL)), Emu(round(at.height * PIXEL))
        body = shape.text_frame._txBody.bodyPr
        for side in ("lIns", "tIns", "rIns", "bIns"):
            body.set(side, "0")
        if at is TITLE:
            body.set("anchor", "t")
    title = deck.slide_master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "3000")


def _dress(deck: Deck, palette: Palette) -> None:
    """The theme's colours by role, so that whoever edits a slide is offered ours."""
    spare = (*palette.spare, palette.reference, palette.record)
    roles = {
        "dk1": palette.ink, "lt1": palette.page, "dk2": palette.muted, "lt2": palette.panel,
        "accent1": palette.stated, "accent2": palette.rival,
        **{f"accent{i}": colour for i, colour in enumerate(spare[:4], 3)},
        "hlink": palette.stated, "folHlink": palette.stated,
    }  # fmt: skip
    told = "".join(
        f'<a:{role}><a:srgbClr val="{colour[1:].upper()}"/></a:{role}>' for role, colour in roles.items()
    )
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = SCHEME.sub(f'<a:clrScheme name="Briefing">{told}</a:clrScheme>', theme.blob.decode())
    faces = {"major": SERIF, "minor": SANS}
    theme._blob = LATIN.sub(lambda found: found[1] + faces[found[2]], text).encode()

"""Write the handout: a page for paper, two slides a sheet, each with its sentence, drawing, source and notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path

from dashboard.briefing.deck import Deck
from dashboard.briefing.shown import Shown
from dashboard.briefing.stage import charts, slides
from dashboard.briefing.stage.page import DRAW, title
from dashboard.briefing.stage.style import faces, icon, style
from dashboard.delivery import shelf
from dashboard.words import say

SCRIPT = Path(__file__).resolve().parent / "handout.js"
# Notes of so many characters stand in columns under the drawing: beside it they would be longer than half a page.
MANY = 1300
# A longer address is of no use on paper.
LONGEST_ADDRESS = 300


def handout(deck: Deck, shown: Sequence[Shown], release_id: str, address: str, today: date) -> str:
    """The document. ``address`` is where the briefing can be opened again, '' where it is too long to be typed."""
    name = escape(title(deck, shown))
    cover = say(
        "briefing_stage.cover", day=f"{today.day} {today:%B %Y}", release=release_id, site=say("site.name")
    )
    drawings = {one.position: one.drawing for one in shown if one.drawing and one.drawing.drawn}
    bundle = shelf.addresses()["bundle"]
    # The address holds the presenter's notes: where they are left out, so is it.
    private = " own" if any(map(slides.own_paragraphs, shown)) else ""
    where = f'<p class="small address{private}">{escape(address)}</p>' if address else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"{icon()}<style>{faces()}{style('handout')}</style></head><body>"
        f'<header><h1>{name}</h1><p class="small">{escape(cover)}</p>{where}'
        f'<div class="controls"><button type="button" id="print">{escape(say("briefing_stage.print"))}</button>{_choice(shown)}</div></header>'
        f"<main>{''.join(_slide(one, len(shown)) for one in shown)}</main>"
        f'<script type="application/json" id="charts">{charts.as_json(drawings)}</script>'
        f'<script src="{bundle}"></script><script>{script()}</script></body></html>'
    )


@lru_cache(maxsize=1)
def script() -> str:
    """Draws the charts, and the button."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (DRAW, SCRIPT))


def _choice(shown: Sequence[Shown]) -> str:
    """Whether the presenter's own notes go on paper; the style sheet follows it. Nothing where there are none."""
    if not any(map(slides.own_paragraphs, shown)):
        return ""
    ways = "".join(
        f'<label><input type="radio" name="notes" value="{name}"{checked}> {escape(say(f"briefing_stage.notes_{name}"))}</label>'
        for name, checked in (("with", " checked"), ("without", ""))
    )
    return f"<fieldset><legend>{escape(say('briefing_stage.notes_choice'))}</legend>{ways}</fieldset>"


def _notes(shown: Shown) -> str:
    """The presenter's own apart from the others, so that they can be told from them and left out."""
    own, by_rule = (
        "".join(f"<p>{escape(text)}</p>" for text in texts)
        for texts in (slides.own_paragraphs(shown), slides.rule_paragraphs(shown))
    )
    if not own:
        return by_rule
    heading = f"<h3>{escape(say('briefing_stage.notes_by_rule'))}</h3>" if by_rule else ""
    return f'<div class="own"><h3>{escape(say("briefing_stage.notes_own"))}</h3>{own}{heading}</div>{by_rule}'


def _slide(shown: Shown, total: int) -> str:
    notes = _notes(shown)
    many = " many" if sum(map(len, slides.paragraphs(shown))) > MANY else ""
    place = escape(say("briefing_stage.place", position=shown.position, total=total))
    return (
        f'<article class="slide {slides.kind(shown)}{many}"><p class="position">{place}</p><div class="face">{slides.inside(shown)}</div>'
        f'<div class="notes">{notes}</div></article>'
    )

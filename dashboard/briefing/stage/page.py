"""Write the page that a briefing is presented on: every slide in one document, which asks for nothing once it is there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from dashboard.briefing.deck import Deck, to_file
from dashboard.briefing.shown import Shown
from dashboard.briefing.stage import charts, slides
from dashboard.briefing.stage.style import faces, icon, style
from dashboard.delivery import shelf
from dashboard.delivery.first_page import FIRST_FACES
from dashboard.grouping import Drawing
from dashboard.words import say

HERE = Path(__file__).resolve().parent
DRAW = HERE.parent.parent / "plot" / "draw.js"
AGAIN = HERE / "again.js"
SCRIPTS = (DRAW, HERE / "stage.js", HERE / "speaker.js", AGAIN)
LOOKS = ("light", "dark")
# The keys, in the order of the help: what is pressed, and the sentence that says what it does.
KEYS = (
    ("→ ↓ ␣ PgDn", "next"), ("← ↑ ⇧␣ PgUp", "back"), ("Home End", "ends"), ("b", "black"), ("n", "notes"), ("c", "challenge"), ("↓ ↑", "scroll"),
    ("s", "speaker"), ("f", "full"), ("l", "look"), ("?", "help"), ("Esc", "close"),
)  # fmt: skip
# What the script itself says; a blank is written as an asterisk, which it fills.
SAID = (
    "blocked",
    "no_server",
    "target",
    "over",
    "pause",
    "start",
    "dark",
    "light",
    "black",
    "card",
    "full_there",
)
BUTTONS = ("black", "notes", "challenge", "speaker", "full", "look", "help")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the page brings along or is brought: the letters, the library of the charts, and the head that goes with them."""

    faces: str
    bundle: str
    head: str


def page(deck: Deck, shown: Sequence[Shown], look: str = "", parts: Parts | None = None) -> str:
    """The document; without ``parts`` letters and library come from their own addresses. ``look`` is light, dark or ''."""
    brought = parts or _served()
    chosen = f' data-look="{look}"' if look in LOOKS else ""
    name = escape(title(deck, shown))
    total = len(shown)
    return (
        f'<!doctype html><html lang="en"{chosen}><head><meta charset="utf-8"><title>{name}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"{brought.head}<style>{brought.faces}{style()}</style></head><body>"
        f'<h1 class="unseen">{name}</h1><main id="stage" class="stage">'
        f"{''.join(slides.section(one, total) for one in shown)}</main>"
        f"{_beside('notes', ''.join(map(slides.notes, shown)))}{_beside('challenge', ''.join(map(slides.challenge, shown)))}"
        f"{_bar(total, deck.title)}{_help()}{_desk()}"
        f'<div id="black" hidden></div><p id="says" role="status" hidden></p><p id="live" class="unseen" aria-live="polite"></p>'
        f"<noscript><p>{escape(say('briefing_stage.no_script'))}</p></noscript>"
        f"{_data('deck', carried(deck))}{_data('charts', charts.as_json(_drawings(shown)))}{_data('said', _said(deck))}"
        f"{brought.bundle}<script>{script()}</script></body></html>"
    )


def title(deck: Deck, shown: Sequence[Shown]) -> str:
    """The deck's own title, or the first sentence that it says."""
    return deck.title or next((one.sentence for one in shown if one.sentence), say("briefing_stage.untitled"))


def carried(deck: Deck) -> str:
    """The deck's file, to stand in a script element."""
    return to_file(deck).strip().translate(charts.SIGNS)


@lru_cache(maxsize=1)
def script() -> str:
    """All of our script; nothing in it ends its element."""
    return "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)


def _served() -> Parts:
    bundle = shelf.addresses()["bundle"]
    fonts = "".join(
        f'<link rel="preload" href="{shelf.addresses()[file]}" as="font" type="font/woff2" crossorigin>'
        for _, file, _, _ in FIRST_FACES
    )
    head = f'{icon()}{fonts}<link rel="preload" href="{bundle}" as="script">'
    return Parts(faces(), f'<script src="{bundle}"></script>', head)


def _drawings(shown: Sequence[Shown]) -> dict[int, Drawing]:
    return {one.position: one.drawing for one in shown if one.drawing and one.drawing.drawn}


def _beside(name: str, told: str) -> str:
    heading = escape(say(f"briefing_stage.{name}_heading"))
    close = escape(say("briefing_stage.close"))
    return (
        f'<aside id="{name}" class="panel" tabindex="-1" aria-label="{heading}" hidden><div class="panel-head"><h2>{heading}</h2>'
        f'<button type="button" data-do="close">{close}</button></div>{told}</aside>'
    )


def _bar(total: int, briefing: str) -> str:
    """Buttons for whoever knows no key; the style sheet sets them back. At the foot of every slide the title of the whole, and its place."""
    buttons = "".join(_button(name) for name in BUTTONS)
    named = f'<span class="briefing">{escape(briefing)}</span>' if briefing else ""
    return (
        f'<p class="progress" aria-hidden="true">{named}<span id="place">1 / {total}</span><i id="line"></i></p>'
        f'<nav class="bar" aria-label="{escape(say("briefing_stage.bar"))}">{_button("back")}{_button("next")}{buttons}</nav>'
    )


def _button(name: str) -> str:
    does, word = escape(say(f"briefing_stage.does_{name}")), escape(say(f"briefing_stage.word_{name}"))
    return f'<button type="button" data-do="{name}" title="{does}" aria-label="{does}">{word}</button>'


def _help() -> str:
    rows = "".join(
        f"<div><dt>{''.join(f'<kbd>{escape(key)}</kbd> ' for key in keys.split())}</dt>"
        f"<dd>{escape(say(f'briefing_stage.does_{name}'))}</dd></div>"
        for keys, name in KEYS
    )
    heading, close = escape(say("briefing_stage.help_heading")), escape(say("briefing_stage.close"))
    return (
        f'<dialog id="help" aria-labelledby="help-heading"><h2 id="help-heading">{heading}</h2><dl>{rows}</dl>'
        f'<p>{escape(say("briefing_stage.touch"))}</p><button type="button" data-do="close">{close}</button></dialog>'
    )


def _desk() -> str:
    """What the speaker's window shows besides the notes; the script fills it there."""
    told = {
        name: escape(say(f"briefing_stage.{name}"))
        for name in ("now", "next_slide", "last", "elapsed", "on_slide")
    }
    steps = "".join(map(_button, ("start", "reset", "back", "next")))
    return (
        f'<div id="desk" hidden><p id="alone" role="status" hidden>{escape(say("briefing_stage.alone"))}</p>'
        f'<div class="desk-notes" id="desk-notes" tabindex="0" role="region" aria-label="{escape(say("briefing_stage.notes_heading"))}"></div>'
        f'<div class="side"><div class="clock">'
        f'<p><span class="time" id="elapsed">0:00</span> <span class="of" id="deck-target"></span><br><span class="small">{told["elapsed"]}</span></p>'
        f'<p><span class="time" id="on-slide">0:00</span> <span class="of" id="slide-target"></span><br><span class="small">{told["on_slide"]}</span></p>'
        f'<p class="steps">{steps}</p></div>'
        f'<div class="now"><h2>{told["now"]} <span id="desk-place"></span></h2><div class="seen"><div class="screen" id="now"></div><p id="sign" role="status" hidden></p></div></div>'
        f'<div class="coming"><h2>{told["next_slide"]}</h2><div class="screen" id="next"></div><p id="last" hidden>{told["last"]}</p></div>'
        f"</div></div>"
    )


def _data(name: str, text: str) -> str:
    return f'<script type="application/json" id="{name}">{text}</script>'


def _said(deck: Deck) -> str:
    """What the script says, and the time meant for the deck."""
    told = {name: say(f"briefing_stage.script_{name}") for name in SAID}
    return json.dumps({**told, "seconds": deck.seconds}, ensure_ascii=False).translate(charts.SIGNS)

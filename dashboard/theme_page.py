"""What the page of one theme says, in its order: the question, its drawings with their evidence, and what follows them."""

from __future__ import annotations

from html import escape

from dashboard import components, lists, themes
from dashboard.briefing import pins
from dashboard.data import Release
from dashboard.parts import Colours, Part, joined, once
from dashboard.words import say

# So many drawings come with the head of the page: they are all that a first screen can show.
AT_ONCE = 2


@once(64)
def of(theme: str, release: Release, colours: Colours) -> tuple[Part, ...]:
    """The page of a theme: what a visitor sees first, then the rest."""
    drawings, said = themes.drawings_of(theme, release), themes.sayings_of(theme, release)
    events, places = themes.events(theme, release), themes.places(theme, release)
    if not (drawings or said or len(events) or len(places)):
        empty = components.nothing_here(say("theme.empty"), say("theme.empty_remedy"))
        return (Part(_head(theme, release) + empty),)
    told: set[str] = set()
    drawn = [components.drawing_section(drawing, release, told, colours) for drawing in drawings]
    ways = lists.contents(lists.ways(drawings, said, events, places))
    heading = f'<h2 class="unseen">{escape(say("theme.figures"))}</h2>'
    first = Part(_head(theme, release) + ways + heading + "".join(drawn[:AT_ONCE]))
    rest = [
        Part("".join(drawn[AT_ONCE:])),
        *components.rest_of_page(said, events, places, release, told, theme),
    ]
    return first, *joined(rest)


def _head(theme: str, release: Release) -> str:
    question, summary = themes.question(theme, release), themes.summary(theme, release)
    pin = pins.button("theme", theme, question, say("briefing.pin_theme"))
    return f'<div class="pin-head"><h1>{escape(question)}</h1><p class="standfirst">{escape(summary)}</p>{pin}</div>'

"""Answer for the PowerPoint file of the deck that an address holds."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from dashboard import data
from dashboard.briefing import asked
from dashboard.briefing.deck import Deck
from dashboard.briefing.powerpoint.file import made
from dashboard.briefing.turns import TO_TAKE_ALONG
from dashboard.parts import Colours
from dashboard.web import answers, frozen, look, site
from dashboard.words import say

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ENDING = "pptx"
LONGEST_NAME = 80


def give(request: Request, deck: Deck) -> Response:
    """The file, to be saved under the deck's title. 400 in words for a deck without slides."""
    if not deck.slides:
        return asked.wrong(request, 400, say("briefing_file.no_slides_title"), say("briefing_file.no_slides"))
    try:
        release = data.current()
    except data.ReleaseUnreadable as problem:
        return frozen.refused(request, problem, look.headers())
    colours: Colours = "dark" if request.query_params.get("look") == "dark" else "light"
    file = made(deck, release, colours, site.absolute("", site.of(request)))
    headers = {
        "content-disposition": disposition(deck, colours),
        "cache-control": answers.NOT_KEPT,
        "content-encoding": "identity",
    }
    return Response(file, headers=headers, media_type=MEDIA_TYPE)


def disposition(deck: Deck, colours: Colours = "light") -> str:
    """To be saved, under a name made from the deck's title: in plain letters, and in its own for browsers that can.

    >>> disposition(Deck(title="Prisons: a “short” brief"))
    "attachment; filename=\"Prisons-a-short-brief.pptx\"; filename*=UTF-8''Prisons%20a%20short%20brief.pptx"
    >>> disposition(Deck(title="Prisons"), "dark")
    "attachment; filename=\"Prisons-dark.pptx\"; filename*=UTF-8''Prisons%20dark.pptx"
    """
    told = deck.title or say("briefing_file.title")
    own = " ".join(re.sub(r"[^\w\s.-]", " ", told).split())[:LONGEST_NAME].strip(" .-") or say(
        "briefing_file.title"
    )
    if colours == "dark":
        own = f"{own} {say('briefing_file.dark')}"
    plain = unicodedata.normalize("NFKD", own).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.") or ENDING
    return f"attachment; filename=\"{safe}.{ENDING}\"; filename*=UTF-8''{quote(own, safe='')}.{ENDING}"


ROUTES = asked.routes("deck.pptx", give, TO_TAKE_ALONG)

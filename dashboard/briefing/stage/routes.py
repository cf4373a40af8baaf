"""Answer with a briefing: the page it is presented on, the one file to take along, the handout. Nothing in an address can raise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dashboard import data
from dashboard.briefing import deck as decks
from dashboard.briefing.deck import Deck
from dashboard.briefing.shown import Shown, resolve
from dashboard.briefing.stage import handout as handouts
from dashboard.briefing.stage import pack as packs
from dashboard.briefing.stage import page as pages
from dashboard.briefing.stage import policy
from dashboard.data import Release
from dashboard.web import answers, look, site
from dashboard.words import say

FIELDS = ("title", "release", "slide")
# What a file's name may hold everywhere.
UNSAFE = re.compile(r"[^a-z0-9]+")
LONGEST_NAME = 60
BRIEFING = "/briefing"


def present(request: Request) -> Response:
    """The stage."""
    found = _found(request)
    if isinstance(found, Response):
        return found
    deck, shown, _ = found
    text = pages.page(deck, shown, request.query_params.get("look", ""))
    return answers.page(request, text, headers=policy.headers(pages.script()), cache=answers.NOT_KEPT)


def one_file(request: Request) -> Response:
    """The whole briefing as one file to keep."""
    found = _found(request)
    if isinstance(found, Response):
        return found
    deck, shown, release = found
    headers = {
        "content-disposition": f'attachment; filename="{file_name(deck, release)}.html"',
        "cache-control": answers.NOT_KEPT,
        "x-robots-tag": "noindex",
    }
    return HTMLResponse(packs.pack(deck, shown, request.query_params.get("look", "")), headers=headers)


def handout(request: Request) -> Response:
    """The page for paper."""
    found = _found(request)
    if isinstance(found, Response):
        return found
    deck, shown, release = found
    address = site.absolute(f"{BRIEFING}?{deck.query}", site.of(request))
    told = address if len(address) <= handouts.LONGEST_ADDRESS else ""
    text = handouts.handout(deck, shown, release.id, told, datetime.now(UTC).date())
    return answers.page(request, text, headers=policy.headers(handouts.script()), cache=answers.NOT_KEPT)


def file_name(deck: Deck, release: Release) -> str:
    """The stem of a file's name: the deck's title in plain letters, and the release.

    >>> from types import SimpleNamespace
    >>> file_name(Deck(title="Killed: who says so?"), SimpleNamespace(id="2020-sample"))
    'killed-who-says-so-2020-sam'
    """
    stem = UNSAFE.sub("-", deck.title.lower()).strip("-")[:LONGEST_NAME].strip("-")
    return f"{stem or 'briefing'}-{UNSAFE.sub('-', release.id.lower())[:8].strip('-')}"


def _found(request: Request) -> tuple[Deck, tuple[Shown, ...], Release] | Response:
    """The deck that the address holds and what it shows, or a page in words."""
    deck = decks.read(_query(request))
    if not deck.slides:
        title, words = say("briefing_stage.empty_title"), say("briefing_stage.empty")
        ways = ((BRIEFING, say("briefing_stage.to_briefing")),)
        return _notice(title, words, ways, 200)
    try:
        release = data.current()
    except data.ReleaseUnreadable:
        return _notice(say("unavailable.title"), say("unavailable.body"), (), 503)
    with data.held(release):
        return deck, resolve(deck, release), release


def _query(request: Request) -> Mapping[str, list[str]]:
    return {name: request.query_params.getlist(name) for name in FIELDS}


def _notice(title: str, words: str, ways: tuple[tuple[str, str], ...], status: int) -> Response:
    headers = {**look.headers(), "cache-control": answers.NOT_KEPT}
    return HTMLResponse(look.notice(title, words, ways), status_code=status, headers=headers)


ROUTES = [
    Route("/briefing/present", present),
    Route("/briefing/deck.html", one_file),
    Route("/briefing/handout", handout),
]

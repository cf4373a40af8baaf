"""Answer with a briefing: the page it is presented on, the one file to take along, the handout. Nothing in an address can raise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dashboard import data
from dashboard.briefing import asked
from dashboard.briefing.asked import PAGE
from dashboard.briefing.deck import Deck
from dashboard.briefing.shown import Shown, resolve
from dashboard.briefing.stage import handout as handouts
from dashboard.briefing.stage import pack as packs
from dashboard.briefing.stage import page as pages
from dashboard.briefing.stage import policy
from dashboard.briefing.turns import TO_PRESENT, TO_TAKE_ALONG
from dashboard.data import Release
from dashboard.web import answers, look, site
from dashboard.words import say

# What a file's name may hold everywhere.
UNSAFE = re.compile(r"[^a-z0-9]+")
LONGEST_NAME = 60


@dataclass(frozen=True)
class Found:
    """What a deck shows, and the release in use."""

    shown: tuple[Shown, ...]
    release: Release


def present(request: Request, deck: Deck) -> Response:
    """The stage."""
    found = _found(deck)
    if isinstance(found, Response):
        return found
    text = pages.page(deck, found.shown, request.query_params.get("look", ""))
    return answers.page(request, text, headers=policy.headers(pages.script()), cache=answers.NOT_KEPT)


def one_file(request: Request, deck: Deck) -> Response:
    """The whole briefing as one file to keep."""
    found = _found(deck)
    if isinstance(found, Response):
        return found
    headers = {
        "content-disposition": f'attachment; filename="{file_name(deck, found.release)}.html"',
        "cache-control": answers.NOT_KEPT,
        "x-robots-tag": "noindex",
    }
    return HTMLResponse(packs.pack(deck, found.shown, request.query_params.get("look", "")), headers=headers)


def handout(request: Request, deck: Deck) -> Response:
    """The page for paper."""
    found = _found(deck)
    if isinstance(found, Response):
        return found
    address = site.absolute(f"{PAGE}?{deck.query}", site.of(request))
    told = address if len(address) <= handouts.LONGEST_ADDRESS else ""
    text = handouts.handout(deck, found.shown, found.release.id, told, datetime.now(UTC).date())
    return answers.page(request, text, headers=policy.headers(handouts.script()), cache=answers.NOT_KEPT)


def file_name(deck: Deck, release: Release) -> str:
    """The stem of a file's name: the deck's title in plain letters, and the release.

    >>> from types import SimpleNamespace
    >>> file_name(Deck(title="Killed: who says so?"), SimpleNamespace(id="2020-sample"))
    'killed-who-says-so-2020-sam'
    """
    stem = UNSAFE.sub("-", deck.title.lower()).strip("-")[:LONGEST_NAME].strip("-")
    return f"{stem or 'briefing'}-{UNSAFE.sub('-', release.id.lower())[:8].strip('-')}"


def _found(deck: Deck) -> Found | Response:
    """What a deck shows, or a page in words."""
    if not deck.slides:
        return _empty()
    try:
        release = data.current()
    except data.ReleaseUnreadable:
        return _notice(say("unavailable.title"), say("unavailable.body"), (), 503)
    with data.held(release):
        return Found(resolve(deck, release), release)


def _empty() -> Response:
    """The page of a deck without slides; a stage that is loaded anew, and whose deck was sent along, finds it again from there."""
    title, words = say("briefing_stage.empty_title"), say("briefing_stage.empty")
    text = look.notice(
        title, words, ((PAGE, say("briefing_stage.to_briefing")),), f"<script>{_again()}</script>"
    )
    headers = {**policy.headers(_again(), "'self'"), "cache-control": answers.NOT_KEPT}
    return HTMLResponse(text, headers=headers)


@lru_cache(maxsize=1)
def _again() -> str:
    return pages.AGAIN.read_text(encoding="utf-8")


def _notice(title: str, words: str, ways: tuple[tuple[str, str], ...], status: int) -> Response:
    headers = {**look.headers(), "cache-control": answers.NOT_KEPT}
    return HTMLResponse(look.notice(title, words, ways), status_code=status, headers=headers)


ROUTES = [
    *asked.routes("present", present, TO_PRESENT),
    *asked.routes("deck.html", one_file, TO_TAKE_ALONG),
    *asked.routes("handout", handout, TO_TAKE_ALONG),
]

"""Answer a request for something made of a deck: of the one in its address, or of one too long for that which a form brings."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.briefing import deck as decks
from dashboard.briefing import forms, packing
from dashboard.briefing.deck import Deck
from dashboard.briefing.turns import AGAIN, Busy, Turns
from dashboard.frame import BRIEFING
from dashboard.web import answers, look
from dashboard.words import say

PAGE = f"/{BRIEFING}"
FIELDS = ("title", "release", "slide", packing.NAME)

Make = Callable[[Request, Deck], Response]


def routes(name: str, make: Make, turns: Turns) -> tuple[Route, Route]:
    """Where ``make`` answers with what it makes of a deck, each in its turn."""

    def of_link(request: Request) -> Response:
        return _in_turn(request, of_address(request), make, turns)

    async def of_form(request: Request) -> Response:
        try:
            held = await forms.field(request, packing.NAME, decks.LARGEST_FILE)
            deck = await run_in_threadpool(decks.from_file, held)
        except (forms.TooLarge, ValueError):
            return wrong(request, 400, say("briefing.refused_title"), say("briefing.refused_saved"))
        except Busy:
            return busy(request)
        return await run_in_threadpool(_in_turn, request, deck, make, turns)

    path = f"{PAGE}/{name}"
    return Route(path, of_link), Route(path, of_form, methods=["POST"])


def of_address(request: Request) -> Deck:
    """The deck that the address of a request holds."""
    return decks.read({name: request.query_params.getlist(name) for name in FIELDS})


def busy(request: Request) -> Response:
    """503: too many ask at once, and when to come again."""
    answer = wrong(request, 503, say("briefing.busy_title"), say("briefing.busy", seconds=AGAIN))
    answer.headers["retry-after"] = str(AGAIN)
    return answer


def wrong(request: Request, status: int, title: str, words: str) -> Response:
    """What is wrong, in words, with the way back to the briefing."""
    text = look.notice(title, words, ((PAGE, say("briefing.back")),))
    return answers.wrong(request, status, words, text, look.headers())


def _in_turn(request: Request, deck: Deck, make: Make, turns: Turns) -> Response:
    try:
        with turns.taken():
            return make(request, deck)
    except Busy:
        return busy(request)

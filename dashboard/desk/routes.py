"""Answer at the desk's own addresses: its first page, the way in and the way out. The gate lets nobody else come here."""

from __future__ import annotations

import logging
import time

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.auth_util import encode_provider_token

from dashboard import frame
from dashboard.delivery.first_page import first_page
from dashboard.delivery.outline import Outline
from dashboard.desk import asking, gate, here, identity, settings
from dashboard.desk.addresses import DESK, KEY, LEAVE, LOGIN, SIGN_IN, SIGN_OUT
from dashboard.web import answers, look
from dashboard.web.preview import Preview
from dashboard.words import say

LOGGER = logging.getLogger(__name__)
# Where a page of the desk is nobody's to keep, to list or to be told of elsewhere.
HEADERS = {"cache-control": answers.NOT_KEPT, "x-robots-tag": "noindex"}
WITH, ANEW = "with", "anew"
# A provider vouched for them, and that is not enough. Of anybody else nothing is logged: they could fill the log.
SIGNED_IN = ("elsewhere", "unverified", "unlisted")


def desk(request: Request) -> Response:
    """The first page; who brings the key gets a pass for it, and an address without it."""
    if KEY in request.query_params:
        led = _led(DESK)
        led.set_cookie(here.cookie(), here.new_pass(), httponly=True, samesite="strict")
        return led
    told = Preview(say("pages.desk"), say("desk.about"), DESK)
    page = first_page(told, Outline(frame.DESK.name, frame.DESK.name, say("pages.desk")))
    return HTMLResponse(page, headers=HEADERS)


def whole(_: Request) -> Response:
    """A slash too many."""
    return _led(DESK)


def sign_in(request: Request) -> Response:
    """The way to the provider; to the desk for who has signed in already; words for who may not come in."""
    set_now = settings.read()
    chosen = request.query_params.get(WITH, "")
    if chosen in set_now.providers:
        # The framework wants to know from ourselves which provider is meant, within two minutes.
        return _led(f"{LOGIN}?provider={encode_provider_token(chosen)}")
    try:
        identity.staff(asking.of_scope(request.scope, acts=False), set_now, time.time())
    except identity.Refused as refused:
        return _refused(refused, set_now)
    return _notice("in", _providers(set_now)) if ANEW in request.query_params else _led(DESK)


def sign_out(request: Request) -> Response:
    """The pass or the sign-in is worth nothing any more; a provider is told too."""
    if not here.is_open():
        return _led(LEAVE)
    gate.end(request.scope)
    led = _led("/")
    led.delete_cookie(here.cookie(), httponly=True, samesite="strict")
    return led


def _refused(refused: identity.Refused, set_now: settings.Settings) -> Response:
    if refused.reason in SIGNED_IN:
        LOGGER.warning("a sign-in to the desk was refused: %s", refused.reason)
    ways = _providers(set_now)
    if refused.reason in SIGNED_IN:
        ways = [*ways, (SIGN_OUT, say("desk.sign_out"))]
    return _notice(refused.reason, ways, email=refused.email)


def _providers(set_now: settings.Settings) -> list[tuple[str, str]]:
    return [
        (
            f"{SIGN_IN}?{WITH}={name}",
            say("desk.sign_in") if name == settings.UNNAMED else say("desk.sign_in_with", provider=name),
        )
        for name in set_now.providers
    ]


def _notice(key: str, ways: list[tuple[str, str]], **values: str) -> Response:
    text = look.notice(say("desk.sign_in_title"), say(f"desk.sign_in_{key}", **values), ways)
    return HTMLResponse(text, headers={**look.headers(), **HEADERS})


def _led(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303, headers=HEADERS)


ROUTES = [
    Route(DESK, desk),
    Route(f"{DESK}/", whole),
    Route(SIGN_IN, sign_in),
    Route(SIGN_OUT, sign_out),
]

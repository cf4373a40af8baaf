"""Read who signed in from the framework's signed cookie, and refuse whatever the provider's word does not carry."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.desk.asking import Asking, Staff
from dashboard.desk.settings import Provider, Settings

COOKIE = USER_COOKIE_NAME
# How far the provider's clock may be ahead of ours, in seconds.
AHEAD = 120
# Signs beyond these have look-alikes, and letters whose small form is another letter.
EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
LONGEST_NAME = 60
# A time that a calendar can show, in seconds.
LATEST = 1e11

Reason = Literal["nobody", "unreadable", "elsewhere", "ended", "unverified", "unlisted"]


class Refused(Exception):
    """Who asks is not let in. ``email`` is the address that the provider vouches for, where the list alone is why."""

    def __init__(self, reason: Reason, email: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.email = email


@dataclass(frozen=True, slots=True)
class Identity:
    """What one sign-in says. ``mark`` is of this sign-in and no other; it holds until ``until``."""

    claims: Mapping[str, Any]
    mark: str
    until: float


def staff(asking: Asking, settings: Settings, now: float) -> Staff:
    """The member of staff who signed in. Raises Refused."""
    identity = read(asking, settings, now)
    email = identity.claims.get("email")
    if (
        not isinstance(email, str)
        or not EMAIL.fullmatch(email)
        or identity.claims.get("email_verified") is not True
    ):
        raise Refused("unverified")
    if not settings.lists(email.lower()):
        raise Refused("unlisted", email.lower())
    name = _name(identity.claims.get("name")) or email.lower()
    return Staff(email.lower(), name, "signed in", datetime.fromtimestamp(identity.until, UTC))


def read(asking: Asking, settings: Settings, now: float) -> Identity:
    """A sign-in of anybody that was meant for this site and has not ended. Raises Refused."""
    signed = _signed(asking.cookies, settings.secret)
    claims = _claims(signed)
    provider = settings.providers.get(claims.get("provider", ""))
    if provider is None or not (_is_here(asking, claims, settings) and _is_meant(claims, provider)):
        raise Refused("elsewhere")
    until = _until(claims, now)
    mark = hashlib.sha256(signed).hexdigest()
    if not now < until or mark in _ENDED:
        raise Refused("ended")
    return Identity(claims, mark, until)


def end(asking: Asking, settings: Settings, now: float) -> None:
    """Whatever holds this sign-in, such as other windows and copies of the cookie, holds nothing from now on."""
    try:
        identity = read(asking, settings, now)
    except Refused:
        return
    for mark in [mark for mark, until in _ENDED.items() if until < now]:
        del _ENDED[mark]
    _ENDED[identity.mark] = identity.until


# The sign-ins that were ended before their time.
_ENDED: dict[str, float] = {}


def _signed(cookies: Mapping[str, str], secret: str) -> bytes:
    """What the server wrote down as the provider sent the person back."""
    if COOKIE not in cookies:
        raise Refused("nobody")

    def one(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(secret, name, value) if value else None

    signed = get_cookie_with_chunks(one, COOKIE)
    if signed is None:
        raise Refused("unreadable")
    return signed


def _claims(signed: bytes) -> Mapping[str, Any]:
    try:
        claims = json.loads(signed)
    except (ValueError, RecursionError):
        claims = None
    if not isinstance(claims, dict) or claims.get("is_logged_in") is not True:
        raise Refused("unreadable")
    if not isinstance(claims.get("provider"), str):
        raise Refused("unreadable")
    return claims


def _is_here(asking: Asking, claims: Mapping[str, Any], settings: Settings) -> bool:
    """Signed in at this site, and asked for by a page of it."""
    named = asking.origin == settings.origin if asking.origin or asking.acts else True
    return named and claims.get("origin") == settings.origin


def _is_meant(claims: Mapping[str, Any], provider: Provider) -> bool:
    """From this provider and for this site; a word to several sites must say that this one asked for it."""
    issuer, audience, asker = claims.get("iss"), claims.get("aud"), claims.get("azp")
    audiences = audience if isinstance(audience, list) else [audience]
    return (
        isinstance(issuer, str)
        and issuer.rstrip("/") == provider.issuer.rstrip("/")
        and provider.client_id in audiences
        and (asker == provider.client_id or (asker is None and len(audiences) == 1))
    )


def _until(claims: Mapping[str, Any], now: float) -> float:
    """When it ends; a word without an end, or from times to come, is none."""
    until, since, given = claims.get("exp"), claims.get("nbf", 0), claims.get("iat")
    if not all(_is_time(one) for one in (until, since, given)):
        raise Refused("unreadable")
    if max(since, given) > now + AHEAD:
        raise Refused("unreadable")
    return float(claims["exp"])


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < LATEST


def _name(claim: object) -> str:
    if not isinstance(claim, str):
        return ""
    return "".join(sign for sign in claim[:LONGEST_NAME] if sign.isprintable()).strip()

"""Whoever signed in: only the provider's word that was given to this site, still holds and names somebody on the list."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dashboard.desk import access, identity, settings
from dashboard.desk.asking import Staff
from dashboard.desk.identity import COOKIE, Refused
from tests.dashboard.desk import signing
from tests.dashboard.desk.signing import ANNA, CLIENT, SITE, asked, claims, cookie, signed_in

NOW = time.time()


def reason(cookies: Mapping[str, str], *, origin: str = SITE, acts: bool = True) -> str:
    """Why somebody is not let in; '' where they are."""
    try:
        identity.staff(asked(cookies, origin=origin, acts=acts), settings.read(), time.time())
    except Refused as refused:
        assert access.of(asked(cookies, origin=origin, acts=acts)) is None
        return refused.reason
    return ""


def test_who_is_on_the_list_is_let_in_under_a_name_of_their_own(secrets: Path) -> None:
    found = access.of(asked(signed_in()))
    assert isinstance(found, Staff)
    assert (found.who, found.name, found.way) == (ANNA, "Anna Berg", "signed in")
    assert found.until is not None
    assert 3540 < found.until.timestamp() - time.time() <= 3600


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ""), ({"aud": CLIENT}, ""), ({"azp": CLIENT}, ""), ({"aud": [CLIENT, "other"], "azp": CLIENT}, ""), ({"iss": signing.ISSUER + "/"}, ""),
        ({"email": "Anna@Example.org"}, ""), ({"email": "ben@staff.example"}, ""), ({"nbf": int(NOW)}, ""), ({"iat": int(NOW) + 60}, ""),
        ({"exp": int(NOW) - 1}, "ended"), ({"exp": 0}, "ended"), ({"exp": None}, "unreadable"), ({"exp": "never"}, "unreadable"), ({"exp": True}, "unreadable"),
        ({"exp": float("nan")}, "unreadable"), ({"exp": float("inf")}, "unreadable"), ({"exp": 10**400}, "unreadable"), ({"exp": -1}, "unreadable"),
        ({"iat": None}, "unreadable"), ({"iat": int(NOW) + 3000}, "unreadable"), ({"nbf": int(NOW) + 3000}, "unreadable"),
        ({"aud": "other"}, "elsewhere"), ({"aud": ["other"]}, "elsewhere"), ({"aud": []}, "elsewhere"), ({"aud": None}, "elsewhere"), ({"aud": {CLIENT: 1}}, "elsewhere"),
        ({"aud": ["other"], "azp": CLIENT}, "elsewhere"), ({"aud": [CLIENT, "other"]}, "elsewhere"), ({"azp": "other"}, "elsewhere"), ({"aud": f"{CLIENT}2"}, "elsewhere"),
        ({"iss": "https://evil.example"}, "elsewhere"), ({"iss": None}, "elsewhere"), ({"iss": ["https://provider.example"]}, "elsewhere"),
        ({"iss": signing.ISSUER + ".evil.example"}, "elsewhere"), ({"origin": "https://evil.example"}, "elsewhere"), ({"origin": None}, "elsewhere"),
        ({"provider": "other"}, "elsewhere"), ({"provider": None}, "unreadable"), ({"provider": ["default"]}, "unreadable"),
        ({"is_logged_in": None}, "unreadable"), ({"is_logged_in": "true"}, "unreadable"), ({"is_logged_in": 1}, "unreadable"),
        ({"email_verified": False}, "unverified"), ({"email_verified": None}, "unverified"), ({"email_verified": "true"}, "unverified"), ({"email_verified": 1}, "unverified"),
        ({"email": None}, "unverified"), ({"email": [ANNA]}, "unverified"), ({"email": f"{ANNA}\n"}, "unverified"), ({"email": f"x@evil.example,{ANNA}"}, "unverified"),
        ({"email": "anna@example.org@evil.example"}, "unverified"), ({"email": "аnna@example.org"}, "unverified"), ({"email": "x@\u017ftaff.example"}, "unverified"),
        ({"email": "x@STAFF.example "}, "unverified"), ({"email": "eve@example.com"}, "unlisted"), ({"email": "eve@notstaff.example"}, "unlisted"),
    ],
)  # fmt: skip
def test_a_sign_in_is_weighed_in_every_part(secrets: Path, changed: dict[str, Any], why: str) -> None:
    assert reason(signed_in(**changed)) == why


def test_a_cookie_that_this_server_did_not_sign_is_nothing(secrets: Path) -> None:
    good = cookie(claims())
    body, _, signature = good.rpartition(".")
    for value in (
        "",
        "x",
        "chunks-2",
        body,
        f"{body}.",
        f".{signature}",
        good[:-1],
        good + "x",
        good.swapcase(),
        "\xff" * 9,
        "€",
        "\x00",
        cookie(claims(), secret="another-secret-of-another-server-entirely"),
        cookie(claims(), name="_streamlit_user_tokens"),
        signing.signed("chunks-2"),
        signing.signed("chunks-999999"),
        cookie([]),
        signing.signed("text"),
    ):
        assert reason({COOKIE: value}) == "unreadable", value
    assert reason({"other": good}) == "nobody"


def test_a_secret_that_was_changed_ends_all_sign_ins(secrets: Path) -> None:
    held = signed_in()
    signing.write(secrets, cookie_secret="another-secret-that-was-drawn-by-chance")
    assert reason(held) == "unreadable"


def test_a_connection_must_be_made_by_a_page_of_the_site(secrets: Path) -> None:
    for origin in (
        "",
        "null",
        "https://evil.example",
        f"{SITE}.evil.example",
        f"{SITE}:8443",
        "http://figures.example",
    ):
        assert reason(signed_in(), origin=origin) == "elsewhere", origin
    assert reason(signed_in(), origin="", acts=False) == ""
    assert reason(signed_in(), origin="https://evil.example", acts=False) == "elsewhere"


def test_who_is_struck_from_the_list_is_out_at_once(secrets: Path) -> None:
    held = asked(signed_in())
    assert access.of(held)
    signing.write(secrets, allow=["@staff.example"])
    assert access.of(held) is None
    secrets.write_text("[auth", encoding="utf-8")
    assert access.of(held) is None
    secrets.unlink()
    assert access.of(held) is None
    signing.write(secrets)
    assert access.of(held)


def test_a_sign_in_that_was_ended_holds_nowhere(secrets: Path) -> None:
    held, again = asked(signed_in()), asked(signed_in(nonce="another"))
    identity.end(held, settings.read(), time.time())
    assert access.of(held) is None
    assert access.of(again)


def test_what_was_ended_is_forgotten_once_it_would_have_ended_by_itself(secrets: Path) -> None:
    for number in range(3):
        identity.end(asked(signed_in(nonce=str(number))), settings.read(), time.time())
    assert len(identity._ENDED) == 3
    late = signed_in(exp=int(NOW) + 90_000)
    identity.end(asked(late), settings.read(), time.time() + 7200)
    assert len(identity._ENDED) == 1


def test_nobody_can_fill_the_memory_with_sign_ins_that_are_none(secrets: Path) -> None:
    for value in ("x", cookie(claims(), secret="s" * 40), cookie(claims(exp=1))):
        identity.end(asked({COOKIE: value}), settings.read(), time.time())
    assert identity._ENDED == {}


def test_a_name_is_printable_and_not_too_long(secrets: Path) -> None:
    for told, shown in [("A\nB\x00\u202e", "AB"), ("x" * 900, "x" * 60), (7, ANNA), ("", ANNA), (None, ANNA)]:
        found = access.of(asked(signed_in(name=told)))
        assert found
        assert found.name == shown


def test_a_long_sign_in_comes_in_parts(secrets: Path) -> None:
    """The framework cuts a cookie that is too long; a part that is missing leaves nothing."""
    text = json.dumps(claims(groups=["x" * 5000]))
    parts = {f"{COOKIE}_1": text[:3000], f"{COOKIE}_2": text[3000:], COOKIE: "chunks-2"}
    held = {name: signing.signed(value, name=name) for name, value in parts.items()}
    assert reason(held) == ""
    assert reason({name: value for name, value in held.items() if name != f"{COOKIE}_2"}) == "unreadable"
    assert reason({**held, f"{COOKIE}_2": held[f"{COOKIE}_1"]}) == "unreadable"

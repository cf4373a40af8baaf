"""Staff sign in at a real provider, or bring the key that this machine's server made; and they go out again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from dashboard.desk import here
from dashboard.desk.identity import COOKIE
from dashboard.words import say
from tests.dashboard.desk import provider, signing
from tests.dashboard.desk.signing import ANNA, SITE
from tests.dashboard.desk.somebodies import NEAR
from tests.dashboard.desk.talking import Browser, shown


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider.running() as address:
        yield address


def at_provider(server: TestClient, secrets: Path, issuer: str) -> Browser:
    signing.write(
        secrets,
        redirect_uri=f"{NEAR}/oauth2callback",
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
    )
    signing.use(secrets)
    return Browser(server, NEAR)


def come_back(browser: Browser, person: str) -> str:
    """Sign in as somebody; where the site leads to afterwards."""
    led = browser.ask("/desk/sign-in?with=default").headers["location"]
    assert led.startswith("/auth/login?provider=")
    to = browser.ask(led).headers["location"]
    answer = browser.ask(provider.agree(to, person))
    assert answer.status_code == 302
    assert answer.headers["cache-control"] == "no-store"
    return str(answer.headers["location"])


def test_staff_sign_in_and_out_at_a_provider(server: TestClient, secrets: Path, issuer: str) -> None:
    browser = at_provider(server, secrets, issuer)
    provider.vouch(issuer, "anna", email=ANNA, email_verified=True, name="Anna Berg")
    assert say("desk.sign_in") in browser.ask("/desk/sign-in").text
    assert come_back(browser, "anna") == "/desk/sign-in"
    assert browser.ask("/desk/sign-in").headers["location"] == "/desk"
    assert browser.ask("/desk").status_code == 200
    assert say("desk.sign_in_in") in browser.ask("/desk/sign-in?anew").text
    with browser.connected() as talk:
        assert b"Anna Berg" in shown(talk.run("desk"))
    held = dict(browser.cookies)
    assert browser.ask("/desk/sign-out", sec_fetch_site="cross-site").status_code == 404
    assert browser.ask("/auth/logout", sec_fetch_site="same-site").status_code == 404
    assert browser.ask("/desk").status_code == 200
    assert browser.ask("/desk/sign-out").headers["location"] == "/auth/logout"
    assert browser.ask("/auth/logout").headers["location"].startswith(f"{issuer}/oauth2/end_session")
    assert browser.ask("/oauth2callback").headers["location"] == "/desk/sign-in", "as the provider leads back"
    assert browser.ask("/desk").status_code == 404
    kept = Browser(server, NEAR, held)
    assert kept.ask("/desk").status_code == 404, "a copy of the cookie is worth nothing"
    assert say("desk.sign_in_ended") in kept.ask("/desk/sign-in").text


GOOD = {"email": ANNA, "email_verified": True}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ({**GOOD, "exp": "soon"}, "nobody"), ({**GOOD, "exp": -30}, "ended"), ({**GOOD, "exp": -9000}, "nobody"),
        ({**GOOD, "aud": "other"}, "nobody"), ({**GOOD, "aud": "other", "azp": "the-desk"}, "elsewhere"), ({**GOOD, "aud": ["the-desk", "other"], "azp": "other"}, "nobody"),
        ({**GOOD, "iss": "https://evil.example"}, "nobody"), ({**GOOD, "nonce": "x"}, "nobody"),
        ({"email": ANNA}, "unverified"), ({"email": ANNA, "email_verified": False}, "unverified"), ({"email_verified": True}, "unverified"),
        ({**GOOD, "email": "eve@example.com"}, "unlisted"), ({**GOOD, "provider": "other"}, ""), ({**GOOD, "origin": "https://evil.example", "is_logged_in": False}, ""),
    ],
    ids=str,
)  # fmt: skip
def test_a_word_of_the_provider_that_does_not_carry_leads_to_words_and_not_to_the_desk(
    server: TestClient, secrets: Path, issuer: str, word: dict[str, Any], said: str
) -> None:
    browser = at_provider(server, secrets, issuer)
    if isinstance(word.get("exp"), int):
        word = {**word, "exp": int(time.time()) + word["exp"]}
    provider.vouch(issuer, "somebody", **word)
    assert come_back(browser, "somebody") == "/desk/sign-in"
    answer = browser.ask("/desk/sign-in")
    assert browser.ask("/desk").status_code == (404 if said else 200)
    if said:
        assert say(f"desk.sign_in_{said}", email="eve@example.com") in answer.text


def test_a_step_that_nobody_was_sent_on_leads_to_the_sign_in(
    server: TestClient, secrets: Path, issuer: str
) -> None:
    browser = at_provider(server, secrets, issuer)
    provider.vouch(issuer, "anna", **GOOD)
    led = browser.ask("/desk/sign-in?with=default").headers["location"]
    back = provider.agree(browser.ask(led).headers["location"], "anna")
    for stranger, path in [
        (Browser(server, NEAR), back), (browser, "/oauth2callback?state=x&code=y"), (browser, "/oauth2callback?error=x&error_description=y"),
        (browser, "/auth/login?provider=x"), (browser, "/auth/login"),
    ]:  # fmt: skip
        answer = stranger.ask(path)
        assert (answer.status_code, answer.headers["location"]) == (302, "/desk/sign-in"), path
        assert stranger.ask("/desk").status_code == 404
    assert browser.ask(back).headers["location"] == "/desk/sign-in"
    assert browser.ask("/desk").status_code == 200
    again = browser.ask(back)
    assert again.headers["location"] == "/desk/sign-in", "a word is taken once"


def test_on_an_encrypted_site_the_cookies_are_never_sent_in_the_clear(
    server: TestClient, secrets: Path, issuer: str
) -> None:
    signing.write(secrets, server_metadata_url=f"{issuer}/.well-known/openid-configuration")
    signing.use(secrets)
    provider.vouch(issuer, "anna", **GOOD)
    browser = Browser(server, SITE)
    led = browser.ask("/desk/sign-in?with=default").headers["location"]
    back = provider.agree(browser.ask(led).headers["location"], "anna")
    cookies = browser.ask(back).headers.get_list("set-cookie")
    assert any(line.startswith(f"{COOKIE}=") for line in cookies)
    assert all("; Secure" in line and "httponly" in line.lower() for line in cookies)


def test_the_key_is_exchanged_for_a_pass_and_is_gone_from_the_address(
    server: TestClient, secrets: Path
) -> None:
    address = here.open_door("127.0.0.1", 8501)
    query = urlsplit(address).query
    browser = Browser(server, NEAR)
    for wrong in ("key=x", f"{query}&key=x", f"key=x&{query}", "key="):
        assert browser.ask(f"/desk?{wrong}").status_code == 404
    for told_wrong in (
        {"host": "evil.example:8501"},
        {"origin": "http://127.0.0.1:9999"},
        {"x_forwarded_for": "10.0.0.1"},
    ):
        assert browser.ask(f"/desk?{query}", **told_wrong).status_code == 404
    answer = browser.ask(f"/desk?{query}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert answer.headers["cache-control"] == "no-store"
    (line,) = answer.headers.get_list("set-cookie")
    assert "; HttpOnly" in line
    assert "; SameSite=strict" in line
    assert query.partition("=")[2] not in line
    assert browser.ask("/desk").status_code == 200
    assert browser.ask("/desk?key=x").status_code == 404
    assert browser.ask("/desk/sign-out", sec_fetch_site="same-site").status_code == 404
    held = dict(browser.cookies)
    assert browser.ask("/desk/sign-out").headers["location"] == "/"
    assert browser.cookies == {}
    assert Browser(server, NEAR, held).ask("/desk").status_code == 404

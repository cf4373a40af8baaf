"""Those who come to the server: one of every sort that gets nothing of the desk, and the staff."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from dashboard.desk import here
from dashboard.desk.identity import COOKIE
from tests.dashboard.desk import signing
from tests.dashboard.desk.signing import SITE, claims, cookie, signed_in
from tests.dashboard.desk.talking import Browser

NEAR = "http://127.0.0.1:8501"
Somebody = Callable[[TestClient, Path], Browser]


def nobody(server: TestClient, secrets: Path) -> Browser:
    secrets.unlink()
    return Browser(server, SITE)


def not_signed_in(server: TestClient, secrets: Path) -> Browser:
    return Browser(server, SITE)


def not_listed(server: TestClient, secrets: Path) -> Browser:
    return Browser(server, SITE, signed_in(email="eve@example.com"))


def expired(server: TestClient, secrets: Path) -> Browser:
    return Browser(server, SITE, signed_in(exp=int(time.time()) - 1))


def forged(server: TestClient, secrets: Path) -> Browser:
    return Browser(server, SITE, {COOKIE: cookie(claims(), secret="another-secret-of-another-server")})


def set_wrong(server: TestClient, secrets: Path) -> Browser:
    signing.write(secrets, cookie_secret="short")
    return Browser(server, SITE, {COOKIE: cookie(claims(), secret="short")})


def without_pass(server: TestClient, secrets: Path) -> Browser:
    here.open_door("127.0.0.1", 8501)
    return Browser(server, NEAR, {here.cookie(): "x", **signed_in(origin=NEAR)})


def rebound(server: TestClient, secrets: Path) -> Browser:
    here.open_door("127.0.0.1", 8501)
    return Browser(server, "http://evil.example:8501", {here.cookie(): here.new_pass()})


def anna(server: TestClient, secrets: Path) -> Browser:
    return Browser(server, SITE, signed_in())


def at_home(server: TestClient, secrets: Path) -> Browser:
    key = urlsplit(here.open_door("127.0.0.1", 8501)).query
    browser = Browser(server, NEAR)
    browser.ask(f"/desk?{key}")
    return browser


# On a server that people sign in to, and all that are not staff.
SIGNERS: tuple[Somebody, ...] = (not_signed_in, not_listed, expired, forged)
OTHERS: tuple[Somebody, ...] = (nobody, *SIGNERS, set_wrong, without_pass, rebound)
everyone_else = pytest.mark.parametrize("somebody", OTHERS, ids=lambda one: one.__name__)
every_staff = pytest.mark.parametrize("somebody", [anna, at_home], ids=lambda one: one.__name__)

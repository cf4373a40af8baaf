"""Secrets as a site would have them, and the cookies that the framework makes once somebody has signed in."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard.desk import here, identity
from dashboard.desk.asking import Asking
from dashboard.desk.identity import COOKIE

SITE = "https://figures.example"
SECRET = "drawn-by-chance-and-kept-by-nobody-else"
ISSUER = "https://provider.example"
CLIENT = "the-desk"
ANNA = "anna@example.org"
AUTH = {
    "redirect_uri": f"{SITE}/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": CLIENT,
    "client_secret": "given-by-the-provider",
    "server_metadata_url": f"{ISSUER}/.well-known/openid-configuration",
}
ALLOW = (ANNA, "@staff.example")


def write(path: Path, allow: Any = ALLOW, sections: str = "", **auth: Any) -> None:
    """A secrets file with some settings of [auth] changed; ``None`` leaves one out. ``allow`` may be None too."""
    told = {**AUTH, **auth}
    lines = [f"{key} = {json.dumps(value)}" for key, value in told.items() if value is not None]
    desk = [] if allow is None else ["[desk]", f"allow = {json.dumps(allow)}"]
    path.write_text("\n".join(["[auth]", *lines, sections, *desk]), encoding="utf-8")


def use(*paths: Path) -> None:
    """The server reads these files from now on, and has forgotten all others and whoever came in."""
    config.set_option("secrets.files", [str(path) for path in paths])
    secrets_singleton._reset()
    here.shut()
    identity._ENDED.clear()


def claims(**changed: Any) -> dict[str, Any]:
    """What is in the cookie once Anna has signed in; ``None`` takes a claim away."""
    now = int(time.time())
    told = {
        "iss": ISSUER, "aud": [CLIENT], "sub": "1", "email": ANNA, "email_verified": True, "name": "Anna Berg",
        "iat": now, "exp": now + 3600, "origin": SITE, "is_logged_in": True, "provider": "default",
    }  # fmt: skip
    return {name: value for name, value in {**told, **changed}.items() if value is not None}


def cookie(told: object, secret: str = SECRET, name: str = COOKIE) -> str:
    """The value of the cookie that says so."""
    return signed(json.dumps(told), secret, name)


def signed(text: str, secret: str = SECRET, name: str = COOKIE) -> str:
    """A text as the framework signs it for a cookie of this name."""
    return create_signed_value(secret, name, text).decode()


def asked(cookies: Mapping[str, str], *, origin: str = SITE, acts: bool = True) -> Asking:
    """The opening of a connection that shows these cookies."""
    return Asking(host="figures.example", origin=origin, cookies=cookies, near=False, acts=acts)


def signed_in(**changed: Any) -> dict[str, str]:
    """The cookies of somebody who has signed in."""
    return {COOKIE: cookie(claims(**changed))}

"""Read who may sign in, and where, from the secrets as they stand in their file now: who is struck out is out at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from streamlit import config

CALLBACK = "/oauth2callback"
METADATA = "/.well-known/openid-configuration"
SHORTEST_SECRET = 32
# The framework's name for the provider whose settings stand in [auth] itself.
UNNAMED = "default"
NEEDED = ("client_id", "client_secret", "server_metadata_url")
NEAR = ("localhost", "127.0.0.1")
LISTED = re.compile(r"[a-z0-9._%+'-]{0,64}@[a-z0-9-]+(\.[a-z0-9-]+)*")


class NotSet(Exception):
    """Nobody can sign in. The message says why; '' where no sign-in was meant."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who vouches for a person: what it calls itself, and what it calls this site."""

    issuer: str
    client_id: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the site is, what its cookies are signed with, who vouches, and whom the desk is for.

    ``allow`` holds addresses in small letters, and '@example.org' for everybody there.
    """

    origin: str
    secret: str
    providers: Mapping[str, Provider]
    allow: frozenset[str]

    def lists(self, email: str) -> bool:
        """This address, in small letters, or everybody at its domain, is on the list."""
        return email in self.allow or f"@{email.rpartition('@')[2]}" in self.allow


def read() -> Settings:
    """The settings in force. Raises NotSet: a setting that is missing, wrong or cannot be read keeps everybody out."""
    secrets = _secrets()
    auth, desk = secrets.get("auth"), secrets.get("desk")
    if auth is None and desk is None:
        raise NotSet
    if not isinstance(auth, dict) or not isinstance(desk, dict):
        raise NotSet("the secrets must hold [auth] and [desk]")
    return Settings(_origin(auth), _secret(auth), _providers(auth), _allowed(desk))


def fault() -> str:
    """Why nobody can sign in although it was meant; '' where they can, or none was meant."""
    try:
        read()
    except NotSet as reason:
        return str(reason)
    return ""


def are_set() -> bool:
    """People can sign in."""
    try:
        read()
    except NotSet:
        return False
    return True


def _secrets() -> dict[str, Any]:
    """All files one after the other, as the framework reads them; it keeps what it read, and this does not."""
    held: dict[str, Any] = {}
    for path in config.get_option("secrets.files"):
        try:
            held.update(tomllib.loads(Path(path).read_text(encoding="utf-8")))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError) as problem:
            raise NotSet(f"the secrets cannot be read (got {type(problem).__name__})") from problem
    return held


def _origin(auth: Mapping[str, Any]) -> str:
    address = _text(auth, "redirect_uri").replace("{port}", str(config.get_option("server.port")))
    if not _is_safe(address) or urlsplit(address).path != CALLBACK:
        raise NotSet(f"[auth] redirect_uri must be https://…{CALLBACK}; http only on this machine")
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _secret(auth: Mapping[str, Any]) -> str:
    secret = _text(auth, "cookie_secret")
    if len(secret) < SHORTEST_SECRET:
        raise NotSet(f"[auth] cookie_secret must have at least {SHORTEST_SECRET} signs, drawn by chance")
    return secret


def _providers(auth: Mapping[str, Any]) -> dict[str, Provider]:
    named = {name: section for name, section in auth.items() if isinstance(section, dict)}
    found = {
        name: _provider(section)
        for name, section in {UNNAMED: auth, **named}.items()
        if all(_text(section, key) for key in NEEDED) and "_" not in name
    }
    if not found:
        raise NotSet(f"[auth] or a section of it must hold {', '.join(NEEDED)}")
    return found


def _provider(section: Mapping[str, Any]) -> Provider:
    """A provider describes itself at an address that begins with its own name (OpenID Connect Discovery, 4)."""
    address = _text(section, "server_metadata_url")
    if not _is_safe(address) or not address.endswith(METADATA):
        raise NotSet(f"server_metadata_url must be https://…{METADATA}")
    return Provider(address.removesuffix(METADATA), _text(section, "client_id"))


def _allowed(desk: Mapping[str, Any]) -> frozenset[str]:
    listed = desk.get("allow")
    if not isinstance(listed, list) or not listed:
        raise NotSet("[desk] allow must list e-mail addresses, or domains as @example.org")
    allowed = [entry.strip().lower() if isinstance(entry, str) else "" for entry in listed]
    if not all(LISTED.fullmatch(entry) for entry in allowed):
        raise NotSet("[desk] allow must hold nothing but e-mail addresses, and domains as @example.org")
    return frozenset(allowed)


def _text(section: Mapping[str, Any], key: str) -> str:
    value = section.get(key, "")
    return value if isinstance(value, str) else ""


def _is_safe(address: str) -> bool:
    """Nobody on the way can read along."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in NEAR)
    )

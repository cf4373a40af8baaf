"""Open the desk to this machine alone: a key made at start, and a pass for each browser that brought it."""

from __future__ import annotations

import getpass
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from dashboard.desk.asking import LOOPBACK, Asking, Staff
from dashboard.words import say

# The setting that asks for it: DESK=here.
SETTING, HERE = "DESK", "here"
NAMES = (LOOPBACK, "localhost")
MOST_PASSES = 50


@dataclass(slots=True)
class _Door:
    port: int
    key: str
    # Digests of the passes that were given, the oldest first.
    passes: dict[str, None] = field(default_factory=dict)


_DOORS: list[_Door] = []


def open_door(address: str | None, port: int) -> str:
    """The address that leads in, with the key. Raises ValueError unless the server listens to this machine alone."""
    if address != LOOPBACK:
        raise ValueError(
            f"the desk without sign-in must be on a server that listens on {LOOPBACK} alone (got {address!r}): start it by `make desk`"
        )
    shut()
    _DOORS.append(_Door(port, secrets.token_urlsafe(32)))
    return f"http://{LOOPBACK}:{port}/desk?key={_DOORS[0].key}"


def shut() -> None:
    """Nobody gets in here any more."""
    _DOORS.clear()


def is_open() -> bool:
    """The server was started for this machine's own staff."""
    return bool(_DOORS)


def neighbourly(asking: Asking) -> bool:
    """Asked on this machine, by its own name, and by no page but one of this server: cookies know no ports."""
    hosts = [f"{name}:{door.port}" for door in _DOORS for name in NAMES]
    if not asking.near or asking.host not in hosts:
        return False
    return asking.origin == f"http://{asking.host}" or not (asking.origin or asking.acts)


def fits(key: str) -> bool:
    """This is the key."""
    return any(hmac.compare_digest(door.key.encode(), key.encode("utf-8", "replace")) for door in _DOORS)


def cookie() -> str:
    """The name of the cookie that holds a pass: two servers of this machine share their cookies, and must not mix them up."""
    return f"desk-{_DOORS[0].port}"


def new_pass() -> str:
    """A pass for a browser that brought the key."""
    given = secrets.token_urlsafe(32)
    passes = _DOORS[0].passes
    passes[_digest(given)] = None
    while len(passes) > MOST_PASSES:
        del passes[next(iter(passes))]
    return given


def staff(asking: Asking) -> Staff | None:
    """Whoever shows a pass, under the name that this machine's server runs for; None for everybody else."""
    if not neighbourly(asking) or _digest(_shown(asking.cookies)) not in _DOORS[0].passes:
        return None
    name = _name()
    return Staff(name, name, "here")


def end(asking: Asking) -> None:
    """The pass is worth nothing from now on, in whatever window."""
    if neighbourly(asking):
        _DOORS[0].passes.pop(_digest(_shown(asking.cookies)), None)


def _shown(cookies: Mapping[str, str]) -> str:
    return cookies.get(cookie(), "")


def _digest(given: str) -> str:
    return sha256(given.encode("utf-8", "replace")).hexdigest()


def _name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return say("desk.somebody_here")

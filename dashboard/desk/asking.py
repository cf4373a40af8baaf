"""What a request, or the opening of a connection, says of itself, and who of the staff it may turn out to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

LOOPBACK = "127.0.0.1"
# Whoever passes a request on for somebody else says so.
PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")

Way = Literal["signed in", "here"]


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is at the desk. ``who`` is written down with every act, ``name`` is what the desk shows.

    ``way`` is how they came in: signed in at a provider until ``until``, or here, on the machine of the server.
    """

    who: str
    name: str
    way: Way
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked with. Whoever asks writes all of it, but ``near``: on this machine, and passed on by nobody.

    ``origin`` is '' where none is named. ``acts``: more than reading is asked for, so the origin must be named.
    """

    host: str
    origin: str
    cookies: Mapping[str, str]
    near: bool
    acts: bool = False


def of_scope(scope: Scope, *, acts: bool) -> Asking:
    """What a request, or the opening of a connection, says as the server got it."""
    headers = Headers(scope=scope)
    client, *_ = scope.get("client") or ("",)
    near = client == LOOPBACK and not any(name in headers for name in PASSED_ON)
    return Asking(
        host=only(headers.getlist("host")),
        origin=only(headers.getlist("origin")),
        cookies=HTTPConnection({**scope, "type": "http"}).cookies,
        near=near,
        acts=acts,
    )


def only(values: Sequence[str]) -> str:
    """The value of a header that may stand there once; what is given twice is no value that anybody trusts.

    >>> only(["a"]), only([]), only(["a", "a"])
    ('a', '', 'given more than once')
    """
    if len(values) > 1:
        return "given more than once"
    return values[0] if values else ""

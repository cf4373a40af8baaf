"""Ask the routes as a server does, letter by letter: an ordinary client would tidy a hostile path before it is sent."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message

from app import KNOWN
from dashboard.web.headers import SecurityHeaders
from dashboard.web.not_found import NotFound
from dashboard.web.routes import ROUTES
from tests.dashboard.waiting import finished

HOST = "figures.example"
SITE = Starlette(routes=ROUTES, middleware=[Middleware(SecurityHeaders), Middleware(NotFound, known=KNOWN)])


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.text)


def ask(address: str, method: str = "GET", site: ASGIApp = SITE, body: bytes = b"", **headers: str) -> Answer:
    """Ask a site, by default ours behind its own doors, for a path with its query; headers by their names with underscores.

    ``body`` is what is sent along.
    """
    path, _, query = address.partition("?")
    told = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in told.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def answered() -> None:
        await site(scope, receive, send)

    finished(answered())
    start = sent[0]
    told = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], told, b"".join(message.get("body", b"") for message in sent[1:]))

"""The door: what is no page of ours gets a page of our own, and what the framework needs goes through."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from app import KNOWN
from dashboard import frame
from dashboard.not_found import NotFound, page
from dashboard.words import say
from tests.dashboard.waiting import finished


def asked(path: str, kind: str = "http") -> tuple[int, str]:
    """Status and body of the answer to a path."""
    sent: list[MutableMapping[str, Any]] = []

    async def inside(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"inside"})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": kind, "path": path, "method": "GET", "headers": []}
    finished(NotFound(inside, known=KNOWN)(scope, receive, send))
    return sent[0]["status"], sent[1]["body"].decode()


@pytest.mark.parametrize(
    "path",
    [
        "/", "/themes", "/regions/", "/overview", "/healthz", "/_stcore/stream", "/themes/_stcore/health",
        "/app/static/icon.png", "/static/js/index.js", "/media/x.png", "/component/x", "/favicon.png",
    ],
)  # fmt: skip
def test_what_is_known_goes_through(path: str) -> None:
    assert asked(path) == (200, "inside")


@pytest.mark.parametrize("path", ["/nowhere", "/themes/reform", "/Themes", "/<script>", "/robots", "/a/b/c"])
def test_what_is_unknown_gets_our_own_page(path: str) -> None:
    status, body = asked(path)
    assert status == 404
    assert say("not_found.title") in body


def test_what_is_no_request_for_a_page_goes_through() -> None:
    assert asked("/nowhere", kind="websocket") == (200, "inside")


def test_the_page_echoes_nothing_and_leads_home() -> None:
    assert '<a href="/">' in page()
    assert "<script" not in page()


def test_the_pages_come_from_one_list() -> None:
    assert [entry.name for entry in frame.PAGES] == ["overview", "themes", "regions"]
    assert {entry.name for entry in frame.PAGES} <= KNOWN

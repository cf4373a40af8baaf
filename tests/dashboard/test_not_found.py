"""The door: what is no page of ours gets a page of our own, and what the framework needs goes through."""

from __future__ import annotations

import tomllib
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from app import KNOWN
from dashboard import data, frame
from dashboard.data import Release
from dashboard.delivery import shelf
from dashboard.web.not_found import NotFound, page
from dashboard.words import say
from tests.dashboard.waiting import finished


def asked(path: str, kind: str = "http", method: str = "GET") -> tuple[int, str]:
    """Status and body of the answer to a path."""
    sent: list[MutableMapping[str, Any]] = []

    async def inside(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"inside"})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": kind, "path": path, "method": method, "headers": []}
    finished(NotFound(inside, known=KNOWN)(scope, receive, send))
    return sent[0]["status"], sent[1]["body"].decode()


@pytest.mark.parametrize(
    "path",
    [
        "/", "/themes", "/regions/", "/overview", "/healthz", "/_stcore/stream", "/_stcore/health", "/_stcore/host-config",
        "/app/static/icon.png", "/media/x.png", "/favicon.png",
        "/figures", "/sources", "/data", "/data/", "/data/figures.csv", "/data/anything", "/figure/killed-government", "/embed/killed-government", "/oembed",
        "/sitemap.xml", "/robots.txt",
    ],
)  # fmt: skip
def test_what_is_known_goes_through(path: str) -> None:
    assert asked(path) == (200, "inside")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere", "/themes/reform", "/Themes", "/<script>", "/robots", "/a/b/c", "/figures/whatever", "/figure", "/embed", "/data/a/b", "/figure/a/b",
        "//data", "//evil.example/figures", "/data//figures.csv", "/data/../etc/passwd", "/data/..", "/./data", "/..", "/\x00", "/figure/\x00", "/figure/a\nb",
        "/figure/\ud800", "/data\\figures.csv", "/" + "a" * 60_000, "/figure/" + "a/" * 30_000, "*", "/%2e%2e", "/nowhere/app/static/icon.png",
        "/app", "/app/", "/app/x", "/app/static", "/app/static/", "/app/static/missing.png", "/app/static/../../app.py", "/media", "/media/", "/media/a/b",
        "/index.html", "/static", "/static/js", "/static/js/missing.js", "/themes/static/js/x.js", "/regions/app/static/icon.png", "/component", "/component/x",
        "/_stcore", "/_stcore/metrics", "/_stcore/x", "/_stcore/script-health-check", "/_stcore/upload_file/x/y", "/_stcore/agent/mcp", "/themes/_stcore/health",
    ],
)  # fmt: skip
def test_what_is_unknown_gets_our_own_page(path: str) -> None:
    status, body = asked(path)
    assert status == 404
    assert say("not_found.title") in body
    assert "evil" not in body


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "<script>"]
)
@pytest.mark.parametrize(
    "path", ["/", "/themes", "/data/figures.csv", "/figure/x", "/embed/x", "/sitemap.xml", "/healthz"]
)
def test_our_addresses_can_only_be_read(path: str, method: str) -> None:
    assert asked(path, method=method) == (405, say("web.only_reading"))
    assert asked(path, method="HEAD") == (200, "inside")


def test_the_framework_answers_for_itself_whatever_the_method() -> None:
    for path in ("/_stcore/health", "/app/static/icon.png"):
        assert asked(path, method="OPTIONS") == (200, "inside")
    assert asked("/data/figures.csv", method="OPTIONS") == (200, "inside")


def test_every_file_that_the_first_page_may_ask_for_goes_through() -> None:
    scripts = [path for path in shelf.paths() if path.startswith("/static/js/")]
    assert len(scripts) > 20
    assert all(asked(path) == (200, "inside") for path in scripts)


def test_no_other_site_may_steer_a_page() -> None:
    settings = tomllib.loads((data.REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["client"]["allowedOrigins"] == []


def test_what_is_no_request_for_a_page_goes_through() -> None:
    assert asked("/nowhere", kind="websocket") == (200, "inside")


def test_the_page_echoes_nothing_and_leads_home() -> None:
    assert '<a href="/">' in page()
    assert "<script" not in page()


def test_an_address_that_may_have_meant_a_figure_leads_to_those_like_it(sample: Release) -> None:
    for path in ("/figures/killed-goverment", "/figure/x/killed-goverment"):
        assert 'href="/figure/killed-government"' in asked(path)[1]
    assert "/figure/" not in asked("/nowhere/killed-goverment")[1]


def test_without_a_release_the_page_is_still_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    assert asked("/figures/killed")[0] == 404


def test_the_pages_come_from_one_list() -> None:
    assert {entry.name for entry in frame.PAGES} <= KNOWN
    assert {"overview", "themes", "regions", "figures", "sources"} <= {entry.name for entry in frame.PAGES}

"""To everyone but staff no address, no page and no message leads to the desk; staff find it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.util import calc_hash

from dashboard import frame
from dashboard.words import say
from tests.dashboard.desk.somebodies import (
    SIGNERS,
    Somebody,
    anna,
    every_staff,
    everyone_else,
    not_listed,
    rebound,
)
from tests.dashboard.desk.talking import pages, shown, told

DESK_HASH = calc_hash("desk")
NAME = say("pages.desk").encode()
FRAME = [entry.name for entry in frame.PAGES]
SIGNING = (
    "/desk/sign-in",
    "/desk/sign-in?with=default",
    "/auth/login",
    "/auth/login?provider=x",
    "/oauth2callback",
)
NOBODYS = (
    "/desk", "/desk/", "/desk?view=audit", "/desk?key=", "/desk?key=x", "/desk?key=x&key=x", "/desk/x", "/desk/documents", "/Desk", "/desk//", "/desk/sign-in/", "/desk/sign-out/",
    "/desk;", "/desk%2f", "/desk%00", "/./desk", "//desk", "/x/../desk", "/desk.json", "/pages/desk", "/auth", "/auth/", "/auth/login/", "/oauth2callback/",
    "/_stcore/upload_file", "/_stcore/upload_file/", "/_stcore/upload_file/a/b", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/metrics", "/_stcore/bidi-components/x",
)  # fmt: skip


@everyone_else
def test_no_address_of_the_desk_differs_from_one_that_was_never_there(
    server: TestClient, secrets: Path, somebody: Somebody
) -> None:
    browser = somebody(server, secrets)
    nowhere = told(browser.ask("/nowhere"))
    assert nowhere[0] == 404
    for path in (*NOBODYS, *(() if somebody in SIGNERS else (*SIGNING, "/desk/sign-out", "/auth/logout"))):
        for method in ("GET", "POST"):
            assert told(browser.ask(path, method)) == nowhere, (method, path)
    for method in ("HEAD", "OPTIONS", "PUT", "DELETE", "PROPFIND"):
        assert told(browser.ask("/desk", method)) == told(browser.ask("/nowhere", method)), method


@everyone_else
def test_nothing_tells_of_the_desk(server: TestClient, secrets: Path, somebody: Somebody) -> None:
    browser = somebody(server, secrets)
    for path in (
        "/",
        "/themes",
        "/briefing",
        "/data/",
        "/data/datapackage.json",
        "/robots.txt",
        "/sitemap.xml",
        "/healthz",
    ):
        answer = browser.ask(path)
        assert answer.status_code in (200, 400)
        assert NAME not in answer.content, path
        assert b"/desk" not in answer.content, path


@everyone_else
def test_no_message_leads_to_the_desk(server: TestClient, secrets: Path, somebody: Somebody) -> None:
    browser = somebody(server, secrets)
    if somebody is rebound:
        with pytest.raises(WebSocketDisconnect), browser.connected():
            pass
        return
    with browser.connected() as talk:
        plain = pages(talk.run())
        assert plain == ["", *FRAME[1:]]
        for state in (
            {"page_name": "desk"}, {"page_name": "/desk"}, {"page_name": "desk/"}, {"page_name": "pages/desk"},
            {"page_script_hash": DESK_HASH}, {"page_name": "desk", "page_script_hash": DESK_HASH}, {"page_script_hash": calc_hash("pages/desk.py")},
            {"page_name": "desk", "query_string": "view=audit&key=x"}, {"query_string": "view=publish&page=desk"},
            {"page_name": "desk", "is_history_navigation": True}, {"page_name": "desk", "is_auto_rerun": True},
        ):  # fmt: skip
            nowhere = {name: "nowhere" for name in ("page_name", "page_script_hash") if name in state}
            came, instead = talk.run(**state), talk.run(**{**state, **nowhere})
            assert pages(came) == plain, state
            assert NAME not in b"".join(one.SerializeToString() for one in came), state
            assert shown(came) == shown(instead), state


@every_staff
def test_staff_find_the_desk(server: TestClient, secrets: Path, somebody: Somebody) -> None:
    browser = somebody(server, secrets)
    answer = browser.ask("/desk")
    assert answer.status_code == 200
    assert NAME in answer.content
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert browser.ask("/desk/").headers["location"] == "/desk"
    assert browser.ask("/desk", "POST").status_code == 404
    with browser.connected() as talk:
        assert pages(talk.run())[-1] == "desk"
        came = b"".join(one.SerializeToString() for one in talk.run("desk", query_string="view=audit"))
        assert say("desk.view_audit").encode() in came
        assert say("desk.sign_out").encode() in came
        assert b'aria-current="page"' in came


def test_the_desk_is_there_when_no_release_can_be_read(
    server: TestClient, secrets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    browser = anna(server, secrets)
    assert browser.ask("/desk").status_code == 200
    with browser.connected() as talk:
        assert b"<h1>" + NAME in shown(talk.run("desk"))
        assert say("unavailable.title").encode() in shown(talk.run("themes"))


def test_the_way_to_the_desk_is_on_staffs_pages_alone(server: TestClient, secrets: Path) -> None:
    for browser, there in ((anna(server, secrets), True), (not_listed(server, secrets), False)):
        with browser.connected() as talk:
            assert (b'href="/desk"' in shown(talk.run("themes"))) is there

"""What is done at the desk is done by staff, weighed anew at every act; a session and a file are their owner's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit import config, net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard import frame
from dashboard.desk import access, here, views
from dashboard.desk.access import NotAllowed, Staff
from tests.dashboard.desk import signing
from tests.dashboard.desk.signing import ANNA, SITE, signed_in
from tests.dashboard.desk.somebodies import (
    Somebody,
    anna,
    at_home,
    every_staff,
    nobody,
    not_listed,
    not_signed_in,
    without_pass,
)
from tests.dashboard.desk.talking import Browser, pages

FRAME = ["", *(entry.name for entry in frame.PAGES[1:])]


@pytest.fixture
def act(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A view that acts as it is shown, after the list may have changed; what became of its acts."""
    done: list[str] = []

    def show(_: Staff) -> None:
        try:
            done.append(access.require().who)
        except NotAllowed:
            done.append("refused")

    monkeypatch.setattr(views, "SHOWN", {**views.SHOWN, "audit": show})
    return done


@every_staff
def test_an_act_knows_who_acts(
    server: TestClient, secrets: Path, somebody: Somebody, act: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ben")
    with somebody(server, secrets).connected() as talk:
        talk.run("desk", query_string="view=audit")
    assert act == [ANNA if somebody is anna else "ben"]


def test_whoever_is_struck_out_between_the_page_and_the_act_is_refused(
    server: TestClient, secrets: Path, act: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = views.SHOWN["audit"]

    def struck(staff: Staff) -> None:
        signing.write(secrets, allow=["ben@example.org"])
        before(staff)

    monkeypatch.setattr(views, "SHOWN", {**views.SHOWN, "audit": struck})
    with anna(server, secrets).connected() as talk:
        talk.run("desk", query_string="view=audit")
    assert act == ["refused"]


def test_outside_a_session_nobody_acts(secrets: Path) -> None:
    with pytest.raises(NotAllowed):
        access.require()


def strike(browser: Browser, secrets: Path) -> None:
    signing.write(secrets, allow=["ben@example.org"])


def sign_out(browser: Browser, secrets: Path) -> None:
    """In another window of the same browser."""
    led = Browser(browser.client, browser.home, dict(browser.cookies)).ask("/desk/sign-out")
    if led.headers["location"] == "/auth/logout":
        Browser(browser.client, browser.home, dict(browser.cookies)).ask("/auth/logout")


def unset(browser: Browser, secrets: Path) -> None:
    secrets.unlink()


@pytest.mark.parametrize(
    ("somebody", "lose", "led"),
    [
        (anna, strike, "/desk/sign-in"), (anna, sign_out, "/desk/sign-in"), (anna, unset, "/"),
        (at_home, sign_out, "/"), (at_home, lambda *_: here.shut(), "/desk/sign-in"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("message", ["rerun", "callback", "fragment", "file_urls", "heartbeat"])
def test_who_is_no_longer_of_the_staff_is_led_away_before_anything_else_happens(
    server: TestClient,
    secrets: Path,
    act: list[str],
    somebody: Somebody,
    lose: Callable[[Browser, Path], None],
    led: str,
    message: str,
) -> None:
    browser = somebody(server, secrets)
    with browser.connected() as talk:
        came = talk.run("desk", query_string="view=audit")
        act.clear()
        lose(browser, secrets)
        gone = talk.say(_messages(came)[message], until="auth_redirect")
        assert gone[-1].auth_redirect.url == led
        with pytest.raises(WebSocketDisconnect):
            talk.line.receive_bytes()
    assert act == []
    if somebody is anna:
        assert browser.ask("/desk").status_code == 404


def _messages(came: list[ForwardMsg]) -> dict[str, BackMsg]:
    """What a page of the desk may say next."""
    made = {name: BackMsg() for name in ("rerun", "callback", "fragment")}
    for message in made.values():
        message.rerun_script.page_name = "desk"
        message.rerun_script.query_string = "view=audit"
    control = next(one for one in came if one.delta.new_element.HasField("button_group"))
    state = made["callback"].rerun_script.widget_states.widgets.add()
    state.id = control.delta.new_element.button_group.id
    state.string_array_value.data.append("publish")
    made["fragment"].rerun_script.fragment_id = "any"
    urls = BackMsg()
    urls.file_urls_request.file_names.append("a.txt")
    return {**made, "file_urls": urls, "heartbeat": BackMsg(app_heartbeat=True)}


# What a browser may say besides having a page run.


def _unwanted() -> Iterator[tuple[str, BackMsg]]:
    for name in (
        "clear_cache",
        "load_git_info",
        "set_run_on_save",
        "debug_disconnect_websocket",
        "debug_shutdown_runtime",
    ):
        message = BackMsg()
        setattr(message, name, True)
        yield name, message
    for name in ("install_skills", "dismiss_skills_nudge"):
        message = BackMsg()
        getattr(message.backend_operation_request, name).SetInParent()
        yield name, message
    urls = BackMsg()
    urls.file_urls_request.file_names.append("a.txt")
    yield "file_urls_request", urls
    yield "nothing", BackMsg()


@pytest.mark.parametrize(
    ("name", "message"), list(_unwanted()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_the_framework_does_for_nobody_what_no_page_of_ours_asks_for(
    server: TestClient, secrets: Path, name: str, message: BackMsg
) -> None:
    with not_signed_in(server, secrets).connected() as talk:
        talk.run()
        assert set(talk.after(message)) <= {"session_status_changed"} - (
            {"session_status_changed"} if name == "set_run_on_save" else set()
        )


def test_a_file_that_is_made_when_it_is_asked_for_can_still_be_asked_for(
    server: TestClient, secrets: Path
) -> None:
    with not_signed_in(server, secrets).connected() as talk:
        talk.run()
        asked = BackMsg()
        asked.backend_operation_request.session_id = talk.session
        asked.backend_operation_request.deferred_file.file_id = "none"
        assert "backend_operation_response" in [
            one.WhichOneof("type") for one in talk.say(asked, until="backend_operation_response")
        ]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff" * 50, 1002), (b"\xff" * (25 * 1024 * 1024 + 1), 1009)],
    ids=["wrong", "long"],
)
def test_what_cannot_be_read_ends_the_connection(
    server: TestClient, secrets: Path, content: bytes, code: int
) -> None:
    with not_signed_in(server, secrets).connected() as talk:
        talk.line.send_bytes(content)
        with pytest.raises(WebSocketDisconnect) as ended:
            talk.line.receive_bytes()
        assert ended.value.code == code


def test_what_is_said_in_letters_is_passed_over(server: TestClient, secrets: Path) -> None:
    with not_signed_in(server, secrets).connected() as talk:
        talk.line.send_text("desk")
        assert pages(talk.run()) == FRAME


# Whose a connection and a session are.


@pytest.mark.parametrize(
    "changed",
    [
        {"origin": "http://127.0.0.1:9999"}, {"origin": "http://localhost:8501"}, {"origin": "http://localhost:9999"}, {"origin": "https://evil.example"},
        {"origin": "null"}, {"host": "evil.example"}, {"host": "evil.example:8501", "origin": "http://evil.example:8501"}, {"host": "127.0.0.1"},
        {"x_forwarded_for": "127.0.0.1"}, {"origin": ""},
    ],
    ids=str,
)  # fmt: skip
def test_at_home_no_other_page_gets_a_connection(
    server: TestClient, secrets: Path, changed: dict[str, str]
) -> None:
    browser = at_home(server, secrets)
    with pytest.raises(WebSocketDisconnect), browser.connected(**changed):
        pass
    if changed != {"origin": ""}:
        assert browser.ask("/desk", **changed).status_code == 404


@pytest.mark.parametrize("origin", ["http://localhost:8501", "http://127.0.0.1", ""])
def test_a_page_of_another_site_gets_no_desk(server: TestClient, secrets: Path, origin: str) -> None:
    """The framework lets pages of this machine connect to any server; they bring the cookie of who is signed in."""
    with anna(server, secrets).connected(origin=origin) as talk:
        assert pages(talk.run("desk")) == FRAME


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", f"{SITE}.evil.example", "https://[", f"{SITE}:1"]
)
def test_a_stranger_of_a_page_is_turned_away_without_a_look_at_the_network(
    server: TestClient, secrets: Path, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for look in ("get_internal_ip", "get_external_ip"):
        monkeypatch.setattr(net_util, look, lambda: pytest.fail("the network was asked"))
    with pytest.raises(WebSocketDisconnect), nobody(server, secrets).connected(origin=origin):
        pass


def test_there_is_no_other_line_than_the_one(server: TestClient) -> None:
    for path in ("/", "/desk", "/healthz", "/_stcore/stream/"):
        with pytest.raises(WebSocketDisconnect), server.websocket_connect(path):
            pass


def test_without_the_pass_this_machine_sees_what_everyone_sees(server: TestClient, secrets: Path) -> None:
    with without_pass(server, secrets).connected() as talk:
        assert pages(talk.run("desk")) == FRAME


@every_staff
def test_a_session_of_the_desk_goes_back_to_nobody_but_its_owner(
    server: TestClient, secrets: Path, somebody: Somebody
) -> None:
    browser = somebody(server, secrets)
    with browser.connected() as talk:
        talk.run("desk")
        session = talk.session
    stranger = Browser(server, browser.home)
    others = (
        [stranger]
        if somebody is at_home
        else [stranger, Browser(server, SITE, signed_in(email="ben@staff.example"))]
    )
    for other in others:
        with other.connected(session) as talk:
            talk.run("desk")
            assert talk.session != session
    with browser.connected(session) as talk:
        talk.run("desk")
        assert talk.session == session


def test_a_visitors_session_still_comes_back(server: TestClient, secrets: Path) -> None:
    browser = nobody(server, secrets)
    with browser.connected() as talk:
        talk.run()
        session = talk.session
    with browser.connected(session) as talk:
        talk.run()
        assert talk.session == session


# Files.


def upload(browser: Browser, session: str, content: bytes = b"text", /, **headers: str) -> int:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n'
        + content
        + b"\r\n--b--\r\n"
    )
    told = {
        "origin": browser.home,
        "content_type": "multipart/form-data; boundary=b",
        "x_xsrftoken": browser.cookies.get("_streamlit_xsrf", ""),
        **headers,
    }
    path = f"/_stcore/upload_file/{session}/1"
    return browser.ask(path, "PUT", body, **told).status_code


@every_staff
def test_staff_send_files_to_their_own_session(server: TestClient, secrets: Path, somebody: Somebody) -> None:
    browser = somebody(server, secrets)
    browser.ask("/_stcore/health")
    with browser.connected() as talk:
        talk.run("desk")
        urls = BackMsg()
        urls.file_urls_request.file_names.append("a.txt")
        told = talk.say(urls, until="file_urls_response")[-1].file_urls_response.file_urls[0]
        assert told.upload_url.startswith(f"/_stcore/upload_file/{talk.session}/")
        assert upload(browser, talk.session) == 204
        assert upload(browser, talk.session, x_xsrftoken="") == 403
        assert upload(browser, talk.session, b"x" * (20 * 1024 * 1024 + 1)) == 413
        assert (
            browser.ask(
                f"/_stcore/upload_file/{talk.session}/1",
                "DELETE",
                origin=browser.home,
                x_xsrftoken=browser.cookies["_streamlit_xsrf"],
            ).status_code
            == 204
        )
        for wrong in (
            {"origin": ""}, {"origin": "http://127.0.0.1:9999"}, {"origin": "http://localhost:8501"}, {"host": "evil.example"} if somebody is at_home else {"origin": "null"},
        ):  # fmt: skip
            assert upload(browser, talk.session, **wrong) == 404, wrong
        for path in ("", "/", f"/{talk.session}", f"/{talk.session}/", f"/{talk.session}/a/b", "/x/y"):
            assert browser.ask(f"/_stcore/upload_file{path}", "PUT", origin=browser.home).status_code == 404
        for method in ("GET", "POST", "OPTIONS", "PATCH"):
            assert (
                browser.ask(f"/_stcore/upload_file/{talk.session}/1", method, origin=browser.home).status_code
                == 404
            )


def test_nobody_else_sends_files_anywhere(server: TestClient, secrets: Path) -> None:
    staff, eve = anna(server, secrets), not_listed(server, secrets)
    ben = Browser(server, SITE, signed_in(email="ben@staff.example"))
    eve.ask("/_stcore/health")
    ben.ask("/_stcore/health")
    with staff.connected() as talk, eve.connected() as other:
        talk.run("desk")
        other.run()
        assert upload(eve, talk.session) == 404
        assert upload(eve, other.session) == 404
        assert upload(ben, talk.session) == 404, "not even one of the staff to another's session"
        staff.ask("/_stcore/health")
        assert upload(staff, other.session) == 404, "nor to a visitor's"
        strike(staff, secrets)
        assert upload(staff, talk.session) == 404


def test_a_file_is_at_most_as_large_as_a_document_may_be(secrets: Path) -> None:
    assert config.get_option("server.maxUploadSize") == 20

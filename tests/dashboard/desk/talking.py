"""Talk to the whole server in this process as a browser does, or as somebody does who makes messages up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from httpx2 import Response
from starlette.testclient import TestClient, WebSocketTestSession
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime

from app import app

LINE = "/_stcore/stream"
# Of these every answer has its own.
OWN = ("date", "content-length")


@contextmanager
def served() -> Iterator[TestClient]:
    """The whole server but for what it works out ahead of visitors, as this machine's browser reaches it."""
    site = st.App(
        app.script_path,
        routes=app._user_routes,
        middleware=app._user_middleware,
        on_script_error=app._on_script_error,
    )
    try:
        with TestClient(site, client=("127.0.0.1", 50_000), follow_redirects=False) as client:
            yield client
            assert client.portal
            for kept in Runtime.instance()._session_mgr.list_sessions():
                client.portal.call(Runtime.instance().close_session, kept.session.id)
    finally:
        Runtime._instance = None


@dataclass
class Browser:
    """Somebody's browser: where it believes the server to be, and the cookies it holds."""

    client: TestClient
    home: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET", content: bytes = b"", /, **headers: str) -> Response:
        """Ask for a path, follow no lead, and keep the cookies that come."""
        told = {
            "host": self.home.partition("://")[2],
            "accept": "text/html",
            **self._cookie(),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        self.client.cookies.clear()
        answer = self.client.request(
            method, f"{self.client.base_url}{path}", headers=told, content=content or None
        )
        for cookie in answer.cookies.jar:
            if cookie.value and not cookie.is_expired():
                self.cookies[cookie.name] = cookie.value
        for name in _ended(answer):
            self.cookies.pop(name, None)
        return answer

    @contextmanager
    def connected(self, session: str = "", **headers: str) -> Iterator[Talk]:
        """An open connection, or starlette's WebSocketDisconnect; ``session`` is one that it wants back."""
        names = ["streamlit", self.cookies.get("_streamlit_xsrf", "x"), *([session] if session else [])]
        told = {
            "host": self.home.partition("://")[2],
            "origin": self.home,
            **self._cookie(),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        told = {name: value for name, value in told.items() if value}
        self.client.cookies.clear()
        with self.client.websocket_connect(LINE, headers=told, subprotocols=names) as line:
            yield Talk(line)

    def _cookie(self) -> dict[str, str]:
        return {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}


@dataclass
class Talk:
    """What is said on one connection."""

    line: WebSocketTestSession
    session: str = ""

    def run(self, page: str = "", /, **state: Any) -> list[ForwardMsg]:
        """Have the script run, and all that came of it. ``state`` is what else the message says, such as page_script_hash."""
        message = BackMsg()
        message.rerun_script.page_name = page
        for name, value in state.items():
            setattr(message.rerun_script, name, value)
        return self.say(message, until="script_finished")

    def say(self, message: BackMsg, *, until: str) -> list[ForwardMsg]:
        """What comes up to the first message of a sort, after this one was said."""
        self.line.send_bytes(message.SerializeToString())
        came: list[ForwardMsg] = []
        while not came or came[-1].WhichOneof("type") != until:
            came.append(ForwardMsg.FromString(self.line.receive_bytes()))
            if came[-1].WhichOneof("type") == "new_session":
                self.session = came[-1].new_session.initialize.session_id
        return came

    def after(self, message: BackMsg) -> list[str]:
        """The sorts of what a message brings before the next one, a sign of life, is answered."""
        self.say(BackMsg(app_heartbeat=True), until="heartbeat_ack")
        self.line.send_bytes(message.SerializeToString())
        came = self.say(BackMsg(app_heartbeat=True), until="heartbeat_ack")
        return [str(one.WhichOneof("type")) for one in came[:-1]]


def pages(came: Sequence[ForwardMsg]) -> list[str]:
    """The addresses of the pages that the browser is told of."""
    (told,) = [one.navigation for one in came if one.WhichOneof("type") == "navigation"]
    return [page.url_pathname for page in told.app_pages]


def shown(came: Sequence[ForwardMsg]) -> bytes:
    """Everything that came, but for what is of one run alone: names of sessions and runs, and what was asked for."""
    kept = []
    for one in came:
        copy = ForwardMsg.FromString(one.SerializeToString())
        copy.ClearField("hash")
        copy.metadata.ClearField("run")
        if copy.WhichOneof("type") in ("new_session", "page_not_found", "session_status_changed"):
            continue
        kept.append(copy.SerializeToString(deterministic=True))
    return b"\n".join(kept)


def told(answer: Response) -> tuple[int, Mapping[str, str], bytes]:
    """An answer, but for the hour."""
    return answer.status_code, {n: v for n, v in answer.headers.items() if n not in OWN}, answer.content


def _ended(answer: Response) -> list[str]:
    """The names of the cookies that an answer takes away."""
    lines = answer.headers.get_list("set-cookie")
    return [line.partition("=")[0] for line in lines if "max-age=0" in line.lower()]

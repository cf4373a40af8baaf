"""Stand at the server's door: who is not of the staff finds nothing of the desk at any address, and no message reaches it."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from google.protobuf.message import DecodeError
from starlette.datastructures import MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.runtime_util import get_max_widget_state_size_bytes
from streamlit.web.server.server_util import is_allowed_origin

from dashboard.desk import access, asking, here, identity, settings
from dashboard.desk.addresses import CALLBACK, DESK, KEY, LEAVE, LOGIN, SIGN_IN, SIGN_OUT

READING = ("GET", "HEAD")
SENDING = ("PUT", "DELETE")
LINE, UPLOADS = "/_stcore/stream", ("_stcore", "upload_file")
PROTOCOL = "sec-websocket-protocol"
# What a page of ours may say to the server. The framework knows more: to empty everybody's caches, to tell of files on the disk.
SAID = frozenset({"rerun_script", "stop_script", "app_heartbeat", "backend_operation_request"})
SAID_BY_STAFF = SAID | {"file_urls_request"}
ASKED_BACK = frozenset({"deferred_file", "dataframe_chunk"})
# The code of a connection that is closed because of a rule (RFC 6455, 7.4.1).
AGAINST_A_RULE = 1008
# Pages of a visitor's own machine, which may reach the server by another name.
NEAR = ("localhost", "127.0.0.1")
# Where the browser says that another site's page led here.
ELSEWHERE = ("cross-site", "same-site")


def opens(scope: Scope) -> bool:
    """A request for an address of the desk by somebody who may have it. For all others there is no such address."""
    path, method = scope["path"], scope["method"]
    if path.startswith("/_stcore/upload_file/"):
        return method in SENDING and _may_send(scope)
    if method not in READING:
        return False
    if path in (DESK, f"{DESK}/"):
        return brings_key(scope) if KEY in QueryParams(scope["query_string"]) else _is_staff(scope)
    if path in (SIGN_IN, LOGIN, CALLBACK):
        return _can_sign_in()
    if path == SIGN_OUT:
        return _is_led_by_us(scope) and (_is_staff(scope) or _can_sign_in())
    return path == LEAVE and _is_led_by_us(scope) and _can_sign_in()


def brings_key(scope: Scope) -> bool:
    """Somebody on this machine who has the key that the server made at its start."""
    keys = QueryParams(scope["query_string"]).getlist(KEY)
    return (
        here.is_open()
        and here.neighbourly(asking.of_scope(scope, acts=False))
        and len(keys) == 1
        and here.fits(keys[0])
    )


class Gate:
    """Wrap an application: watch its connections, and lead whoever signs in or out to the desk's own addresses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is neither a connection nor a step of signing in or out."""
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] in (LOGIN, CALLBACK, LEAVE) and _can_sign_in():
            if scope["path"] == LEAVE and opens(scope):
                end(scope)
            await self.app(scope, receive, _led_back(send))
        else:
            await self.app(scope, receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = asking.of_scope(scope, acts=True)
        welcome = here.neighbourly(asked) if here.is_open() else _is_from_a_page_of_ours(asked)
        if scope["path"] != LINE or not welcome:
            await receive()
            await send({"type": "websocket.close", "code": AGAINST_A_RULE})
            return
        line = _Line(asked, receive, send)
        await self.app(_with_own_session(scope, line.was), line.receive, line.send)


class _Line:
    """One connection. Each message of it is weighed anew: whoever is no longer of the staff is led away, and it ends."""

    def __init__(self, asked: asking.Asking, receive: Receive, send: Send) -> None:
        self.asked = asked
        self.was = access.of(asked)
        self._receive = receive
        self._send = send
        self._ended = False

    async def receive(self) -> Message:
        """The next message that may pass."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            now = access.of(self.asked)
            if self.was and (now is None or now.who != self.was.who):
                return await self._end()
            self.was = now
            if _may_be_said(message.get("bytes"), SAID_BY_STAFF if self.was else SAID):
                return message

    async def send(self, message: Message) -> None:
        """Nothing more is said on a connection that has ended."""
        if not self._ended:
            await self._send(message)

    async def _end(self) -> Message:
        away = ForwardMsg(hash="away")
        away.auth_redirect.url = SIGN_IN if _can_sign_in() else "/"
        await self.send({"type": "websocket.send", "bytes": away.SerializeToString()})
        await self.send({"type": "websocket.close", "code": AGAINST_A_RULE})
        self._ended = True
        return {"type": "websocket.disconnect", "code": AGAINST_A_RULE}


def end(scope: Scope) -> None:
    """End the sign-in, or take back the pass, that a request shows."""
    asked = asking.of_scope(scope, acts=False)
    if here.is_open():
        here.end(asked)
        return
    try:
        identity.end(asked, settings.read(), time.time())
    except settings.NotSet:
        return


def _is_staff(scope: Scope, *, acts: bool = False) -> bool:
    return access.of(asking.of_scope(scope, acts=acts)) is not None


def _may_send(scope: Scope) -> bool:
    """A file goes to a session at the desk, from the one whose session it is."""
    parts = scope["path"].strip("/").split("/")
    sender = access.of(asking.of_scope(scope, acts=True))
    return (
        sender is not None
        and len(parts) == 4
        and tuple(parts[:2]) == UPLOADS
        and access.at_desk(parts[2]) == sender.who
    )


def _can_sign_in() -> bool:
    return not here.is_open() and settings.are_set()


def _is_from_a_page_of_ours(asked: asking.Asking) -> bool:
    """The framework's rule, but that it asks the network for this machine's addresses while everybody waits."""
    if not asked.origin:
        return True
    try:
        page = urlsplit(asked.origin)
    except ValueError:
        return False
    return page.netloc == asked.host or page.hostname in NEAR or is_allowed_origin(asked.origin)


def _is_led_by_us(scope: Scope) -> bool:
    """No other site's page ends somebody's sign-in; a browser that does not say where it was led from is believed."""
    return MutableHeaders(scope=scope).get("sec-fetch-site") not in ELSEWHERE


def _may_be_said(content: bytes | None, said: frozenset[str]) -> bool:
    """Of what is too long or cannot be read the framework knows how to be rid."""
    if content is None:
        return False
    if len(content) > get_max_widget_state_size_bytes():
        return True
    try:
        message = BackMsg.FromString(content)
    except DecodeError:
        return True
    sort = message.WhichOneof("type")
    if sort == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in ASKED_BACK
    return sort in said


def _with_own_session(scope: Scope, staff: access.Staff | None) -> Scope:
    """The third of the names that a browser sends is that of the session it wants back: one of the desk goes to its owner alone."""
    told = MutableHeaders(raw=list(scope["headers"]))
    names = [name.strip() for name in told.get(PROTOCOL, "").split(",")]
    owner = access.at_desk(names[2]) if len(names) > 2 else ""
    if not owner or (staff and staff.who == owner):
        return scope
    told[PROTOCOL] = ", ".join(names[:2])
    return {**scope, "headers": told.raw}


def _led_back(send: Send) -> Send:
    """Where the framework leads to the front page after a step of signing in, lead to the page that says how it went."""

    async def send_led(message: Message) -> None:
        if message["type"] == "http.response.start":
            _lead(MutableHeaders(scope=message))
        await send(message)

    return send_led


def _lead(headers: MutableHeaders) -> None:
    if headers.get("location") == "/":
        headers["location"] = SIGN_IN
    headers["cache-control"] = "no-store"
    cookies = [value for name, value in headers.items() if name == "set-cookie"]
    if cookies and _is_encrypted():
        del headers["set-cookie"]
        for cookie in cookies:
            headers.append("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")


def _is_encrypted() -> bool:
    try:
        return settings.read().origin.startswith("https://")
    except settings.NotSet:
        return False

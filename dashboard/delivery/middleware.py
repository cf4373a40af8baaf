"""Send what lies on the shelf before anything else is asked."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.delivery.negotiation import asks_part
from dashboard.delivery.shelf import OURS, Shelf


class Delivery:
    """Wrap an application: a file on the shelf is sent from memory; everything else, and part of a file, is passed on."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self.app = app
        self.shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer GET and HEAD for what is there in the form that was asked for."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            asked = Headers(scope=scope)
            parcel = self.shelf.find(scope["path"])
            if parcel and parcel.answers(asked) and not self._in_part(scope["path"], asked):
                await parcel.answer(asked)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _in_part(self, path: str, asked: Headers) -> bool:
        """The framework sends part of a file from the disk; of our own the whole is sent, as whoever asks for a part must allow."""
        return asks_part(asked.get("range", "")) and not path.startswith(OURS)

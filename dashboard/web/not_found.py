"""Answer an address that is no page of ours with a page of our own, where the framework would show its dialog."""

from __future__ import annotations

from collections.abc import Callable, Collection

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import data
from dashboard.delivery import shelf
from dashboard.web import answers, figures, look
from dashboard.words import say

# What the framework's own page asks it for. For any other path it would send that page again, as if there were one.
FRAMEWORK = frozenset({"/_stcore/health", "/_stcore/stream", "/_stcore/host-config"})
MEDIA = "media"
READING = ("GET", "HEAD")
# What may be asked of data besides reading it: whether another page may.
ASKING = ("OPTIONS",)
# Where a visitor may send a file, or a briefing that is too long for an address.
SENDING = {
    f"/briefing/{name}": "POST"
    for name in ("open", "present", "handout", "deck.json", "deck.pptx", "deck.html")
}
# Where the last part of a wrong address may be the name of a figure.
ABOUT_FIGURES = ("figure", "figures", "embed")
LONGEST_NAME = 120


def to_nobody(_: Scope) -> bool:
    """Nobody has an address that is not known."""
    return False


class NotFound:
    """Wrap an application: a path that is none of ``known`` gets a plain page with status 404.

    ``known`` holds paths without their first slash; a part in braces, as in 'figure/{figure_id}', stands for any one name.
    ``opens`` says of a request that it may pass all the same: there are addresses that only some people have.
    """

    def __init__(
        self, app: ASGIApp, known: Collection[str], opens: Callable[[Scope], bool] = to_nobody
    ) -> None:
        self.app = app
        self.opens = opens
        self.known = tuple(tuple(path.strip("/").split("/")) for path in known)
        self.files = shelf.paths()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is known, and everything that is not a request for a page."""
        answer = await self._answer(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        path, method = scope["path"], scope["method"]
        if self._of_framework(path) or self.opens(scope):
            return None
        if not self.serves(path):
            text = await run_in_threadpool(page, path)
            return HTMLResponse(
                text, status_code=404, headers={**look.headers(), "cache-control": answers.NOT_KEPT}
            )
        if (
            method in READING
            or (method in ASKING and path.startswith("/data/"))
            or SENDING.get(path) == method
        ):
            return None
        return PlainTextResponse(
            say("web.only_reading"), status_code=405, headers={"allow": ", ".join(READING)}
        )

    def serves(self, path: str) -> bool:
        """The front page, a page or route of ours, or what the framework truly has."""
        parts = _parts(path)
        if parts is None:
            return False
        if not parts or self._of_framework(path):
            return True
        return any(_is(parts, pattern) for pattern in self.known)

    def _of_framework(self, path: str) -> bool:
        """Its own addresses, a file that is there, or one that a page has it hold for a visitor, whose name it knows itself."""
        parts = _parts(path)
        held = parts is not None and len(parts) == 2 and parts[0] == MEDIA and not path.endswith("/")
        return held or path in FRAMEWORK or path in self.files


def page(path: str = "") -> str:
    """The page in plain HTML; of an address that may have meant a figure, with ways to those spelt alike."""
    title, body = say("not_found.title"), say("not_found.body")
    return look.notice(title, body, (("/figures", say("pages.figures")),), _suggestions(path))


def _suggestions(path: str) -> str:
    parts = [part for part in path[:1000].split("/") if part]
    if len(parts) < 2 or parts[0] not in ABOUT_FIGURES or len(parts[-1]) > LONGEST_NAME:
        return ""
    try:
        return figures.suggestions(figures.near(parts[-1], data.current()))
    except data.ReleaseUnreadable:
        return ""


def _parts(path: str) -> list[str] | None:
    """The names in a path; None for a path that no link of anybody's leads to: with gaps, steps up, or signs that do not print."""
    names = path.removeprefix("/").removesuffix("/").split("/") if path != "/" else []
    if any(name in ("", ".", "..") or not name.isprintable() or "\\" in name for name in names):
        return None
    return names


def _is(parts: list[str], pattern: tuple[str, ...]) -> bool:
    return len(parts) == len(pattern) and all(
        meant == part or meant.startswith("{") for part, meant in zip(parts, pattern, strict=True)
    )

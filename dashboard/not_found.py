"""Answer an address that is no page of ours with a page of our own, where the framework would show its dialog."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.palette import DARK, LIGHT
from dashboard.words import say

# What the framework serves under its own names, and the files beside its page.
FRAMEWORK = ("_stcore", "app", "static", "media", "component", "favicon.png", "index.html", "manifest.json")


class NotFound:
    """Wrap an application: a path whose first part is none of ``known`` gets a plain page with status 404."""

    def __init__(self, app: ASGIApp, known: Collection[str]) -> None:
        self.app = app
        self.known = frozenset(known)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is known, and everything that is not a request for a page."""
        if scope["type"] != "http" or self.serves(scope["path"]):
            await self.app(scope, receive, send)
            return
        await HTMLResponse(page(), status_code=404)(scope, receive, send)

    def serves(self, path: str) -> bool:
        """The front page, a page or route of ours, or the framework's own, also where it looks for it under a page."""
        parts = [part for part in path.split("/") if part]
        if not parts or parts[0] in FRAMEWORK:
            return True
        return parts[0] in self.known and (len(parts) == 1 or parts[1] in FRAMEWORK)


def page() -> str:
    """The page in plain HTML, in the site's colours and without a file of its own."""
    title, body, home = (escape(say(key)) for key in ("not_found.title", "not_found.body", "site.name"))
    style = (
        f"html {{ color-scheme: light dark; background: {_both('page')}; color: {_both('ink')}; }} a {{ color: {_both('stated')}; }}"
        " body { font: 1.125rem/1.5 Georgia, serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem; }"
        " h1 { font-weight: 500; line-height: 1.15; } a { display: inline-block; min-height: 44px; }"
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} · {home}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head>'
        f'<body><h1>{title}</h1><p>{body}</p><p><a href="/">{home}</a></p></body></html>'
    )


def _both(role: str) -> str:
    return f"light-dark({getattr(LIGHT, role)}, {getattr(DARK, role)})"

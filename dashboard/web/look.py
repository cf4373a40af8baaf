"""Dress plain HTML in the site's look: its colours, its type, its masthead. Text in, a page out; no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

from dashboard import contact, frame
from dashboard.delivery import shelf
from dashboard.delivery.first_page import FACES
from dashboard.palette import DARK, LIGHT, Palette
from dashboard.web import role
from dashboard.words import say

STYLE = Path(__file__).resolve().parent / "plain.css"
WANTS_DARK = "(prefers-color-scheme: dark)"
THEMES = ("light", "dark")
ROLES = ("page", "panel", "rule", "ink", "muted", "stated", "reference", "problem", "record")


def page(title: str, inside: str, *, head: str, foot: str) -> str:
    """A page with the masthead. ``inside``, ``head`` and ``foot`` are HTML, ``title`` is text."""
    home = escape(say("site.name"))
    ways = "".join(f'<li><a href="{escape(path)}">{escape(name)}</a></li>' for path, name in _ways())
    return _document(
        f"{title} · {say('site.name')}",
        head,
        f'<body><header class="masthead"><p class="wordmark"><a href="/">{home}</a></p>'
        f'<nav aria-label="{escape(say("web.ways"))}"><ul class="ways">{ways}</ul></nav></header>'
        f'<main>{inside}</main><footer class="foot">{foot}{contact.line()}</footer></body>',
    )


def bare(title: str, inside: str, *, head: str = "", theme: str = "") -> str:
    """A page without masthead and foot, to stand within somebody else's page, in a theme of that page's choice."""
    return _document(title, head, f'<body class="embed"><main>{inside}</main></body>', theme)


def notice(title: str, words: str, ways: Iterable[tuple[str, str]], more: str = "") -> str:
    """A page that says what is not here, and where to go: (address, name) each. ``more`` is HTML."""
    links = "".join(
        f'<a href="{escape(to)}">{escape(name)}</a>' for to, name in (*ways, ("/", say("site.name")))
    )
    inside = (
        f'<h1>{escape(title)}</h1><p class="standfirst">{escape(words)}</p>{more}<p class="links">{links}</p>'
    )
    return page(title, inside, head='<meta name="robots" content="noindex">', foot=data_way())


@lru_cache(maxsize=2)
def headers(framed_by: str = "'self'") -> dict[str, str]:
    """A policy under which the page can run nothing and fetch nothing but our fonts; ``framed_by`` says who may frame it."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    rules = (
        "default-src 'none'", f"style-src 'sha256-{digest}'", "font-src 'self'", "img-src 'self'", "base-uri 'none'",
        "form-action 'none'", f"frame-ancestors {framed_by}",
    )  # fmt: skip
    return {"content-security-policy": "; ".join(rules)}


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet with the palette of both themes and the site's fonts."""
    light, dark = f"color-scheme: light; {_roles(LIGHT)}", f"color-scheme: dark; {_roles(DARK)}"
    followed = f":root:not([data-theme=light]) {{ {dark} }}"
    roles = (
        f":root {{ {light} }}",
        f"@media {WANTS_DARK} {{ {followed} }}",
        f":root[data-theme=dark] {{ {dark} }}",
    )
    return "\n".join((*roles, _marks(), _faces(), STYLE.read_text(encoding="utf-8")))


def _roles(palette: Palette) -> str:
    """The colours by role, and of a mark: as stated, where nothing around it says that it is another source's."""
    told = {name: getattr(palette, name) for name in ROLES} | {
        name: role.colour(name, palette) for name in role.ROLES
    }
    return " ".join(f"--{name}: {colour};" for name, colour in told.items())


def _marks() -> str:
    """What stands within is drawn in the colour of its role."""
    rules = (f".mark-{name} {{ --mark: var(--{name}); }}" for name in role.ROLES)
    return "\n".join((":root { --mark: var(--stated); }", *rules))


def _faces() -> str:
    """The letters, at the addresses that every page has them from."""
    return "\n".join(
        f"@font-face {{ font-family: '{family}'; src: url('{shelf.addresses()[file]}') format('woff2'); font-weight: {weights};"
        f" font-display: swap; unicode-range: {letters}; }}"
        for family, file, weights, letters in FACES
    )


def _document(title: str, head: str, body: str, theme: str = "") -> str:
    chosen = f' data-theme="{theme}"' if theme in THEMES else ""
    return (
        f'<!doctype html><html lang="en"{chosen}><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}'
        f'<link rel="icon" href="/app/static/icon.png"><style>{style()}</style></head>{body}</html>'
    )


def _ways() -> Sequence[tuple[str, str]]:
    first, *others = frame.PAGES
    return [("/", first.title), *((f"/{entry.name}", entry.title) for entry in others)]


def data_way() -> str:
    """The way to the data, for the foot of a page."""
    return f'<p class="links"><a href="/data/">{escape(say("web.data"))}</a></p>'

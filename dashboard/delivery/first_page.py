"""The first page that a browser gets: the framework's, with our head, in our colours, and the outline of the page to come."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from streamlit import file_util

from dashboard import frame
from dashboard.briefing import pins
from dashboard.delivery import shelf
from dashboard.delivery.outline import Outline
from dashboard.palette import DARK, LIGHT
from dashboard.web.preview import Preview
from dashboard.words import say

HERE = Path(__file__).resolve().parent
TEMPLATE, LOOK, REVEAL = HERE / "first_page.html", HERE / "first_page.css", HERE / "reveal.js"
ROLES = ("page", "panel", "ink", "rule", "stated")
SCRIPT = re.compile(r'<script type="module"[^>]*></script>')
STYLE_SHEET = re.compile(r'<link rel="stylesheet"[^>]*>')
UNICODE_LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,"
    "U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
UNICODE_LATIN_EXTENDED = (
    "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,"
    "U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0"
)
# Family, file, weights, letters.
FACES = (
    ("Libre Franklin Variable", "libre-franklin-latin-wght-normal", "100 900", UNICODE_LATIN),
    ("Libre Franklin Variable", "libre-franklin-latin-ext-wght-normal", "100 900", UNICODE_LATIN_EXTENDED),
    ("Newsreader Variable", "newsreader-latin-wght-normal", "200 800", UNICODE_LATIN),
    ("Newsreader Variable", "newsreader-latin-ext-wght-normal", "200 800", UNICODE_LATIN_EXTENDED),
)
FIRST_FACES = (FACES[0], FACES[2])


def first_page(told: Preview, shape: Outline, picture: str = "") -> str:
    """The whole page; ``picture`` is the address of what a chat may show beside its title.

    Whatever the preview and the outline hold is written as words, never as markup.
    """
    name = say("site.name")
    title = name if told.title == name else say("pages.tab_title", page=told.title, site=name)
    meta = "".join(
        (
            f"<title>{escape(title)}</title>",
            f'<meta name="description" content="{escape(told.description)}">',
            f'<meta property="og:title" content="{escape(told.title)}">',
            f'<meta property="og:description" content="{escape(told.description)}">',
            f'<meta property="og:site_name" content="{escape(name)}">',
            '<meta property="og:type" content="website">',
            f'<link rel="canonical" href="{escape(told.canonical)}">',
            f'<meta property="og:image" content="{escape(picture)}">' if picture else "",
        )
    )
    before, between, amid, after = _shell()
    return f"{before}{meta}{_further(shape.sort)}{between}{_without_scripts(told)}{amid}{shape.html}{after}"


def prepare() -> None:
    """Build what first pages share. Raises ValueError if the framework's page is not as expected."""
    _shell()
    for sort in shelf.FURTHER_PARTS:
        _further(sort)


def _without_scripts(told: Preview) -> str:
    """Words, and the ways to what can be read without scripts: the plain page of a figure, and the data."""
    plain = urlsplit(told.canonical).path
    ways = [(told.canonical, told.title)] if "/figure/" in plain else []
    links = "".join(
        f'<li><a href="{escape(to)}">{escape(name)}</a></li>'
        for to, name in (*ways, ("./data/", say("web.data")))
    )
    return f"<p>{escape(told.description)}</p><p>{escape(say('first_page.no_script'))}</p><ul>{links}</ul>"


@lru_cache(maxsize=1)
def _shell() -> tuple[str, str, str, str]:
    """What stands around the three parts that are of one page alone. Raises ValueError if the framework's page is not as expected."""
    root = Path(file_util.get_static_dir())
    index = (root / "index.html").read_text(encoding="utf-8")
    script, sheet = SCRIPT.search(index), STYLE_SHEET.search(index)
    if script is None or sheet is None:
        raise ValueError(
            f"index.html of the framework must hold a module script and a style sheet (got {index[:60]!r}): "
            "install the version of streamlit that requirements.txt names"
        )
    filled = TEMPLATE.read_text(encoding="utf-8")
    for blank, text in {
        "framework": script[0] + sheet[0],
        "preloads": _preloads(root),
        "faces": _faces(),
        "look": LOOK.read_text(encoding="utf-8"),
        **{role: _both(role) for role in ROLES},
        "reveal": REVEAL.read_text(encoding="utf-8"),
        "style": _relative("style"),
        "engine": _engine(),
        "lost": escape(say("first_page.lost")),
    }.items():
        filled = filled.replace(f"{{{{{blank}}}}}", text)
    before, _, rest = filled.partition("{{meta}}")
    between, _, rest = rest.partition("{{noscript}}")
    amid, _, after = rest.partition("{{outline}}")
    return before, between, amid, after


def _preloads(root: Path) -> str:
    """The scripts of the first content, the library of the charts and the letters: all asked for at once."""
    fonts = (_relative(file) for _, file, _, _ in FIRST_FACES)
    return "".join(
        [
            *(
                f'<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>'
                for font in fonts
            ),
            f'<link rel="preload" href="{_relative("style")}" as="style">',
            _modules(shelf.first_scripts(root)),
            f'<link rel="preload" href="{_relative("bundle")}" as="script">',
        ]
    )


@lru_cache(maxsize=len(shelf.FURTHER_PARTS) + len(frame.PAGES))
def _further(sort: str) -> str:
    """What the first screen of this sort of page needs besides."""
    return _modules(shelf.further_scripts(Path(file_util.get_static_dir()), sort))


def _modules(names: Sequence[str]) -> str:
    return "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{escape(name)}">' for name in names
    )


def _faces() -> str:
    return "".join(
        f"@font-face{{font-family:'{family}';src:url({_relative(file)}) format('woff2');font-weight:{weights};"
        f"font-style:normal;font-display:swap;unicode-range:{letters}}}"
        for family, file, weights, letters in FACES
    )


def _engine() -> str:
    fonts: Sequence[tuple[str, str]] = [(family, _relative(file)) for family, file, _, _ in FIRST_FACES]
    pages = ["/", *(f"/{entry.name}" for entry in frame.PAGES[1:])]
    return (
        f'<script src="{_relative("engine")}" data-bundle="{_relative("bundle")}"'
        f' data-pages="{escape(json.dumps(pages))}" data-briefing="{escape(pins.script_words())}" data-fonts="{escape(json.dumps(dict(fonts)))}" async></script>'
    )


def _relative(name: str) -> str:
    return f".{shelf.addresses()[name]}"


def _both(role: str) -> str:
    return f"light-dark({getattr(LIGHT, role)}, {getattr(DARK, role)})"

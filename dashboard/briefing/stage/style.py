"""The style of the stage and of the handout: the site's colours by role, its letters, its maps."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path

from dashboard.delivery import shelf
from dashboard.delivery.first_page import FACES, FIRST_FACES
from dashboard.palette import DARK, LIGHT, Palette

HERE = Path(__file__).resolve().parent
MAP = HERE.parent.parent / "styles" / "map.css"
WANTS_DARK = "(prefers-color-scheme: dark)"
ROLES = ("page", "panel", "rule", "ink", "muted", "stated", "rival", "reference", "record", "problem")


@lru_cache(maxsize=2)
def style(sheet: str = "stage") -> str:
    """The style sheet of the stage, or of the handout."""
    sheets = (path.read_text(encoding="utf-8") for path in (MAP, HERE / "boards.css", HERE / f"{sheet}.css"))
    return "\n".join((_themes() if sheet == "stage" else _light(), *sheets))


@lru_cache(maxsize=1)
def faces() -> str:
    """The letters at the addresses that every page has them from."""
    return "".join(_face(face, shelf.addresses()[face[1]]) for face in FACES)


@lru_cache(maxsize=1)
def faces_within() -> str:
    """The Latin letters themselves, for a file that has no other place to get them from."""
    return "".join(_face(face, _within(face[1])) for face in FIRST_FACES)


@lru_cache(maxsize=1)
def icon() -> str:
    """The link to the site's icon, which comes along: a browser asks for it anew with each change of the address."""
    within = base64.b64encode((shelf.STATIC / "icon.png").read_bytes()).decode()
    return f'<link rel="icon" href="data:image/png;base64,{within}">'


def _within(file: str) -> str:
    return f"data:font/woff2;base64,{base64.b64encode((shelf.FONTS / f'{file}.woff2').read_bytes()).decode()}"


def _face(face: tuple[str, str, str, str], address: str) -> str:
    family, _, weights, letters = face
    return (
        f"@font-face{{font-family:'{family}';src:url('{address}') format('woff2');font-weight:{weights};"
        f"font-display:swap;unicode-range:{letters}}}"
    )


def _themes() -> str:
    """Light, dark where the visitor's own choice is dark, and either where it is asked for."""
    dark = f"{{ color-scheme: dark; {_roles(DARK)} }}"
    followed = f":root:not([data-look=light]) {dark}"
    return "\n".join((_light(), f"@media {WANTS_DARK} {{ {followed} }}", f":root[data-look=dark] {dark}"))


def _light() -> str:
    return f":root {{ color-scheme: light; {_roles(LIGHT)} }}"


def _roles(palette: Palette) -> str:
    return " ".join(f"--{name}: {getattr(palette, name)};" for name in ROLES)

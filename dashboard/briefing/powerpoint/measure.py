"""How much room words take, on the safe side: whoever opens the file may have other letters than we measured."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

from PIL import ImageFont

from dashboard.delivery.shelf import FONTS

FACE = FONTS / "libre-franklin-latin-wght-normal.woff2"
EM = 100
# Of our own letters: the widest that stand in for Georgia and for Arial where those are missing.
SERIF, SANS, BOLD = 1.17, 1.1, 1.18
LEADING = 1.25
# Text beyond this is cut before it is measured: a release may say anything.
LONGEST = 4_000
_ONE_AT_A_TIME = Lock()


def width(text: str, size: float, wide: float = SANS) -> float:
    """Pixels that a line of text takes at most; ``wide`` is SERIF, SANS or BOLD."""
    return sum(map(_advance, text)) * size / EM * wide


def lines(text: str, size: float, room: float, wide: float = SANS) -> list[str]:
    """Text in lines of at most ``room`` pixels; a word that is longer than a line is broken. Ends of lines stay."""
    return [line for told in text[:LONGEST].split("\n") for line in _wrapped(told, size, room, wide)]


def height(text: str, size: float, room: float, wide: float = SANS) -> float:
    """Pixels that text takes from top to bottom when it is wrapped in a box of that width."""
    return len(lines(text, size, room, wide)) * size * LEADING


def fitted(
    text: str, sizes: tuple[float, ...], room: float, most: float, wide: float = SANS
) -> tuple[str, float]:
    """The text in the largest of the sizes in which it is no higher than ``most``; in the smallest, cut with an ellipsis."""
    for size in sizes:
        if height(text, size, room, wide) <= most:
            return text, size
    kept = lines(text, sizes[-1], room, wide)[: max(1, int(most / (sizes[-1] * LEADING)))]
    return f"{' '.join(kept)[:-2].rstrip(' ,;')} …", sizes[-1]


def _wrapped(text: str, size: float, room: float, wide: float) -> list[str]:
    found = [""]
    for word in text.split():
        tried = f"{found[-1]} {word}".strip()
        if width(tried, size, wide) <= room:
            found[-1] = tried
            continue
        found += [""] if found[-1] else []
        for letter in word:
            if found[-1] and width(found[-1] + letter, size, wide) > room:
                found.append("")
            found[-1] += letter
    return found


@lru_cache(maxsize=4096)
def _advance(letter: str) -> float:
    """The width of a letter at a size of 100; of a script that our fonts lack, a whole square."""
    if ord(letter) > 0x24F and not 0x2000 <= ord(letter) <= 0x22FF:
        return EM
    with _ONE_AT_A_TIME:
        return float(_font().getlength(letter))


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FACE, EM, layout_engine=ImageFont.Layout.BASIC)

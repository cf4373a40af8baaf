"""Draw a figure as a card for chat previews: its number, its sentence, who says so. Figure in, the bytes of a PNG out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from threading import Lock

from PIL import Image, ImageDraw, ImageFont

from dashboard.data import Release
from dashboard.delivery.first_page import FACES
from dashboard.delivery.shelf import FONTS
from dashboard.figure import Figure, sentence_case
from dashboard.keeping import kept
from dashboard.palette import LIGHT
from dashboard.web import facts, rivals, role
from dashboard.words import say
from etl.vocabulary import CONTRADICTION

WIDTH, HEIGHT, MARGIN = 1200, 630, 64
SANS, SERIF = "Libre Franklin Variable", "Newsreader Variable"
# Text beyond this is cut before it is measured: a release may say anything.
LONGEST = 600
COLOURS = 64
LEADING = 1.22
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a card; ``doubt`` says what is to be weighed, ``gravest`` of which kind it is, ``otherwise`` what others say; each may be ''."""

    large: str
    statement: str
    otherwise: str
    doubt: str
    gravest: str
    source: str


@kept(4096)
def words(figure: Figure, release: Release) -> Words | None:
    """What the card of a figure says; None where it holds letters that our fonts lack: then there is no card."""
    told = Words(
        large=_large(figure),
        statement=figure.statement,
        otherwise=rivals.line(figure, release),
        doubt=facts.doubt(figure, release),
        gravest=facts.gravest(figure, release),
        source=facts.source_line(figure, release.id),
    )
    texts = (told.large, told.statement, told.otherwise, told.doubt, told.source)
    return told if all(map(_writable, texts)) else None


@kept(128)
def png(figure: Figure, release: Release) -> bytes:
    """The card, 1200 by 630 pixels, in the light theme; b'' where there is none."""
    told = words(figure, release)
    if told is None:
        return b""
    tint = LIGHT.ink if figure.derived else role.colour(role.of(figure, release), LIGHT)
    with _ONE_AT_A_TIME:
        return _drawn(told, tint)


def _drawn(told: Words, tint: str) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), LIGHT.page)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 9), fill=LIGHT.ink)
    _line(pen, say("site.name"), MARGIN, 42, SERIF, 600, 32, LIGHT.ink)
    y = 108
    lines, size = _fitted(told.large, SERIF, 500, (92, 80, 68, 56, 46, 38), 2)
    y = _block(pen, lines, y, SERIF, 500, size, tint) + 18
    below, small = _fitted(told.source, SANS, 400, (24,), 2)
    foot = HEIGHT - 40 - round(len(below) * small * LEADING)
    others, beside = _fitted(told.otherwise, SANS, 600, (28, 24), 2) if told.otherwise else ([], 0)
    room = (
        foot - 28 - y - (52 if told.doubt else 0) - round(len(others) * beside * LEADING) - 14 * bool(others)
    )
    lines, size = _fitted(told.statement, SERIF, 500, (46, 42, 38, 34, 30, 26), room=room)
    y = _block(pen, lines, y, SERIF, 500, size, LIGHT.ink)
    if others:
        y = _block(pen, others, y + 14, SANS, 600, beside, LIGHT.muted)
    if told.doubt:
        shade = LIGHT.problem if told.gravest == CONTRADICTION else LIGHT.muted
        pen.rectangle((MARGIN, y + 14, MARGIN + 5, y + 46), fill=shade)
        (doubt,), size = _fitted(told.doubt, SANS, 600, (26,), 1)
        _line(pen, doubt, MARGIN + 18, y + 14, SANS, 600, size, shade)
    pen.line((MARGIN, foot - 16, WIDTH - MARGIN, foot - 16), fill=LIGHT.rule, width=2)
    _block(pen, below, foot, SANS, 400, small, LIGHT.muted)
    written = BytesIO()
    few = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(written, "PNG", compress_level=6)
    return written.getvalue()


def _large(figure: Figure) -> str:
    """The number in words and digits; where there is none, the words of the claim."""
    if figure.quote and figure.kind in ("rank", "event"):
        return say("evidence.words", quote=figure.quote)
    return sentence_case(figure.number)


def _fitted(
    text: str, family: str, weight: int, sizes: tuple[int, ...], most: int = 99, room: int = HEIGHT
) -> tuple[list[str], int]:
    """The lines in the largest size in which they fit; in the smallest, what does not is cut with an ellipsis."""
    for size in sizes:
        lines = wrapped(text, family, weight, size)
        allowed = max(1, min(most, int(room / (size * LEADING))))
        if len(lines) <= allowed:
            return lines, size
    return [*lines[: allowed - 1], f"{lines[allowed - 1][:-2].rstrip(' ,;')} …"], size


def wrapped(text: str, family: str, weight: int, size: int) -> list[str]:
    """Text in lines that fit between the margins; a word that is longer than a line is broken."""
    lines = [""]
    for word in " ".join(text.split())[:LONGEST].split(" "):
        tried = f"{lines[-1]} {word}".strip()
        if _length(tried, family, weight, size) <= WIDTH - 2 * MARGIN:
            lines[-1] = tried
            continue
        lines += [""] if lines[-1] else []
        for letter in word:
            if _length(lines[-1] + letter, family, weight, size) > WIDTH - 2 * MARGIN:
                lines.append("")
            lines[-1] += letter
    return lines


def _block(
    pen: ImageDraw.ImageDraw, lines: list[str], y: int, family: str, weight: int, size: int, colour: str
) -> int:
    """Lines under one another; where the next may begin."""
    for place, text in enumerate(lines):
        _line(pen, text, MARGIN, y + round(place * size * LEADING), family, weight, size, colour)
    return y + round(len(lines) * size * LEADING)


def _line(
    pen: ImageDraw.ImageDraw, text: str, x: float, y: float, family: str, weight: int, size: int, colour: str
) -> None:
    base = y + size
    for part, font in _parts(text, family, weight, size):
        pen.text((x, base), part, font=font, fill=colour, anchor="ls")
        x += font.getlength(part)


def _length(text: str, family: str, weight: int, size: int) -> float:
    return sum(font.getlength(part) for part, font in _parts(text, family, weight, size))


def _parts(text: str, family: str, weight: int, size: int) -> list[tuple[str, ImageFont.FreeTypeFont]]:
    """The text in stretches, each with the file of the family that has its letters."""
    found: list[tuple[str, str]] = []
    for letter in text:
        file = _file(family, letter)
        if found and found[-1][1] == file:
            found[-1] = (found[-1][0] + letter, file)
        else:
            found.append((letter, file))
    return [(part, _font(file, weight, size)) for part, file in found]


def _writable(text: str) -> bool:
    return all(_file(family, letter) for letter in set(" ".join(text.split())) for family in (SANS, SERIF))


@lru_cache(maxsize=2048)
def _file(family: str, letter: str) -> str:
    """The file of a family that has a letter; '' where none has."""
    held = (file for name, file, _, letters in FACES if name == family and ord(letter) in _ranges(letters))
    return next(held, "")


@lru_cache(maxsize=4)
def _ranges(letters: str) -> frozenset[int]:
    """The code points of a CSS ``unicode-range``."""
    points: set[int] = set()
    for stretch in letters.split(","):
        first, _, last = stretch.strip().removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


@lru_cache(maxsize=64)
def _font(file: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONTS / f"{file}.woff2", size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font

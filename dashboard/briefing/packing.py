"""A long deck as one short value of an address: its words squeezed, and read again as far as they came. Text in, text out."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

NAME = "deck"
# In the place of a deck that no address could hold: the browser that it was made in keeps it, as carrying.js says.
KEPT = "kept"
# The code of a slide that did not come whole.
CUT = "cut:"
# A longer address than this is packed: as short as this one, people can still read it.
LONGEST_PLAIN = 2_000
# The framework passes over what is longer than this, packed or not.
LONGEST_WITHIN = 500_000
# Between the title, the release and the codes of the slides; of more than so many a deck has no use.
APART, MOST_PARTS = "\0", 1_000
# What is unpacked at most, and how many bytes at a time: where the packing is spoilt, what came before still counts.
LARGEST, STEP = 2_500_000, 64
LETTERS = re.compile(r"[A-Za-z0-9_-]*")


def query(title: str, release: str, codes: Sequence[str]) -> str:
    """A deck as the query of an address."""
    told = pairs(title, release, codes)
    return urlencode([(name, value) for name, values in told.items() for value in values], safe=":~")


def pairs(title: str, release: str, codes: Sequence[str]) -> dict[str, list[str]]:
    """What an address asks for: the deck in plain words where they are few."""
    told = {"title": [title] if title else [], "release": [release] if release else [], "slide": list(codes)}
    few = (
        sum(map(len, codes)) <= LONGEST_PLAIN and len(urlencode(told, doseq=True, safe=":~")) <= LONGEST_PLAIN
    )
    return told if few else {NAME: [packed(title, release, codes)]}


def packed(title: str, release: str, codes: Sequence[str]) -> str:
    """A deck as one value.

    >>> unpacked(packed("Mine", "2020-sample", ["figure:a", "section:~tTwo"]))
    ('Mine', '2020-sample', ['figure:a', 'section:~tTwo'])
    """
    told = APART.join(part.replace(APART, "") for part in (title, release, *codes)).encode("utf-8", "ignore")
    return base64.urlsafe_b64encode(zlib.compress(told, 9)).decode().rstrip("=")


def unpacked(value: str) -> tuple[str, str, list[str]]:
    """Title, release and codes of a value; of one that was cut short or spoilt what came before, and then ``CUT``."""
    letters = LETTERS.match(value)
    text = letters[0] if letters else ""
    held, complete = _inflated(_bytes(text))
    parts = held.decode("utf-8", "ignore").split(APART, MOST_PARTS)
    if complete and text == value:
        return _named(parts)
    title, release, codes = _named(parts[:-1])
    return title, release, [*codes, CUT]


def spread(asked: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """What an address asks for with a packed deck in it laid out; any other as it is."""
    values = asked.get(NAME, ())
    if not values:
        return asked
    rest = {name: told for name, told in asked.items() if name != NAME}
    if values[0] == KEPT:
        return rest
    title, release, codes = unpacked(values[0])
    return {**rest, "title": [title], "release": [release], "slide": [*codes, *rest.get("slide", ())]}


def _named(parts: Sequence[str]) -> tuple[str, str, list[str]]:
    title, release, *codes = [*parts, "", ""] if len(parts) < 2 else parts
    return title, release, [code for code in codes if code]


def _bytes(text: str) -> bytes:
    # One letter over is part of a byte that did not come.
    whole = text[:-1] if len(text) % 4 == 1 else text
    return base64.urlsafe_b64decode(whole + "=" * (-len(whole) % 4))


def _inflated(data: bytes) -> tuple[bytes, bool]:
    """What was packed, as far as it can be read, and whether that is all of it."""
    unpacking, held = zlib.decompressobj(), bytearray()
    try:
        for at in range(0, len(data), STEP):
            held += unpacking.decompress(data[at : at + STEP])
            if len(held) > LARGEST:
                return bytes(held[:LARGEST]), False
    except zlib.error:
        return bytes(held), False
    return bytes(held), unpacking.eof

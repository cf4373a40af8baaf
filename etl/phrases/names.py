"""Recognise numbers that are part of a name: bills, articles, pages, addresses, codes."""

from __future__ import annotations

import re

from etl.phrases.amounts import MINUS_SIGNS
from etl.phrases.codes import brand_at, code_at
from etl.phrases.found import Found, name, unread
from etl.phrases.labels import label_begin, labelled_end, past_suffix
from etl.phrases.lexicon import (
    CURRENCY_CODES,
    GLUED_MEASURES,
    GLUED_SCALES,
    NUMBER_WORDS,
    PARTS_OF,
    SCALES,
    TIME_UNITS,
)
from etl.phrases.tokens import Tokens
from etl.phrases.units import unit_after

_GLUED_AFTER = (
    frozenset(GLUED_SCALES)
    | GLUED_MEASURES
    | frozenset(TIME_UNITS)
    | frozenset({"x", "fold", "s", "st", "nd", "rd", "th"})
)
_PREFIXES = frozenset(
    "mid early late pre post sub over under non ex to in of or and a an every per the one around about nearly almost "
    "approximately roughly some plus".split()
)
_ADDRESS = re.compile(
    r"://|^www\.|@|\.(?:com|org|net|gov|edu|uk|ly|us|io|int|eu|pdf|html?|csv|jpe?g|png|docx?|xlsx?)\b|\w/\w*[a-z]",
    re.IGNORECASE,
)
_CHAIN = re.compile(r"\+?\(?\d+\)?(?:[-–.\s]\d{2,}){2,}(?![\d%])|\d+(?:-\d+){2,}|\d{3}-\d{3}[1-9](?![\d%])")
_AGES_BEFORE = frozenset({"over", "under"})
_STOPS = frozenset('—―()[]{}“”"‘,;<>|…•')
_LONGEST_CHUNK = 64


def name_at(tokens: Tokens, index: int, floor: int) -> Found | None:
    """The name that the numeral at the token is part of, or None where it stands for itself."""
    words = tokens.words
    before = words[index - 1] if index > floor else ""
    if tokens.glued(index) and index > 0:
        found = _glued_before(tokens, index, floor)
        if found:
            return found
    found = code_at(tokens, index, floor)
    if found:
        return found
    if before:
        label = label_begin(tokens, index, floor)
        if label is not None:
            return name(label, labelled_end(tokens, index))
        if before == "[" and words[index + 1] in ("]", ",", "-", "–"):
            return name(index, index + 1)
        if words[index + 1] == ")" and _is_enumerator(tokens, index):
            return unread(index, index + 1)
    return _list_marker(tokens) if index == 0 else None


def name_after(tokens: Tokens, index: int, floor: int) -> Found | None:
    """The name that letters right after the numeral make of it, or None."""
    return _glued_after(tokens, index, floor) if tokens.glued(index + 1) else None


def _glued_before(tokens: Tokens, index: int, floor: int) -> Found | None:
    """`B12`, `Covid-19`, `bit.ly/abc12`, `p.14`: letters that stand right before the digits."""
    words = tokens.words
    before = words[index - 1]
    if before[0].isdigit():
        return name(index, index + 1)
    if before == "," and tokens.glued(index - 1) and not tokens.glued(index + 1) and len(words[index]) < 4:
        return name(index, index + 1)  # the mark of a footnote: "since 1990,2 while"
    if before.isalpha():
        if before in CURRENCY_CODES or before in ("rs", "c"):
            return None
        return _chunk(tokens, index, floor)
    if before in ("_", "@", "/", "\\", "=", "&", "?", "%") and tokens.glued(index - 1):
        return _chunk(tokens, index, floor)
    if before in ("-", "‑") and tokens.glued(index - 1) and words[index - 2].isalpha():
        prefix = words[index - 2]
        return None if prefix in _PREFIXES or prefix in NUMBER_WORDS else _chunk(tokens, index, floor)
    if (
        before == "."
        and tokens.glued(index - 1)
        and words[index - 2].isalpha()
        and len(words[index - 2]) <= 3
        and words[index - 2] not in ("c", "ca", "est")
    ):
        return _chunk(tokens, index, floor)
    return None


def _glued_after(tokens: Tokens, index: int, floor: int) -> Found | None:
    """`3D`, `630pPT`, `report2017.pdf`, `555-123-4567`: what stands right after the digits."""
    words = tokens.words
    after = words[index + 1]
    if after == "s":
        is_age = not _AGES_BEFORE.isdisjoint(words[max(0, index - 2) : index])
        return None if is_age else unread(index, index + 2)
    brand = brand_at(tokens, index)
    if brand:
        return brand
    if after in _GLUED_AFTER:
        letters_follow = tokens.glued(index + 2) and words[index + 2][:1].isdigit()
        return _chunk(tokens, index, floor) if letters_follow and after.isalpha() else None
    if after[0].isalpha():
        return _chunk(tokens, index, floor)
    if after == "(" and words[index + 3] == ")" and len(words[index + 2]) <= 2 and words[index + 2].isalpha():
        return name(index, past_suffix(tokens, index + 1))
    if after in ("_", "@", "\\", "=") and tokens.glued(index + 2):
        return _chunk(tokens, index, floor)
    if (
        after == "."
        and tokens.glued(index + 2)
        and words[index + 2].isalpha()
        and not tokens.capital(index + 2)
    ):
        return _chunk(tokens, index, floor)
    if after in ("-", "–", ".") and tokens.glued(index + 2):
        match = _CHAIN.match(tokens.text, tokens.start(index), tokens.start(index) + 64)
        if match:
            return unread(index, _token_after(tokens, index, match.end()))
    if after == "/" and tokens.glued(index + 2) and words[index + 2][:1].isdigit():
        is_part = words[index + 3] in PARTS_OF and words[index].isdecimal() and words[index + 2].isdecimal()
        return None if is_part else unread(index, index + 3)  # "50/50"
    if after in ("\ufe0f", "\u20e3"):
        return unread(index, index + 1)
    return None


def _token_after(tokens: Tokens, index: int, offset: int) -> int:
    while tokens.start(index) < offset and tokens.words[index]:
        index += 1
    return index


def _chunk(tokens: Tokens, index: int, floor: int) -> Found:
    """The whole run without a space that holds the numeral: an address as a whole, else letters, digits and hyphens."""
    words = tokens.words
    begin, end = index, index + 1
    while (
        begin > floor
        and index - begin < _LONGEST_CHUNK
        and tokens.glued(begin)
        and words[begin - 1] not in _STOPS
    ):
        begin -= 1
    while end - index < _LONGEST_CHUNK and words[end] and tokens.glued(end) and words[end] not in _STOPS:
        end += 1
    written = tokens.text[tokens.start(begin) : tokens.end(end - 1)]
    if not _ADDRESS.search(written):
        begin, end = _inner(tokens, index, begin, end)
    while end - 1 > index and not words[end - 1][0].isalnum():
        end -= 1
    while begin < index and not words[begin][0].isalnum():
        begin += 1
    return name(begin, end)


def _inner(tokens: Tokens, index: int, begin: int, end: int) -> tuple[int, int]:
    """The part of a run around the numeral that letters, digits, hyphens and points join."""
    words = tokens.words
    first, last = index, index + 1
    while first > begin and (words[first - 1][0].isalnum() or words[first - 1] in "-‑._/"):
        first -= 1
    while last < end and (words[last][0].isalnum() or words[last] in "-‑._/"):
        last += 1
    return first, last


def _is_enumerator(tokens: Tokens, index: int) -> bool:
    """`(1) assert`, `and 2) offer`: before a bracket the number of an item, an age or a note, never surely a figure."""
    words = tokens.words
    if not words[index].isdecimal() or len(words[index]) > 2:
        return False
    brackets = [word for word in words[max(0, index - 12) : index] if word in ("(", ")")]
    return words[index - 1] == "(" or not brackets or brackets[-1] == ")"


def _list_marker(tokens: Tokens) -> Found | None:
    """`1.`, `2)` or `3.1 Scope` at the beginning of a line."""
    words = tokens.words
    if not _at_line_start(tokens):
        return None
    if words[1] in (".", ")") and tokens.glued(1):
        marks = len(words[0]) <= 2 or "." in words[0]
        return name(0, 1) if marks and words[2] and not tokens.glued(2) else None
    heading = (
        "." in words[0] and tokens.capital(1) and words[1] not in SCALES and not unit_after(tokens, 1)[0]
    )
    return name(0, 1) if heading else None


def _at_line_start(tokens: Tokens) -> bool:
    start = tokens.start(0)
    return (
        start == 0
        or tokens.text[tokens.text.rfind("\n", max(0, start - 40), start) + 1 : start].isspace()
        or tokens.text[start - 1] == "\n"
    )


def is_minus(tokens: Tokens, index: int, floor: int) -> bool:
    """Whether the token is the sign of the numeral right after it, not a dash or a hyphen between two things."""
    return (
        index >= floor
        and tokens.words[index] in MINUS_SIGNS
        and tokens.glued(index + 1)
        and not tokens.glued(index)
    )

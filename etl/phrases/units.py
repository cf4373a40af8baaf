"""Read the unit that follows an amount."""

from __future__ import annotations

from etl.phrases.lexicon import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    GLUED_MEASURES,
    TIME_UNITS,
)
from etl.phrases.tokens import Tokens

_TIMES = frozenset({"times", "x", "×"})
_BEGINNINGS = frozenset(
    {"%", "‰", "-", "percent", "pct", "per", "percentage", "s", "fold", "us", "pounds", "€", "£"}
    | {*_TIMES, *TIME_UNITS, *CURRENCY_WORDS, *CURRENCY_CODES, *GLUED_MEASURES}
)


def unit_after(tokens: Tokens, index: int) -> tuple[str | None, int]:
    """The unit that begins at the token, and the token after it; (None, index) where there is none."""
    words = tokens.words
    word = words[index]
    if word not in _BEGINNINGS:
        return None, index
    if word == "‰":
        return "per_1000", index + 1
    if word == "%":
        return (
            ("percentage_points", index + 2)
            if words[index + 1] in ("points", "pts")
            else ("percent", index + 1)
        )
    if word == "-" and tokens.glued(index):
        unit, after = _named(tokens, index + 1)
        return (unit, after) if unit else (None, index)
    return _named(tokens, index)


def _named(tokens: Tokens, index: int) -> tuple[str | None, int]:
    words = tokens.words
    word = words[index]
    if word in ("percent", "pct"):
        return "percent", index + 1
    if word == "per":
        step = index + 2 if words[index + 1] == "-" else index + 1
        return ("percent", step + 1) if words[step] == "cent" else (None, index)
    if word == "percentage":
        point = index + 2 if words[index + 1] == "-" else index + 1
        return ("percentage_points", point + 1) if words[point] in ("point", "points") else (None, index)
    if word == "-":
        return None, index
    if word == "s" and tokens.glued(index):
        return "years", index + 1  # the age in "over-60s"; every other number before such an s is unread
    if word in _TIMES and words[index + 1] != "square":
        return "times", index + 1
    if word == "fold":
        return "times", index + 1
    if word in TIME_UNITS:
        return _time(tokens, index)
    return _money(tokens, index)


def _time(tokens: Tokens, index: int) -> tuple[str | None, int]:
    """`25 seconds`, `10-year`, `20-year-olds`, `two years old`; but not the `second` of `two second chances`."""
    words = tokens.words
    word = words[index]
    if word == "second" and words[index - 1] not in ("-", "one", "1"):
        return None, index
    if word == "min" and not tokens.glued(index):
        return None, index
    unit, end = TIME_UNITS[word], index + 1
    if words[end] == "-" and words[end + 1] in ("old", "olds"):
        return unit, end + 2
    if words[end] in ("old", "olds"):
        return unit, end + 1
    return unit, end


def _money(tokens: Tokens, index: int) -> tuple[str | None, int]:
    words = tokens.words
    word = words[index]
    if word in CURRENCY_WORDS:
        return CURRENCY_WORDS[word], index + 1
    if word == "us" and words[index + 1] in ("dollars", "dollar"):
        return "USD", index + 2
    if word == "pounds" and words[index + 1] == "sterling":
        return "GBP", index + 2
    if word in CURRENCY_CODES and tokens.raw(index).isupper():
        return CURRENCY_CODES[word], index + 1
    is_behind = word == "€" or (word == "£" and tokens.glued(index))
    if is_behind and not words[index + 1][:1].isdecimal():
        return CURRENCY_SIGNS[word], index + 1
    if word in GLUED_MEASURES and tokens.glued(index):
        return None, index + 1
    return None, index


def currency_note(tokens: Tokens, index: int) -> tuple[str | None, int]:
    """The currency in brackets after a sum, as in `$7(USD)`, and the token after it."""
    words = tokens.words
    if words[index] != "(" or words[index + 2] != ")":
        return None, index
    code = CURRENCY_CODES.get(words[index + 1])
    return (code, index + 3) if code else (None, index)

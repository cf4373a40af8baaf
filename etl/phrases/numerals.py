"""Turn one numeral or one run of number words into its value."""

from __future__ import annotations

import re

from text_to_num import text2num

from etl.phrases.lexicon import HUNDRED, NUMBER_WORDS, SCALES
from etl.phrases.tokens import Tokens

_MOST_DIGITS = 15  # a float holds no more without loss
_GROUPED = re.compile(
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?"
)
_DECIMAL = re.compile(r"(?:0|[1-9]\d*)?\.\d+")
_SEPARATORS = str.maketrans("", "", ",\u00a0\u2009\u202f")
_MOST_WORDS = 24


def numeral(word: str) -> float | None:
    """The value of a numeral as written, or None where its separators leave any doubt.

    `1,234.5` is read; `1,23,4`, `1.234,56`, `12..5`, `007` and `3.000` (three or three thousand?) are not.
    """
    if not word.isascii() and not _GROUPED.fullmatch(word):
        return None
    if len(word) > _MOST_DIGITS:
        return None
    if word.isdigit():
        return None if word[0] == "0" and len(word) > 1 else float(word)
    if _GROUPED.fullmatch(word):
        return float(word.replace(",", "") if word.isascii() else word.translate(_SEPARATORS))
    if _DECIMAL.fullmatch(word):
        return None if _looks_grouped_by_points(word) else float(word)
    return None


def _looks_grouped_by_points(word: str) -> bool:
    whole, _, decimals = word.partition(".")
    return decimals == "000" and len(whole) in (1, 2, 3) and whole != "0"


def number_words(tokens: Tokens, index: int) -> tuple[float | None, int]:
    """The value of the run of number words that begins at the token, and the token after the run.

    The value is None where the words do not make one number (`three twenty`).
    """
    parts, after = _run(tokens, index)
    if len(parts) == 1:
        return NUMBER_WORDS[parts[0]], after
    # Trillions are beyond what the words' reader knows.
    scale = NUMBER_WORDS[parts.pop()] if parts[-1] == "trillion" else 1.0
    try:
        return scale * float(text2num(" ".join(parts), "en")), after
    except ValueError:
        return None, after


def _run(tokens: Tokens, index: int) -> tuple[list[str], int]:
    words = tokens.words
    parts: list[str] = []
    between = words[index - 1] == "between"
    while words[index] in NUMBER_WORDS and len(parts) < _MOST_WORDS:
        parts.append(words[index])
        index += 1
        if (words[index] == "-" and words[index + 1] in NUMBER_WORDS and tokens.glued(index)) or (
            words[index] == "and" and _continues(tokens, index + 1, NUMBER_WORDS[parts[-1]], between)
        ):
            index += 1
    return parts, index


def _continues(tokens: Tokens, index: int, last: float, between: bool) -> bool:
    """Whether `and` goes on with the same number (`two hundred and five`) rather than begin another one."""
    if last < HUNDRED:
        return False
    words = tokens.words
    following: list[float] = []
    while words[index] in NUMBER_WORDS or words[index] == "-":
        if words[index] != "-":
            following.append(NUMBER_WORDS[words[index]])
        index += 1
    if not following or following[0] >= HUNDRED:
        return False
    scale = max(value if value >= HUNDRED else 1 for value in following)
    if last == HUNDRED:
        return scale != HUNDRED and (scale == 1 or not between)
    return scale < last


def scale_after(tokens: Tokens, index: int) -> tuple[float, int]:
    """The multiplier that scale words such as `hundred thousand` or `-million` state, and the token after them."""
    words = tokens.words
    if words[index] == "-" and words[index + 1] in SCALES and tokens.glued(index):
        index += 1
    scale = 1.0
    while words[index] in SCALES:
        scale *= SCALES[words[index]]
        index += 1
    return scale, index

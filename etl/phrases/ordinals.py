"""Recognise ordinals (`21st`, `the third time`, `twenty-first`) beside the fractions they look like."""

from __future__ import annotations

from etl.phrases.found import Found, date, ordinal
from etl.phrases.lexicon import DENOMINATORS, FUNCTION_WORDS, ORDINALS, SMALL, TENS
from etl.phrases.tokens import Tokens

_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_PERIODS = frozenset({"quarter", "half"})
_OF_TIME = frozenset({"counts", "counted", "matters", "mattered"})
_BEFORE_UNIT = frozenset({"per", "a", "every", "each", "split", "any", "one"})
# After "a third": these make it a fraction, any other word a place in an order ("a third man").
_AFTER_FRACTION = frozenset("of more less fewer lower higher larger smaller or and to as % percent".split())


def ordinal_in_digits(tokens: Tokens, index: int) -> Found | None:
    """`21st`, `3rd`, `100th`."""
    words = tokens.words
    after = index + 1
    if words[after] not in _ENDINGS or not tokens.glued(after):
        return None
    digits = words[index].replace(",", "")
    if not digits.isdecimal() or not digits.isascii() or len(digits) > 9:
        return None
    return _period(tokens, index, after + 1) or ordinal(index, after + 1, float(digits))


def ordinal_in_words(tokens: Tokens, index: int) -> Found | None:
    """`first`, `twenty-first`, `a third man`; None where the word is a fraction (`a third of`) or a unit of time."""
    words = tokens.words
    word = words[index]
    if word in TENS:
        return _compound(tokens, index)
    value = ORDINALS.get(word)
    if value is None:
        return None
    if word == "second" and not _counts_second(tokens, index):
        return None
    if word in DENOMINATORS and words[index - 1] in ("a", "an") and _is_fraction(tokens, index):
        return None
    return _period(tokens, index, index + 1) or ordinal(index, index + 1, float(value))


def _compound(tokens: Tokens, index: int) -> Found | None:
    words = tokens.words
    last = index + 2 if words[index + 1] == "-" else index + 1
    value = ORDINALS.get(words[last])
    if value is None or value > 9:
        return None
    return ordinal(index, last + 1, SMALL[words[index]] + value)


def _counts_second(tokens: Tokens, index: int) -> bool:
    """Whether `second` is no unit of time: `a second man`, `every second prisoner`; not `every second counts`."""
    words = tokens.words
    if words[index - 1] not in _BEFORE_UNIT:
        return True
    following = words[index + 1]
    is_noun = following.isalpha() and following not in FUNCTION_WORDS and following not in _OF_TIME
    return is_noun and words[index - 1] in ("a", "every", "each")


def _is_fraction(tokens: Tokens, index: int) -> bool:
    """Whether `a third`, `a tenth` is a part: before `of`, a verb, a comparison, or where the words end."""
    following = tokens.words[index + 1]
    if not following or not following[0].isalnum():
        return following != "-"
    return following in _AFTER_FRACTION or following in FUNCTION_WORDS or following in ("million", "billion")


def _period(tokens: Tokens, index: int, end: int) -> Found | None:
    """`the first quarter of 2017` is a date; `second half` alone stays an ordinal."""
    words = tokens.words
    if words[end] not in _PERIODS:
        return None
    step = end + 1
    if words[step] == "of":
        step += 1
    if words[step].isdecimal() and len(words[step]) == 4 and words[step + 1] != "%":
        return date(index, step + 1)
    return ordinal(index, end + 1, float(ORDINALS.get(words[index], 0) or int(words[index])))

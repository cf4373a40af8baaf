"""Decide what the number at a token is: a name, a date, an ordinal, a figure, or nothing."""

from __future__ import annotations

from etl.phrases import hedges
from etl.phrases.dates import date_at, span_at, year_in_words
from etl.phrases.figures import assemble, bounded, figure, figure_from
from etl.phrases.found import Found, Quantity, date, unread
from etl.phrases.lexicon import (
    DECADES,
    DENOMINATORS,
    FUNCTION_WORDS,
    MAGNITUDES,
    MULTIPLES,
    MULTIPLES_BEFORE,
    NUMBER_WORDS,
    ORDINALS,
    ROUND_WORDS,
    VAGUE,
)
from etl.phrases.names import name_after, name_at
from etl.phrases.ones import one_is_a_number
from etl.phrases.ordinals import ordinal_in_digits, ordinal_in_words
from etl.phrases.quantities import magnitude, vague
from etl.phrases.tokens import Tokens
from etl.phrases.zeros import ZEROS, zero_is_a_number

_ARTICLES = frozenset({"a", "an"})
_OWNERS = frozenset("the that what its their his her our your my those this as of last".split())
_HALVED = frozenset("cut cuts cutting reduce reduced reduces reducing slash slashed shrunk".split())
# Adjectives of "scores" that make it marks in a test.
_MARKS = frozenset(
    "test reading math maths mathematics exam box high higher low lower average mean median the their his her its our "
    "credit sat risk final these those band of".split()
)
_HALF_OF = ROUND_WORDS | frozenset(
    "a of hour day week month year century decade percent percentage mile".split()
)


def phrase_at(tokens: Tokens, index: int, floor: int) -> Found | None:
    """The phrase whose number stands at the token; None where the word is no number here (`no one`).

    Tokens before `floor` belong to an earlier phrase. A numeral always gives a phrase, if only an unread one.
    """
    word = tokens.words[index]
    if word[:1].isnumeric() or word[:1] == ".":
        return _at_numeral(tokens, index, floor)
    return _at_word(tokens, index, floor, word)


def _at_numeral(tokens: Tokens, index: int, floor: int) -> Found:
    return (
        span_at(tokens, index, floor)
        or name_at(tokens, index, floor)
        or date_at(tokens, index, floor)
        or ordinal_in_digits(tokens, index)
        or name_after(tokens, index, floor)
        or figure(tokens, index, floor)
        or unread(index, index + 1)
    )


def _at_word(tokens: Tokens, index: int, floor: int, word: str) -> Found | None:
    if word == "one" and not one_is_a_number(tokens, index, _hedged(tokens, index, floor)):
        return None
    if word in NUMBER_WORDS:
        if word in ROUND_WORDS:
            return _round_word(tokens, index, floor)
        if word in ZEROS and not zero_is_a_number(tokens, index):
            return None
        if _oclock(tokens, index):
            return date(index, index + 2)
        return ordinal_in_words(tokens, index) or year_in_words(tokens, index) or figure(tokens, index, floor)
    if word in ROUND_WORDS:
        return _round_word(tokens, index, floor)
    if word in MAGNITUDES:
        return _magnitude(tokens, index, floor)
    if word == "half":
        return _half(tokens, index, floor)
    if word in MULTIPLES or word in MULTIPLES_BEFORE:
        return _multiple(tokens, index, floor)
    if word in DECADES:
        return date(index, index + 1)
    return _ordinal_or_fraction(tokens, index, floor, word)


def _hedged(tokens: Tokens, index: int, floor: int) -> bool:
    return bool(hedges.hedges_before(tokens, index, floor)[1])


def _oclock(tokens: Tokens, index: int) -> bool:
    return tokens.words[index + 1] in ("o'clock", "o’clock")


def _ordinal_or_fraction(tokens: Tokens, index: int, floor: int, word: str) -> Found | None:
    if word in ORDINALS:
        found = ordinal_in_words(tokens, index)
        if found:
            return found
    if word in DENOMINATORS and index > floor and tokens.words[index - 1] in _ARTICLES:
        return figure_from(tokens, index - 1, floor)
    return figure_from(tokens, index, floor) if word == "quarter" else None


def _round_word(tokens: Tokens, index: int, floor: int) -> Found | None:
    """`a hundred`, `several hundred`, `a few thousand`; `million` with nothing before it states no number."""
    words = tokens.words
    before = index - 1
    if before < floor:
        return unread(index, index + 1)
    if words[before] == "of" and before - 1 >= floor and words[before - 1] == "couple":
        before -= 1
    if words[before] in VAGUE:
        begin = before
        while begin - 1 >= floor and words[begin - 1] in ("a", "the", "good", "very"):
            begin -= 1
        return _with_hedges(tokens, vague(tokens, begin, index), floor)
    if words[before] in _ARTICLES:
        return figure_from(tokens, before, floor)
    return unread(index, index + 1)


def _with_hedges(tokens: Tokens, size: Quantity, floor: int) -> Found:
    begin, qualifiers = hedges.hedges_before(tokens, size.begin, floor)
    return assemble(tokens, size, begin, qualifiers, "", floor)


def _magnitude(tokens: Tokens, index: int, floor: int) -> Found | None:
    words = tokens.words
    word, before = words[index], words[index - 1] if index > floor else ""
    if word == "tens" and not (words[index + 1] == "of" and words[index + 2] in MAGNITUDES):
        return None
    if word == "scores" and (words[index + 1] != "of" or before in _MARKS):
        return None
    size = magnitude(tokens, index)
    if size is None:
        return None
    if before in VAGUE:
        size = size._replace(begin=index - 1)
    return _with_hedges(tokens, size, floor)


def _half(tokens: Tokens, index: int, floor: int) -> Found | None:
    words = tokens.words
    following, before = words[index + 1], words[index - 1] if index > floor else ""
    if following == "past":
        return date(
            index,
            index + 3 if words[index + 2] in NUMBER_WORDS or words[index + 2].isdecimal() else index + 2,
        )
    if following == "-" and words[index + 2] not in _HALF_OF and tokens.glued(index + 1):
        return None
    if before == "-" and tokens.glued(index):
        return None
    if before in ("other", "better") or (following == "time" and before != "a"):
        return None
    if before == "in":
        return _cut_in_half(tokens, index, floor)
    if following == "as" and words[index + 3] == "again":
        return unread(index, index + 4)  # "half as much again" is half more
    if following == "as" and words[index + 2].isalpha():
        begin, qualifiers = hedges.hedges_before(tokens, index, floor)
        return bounded(begin, index + 1, _times(index, index + 1, 0.5), hedges.combined(qualifiers), False)
    if before in _ARTICLES:
        return figure_from(tokens, index - 1, floor)
    return figure_from(tokens, index, floor)


def _cut_in_half(tokens: Tokens, index: int, floor: int) -> Found | None:
    """`cut in half`, `reduced the number in half`; in other senses `in half` is no number."""
    for begin in range(index - 2, max(floor, index - 6) - 1, -1):
        if tokens.words[begin] in _HALVED:
            return bounded(begin, index + 1, _times(begin, index + 1, 0.5), "exact", False)
        if not tokens.words[begin].isalpha():
            break
    return None


def _times(begin: int, end: int, value: float) -> Quantity:
    return Quantity(begin, end, value, value, "times")


def _multiple(tokens: Tokens, index: int, floor: int) -> Found | None:
    """`twice`, `threefold`, `doubled`; `double` only before what is doubled (`double the rate`)."""
    words = tokens.words
    word = words[index]
    if word in MULTIPLES:
        value = MULTIPLES[word]
    elif _doubles(tokens, index, floor):
        value = MULTIPLES_BEFORE[word]
    else:
        return None
    begin, qualifiers = hedges.hedges_before(tokens, index, floor)
    found = assemble(tokens, _times(index, index + 1, value), begin, qualifiers, "", floor)
    # More than halved is less than half of what it was.
    return found._replace(lower=found.upper, upper=found.lower) if value < 1 else found


def _doubles(tokens: Tokens, index: int, floor: int) -> bool:
    """Whether `double` says how many times: `double the rate`, `nearly double last year's`; not `double standards`."""
    following = tokens.words[index + 1]
    if following in _OWNERS:
        return following not in ("of", "last") or _hedged(tokens, index, floor)
    plain = not following.isalpha() or following in FUNCTION_WORDS
    return plain and following not in ("-", "‑") and _hedged(tokens, index, floor)

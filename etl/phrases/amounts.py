"""Read one amount: sign, currency, numeral or number words, fraction, scale."""

from __future__ import annotations

import re
from typing import NamedTuple

from etl.phrases.lexicon import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DENOMINATORS,
    DOLLAR_PREFIXES,
    GLUED_SCALES,
    NUMBER_WORDS,
    PARTS_OF,
    ROUND_WORDS,
    SCALES,
    TIME_UNITS,
)
from etl.phrases.numerals import number_words, numeral, scale_after
from etl.phrases.tokens import VULGAR, Tokens

MINUS_SIGNS = frozenset("-−–")
_POINT_AND_THREE = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_ARTICLES = frozenset({"a", "an", "one", "1"})
_PARTS_OF_ONE = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_CURRENCIES = frozenset({*CURRENCY_SIGNS, *CURRENCY_CODES})
PERCENT_WORDS = frozenset({"%", "percent", "pct", "percentage"})
# What an amount may go on with; most go on with something else, and are done.
_METRES_OR_MILLIONS = frozenset({"m", "k", "b", "t"})
_GOES_ON = frozenset({"and", "-", *SCALES, *DENOMINATORS})


class Amount(NamedTuple):
    """One amount that ends before the token `end`.

    `value` is None where the words do not make a number; `scale` is what a word such as `million` multiplied it by;
    `bare` says that it has neither scale nor separator of its own, so that it may borrow the scale of its partner in
    a range; `share` that it is a fraction of something, in percent.
    """

    value: float | None
    end: int
    unit: str | None = None
    scale: float = 1.0
    bare: bool = False
    share: bool = False


def amount(tokens: Tokens, index: int) -> Amount | None:
    """The amount that begins at the token, or None where none does."""
    words = tokens.words
    word = words[index]
    if word[:1].isdecimal() or (word[:1] == "." and len(word) > 1):
        return _from_numeral(tokens, index)
    if word in NUMBER_WORDS:
        return _from_words(tokens, index)
    if word in VULGAR:
        return _from_vulgar(tokens, index)
    if word in ("a", "an") and words[index + 1] != "$":
        return _from_article(tokens, index)
    if word == "half":
        return _fraction(tokens, index + 1, 1, 2)
    if word == "quarter" and (words[index + 1] in ROUND_WORDS or words[index + 2] in ROUND_WORDS):
        return _fraction(tokens, index + 1, 1, 4)
    if word == "dozen":
        return Amount(12.0, index + 1)
    return _signed(tokens, index)


def _signed(tokens: Tokens, index: int) -> Amount | None:
    """An amount behind a minus sign or a currency."""
    words = tokens.words
    word = words[index]
    if word in MINUS_SIGNS and tokens.glued(index + 1) and words[index + 1] not in MINUS_SIGNS:
        after = amount(tokens, index + 1)
        if after is None or after.value is None:
            return after
        return after._replace(value=-after.value, bare=False)
    code, after_currency = currency_before(tokens, index)
    if code is None or words[after_currency] in CURRENCY_SIGNS or words[after_currency] in MINUS_SIGNS:
        return None
    behind = amount(tokens, after_currency)
    if behind is None or behind.share:
        return None
    if code == "EUR" and _POINT_AND_THREE.fullmatch(words[after_currency]):
        return behind._replace(value=None)  # one and a half euros, or fifteen hundred?
    return behind._replace(unit=code)


def currency_before(tokens: Tokens, index: int) -> tuple[str | None, int]:
    """The currency that begins at the token (`$`, `US$`, `EUR`), and the token after it."""
    words = tokens.words
    word = words[index]
    if word in CURRENCY_SIGNS:
        return CURRENCY_SIGNS[word], index + 1
    if word in DOLLAR_PREFIXES and words[index + 1] == "$" and tokens.glued(index + 1):
        return DOLLAR_PREFIXES[word], index + 2
    if word in CURRENCY_CODES and tokens.raw(index).isupper():
        return CURRENCY_CODES[word], index + 1
    return None, index


def _from_numeral(tokens: Tokens, index: int) -> Amount:
    words = tokens.words
    word = words[index]
    value = numeral(word)
    end = index + 1
    if value is None:
        return Amount(None, scale_after(tokens, end)[1])
    following = words[end]
    bare = word.isascii() and "," not in word
    if len(following) == 3 and following.isdecimal() and len(word) <= 3 and word.isdecimal():
        return _spaced(tokens, index)
    if value >= 1000 and "." in word and tokens.capital(end):
        return Amount(None, end)  # "25,000.1 These": a fraction, or the mark of a footnote?
    if following.isalpha() and following not in GLUED_SCALES and words[end + 1] != "/":
        if following not in _GOES_ON:
            return Amount(value, end, None, 1.0, bare)  # most numbers stand before a plain word
        return _scaled(tokens, value, end, bare)
    if following == "/" and _is_small_fraction(tokens, index):
        return _fraction(tokens, end + 2, value, int(words[end + 1]))
    if following in VULGAR and tokens.glued(end):
        over, under = VULGAR[following]
        value, end = value + over / under, end + 1
    elif words[end + 1] == "/" and _slashed(tokens, end):
        value, end = value + int(words[end]) / int(words[end + 2]), end + 3
    if words[end] in GLUED_SCALES and (tokens.glued(end) or words[index - 1] in _CURRENCIES):
        scale = GLUED_SCALES[words[end]]
        return Amount(value * scale, end + 1, scale=scale)
    if words[end] in _METRES_OR_MILLIONS and tokens.raw(end).islower() and not tokens.glued(end + 1):
        return Amount(None, end + 1)
    return _scaled(tokens, value, end, bare)


def _spaced(tokens: Tokens, index: int) -> Amount:
    """`10 000`: sure only where a group begins with a zero, as `12 500` may be two numbers."""
    words = tokens.words
    end = index + 1
    while len(words[end]) == 3 and words[end].isdecimal():
        end += 1
    sure = any(word[0] == "0" for word in words[index + 1 : end])
    return _scaled(tokens, float("".join(words[index:end])), end, bare=False) if sure else Amount(None, end)


def _is_small_fraction(tokens: Tokens, index: int) -> bool:
    """Whether `2/3` stands here and is said of something: as a date it would have been read before."""
    words = tokens.words
    over, under = words[index], words[index + 2]
    if not (over.isdecimal() and under.isdecimal() and tokens.glued(index + 1) and tokens.glued(index + 2)):
        return False
    return 0 < int(over) < int(under) <= 10 and words[index + 3] in PARTS_OF


def _slashed(tokens: Tokens, index: int) -> bool:
    """Whether a fraction such as `1/2` stands here, to be added to the whole number before it (`2 1/2`)."""
    words = tokens.words
    return (
        words[index].isdecimal()
        and words[index + 2] in ("2", "3", "4", "8")
        and float(words[index]) < float(words[index + 2])
        and tokens.glued(index + 1)
        and tokens.glued(index + 2)
        and not tokens.glued(index)
    )


def _from_words(tokens: Tokens, index: int) -> Amount | None:
    words = tokens.words
    if words[index] in SCALES and words[index] != "hundred":
        return Amount(None, index + 1)  # "million" with no number before it states none
    value, end = number_words(tokens, index)
    if value is None or _goes_on_after_comma(tokens, value, end):
        return Amount(None, end if value is None else number_words(tokens, end + 1)[1])
    if words[end] == "score":
        return Amount(None, end + 1)
    scale = 1.0
    for word in reversed(words[index:end]):
        if word not in SCALES:
            break
        scale *= SCALES[word]
    if scale == 1:
        return _scaled(tokens, value, end, bare=True)
    part, after_part = _and_a_half(tokens, end)
    if part:
        return Amount(value + part * scale, after_part, scale=scale)
    return _scaled(tokens, value, end, bare=False)._replace(scale=scale)


def _goes_on_after_comma(tokens: Tokens, value: float, end: int) -> bool:
    """Whether `two million` goes on as in `two million, three hundred thousand`: one number, or two?"""
    words = tokens.words
    if value < 1000 or words[end] != "," or words[end + 1] not in NUMBER_WORDS:
        return False
    after = number_words(tokens, end + 1)[1]
    return any(word in SCALES for word in words[end + 1 : after])


def _scaled(tokens: Tokens, value: float, end: int, bare: bool) -> Amount:
    """Add what may follow the number: `and a half`, a scale, a denominator."""
    words = tokens.words
    if words[end] not in _GOES_ON:
        return Amount(value, end, None, 1.0, bare)
    denominator_at = end + 1 if words[end] == "-" and tokens.glued(end) else end
    if words[denominator_at] in DENOMINATORS and value == int(value) and value < 100:
        denominator = words[denominator_at]
        plural = denominator[-1] == "s" or denominator in ("half", "quarter")
        if value == 1 or plural:
            return _fraction(tokens, denominator_at + 1, value, DENOMINATORS[denominator])
    part, after_part = _and_a_half(tokens, end)
    if part:
        value, end = value + part, after_part
    scale, after = scale_after(tokens, end)
    if after == end:
        return Amount(value, end, bare=bare)
    part, after_part = _and_a_half(tokens, after)
    if part and words[after_part] not in TIME_UNITS:
        return Amount((value + part) * scale, after_part, scale=scale)
    return Amount(value * scale, after, scale=scale)


def _and_a_half(tokens: Tokens, index: int) -> tuple[float, int]:
    """The part that `and a half` or `-and-three-quarters` adds, and the token after it; (0, index) if none does."""
    words = tokens.words
    if words[index] != "and" and words[index + 1] != "and":
        return 0.0, index
    step = index
    taken: list[str] = []
    while len(taken) < 3:
        if words[step] == "-" and tokens.glued(step):
            step += 1
        taken.append(words[step])
        step += 1
    if taken[0] != "and":
        return 0.0, index
    if taken[1] in _ARTICLES and taken[2] in _PARTS_OF_ONE:
        return _PARTS_OF_ONE[taken[2]], step
    if taken[1] == "three" and taken[2] == "quarters":
        return 0.75, step
    if taken[1] == "two" and taken[2] == "thirds":
        return 2 / 3, step
    return 0.0, index


def _from_article(tokens: Tokens, index: int) -> Amount | None:
    """`a hundred and five`, `a dozen`, `a third`, `a half-million`."""
    words = tokens.words
    noun = words[index + 1]
    if noun == "dozen":
        return Amount(12.0, index + 2)
    if noun == "hundred":
        return _from_words(tokens, index + 1)
    if noun in ROUND_WORDS:
        value, end = number_words(tokens, index + 1)
        part, after_part = _and_a_half(tokens, end)
        if part and value:
            return Amount(
                value + part * SCALES[noun], after_part, scale=SCALES[noun]
            )  # "a million and a half"
        return Amount(value, end, scale=SCALES[noun])
    if noun in DENOMINATORS and noun[-1] != "s":
        return _fraction(tokens, index + 2, 1, DENOMINATORS[noun])
    return None


def _from_vulgar(tokens: Tokens, index: int) -> Amount:
    over, under = VULGAR[tokens.words[index]]
    return _fraction(tokens, index + 1, over, under)


def _fraction(tokens: Tokens, end: int, over: float, under: int) -> Amount:
    """A fraction whose words end before `end`: a share in percent, or a part of what it is said to be a part of."""
    words = tokens.words
    step = _past_hyphen(tokens, end)
    if words[step] == "of":
        step += 1
    if words[step] in _ARTICLES:
        step = _past_hyphen(tokens, step + 1)
    whole = words[step]
    if step > end and whole in TIME_UNITS and words[step - 1] in ("a", "an", "-"):
        return Amount(over / under, step)
    if whole in SCALES:
        scale, after = scale_after(tokens, step)
        return Amount(over * scale / under, after)
    if whole in PERCENT_WORDS and (step > end or whole == "percentage"):
        return Amount(over / under, step)
    if whole == "per" and words[step + 1] == "cent":
        return Amount(over / under, step)
    return Amount(100 * over / under, end, unit="percent", share=True)


def _past_hyphen(tokens: Tokens, index: int) -> int:
    return index + 1 if tokens.words[index] == "-" and tokens.glued(index) else index

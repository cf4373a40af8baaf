"""Read two numbers that make a third: a share, a ratio, a rate, an interval."""

from __future__ import annotations

from etl.phrases.amounts import Amount, amount
from etl.phrases.found import Quantity
from etl.phrases.lexicon import FUNCTION_WORDS, TIME_UNITS
from etl.phrases.tokens import Tokens
from etl.phrases.units import unit_after

_USUAL_BASES = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1_000, 10_000, 100_000, 1_000_000})
_MOST_NOUNS = 3  # between a number and its "per 100,000"
_LINKS = frozenset({":", "-", "to", "every", "in", "of", "out", "per", "for"})


def joins_two(tokens: Tokens, index: int) -> bool:
    """Whether a word that could make a share, a ratio, an interval or a rate stands near enough behind a number."""
    return not _LINKS.isdisjoint(tokens.words[index : index + _MOST_NOUNS + 1])


def of_two(tokens: Tokens, begin: int, first: Amount, opening: str) -> Quantity | None:
    """The ratio, the interval or the share of nouns that a number without a unit and another one behind it make."""
    if first.unit:
        return None
    return (
        _ratio(tokens, begin, first, opening)
        or _interval(tokens, begin, first)
        or _share_of_nouns(tokens, first, begin)
    )


def _ratio(tokens: Tokens, begin: int, first: Amount, opening: str) -> Quantity | None:
    """`100:1`, `100-to-1`, `ten to one`."""
    words = tokens.words
    index = first.end
    if (words[index] == ":" and tokens.glued(index) and tokens.glued(index + 1)) or words[index] == "to":
        step = index + 1
    elif words[index] == "-" and words[index + 1] == "to" and words[index + 2] == "-":
        step = index + 3
    else:
        return None
    second = amount(tokens, step)
    if second is None:
        return None
    if words[index] == ":" and second.value != 1:
        return Quantity(begin, second.end, None, None)
    if second.value != 1 or second.unit or second.share or opening in ("from", "change"):
        return None
    if unit_after(tokens, second.end)[0] or words[second.end] in ("in", "of", "out"):
        return None
    return Quantity(begin, second.end, first.value, first.value, "ratio_to_one")


def _interval(tokens: Tokens, begin: int, first: Amount) -> Quantity | None:
    """`one every 25 seconds`, `one arrest every two minutes`: the interval is the number."""
    words = tokens.words
    index = first.end
    while words[index] != "every":
        if index - first.end == 2 or not words[index].isalpha() or words[index] in FUNCTION_WORDS:
            return None
        index += 1
    interval = amount(tokens, index + 1)
    if interval is None or interval.value is None:
        return None
    unit, end = unit_after(tokens, interval.end)
    if unit not in TIME_UNITS.values():
        return None
    if first.value != 1:
        return Quantity(begin, end, None, None)
    return Quantity(begin, end, interval.value, interval.value, unit)


def share(tokens: Tokens, part: Quantity) -> Quantity | None:
    """`1 of 5`, `one in five`, `nine out of ten`, `two to three in ten`, `1-in-5`: the share in percent."""
    words = tokens.words
    if part.unit or part.low is None or part.high is None or part.low != int(part.low) or part.low < 0:
        return None
    index = part.end
    hyphen = words[index] == "-" and tokens.glued(index)
    index += hyphen
    word = words[index]
    if word not in ("in", "of", "out"):
        return None
    step = index + 1
    if word == "out":
        if words[step] != "of":
            return None
        step += 1
    step += words[step] == "-" and hyphen
    every = words[step] in ("every", "each")
    step += every
    if word == "of" and words[part.end - 1] == "one" and not every:
        return None  # "one of three men" is one of them, and no share
    whole = amount(tokens, step)
    if (
        whole is None
        or whole.value is None
        or whole.unit
        or whole.share
        or whole.value < part.high
        or whole.value <= 0
    ):
        return None
    unit, _ = unit_after(tokens, whole.end)
    if unit or words[whole.end] == "%" or not _is_base(whole, part, word, usual=every):
        return None
    return Quantity(
        part.begin, whole.end, 100 * part.low / whole.value, 100 * part.high / whole.value, "percent"
    )


def _share_of_nouns(tokens: Tokens, first: Amount, begin: int) -> Quantity | None:
    """`one nurse in three`, `three cells in every four`, `nine men out of ten`: a share.

    After a plain `in` it is one before a verb or a stop, and unread before a noun (`one death in five states`).
    """
    words = tokens.words
    index = first.end
    while index - first.end < 2 and words[index].isalpha() and words[index] not in FUNCTION_WORDS:
        index += 1
    if index == first.end:
        return None
    if words[index + 1] == "every" or words[index : index + 2] == ["out", "of"]:
        return _share_in_every(tokens, first, begin, index + 2)
    if first.value != 1 or words[index] != "in":
        return None
    step = index + 1
    whole = amount(tokens, step)
    if whole is None or whole.value not in _USUAL_BASES or whole.unit or whole.share:
        return None
    if unit_after(tokens, whole.end)[0]:
        return None
    following = words[whole.end]
    if not following.isalpha() or following in FUNCTION_WORDS:
        return Quantity(begin, whole.end, 100 / whole.value, 100 / whole.value, "percent")
    return Quantity(begin, whole.end, None, None)


def _share_in_every(tokens: Tokens, first: Amount, begin: int, step: int) -> Quantity | None:
    words = tokens.words
    if words[step - 2] not in ("in", "of", "out"):
        return None
    whole = amount(tokens, step + (words[step] in ("every", "each")))
    if whole is None or not whole.value or not first.value or whole.unit or whole.share:
        return None
    if first.value > whole.value or first.value != int(first.value) or unit_after(tokens, whole.end)[0]:
        return None
    share = 100 * first.value / whole.value
    return Quantity(begin, whole.end, share, share, "percent")


def _is_base(whole: Amount, part: Quantity, word: str, usual: bool) -> bool:
    """`12 in 15 countries` is no share and `one in 2017` a year; `one in 36` and `7 in 10` are shares."""
    if whole.value is None:
        return False
    if word in ("in", "of") and whole.bare and 1900 <= whole.value <= 2100:
        return False
    if word == "in" and not usual:
        return part.high == 1 or whole.value in _USUAL_BASES
    return True


def rate(tokens: Tokens, single: Quantity) -> Quantity | None:
    """`12.3 per 100,000`, `12 deaths per million people`, `3 for every 1,000`."""
    words = tokens.words
    index = single.end
    while words[index] != "per" and not (words[index] == "for" and words[index + 1] == "every"):
        if index - single.end == _MOST_NOUNS or not words[index].isalpha() or words[index] in FUNCTION_WORDS:
            return None
        index += 1
    step = index + 2 if words[index] == "for" else index + 1
    if words[step] in ("thousand", "million", "billion"):
        base: Amount | None = Amount({"thousand": 1e3, "million": 1e6, "billion": 1e9}[words[step]], step + 1)
    else:
        base = amount(tokens, step)
    if base is None or base.value is None or base.unit or base.share or base.value != int(base.value):
        return None
    if unit_after(tokens, base.end)[0]:
        return None
    return Quantity(single.begin, base.end, single.low, single.high, f"per_{int(base.value)}")

"""Read a quantity: one amount with its unit, or two that make a range, a share, a ratio or a rate."""

from __future__ import annotations

from typing import NamedTuple

from etl.phrases import shares
from etl.phrases.amounts import Amount, amount
from etl.phrases.found import Quantity
from etl.phrases.lexicon import CURRENCY_CODES, MAGNITUDES, ROUND_WORDS
from etl.phrases.tokens import Tokens
from etl.phrases.units import currency_note, unit_after

DASHES = frozenset("-–‒‑−")
_SPACED = " - "
_ALL_DASHES = DASHES | frozenset("—―")
_APPROXIMATE = frozenset({"about", "around", "roughly", "approximately", "some", "perhaps"})
_CROSSES = frozenset({"x", "×"})


def quantity(tokens: Tokens, begin: int, opening: str) -> Quantity | None:
    """The quantity whose first token is `begin`; None where no number begins there.

    `opening` is the word before it and its hedges where it decides what follows: `between`, `from`, `ranging`, or a
    verb of change such as `fell`.
    """
    first = amount(tokens, begin)
    if first is None:
        return magnitude(tokens, begin)
    if first.value is None:
        return Quantity(begin, first.end, None, None)
    if tokens.words[first.end] == "of" and first.end - begin == 1 and tokens.words[begin] in ROUND_WORDS:
        return Quantity(begin, first.end, None, None)
    unit, end = unit_after(tokens, first.end)
    unit = unit or first.unit
    if tokens.words[end - 1] in _CROSSES and tokens.words[end][:1].isdigit():
        return Quantity(begin, end + 1, None, None)  # "3 x 4"
    if not first.unit and end == first.end:
        special = (
            shares.ratio(tokens, begin, first, opening)
            or shares.interval(tokens, begin, first)
            or shares.share_of_nouns(tokens, first, begin)
        )
        if special:
            return special
    single = Quantity(begin, end, first.value, first.value, unit)
    partner = _partner(tokens, end)
    if partner:
        single = _joined(single, first, partner, opening)
    if single.unread or single.low != single.high:
        return shares.share(tokens, single) or single
    if unit is None:
        return shares.share(tokens, single) or shares.rate(tokens, single) or single
    if first.unit and first.unit != "percent":
        return _money_note(tokens, single)
    return single


def _money_note(tokens: Tokens, single: Quantity) -> Quantity:
    code, end = currency_note(tokens, single.end)
    return single._replace(unit=code, end=end) if code else single


def magnitude(tokens: Tokens, begin: int) -> Quantity | None:
    """`hundreds`, `tens of millions`, `several hundred`: the words are the figure, no number is stated."""
    words = tokens.words
    index = begin
    while words[index] in MAGNITUDES or (words[index] in ROUND_WORDS and index > begin):
        index += 1
        if words[index] == "of" and (words[index + 1] in MAGNITUDES or words[index + 1] in ROUND_WORDS):
            index += 1
        elif words[index] not in MAGNITUDES:
            break
    if index == begin:
        return None
    return Quantity(begin, index, None, None, magnitude=True)


def vague(tokens: Tokens, begin: int, round_word: int) -> Quantity:
    """`several hundred thousand`, `a few thousand`: from `begin` to the end of the round words."""
    end = round_word
    while tokens.words[end] in ROUND_WORDS or tokens.words[end] in MAGNITUDES:
        end += 1
    return Quantity(begin, end, None, None, magnitude=True)


class _Partner(NamedTuple):
    """What a number may be joined with: `joint` is `to`, `and`, `or` or a dash; `end` is after the second's unit."""

    joint: str
    second: Amount
    unit: str | None
    end: int


def _partner(tokens: Tokens, index: int) -> _Partner | None:
    """The joint that stands at the token with the amount behind it."""
    joint, step = _joint(tokens, index)
    if not joint:
        return None
    if tokens.words[step] in _APPROXIMATE:
        step += 1
    second = amount(tokens, step)
    if second is None or second.value is None:
        return None
    unit, end = unit_after(tokens, second.end)
    if second.unit and second.unit in CURRENCY_CODES.values():
        note, end = currency_note(tokens, end)
        return _Partner(joint, second, note or second.unit, end)
    return _Partner(joint, second, unit or second.unit, end)


def _joint(tokens: Tokens, index: int) -> tuple[str, int]:
    """What joins two numbers at the token, and the token after it; ("", index) if nothing does."""
    words = tokens.words
    word = words[index]
    if word in ("to", "and", "or"):
        return word, index + 1
    if word == "through":
        return "to", index + 1
    if not word or word not in _ALL_DASHES:
        return "", index
    if not tokens.glued(index):
        return (_SPACED, index + 1) if word in DASHES and not tokens.glued(index + 1) else ("", index)
    following = words[index + 1]
    if following not in ("to", "and", "or"):
        return ("-", index + 1) if tokens.glued(index + 1) else ("", index)
    # A hyphen left hanging, "5- to 10-year", or a chain of them, "10-to-15".
    step = index + 2
    return following, step + 1 if words[step] == "-" and tokens.glued(step) else step


def _joined(single: Quantity, first: Amount, partner: _Partner, opening: str) -> Quantity:
    """The range that a number and its partner make, or the number alone, or an unread phrase where neither is sure."""
    second = partner.second
    if first.value is None or second.value is None:
        return single
    low, high = first.value, second.value
    borrows = first.bare and first.scale == 1 and second.scale > 1 and 0 < low < 1000 and not first.share
    if borrows and low * second.scale < high:
        low *= second.scale
    else:
        borrows = False
    if not _is_range(single, first, partner, low, high, opening):
        if borrows:
            return single._replace(low=None, high=None)  # "from 5 to 10 million": five what?
        if single.unit is None and not second.share and partner.unit not in CURRENCY_CODES.values():
            return single._replace(unit=partner.unit)
        return single
    if partner.joint in ("-", "to") and first.bare and low < 1000 and _in_thousands(low, second):
        return Quantity(single.begin, partner.end, None, None)
    spaced = partner.joint == _SPACED and partner.unit is None
    if low >= high or opening == "contest" or spaced:
        return Quantity(single.begin, partner.end, None, None)
    return Quantity(single.begin, partner.end, low, high, partner.unit or single.unit)


def _is_range(
    single: Quantity, first: Amount, partner: _Partner, low: float, high: float, opening: str
) -> bool:
    second = partner.second
    if first.share != second.share or second.value is None:
        return False
    if single.unit and single.unit != partner.unit and (partner.unit or not first.unit):
        return False
    if partner.joint == "and":
        return opening == "between"
    if partner.joint == "or":
        return high - low == second.scale and low == int(low)
    if partner.joint == "to" and opening == "from":
        return False
    if partner.joint == "to" and opening == "change":
        return single.unit is None and partner.unit == "percent"
    return not (_may_be_year(second, partner) and low < 1000 and first.unit is None)


def _in_thousands(low: float, second: Amount) -> bool:
    """`20–30,000`: from twenty, or from twenty thousand?"""
    high = second.value or 0
    return not second.bare and second.scale == 1 and high >= 1000 and high % 1000 == 0 and low < high / 1000


def _may_be_year(second: Amount, partner: _Partner) -> bool:
    return bool(
        second.bare and partner.unit is None and second.value is not None and 1900 <= second.value <= 2100
    )

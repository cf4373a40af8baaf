"""Read a quantity: one amount with its unit, or two that make a range, a share, a ratio or a rate."""

from __future__ import annotations

from typing import NamedTuple

from etl.phrases import shares
from etl.phrases.amounts import Amount, amount
from etl.phrases.found import Quantity
from etl.phrases.lexicon import CURRENCIES, MAGNITUDES, NUMBER_WORDS, ROUND_WORDS
from etl.phrases.tokens import Tokens
from etl.phrases.units import currency_note, unit_after

DASHES = frozenset("-–‒‑−")
_SPACED = " - "
_ALL_DASHES = DASHES | frozenset("—―")
_JOINTS = _ALL_DASHES | {"to", "and", "or", "through"}
_APPROXIMATE = frozenset({"about", "around", "roughly", "approximately", "some", "perhaps"})
_DIGITS = frozenset({"figure", "figures", "digit", "digits"})
_CROSSES = frozenset({"x", "×"})


def quantity(tokens: Tokens, begin: int, opening: str) -> Quantity | None:
    """The quantity whose first token is `begin`; None where no number begins there.

    `opening` is the word before it and its hedges where it decides what follows: `between`, `from`, `ranging`, or a
    verb of change such as `fell`.
    """
    first = amount(tokens, begin)
    if first is None:
        return magnitude(tokens, begin)
    settled = _end_of_unread(tokens, begin, first)
    if first.value is None or settled:
        return Quantity(begin, settled, None, None)
    unit, end = unit_after(tokens, first.end)
    unit = unit or first.unit
    if tokens.words[end - 1] in _CROSSES and tokens.words[end][:1].isdigit():
        return Quantity(begin, end + 1, None, None)  # "3 x 4"
    joins = shares.joins_two(tokens, end)
    special = shares.of_two(tokens, begin, first, opening) if joins and end == first.end else None
    if special:
        return special
    single = Quantity(begin, end, first.value, first.value, unit)
    if tokens.words[end] in _JOINTS:
        partner = _partner(tokens, end)
        if partner:
            single = _joined(single, first, partner, opening)
    if single.low is None or single.low != single.high:
        return shares.share(tokens, single) or single
    if unit is None:
        if not joins:
            return single
        return shares.share(tokens, single) or shares.rate(tokens, single) or single
    if first.unit and first.unit != "percent":
        return _money_note(tokens, single)
    return single


def _end_of_unread(tokens: Tokens, begin: int, first: Amount) -> int:
    """The token after an amount that settles no number, 0 where it does.

    `a six-figure sum`, `two-digit growth` and `six figures` say how long the number is, not what it is.
    """
    words, end = tokens.words, first.end
    if first.value is None or (words[end] == "of" and end - begin == 1 and words[begin] in ROUND_WORDS):
        return end
    if words[end] == "figures" and words[end - 1] in NUMBER_WORDS:
        return end + 1
    return end + 2 if words[end] == "-" and words[end + 1] in _DIGITS and tokens.glued(end) else 0


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
    part: float = 0.0  # what one of the second's parts is: a third, in percent, where it is two thirds


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
    over = NUMBER_WORDS.get(tokens.words[step])
    if second.share and over:
        return _Partner(joint, second, unit or second.unit, end, second.value / over)
    if second.unit and second.unit in CURRENCIES:
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
    if partner.part and partner.joint in ("to", "or", "-") and first.bare and low * partner.part < high:
        return Quantity(single.begin, partner.end, low * partner.part, high, "percent")  # "one to two thirds"
    borrows = first.bare and first.scale == 1 and second.scale > 1 and 0 < low < 1000 and not first.share
    if borrows and low * second.scale < high:
        low *= second.scale
    else:
        borrows = False
    if not _is_range(single, first, partner, low, high, opening):
        if borrows:
            return single._replace(low=None, high=None)  # "from 5 to 10 million": five what?
        if single.unit is None and not second.share and partner.unit not in CURRENCIES:
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

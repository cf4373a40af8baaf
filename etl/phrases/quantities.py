"""Read a quantity: one amount with its unit, or two that make a range, a share, a ratio or a rate."""

from __future__ import annotations

from typing import NamedTuple

from etl.phrases.amounts import Amount, amount
from etl.phrases.lexicon import CURRENCY_CODES, FUNCTION_WORDS, MAGNITUDES, ROUND_WORDS, TIME_UNITS
from etl.phrases.tokens import Tokens
from etl.phrases.units import currency_note, unit_after

DASHES = frozenset("-–‒‑−")
_SPACED = " - "
_ALL_DASHES = DASHES | frozenset("—―")
_APPROXIMATE = frozenset({"about", "around", "roughly", "approximately", "some", "perhaps"})
_USUAL_BASES = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1_000, 10_000, 100_000, 1_000_000})
_CROSSES = frozenset({"x", "×"})
_MOST_NOUNS = 3  # between a number and its "per 100,000"


class Quantity(NamedTuple):
    """What the words from token `begin` up to `end` state: `low` and `high` are equal unless it is a range.

    Both are None where the words are a magnitude (`tens of millions`) or cannot be read; `magnitude` tells which.
    """

    begin: int
    end: int
    low: float | None
    high: float | None
    unit: str | None = None
    magnitude: bool = False

    @property
    def unread(self) -> bool:
        """Whether the words are a number phrase whose number they do not settle."""
        return self.low is None and not self.magnitude


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
            _ratio(tokens, begin, first, opening)
            or _interval(tokens, begin, first)
            or _share_of_nouns(tokens, first, begin)
        )
        if special:
            return special
    single = Quantity(begin, end, first.value, first.value, unit)
    partner = _partner(tokens, end)
    if partner:
        single = _joined(tokens, single, first, partner, opening)
    if single.unread or single.low != single.high:
        return _share(tokens, single) or single
    if unit is None:
        return _share(tokens, single) or _rate(tokens, single) or single
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


def _joined(tokens: Tokens, single: Quantity, first: Amount, partner: _Partner, opening: str) -> Quantity:
    """The range that a number and its partner make, or the number alone, or an unread phrase where neither is sure."""
    second = partner.second
    assert first.value is not None and second.value is not None
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
        return (high - low) * 1.0 == second.scale and low == int(low)
    if partner.joint == "to" and opening == "from":
        return False
    if partner.joint == "to" and opening == "change":
        return single.unit is None and partner.unit == "percent"
    return not (_may_be_year(second, partner) and low < 1000 and first.unit is None)


def _may_be_year(second: Amount, partner: _Partner) -> bool:
    return bool(
        second.bare and partner.unit is None and second.value is not None and 1900 <= second.value <= 2100
    )


def _ratio(tokens: Tokens, begin: int, first: Amount, opening: str) -> Quantity | None:
    """`100:1`, `100-to-1`, `ten to one`."""
    words = tokens.words
    index = first.end
    if words[index] == ":" and tokens.glued(index) and tokens.glued(index + 1):
        step = index + 1
    elif words[index] == "to":
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


def _share(tokens: Tokens, part: Quantity) -> Quantity | None:
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
    step += words[step] in ("every", "each")
    whole = amount(tokens, step)
    if whole is None or whole.value is None or whole.unit or whole.share or whole.value < part.high or whole.value <= 0:
        return None
    unit, _ = unit_after(tokens, whole.end)
    if unit or words[whole.end] == "%" or not _is_base(whole, part, word, usual=words[step - 1] in ("every", "each")):
        return None
    return Quantity(
        part.begin, whole.end, 100 * part.low / whole.value, 100 * part.high / whole.value, "percent"
    )


def _share_of_nouns(tokens: Tokens, first: Amount, begin: int) -> Quantity | None:
    """`one nurse in three`: a share before a verb or a stop, unread before a noun (`one death in five states`)."""
    words = tokens.words
    index = first.end
    while index - first.end < 2 and words[index].isalpha() and words[index] not in FUNCTION_WORDS:
        index += 1
    if first.value != 1 or index == first.end or words[index] != "in":
        return None
    step = index + 2 if words[index + 1] == "every" else index + 1
    whole = amount(tokens, step)
    if whole is None or whole.value not in _USUAL_BASES or whole.unit or whole.share:
        return None
    if unit_after(tokens, whole.end)[0]:
        return None
    following = words[whole.end]
    if words[step - 1] == "every" or not following.isalpha() or following in FUNCTION_WORDS:
        return Quantity(begin, whole.end, 100 / whole.value, 100 / whole.value, "percent")
    return Quantity(begin, whole.end, None, None)


def _is_base(whole: Amount, part: Quantity, word: str, usual: bool) -> bool:
    """`12 in 15 countries` is no share and `one in 2017` a year; `one in 36` and `7 in 10` are shares."""
    assert whole.value is not None
    if word in ("in", "of") and whole.bare and 1900 <= whole.value <= 2100:
        return False
    if word == "in" and not usual:
        return part.high == 1 or whole.value in _USUAL_BASES
    return True


def _rate(tokens: Tokens, single: Quantity) -> Quantity | None:
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

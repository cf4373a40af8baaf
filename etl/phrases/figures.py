"""Put a quantity, its hedges and its direction together into a figure."""

from __future__ import annotations

from etl.phrases import changes, hedges
from etl.phrases.amounts import MINUS_SIGNS
from etl.phrases.found import Found, Quantity, unread
from etl.phrases.lexicon import CURRENCY_CODES, CURRENCY_SIGNS, DOLLAR_PREFIXES, TIME_UNITS
from etl.phrases.names import is_minus
from etl.phrases.quantities import quantity
from etl.phrases.tokens import Tokens
from etl.phrases.units import unit_after

_RANGING = frozenset(
    "ranging ranged ranges range varies varied varying vary anywhere aged ages somewhere".split()
)
_CONTESTS = frozenset(
    "vote votes voted score scored scores won win wins lost lose beat defeated odds ratio ruled ruling".split()
)
_BEFORE_MINUS = frozenset("of to at by was is were be been from reached hit about around between and".split())
_AGES = frozenset({"aged", "age", "ages"})
_GIVES_UNIT = _AGES | {"of"}
_TIMES = frozenset(TIME_UNITS.values())


def figure(tokens: Tokens, index: int, floor: int) -> Found | None:
    """The figure whose number begins at the token, with the words that belong to it, or None where none begins."""
    begin = begin_of_amount(tokens, index, floor)
    return figure_from(tokens, begin, floor)


def begin_of_amount(tokens: Tokens, index: int, floor: int) -> int:
    """The first token of the amount: its sign and its currency stand before its numeral."""
    words = tokens.words
    before = index - 1
    if before < floor:
        return index
    sign = words[before]
    if sign in CURRENCY_SIGNS:
        index = before
        if (
            sign == "$"
            and before - 1 >= floor
            and words[before - 1] in DOLLAR_PREFIXES
            and tokens.glued(before)
        ):
            index = before - 1
    elif sign in CURRENCY_CODES and tokens.raw(before).isupper():
        index = before
    return index - 1 if words[index - 1] in MINUS_SIGNS and is_minus(tokens, index - 1, floor) else index


def figure_from(tokens: Tokens, begin: int, floor: int) -> Found | None:
    """The figure whose amount begins at the token `begin`."""
    hedged, qualifiers = hedges.hedges_before(tokens, begin, floor)
    opening = _opening(tokens, hedged, floor)
    size = quantity(tokens, begin, opening)
    if size is None:
        return None
    base = _base_of_rate(tokens, size, begin, floor)
    if base:
        return base
    if qualifiers == [hedges.UNREAD] and _is_minus_word(tokens, hedged, begin):
        return _below_zero(assemble(tokens, size, hedged, [], opening, floor))
    return assemble(tokens, size, hedged, qualifiers, opening, floor)


def _is_minus_word(tokens: Tokens, hedged: int, begin: int) -> bool:
    """`growth of minus 5 percent`; but not `all minus 5 percent` or `tested negative 5 times`."""
    words = tokens.words
    if hedged + 1 != begin or words[hedged] not in ("minus", "negative"):
        return False
    before = words[hedged - 1]
    return not before[:1].isalnum() or before in _BEFORE_MINUS


def _below_zero(found: Found) -> Found:
    if found.sort != "number":
        return found
    value, lower, upper = _negated(found.value), _negated(found.upper), _negated(found.lower)
    return found._replace(value=value, lower=lower, upper=upper)


def assemble(
    tokens: Tokens, size: Quantity, hedged: int, qualifiers: list[str], opening: str, floor: int
) -> Found:
    """Join the quantity with the hedges around it and the words of a fall."""
    words = tokens.words
    if size.unread:
        return unread(hedged, size.end)
    if size.magnitude:
        return Found(hedged, hedges.hedges_after(tokens, size.end)[0], "number", "magnitude")
    begin, end = hedged, size.end
    if qualifiers and size.unit in _TIMES and words[begin] == "over" and words[end - 1] != "s":
        meaning = hedges.meaning_of_over(tokens, begin, end, floor)
        if meaning == hedges.UNREAD:
            return unread(begin, end)
        if meaning == "during":
            begin, qualifiers = size.begin, []
    end, after = hedges.hedges_after(tokens, end)
    if after:
        qualifiers = [*qualifiers, after]
        if size.unit is None:
            unit, end = unit_after(tokens, end)
            size = size._replace(unit=unit)
    if opening == "between" and size.low != size.high:
        begin -= 1
    elif begin > floor and words[begin - 1] == "every" and size.unit in _TIMES:
        begin, outer = hedges.hedges_before(tokens, begin - 1, floor)
        if set(outer) - {"approximately"}:
            return unread(begin, end)  # is "at least every 25 seconds" more often, or longer?
        qualifiers = [*qualifiers, *outer]
    fall_begin = changes.fall_before(tokens, begin, floor, size)
    fall_end = None if fall_begin is not None else changes.fall_after(tokens, begin, end, size)
    if size.unit is None:
        unit = _unit_before(tokens, size.begin, floor)
        size = size._replace(unit=unit) if unit else size
    falls = fall_begin is not None or fall_end is not None
    return bounded(
        begin if fall_begin is None else fall_begin,
        end if fall_end is None else fall_end,
        size,
        hedges.combined(qualifiers) if qualifiers else "exact",
        falls,
    )


def _unit_before(tokens: Tokens, begin: int, floor: int) -> str | None:
    """The unit that the words before a number give it: `aged 15-64`, `the age of 18`, `by a factor of 3`."""
    if begin > floor and tokens.words[begin - 1] == "between":
        begin -= 1
    if tokens.words[begin - 1] not in _GIVES_UNIT:
        return None
    before = tokens.words[max(floor, begin - 2) : begin]
    if before == ["age", "of"] or not _AGES.isdisjoint(before[-1:]):
        return "years"
    return "times" if before == ["factor", "of"] else None


def _base_of_rate(tokens: Tokens, size: Quantity, begin: int, floor: int) -> Found | None:
    """`per 100,000` with no number before it: the base of a rate, which states no figure."""
    words = tokens.words
    if size.low is None or size.low != size.high or size.unit is not None or begin == floor:
        return None
    before = begin - 1
    if words[before] == "every" and before > floor and words[before - 1] == "for":
        before -= 1
    elif words[before] != "per":
        return None
    return unread(before, size.end)._replace(unit=f"per_{size.low:.0f}")


def _opening(tokens: Tokens, begin: int, floor: int) -> str:
    """What the words before a number make of a `to` or an `and` behind it."""
    words = tokens.words
    before = words[begin - 1] if begin > floor else ""
    if before == "between":
        return before
    if before == "from":
        return "ranging" if begin - 2 >= floor and words[begin - 2] in _RANGING else before
    if before in changes.CHANGE_VERBS:
        return "change"
    if not _CONTESTS.isdisjoint(words[max(floor, begin - 3) : begin]):
        return "contest"
    return ""


def bounded(begin: int, end: int, size: Quantity, qualifier: str, falls: bool) -> Found:
    """The numbers that the words state, and no other: a bound without words for it is None."""
    low, high = size.low, size.high
    if qualifier == hedges.UNREAD or low is None or high is None:
        return unread(begin, end)
    if qualifier == "exact" and low == high and not falls:
        return Found(begin, end, "number", "exact", low, low, low, size.unit)
    value, lower, upper = _numbers(low, high, qualifier)
    if low != high:
        qualifier = "range" if qualifier in ("exact", "approximately") else qualifier
    if falls and low > 0:
        value, lower, upper = _negated(value), _negated(upper), _negated(lower)
    return Found(begin, end, "number", qualifier, value, lower, upper, size.unit)


def _negated(number: float | None) -> float | None:
    return None if number is None else -number


def _numbers(low: float, high: float, qualifier: str) -> tuple[float | None, float | None, float | None]:
    value = low if low == high else None
    if qualifier == "exact":
        return value, low, high
    if qualifier == "approximately":
        return (value, None, None) if value is not None else (None, low, high)
    if qualifier in ("at_least", "more_than"):
        return value, low, None
    return value, None, high

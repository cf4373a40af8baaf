"""Make the plain sentence that states a row: measure's template in, one sentence out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from string import Formatter

from etl.vocabulary import NOT_STATED

PLACEHOLDERS = ("number", "Number", "change", "of_base", "in_place", "when", "group", "comparison_group")

_HEDGES: Mapping[str, str] = {
    "exact": "{}",
    "approximately": "about {}",
    "at_least": "at least {}",
    "more_than": "more than {}",
    "almost": "almost {}",
    "up_to": "up to {}",
    "less_than": "less than {}",
}
_SYMBOLS: Mapping[str, str] = {"USD": "$", "EUR": "€", "GBP": "£"}
DURATIONS = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the words state it, in a unit; the bounds that are not stated are None."""

    words: str
    value: float | None
    lower: float | None
    upper: float | None
    qualifier: str
    unit: str


def plain(value: float) -> str:
    """A number in digits as prose prints it: three significant digits where it has more than two decimals.

    >>> plain(185e6), plain(1_262_304), plain(46.486)
    ('185 million', '1,262,304', '46.5')
    """
    size = abs(value)
    for unit, word in ((1e9, "billion"), (1e6, "million")):
        if size >= unit and value * 1000 % unit == 0:
            return f"{_trim(value / unit, 3)} {word}"
    if size < 1000 and value != round(value, 2):
        return f"{float(f'{value:.3g}'):,g}"
    return _trim(value, 2) if size < 1e6 else f"{value:,.0f}"


def _trim(value: float, decimals: int) -> str:
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_words(quantity: Quantity, singular: str = "", plural: str = "") -> str:
    """The number with its hedge and, for shares, ratios, money and durations, its unit.

    >>> number_words(Quantity("$4 to $7", None, 4, 7, "range", "USD"))
    '$4 to $7'
    """
    if quantity.qualifier in ("magnitude", "in_words"):
        return quantity.words
    if quantity.qualifier == "range":
        ends = [plain(end) for end in (quantity.lower, quantity.upper) if end is not None]
        return _in_unit(" to ".join(ends), quantity, singular, plural).replace("-", "−")
    value = quantity.value or 0.0
    hedge = (
        "fewer than {}"
        if quantity.qualifier == "less_than" and _countable(quantity.unit)
        else _HEDGES[quantity.qualifier]
    )
    return hedge.format(_in_unit(plain(value), quantity, singular, plural).replace("-", "−"))


def _countable(unit: str) -> bool:
    return unit not in ("percent", "times", "ratio_to_one", *_SYMBOLS, *DURATIONS)


def _in_unit(number: str, quantity: Quantity, singular: str, plural: str) -> str:
    unit = quantity.unit
    if unit in _SYMBOLS:
        return _SYMBOLS[unit] + number.replace(" to ", f" to {_SYMBOLS[unit]}")
    if unit == "percent":
        return f"{number}%"
    if unit == "times":
        return "twice" if number == "2" else f"{number} times"
    if unit == "ratio_to_one":
        return f"{number} to 1"
    if unit in DURATIONS:
        return f"{number} {singular if number == '1' else plural}"
    return number


def change_words(quantity: Quantity, singular: str = "", plural: str = "", *, lasting: bool = False) -> str:
    """A signed change as a verb: 'fell by 25%', 'rose by more than 65%'; ``lasting`` to this day, 'has risen by …'.

    >>> change_words(Quantity("", -40, None, -40, "more_than", "percent"))
    'fell by more than 40%'
    """
    stated = [end for end in (quantity.value, quantity.lower, quantity.upper) if end is not None]
    if min(stated, default=0.0) < 0 < max(stated, default=0.0):
        return f"{'has changed' if lasting else 'changed'} by {number_words(quantity, singular, plural)}"
    number = number_words(_unsigned(quantity), singular, plural)
    verb = ("has fallen", "fell") if min(stated, default=0.0) < 0 else ("has risen", "rose")
    return f"{verb[0] if lasting else verb[1]} by {number}"


def _unsigned(quantity: Quantity) -> Quantity:
    """The size of a change; a bound of a fall is a bound of its size the other way round."""
    value, lower, upper = (
        None if end is None else abs(end) for end in (quantity.value, quantity.lower, quantity.upper)
    )
    if quantity.qualifier == "range" and lower is not None and upper is not None:
        lower, upper = sorted((lower, upper))
    return replace(quantity, value=value, lower=lower, upper=upper)


def capitalised(text: str) -> str:
    """The first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def template_parts(sentence: str) -> list[tuple[str, str]]:
    """A template as (literal, placeholder) pairs; the placeholder is '' after the last literal.

    Raises ValueError, naming it, for a placeholder that does not exist.
    """
    parts = []
    for literal, name, _, _ in Formatter().parse(sentence):
        if name is not None and name not in PLACEHOLDERS:
            raise ValueError(f"{{{name}}} is not a placeholder; must be one of {', '.join(PLACEHOLDERS)}")
        parts.append((literal, name or ""))
    return parts


def of_base(base: str) -> str:
    """The denominator after a leading space: ' of people in US prisons'; empty where none is stated."""
    return "" if base in ("", NOT_STATED) else f" of {base}"


def in_place(sort: str, sentence_name: str) -> str:
    """The place after a leading space: ' in the Philippines', ' worldwide'; empty where none is stated."""
    if sort == "not_stated":
        return ""
    return " worldwide" if sort == "world" else f" in {sentence_name}"


def says_who(attribution: str, voice: str) -> str:
    """Who says so, as the end of the sentence; ``voice`` is the document's publisher or title."""
    if attribution == NOT_STATED:
        return f", according to {voice}, which names no source."
    return f", according to {attribution.removesuffix('.')}." if attribution else "."


def computed_from(voices: Sequence[str], inputs: int) -> str:
    """The end of a derived figure's sentence."""
    figures = "a figure" if inputs == 1 else "figures"
    return f", computed from {figures} given by {' and '.join(voices)}."


def worked_out(quantity: Quantity) -> Quantity:
    """A derived quantity as words say it: in full if it is exact, else with three significant digits."""
    if quantity.qualifier == "exact":
        return quantity
    value, lower, upper = (
        None if end is None else float(f"{end:.3g}")
        for end in (quantity.value, quantity.lower, quantity.upper)
    )
    return replace(quantity, value=value, lower=lower, upper=upper)

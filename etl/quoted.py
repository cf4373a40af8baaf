"""What a quote says under a kind and unit of measure: each distinct pair is read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from etl.distinct import Distinct, merged
from etl.phrases import Reading, read
from etl.statement import DURATIONS, Quantity, capitalised, change_words, number_words
from etl.vocabulary import Vocabulary

_WITHOUT_NUMBER = ("rank", "event")
_BOUND_TO_UNIT = ("percent", "times", "ratio_to_one", "percentage_points")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quote under one measure. ``wrong`` and ``remedy`` are filled where the two do not fit together."""

    quantity: Quantity
    kind: str
    number: str
    change: str
    lasting_change: str
    wrong: str = ""
    remedy: str = ""

    @property
    def capitalised_number(self) -> str:
        """The number's words at the head of a sentence."""
        return capitalised(self.number)


@lru_cache(maxsize=1 << 17)
def read_quoted(quote: str, kind: str, unit: str, singular: str, plural: str) -> Quoted:
    """Read a quote as a figure of a kind, in a unit with these names."""
    if kind in _WITHOUT_NUMBER:
        return Quoted(Quantity(quote, None, None, None, "in_words", unit), kind, quote, "", "")
    reading = read(quote)
    if kind == "magnitude" and reading.qualifier == "unread":
        # "a handful" holds no number to read: under a measure of magnitudes the words are the figure.
        return _in_words(quote, unit)
    wrong, remedy = _misfit(quote, reading, unit)
    if reading.qualifier == "magnitude":
        return replace(_in_words(quote, unit), wrong=wrong, remedy=remedy)
    kind = "count" if kind == "magnitude" else kind
    quantity = Quantity(quote, reading.value, reading.lower, reading.upper, reading.qualifier, unit)
    if wrong:
        return Quoted(quantity, kind, quote, quote, quote, wrong, remedy)
    words = number_words(quantity, singular, plural)
    changes = [change_words(quantity, singular, plural, lasting=lasting) for lasting in (False, True)]
    return Quoted(quantity, kind, words, changes[0], changes[1])


def _in_words(quote: str, unit: str) -> Quoted:
    words = quote.lower()
    return Quoted(Quantity(words, None, None, None, "magnitude", unit), "magnitude", words, "", "")


def _misfit(quote: str, reading: Reading, unit: str) -> tuple[str, str]:
    if reading.qualifier == "unread":
        return (
            f"quote {quote!r} cannot be read as a number",
            "quote the number phrase alone, or use a measure of kind rank",
        )
    if reading.sort != "number":
        remedy = f"quote the noun with it ('{quote} people') if it is a count, or use a measure of kind event"
        return f"quote {quote!r} reads as {_article(reading.sort)}, not as a number", remedy
    if reading.unit == unit or (reading.unit is None and unit not in _BOUND_TO_UNIT):
        return "", ""
    if reading.unit in DURATIONS and unit in DURATIONS:
        return (
            f"quote {quote!r} is in {reading.unit}, its measure in {unit}",
            "use a measure in that unit",
        )
    said = f"quote {quote!r} reads as {reading.unit or 'a plain number'}, but its measure is in {unit}"
    return said, "quote the words that hold the unit, or use a measure in that unit"


def _article(sort: str) -> str:
    return f"an {sort}" if sort[0] in "aeiou" else f"a {sort}"


def forms(measures: Distinct, words: Vocabulary) -> Distinct:
    """Each row's kind and unit of measure, as 'kind unit'; '' where the measure or its unit is not in the vocabulary."""
    units, by_code = set(words.codes("units")), words.by_code("measures")
    known = {code: f"{row['kind']} {row['unit']}" for code, row in by_code.items() if row["unit"] in units}
    return merged([known.get(code, "") for code in measures.texts], measures.codes)


def read_all(pairs: Sequence[tuple[str, str]], words: Vocabulary) -> list[Quoted | None]:
    """Read (quote, form) pairs; None where there is no quote or no form."""
    units = words.by_code("units")
    found: list[Quoted | None] = []
    for quote, form in pairs:
        kind, _, unit = form.partition(" ")
        names = units[unit] if unit else {}
        found.append(
            read_quoted(quote, kind, unit, names["singular"], names["plural"]) if quote and names else None
        )
    return found

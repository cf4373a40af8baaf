"""Propose why a phrase is no figure: it dates, orders or names something, tells an age, or says a figure again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.phrases import Reading, read
from etl.proposals.candidates import Candidate
from etl.proposals.context import Context
from etl.proposals.known import Known

_AGED = re.compile(r"\b(?:age|aged|ages|years? of age)\s*$", re.IGNORECASE)
_OLD = re.compile(r"^\d+[-\s]*(?:years?[-\s]olds?|years? of age)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|released|issued|updated|dated)\b[^.]{0,40}$", re.IGNORECASE)
_BY_SORT = {
    "year": (("date", "it is a year"), ("source_date", "it is a year")),
    "date": (("date", "it is a date"), ("publication_date", "it is a date")),
    "ordinal": (("ordinal", "it is a word of order"),),
    "name": (("name", "it is part of a name"), ("name_of_law", "it is part of a name")),
}


def reasons(context: Context, known: Known) -> Iterator[Candidate]:
    """Reasons of the vocabulary to set a phrase aside, the likeliest first; none where it reads like a figure."""
    for reason, why in _found(context, known):
        if reason in known.reasons:
            yield Candidate(reason, why)


def repeated(context: Context, known: Known) -> Iterator[Candidate]:
    """The figures of this document that state the same number, the same words first."""
    words, own = context.quote.casefold(), _number(context.reading)
    rows = [row for row in known.figures if row.get("document") == known.document]
    others = [row for row in rows if int(row["start"] or 0) != context.start]
    for row in others:
        if row["quote"].casefold() == words:
            yield Candidate(row["figure_id"], f"{row['figure_id']} says the same words")
    for row in others:
        if own is not None and _number(read(row["quote"])) == own:
            yield Candidate(row["figure_id"], f"{row['figure_id']} states the same number")


def _number(reading: Reading) -> tuple[float, str | None] | None:
    """The number that a phrase gives, whatever its bounds; None where it is a date or has none."""
    if reading.sort != "number":
        return None
    number = next((end for end in (reading.value, reading.upper, reading.lower) if end is not None), None)
    return None if number is None else (number, reading.unit)


def _found(context: Context, known: Known) -> Iterator[tuple[str, str]]:
    sort = context.reading.sort
    if sort == "date" and _PUBLISHED.search(context.before):
        yield "publication_date", "the words before it tell of publishing"
    yield from _BY_SORT.get(sort, ())
    if _AGED.search(context.before) or _OLD.search(context.quote + context.after):
        yield "age", "the words beside it tell an age"
    for one in repeated(context, known):
        yield "repeat", one.why

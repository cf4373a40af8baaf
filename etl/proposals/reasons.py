"""Propose why a phrase is no figure: it dates, orders or names something, tells an age, or says a figure again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.proposals.candidates import Candidate
from etl.proposals.context import Context
from etl.proposals.known import Known

_AGED = re.compile(r"\b(?:age|aged|ages|years? of age)\s*$", re.IGNORECASE)
_OLD = re.compile(r"^\d+[-\s]*(?:years?[-\s]olds?|years? of age)\b", re.IGNORECASE)
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


def _found(context: Context, known: Known) -> Iterator[tuple[str, str]]:
    yield from _BY_SORT.get(context.reading.sort, ())
    if _AGED.search(context.before) or _OLD.search(context.quote + context.after):
        yield "age", "the words beside it tell an age"
    words = context.quote.casefold()
    for row in known.figures:
        elsewhere = int(row["start"] or 0) != context.start
        if row.get("document") == known.document and row["quote"].casefold() == words and elsewhere:
            yield "repeat", f"{row['figure_id']} says the same words"

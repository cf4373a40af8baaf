"""Propose what a share is a share of: as earlier rows of the measure say, and as the words after the number do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from etl.proposals.candidates import Candidate
from etl.proposals.context import Context
from etl.proposals.known import Known
from etl.proposals.places import elsewhere
from etl.vocabulary import NOT_STATED

_OF = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?of (?:all |the |those |its )*(.+?)(?=,|;|:|\.|\)| (?:is|are|was|were|has|have|had|who|that|which|to|and) |$)"
)
_PRONOUNS = frozenset("them these those us it which whom".split())
_MOST_WORDS = 8
_OF_A_WHOLE = ("share",)
_COMPARED = ("ratio",)


def bases(context: Context, known: Known, measures: Sequence[str], region: str) -> Iterator[Candidate]:
    """Bases for the measures, the likeliest of them first, and a place ('' where none is known).

    What earlier rows say of another place is not of this one.
    """
    kinds = [known.measures[code]["kind"] for code in measures if code in known.measures]
    kind = kinds[0] if kinds else ""
    earlier = Counter(
        row["base"]
        for code in measures
        for row in known.figures
        if row["measure"] == code and row["base"] and not (region and elsewhere(row["base"], region, known))
    )
    of = _OF.match(context.after)
    words = of[1].split() if of else []
    said = " ".join(words[:_MOST_WORDS]) if words and words[0].lower() not in _PRONOUNS else ""
    if kind not in _OF_A_WHOLE and not (said and context.reading.unit == "percent"):
        usual = NOT_STATED if kind in _COMPARED else ""
        why = "a ratio has no whole" if usual else "what is measured is no share of a whole"
        yield Candidate(usual, why)
    for base, count in earlier.most_common(2):
        yield Candidate(base, f"{count} earlier row{'s' if count > 1 else ''} of the measure say so")
    if said:
        yield Candidate(said, "the words after the number; say it in your own")
    yield Candidate(NOT_STATED, "the text does not say of what")
    yield Candidate("", "what is measured is no share of a whole")

"""Count what a release says, by one rule for every page: numbers, claims in words, dated facts, places, and what was worked out."""

from __future__ import annotations

from dataclasses import astuple, dataclass

import pandas as pd

from dashboard.data import Release
from dashboard.keeping import kept
from dashboard.words import say, say_number

IN_WORDS = ("rank", "magnitude")
SORTS = ("numbers", "words", "dated", "places")


@dataclass(frozen=True, slots=True)
class Count:
    """How many statements of each sort the documents make; ``derived`` numbers are ours and no statements of theirs."""

    numbers: int = 0
    words: int = 0
    dated: int = 0
    places: int = 0
    derived: int = 0

    @property
    def statements(self) -> int:
        """Everything that a document says."""
        return self.numbers + self.words + self.dated + self.places

    @property
    def phrase(self) -> str:
        """'43 numbers, 43 claims in words and 8 dated facts'; what there is none of is left out."""
        parts = [say_number(f"counted.{sort}", getattr(self, sort)) for sort in SORTS if getattr(self, sort)]
        if len(parts) < 2:
            return "".join(parts) or say("counted.nothing")
        return say("counted.and", most=", ".join(parts[:-1]), last=parts[-1])

    @property
    def derived_sentence(self) -> str:
        """' 10 more numbers worked out here.', or nothing."""
        if not self.derived:
            return ""
        return say("counted.derived_sentence", derived=say_number("counted.derived", self.derived))

    def __add__(self, other: Count) -> Count:
        """The two together."""
        return Count(*map(sum, zip(astuple(self), astuple(other), strict=True)))


def sort_of(kind: str) -> str:
    """What a figure of a kind is counted as: numbers, words or dated."""
    if kind in IN_WORDS:
        return "words"
    return "dated" if kind == "event" else "numbers"


def count(figures: pd.DataFrame, places: pd.DataFrame) -> Count:
    """Count rows of ``Release.figures`` and ``Release.places``."""
    derived = figures["status"] == "derived"
    sorts = figures["kind"][~derived].map(sort_of)
    found = {sort: int((sorts == sort).sum()) for sort in ("numbers", "words", "dated")}
    return Count(**found, places=len(places), derived=int(derived.sum()))


@kept()
def of_release(release: Release) -> Count:
    """What all documents say together."""
    return count(release.figures, release.places)


@kept(256)
def of_document(document: str, release: Release) -> Count:
    """What one document says."""
    figures, places = release.figures, release.places
    return count(figures[figures["document"] == document], places[places["document"] == document])

"""Count what a table holds, by one rule for every page: numbers, claims in words, dated facts, places, and what was worked out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.words import say, say_number

IN_WORDS = ("rank", "magnitude")


@dataclass(frozen=True, slots=True)
class Count:
    """How many statements of each sort the documents make; ``derived`` numbers are ours and no statements of theirs."""

    numbers: int
    words: int
    dated: int
    places: int
    derived: int

    @property
    def statements(self) -> int:
        """Everything that a document says."""
        return self.numbers + self.words + self.dated + self.places

    @property
    def phrase(self) -> str:
        """'43 numbers, 43 claims in words and 8 dated facts'; what there is none of is left out."""
        sorts = (("numbers", self.numbers), ("words", self.words), ("dated", self.dated))
        parts = [say_number(f"counted.{sort}", number) for sort, number in sorts if number]
        parts += [say_number("counted.places", self.places)] if self.places else []
        if len(parts) < 2:
            return "".join(parts) or say("counted.nothing")
        return say("counted.and", most=", ".join(parts[:-1]), last=parts[-1])

    @property
    def derived_sentence(self) -> str:
        """' 10 more numbers worked out here.', or nothing."""
        if not self.derived:
            return ""
        return say("counted.derived_sentence", derived=say_number("counted.derived", self.derived))


def count(figures: pd.DataFrame, places: pd.DataFrame) -> Count:
    """Count rows of ``Release.figures`` and ``Release.places``."""
    derived = figures["status"] == "derived"
    kinds = figures["kind"][~derived]
    words, dated = int(kinds.isin(IN_WORDS).sum()), int((kinds == "event").sum())
    return Count(len(kinds) - words - dated, words, dated, len(places), int(derived.sum()))

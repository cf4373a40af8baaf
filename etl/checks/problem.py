"""A problem between figures, as every check reports it, and the words that checks share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from etl.grouped import Figure


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not hold between figures. ``superseded`` maps a replaced figure to what replaces it."""

    check: str
    figures: tuple[Figure, ...]
    summary: str
    printed: str
    computed: str
    arithmetic: str
    superseded: tuple[tuple[str, str], ...] = ()

    @property
    def record(self) -> dict[str, Any]:
        """The published row."""
        ids = [figure["figure_id"] for figure in self.figures]
        documents = sorted({figure["document"] for figure in self.figures if figure["document"]})
        return {
            "problem_id": "-".join([self.check.replace("_", "-"), *ids[:2]]),
            "check": self.check,
            "documents": "; ".join(documents),
            "figures": "; ".join(ids),
            "summary": self.summary,
            "printed": self.printed,
            "computed": self.computed,
            "arithmetic": self.arithmetic,
            "found_by": "rule",
        }


def quoted(figures: Iterable[Figure]) -> str:
    """The words of figures, in quotation marks."""
    """The words of figures, in quotation marks."""
    return "; ".join(f"“{figure['quote']}”" for figure in figures)


def inside(name: str) -> str:
    """A measure's name inside a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]

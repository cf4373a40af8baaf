"""A point to weigh about figures, as every check reports it, and the words that checks share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from etl.grouped import Figure
from etl.statement import Quantity, number_words
from etl.vocabulary import CONTEXT, CONTRADICTION

HOW_FAR_OFF = "How far off an approximate number may be is not said."


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not hold between figures, or what a figure must be read with.

    ``record`` names the rows of the public record that it rests on. ``superseded`` maps a replaced figure to what replaces
    it. ``named`` are the rows that the permanent name is made from, where they are not the figures.
    """

    check: str
    kind: str
    figures: tuple[Figure, ...]
    summary: str
    printed: str
    computed: str
    arithmetic: str
    superseded: tuple[tuple[str, str], ...] = ()
    record: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    note: str = ""

    @property
    def row(self) -> dict[str, Any]:
        """The published row."""
        ids = [figure["figure_id"] for figure in self.figures]
        documents = sorted({figure["document"] for figure in self.figures if figure["document"]})
        return {
            "problem_id": "-".join([self.check.replace("_", "-"), *(self.named or ids)[:2]]),
            "check": self.check,
            "kind": self.kind,
            "documents": "; ".join(documents),
            "figures": "; ".join(ids),
            "record": "; ".join(self.record),
            "summary": self.summary,
            "printed": self.printed,
            "computed": self.computed,
            "arithmetic": self.arithmetic,
            "found_by": "rule",
            "note": self.note,
        }


def quoted(figures: Iterable[Figure]) -> str:
    """The words of figures, in quotation marks."""
    return "; ".join(f"“{figure['quote']}”" for figure in figures)


def inside(name: str) -> str:
    """A measure's name inside a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def in_words(row: Figure) -> str:
    """A row's number in words, with its unit where prose writes one."""
    unit = row["unit"]
    quantity = Quantity(
        row.get("quote") or "", row["value"], row["lower"], row["upper"], row["qualifier"], unit
    )
    return number_words(quantity, unit, unit)


def approximate(*rows: Figure) -> bool:
    """One of them says 'about': beyond its rounding nobody can tell what still fits it."""
    return any(row["qualifier"] == "approximately" for row in rows)


def apart(*rows: Figure) -> str:
    """The kind of a disagreement of numbers."""
    return CONTEXT if approximate(*rows) else CONTRADICTION

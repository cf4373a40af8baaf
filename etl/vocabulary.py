"""The vocabulary: every code with its name and meaning, and a hint for a code that is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import pyarrow as pa

from etl.faults import Fault

KINDS = ("count", "share", "ratio", "change", "interval", "money", "rank", "magnitude", "event")
QUALIFIERS = (
    "exact",
    "approximately",
    "at_least",
    "more_than",
    "almost",
    "up_to",
    "less_than",
    "range",
    "magnitude",
    "in_words",
)
STATUSES = ("reported", "derived", "superseded")
CERTAINTIES = ("stated", "likely")
CONTRADICTION, CONTEXT = PROBLEM_KINDS = ("contradiction", "context")
"""What a point about figures is: they do not hold, or one is misread without what the point says."""
NOT_STATED = "not stated"
NO_PLACE = "NOT-STATED"
WORLD = "WORLD"

Row = Mapping[str, str]


class Vocabulary:
    """The tables of ``datasets/vocabulary``, one per noun, each also by code; a table's first column is its code."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self.tables = tables
        self._rows: dict[str, dict[str, Row]] = {
            noun: dict(zip(table.column(0).to_pylist(), table.to_pylist(), strict=True))
            for noun, table in tables.items()
        }

    def codes(self, noun: str) -> list[str]:
        """The codes of one table, in the order of the file."""
        return list(self._rows[noun])

    def by_code(self, noun: str) -> Mapping[str, Row]:
        """Rows of one table by their code; of a code that stands twice, the last."""
        return self._rows[noun]


_MOST_OPTIONS = 5_000
_MOST_COMPARISONS = 100_000
_FEW = 12
_NONE_CLOSE = "must be one that is there"
_NO_SUCH_CODE = "add it to the vocabulary, or use a code that is there"


def hint(wrong: str, known: Iterable[str], otherwise: str = _NONE_CLOSE) -> str:
    """The remedy for a name that is not known; ``otherwise`` where none is like it.

    >>> hint("PHI", ["PHL", "PRT"])
    "did you mean 'PHL'?"
    """
    options = list(known)
    # Among very many names, comparing with each would take longer than looking for it does.
    if len(options) > _MOST_OPTIONS:
        return otherwise
    near = get_close_matches(wrong, options, n=1, cutoff=0.5) or get_close_matches(
        wrong.lower(), options, n=1, cutoff=0.5
    )
    if near:
        return f"did you mean {near[0]!r}?"
    if 0 < len(options) <= _FEW:
        return f"must be one of {', '.join(options)}"
    return otherwise


def hints(wrong: Iterable[str], known: Iterable[str], otherwise: str = _NONE_CLOSE) -> dict[str, str]:
    """The hint for each distinct wrong name; once that has taken many comparisons, ``otherwise`` for the rest."""
    options = list(known)
    affordable = max(_MOST_COMPARISONS // max(len(options), 1), 1)
    return {
        name: hint(name, options, otherwise) if number < affordable else otherwise
        for number, name in enumerate(dict.fromkeys(wrong))
    }


def code_hints(wrong: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """The hint for each distinct code that is not in the vocabulary."""
    return hints(wrong, known, _NO_SUCH_CODE)


def unknown_code(file: str, row: int, column: str, wrong: str, known: Iterable[str]) -> Fault:
    """A fault that names a code which is not in the vocabulary."""
    said = f"{column} {wrong!r} is not in the vocabulary" if wrong else f"{column} is empty"
    return Fault(file, row, said, hint(wrong, known, _NO_SUCH_CODE))

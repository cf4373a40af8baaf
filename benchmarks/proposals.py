"""How often the right value is among the proposals for a figure, each document tried without its own rows."""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from etl.phrases import Reading, find, read
from etl.proposals import Known, propose
from etl.proposals.propose import COLUMNS
from etl.vocabulary import NO_PLACE, NOT_STATED

ROOT = Path(__file__).resolve().parent.parent
VOCABULARY = ("measures", "regions", "groups", "units")
IN_WORDS_OF_OUR_OWN = ("base", "attribution")

Row = Mapping[str, str]


class Quote(NamedTuple):
    """A figure's quote at its place, as a phrase."""

    start: int
    end: int
    reading: Reading


@dataclass(frozen=True)
class Trial:
    """One figure and the values proposed for each cell; whether its quote is a number phrase, and others use its measure."""

    row: Row
    values: Mapping[str, Sequence[str]]
    is_number: bool
    is_shared: bool

    def right(self, column: str) -> str:
        """What stands in the catalogue."""
        return self.row.get(column) or ""


def rows_of(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Catalogue:
    """What the trials are made from: the vocabulary, each document's figures and text, and the record's measures."""

    tables: Mapping[str, Sequence[Row]]
    figures: Mapping[str, Sequence[Row]]
    texts: Mapping[str, str]
    recorded: frozenset[str]

    @classmethod
    def read(cls, datasets: Path, texts: Path) -> Catalogue:
        """Read the catalogue and the texts of its documents."""
        sheets = {path.parent.name: path for path in sorted((datasets / "documents").glob("*/figures.csv"))}
        return cls(
            {noun: rows_of(datasets / "vocabulary" / f"{noun}.csv") for noun in VOCABULARY},
            {name: [{"document": name, **row} for row in rows_of(path)] for name, path in sheets.items()},
            {name: (texts / f"{name}.txt").read_bytes().decode() for name in sheets},
            frozenset(
                row["measure"] for path in (datasets / "record").glob("*.csv") for row in rows_of(path)
            ),
        )

    def trials(self, *, with_rows_above: bool) -> Iterator[Trial]:
        """Every figure, with the rows of the other documents, and at will those that stand above it in its own."""
        for document, rows in self.figures.items():
            others = [row for name, some in self.figures.items() if name != document for row in some]
            shared = {row["measure"] for row in others} | self.recorded
            numbers = {at for phrase in find(self.texts[document]) for at in range(phrase.start, phrase.end)}
            texts = {name: text for name, text in self.texts.items() if name != document}
            cold = Known({**self.tables, "figures": others}, texts)
            for row in rows:
                start, end = int(row["start"]), int(row["start"]) + len(row["quote"])
                known = cold
                if with_rows_above:
                    above = [other for other in rows if int(other["start"]) < start]
                    known = Known({**self.tables, "figures": [*above, *others]}, texts, document)
                found = propose(self.texts[document], Quote(start, end, read(row["quote"])), known)
                values = {column: [one.value for one in getattr(found, column)] for column in COLUMNS}
                is_number = not numbers.isdisjoint(range(start, end))
                yield Trial(row, values, is_number, row["measure"] in shared)


def _same(value: str, right: str) -> bool:
    return value.casefold().removeprefix("the ") == right.casefold().removeprefix("the ")


def _alike(value: str, right: str) -> bool:
    """Whether one says the names of the other, or its words where it has no names: 'the government' of some country."""
    names, others = _names(value), _names(right)
    return _same(value, right) or (bool(names and others) and (names <= others or others <= names))


def _names(text: str) -> set[str]:
    words = re.findall(r"[\w’'-]+", text)
    return {word for word in words if word[0].isupper()} or {
        word for word in words if word not in ("the", "a", "an", "in", "of", "by", "that", "are", "not")
    }


def main(datasets: Path | None = None, texts: Path | None = None) -> bool:
    """Print how often the first and the first three candidates hold the right value."""
    datasets = datasets or Path(os.environ.get("DATASETS_DIR") or ROOT / "datasets")
    texts = texts or Path(os.environ.get("DOCUMENTS_DIR") or datasets.parent / "documents")
    if not texts.is_dir():
        print(f"proposals: {texts} is no folder of texts; name it with DOCUMENTS_DIR")
        return False
    catalogue = Catalogue.read(datasets, texts)
    print("proposals: how often the right value is the first, and among the first three")
    print(
        "each document is tried without its own rows; 'filled' are the cells that say more than 'not stated'"
    )
    cold = list(catalogue.trials(with_rows_above=False))
    parts: tuple[tuple[str, Callable[[Trial], bool]], ...] = (
        ("number phrases, their measure also used elsewhere", lambda one: one.is_number and one.is_shared),
        ("number phrases, their measure only used here", lambda one: one.is_number and not one.is_shared),
        ("figures in words", lambda one: not one.is_number),
        ("all figures", lambda _: True),
    )
    for said, belongs in parts:
        _print(said, [one for one in cold if belongs(one)])
    _print(
        "all figures, also with the rows above in the same document",
        list(catalogue.trials(with_rows_above=True)),
    )
    return True


def _print(said: str, some: Sequence[Trial]) -> None:
    print(f"\n{said}\n  {'':30}{'all':>5} {'first':>6} {'three':>6}  {'filled':>6} {'first':>6} {'three':>6}")
    for column in COLUMNS:
        filled = [one for one in some if one.right(column) not in ("", NOT_STATED, NO_PLACE)]
        print(f"  {column:30}{_shares(some, column, _same)}   {_shares(filled, column, _same)}")
        if column in IN_WORDS_OF_OUR_OWN:
            label = f"{column}, in other words"
            print(f"  {label:30}{_shares(some, column, _alike)}   {_shares(filled, column, _alike)}")


def _shares(some: Sequence[Trial], column: str, fits: Callable[[str, str], bool]) -> str:
    if not some:
        return f"{0:>5} {'–':>6} {'–':>6}"
    first = sum(any(fits(value, one.right(column)) for value in one.values[column][:1]) for one in some)
    three = sum(any(fits(value, one.right(column)) for value in one.values[column]) for one in some)
    return f"{len(some):>5} {first / len(some):>6.0%} {three / len(some):>6.0%}"


if __name__ == "__main__":
    sys.exit(not main(*map(Path, sys.argv[1:3])))

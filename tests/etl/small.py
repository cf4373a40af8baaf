"""A small invented catalogue that tests build, change and break; none of it comes from the repository's documents."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from etl.catalogue import (
    DERIVED_COLUMNS,
    FIGURE_COLUMNS,
    PLACE_COLUMNS,
    PROBLEM_COLUMNS,
    RECORD_COLUMNS,
    SET_ASIDE_COLUMNS,
)
from etl.pipeline import Draft, draft
from etl.schema import TABLES

Row = dict[str, str]

VOCABULARY: Mapping[str, list[list[str]]] = {
    "themes": [["prisons", "Prisons", "Who is held?", "1"], ["reform", "Reform", "What has changed?", "2"]],
    "units": [
        ["people", "person", "people", "One person"],
        ["percent", "percent", "percent", "One hundredth"],
        ["times", "time", "times", "Times the comparison"],
        ["ratio_to_one", "to 1", "to 1", "To one"],
        ["seconds", "second", "seconds", "One second"],
        ["arrests", "arrest", "arrests", "One arrest"],
        ["in_words", "in words", "in words", "No number"],
    ],
    "measures": [
        ["held", "People held", "prisons", "people", "count", "People held.", "{Number} people were held{in_place}{when}", "", "", ""],
        ["held_change", "Change in people held", "prisons", "percent", "change", "Percent change.", "The number held{in_place} {change}{when}", "held", "", ""],
        ["held_difference", "Difference in people held", "prisons", "people", "change", "In people.", "The number held{in_place} {change}{when}", "held", "", ""],
        ["held_multiple", "Multiple of people held", "prisons", "times", "ratio", "Later by earlier.", "The later number is {number} the earlier{in_place}", "", "", ""],
        ["share_held", "Share held", "prisons", "percent", "share", "Of all held.", "{Number}{of_base} are held{in_place}", "", "", ""],
        ["share_of_group", "Share of a group", "prisons", "percent", "share", "Parts of one whole.", "{Number}{of_base} are {group}", "", "yes", ""],
        ["pardoned", "People pardoned", "reform", "people", "count", "Pardons.", "{Number} people were pardoned{in_place}", "", "", ""],
        ["ratio_in_law", "Ratio in law", "reform", "ratio_to_one", "ratio", "In force.", "The law says {number}{in_place}", "", "", "yes"],
        ["arrest_interval", "Time between arrests", "prisons", "seconds", "interval", "Time between two.", "Someone is arrested every {number}{in_place}", "", "", ""],
        ["arrests_a_year", "Arrests a year", "prisons", "arrests", "count", "From the interval.", "{Number} arrests a year are made{in_place}", "", "", ""],
        ["largest", "Largest number held", "prisons", "in_words", "rank", "A rank.", "More people are held{in_place} than elsewhere", "", "", ""],
        ["law_passed", "Law passed", "reform", "in_words", "event", "A law.", "A law was passed{in_place}{when}", "", "", ""],
    ],
    "regions": [
        ["WORLD", "World", "the world", "world", "", "001"],
        ["NOT-STATED", "Place not stated", "a place not stated", "not_stated", "", ""],
        ["M49:019", "Americas", "the Americas", "un_region", "WORLD", "019"],
        ["USA", "United States", "the United States", "country", "M49:019", "840"],
        ["PHL", "Philippines", "the Philippines", "country", "WORLD", "608"],
    ],
    "groups": [
        ["red", "Red", "red people", "colour", "1", "Red"],
        ["blue", "Blue", "blue people", "colour", "2", "Blue"],
    ],
    "reasons": [["date", "Date", "A date."], ["repeat", "Repeat", "Said again."]],
}  # fmt: skip


@dataclass
class Small:
    """A datasets folder in ``root`` and its texts in ``texts``; rows are added with their place looked up."""

    root: Path
    texts: Path
    bodies: dict[str, str] = field(default_factory=dict)
    sheets: dict[tuple[str, str], list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        (self.root / "vocabulary").mkdir(parents=True)
        self.texts.mkdir(parents=True)
        for noun, rows in VOCABULARY.items():
            write_csv(
                self.root / "vocabulary" / f"{noun}.csv",
                TABLES[noun].needed,
                (dict(zip(TABLES[noun].needed, row, strict=True)) for row in rows),
            )

    def document(self, name: str, body: str, *, published: str = "2020-05-01") -> None:
        """Add a document with its text and card."""
        self.bodies[name] = body
        (self.texts / f"{name}.txt").write_text(body, "utf-8", newline="\n")
        folder = self.root / "documents" / name
        folder.mkdir(parents=True, exist_ok=True)
        card = {
            "title": body.split("\n")[0], "publisher": f"Publisher of {name}", "author": "", "published": published, "address": "",
            "licence": "not stated", "language": "en", "sha256": hashlib.sha256(body.encode()).hexdigest(),
        }  # fmt: skip
        lines = [f'{key} = "{value}"' for key, value in card.items()]
        (folder / "source.toml").write_text("\n".join([*lines, f"length = {len(body)}", ""]), "utf-8")
        self.sheets.setdefault((name, "figures"), [])
        self.write(name, "figures")

    def figure(self, name: str, document: str, quote: str, measure: str, **cells: str) -> None:
        """Add a figure at the first place where its quote stands."""
        row = {
            "figure_id": name,
            "measure": measure,
            "region": "USA",
            **self._place(document, quote),
            **cells,
        }
        self._add(document, "figures", row)

    def place(
        self, name: str, document: str, quote: str, measure: str, region: str, certainty: str = "stated"
    ) -> None:
        """Add a country named for a fact."""
        row = {
            "place_id": name,
            "measure": measure,
            "region": region,
            "certainty": certainty,
            **self._place(document, quote),
        }
        self._add(document, "places", row)

    def set_aside(
        self, document: str, quote: str, reason: str = "date", figure: str = "", after: int = 0
    ) -> None:
        """Set a phrase aside."""
        self._add(
            document,
            "set_aside",
            {**self._place(document, quote, after), "reason": reason, "figure_id": figure},
        )

    def row(self, sheet: str, **cells: str) -> None:
        """Add a row to problems.csv, derived.csv or record/record.csv."""
        self._add("", sheet, cells)

    def _place(self, document: str, quote: str, after: int = 0) -> Row:
        body = self.bodies[document]
        start = body.index(quote, after)
        paragraph = sum(bool(line.strip()) for line in body[: start + 1].split("\n"))
        return {"paragraph": str(paragraph), "start": str(start), "quote": quote}

    def _add(self, document: str, sheet: str, row: Row) -> None:
        rows = self.sheets.setdefault((document, sheet), [])
        rows.append(row)
        self.write(document, sheet)

    def write(self, document: str, sheet: str) -> None:
        """Write one sheet as it stands in memory."""
        folder = (
            self.root / "documents" / document
            if document
            else self.root / ("record" if sheet == "record" else "")
        )
        folder.mkdir(parents=True, exist_ok=True)
        rows = self.sheets[document, sheet]
        more = ("original",) if any("original" in row for row in rows) else ()
        write_csv(folder / f"{sheet}.csv", (*COLUMNS[sheet], *more), rows)

    def draft(self, *, proven: bool = False) -> Draft:
        """What the catalogue would publish."""
        return draft(self.root, self.texts if proven else None)

    def figures(self) -> dict[str, dict[str, object]]:
        """Published figures by id; there must be no fault."""
        made = self.draft()
        assert made.faults == ()
        return rows_by_id(made.tables["figures"])

    def problems(self, check: str) -> list[dict[str, str]]:
        """Published problems of one check; there must be no fault."""
        made = self.draft()
        assert made.faults == ()
        return [row for row in made.tables["problems"].to_pylist() if row["check"] == check]


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "figures": (*FIGURE_COLUMNS, "inferred"),
    "places": PLACE_COLUMNS,
    "set_aside": SET_ASIDE_COLUMNS,
    "record": RECORD_COLUMNS,
    "problems": PROBLEM_COLUMNS,
    "derived": DERIVED_COLUMNS,
}


def write_csv(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Write rows as the catalogue has them: UTF-8, commas, line feeds."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def rows_by_id(table: pa.Table) -> dict[str, dict[str, object]]:
    """Rows of a published table by their first column."""
    return {row[table.column_names[0]]: row for row in table.to_pylist()}


BODY = """A report on 2,500 people held

In 1980 there were 40,000 people held, and in 2010 there were 500,000 people held.
That is a rise of 1100 percent. About 20% of people in prison are red.
Someone is arrested every 25 seconds. The law of 1986 says 100:1.
"""


def small(tmp_path: Path) -> Small:
    """A catalogue with one document, four figures, an event and every phrase accounted for."""
    made = Small(tmp_path / "datasets", tmp_path / "texts")
    made.document("report", BODY)
    made.figure("report-title", "report", "2,500", "held", period="2020")
    made.figure("report-1980", "report", "40,000", "held", period="1980", attribution="the bureau")
    made.figure("report-2010", "report", "500,000", "held", period="2010")
    made.figure("report-share", "report", "About 20%", "share_held", base="people in prison")
    made.figure("report-interval", "report", "every 25 seconds", "arrest_interval")
    made.figure("report-law", "report", "1986", "law_passed", period="1986")
    made.figure("report-ratio", "report", "100:1", "ratio_in_law", period="1986..")
    made.figure("report-rise", "report", "rise of 1100 percent", "held_change", period="1980..2010")
    made.set_aside("report", "1980")
    made.set_aside("report", "2010")
    return made

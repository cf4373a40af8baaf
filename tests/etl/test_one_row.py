"""One row that is tried before it is kept: the sentence and the faults are those of a build."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etl import one_row, schema
from etl.catalogue import read_catalogue
from etl.pipeline import draft
from tests.etl.small import Small


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_row_of_a_catalogue_says_what_a_build_publishes(catalogue: Small) -> None:
    words = read_catalogue(catalogue.root).vocabulary
    published = {
        row["figure_id"]: row["statement"] for row in draft(catalogue.root).tables["figures"].to_pylist()
    }
    card = {"document": "report", "title": "A report", "publisher": ""}
    cards = read_catalogue(catalogue.root).cards
    card |= {"title": cards["report"].title, "publisher": cards["report"].publisher}
    tried = 0
    for row in rows(catalogue.root / "documents/report/figures.csv"):
        found = one_row.tried(row, card, words)
        assert found == (published[row["figure_id"]], ())
        tried += 1
    assert tried > 3


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        ("period", "banana", "period 'banana' cannot be read"),
        ("inferred", "place: so it is", "inferred is 'place: so it is'"),
        ("measure", "nothing", "measure 'nothing' is not in the vocabulary"),
        ("quote", "", "quote is empty"),
    ],
)
def test_what_a_build_would_refuse_is_refused_with_its_remedy(
    catalogue: Small, cell: str, text: str, said: str
) -> None:
    words = read_catalogue(catalogue.root).vocabulary
    row = rows(catalogue.root / "documents/report/figures.csv")[0]
    found = one_row.tried({**row, cell: text}, {"document": "report"}, words)
    assert found.statement == ""
    assert any(said in what and remedy for what, remedy in found.wrong)


def test_a_vocabulary_of_rows_is_that_of_the_files(catalogue: Small) -> None:
    words = read_catalogue(catalogue.root).vocabulary
    tables = {noun.name: words.tables[noun.name].to_pylist() for noun in schema.VOCABULARY}
    made = one_row.vocabulary(tables)
    assert {noun: made.codes(noun) for noun in tables} == {noun: words.codes(noun) for noun in tables}
    assert made.by_code("reasons").keys() == words.by_code("reasons").keys()
    assert one_row.vocabulary({}).codes("measures") == []


@pytest.mark.parametrize(
    ("kind", "sentence", "cells", "lacking"),
    [
        ("count", "The number{of_base}{in_place} is {number}", {}, ["base"]),
        ("count", "The number{of_base}{in_place} is {number}", {"base": "not stated"}, ["base"]),
        ("count", "The number{of_base}{in_place} is {number}", {"base": "people held"}, []),
        ("count", "{Number} {group} are held{in_place}", {}, ["group"]),
        (
            "count",
            "{Number} {group} are held, against {comparison_group}",
            {"group": "first"},
            ["comparison_group"],
        ),
        ("count", "{Number} people are held{in_place}", {}, []),
    ],
)
def test_a_sentence_has_no_hole(
    catalogue: Small, kind: str, sentence: str, cells: dict[str, str], lacking: list[str]
) -> None:
    words = read_catalogue(catalogue.root).vocabulary
    tables = {noun.name: words.tables[noun.name].to_pylist() for noun in schema.VOCABULARY}
    row = next(
        row for row in rows(catalogue.root / "documents/report/figures.csv") if row["measure"] == "held"
    )
    tables["measures"] = [
        {**one, "kind": kind, "sentence": sentence} if one["measure"] == "held" else one
        for one in tables["measures"]
    ]
    tables["groups"].append({"group": "first", "name": "First", "sentence_name": "first"})
    empty = {"group": "", "comparison_group": "", "base": ""}
    found = one_row.tried({**row, **empty, **cells}, {"document": "report"}, one_row.vocabulary(tables))
    assert [what.split(" ", 1)[0] for what, _ in found.wrong] == lacking
    assert bool(found.statement) == (not lacking)

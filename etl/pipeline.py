"""The stages in order, from the catalogue to publishable tables; nothing here writes a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from etl import normalise, schema
from etl.catalogue import Catalogue, read_catalogue
from etl.checks import Problem
from etl.derive import OPERATIONS, derive
from etl.distinct import distinct
from etl.documents import Card
from etl.faults import Fault
from etl.problems import find_problems
from etl.proof import Coverage, prove, with_text
from etl.rows import (
    Checked,
    check_corrections,
    check_figures,
    check_places,
    check_record,
    check_set_aside,
    split_ids,
)
from etl.sheet import FILE, ROW
from etl.vocabulary import PROBLEM_KINDS, Vocabulary

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the catalogue would publish. With faults it must not be; ``coverage`` is empty where no texts were read."""

    tables: Mapping[str, pa.Table]
    cards: Mapping[str, Card]
    faults: tuple[Fault, ...]
    coverage: tuple[Coverage, ...] = ()


def draft(
    root: Path,
    documents: Path | None = None,
    progress: Progress = lambda _: None,
    *,
    all_texts: bool = True,
) -> Draft:
    """Read, check and normalise the datasets folder ``root``; with a folder of texts, prove every row too.

    A text that is not in the folder is a fault, unless it need not hold ``all_texts``.
    """
    progress("reading the catalogue")
    catalogue = read_catalogue(root)
    progress("checking each row")
    checked = _check_rows(catalogue)
    faults = [*catalogue.faults, *(fault for check in checked.values() for fault in check.faults)]
    coverage: list[Coverage] = []
    if documents is not None:
        progress("proving the quotes in the documents")
        cards = catalogue.cards if all_texts else with_text(documents, catalogue.cards)
        coverage, found = prove(documents, cards, _located(checked))
        faults += found
    if any(fault.file.startswith("vocabulary/") for fault in catalogue.faults):
        return Draft({}, catalogue.cards, tuple(faults), tuple(coverage))
    tables, found = _tables(catalogue, checked, progress)
    faults += found
    return Draft(tables, catalogue.cards, tuple(faults), tuple(coverage))


def _check_rows(catalogue: Catalogue) -> dict[str, Checked]:
    words = catalogue.vocabulary
    figures = check_figures(catalogue.figures, words)
    repeated = pc.any(pc.not_equal(catalogue.set_aside["figure_id"], "")).as_py()
    known = catalogue.figures["figure_id"].to_pylist() if repeated else []
    return {
        "figures": figures,
        "places": check_places(catalogue.places, words),
        "set_aside": check_set_aside(catalogue.set_aside, words, known),
        "record": check_record(catalogue.record, words),
        "corrections": check_corrections(catalogue.corrections),
    }


def _located(checked: Mapping[str, Checked]) -> dict[str, list[dict[str, Any]]]:
    """Rows that name a place in a document, by document."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for name in ("figures", "places", "set_aside"):
        columns = ["document", "paragraph", "start", "quote", FILE, ROW]
        columns += ["original"] if name == "figures" else []
        for row in checked[name].table.select(columns).to_pylist():
            if row["start"].isdecimal() and row["paragraph"].isdecimal():
                rows.setdefault(row["document"], []).append(row)
    return rows


def _tables(
    catalogue: Catalogue, checked: Mapping[str, Checked], progress: Progress
) -> tuple[dict[str, pa.Table], list[Fault]]:
    words, cards = catalogue.vocabulary, catalogue.cards
    repeats = Counter(filter(None, catalogue.set_aside["figure_id"].to_pylist()))
    progress("reading the numbers")
    reported = normalise.figures(_with_card(checked["figures"].sound(), cards), words, cards, repeats)
    record = normalise.record(checked["record"].sound(), words)
    progress("checking across rows")
    found = find_problems(reported, record, words)
    reported = _mark_superseded(reported, found)
    derived, faults = _derived(catalogue, reported)
    figures = pa.concat_tables([reported, derived])
    problems, problem_faults = _problems(catalogue, found, figures, set(record["record_id"].to_pylist()))
    places = normalise.places(_with_card(checked["places"].sound(), cards), words, cards)
    set_aside = normalise.published(
        schema.SET_ASIDE, normalise.cells(checked["set_aside"].sound()), checked["set_aside"].sound().num_rows
    )
    tables = {
        "figures": figures,
        "places": places,
        "events": normalise.events(figures),
        "problems": problems,
        "record": record,
        "set_aside": set_aside,
        "corrections": _corrections(checked["corrections"].sound()),
        "documents": _documents(cards, figures, places, set_aside, problems),
        **{noun.name: _vocabulary(noun, words) for noun in schema.VOCABULARY},
    }
    return tables, faults + problem_faults


def _with_card(rows: pa.Table, cards: Mapping[str, Card]) -> pa.Table:
    """The rows whose document has a card that can be read; the others are at fault with their card."""
    if set(distinct(rows["document"]).texts) <= set(cards):
        return rows
    return rows.filter(pc.is_in(rows["document"].cast(pa.string()), pa.array(sorted(cards), pa.string())))


def _mark_superseded(figures: pa.Table, problems: Sequence[Problem]) -> pa.Table:
    replaced = dict(pair for problem in problems for pair in problem.superseded)
    if not replaced:
        return figures
    ids = figures["figure_id"].to_pylist()
    by = pa.array([replaced.get(name) for name in ids], pa.string())
    status = pc.if_else(
        pc.is_valid(by), "superseded", figures["status"].cast(pa.string())
    ).dictionary_encode()
    figures = figures.set_column(
        figures.schema.get_field_index("status"), schema.FIGURES.arrow.field("status"), status
    )
    return figures.set_column(
        figures.schema.get_field_index("superseded_by"), schema.FIGURES.arrow.field("superseded_by"), by
    )


def _derived(catalogue: Catalogue, reported: pa.Table) -> tuple[pa.Table, list[Fault]]:
    """Derived figures; they are computed from reported ones, never from each other."""
    words = catalogue.vocabulary
    checked = Checked(catalogue.derived)
    if not catalogue.derived.num_rows:
        return schema.FIGURES.arrow.empty_table(), []
    wanted = pa.array(
        sorted({name for cell in catalogue.derived["inputs"].to_pylist() for name in split_ids(cell)}),
        pa.string(),
    )
    sound = {
        row["figure_id"]: row for row in reported.filter(pc.is_in(reported["figure_id"], wanted)).to_pylist()
    }
    taken = set(catalogue.figures["figure_id"].to_pylist())
    checked.unique_ids("figure_id")
    checked.every(
        "figure_id",
        lambda name: name not in taken,
        "figure_id {} is already a reported figure's",
        "must be used once",
    )
    checked.codes("measure", words.codes("measures"))
    checked.codes("region", words.codes("regions"))
    for column in ("group", "comparison_group"):
        checked.codes(column, words.codes("groups"), may_be_empty=True)
    checked.codes("operation", list(OPERATIONS))
    checked.periods()
    checked.known_figures("inputs", taken, taken, many=True)
    rows = _of_sound_figures(checked.sound(), "inputs", sound)
    table, faults = derive(rows, sound, words, catalogue.cards)
    return table, checked.faults + faults


def _of_sound_figures(rows: pa.Table, column: str, sound: Container[str]) -> pa.Table:
    """Rows whose figures all could be read: a figure's own fault is reported once, with the figure."""
    fine = [all(name in sound for name in split_ids(cell)) for cell in rows[column].to_pylist()]
    return rows.filter(pa.array(fine, pa.bool_()))


def _problems(
    catalogue: Catalogue, found: Sequence[Problem], figures: pa.Table, recorded: set[str]
) -> tuple[pa.Table, list[Fault]]:
    rows = [problem.row for problem in found]
    checked = Checked(catalogue.problems)
    if catalogue.problems.num_rows:
        documents_of = _documents_of(figures)
        read = {*catalogue.figures["figure_id"].to_pylist(), *catalogue.derived["figure_id"].to_pylist()}
        checked.unique_ids("problem_id")
        checked.every(
            "figures",
            lambda cell: bool(split_ids(cell)),
            "names no figure",
            "must name figures, separated by ';'",
        )
        checked.known_figures("figures", read, read, many=True)
        checked.known_record_rows("record", catalogue.record["record_id"].to_pylist())
        checked.codes("kind", PROBLEM_KINDS)
        checked.every("summary", bool, "summary is empty", "must say what does not hold, in one sentence")
        rows_of_record = _of_sound_figures(checked.sound(), "record", recorded)
        for row in _of_sound_figures(rows_of_record, "figures", documents_of).to_pylist():
            ids = split_ids(row["figures"])
            documents = sorted({document for name in ids for document in documents_of[name]})
            joined = {
                "figures": "; ".join(ids),
                "documents": "; ".join(documents),
                "record": "; ".join(split_ids(row["record"])),
            }
            rows.append({**row, **joined, "check": "person", "found_by": "person"})
    return normalise.from_rows(schema.PROBLEMS, _distinct_ids(rows)), checked.faults


def _corrections(rows: pa.Table) -> pa.Table:
    dated = [{**row, "date": date.fromisoformat(row["date"])} for row in rows.to_pylist()]
    return normalise.from_rows(schema.CORRECTIONS, dated)


def _documents_of(figures: pa.Table) -> dict[str, list[str]]:
    """The documents of each figure; of one computed across documents, those of the figures it comes from."""
    columns = figures.select(["figure_id", "document", "derived_from"]).to_pylist()
    own = {row["figure_id"]: [row["document"]] for row in columns if row["document"]}
    derived = {
        row["figure_id"]: [
            document for name in split_ids(row["derived_from"] or "") for document in own[name]
        ]
        for row in columns
        if not row["document"]
    }
    return {**own, **derived}


def _distinct_ids(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Two problems of one check may begin with the same figures: the later ones are numbered."""
    seen: Counter[str] = Counter()
    made = []
    for row in rows:
        seen[row["problem_id"]] += 1
        again = seen[row["problem_id"]]
        made.append({**row, "problem_id": f"{row['problem_id']}-{again}" if again > 1 else row["problem_id"]})
    return made


def _documents(
    cards: Mapping[str, Card], figures: pa.Table, places: pa.Table, set_aside: pa.Table, problems: pa.Table
) -> pa.Table:
    from_documents = figures["document"].filter(pc.not_equal(figures["status"], "derived"))
    figure_count, place_count, aside_count = map(
        _count, (from_documents, places["document"], set_aside["document"])
    )
    problem_count = Counter(
        name for cell in problems["documents"].to_pylist() if cell for name in split_ids(cell)
    )
    rows = []
    for name, card in cards.items():
        counts = {
            "figures": figure_count.get(name, 0),
            "places": place_count.get(name, 0),
            "phrases_set_aside": aside_count.get(name, 0),
            "problems": problem_count[name],
        }
        fields = {column: getattr(card, column) for column in schema.DOCUMENTS.names if column not in counts}
        rows.append({**fields, **counts})
    return normalise.from_rows(schema.DOCUMENTS, rows)


def _count(column: pa.ChunkedArray) -> dict[str, int]:
    return {entry["values"]: entry["counts"] for entry in column.value_counts().to_pylist()}


def _vocabulary(noun: schema.Table, words: Vocabulary) -> pa.Table:
    table = words.tables[noun.name]
    return normalise.published(noun, normalise.cells(table), table.num_rows)


def citations(cards: Mapping[str, Card]) -> list[tuple[str, str]]:
    """Title and address of each document, for the data package."""
    return [(card.title, card.address) for card in cards.values()]

"""Read the catalogue: vocabulary, cards, rows and record, with every fault that a file has in itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from etl import schema
from etl.documents import Card, read_card
from etl.faults import CallFault, Fault
from etl.sheet import FILE, ROW, column_type, read_sheet, same
from etl.statement import template_parts
from etl.vocabulary import KINDS, Vocabulary, unknown_code

FIGURE_COLUMNS = (
    "figure_id", "paragraph", "start", "quote", "measure", "region", "group", "comparison_group",
    "base", "period", "attribution", "note",
)  # fmt: skip
PLACE_COLUMNS = (
    "place_id", "paragraph", "start", "quote", "measure", "region", "certainty", "attribution", "note",
)  # fmt: skip
SET_ASIDE_COLUMNS = ("paragraph", "start", "quote", "reason", "figure_id", "note")
RECORD_COLUMNS = (
    "record_id", "measure", "region", "scope", "period", "qualifier", "value", "lower", "upper", "unit",
    "publisher", "edition", "page_seen", "confidence", "note",
)  # fmt: skip
PROBLEM_COLUMNS = ("problem_id", "figures", "summary", "arithmetic", "note")
DERIVED_COLUMNS = (
    "figure_id", "measure", "operation", "inputs", "region", "group", "comparison_group", "base", "period", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What people edit, as text; every table has ``_file`` and ``_row``, those of documents a ``document`` too."""

    vocabulary: Vocabulary
    cards: Mapping[str, Card]
    figures: pa.Table
    places: pa.Table
    set_aside: pa.Table
    record: pa.Table
    problems: pa.Table
    derived: pa.Table
    faults: tuple[Fault, ...]


def read_catalogue(root: Path) -> Catalogue:
    """Read the datasets folder. Raises CallFault if it is not one."""
    if not (root / "vocabulary").is_dir():
        raise CallFault(
            f"{root}: holds no catalogue; name the datasets folder with --datasets or DATASETS_DIR"
        )
    vocabulary, faults = _read_vocabulary(root)
    cards: dict[str, Card] = {}
    sheets: dict[str, list[pa.Table]] = {name: [] for name in ("figures", "places", "set_aside")}
    for folder in sorted(path for path in (root / "documents").glob("*") if path.is_dir()):
        card, found = read_card(folder / "source.toml", root)
        faults += found
        if card:
            cards[folder.name] = card
        for name, columns, optional in _DOCUMENT_SHEETS:
            table, found = _read_if_there(folder / f"{name}.csv", root, columns, optional)
            faults += found
            sheets[name].append(table.append_column("document", same(folder.name, table.num_rows)))
    record_tables = []
    for path in sorted((root / "record").glob("*.csv")):
        table, found = read_sheet(path, root, RECORD_COLUMNS)
        record_tables.append(table)
        faults += found
    problems, found_problems = _read_if_there(root / "problems.csv", root, PROBLEM_COLUMNS)
    derived, found_derived = _read_if_there(root / "derived.csv", root, DERIVED_COLUMNS)
    return Catalogue(
        vocabulary,
        cards,
        _stack(sheets["figures"], (*FIGURE_COLUMNS, "inferred"), with_document=True),
        _stack(sheets["places"], PLACE_COLUMNS, with_document=True),
        _stack(sheets["set_aside"], SET_ASIDE_COLUMNS, with_document=True),
        _stack(record_tables, RECORD_COLUMNS),
        problems,
        derived,
        (*faults, *found_problems, *found_derived),
    )


_DOCUMENT_SHEETS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("figures", FIGURE_COLUMNS, ("inferred",)),
    ("places", PLACE_COLUMNS, ()),
    ("set_aside", SET_ASIDE_COLUMNS, ()),
)


def _empty(columns: tuple[str, ...]) -> pa.Table:
    texts = {name: pa.array([], column_type(name)) for name in (*columns, FILE)}
    return pa.table({**texts, ROW: pa.array([], pa.int32())})


def _read_if_there(
    path: Path, root: Path, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> tuple[pa.Table, list[Fault]]:
    """A file that may be missing: then there are no such rows."""
    return (
        read_sheet(path, root, columns, optional) if path.is_file() else (_empty((*columns, *optional)), [])
    )


def _stack(tables: list[pa.Table], columns: tuple[str, ...], *, with_document: bool = False) -> pa.Table:
    nothing = _empty((*columns, "document") if with_document else columns)
    order = [*columns, FILE, ROW, *(["document"] if with_document else [])]
    return pa.concat_tables([table.select(order) for table in (*tables, nothing)]).unify_dictionaries()


def _read_vocabulary(root: Path) -> tuple[Vocabulary, list[Fault]]:
    tables: dict[str, pa.Table] = {}
    faults: list[Fault] = []
    for noun in schema.VOCABULARY:
        path = root / "vocabulary" / f"{noun.name}.csv"
        if not path.is_file():
            faults += (
                []
                if noun is schema.HEADLINES
                else [
                    Fault(f"vocabulary/{noun.name}.csv", 0, "is missing", f"must have {','.join(noun.names)}")
                ]
            )
            tables[noun.name] = _empty(noun.names)
            continue
        tables[noun.name], found = read_sheet(path, root, noun.names)
        faults += found
    words = Vocabulary({name: table.drop_columns([FILE, ROW]) for name, table in tables.items()})
    for noun in schema.VOCABULARY:
        faults += _vocabulary_faults(noun, tables[noun.name], words)
    return words, faults


def _vocabulary_faults(noun: schema.Table, table: pa.Table, words: Vocabulary) -> list[Fault]:
    """Codes that stand twice, cells that must be filled, codes of other tables, fixed codes, templates."""
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for row in table.to_pylist():
        file, number, code = row[FILE], row[ROW], row[noun.names[0]]
        if code in seen:
            faults.append(
                Fault(
                    file,
                    number,
                    f"{noun.names[0]} {code!r} is already in row {seen[code]}",
                    "must stand once",
                )
            )
        seen.setdefault(code, number)
        for column in noun.columns:
            faults += _cell_faults(column, row, words)
        if noun is schema.MEASURES:
            faults += _template_faults(row)
    return faults


def _cell_faults(column: schema.Column, row: Mapping[str, str], words: Vocabulary) -> list[Fault]:
    file, number, cell = row[FILE], int(row[ROW]), row[column.name]
    if not cell:
        said = f"{column.name} is empty"
        return [Fault(file, number, said, f"must say: {column.meaning.lower()}")] if column.required else []
    known = words.codes(column.vocabulary) if column.vocabulary else list(column.allowed)
    if known and cell not in known:
        return [unknown_code(file, number, column.name, cell, known)]
    if column.name == "position" and not cell.isdecimal():
        return [Fault(file, number, f"position is {cell!r}", "must be a whole number")]
    return []


def _template_faults(row: Mapping[str, str]) -> list[Fault]:
    try:
        names = {name for _, name in template_parts(row["sentence"])}
    except ValueError as error:
        return [Fault(row[FILE], int(row[ROW]), f"sentence: {error}", "mend the template")]
    told = {"number", "Number", "change"} & names
    if row["kind"] in KINDS and row["kind"] not in ("rank", "event") and not told:
        return [
            Fault(
                row[FILE],
                int(row[ROW]),
                "sentence does not say the number",
                "must hold {number}, {Number} or {change}",
            )
        ]
    return []

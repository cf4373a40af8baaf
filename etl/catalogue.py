"""Read the catalogue: vocabulary, cards, rows and record, with every fault that a file has in itself."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from string import Formatter

import pyarrow as pa
import pyarrow.compute as pc

from etl import schema
from etl.documents import Card, read_card
from etl.faults import CallFault, Fault
from etl.freshness import MOST_MONTHS, is_interval
from etl.sheet import FILE, ROW, column_type, read_sheet, same, unreadable
from etl.statement import template_parts
from etl.vocabulary import KINDS, Vocabulary, hint, hints, unknown_code

FIGURE_COLUMNS = (
    "figure_id", "paragraph", "start", "quote", "measure", "region", "group", "comparison_group",
    "base", "period", "attribution", "note",
)  # fmt: skip
OPTIONAL_FIGURE_COLUMNS = ("inferred", "original")
PLACE_COLUMNS = (
    "place_id", "paragraph", "start", "quote", "measure", "region", "certainty", "attribution", "note",
)  # fmt: skip
SET_ASIDE_COLUMNS = ("paragraph", "start", "quote", "reason", "figure_id", "note")
RECORD_COLUMNS = (
    "record_id", "measure", "region", "scope", "period", "qualifier", "value", "lower", "upper", "unit",
    "publisher", "edition", "page_seen", "confidence", "note",
)  # fmt: skip
PROBLEM_COLUMNS = ("problem_id", "kind", "figures", "record", "summary", "arithmetic", "note")
DERIVED_COLUMNS = (
    "figure_id", "measure", "operation", "inputs", "region", "group", "comparison_group", "base", "period", "note",
)  # fmt: skip
CORRECTION_COLUMNS = schema.CORRECTIONS.names


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
    corrections: pa.Table
    faults: tuple[Fault, ...]


def read_catalogue(root: Path) -> Catalogue:
    """Read the datasets folder. Raises CallFault if it is not one."""
    require_catalogue(root)
    vocabulary, headlines, faults = _read_vocabulary(root)
    cards: dict[str, Card] = {}
    sheets: dict[str, list[pa.Table]] = {name: [] for name in ("figures", "places", "set_aside")}
    there, found = _known(root, root, ("documents", "record", "vocabulary", *_SINGLE_SHEETS))
    faults += found
    folders = _entries(root / "documents", root, faults) if "documents" in there else []
    # Arrow reads without holding the interpreter: two files are read in the time of one.
    with ThreadPoolExecutor() as beside:
        for folder, document in zip(folders, beside.map(partial(_read_document, root), folders), strict=True):
            faults += document.faults
            if document.card:
                cards[folder.name] = document.card
            for name, table in document.sheets.items():
                sheets[name].append(table)
    record_tables = []
    for path in _entries(root / "record", root, faults) if "record" in there else []:
        if path.suffix != ".csv":
            faults += _stray(path, root, "must be a file named .csv")
            continue
        table, found = read_sheet(path, root, RECORD_COLUMNS)
        record_tables.append(table)
        faults += found
    problems, found_problems = _read_if_there(root / "problems.csv", there, root, PROBLEM_COLUMNS)
    derived, found_derived = _read_if_there(root / "derived.csv", there, root, DERIVED_COLUMNS)
    corrections, found_corrections = _read_if_there(root / "corrections.csv", there, root, CORRECTION_COLUMNS)
    figures = _stack(sheets["figures"], (*FIGURE_COLUMNS, *OPTIONAL_FIGURE_COLUMNS), with_document=True)
    set_aside = _stack(sheets["set_aside"], SET_ASIDE_COLUMNS, with_document=True)
    return Catalogue(
        vocabulary,
        cards,
        figures,
        _stack(sheets["places"], PLACE_COLUMNS, with_document=True),
        set_aside,
        _stack(record_tables, RECORD_COLUMNS),
        problems,
        derived,
        corrections,
        (
            *faults,
            *found_problems,
            *found_derived,
            *found_corrections,
            *_repeats_elsewhere(set_aside, figures),
            *_headline_faults(headlines, [figures, derived]),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Document:
    """What the folder of a document holds; ``sheets`` is empty if it is none."""

    card: Card | None
    sheets: Mapping[str, pa.Table]
    faults: list[Fault]


def _read_document(root: Path, folder: Path) -> _Document:
    if not folder.is_dir():
        return _Document(None, {}, _stray(folder, root, "must be a folder for each document"))
    known = ("source.toml", *(f"{name}.csv" for name, _, _ in _DOCUMENT_SHEETS))
    files, faults = _known(folder, root, known)
    if faults and not files:
        return _Document(None, {}, faults)
    card, found = read_card(folder / "source.toml", root)
    faults += found
    if "figures.csv" not in files:
        place = (folder / "figures.csv").relative_to(root).as_posix()
        remedy = "write it, with its heading alone if there are no figures"
        faults.append(Fault(place, 0, "is missing", remedy))
    sheets = {}
    for name, columns, optional in _DOCUMENT_SHEETS:
        table, found = _read_if_there(folder / f"{name}.csv", files, root, columns, optional)
        faults += found
        sheets[name] = table.append_column("document", same(folder.name, table.num_rows))
    return _Document(card, sheets, faults)


def require_catalogue(root: Path) -> None:
    """Raises CallFault if ``root`` is not a datasets folder."""
    if not (root / "vocabulary").is_dir():
        raise CallFault(
            f"{root}: holds no catalogue; name the datasets folder with --datasets or DATASETS_DIR"
        )


def _entries(folder: Path, root: Path, faults: list[Fault]) -> list[Path]:
    """What a folder holds, in order; names that begin with a dot or underscore are nobody's business."""
    name = folder.relative_to(root).as_posix()
    try:
        entries = sorted(path for path in folder.iterdir() if path.name[0] not in "._")
    except OSError as error:
        faults.append(unreadable(name, error))
        return []
    unnamed = [path for path in entries if not _is_utf8(path.name)]
    for path in unnamed:
        shown = path.name.encode("utf-8", "backslashreplace").decode()
        faults.append(Fault(name, 0, f"holds a file named {shown!r}", "name it in letters and digits"))
    return [path for path in entries if path not in unnamed]


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _known(folder: Path, root: Path, known: Sequence[str]) -> tuple[set[str], list[Fault]]:
    """Which of the known files and folders are there; a table or card of another name is a fault."""
    faults: list[Fault] = []
    there = set()
    by_sound = {_sound(name): name for name in known}
    for path in _entries(folder, root, faults):
        if path.name in known:
            there.add(path.name)
        elif _sound(path.name) in by_sound:
            faults += _stray(path, root, f"did you mean {by_sound[_sound(path.name)]}?", always=True)
        else:
            faults += _stray(path, root, hint(path.name, known))
    return there, faults


def _sound(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")


def _stray(path: Path, root: Path, remedy: str, *, always: bool = False) -> list[Fault]:
    """A fault if an unexpected file looks as if it were meant to be read."""
    if not always and path.suffix.casefold() not in (".csv", ".toml"):
        return []
    return [Fault(path.relative_to(root).as_posix(), 0, "is not a name that is read", remedy)]


def _repeats_elsewhere(set_aside: pa.Table, figures: pa.Table) -> list[Fault]:
    """A phrase repeats a figure of its own document."""
    repeats = set_aside.filter(pc.not_equal(set_aside["figure_id"], ""))
    if not repeats.num_rows:
        return []
    ids, documents = (figures[name].to_pylist() for name in ("figure_id", "document"))
    home = dict(zip(ids, documents, strict=True))
    return [
        Fault(
            row[FILE],
            row[ROW],
            f"figure {row['figure_id']!r} is of {home[row['figure_id']]}",
            "must be a figure of the same document",
        )
        for row in repeats.to_pylist()
        if home.get(row["figure_id"], row["document"]) != row["document"]
    ]


def _headline_faults(headlines: pa.Table, tables: Sequence[pa.Table]) -> list[Fault]:
    """Headlines must name figures that exist."""
    if not headlines.num_rows:
        return []
    known = {name for table in tables for name in table["figure_id"].to_pylist()}
    wrong = [row for row in headlines.to_pylist() if row["figure_id"] not in known]
    remedies = hints(
        (row["figure_id"] for row in wrong), known, "must be a figure_id of figures.csv or derived.csv"
    )
    return [
        Fault(row[FILE], row[ROW], f"figure {row['figure_id']!r} does not exist", remedies[row["figure_id"]])
        for row in wrong
    ]


_SINGLE_SHEETS = ("problems.csv", "derived.csv", "corrections.csv")
_DOCUMENT_SHEETS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("figures", FIGURE_COLUMNS, OPTIONAL_FIGURE_COLUMNS),
    ("places", PLACE_COLUMNS, ()),
    ("set_aside", SET_ASIDE_COLUMNS, ()),
)


def _empty(columns: tuple[str, ...]) -> pa.Table:
    texts = {name: pa.array([], column_type(name)) for name in (*columns, FILE)}
    return pa.table({**texts, ROW: pa.array([], pa.int32())})


def _read_if_there(
    path: Path, there: Container[str], root: Path, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> tuple[pa.Table, list[Fault]]:
    """A file that may be missing: then there are no such rows."""
    if path.name not in there:
        return _empty((*columns, *optional)), []
    return read_sheet(path, root, columns, optional)


def _stack(tables: list[pa.Table], columns: tuple[str, ...], *, with_document: bool = False) -> pa.Table:
    nothing = _empty((*columns, "document") if with_document else columns)
    order = [*columns, FILE, ROW, *(["document"] if with_document else [])]
    return pa.concat_tables([table.select(order) for table in (*tables, nothing)]).unify_dictionaries()


def _read_vocabulary(root: Path) -> tuple[Vocabulary, pa.Table, list[Fault]]:
    """The vocabulary, the headlines with their rows, and the faults."""
    tables: dict[str, pa.Table] = {}
    there, faults = _known(root / "vocabulary", root, [f"{noun.name}.csv" for noun in schema.VOCABULARY])
    for noun in schema.VOCABULARY:
        path = root / "vocabulary" / f"{noun.name}.csv"
        if path.name not in there:
            if noun is not schema.HEADLINES:
                remedy = f"must have {','.join(noun.needed)}"
                faults.append(Fault(f"vocabulary/{noun.name}.csv", 0, "is missing", remedy))
            tables[noun.name] = _empty(noun.names)
            continue
        tables[noun.name], found = read_sheet(path, root, noun.needed, noun.optional)
        faults += found
    words = Vocabulary({name: table.drop_columns([FILE, ROW]) for name, table in tables.items()})
    for noun in schema.VOCABULARY:
        faults += _vocabulary_faults(noun, tables[noun.name], words)
    return words, tables["headlines"], faults


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
        if code and not _CODE.fullmatch(code):
            said = f"{noun.names[0]} is {code!r}"
            faults.append(Fault(file, number, said, "must be letters, digits, _, : and -"))
        for column in noun.columns:
            faults += _cell_faults(column, row, words)
        if noun is schema.MEASURES:
            faults += _measure_faults(row) + _template_faults(row)
        if noun is schema.REGIONS:
            faults += _loop_faults(row, words)
    return faults


_CODE = re.compile(r"[A-Za-z0-9_:-]+")
_CURRENCY = re.compile(r"[A-Z]{3}")


def _measure_faults(row: Mapping[str, str]) -> list[Fault]:
    """A measure's kind, unit and the rest of its row fit together."""
    kind, unit = row["kind"], row["unit"]
    rules = (
        (kind == "share" and unit != "percent", f"is a share in {unit!r}", "its unit must be percent"),
        (
            kind == "money" and not _CURRENCY.fullmatch(unit),
            f"is money in {unit!r}",
            "its unit must be a currency",
        ),
        (row["change_of"] == row["measure"], "is a change of itself", "name the measure that changes"),
        (
            row["composition"] != "" and kind != "share",
            f"is a composition, but of kind {kind!r}",
            "must be of kind share, or leave composition empty",
        ),
    )
    return [Fault(row[FILE], int(row[ROW]), what, remedy) for wrong, what, remedy in rules if wrong]


def _loop_faults(row: Mapping[str, str], words: Vocabulary) -> list[Fault]:
    """No region may lie in itself, however far up."""
    regions = words.by_code("regions")
    seen: set[str] = set()
    above = row["parent"]
    while above in regions and above not in seen:
        seen.add(above)
        above = regions[above]["parent"]
    if row["region"] not in seen:
        return []
    said = f"region {row['region']!r} lies in itself (parent {row['parent']!r})"
    return [Fault(row[FILE], int(row[ROW]), said, "must name a larger region")]


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
    if column.name == "refresh_months" and not is_interval(cell):
        remedy = f"must be a whole number of months from 1 to {MOST_MONTHS}, or empty"
        return [Fault(file, number, f"refresh_months is {cell!r}", remedy)]
    return []


def _template_faults(row: Mapping[str, str]) -> list[Fault]:
    try:
        formatted = any(form or conversion for _, _, form, conversion in Formatter().parse(row["sentence"]))
        names = {name for _, name in template_parts(row["sentence"])}
    except ValueError as error:
        return [Fault(row[FILE], int(row[ROW]), f"sentence: {error}", "mend the template")]
    if formatted:
        said = "sentence: a placeholder holds ':' or '!'"
        return [Fault(row[FILE], int(row[ROW]), said, "write the placeholder's name alone")]
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

"""Read one CSV file of the catalogue into a table of text, each row with its number, and every fault it has."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from etl.distinct import distinct
from etl.faults import Fault

ROW = "_row"
FILE = "_file"
LONGEST_CELL = 2_000
SELDOM_REPEATED = ("figure_id", "place_id", "record_id", "problem_id", "correction_id", "paragraph", "start")


def column_type(column: str) -> pa.DataType:
    """Text; dictionary-encoded unless the column's texts seldom repeat."""
    return pa.string() if column in SELDOM_REPEATED else pa.dictionary(pa.int32(), pa.string())


def read_sheet(
    path: Path, root: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> tuple[pa.Table, list[Fault]]:
    """Read a file: a table of ``columns`` and ``optional`` as text ('' where empty), plus ``_file`` and ``_row``.

    Columns whose texts repeat are dictionary-encoded, so that each distinct text is worked on once. Rows are
    numbered as a spreadsheet shows them, the heading being row 1. A byte-order mark and any line ends are accepted,
    and rows without a filled cell are skipped. Rows that cannot be read are left out of the table and reported.
    """
    name = path.relative_to(root).as_posix()
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        return _empty([*columns, *optional]), [unreadable(name, error)]
    if b"\n" not in content:
        content = content.replace(b"\r", b"\n")
    try:
        heading = next(csv.reader([content[: content.find(b"\n") + 1 or None].rstrip(b"\r\n").decode()]), [])
    except UnicodeDecodeError as error:
        return _empty([*columns, *optional]), [_not_utf8(name, content, error)]
    except csv.Error as error:
        return _empty([*columns, *optional]), [_not_csv(name, 1, error)]
    faults = _heading_faults(name, heading, columns, optional)
    if faults:
        return _empty([*columns, *optional]), faults
    table = _read_fast(content, heading)
    if table is None:
        table, faults = _read_slowly(name, content, heading)
    table = _complete(table, name, [*columns, *optional])
    return table, faults + _cell_faults(name, table)


def unreadable(name: str, error: OSError) -> Fault:
    """A fault for a file or folder that the system does not let us read."""
    reason = error.strerror or type(error).__name__
    return Fault(
        name, 0, f"cannot be read ({reason})", "put back what should be there, readable, or remove it"
    )


def _empty(columns: Sequence[str]) -> pa.Table:
    empty = {column: pa.array([], column_type(column)) for column in [*columns, FILE]}
    return pa.table({**empty, ROW: pa.array([], pa.int32())})


def _heading_faults(
    name: str, heading: list[str], columns: Sequence[str], optional: Sequence[str]
) -> list[Fault]:
    known = [*columns, *optional]
    wanted = f"the heading must be {','.join(columns)}"
    faults = [
        Fault(name, 1, f"column {column!r} is missing", wanted) for column in columns if column not in heading
    ]
    faults += [
        Fault(
            name,
            1,
            f"column {column!r} is not known",
            f"{wanted}, and may have {','.join(optional) or 'no others'}",
        )
        for column in heading
        if column not in known
    ]
    faults += [
        Fault(name, 1, f"column {column!r} stands twice", wanted)
        for column in set(heading)
        if heading.count(column) > 1
    ]
    return faults


def _read_fast(content: bytes, heading: list[str]) -> pa.Table | None:
    """Arrow's reader; None where any row is not as it should be, so that the slow reader can say which."""
    try:
        table = pa_csv.read_csv(
            pa.py_buffer(content),
            parse_options=pa_csv.ParseOptions(newlines_in_values=False, ignore_empty_lines=False),
            convert_options=pa_csv.ConvertOptions(
                column_types={column: column_type(column) for column in heading},
                strings_can_be_null=False,
                check_utf8=True,
            ),
        )
    except pa.ArrowInvalid:
        return None
    # A row of commas alone is an empty row of a spreadsheet: the slow reader skips it.
    if pc.any(pc.equal(table.column(0), "")).as_py():
        return None
    return table.append_column(ROW, pa.array(np.arange(2, table.num_rows + 2, dtype=np.int32)))


def _read_slowly(name: str, content: bytes, heading: list[str]) -> tuple[pa.Table, list[Fault]]:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return _empty(heading), [_not_utf8(name, content, error)]
    faults: list[Fault] = []
    kept: list[list[str]] = []
    rows: list[int] = []
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            if number == 1 or not any(cells):
                continue
            if len(cells) != len(heading):
                said = f"has {len(cells)} cells"
                faults.append(
                    Fault(name, number, said, f"must have {len(heading)}; quote a cell that holds a comma")
                )
                continue
            kept.append(cells)
            rows.append(number)
    except csv.Error as error:
        faults.append(_not_csv(name, number + 1, error))
    turned = list(zip(*kept, strict=True)) if kept else [()] * len(heading)
    table = pa.table(
        {column: pa.array(cells, column_type(column)) for column, cells in zip(heading, turned, strict=True)}
    )
    return table.append_column(ROW, pa.array(rows, pa.int32())), faults


def _not_csv(name: str, row: int, error: csv.Error) -> Fault:
    return Fault(name, row, f"cannot be read as CSV ({error})", "quote the cell and double its quotes")


def _not_utf8(name: str, content: bytes, error: UnicodeDecodeError) -> Fault:
    # A letter in place of the bad byte makes the last of these the row that holds it.
    before = content[: error.start].decode() + "x"
    try:
        row = sum(1 for _ in csv.reader(io.StringIO(before, newline="")))
    except csv.Error:
        row = before.count("\n") + 1
    said = f"is not UTF-8 (byte {content[error.start]:#04x})"
    return Fault(name, row, said, "save the file as 'CSV UTF-8'")


def _complete(table: pa.Table, name: str, columns: Sequence[str]) -> pa.Table:
    """The columns asked for, in order; an optional column that the file lacks is empty."""
    blank = same("", table.num_rows)
    found = {column: table[column] if column in table.column_names else blank for column in columns}
    return pa.table({**found, FILE: same(name, table.num_rows), ROW: table[ROW]})


def same(text: str, length: int) -> pa.Array:
    """A column that holds one text in every row."""
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(length, dtype=np.int32)), pa.array([text]))


def _cell_faults(name: str, table: pa.Table) -> list[Fault]:
    """Cells too long, or with characters that do not belong in a line of text; each distinct text is looked at once."""
    faults: list[Fault] = []
    for column in table.column_names:
        # Names and numbers have stricter rules of their own.
        if column in (ROW, FILE, *SELDOM_REPEATED):
            continue
        cells = distinct(table[column])
        texts = pa.array(cells.texts, pa.string())
        for what, remedy, matches in _CELL_RULES:
            if matches in (_EDGE_SPACE, _FORMULA) and column == "quote":
                continue
            wrong = matches(texts).to_numpy(zero_copy_only=False)
            rows = np.flatnonzero(wrong[cells.codes]).tolist() if wrong.any() else []
            faults += [Fault(name, table[ROW][at].as_py(), f"{column} {what}", remedy) for at in rows]
    return faults


def text_faults(name: str, key: str, text: str, *, quoted: bool = False) -> list[Fault]:
    """The faults of one text that does not stand in a CSV file, by the same rules; of a quote, by those of quotes."""
    rules = [rule for rule in _CELL_RULES if not quoted or rule[2] not in (_EDGE_SPACE, _FORMULA)]
    return [
        Fault(name, 0, f"{key} {what}", remedy)
        for what, remedy, matches in rules
        if matches(pa.array([text])).to_pylist() == [True]
    ]


def _matching(pattern: str) -> Callable[[pa.Array], pa.Array]:
    return lambda texts: pc.match_substring_regex(texts, pattern)


_INVISIBLE = _matching(
    r"[\x00-\x1f\x7f-\x{9f}\x{61c}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{2069}\x{feff}]"
)
_EDGE_SPACE = _matching(r"^\s|\s$")
_FORMULA = _matching(r"^(=|[-+@][A-Za-z(])")
_CELL_RULES: tuple[tuple[str, str, Callable[[pa.Array], pa.Array]], ...] = (
    (
        f"is over {LONGEST_CELL} characters long",
        "say it in fewer words",
        lambda texts: pc.greater(pc.utf8_length(texts), LONGEST_CELL),
    ),
    (
        "holds a tab, line break or invisible character",
        "take it out",
        _INVISIBLE,
    ),
    (
        "begins or ends with a space",
        "take the space out",
        _EDGE_SPACE,
    ),
    (
        "begins as a formula does",
        "write it as text",
        _FORMULA,
    ),
)

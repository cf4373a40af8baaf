"""Write a published table as CSV or JSON. Table in, bytes out, a part at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

ROWS_AT_A_TIME = 5_000
# A spreadsheet runs a text that begins so as a formula, also in the wide letters of East Asian keyboards. A lone number
# with its sign is none: it would be another number with a mark before it.
FORMULA = "^[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
SIGNED_NUMBER = "^[+\\-][0-9][0-9,. ]*%?$"
MADE_HARMLESS = "'"


def as_csv(table: pa.Table) -> Iterator[bytes]:
    """RFC 4180 in UTF-8: texts in quotation marks, nothing where a cell is missing, numbers in full, days as ISO dates.

    A text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    harmless = pa.table({name: _harmless(_finite(table[name])) for name in table.column_names})
    first = True
    for part in _parts(harmless):
        sink = pa.BufferOutputStream()
        csv.write_csv(part, sink, csv.WriteOptions(include_header=first, eol="\r\n"))
        first = False
        yield sink.getvalue().to_pybytes()


def as_json(table: pa.Table) -> Iterator[bytes]:
    """A list of records, a line each: null where a cell is missing, days as ISO dates."""
    before = "[\n"
    for part in _parts(pa.table({name: _finite(table[name]) for name in table.column_names})):
        lines = (
            json.dumps(_plain(record), ensure_ascii=False, allow_nan=False) for record in part.to_pylist()
        )
        if text := ",\n".join(lines):
            yield f"{before}{text}".encode()
            before = ",\n"
    yield b"\n]\n" if before != "[\n" else b"[]\n"


def _parts(table: pa.Table) -> Iterator[pa.Table]:
    """At least one, so that an empty table still has its head."""
    for start in range(0, max(len(table), 1), ROWS_AT_A_TIME):
        yield table.slice(start, ROWS_AT_A_TIME)


def _harmless(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    runs = pc.and_not(
        pc.match_substring_regex(column, FORMULA), pc.match_substring_regex(column, SIGNED_NUMBER)
    )
    return pc.if_else(runs, pc.binary_join_element_wise(MADE_HARMLESS, column, ""), column)


def _finite(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """What is not a number is missing; neither form has a word for it."""
    if not pa.types.is_floating(column.type):
        return column
    return pc.if_else(pc.is_finite(column), column, pa.scalar(None, column.type))


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    return {
        name: cell.isoformat() if isinstance(cell, date) else _whole(cell) for name, cell in record.items()
    }


def _whole(cell: Any) -> Any:
    """185000000.0 is written 185000000, as everywhere else; it is the same number."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53 else cell

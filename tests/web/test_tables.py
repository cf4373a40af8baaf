"""Tables as CSV and JSON: every cell comes back as it was, none runs, and what is missing stays missing."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pyarrow as pa
import pytest

from dashboard.web.tables import ROWS_AT_A_TIME, as_csv, as_json


def cells(text: str) -> list[list[str]]:
    """What a reader of CSV makes of one column of texts."""
    table = pa.table({"a": pa.array([text], pa.string()), "z": pa.array([1], pa.int32())})
    return list(csv.reader(io.StringIO(b"".join(as_csv(table)).decode(), newline="")))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "＝1+1", "＋1", "－1", "＠A",
        '=HYPERLINK("http://evil.example","x")', "+", "-",
    ],
)  # fmt: skip
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert cells(text)[1] == ["'" + text, "1"]


@pytest.mark.parametrize(
    "text",
    [
        "-25",
        "+1,100",
        "-25%",
        "−25%",
        "at least 6,200",
        "$4 to $7",
        "a=b",
        " =1",
        'x"y',
        "a\r\nb",
        "é, ü",
        "'x",
        "",
    ],
)
def test_every_other_text_stays_as_it_is(text: str) -> None:
    assert cells(text)[1] == [text, "1"]


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (-25.0, "-25"),
        (185e6, "185000000"),
        (4.838709677419355, "4.838709677419355"),
        (0.5, "0.5"),
        (0.0, "0"),
    ],
)
def test_a_number_is_written_in_full_and_never_as_text(number: float, written: str) -> None:
    lines = b"".join(as_csv(pa.table({"n": [number]}))).decode().split("\r\n")
    assert lines == ['"n"', written, ""]
    assert json.loads(b"".join(as_json(pa.table({"n": [number]})))) == [{"n": number}]


@pytest.mark.parametrize("cell", [None, float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_missing_and_never_zero(cell: float | None) -> None:
    table = pa.table({"n": pa.array([cell], pa.float64()), "t": pa.array([None], pa.string())})
    assert b"".join(as_csv(table)) == b'"n","t"\r\n,\r\n'
    assert json.loads(b"".join(as_json(table))) == [{"n": None, "t": None}]


def test_a_day_is_written_as_iso() -> None:
    table = pa.table({"d": [date(2016, 6, 1)]})
    assert b"".join(as_csv(table)).decode().split("\r\n")[1] == "2016-06-01"
    assert json.loads(b"".join(as_json(table))) == [{"d": "2016-06-01"}]


def test_an_empty_table_has_its_head_and_no_records() -> None:
    table = pa.table({"a": pa.array([], pa.string())})
    assert b"".join(as_csv(table)) == b'"a"\r\n'
    assert json.loads(b"".join(as_json(table))) == []


def test_a_long_table_comes_in_parts_that_fit_together() -> None:
    rows = 2 * ROWS_AT_A_TIME + 1
    table = pa.table({"n": pa.array(range(rows), pa.int32())})
    parts = list(as_csv(table))
    assert len(parts) == 3
    assert b"".join(parts).decode().split("\r\n")[1:-1] == [str(n) for n in range(rows)]
    assert [row["n"] for row in json.loads(b"".join(as_json(table)))] == list(range(rows))


def test_letters_of_every_script_are_kept() -> None:
    table = pa.table({"t": ["Türkiye, 中国, ‏עברית‏, 🜁"]})
    assert json.loads(b"".join(as_json(table)))[0]["t"] == table["t"][0].as_py()
    assert table["t"][0].as_py() in b"".join(as_csv(table)).decode("utf-8")

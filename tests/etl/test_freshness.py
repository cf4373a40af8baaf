"""When a newer number of a measure is to be expected, by table of cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from etl.faults import Fault
from etl.freshness import after, due_of, is_interval
from tests.etl.small import Small

TODAY = date(2026, 11, 30)
Row = Mapping[str, Any]


def measure(code: str, months: str | None = "12") -> Row:
    return {"measure": code, "name": f"Name of {code}", "refresh_months": months}


def figure(code: str, end: date | None, status: str = "reported") -> Row:
    return {"measure": code, "period_end": end, "status": status}


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)), (date(2023, 1, 31), 1, date(2023, 2, 28)), (date(2023, 12, 31), 12, date(2024, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)), (date(2024, 2, 29), 48, date(2028, 2, 29)), (date(2023, 10, 31), 1, date(2023, 11, 30)),
        (date(2023, 11, 30), 1, date(2023, 12, 30)), (date(2023, 12, 15), 1, date(2024, 1, 15)), (date(2023, 12, 31), 600, date(2073, 12, 31)),
    ],
)  # fmt: skip
def test_so_many_months_later_is_a_day_of_that_month(day: date, months: int, then: date) -> None:
    assert after(day, months) == then


@pytest.mark.parametrize(
    ("end", "months", "overdue"),
    [
        (date(2025, 11, 29), "12", True), (date(2025, 11, 30), "12", False), (date(2025, 12, 1), "12", False), (date(2025, 11, 29), "24", False),
        (date(1971, 6, 17), "", False), (date(1971, 6, 17), None, False), (None, "12", False),
    ],
)  # fmt: skip
def test_a_measure_is_overdue_from_the_day_after(end: date | None, months: str | None, overdue: bool) -> None:
    (found,) = due_of([measure("held", months)], [figure("held", end)], [], TODAY)
    assert (found.overdue, found.newest) == (overdue, end)


def test_the_record_makes_a_measure_newer_but_what_was_worked_out_does_not() -> None:
    figures = [
        figure("held", date(2020, 12, 31)),
        figure("held", None),
        figure("held", date(2026, 1, 1), "derived"),
    ]
    (found,) = due_of([measure("held")], figures, [figure("held", date(2024, 12, 31))], TODAY)
    assert (found.newest, found.due) == (date(2024, 12, 31), date(2025, 12, 31))


def test_only_what_a_document_gives_is_waited_for_and_the_longest_overdue_stands_first() -> None:
    measures = [measure("a"), measure("b"), measure("c", ""), measure("derived"), measure("recorded")]
    figures = [
        figure("a", date(2020, 1, 1)), figure("b", date(2010, 1, 1)), figure("c", date(1990, 1, 1)), figure("derived", date(2000, 1, 1), "derived"),
    ]  # fmt: skip
    found = due_of(measures, figures, [figure("recorded", date(2000, 1, 1))], TODAY)
    assert [one.measure for one in found] == ["b", "a", "c"]


def test_a_release_without_the_column_expects_nothing() -> None:
    (found,) = due_of([{"measure": "held", "name": "Held"}], [figure("held", date(1990, 1, 1))], [], TODAY)
    assert not found.overdue


@pytest.mark.parametrize("cell", ["0", "601", "-1", "1.5", "a year", "²", "0012", "１２"])
def test_an_interval_that_is_none_is_a_fault(catalogue: Small, cell: str) -> None:
    assert not is_interval(cell)
    (found,) = _faults(catalogue, cell)
    assert found.what == f"refresh_months is {cell!r}"


@pytest.mark.parametrize("cell", ["", "1", "600"])
def test_an_interval_may_be_left_out(catalogue: Small, cell: str) -> None:
    assert _faults(catalogue, cell) == ()


def _faults(catalogue: Small, cell: str) -> tuple[Fault, ...]:
    path = catalogue.root / "vocabulary" / "measures.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text(
        "\n".join([f"{lines[0]},refresh_months", f"{lines[1]},{cell}", *(f"{line}," for line in lines[2:])])
        + "\n",
        "utf-8",
    )
    return catalogue.draft().faults

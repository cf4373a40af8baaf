"""What stands out against the last release: each sort of slip, and nothing that is as it was."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pytest

from etl.outliers import outliers
from etl.schema import FIGURES

ROW: Mapping[str, Any] = {
    "figure_id": "f", "measure": "held", "region": "USA", "unit": "people", "kind": "count", "base": None,
    "value": 5_000.0, "lower": 5_000.0, "upper": 5_000.0,
}  # fmt: skip


def tables(*rows: Mapping[str, Any]) -> dict[str, pa.Table]:
    return {"figures": pa.table({name: [row.get(name) for row in rows] for name in FIGURES.names})}


def row(**cells: Any) -> Mapping[str, Any]:
    return {**ROW, **cells}


def number(value: float) -> dict[str, float]:
    return {"value": value, "lower": value, "upper": value}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([ROW], [ROW], []),
        ([ROW], [row(**number(6_000.0))], []),
        ([ROW], [row(**number(5_000_000.0))], [("thousandfold", "f is 1,000 times what it was in the last release")]),
        ([ROW], [row(**number(5.0))], [("thousandfold", "f is a 1,000th of what it was in the last release")]),
        ([], [ROW, row(figure_id="g", **number(6e6))], [
            ("thousandfold", "f is a 1,200th of g, of the same measure and place"),
            ("thousandfold", "g is 1,200 times f, of the same measure and place"),
        ]),
        ([], [ROW, row(figure_id="g", region="PHL", **number(6e6))], []),
        ([], [ROW, row(figure_id="g", unit="percent", **number(6e6))], []),
        ([], [row(value=None, lower=None, upper=None)], []),
        ([], [row(kind="share", **number(120.0))], [("share_over_100", "f is a share of 120 percent")]),
        ([], [row(lower=9.0, upper=5.0)], [("lower_above_upper", "f: its lower bound 9 is above its upper bound 5")]),
        ([ROW], [], [("dropped", "f is in the last release and no longer here")]),
        ([ROW], [row(base="all people")], [("changed_base", "f: its base was not given, now all people")]),
        ([ROW], [row(unit="arrests")], [("changed_unit", "f: its unit was people, now arrests")]),
    ],
)  # fmt: skip
def test_what_looks_like_a_slip_is_said(
    old: list[Mapping[str, Any]], new: list[Mapping[str, Any]], found: list[tuple[str, str]]
) -> None:
    assert [(one.sort, one.said) for one in outliers(tables(*old), tables(*new))] == found


def test_a_first_release_has_nothing_to_be_held_against() -> None:
    assert outliers({}, tables(ROW)) == []

"""How the releases stand, and what going to another would change."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import cli
from etl.faults import CallFault, ReleaseFault
from etl.standing import against_current, in_use, standing
from tests.etl.small import Small


def build(root: Path) -> str:
    assert cli.main(["build", "--datasets", str(root)]) == 0
    return standing(root).current


def test_before_the_first_release_nothing_stands(catalogue: Small) -> None:
    found = standing(catalogue.root)
    assert (found.current, found.acts, found.others, in_use(catalogue.root)) == ("", (), (), {})


def test_the_last_release_stands_first_and_is_held_against_the_one_in_use(catalogue: Small) -> None:
    first = build(catalogue.root)
    catalogue.sheets["report", "figures"][1]["region"] = "PHL"
    catalogue.write("report", "figures")
    second = build(catalogue.root)
    found = standing(catalogue.root)
    assert (found.current, found.others) == (second, (first,))
    assert [act.release for act in found.acts] == [second, first]
    against = against_current(catalogue.root, first)
    assert [(one.table, one.key) for one in against.changes] == [
        ("figures", "report-1980"),
        *((one.table, one.key) for one in against.changes[1:]),
    ]
    assert against.changes[0].columns["region"] == ("PHL", "USA")
    assert against_current(catalogue.root, second).changes == []


def test_a_release_that_is_not_there_or_not_whole_is_refused(catalogue: Small) -> None:
    name = build(catalogue.root)
    with pytest.raises(CallFault, match="does not exist"):
        against_current(catalogue.root, "0" * 12)
    (catalogue.root / "published" / name / "figures.parquet").write_bytes(b"none")
    with pytest.raises(ReleaseFault):
        against_current(catalogue.root, name)

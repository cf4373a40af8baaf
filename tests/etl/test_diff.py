"""Differences between releases, and what they touch."""

import json

import pytest

from etl import cli
from etl.diff import compare, touched
from tests.etl.small import Small


def test_a_changed_figure_is_shown_with_old_and_new_and_what_it_touches(catalogue: Small) -> None:
    catalogue.row(
        "derived",
        figure_id="derived-rise",
        measure="held_multiple",
        operation="multiple",
        inputs="report-1980;report-2010",
        period="1980..2010",
        region="USA",
    )
    old = catalogue.draft().tables
    row = catalogue.sheets["report", "figures"][1]
    row["attribution"] = "another bureau"
    catalogue.write("report", "figures")
    catalogue.figure("added", "report", "2,500", "held", region="PHL")
    new = catalogue.draft().tables
    changes = compare(old, new)
    figures = {change.key: change for change in changes if change.table == "figures"}
    assert figures["report-1980"].columns["attribution"] == ("the bureau", "another bureau")
    assert figures["added"].act == "added"
    reached = touched(changes, old, new)
    assert reached.derived == ("derived-rise",)
    assert reached.regions == ("PHL", "USA")
    assert any(problem.startswith("change-against-endpoints") for problem in reached.problems)


def test_equal_tables_have_no_differences(catalogue: Small) -> None:
    assert compare(catalogue.draft().tables, catalogue.draft().tables) == []


def test_the_release_is_compared_with_the_draft(catalogue: Small, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--datasets", str(catalogue.root)]
    assert cli.main(["build", *at]) == 0
    capsys.readouterr()
    assert cli.main(["diff", *at]) == 0
    assert capsys.readouterr().out == "nothing changed\n"
    catalogue.set_aside("report", "25 seconds", "repeat", "report-interval")
    assert cli.main(["diff", *at]) == 0
    shown = capsys.readouterr().out
    assert "~ figures report-interval\n    repeats: 0 → 1" in shown
    assert cli.main(["diff", "--json", *at]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["touches"]["documents"] == ["report"]

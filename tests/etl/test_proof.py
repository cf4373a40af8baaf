"""Every row is proven at its place, and every number phrase is accounted for."""

from pathlib import Path

import pytest

from etl.faults import CallFault
from etl.pipeline import draft
from tests.etl.small import Small


def faults(catalogue: Small) -> list[str]:
    return [str(fault) for fault in catalogue.draft(proven=True).faults]


def test_a_sound_catalogue_is_proven_and_covers_every_phrase(catalogue: Small) -> None:
    made = catalogue.draft(proven=True)
    assert made.faults == ()
    assert [(c.document, c.phrases, c.accounted) for c in made.coverage] == [("report", 10, 10)]


def test_a_quote_that_does_not_stand_at_its_place_is_told_where_it_stands(catalogue: Small) -> None:
    row = catalogue.sheets["report", "figures"][1]
    at = int(row["start"])
    row["start"] = str(at + 1)
    catalogue.write("report", "figures")
    assert (
        f"documents/report/figures.csv row 3: quote '40,000' does not stand at character {at + 1}; it stands at character {at}"
        in faults(catalogue)
    )


def test_a_quote_that_stands_nowhere_is_reported(catalogue: Small) -> None:
    catalogue.sheets["report", "figures"][1]["quote"] = "41,000"
    catalogue.write("report", "figures")
    assert any(
        "'41,000' does not stand at" in fault and "exactly as the document writes them" in fault
        for fault in faults(catalogue)
    )


def test_a_wrong_paragraph_is_reported_with_the_right_one(catalogue: Small) -> None:
    catalogue.sheets["report", "figures"][1]["paragraph"] = "7"
    catalogue.write("report", "figures")
    assert [fault.split("; ")[1] for fault in faults(catalogue)] == ["must be 2"]


def test_a_phrase_that_no_row_accounts_for_is_reported(catalogue: Small) -> None:
    del catalogue.sheets["report", "set_aside"][0]
    catalogue.write("report", "set_aside")
    assert faults(catalogue) == [
        "documents/report: paragraph 2 character 34: '1980' is not accounted for; make it a figure, or set it aside with a reason"
    ]


def test_a_text_that_has_changed_since_it_was_read_is_reported(catalogue: Small) -> None:
    path = catalogue.texts / "report.txt"
    path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
    found = faults(catalogue)
    assert any("sha256 is not that of the text" in fault for fault in found)
    assert any("length is" in fault for fault in found)


def test_a_missing_text_is_a_fault_and_a_missing_folder_a_wrong_call(catalogue: Small) -> None:
    (catalogue.texts / "report.txt").unlink()
    assert faults(catalogue) == [
        "documents/report/source.toml: report.txt is not in texts; put the text there, or remove the document"
    ]
    with pytest.raises(CallFault, match="is not a folder"):
        draft(catalogue.root, Path("/nowhere"))

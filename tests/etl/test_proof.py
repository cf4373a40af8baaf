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


@pytest.mark.parametrize("title", ["A report on 2,500 people held", "The law of 1986", ""])
def test_the_title_of_an_original_is_proven_and_published(catalogue: Small, title: str) -> None:
    catalogue.sheets["report", "figures"][1]["original"] = title
    catalogue.write("report", "figures")
    assert faults(catalogue) == []
    assert catalogue.figures()["report-1980"]["original"] == (title or None)


@pytest.mark.parametrize(
    "title", ["A Report on 2,500 people held", "report on 2,500 peop", "law of 19", "The yearbook"]
)
def test_a_title_that_the_document_does_not_write_so_is_no_original(catalogue: Small, title: str) -> None:
    catalogue.sheets["report", "figures"][1]["original"] = title
    catalogue.write("report", "figures")
    remedy = "must be the title exactly as the document writes it, or empty where it names none"
    assert faults(catalogue) == [
        f"documents/report/figures.csv row 3: original {title!r} does not stand in the text; {remedy}"
    ]


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


@pytest.mark.parametrize(
    ("text", "quote", "whole"),
    [
        ("There were 2,500 people.", "500", "2,500"),
        ("There were 2,500 people.", "2", "2,500"),
        ("There were 2,500 people.", "2,50", "2,500"),
        ("The rate was 12.5 of them.", "12", "12.5"),
        ("The rate was 12.5 of them.", "5", "12.5"),
        ("There were 2500 people.", "250", "2500"),
        ("There were tens of thousands.", "ten", "tens"),
    ],
)
def test_a_quote_that_is_a_part_of_a_number_or_word_is_refused(
    catalogue: Small, text: str, quote: str, whole: str
) -> None:
    catalogue.document("part", text)
    catalogue.figure("part", "part", quote, "held")
    said = f"quote {quote!r} is a part of {whole!r} at character {text.index(quote)}; quote the whole"
    assert any(said in fault for fault in faults(catalogue)), faults(catalogue)


@pytest.mark.parametrize(
    "text", ["(2,500)", "2,500.", "2,500, 300", "2,500", "the 2,500-odd people", "“2,500”", "US$2,500"]
)
def test_a_quote_that_stands_free_is_whole(catalogue: Small, text: str) -> None:
    catalogue.document("free", text)
    catalogue.figure("free", "free", "2,500", "held")
    assert not any("is a part of" in fault for fault in faults(catalogue))


@pytest.mark.parametrize(
    ("text", "quotes", "phrases", "accounted"),
    [
        ("They are 5 to 7 people.", ["5"], 1, 0),
        ("They are 5 to 7 people.", ["7"], 1, 0),
        ("They are 5 to 7 people.", ["5", "7"], 1, 1),
        ("They are at least 6,200 people.", ["6,200"], 1, 1),
        ("They are at least 6,200 people.", ["at least"], 1, 0),
        ("They are almost half of all.", ["half"], 1, 1),
        ("They are almost half of all.", [], 1, 0),
    ],
)
def test_a_phrase_is_accounted_for_when_each_of_its_digits_is_quoted(
    catalogue: Small, text: str, quotes: list[str], phrases: int, accounted: int
) -> None:
    catalogue.document("cover", text)
    for quote in quotes:
        catalogue.set_aside("cover", quote)
    found = next(one for one in catalogue.draft(proven=True).coverage if one.document == "cover")
    assert (found.phrases, found.accounted) == (phrases, accounted)

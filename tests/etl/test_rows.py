"""Faults of the catalogue's rows: each is reported with its place and its remedy, all at once."""

from collections.abc import Callable

import pytest

from etl.vocabulary import hint, hints
from tests.etl.small import Small


def faults(catalogue: Small) -> list[str]:
    return [str(fault) for fault in catalogue.draft().faults]


def change(catalogue: Small, name: str, **cells: str) -> None:
    rows = catalogue.sheets["report", "figures"]
    next(row for row in rows if row["figure_id"] == name).update(cells)
    catalogue.write("report", "figures")


@pytest.mark.parametrize(
    ("figure", "cells", "said"),
    [
        (
            "report-title",
            {"region": "PHI"},
            "documents/report/figures.csv row 2: region 'PHI' is not in the vocabulary; did you mean 'PHL'?",
        ),
        (
            "report-title",
            {"measure": "helt"},
            "row 2: measure 'helt' is not in the vocabulary; did you mean 'held'?",
        ),
        ("report-title", {"measure": ""}, "row 2: measure is empty; "),
        ("report-title", {"group": "green"}, "row 2: group 'green' is not in the vocabulary; "),
        ("report-title", {"period": "soon"}, "row 2: period 'soon' cannot be read; must be a year"),
        ("report-title", {"period": "2017..2016"}, "row 2: period '2017..2016' ends before it starts; "),
        (
            "report-title",
            {"paragraph": "one"},
            "row 2: paragraph is 'one'; must be a whole number, 1 or more",
        ),
        ("report-title", {"paragraph": "0"}, "row 2: paragraph is '0'; must be a whole number, 1 or more"),
        ("report-title", {"start": "-4"}, "row 2: start is '-4'; must be a whole number, 0 or more"),
        ("report-title", {"quote": ""}, "row 2: quote is empty; must be the words as written"),
        ("report-title", {"quote": "one two three four five six seven eight nine"}, "is over 8 words; "),
        ("report-title", {"quote": "people held"}, "row 2: quote 'people held' cannot be read as a number; "),
        ("report-title", {"quote": "20%"}, "quote '20%' reads as percent, but its measure is in people; "),
        (
            "report-share",
            {"quote": "2,500"},
            "quote '2,500' reads as a plain number, but its measure is in percent; ",
        ),
        ("report-title", {"quote": "1986"}, "quote '1986' reads as a year, not as a number; "),
        ("report-law", {"period": "1990"}, "quote '1986' and period '1990' name different years; "),
        (
            "report-title",
            {"figure_id": "Report Title"},
            "figure_id is 'Report Title'; must be small letters, digits and hyphens",
        ),
        (
            "report-title",
            {"figure_id": "report-1980"},
            "row 3: figure_id 'report-1980' is already used in documents/report/figures.csv row 2; ",
        ),
        (
            "report-title",
            {"inferred": "because"},
            "inferred is 'because'; must read 'column: reason; column: reason'",
        ),
        (
            "report-title",
            {"original": "A report on people held that goes on far too long"},
            "original 'A report on people held that goes on far too long' is over 8 words; must be the title as written",
        ),
        (
            "report-title",
            {"original": "The yearbook", "attribution": "not stated"},
            "row 2: names the original 'The yearbook', but no attribution; must say who or what the document credits",
        ),
        (
            "report-title",
            {"note": "a\ttab"},
            "row 2: note holds a tab, line break or invisible character; take it out",
        ),
        (
            "report-title",
            {"note": "\u202eabc"},
            "row 2: note holds a tab, line break or invisible character; take it out",
        ),
        ("report-title", {"note": "x" * 9000}, "row 2: note is over 2000 characters long; "),
        ("report-title", {"region": " USA"}, "row 2: region begins or ends with a space; take the space out"),
    ],
)
def test_a_mistake_in_a_figure_is_reported_with_its_place_and_remedy(
    catalogue: Small, figure: str, cells: dict[str, str], said: str
) -> None:
    assert faults(catalogue) == []
    change(catalogue, figure, **cells)
    found = faults(catalogue)
    assert any(said in fault for fault in found), found
    assert all(fault.startswith("documents/report/figures.csv row ") for fault in found)


def test_twenty_mistakes_give_twenty_lines(catalogue: Small) -> None:
    catalogue.document("long", "\n".join(f"There were {number:,} people." for number in range(1_001, 1_021)))
    for number in range(1_001, 1_021):
        catalogue.figure(f"long-{number}", "long", f"{number:,}", "held", region=f"XX{number}")
    found = faults(catalogue)
    assert len(found) == 20
    assert [fault.split(":")[0] for fault in found] == [
        f"documents/long/figures.csv row {row}" for row in range(2, 22)
    ]


def test_a_unit_that_the_reader_infers_may_be_given_with_its_reason(catalogue: Small) -> None:
    change(
        catalogue,
        "report-share",
        quote="2,500",
        start="12",
        paragraph="1",
        inferred="unit: the table's heading says percent",
    )
    assert faults(catalogue) == []


def _break_heading(catalogue: Small) -> None:
    path = catalogue.root / "documents/report/figures.csv"
    path.write_text(path.read_text("utf-8").replace("measure", "mesure", 1), "utf-8")


def _latin(catalogue: Small) -> None:
    path = catalogue.root / "documents/report/figures.csv"
    path.write_bytes(path.read_bytes().replace(b"the bureau", "the büreau".encode("latin-1")))


def _extra_cell(catalogue: Small) -> None:
    path = catalogue.root / "documents/report/figures.csv"
    path.write_text(path.read_text("utf-8").replace("the bureau", "the bureau, and others"), "utf-8")


def _no_card(catalogue: Small) -> None:
    (catalogue.root / "documents/report/source.toml").unlink()


def _bad_date(catalogue: Small) -> None:
    path = catalogue.root / "documents/report/source.toml"
    path.write_text(path.read_text("utf-8").replace("2020-05-01", "May 2020"), "utf-8")


def _bad_template(catalogue: Small) -> None:
    path = catalogue.root / "vocabulary/measures.csv"
    path.write_text(path.read_text("utf-8").replace("{Number} people were held", "People were held"), "utf-8")


def _orphan_repeat(catalogue: Small) -> None:
    catalogue.set_aside("report", "1980", "repeat", "report-1981")


def _no_vocabulary(catalogue: Small) -> None:
    (catalogue.root / "vocabulary/units.csv").unlink()


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (
            _break_heading,
            "documents/report/figures.csv row 1: column 'measure' is missing; the heading must be figure_id,",
        ),
        (
            _latin,
            "documents/report/figures.csv row 3: is not UTF-8 (byte 0xfc); save the file as 'CSV UTF-8'",
        ),
        (
            _extra_cell,
            "documents/report/figures.csv row 3: has 14 cells; must have 13; quote a cell that holds a comma",
        ),
        (_no_card, "documents/report/source.toml: is missing; write it with title, publisher,"),
        (
            _bad_date,
            "documents/report/source.toml: published is 'May 2020'; must be a day such as 2024-12-03,",
        ),
        (
            _bad_template,
            "vocabulary/measures.csv row 2: sentence does not say the number; must hold {number},",
        ),
        (
            _orphan_repeat,
            "documents/report/set_aside.csv row 4: figure 'report-1981' does not exist; did you mean 'report-1980'?",
        ),
        (_no_vocabulary, "vocabulary/units.csv: is missing; must have unit,singular,plural,meaning"),
    ],
)
def test_a_broken_file_is_reported_with_its_place_and_remedy(
    catalogue: Small, break_it: Callable[[Small], None], said: str
) -> None:
    break_it(catalogue)
    assert any(fault.startswith(said) for fault in faults(catalogue)), faults(catalogue)


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(catalogue: Small) -> None:
    before = catalogue.draft().tables["figures"]
    path = catalogue.root / "documents/report/figures.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert catalogue.draft().faults == ()
    assert catalogue.draft().tables["figures"].equals(before)


def test_a_country_coded_na_is_not_taken_for_missing(catalogue: Small) -> None:
    change(catalogue, "report-1980", attribution="NA", note="null")
    row = catalogue.figures()["report-1980"]
    assert (row["attribution"], row["note"]) == ("NA", "null")


RECORD = {
    "record_id": "record-1", "measure": "held", "region": "USA", "period": "2010", "qualifier": "exact",
    "value": "5", "unit": "people", "publisher": "A bureau", "confidence": "high",
}  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"qualifier": "approximately", "lower": "4", "upper": "6.5"},
        {"qualifier": "range", "value": "", "lower": "4", "upper": "6"},
        {"qualifier": "at_least", "lower": "5"},
        {"lower": "5", "upper": "5"},
        {"value": "-5"},
    ],
)
def test_a_record_row_whose_numbers_fit_is_accepted(catalogue: Small, cells: dict[str, str]) -> None:
    catalogue.row("record", **{**RECORD, **cells})
    assert faults(catalogue) == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"qualifier": "approximately", "lower": "7", "upper": "4"},
            "lower is 7, upper 4; lower must not be",
        ),
        ({"qualifier": "approximately", "lower": "6"}, "value is 5; must lie between lower and upper"),
        ({"qualifier": "approximately", "upper": "4"}, "value is 5; must lie between lower and upper"),
        ({"value": ""}, "has no value, but is 'exact'; must have a value, or be a range"),
        ({"qualifier": "range"}, "is a range; must have lower and upper, and no value"),
        ({"qualifier": "range", "value": "", "lower": "4"}, "is a range; must have lower and upper, and no"),
        ({"upper": "6"}, "is exact, with other bounds; must have none, or be 'approximately'"),
        ({"value": "٣"}, "value is '٣'; must be a number in digits, or empty"),
        ({"value": "9" * 400}, "must be a number in digits, or empty"),
        ({"value": "1e5"}, "value is '1e5'; must be a number in digits, or empty"),
        ({"unit": "percent"}, "unit is 'percent'; must be that of its measure, 'people'"),
    ],
)
def test_a_record_row_whose_numbers_do_not_fit_is_reported(
    catalogue: Small, cells: dict[str, str], said: str
) -> None:
    catalogue.row("record", **{**RECORD, **cells})
    found = faults(catalogue)
    assert len(found) == 1
    assert f"record/record.csv row 2: {said}" in found[0] or found[0].endswith(said)


def test_a_phrase_is_set_aside_once(catalogue: Small) -> None:
    catalogue.set_aside("report", "1980")
    assert faults(catalogue) == [
        "documents/report/set_aside.csv row 4: is at the same place as row 2; set a phrase aside once"
    ]


def test_a_phrase_repeats_a_figure_of_its_own_document(catalogue: Small) -> None:
    catalogue.document("other", "There were 2,500 people.")
    catalogue.set_aside("other", "2,500", "repeat", "report-title")
    assert faults(catalogue) == [
        "documents/other/set_aside.csv row 2: figure 'report-title' is of report; must be a figure of the same document"
    ]


def test_every_column_that_is_inferred_must_be_one(catalogue: Small) -> None:
    change(catalogue, "report-title", inferred="period: the title; unit: the heading; measure: the text")
    assert faults(catalogue) == []
    change(catalogue, "report-title", inferred="period: the title; colour: the heading")
    assert any("inferred is" in fault for fault in faults(catalogue))


def test_a_quote_may_begin_with_a_sign(catalogue: Small) -> None:
    catalogue.document("sign", "It was +5% or so.")
    catalogue.figure("sign", "sign", "+5%", "held_change", note="-5 in the table")
    assert not any("formula" in fault for fault in faults(catalogue))


@pytest.mark.parametrize(
    ("noun", "old", "new", "said"),
    [
        (
            "measures",
            "prisons,percent,share,Of all",
            "prisons,people,share,Of all",
            "is a share in 'people'; ",
        ),
        ("measures", "people,count,Pardons", "people,money,Pardons", "is money in 'people'; its unit must"),
        ("measures", "{when},held,", "{when},held_change,", "is a change of itself; name the measure"),
        (
            "measures",
            "{in_place},,,\nratio_in",
            "{in_place},,yes,\nratio_in",
            "is a composition, but of kind",
        ),
        ("measures", "{Number} people were p", "{Number!r} people were p", "a placeholder holds ':' or '!'"),
        (
            "measures",
            "{Number} people were p",
            "{Number:>10} people were p",
            "a placeholder holds ':' or '!'",
        ),
        ("measures", "{Number} people were p", "{Number people were p", "sentence: "),
        ("regions", "the world,world,,", "the world,world,M49:019,", "region 'WORLD' lies in itself"),
        ("regions", "the world,world,,", "the world,world,WORLD,", "region 'WORLD' lies in itself"),
        ("groups", "blue,Blue", "bl ue,Blue", "group is 'bl ue'; must be letters, digits, _, : and -"),
        ("groups", "blue,Blue", "blüe,Blue", "group is 'blüe'; must be letters, digits, _, : and -"),
    ],
)
def test_a_vocabulary_that_contradicts_itself_is_reported(
    catalogue: Small, noun: str, old: str, new: str, said: str
) -> None:
    path = catalogue.root / f"vocabulary/{noun}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8", newline="\n")
    found = faults(catalogue)
    assert any(fault.startswith(f"vocabulary/{noun}.csv row ") and said in fault for fault in found), found


def test_a_rank_needs_no_number_in_its_sentence_and_a_count_does(catalogue: Small) -> None:
    path = catalogue.root / "vocabulary/measures.csv"
    text = path.read_text("utf-8")
    assert "in_words,rank" in text
    path.write_text(text.replace("in_words,rank", "in_words,count"), "utf-8", newline="\n")
    assert any("sentence does not say the number" in fault for fault in faults(catalogue))


def test_a_hint_is_never_an_empty_list_and_never_slow() -> None:
    assert hint("red", []) == "must be one that is there"
    assert hint("red", ["blue"]) == "must be one of blue"
    names = [f"figure-{number}" for number in range(20_000)]
    assert hint("figure-12", names) == "must be one that is there"
    found = hints((f"figura-{number}" for number in range(3_000)), names[:4_000])
    assert found["figura-0"] == "did you mean 'figure-0'?"
    assert found["figura-2999"] == "must be one that is there"


def test_a_figure_that_does_not_exist_is_not_to_be_added_to_the_vocabulary(catalogue: Small) -> None:
    catalogue.set_aside("report", "40,000", "repeat", "zzzz")
    for number in range(20):
        catalogue.figure(f"more-{number}", "report", "2,500", "held")
    assert any("figure 'zzzz' does not exist; must be a figure_id of" in fault for fault in faults(catalogue))


def test_a_headline_that_names_no_figure_is_said_with_its_row_and_the_name_that_was_meant(
    catalogue: Small,
) -> None:
    path = catalogue.root / "vocabulary" / "headlines.csv"
    path.write_text("figure_id,position\nreport-title,1\n,\nreport-tilte,2\n", encoding="utf-8")
    assert faults(catalogue) == [
        "vocabulary/headlines.csv row 4: figure 'report-tilte' does not exist; did you mean 'report-title'?"
    ]

"""Problems between figures: each check finds what does not hold, and is quiet where it holds."""

import pytest

from tests.etl.small import Small


def test_a_printed_change_is_recomputed_from_its_own_ends(catalogue: Small) -> None:
    problem = catalogue.problems("change_against_endpoints")[0]
    assert problem["arithmetic"].startswith("100 × (500,000 − 40,000) ÷ 40,000 = 1,150%, not 1,100%")
    assert problem["figures"] == "report-rise; report-1980; report-2010"
    assert (problem["found_by"], problem["documents"]) == ("rule", "report")


def test_a_printed_change_that_agrees_with_its_ends_is_no_problem(catalogue: Small) -> None:
    catalogue.document("fine", "From 40 people to 46 people, a rise of 15%.")
    catalogue.figure("fine-a", "fine", "40", "held", period="2001")
    catalogue.figure("fine-b", "fine", "46", "held", period="2002")
    catalogue.figure("fine-c", "fine", "15%", "held_change", period="2001..2002")
    assert [row["documents"] for row in catalogue.problems("change_against_endpoints")] == ["report"]


@pytest.mark.parametrize(
    ("shares", "arithmetic"),
    [(("45%", "28%"), "45 + 28 = 73; 100 − 73 = 27"), (("70%", "45%"), "70 + 45 = 115; 115 − 100 = 15")],
)
def test_parts_of_a_whole_that_miss_100_are_found(
    catalogue: Small, shares: tuple[str, str], arithmetic: str
) -> None:
    catalogue.document("parts", f"Red are {shares[0]}, blue are {shares[1]}.")
    for group, share in zip(("red", "blue"), shares, strict=True):
        catalogue.figure(f"parts-{group}", "parts", share, "share_of_group", group=group, base="all")
    assert [row["arithmetic"] for row in catalogue.problems("parts_of_a_whole")] == [arithmetic]


@pytest.mark.parametrize("second", [("55%", "all"), ("28%", "others")])
def test_parts_that_add_up_or_are_of_different_wholes_are_no_problem(
    catalogue: Small, second: tuple[str, str]
) -> None:
    catalogue.document("parts", f"Red are 45%, blue are {second[0]}.")
    catalogue.figure("parts-red", "parts", "45%", "share_of_group", group="red", base="all")
    catalogue.figure("parts-blue", "parts", second[0], "share_of_group", group="blue", base=second[1])
    assert catalogue.problems("parts_of_a_whole") == []


def _changes(catalogue: Small, first: str, second: str) -> None:
    catalogue.document("changes", "It fell by 25% then, after a jump of 65% before.")
    catalogue.figure("changes-fall", "changes", "fell by 25%", "held_change", period=first)
    catalogue.figure("changes-jump", "changes", "jump of 65%", "held_change", period=second)


def test_two_changes_over_the_same_years_cannot_both_hold(catalogue: Small) -> None:
    _changes(catalogue, "2017", "2016..2017")
    problem = catalogue.problems("two_changes_of_one_span")[0]
    assert "by −25% and by +65%" in problem["summary"]
    assert "from 2016 to 2017" in problem["summary"]


def test_two_changes_one_after_the_other_are_no_problem(catalogue: Small) -> None:
    _changes(catalogue, "2018", "2016..2017")
    assert catalogue.problems("two_changes_of_one_span") == []


def test_one_measure_of_different_wholes_in_two_documents_is_found(catalogue: Small) -> None:
    catalogue.document("second", "One in five are held.")
    catalogue.figure("second-share", "second", "One in five", "share_held", base="people incarcerated")
    problem = catalogue.problems("different_bases")[0]
    assert problem["figures"] == "report-share; second-share"
    assert "“people in prison” and “people incarcerated”" in problem["summary"]


def test_one_measure_of_the_same_whole_in_two_documents_is_no_problem(catalogue: Small) -> None:
    catalogue.document("second", "One in five are held.")
    catalogue.figure("second-share", "second", "One in five", "share_held", base="people in prison")
    assert catalogue.problems("different_bases") == []


def test_a_headline_that_says_something_else_than_its_text_is_found(catalogue: Small) -> None:
    catalogue.document("news", "President pardons nearly 2,500\n\nHe held nearly 2,500 people.")
    catalogue.figure("news-title", "news", "nearly 2,500", "pardoned")
    catalogue.sheets["news", "figures"].append(
        {
            **catalogue.sheets["news", "figures"][0],
            "figure_id": "news-body",
            "measure": "held",
            "paragraph": "2",
            "start": "40",
        }
    )
    catalogue.write("news", "figures")
    problem = catalogue.problems("headline_against_body")[0]
    assert (problem["figures"], problem["printed"]) == (
        "news-title; news-body",
        "paragraph 1: “nearly 2,500”; paragraph 2: “nearly 2,500”",
    )


def test_a_headline_that_says_what_its_text_says_is_no_problem(catalogue: Small) -> None:
    assert catalogue.problems("headline_against_body") == []


def test_a_value_in_force_is_superseded_by_a_later_document(catalogue: Small) -> None:
    catalogue.document("later", "The law still says 18:1.", published="2025-01-17")
    catalogue.figure("later-ratio", "later", "18:1", "ratio_in_law")
    figures = catalogue.figures()
    assert (figures["report-ratio"]["status"], figures["report-ratio"]["superseded_by"]) == (
        "superseded",
        "later-ratio",
    )
    assert figures["later-ratio"]["status"] == "reported"
    (problem,) = catalogue.problems("superseded")
    assert (problem["figures"], problem["kind"]) == ("report-ratio", "context"), (
        "what is in force is not in question"
    )
    assert problem["problem_id"] == "superseded-report-ratio-later-ratio"


def test_a_value_in_force_is_superseded_by_the_public_record(catalogue: Small) -> None:
    catalogue.row(
        "record", record_id="record-ratio", measure="ratio_in_law", region="USA", period="2010..", qualifier="exact", value="18",
        unit="ratio_to_one", publisher="Statute", confidence="high",
    )  # fmt: skip
    assert catalogue.figures()["report-ratio"]["superseded_by"] == "record-ratio"
    (problem,) = catalogue.problems("superseded")
    assert problem["record"] == "record-ratio"


def test_what_is_replaced_says_since_when_and_by_which_law_not_only_who_last_said_so(
    catalogue: Small,
) -> None:
    catalogue.row(
        "record", record_id="record-ratio", measure="ratio_in_law", region="USA", period="2010..", qualifier="exact", value="18",
        unit="ratio_to_one", publisher="Statute", edition="Act of 2010", confidence="high",
    )  # fmt: skip
    catalogue.document("later", "The law still says 18:1.", published="2025-01-17")
    catalogue.figure("later-ratio", "later", "18:1", "ratio_in_law")
    assert catalogue.figures()["report-ratio"]["superseded_by"] == "later-ratio"
    (problem,) = catalogue.problems("superseded")
    assert problem["summary"] == (
        "100 to 1, given since 1986, has been replaced: the public record (Statute, Act of 2010) has 18 to 1 since 2010."
    )
    assert problem["record"] == "record-ratio"
    assert "said here, and not by the document" in problem["note"]


def _record(catalogue: Small, value: str, period: str = "1980") -> None:
    catalogue.row(
        "record", record_id="record-held", measure="held", region="USA", period=period, qualifier="exact", value=value,
        unit="people", publisher="A bureau", confidence="high",
    )  # fmt: skip


def test_a_figure_that_the_public_record_gives_otherwise_is_found(catalogue: Small) -> None:
    _record(catalogue, "46000")
    (problem,) = catalogue.problems("record_differs")
    assert (problem["arithmetic"], problem["record"]) == ("40,000 ≠ 46,000", "record-held")


@pytest.mark.parametrize(
    ("value", "period"), [("40000", "1980"), ("41000", "1980"), ("45000", "1980"), ("46000", "1981")]
)
def test_a_record_that_agrees_or_is_of_another_time_is_no_problem(
    catalogue: Small, value: str, period: str
) -> None:
    _record(catalogue, value, period)
    assert catalogue.problems("record_differs") == []


def test_bounds_that_leave_no_common_number_are_found(catalogue: Small) -> None:
    catalogue.document("other", "At least 50,000 people were held in 1980.")
    catalogue.figure("other-1980", "other", "At least 50,000", "held", period="1980")
    assert [row["arithmetic"] for row in catalogue.problems("bounds_exclude")] == [
        "50,000 or more, and 40,000 or less"
    ]


def test_a_share_of_more_than_the_whole_is_found(catalogue: Small) -> None:
    catalogue.document("other", "They are 140% of all.")
    catalogue.figure("other-share", "other", "140%", "share_held", base="people in prison")
    assert [row["figures"] for row in catalogue.problems("more_than_the_whole")] == ["other-share"]


def test_a_problem_only_a_person_can_see_is_published_the_same_way(catalogue: Small) -> None:
    catalogue.row(
        "problems",
        problem_id="seen",
        kind="context",
        figures="report-1980;report-2010",
        summary="They count different things.",
    )
    row = catalogue.problems("person")[0]
    assert (row["found_by"], row["documents"], row["figures"]) == (
        "person",
        "report",
        "report-1980; report-2010",
    )


def test_a_persons_problem_about_no_figure_is_a_fault(catalogue: Small) -> None:
    catalogue.row(
        "problems",
        problem_id="seen",
        kind="context",
        figures="report-1981",
        summary="They count different things.",
    )
    assert [str(f) for f in catalogue.draft().faults] == [
        "problems.csv row 2: figure 'report-1981' does not exist; did you mean 'report-1980'?"
    ]


# Near misses: an accusation is published only where no number fits both statements.


@pytest.mark.parametrize(
    ("printed", "first", "last", "found"),
    [
        ("more than 10%", "40", "46", 0),
        ("more than 20%", "40", "46", 1),
        ("rise of 15%", "about 40", "46", 0),
        ("rise of 40%", "about 40", "46", 1),
        ("rise of 15%", "40", "at least 46", 0),
        ("rise of 12%", "40", "at least 46", 1),
        ("fell by 50%", "40", "20", 0),
        ("fell by 40%", "40", "20", 1),
        ("rise of 0.8%", "1,000", "1,012", 1),
    ],
)
def test_a_printed_change_is_a_problem_only_where_no_change_of_its_ends_fits(
    catalogue: Small, printed: str, first: str, last: str, found: int
) -> None:
    catalogue.document("ends", f"From {first} people then to {last} people now: it {printed}.")
    catalogue.figure("ends-a", "ends", first, "held", period="2001")
    catalogue.figure("ends-b", "ends", last, "held", period="2002")
    catalogue.figure("ends-c", "ends", printed, "held_change", period="2001..2002")
    problems = [row for row in catalogue.problems("change_against_endpoints") if row["documents"] == "ends"]
    assert len(problems) == found


@pytest.mark.parametrize(
    ("printed", "first", "last", "kind", "remark", "arithmetic"),
    [
        (
            "rise of 1,100%", "40,000", "500,000", "context", " Rounding could explain the difference.",
            ("1,150%, not 1,100%. If they are rounded at the last digit that is not zero, 40,000 stands for 35,000 to 45,000, "
            "500,000 stands for 450,000 to 550,000, 1,100% stands for 1,050% to 1,150%. "
            "The change may then be from 900% to 1,471%, which leaves room for what is printed."),
        ),
        (
            "rise of 800%", "40,000", "500,000", "contradiction", "",
            ("1,150%, not 800%. If they are rounded at the last digit that is not zero, 40,000 stands for 35,000 to 45,000, "
            "500,000 stands for 450,000 to 550,000, 800% stands for 750% to 850%. "
            "The change may then be from 900% to 1,471%, which still leaves no room for what is printed."),
        ),
        (
            "rise of 1,250%", "at least 40,000", "500,000", "context", " Rounding could explain the difference.",
            ("1,150%, not 1,250%. If they are rounded at the last digit that is not zero, 500,000 stands for 450,000 to 550,000, "
            "1,250% stands for 1,245% to 1,255%. The change may then be from −100% to 1,275%, which leaves room for what is printed."),
        ),
        (
            "rise of 90%", "about 41", "61", "context", " How far off an approximate number may be is not said.",
            ("48.8%, not 90%. If they are rounded at the last digit that is not zero, 41 stands for 40.5 to 41.5, 61 stands for "
            "60.5 to 61.5, 90% stands for 85% to 95%. The change may then be from 45.78% to 51.85%, which still leaves no room for what is printed."),
        ),
    ],
)  # fmt: skip
def test_a_change_says_what_its_digits_give_and_whether_rounding_could_explain_it(
    catalogue: Small, printed: str, first: str, last: str, kind: str, remark: str, arithmetic: str
) -> None:
    catalogue.document("ends", f"From {first} people then to {last} people now: a {printed}.")
    catalogue.figure("ends-a", "ends", first, "held", period="2001")
    catalogue.figure("ends-b", "ends", last, "held", period="2002")
    catalogue.figure("ends-c", "ends", printed, "held_change", period="2001..2002")
    (problem,) = (row for row in catalogue.problems("change_against_endpoints") if row["documents"] == "ends")
    assert (problem["kind"], problem["arithmetic"].partition(" = ")[2]) == (kind, arithmetic)
    assert problem["summary"].partition("give ")[2].partition("%.")[2] == remark


def test_a_change_is_not_recomputed_from_ends_of_another_time(catalogue: Small) -> None:
    catalogue.document("ends", "From 40 people to 90 people; it rose by 15%.")
    catalogue.figure("ends-a", "ends", "40", "held", period="2001")
    catalogue.figure("ends-b", "ends", "90", "held", period="2010")
    catalogue.figure("ends-c", "ends", "rose by 15%", "held_change", period="2001..2002")
    assert [row for row in catalogue.problems("change_against_endpoints") if row["documents"] == "ends"] == []


@pytest.mark.parametrize(
    ("shares", "found"),
    [(("more than 45%", "50%"), 0), (("more than 45%", "more than 60%"), 1), (("about 48%", "51%"), 0)],
)
def test_parts_with_open_bounds_are_a_problem_only_where_they_come_to_too_much(
    catalogue: Small, shares: tuple[str, str], found: int
) -> None:
    catalogue.document("parts", f"Red are {shares[0]}, blue are {shares[1]}.")
    for group, share in zip(("red", "blue"), shares, strict=True):
        catalogue.figure(f"parts-{group}", "parts", share, "share_of_group", group=group, base="all")
    assert len(catalogue.problems("parts_of_a_whole")) == found


def test_a_group_given_twice_is_not_added_twice(catalogue: Small) -> None:
    catalogue.document("parts", "Red are 45%, blue are 55%, red are 44%.")
    for name, group, share in (("a", "red", "45%"), ("b", "blue", "55%"), ("c", "red", "44%")):
        catalogue.figure(f"parts-{name}", "parts", share, "share_of_group", group=group, base="all")
    assert catalogue.problems("parts_of_a_whole") == []


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("2017-01-01..2017-06-30", "2017-07-01..2017-12-31", 0),
        ("2017", "2016-12-31..2017-12-31", 0),
        ("2017", "2017", 1),
    ],
)
def test_two_changes_are_of_one_span_only_where_their_days_are_the_same(
    catalogue: Small, first: str, second: str, found: int
) -> None:
    _changes(catalogue, first, second)
    assert len(catalogue.problems("two_changes_of_one_span")) == found


def test_two_changes_that_one_number_fits_are_no_problem(catalogue: Small) -> None:
    catalogue.document("changes", "It rose by more than 25%; it rose by 30%.")
    catalogue.figure("changes-a", "changes", "rose by more than 25%", "held_change", period="2017")
    catalogue.figure("changes-b", "changes", "rose by 30%", "held_change", period="2017")
    assert catalogue.problems("two_changes_of_one_span") == []


def test_a_base_that_is_not_stated_is_no_other_whole(catalogue: Small) -> None:
    catalogue.document("second", "One in five are held.")
    catalogue.figure("second-share", "second", "One in five", "share_held")
    assert catalogue.problems("different_bases") == []


def test_documents_that_share_one_whole_are_comparable(catalogue: Small) -> None:
    catalogue.document("second", "One in five are held, or 30%.")
    catalogue.figure("second-a", "second", "One in five", "share_held", base="people in prison")
    catalogue.figure("second-b", "second", "30%", "share_held", base="people incarcerated")
    assert catalogue.problems("different_bases") == []


def test_a_document_does_not_supersede_itself_and_a_part_of_the_country_not_the_country(
    catalogue: Small,
) -> None:
    catalogue.document("both", "It was 100:1 and is 18:1.")
    catalogue.figure("both-old", "both", "100:1", "ratio_in_law", region="PHL", period="1986..2010")
    catalogue.figure("both-new", "both", "18:1", "ratio_in_law", region="PHL", period="2010..")
    catalogue.row(
        "record", record_id="record-part", measure="ratio_in_law", region="USA", scope="one island", period="2010..",
        qualifier="exact", value="18", unit="ratio_to_one", publisher="Statute", confidence="high",
    )  # fmt: skip
    assert catalogue.problems("superseded") == []


@pytest.mark.parametrize(
    ("quote", "value", "qualifier", "found"),
    [
        ("At least 5,000", "6252", "exact", 0),
        ("At least 7,000", "6252", "exact", 1),
        ("9,000", "5000", "at_least", 0),
        ("4,000", "5000", "at_least", 1),
        ("185 million", "185300000", "exact", 0),
        ("About 185 million", "230000000", "exact", 1),
        ("45,000", "46000", "exact", 0),
        ("45,000", "47000", "exact", 1),
        ("0", "0", "exact", 0),
    ],
)
def test_the_public_record_differs_only_where_no_number_fits_both(
    catalogue: Small, quote: str, value: str, qualifier: str, found: int
) -> None:
    catalogue.document("now", f"{quote} people were held.")
    catalogue.figure("now-held", "now", quote, "held", region="PHL", period="2019")
    catalogue.row(
        "record", record_id="record-now", measure="held", region="PHL", period="2019", qualifier=qualifier, value=value,
        unit="people", publisher="A bureau", confidence="high",
    )  # fmt: skip
    assert len(catalogue.problems("record_differs")) == found


def test_the_public_record_about_everybody_is_not_held_against_a_group(catalogue: Small) -> None:
    catalogue.document("now", "300 people were held.")
    catalogue.figure("now-held", "now", "300", "held", region="USA", period="1980", group="red")
    _record(catalogue, "40000")
    assert catalogue.problems("record_differs") == []


@pytest.mark.parametrize(
    ("quote", "found"), [("185 million", 0), ("200 million", 0), ("180 million", 1), ("184 million", 1)]
)
def test_bounds_exclude_only_beyond_rounding(catalogue: Small, quote: str, found: int) -> None:
    catalogue.document("one", f"There were {quote} people.")
    catalogue.document("two", "There were 185.3 million people.")
    catalogue.figure("one-held", "one", quote, "held", period="2016..2017")
    catalogue.figure("two-held", "two", "185.3 million", "held", period="2016/2017")
    assert len(catalogue.problems("bounds_exclude")) == found


@pytest.mark.parametrize(
    ("quote", "found"), [("more than 100%", 1), ("90 to 120%", 1), ("up to 100%", 0), ("more than 84%", 0)]
)
def test_a_share_beyond_the_whole_is_found_by_its_bounds(catalogue: Small, quote: str, found: int) -> None:
    catalogue.document("other", f"They are {quote} of all.")
    catalogue.figure("other-share", "other", quote, "share_held", base="people in prison")
    assert len(catalogue.problems("more_than_the_whole")) == found


def test_a_fault_of_a_figure_is_reported_once_and_not_again_for_what_uses_it(catalogue: Small) -> None:
    catalogue.row(
        "problems",
        problem_id="seen",
        kind="context",
        figures="report-1980",
        summary="They count different things.",
    )
    catalogue.row(
        "derived",
        figure_id="derived",
        measure="held_change",
        operation="percent_change",
        inputs="report-1980;report-2010",
        region="USA",
        period="1980..2010",
    )
    catalogue.sheets["report", "figures"][1]["region"] = "PHI"
    catalogue.write("report", "figures")
    assert [fault.what for fault in catalogue.draft().faults] == ["region 'PHI' is not in the vocabulary"]


def test_a_problem_about_a_figure_computed_across_documents_names_them(catalogue: Small) -> None:
    catalogue.document("later", "There were 600,000 people held.")
    catalogue.figure("later-2015", "later", "600,000", "held", period="2015")
    catalogue.row(
        "derived",
        figure_id="derived",
        measure="held_change",
        operation="percent_change",
        inputs="report-1980;later-2015",
        region="USA",
        period="1980..2015",
    )
    catalogue.row(
        "problems", problem_id="seen", kind="context", figures="derived", summary="Across documents."
    )
    assert [row["documents"] for row in catalogue.problems("person")] == ["later; report"]


@pytest.mark.parametrize(
    ("quote", "kind"), [("185 million", "contradiction"), ("About 185 million", "context")]
)
def test_only_a_flat_number_contradicts_the_public_record(catalogue: Small, quote: str, kind: str) -> None:
    """How far off 'about' may be nobody knows: the record's other number is shown beside it, and no more is claimed."""
    catalogue.document("now", f"{quote} people were held.")
    catalogue.figure("now-held", "now", quote, "held", region="PHL", period="2019")
    catalogue.row(
        "record", record_id="record-now", measure="held", region="PHL", period="2019", qualifier="exact", value="230000000",
        unit="people", publisher="A bureau", confidence="high",
    )  # fmt: skip
    (problem,) = catalogue.problems("record_differs")
    assert problem["kind"] == kind
    assert ("How far off" in problem["summary"]) == (kind == "context")


@pytest.mark.parametrize(("shares", "kind"), [(("45%", "28%"), "context"), (("70%", "45%"), "contradiction")])
def test_parts_that_are_missing_are_no_contradiction_and_too_much_is_one(
    catalogue: Small, shares: tuple[str, str], kind: str
) -> None:
    catalogue.document("parts", f"Red are {shares[0]}, blue are {shares[1]}.")
    for group, share in zip(("red", "blue"), shares, strict=True):
        catalogue.figure(f"parts-{group}", "parts", share, "share_of_group", group=group, base="all")
    assert [row["kind"] for row in catalogue.problems("parts_of_a_whole")] == [kind]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"kind": "wrong"}, "kind 'wrong' is not in the vocabulary"),
        ({"kind": "context", "record": "record-hold"}, "record row 'record-hold' does not exist; did you mean 'record-held'?"),
    ],
)  # fmt: skip
def test_a_persons_point_says_its_kind_and_rests_on_rows_that_exist(
    catalogue: Small, cells: dict[str, str], fault: str
) -> None:
    _record(catalogue, "41000")
    catalogue.row("problems", problem_id="seen", figures="report-1980", summary="As seen.", **cells)
    assert [fault in str(found) for found in catalogue.draft().faults] == [True]


def test_a_persons_point_names_the_rows_of_the_record_it_rests_on(catalogue: Small) -> None:
    _record(catalogue, "41000")
    catalogue.row(
        "problems",
        problem_id="seen",
        kind="context",
        figures="report-1980",
        record="record-held",
        summary="As seen.",
    )
    assert [row["record"] for row in catalogue.problems("person")] == ["record-held"]

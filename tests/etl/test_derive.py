"""Derived figures: computed by formula, or refused."""

import pytest

from tests.etl.small import Small


def derive(catalogue: Small, measure: str, operation: str, inputs: str, **cells: str) -> None:
    catalogue.row(
        "derived",
        figure_id="derived",
        measure=measure,
        operation=operation,
        inputs=inputs,
        region="USA",
        **cells,
    )


@pytest.mark.parametrize(
    ("measure", "operation", "inputs", "value", "qualifier", "formula"),
    [
        ("held", "change", "report-1980;report-2010", 460_000, "exact", "500,000 − 40,000 = 460,000"),
        (
            "held_change",
            "percent_change",
            "report-1980;report-2010",
            1150,
            "exact",
            "100 × (500,000 − 40,000) ÷ 40,000 = 1,150%",
        ),
        ("held_multiple", "multiple", "report-1980;report-2010", 12.5, "exact", "500,000 ÷ 40,000 = 12.5"),
        (
            "arrests_a_year",
            "per_year",
            "report-interval",
            1_261_440,
            "approximately",
            "365 × 24 × 60 × 60 seconds ÷ 25 seconds = 1,261,440",
        ),
    ],
)
def test_a_derived_figure_shows_its_formula(
    catalogue: Small, measure: str, operation: str, inputs: str, value: float, qualifier: str, formula: str
) -> None:
    derive(catalogue, measure, operation, inputs)
    row = catalogue.figures()["derived"]
    assert (row["value"], row["qualifier"], row["formula"]) == (value, qualifier, formula)
    assert (row["status"], row["derived_from"], row["quote"]) == ("derived", inputs.replace(";", "; "), None)
    assert str(row["statement"]).endswith(", computed from figures given by Publisher of report.")


def _rivals(catalogue: Small, high: str, low: str, **cells: str) -> None:
    catalogue.document("rivals", f"One says {low} people, the other {high} people.")
    catalogue.figure("low", "rivals", low, "held", attribution="A", base="some", **cells)
    catalogue.figure("high", "rivals", high, "held", attribution="B", base="all")


@pytest.mark.parametrize(
    ("high", "low", "value", "lower", "upper", "qualifier"),
    [
        ("as high as 30,000", "at least 6,200", 30_000 / 6_200, None, 30_000 / 6_200, "up_to"),
        ("at least 30,000", "up to 6,000", 5, 5, None, "at_least"),
        ("about 30,000", "6,000", 5, None, None, "approximately"),
        ("30,000", "6,000", 5, 5, 5, "exact"),
    ],
)
def test_a_multiple_of_rival_counts_has_only_the_bounds_that_follow(
    catalogue: Small,
    high: str,
    low: str,
    value: float,
    lower: float | None,
    upper: float | None,
    qualifier: str,
) -> None:
    _rivals(catalogue, high, low)
    derive(catalogue, "held_multiple", "rival_multiple", "high;low")
    row = catalogue.figures()["derived"]
    assert (row["value"], row["lower"], row["upper"], row["qualifier"]) == (value, lower, upper, qualifier)


def test_the_rest_of_a_composition_is_what_its_parts_leave(catalogue: Small) -> None:
    catalogue.document("parts", "Of all, 45 percent are red and 28 percent blue.")
    catalogue.figure("red", "parts", "45 percent", "share_of_group", group="red", base="all")
    catalogue.figure("blue", "parts", "28 percent", "share_of_group", group="blue", base="all")
    derive(catalogue, "share_of_group", "rest", "red;blue", base="all")
    row = catalogue.figures()["derived"]
    assert (row["value"], row["formula"]) == (27, "100 − 45 − 28 = 27")


def test_a_part_of_a_whole_keeps_the_doubt_of_both(catalogue: Small) -> None:
    catalogue.document("part", "There are roughly 219,000 people. Almost half of them are held.")
    catalogue.figure("whole", "part", "roughly 219,000", "held", base="people in federal custody")
    catalogue.figure("share", "part", "Almost half", "share_held", base="people in federal custody")
    derive(catalogue, "held", "part_of", "share;whole")
    row = catalogue.figures()["derived"]
    assert (row["value"], row["lower"], row["upper"], row["qualifier"]) == (
        109_500,
        None,
        None,
        "approximately",
    )


@pytest.mark.parametrize(
    ("measure", "operation", "inputs", "reason"),
    [
        ("held_change", "percent_change", "report-1980;report-share", "the figures differ in measure"),
        (
            "held_change",
            "percent_change",
            "report-2010;report-1980",
            "the first figure is not the earlier one",
        ),
        ("held_change", "percent_change", "report-1980;report-1980", "both figures are of 1980"),
        ("held_change", "percent_change", "report-1980;elsewhere", "the figures differ in region"),
        ("held_change", "percent_change", "report-1980;other-base", "the figures differ in base"),
        ("held_change", "percent_change", "report-1980;hundreds", "states no single number"),
        ("held_multiple", "rival_multiple", "report-2010;report-1980", "the figures differ in period"),
        ("held_multiple", "rival_multiple", "report-2010;same-source", "rivals come from two sources"),
        ("arrests_a_year", "per_year", "report-1980", "is not a time between two occurrences"),
        (
            "held",
            "part_of",
            "report-share;report-1980",
            "the share is of 'people in prison', the whole is of None",
        ),
        ("share_held", "rest", "report-share;report-share", "two shares are of the same group"),
        (
            "held",
            "percent_change",
            "report-1980;report-2010",
            "the result is in percent, the measure in people",
        ),
        ("held", "change", "report-1980", "needs two figures (got 1)"),
    ],
)
def test_inputs_that_only_look_comparable_are_refused_with_the_reason(
    catalogue: Small, measure: str, operation: str, inputs: str, reason: str
) -> None:
    catalogue.document("other", "There were 700 people, 800 people, hundreds, and 900 people held.")
    catalogue.figure("elsewhere", "other", "700", "held", region="PHL", period="2010")
    catalogue.figure("other-base", "other", "800", "held", base="some", period="2010")
    catalogue.figure("hundreds", "other", "hundreds", "held", period="2010")
    catalogue.figure("same-source", "other", "900", "held", period="2010")
    derive(catalogue, measure, operation, inputs)
    found = [str(fault) for fault in catalogue.draft().faults]
    assert len(found) == 1
    assert found[0].startswith("derived.csv row 2: ")
    assert reason in found[0]


def test_a_formula_that_does_not_exist_and_a_figure_that_does_not_exist_are_faults(catalogue: Small) -> None:
    derive(catalogue, "held", "chnge", "report-1980;report-2011")
    found = "\n".join(str(fault) for fault in catalogue.draft().faults)
    assert "operation 'chnge' is not in the vocabulary; did you mean 'change'?" in found
    assert "figure 'report-2011' does not exist; did you mean 'report-2010'?" in found

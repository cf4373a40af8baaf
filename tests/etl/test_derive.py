"""Derived figures: computed by formula, or refused."""

import pytest

from tests.etl.small import Small


def derive(catalogue: Small, measure: str, operation: str, inputs: str, **cells: str) -> None:
    cells = {"region": "USA", **cells}
    catalogue.row(
        "derived",
        figure_id="derived",
        measure=measure,
        operation=operation,
        inputs=inputs,
        **cells,
    )


@pytest.mark.parametrize(
    ("measure", "operation", "inputs", "period", "value", "qualifier", "formula"),
    [
        (
            "held_difference",
            "change",
            "report-1980;report-2010",
            "1980..2010",
            460_000,
            "exact",
            "500,000 − 40,000 = 460,000",
        ),
        (
            "held_change",
            "percent_change",
            "report-1980;report-2010",
            "1980..2010",
            1150,
            "exact",
            "100 × (500,000 − 40,000) ÷ 40,000 = 1,150%",
        ),
        (
            "held_multiple",
            "multiple",
            "report-1980;report-2010",
            "1980..2010",
            12.5,
            "exact",
            "500,000 ÷ 40,000 = 12.5",
        ),
        (
            "arrests_a_year",
            "per_year",
            "report-interval",
            "",
            1_261_440,
            "approximately",
            "365 × 24 × 60 × 60 seconds ÷ 25 seconds = 1,261,440",
        ),
    ],
)
def test_a_derived_figure_shows_its_formula(
    catalogue: Small,
    measure: str,
    operation: str,
    inputs: str,
    period: str,
    value: float,
    qualifier: str,
    formula: str,
) -> None:
    derive(catalogue, measure, operation, inputs, period=period)
    row = catalogue.figures()["derived"]
    assert (row["value"], row["qualifier"], row["formula"]) == (value, qualifier, formula)
    assert (row["status"], row["derived_from"], row["quote"]) == ("derived", inputs.replace(";", "; "), None)
    assert str(row["statement"]).endswith(_VOICES[operation])


_VOICES = {
    **dict.fromkeys(
        ("change", "percent_change", "multiple"),
        ", computed from figures given by the bureau and Publisher of report.",
    ),
    "per_year": ", computed from a figure given by Publisher of report.",
}


def test_what_only_follows_from_others_is_rounded_in_words_and_whole_in_the_formula(catalogue: Small) -> None:
    derive(catalogue, "arrests_a_year", "per_year", "report-interval")
    row = catalogue.figures()["derived"]
    assert str(row["statement"]).startswith(
        "About 1.26 million arrests a year are made in the United States, "
    )
    assert row["value"] == 1_261_440


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


SPAN = {"period": "1980..2010"}


@pytest.mark.parametrize(
    ("measure", "operation", "inputs", "cells", "reason"),
    [
        ("held_change", "percent_change", "report-1980;report-share", {}, "the figures differ in measure"),
        ("held_change", "percent_change", "report-2010;report-1980", {}, "the first figure is not the earlier one"),
        ("held_change", "percent_change", "report-1980;report-1980", {}, "names the same figure twice"),
        ("held_change", "percent_change", "report-1980;elsewhere", {}, "the figures differ in region"),
        ("held_change", "percent_change", "report-1980;other-base", {}, "the figures differ in base"),
        ("held_change", "percent_change", "report-1980;hundreds", {}, "states no single number"),
        ("held_change", "percent_change", "undated;report-2010", {}, "when the first figure was is not stated"),
        ("held_change", "percent_change", "report-1980;undated", {}, "when the second figure was is not stated"),
        ("held_change", "percent_change", "red-1980;report-2010", {}, "the figures differ in group"),
        ("held_change", "percent_change", "report-rise;report-2010", {}, "the figures differ in measure"),
        ("held_change", "percent_change", "report-1980;report-2010", {**SPAN, "region": "PHL"}, "the row's region is 'PHL', the figures' is 'USA'"),
        ("held_change", "percent_change", "report-1980;report-2010", {**SPAN, "group": "red"}, "the row's group is 'red'"),
        ("held_change", "percent_change", "report-1980;report-2010", {"period": "1900"}, "the row's period is '1900'"),
        ("share_held", "percent_change", "report-1980;report-2010", SPAN, "measure 'share_held' is no change of 'held'"),
        ("held_difference", "percent_change", "report-1980;report-2010", SPAN, "the result is in percent, the measure in people"),
        ("held_difference", "change", "low-2015;least-2016", {"period": "2015..2016"}, "leave the result open on both sides"),
        ("held_difference", "change", "about-2012;least-2016", {"period": "2012..2016"}, ""),
        ("held_multiple", "rival_multiple", "report-2010;report-1980", {}, "the figures differ in period"),
        ("held_multiple", "rival_multiple", "report-2010;same-source", {}, "rivals come from two sources"),
        ("held_multiple", "rival_multiple", "rival;report-2010", {}, "the first figure must be the higher one"),
        ("arrests_a_year", "per_year", "report-1980", {}, "is not a time between two occurrences"),
        ("held", "part_of", "report-share;report-1980", {}, "the share is of 'people in prison', the whole is of None"),
        ("share_of_group", "rest", "red;red", {}, "two shares are of the same group"),
        ("share_of_group", "rest", "red;blue", {"base": "all"}, "the shares add up to 115, more than the whole"),
        ("share_held", "rest", "report-share;red", {}, "the figures differ in document"),
        ("held_difference", "change", "report-1980", {}, "needs two figures (got 1)"),
    ],
)  # fmt: skip
def test_inputs_that_only_look_comparable_are_refused_with_the_reason(
    catalogue: Small, measure: str, operation: str, inputs: str, cells: dict[str, str], reason: str
) -> None:
    catalogue.document(
        "other",
        "There were 700 people, 800 people, hundreds, 900 people held, 650, 60, at least 50, at least 40, about 30, 5 and 70%, 45%.",
    )
    catalogue.figure("elsewhere", "other", "700", "held", region="PHL", period="2010")
    catalogue.figure("other-base", "other", "800", "held", base="some", period="2010")
    catalogue.figure("hundreds", "other", "hundreds", "held", period="2010")
    catalogue.figure("same-source", "other", "900", "held", period="2010")
    catalogue.figure("undated", "other", "650", "held")
    catalogue.figure("red-1980", "other", "60", "held", period="1980", group="red")
    catalogue.figure("low-2015", "other", "at least 50", "held", period="2015")
    catalogue.figure("least-2016", "other", "at least 40", "held", period="2016")
    catalogue.figure("about-2012", "other", "about 30", "held", period="2012")
    catalogue.figure("rival", "other", "5", "held", period="2010", attribution="a rival")
    catalogue.figure("red", "other", "70%", "share_of_group", group="red", base="all")
    catalogue.figure("blue", "other", "45%", "share_of_group", group="blue", base="all")
    derive(catalogue, measure, operation, inputs, **cells)
    found = [str(fault) for fault in catalogue.draft().faults]
    assert len(found) == bool(reason), found
    assert all(fault.startswith("derived.csv row 2: ") and reason in fault for fault in found), found


@pytest.mark.parametrize(
    ("later", "qualifier", "lower", "upper", "said"),
    [
        ("fewer than 10", "at_least", None, -75, "fell by at least 75%"),
        ("at least 10", "up_to", -75, None, "fell by up to 75%"),
        ("10", "exact", -75, -75, "fell by 75%"),
        ("at least 60", "at_least", 50, None, "rose by at least 50%"),
        ("up to 60", "up_to", None, 50, "rose by up to 50%"),
    ],
)
def test_the_bound_of_a_derived_fall_is_a_bound_of_its_size(
    catalogue: Small, later: str, qualifier: str, lower: float | None, upper: float | None, said: str
) -> None:
    catalogue.document("fall", f"There were 40 people, then {later} people.")
    catalogue.figure("first", "fall", "40", "held", period="1990")
    catalogue.figure("last", "fall", later, "held", period="1995")
    derive(catalogue, "held_change", "percent_change", "first;last", period="1990..1995")
    row = catalogue.figures()["derived"]
    assert (row["qualifier"], row["lower"], row["upper"]) == (qualifier, lower, upper)
    assert said in str(row["statement"])


def test_a_formula_that_does_not_exist_and_a_figure_that_does_not_exist_are_faults(catalogue: Small) -> None:
    derive(catalogue, "held", "chnge", "report-1980;report-2011")
    found = "\n".join(str(fault) for fault in catalogue.draft().faults)
    assert "operation 'chnge' is not in the vocabulary; did you mean 'change'?" in found
    assert "figure 'report-2011' does not exist; did you mean 'report-2010'?" in found

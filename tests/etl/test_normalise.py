"""From a catalogue row to a published row."""

from datetime import date

import pytest

from tests.etl.small import Small


@pytest.mark.parametrize(
    ("quote", "measure", "value", "lower", "upper", "qualifier", "kind"),
    [
        ("342", "held", 342, 342, 342, "exact", "count"),
        ("one in five", "share_held", 20, 20, 20, "exact", "share"),
        ("an estimated 185 million", "held", 185e6, None, None, "approximately", "count"),
        ("at least 6,200", "held", 6200, 6200, None, "at_least", "count"),
        ("more than 84%", "share_held", 84, 84, None, "more_than", "share"),
        ("over three times", "held_multiple", 3, 3, None, "more_than", "ratio"),
        ("nearly 2,500", "held", 2500, None, 2500, "almost", "count"),
        ("almost half", "share_held", 50, None, 50, "almost", "share"),
        ("as high as 30,000", "held", 30_000, None, 30_000, "up_to", "count"),
        ("fewer than 100", "held", 100, None, 100, "less_than", "count"),
        ("hundreds", "held", None, None, None, "magnitude", "magnitude"),
        ("tens of millions", "held", None, None, None, "magnitude", "magnitude"),
        ("fell by 25%", "held_change", -25, -25, -25, "exact", "change"),
        ("100:1", "ratio_in_law", 100, 100, 100, "exact", "ratio"),
        ("the highest since records began", "largest", None, None, None, "in_words", "rank"),
    ],
)
def test_a_published_figure_has_only_the_numbers_its_quote_states(
    catalogue: Small,
    quote: str,
    measure: str,
    value: float | None,
    lower: float | None,
    upper: float | None,
    qualifier: str,
    kind: str,
) -> None:
    catalogue.document("other", f"Words before {quote} and after.")
    catalogue.figure("tried", "other", quote, measure)
    row = catalogue.figures()["tried"]
    found = (row["value"], row["lower"], row["upper"], row["qualifier"], row["kind"])
    assert found == (value, lower, upper, qualifier, kind)


def test_what_the_document_does_not_state_is_published_as_not_stated(catalogue: Small) -> None:
    catalogue.document("bare", "One in five are held.", published="")
    catalogue.figure("bare-share", "bare", "One in five", "share_held", region="NOT-STATED")
    row = catalogue.figures()["bare-share"]
    stated = ("base", "period", "attribution", "period_start", "period_end", "as_of", "group", "note")
    assert [row[name] for name in stated] == ["not stated"] * 3 + [None] * 5
    assert row["statement"] == "20% are held, according to Publisher of bare, which names no source."


def test_a_statement_says_the_number_the_place_the_time_and_who_says_so(catalogue: Small) -> None:
    figures = catalogue.figures()
    assert (
        figures["report-1980"]["statement"]
        == "40,000 people were held in the United States in 1980, according to the bureau."
    )
    assert str(figures["report-share"]["statement"]).startswith(
        "About 20% of people in prison are held in the United States, "
    )
    assert str(figures["report-rise"]["statement"]).startswith(
        "The number held in the United States rose by 1,100% from 1980 to 2010, "
    )


def test_a_statement_that_begins_with_a_group_begins_with_a_capital(catalogue: Small) -> None:
    path = catalogue.root / "vocabulary/measures.csv"
    path.write_text(
        path.read_text("utf-8").replace("{Number}{of_base} are {group}", "{group} are {number}{of_base}"),
        "utf-8",
    )
    catalogue.document("groups", "Red people are 45% of all.")
    catalogue.figure("groups-red", "groups", "45%", "share_of_group", group="red", base="all")
    assert str(catalogue.figures()["groups-red"]["statement"]).startswith("Red people are 45% of all, ")


def test_a_closed_period_gives_the_day_a_figure_speaks_from_else_the_publication_does(
    catalogue: Small,
) -> None:
    figures = catalogue.figures()
    assert figures["report-1980"]["as_of"] == date(1980, 12, 31)
    assert figures["report-ratio"]["as_of"] == date(2020, 5, 1)


def test_an_event_is_a_figure_without_a_number_and_a_row_of_events(catalogue: Small) -> None:
    tables = catalogue.draft().tables
    event = tables["events"].to_pylist()[0]
    assert (event["event_id"], event["date_start"], event["date_end"]) == (
        "report-law",
        date(1986, 1, 1),
        date(1986, 12, 31),
    )
    assert catalogue.figures()["report-law"]["value"] is None


def test_a_figure_counts_how_often_its_document_repeats_it(catalogue: Small) -> None:
    catalogue.document("again", "There were 70 people. Yes, 70 people. Really 70 people.")
    catalogue.figure("again-70", "again", "70", "held")
    for after in (20, 34):
        catalogue.set_aside("again", "70", "repeat", "again-70", after)
    assert catalogue.figures()["again-70"]["repeats"] == 2


def test_a_place_that_is_likely_says_so_in_its_statement(catalogue: Small) -> None:
    catalogue.place("report-usa", "report", "people", "law_passed", "PHL", "likely")
    row = catalogue.draft().tables["places"].to_pylist()[0]
    assert row["statement"].startswith("Likely, but not certain: ")
    assert (row["region_name"], row["certainty"], row["attribution"]) == (
        "Philippines",
        "likely",
        "not stated",
    )


@pytest.mark.parametrize(
    ("qualifier", "bounds"),
    [
        ("exact", (9, 9)),
        ("at_least", (9, None)),
        ("more_than", (9, None)),
        ("almost", (None, 9)),
        ("up_to", (None, 9)),
        ("approximately", (None, None)),
    ],
)
def test_a_record_row_has_the_bounds_its_qualifier_states(
    catalogue: Small, qualifier: str, bounds: tuple[float | None, float | None]
) -> None:
    catalogue.row(
        "record", record_id="record-a", measure="held", region="PHL", period="2015", qualifier=qualifier, value="9",
        unit="people", publisher="A bureau", confidence="high",
    )  # fmt: skip
    row = catalogue.draft().tables["record"].to_pylist()[0]
    assert (row["lower"], row["upper"]) == bounds
    assert row["value"] == 9
    assert row["theme"] == "prisons"


def test_every_record_row_has_its_own_period_whatever_bounds_it_has(catalogue: Small) -> None:
    for name, period, cells in (
        ("a", "2003", {"value": "9"}),
        ("b", "2009", {"value": "8", "lower": "7", "upper": "9", "qualifier": "approximately"}),
        ("c", "2012", {"lower": "1", "upper": "2", "qualifier": "range"}),
    ):
        row = {"qualifier": "exact", **cells}
        catalogue.row(
            "record",
            record_id=f"record-{name}",
            measure="held",
            region="PHL",
            period=period,
            unit="people",
            publisher="B",
            confidence="high",
            **row,
        )
    rows = catalogue.draft().tables["record"].to_pylist()
    assert [(row["period"], row["period_start"].year) for row in rows] == [
        ("2003", 2003),
        ("2009", 2009),
        ("2012", 2012),
    ]


@pytest.mark.parametrize(
    ("period", "day"),
    [("..2017", date(2017, 12, 31)), ("2016..2030", date(2020, 5, 1)), ("2019..", date(2020, 5, 1))],
)
def test_a_figure_speaks_from_no_day_after_its_publication(catalogue: Small, period: str, day: date) -> None:
    catalogue.document("dated", "There were 77 people.")
    catalogue.figure("dated-77", "dated", "77", "held", period=period)
    assert catalogue.figures()["dated-77"]["as_of"] == day

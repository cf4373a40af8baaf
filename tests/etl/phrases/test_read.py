"""What one phrase is read as: only the numbers that its words state."""

from __future__ import annotations

import math

import pytest

from etl.phrases import read

Numbers = tuple[float | None, float | None, float | None]


def numbers(phrase: str) -> Numbers:
    reading = read(phrase)
    return reading.value, reading.lower, reading.upper


def exactly(value: float) -> Numbers:
    return value, value, value


NOTHING: Numbers = (None, None, None)

LAW = [
    ("342", exactly(342), "exact"),
    ("1 of 5", exactly(20), "exact"),
    ("one in five", exactly(20), "exact"),
    ("an estimated 185 million", (185e6, None, None), "approximately"),
    ("about 85 percent", (85, None, None), "approximately"),
    ("roughly 219,000", (219_000, None, None), "approximately"),
    ("at least 6,200", (6200, 6200, None), "at_least"),
    ("more than 84%", (84, 84, None), "more_than"),
    ("over three times", (3, 3, None), "more_than"),
    ("nearly 2,500", (2500, None, 2500), "almost"),
    ("almost half", (50, None, 50), "almost"),
    ("as high as 30,000", (30_000, None, 30_000), "up_to"),
    ("up to 30,000", (30_000, None, 30_000), "up_to"),
    ("fewer than 100", (100, None, 100), "less_than"),
    ("under 5%", (5, None, 5), "less_than"),
    ("$4 to $7", (None, 4, 7), "range"),
    ("hundreds", NOTHING, "magnitude"),
    ("thousands", NOTHING, "magnitude"),
    ("tens of millions", NOTHING, "magnitude"),
]


@pytest.mark.parametrize(("phrase", "expected", "qualifier"), LAW)
def test_the_table_of_the_design_is_the_law(phrase: str, expected: Numbers, qualifier: str) -> None:
    assert numbers(phrase) == expected
    assert read(phrase).qualifier == qualifier
    assert read(phrase).text == phrase
    assert read(phrase).sort == "number"


EXACT = [
    # digits
    ("0", 0, None), ("7", 7, None), ("1,500", 1500, None), ("12,345,678", 12_345_678, None), ("3.5", 3.5, None),
    (".5 per cent", 0.5, "percent"), ("0.5%", 0.5, "percent"), ("99.9%", 99.9, "percent"), ("1,234.56", 1234.56, None),
    ("10\u00a0000", 10_000, None), ("1\u202f234\u202f567", 1_234_567, None), ("10 000", 10_000, None),
    ("-5%", -5, "percent"), ("minus 5 percent", -5, "percent"), ("minus 5 degrees", -5, None), ("−5%", -5, "percent"), ("$.50", 0.5, "USD"),
    # words
    ("zero", 0, None), ("seventeen", 17, None), ("twenty-five", 25, None), ("twenty five", 25, None),
    ("one hundred and five", 105, None), ("a hundred and five", 105, None), ("twelve hundred", 1200, None),
    ("six thousand two hundred", 6200, None), ("two hundred and fifty-six thousand", 256_000, None),
    ("one million two hundred thousand", 1_200_000, None), ("a million", 1e6, None), ("one hundred percent", 100, "percent"),
    ("Thirty-five percent", 35, "percent"),
    # scales
    ("185 million", 185e6, None), ("2.5 million", 2.5e6, None), ("1.2m", 1.2e6, None), ("5k", 5000, None),
    ("3bn", 3e9, None), ("4 billion", 4e9, None), ("1.2 trillion", 1.2e12, None), ("6 hundred thousand", 600_000, None),
    ("2.5-million", 2.5e6, None), ("1.2m people", 1.2e6, None),
    # dozens, halves and parts
    ("a dozen", 12, None), ("half a dozen", 6, None), ("two dozen", 24, None), ("half a million", 500_000, None),
    ("a half-million", 500_000, None), ("half-a-million", 500_000, None), ("a half-century", 0.5, "centuries"), ("one-and-a-half times", 1.5, "times"), ("rose by a factor of 3", 3, "times"), ("one and a half million", 1.5e6, None), ("two and three-quarters", 2.75, None),
    ("2½", 2.5, None), ("2 1/2", 2.5, None), ("a quarter of a million", 250_000, None), ("half an hour", 0.5, "hours"),
    ("half a percent", 0.5, "percent"), ("a tenth of one percent", 0.1, "percent"),
    # shares
    ("half", 50, "percent"), ("a quarter", 25, "percent"), ("three quarters", 75, "percent"),
    ("three-quarters", 75, "percent"), ("a tenth", 10, "percent"), ("nine-tenths", 90, "percent"),
    ("one fifth", 20, "percent"), ("½", 50, "percent"), ("3/4 of all cases", 75, "percent"),
    ("nine out of ten", 90, "percent"), ("9 in 10", 90, "percent"), ("1-in-5", 20, "percent"),
    ("one in every four", 25, "percent"), ("1 in 200", 0.5, "percent"), ("three of every four", 75, "percent"),
    ("20 per cent", 20, "percent"), ("20 percent", 20, "percent"), ("20%", 20, "percent"), ("20-percent", 20, "percent"),
    ("5 percentage points", 5, "percentage_points"), ("a 4.5 percentage-point rise", 4.5, "percentage_points"),
    # times
    ("twice", 2, "times"), ("three times", 3, "times"), ("nine times the rate", 9, "times"), ("2.5 times", 2.5, "times"),
    ("26 times more likely", 26, "times"), ("threefold", 3, "times"), ("3-fold", 3, "times"), ("tenfold", 10, "times"),
    ("3x", 3, "times"), ("doubled", 2, "times"), ("tripled", 3, "times"), ("quadrupled", 4, "times"),
    ("halved", 0.5, "times"), ("two and a half times", 2.5, "times"), ("half as likely", 0.5, "times"),
    ("cut in half", 0.5, "times"), ("double the rate", 2, "times"),
    # ratios
    ("100:1", 100, "ratio_to_one"), ("100-to-1", 100, "ratio_to_one"), ("100 to 1", 100, "ratio_to_one"),
    ("ten to one", 10, "ratio_to_one"), ("2.5:1", 2.5, "ratio_to_one"), ("an 18:1 disparity", 18, "ratio_to_one"),
    # money
    ("$1(USD)", 1, "USD"), ("US$4bn", 4e9, "USD"), ("£3.5m", 3.5e6, "GBP"), ("€2 billion", 2e9, "EUR"),
    ("$100-million", 100e6, "USD"), ("$2017", 2017, "USD"), ("5 million euros", 5e6, "EUR"), ("20 dollars", 20, "USD"),
    ("$1,200-a-month", 1200, "USD"), ("EUR 3m", 3e6, "EUR"), ("A$5m", 5e6, "AUD"), ("-$5m", -5e6, "USD"),
    # time
    ("every 25 seconds", 25, "seconds"), ("one every 25 seconds", 25, "seconds"), ("every 11 minutes", 11, "minutes"),
    ("one arrest every two minutes", 2, "minutes"), ("40 years", 40, "years"), ("ten years", 10, "years"),
    ("25 years in prison", 25, "years"), ("three-year", 3, "years"), ("a 10-year sentence", 10, "years"),
    ("20-year-olds", 20, "years"), ("a 30-second clip", 30, "seconds"), ("six months", 6, "months"), ("age 26", 26, "years"),
    ("two-and-a-half-year", 2.5, "years"), ("two decades", 2, "decades"),
    # rates
    ("12.3 per 100,000", 12.3, "per_100000"), ("12 deaths per 100,000 people", 12, "per_100000"),
    ("3 per thousand", 3, "per_1000"), ("94 women for every 100 men", 94, "per_100"),
    # counts with their nouns
    ("15 strokes", 15, None), ("1971 people", 1971, None), ("exactly 30", 30, None), ("only 30", 30, None),
    ("a total of 30", 30, None), ("2000 km", 2000, None), ("1971 percent", 1971, "percent"), ("20 km", 20, None),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "value", "unit"), EXACT)
def test_a_plain_number_is_exact_on_both_sides(phrase: str, value: float, unit: str | None) -> None:
    assert numbers(phrase) == pytest.approx(exactly(value))
    assert (read(phrase).qualifier, read(phrase).unit, read(phrase).sort) == ("exact", unit, "number")


@pytest.mark.parametrize(
    ("phrase", "part"),
    [("a third", 1), ("one third", 1), ("two thirds", 2), ("two-thirds", 2), ("1/3 of people", 1)],
)
def test_a_third_is_not_rounded(phrase: str, part: int) -> None:
    assert read(phrase).value == pytest.approx(100 * part / 3, rel=1e-12)


HEDGES = {
    "approximately": [
        "about 30", "around 30", "approximately 30", "approx. 30", "roughly 30", "ca. 30", "circa 30", "~30", "some 30",
        "an estimated 30", "estimated 30", "close to 30", "in the region of 30", "on the order of 30", "30 or so",
        "30-odd", "thirty-odd",
    ],
    "at_least": [
        "at least 30", "no fewer than 30", "no less than 30", "not less than 30", "a minimum of 30", "minimum 30",
        "30 or more", "30 people or more", "30+", "30-plus", "30 and over", "30 or above", "30 and up", "≥30", "as few as 30",
        "thirty or more", "at least about 30", "about 30 or more", "at least 30 or more",
    ],
    "more_than": [
        "more than 30", "over 30", "above 30", "in excess of 30", "exceeding 30", "greater than 30", "upwards of 30",
        "just over 30", "well over 30", "well above 30", ">30", "> 30", "more than thirty", "an estimated more than 30",
    ],
    "almost": [
        "nearly 30", "almost 30", "just under 30", "just short of 30", "approaching 30", "just below 30", "not quite 30",
        "very nearly 30", "a little under 30",
    ],
    "up_to": [
        "up to 30", "as high as 30", "as many as 30", "as much as 30", "at most 30", "no more than 30", "not more than 30",
        "a maximum of 30", "30 or fewer", "30 or less", "≤30", "up to an estimated 30", "up to about 30",
    ],
    "less_than": ["fewer than 30", "less than 30", "under 30", "below 30", "<30", "well under 30", "far fewer than thirty"],
}  # fmt: skip
BOUNDS: dict[str, Numbers] = {
    "approximately": (30, None, None),
    "at_least": (30, 30, None),
    "more_than": (30, 30, None),
    "almost": (30, None, 30),
    "up_to": (30, None, 30),
    "less_than": (30, None, 30),
}


@pytest.mark.parametrize(
    ("qualifier", "phrase"),
    [(qualifier, phrase) for qualifier, phrases in HEDGES.items() for phrase in phrases],
)
def test_a_hedge_leaves_the_side_it_does_not_state_open(qualifier: str, phrase: str) -> None:
    assert numbers(phrase) == BOUNDS[qualifier]
    assert read(phrase).qualifier == qualifier


@pytest.mark.parametrize(
    ("phrase", "value", "qualifier"),
    [
        ("more than half", 50, "more_than"), ("at least one in three", 100 / 3, "at_least"),
        ("nearly three-quarters", 75, "almost"), ("fewer than one in ten", 10, "less_than"),
        ("well over half a million", 500_000, "more_than"), ("about twice", 2, "approximately"),
        ("more than doubled", 2, "more_than"), ("nearly tripled", 3, "almost"), ("at least one", 1, "at_least"),
        ("almost $350b", 350e9, "almost"), ("about every 25 seconds", 25, "approximately"),
    ],
)  # fmt: skip
def test_a_hedge_applies_to_words_shares_and_money(phrase: str, value: float, qualifier: str) -> None:
    assert read(phrase).value == pytest.approx(value)
    assert read(phrase).qualifier == qualifier


RANGES = [
    ("10–15%", 10, 15, "percent"), ("25-30%", 25, 30, "percent"), ("10% to 15%", 10, 15, "percent"),
    ("between 10 and 20 percent", 10, 20, "percent"), ("between about 10 and 20", 10, 20, None),
    ("5 to 10 million", 5e6, 10e6, None), ("$5-10m", 5e6, 10e6, "USD"), ("$1.5–2bn", 1.5e9, 2e9, "USD"),
    ("$4 to $7(USD)", 4, 7, "USD"), ("$5 million to $7 million", 5e6, 7e6, "USD"), ("500 to 1 million", 500, 1e6, None),
    ("500,000 to 1 million", 5e5, 1e6, None), ("two to three hundred", 200, 300, None), ("10 to 15 years", 10, 15, "years"),
    ("10- to 15-year", 10, 15, "years"), ("10-to-15 percent", 10, 15, "percent"), ("aged 15-64", 15, 64, "years"),
    ("15-64 year olds", 15, 64, "years"), ("ranging from 5 to 10 percent", 5, 10, "percent"), ("a third to a half", 100 / 3, 50, "percent"),
    ("two or three", 2, 3, None), ("between one hundred and two hundred and fifty", 100, 250, None),
    ("two to three in ten", 20, 30, "percent"), ("about 10 to 15%", 10, 15, "percent"), ("1,500–2,000", 1500, 2000, None),
    ("between 1,500 and 2,000", 1500, 2000, None), ("1500-2000 people", 1500, 2000, None),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "lower", "upper", "unit"), RANGES)
def test_a_range_has_two_ends_and_no_middle(
    phrase: str, lower: float, upper: float, unit: str | None
) -> None:
    assert read(phrase).value is None
    assert read(phrase).lower == pytest.approx(lower)
    assert read(phrase).upper == pytest.approx(upper)
    assert (read(phrase).qualifier, read(phrase).unit) == ("range", unit)


@pytest.mark.parametrize(
    ("phrase", "expected", "qualifier"),
    [
        ("at least 10 to 15%", (None, 10, None), "at_least"),
        ("up to 10 to 15%", (None, None, 15), "up_to"),
        ("more than 3 to 4 times", (None, 3, None), "more_than"),
    ],
)
def test_a_bound_on_a_range_keeps_only_the_end_it_states(
    phrase: str, expected: Numbers, qualifier: str
) -> None:
    assert numbers(phrase) == expected
    assert read(phrase).qualifier == qualifier


CHANGES = [
    ("fell by 25%", exactly(-25), "exact"), ("a 25% drop", exactly(-25), "exact"), ("a drop of 25%", exactly(-25), "exact"),
    ("25% fewer", exactly(-25), "exact"), ("30 percent lower", exactly(-30), "exact"), ("a 12% reduction", exactly(-12), "exact"),
    ("a decline in arrests of 12%", exactly(-12), "exact"), ("dropped 3.5%", exactly(-3.5), "exact"),
    ("cut the prison population by 25%", exactly(-25), "exact"), ("fell by 300", exactly(-300), "exact"),
    ("fell by half", exactly(-50), "exact"), ("down more than 40%", (-40, None, -40), "more_than"),
    ("fell by at least 10%", (-10, None, -10), "at_least"), ("fell by nearly 20%", (-20, -20, None), "almost"),
    ("fell by up to 25%", (-25, -25, None), "up_to"), ("fell by 10 to 15%", (None, -15, -10), "range"),
    ("declined by about 5%", (-5, None, None), "approximately"), ("a drop of less than 5%", (-5, -5, None), "less_than"),
    ("rose 65%", exactly(65), "exact"), ("a jump of 65%", exactly(65), "exact"), ("up 12%", exactly(12), "exact"),
    ("an increase of 1100 percent", exactly(1100), "exact"), ("rose by more than 40%", (40, 40, None), "more_than"),
    ("fell to 25%", exactly(25), "exact"), ("fell below 5%", (5, None, 5), "less_than"), ("12 fewer deaths", exactly(-12), "exact"),
    ("25% drop out of school", exactly(25), "exact"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "expected", "qualifier"), CHANGES)
def test_a_fall_is_negative_and_its_bounds_are_true_of_the_number(
    phrase: str, expected: Numbers, qualifier: str
) -> None:
    assert numbers(phrase) == expected
    assert read(phrase).qualifier == qualifier


@pytest.mark.parametrize(
    "phrase",
    [
        "hundreds of thousands", "several hundred", "a few thousand", "a couple of hundred", "many thousands", "dozens",
        "dozens of people", "scores of people", "millions", "at least several hundred", "hundreds of millions of dollars",
        "billions of dollars", "several hundred thousand",
    ],
)  # fmt: skip
def test_a_magnitude_states_no_number(phrase: str) -> None:
    assert numbers(phrase) == NOTHING
    assert (read(phrase).qualifier, read(phrase).sort) == ("magnitude", "number")


@pytest.mark.parametrize(
    "phrase", ["1971", "2001", "in 2003", "since 1980", "by 2017", "nineteen eighty-four"]
)
def test_a_year_is_not_a_figure(phrase: str) -> None:
    assert (read(phrase).sort, read(phrase).unit) == ("year", "year")
    assert 1971 <= (read(phrase).value or 0) <= 2017


@pytest.mark.parametrize(
    "phrase",
    [
        "June 17, 2025", "16 April", "17th of June 2025", "April 2025", "Sept. 11, 2001", "17/11/2020", "2017-06-30", "4/16",
        "7/31/2025", "19 and 20 April", "June 9-12", "2016–2017", "1986-2010", "2019/20", "from 2003 to 2017",
        "between 2016 and 2017", "1980s", "the 80s and 90s", "mid-1990s", "the ’90s", "10:30", "6:30 p.m.", "4pm", "10 o'clock",
        "the first quarter of 2017", "the second half of 2017", "half past two",
    ],
)  # fmt: skip
def test_a_date_states_no_number(phrase: str) -> None:
    assert numbers(phrase) == NOTHING
    assert (read(phrase).sort, read(phrase).unit, read(phrase).qualifier) == ("date", "date", "exact")


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("first", 1), ("the second", 2), ("second chances", 2), ("the third time", 3), ("21st century", 21), ("the 100th", 100),
        ("twenty-first", 21), ("a third man", 3), ("3rd", 3), ("the second half", 2),
    ],
)  # fmt: skip
def test_an_ordinal_is_a_place_in_an_order(phrase: str, value: float) -> None:
    assert (read(phrase).sort, read(phrase).unit, read(phrase).value) == ("ordinal", "ordinal", value)


@pytest.mark.parametrize(
    "phrase",
    [
        "AB 47", "SB 286", "Senate Bill 141", "SB97", "D22", "Covid-19", "G20", "WW2", "B-52", "4G", "Article 5(2)(a)",
        "Section 12", "§12", "pp. 14-16", "page 14", "No. 5", "#1", "bit.ly/abc12", "joe99@example.com", "version 3", "H.R. 40",
        "https://example.org/2017/06/x1", "Rule 33", "501(c)(3)", "630pPT", "1e6",
    ],
)  # fmt: skip
def test_a_number_in_a_name_is_never_a_figure(phrase: str) -> None:
    assert numbers(phrase) == NOTHING
    assert (read(phrase).sort, read(phrase).qualifier) == ("name", "unread")


UNREAD = [
    "", "  ", "no number", "more than", "banana", "one must act", "no one",
    "1.000.000", "1,00,000", "1.234,56", "1,23,4", "12..5", "3,,000", "3.000", "€1.500", "007", "0,5", "12 500",
    "555-123-4567", "1.2.3", "5-4", "3:2", "50/50", "10 or 20 or 30", "3 x 4", "±3%",
    "not 30", "nowhere near 30", "far from 30", "more than 20 or fewer", "up to 30 or more", "a fraction of 1 percent",
    "from 40,000 to 500,000", "fell from 40 to 25", "5 men and 6 women", "million", "per 100,000", "one two three",
    "two million, three hundred thousand and five", "two every 25 seconds", "between 20 and 10", "a vote of 215 to 206",
    "more than, say, 30", "all minus 5 percent", "20-something", "20–30,000", "at least every 25 seconds", "99999999999999999999",
]  # fmt: skip


@pytest.mark.parametrize("phrase", UNREAD)
def test_what_is_not_one_clear_number_is_unread_rather_than_guessed(phrase: str) -> None:
    assert numbers(phrase) == NOTHING
    assert (read(phrase).qualifier, read(phrase).sort) == ("unread", "unread")
    assert read(phrase).text == phrase


def test_a_sentence_is_not_a_phrase() -> None:
    assert (
        read("the committee that met last week in the town hall agreed to hear 5 of its own members").sort
        == "unread"
    )


def test_no_reading_holds_a_number_that_is_not_finite() -> None:
    readings = [read(phrase) for phrase, *_ in EXACT]
    assert all(math.isfinite(reading.value or 0) for reading in readings)
    assert len(readings) > 100

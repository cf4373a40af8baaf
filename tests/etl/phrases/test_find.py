"""Which phrases are found in prose, and which words are left alone."""

from __future__ import annotations

import pytest

from etl.phrases import Phrase, find


def figures(text: str) -> list[tuple[str, float | None, float | None, float | None]]:
    readings = [phrase.reading for phrase in find(text) if phrase.reading.sort == "number"]
    return [(reading.text, reading.value, reading.lower, reading.upper) for reading in readings]


def others(text: str) -> list[tuple[str, str]]:
    return [
        (phrase.reading.text, phrase.reading.sort) for phrase in find(text) if phrase.reading.sort != "number"
    ]


PARAGRAPHS = [
    (
        (
            "Harbour police in Port Almeria seized almost 1,450 parcels in 2019, up from just over 900 a year earlier, and "
            "held 37 people aged 18-24 for more than 48 hours. No one was charged under Section 14."
        ),
        [
            ("almost 1,450", 1450, None, 1450), ("just over 900", 900, 900, None), ("37", 37, 37, 37),
            ("18-24", None, 18, 24), ("more than 48 hours", 48, 48, None),
        ],
        [("2019", "year"), ("Section 14", "name")],
    ),
    (
        (
            "Between 2,000 and 2,500 residents marched on 3 May 2021; organisers said as many as 6,000 came, while the mayor's "
            "office spoke of fewer than a thousand. The first march, in the 1990s, drew dozens."
        ),
        [
            ("Between 2,000 and 2,500", None, 2000, 2500), ("as many as 6,000", 6000, None, 6000),
            ("fewer than a thousand", 1000, None, 1000), ("dozens", None, None, None),
        ],
        [("3 May 2021", "date"), ("first", "ordinal"), ("1990s", "date")],
    ),
    (
        (
            "Admissions fell by nearly 12 percent in 2018 and by a further 4% in 2019, but readmissions rose from 310 to 455, a "
            "jump of 46.8 per cent. One nurse in three works nights; two-thirds of the ward's 19 beds stood empty."
        ),
        [
            ("fell by nearly 12 percent", -12, -12, None), ("4%", -4, -4, -4), ("310", 310, 310, 310), ("455", 455, 455, 455),
            ("46.8 per cent", 46.8, 46.8, 46.8), ("two-thirds", 200 / 3, 200 / 3, 200 / 3),
            ("19", 19, 19, 19),
        ],
        [("2018", "year"), ("2019", "year"), ("One nurse in three", "unread")],
    ),
    (
        (
            "The fund will spend $1.5-2bn over five years, or about €340 million a year; every £1 spent on counselling is said to "
            "save between £3 and £5. A clinic opens somewhere in the region every 11 days."
        ),
        [
            ("$1.5-2bn", None, 1.5e9, 2e9), ("five years", 5, 5, 5), ("about €340 million", 340e6, None, None),
            ("£1", 1, 1, 1), ("between £3 and £5", None, 3, 5), ("every 11 days", 11, 11, 11),
        ],
        [],
    ),
    (
        (
            "Roughly one in eight drivers tested positive, twice the share of a decade ago. The rate, 21.6 per 100,000, is 3.5 "
            "times the European average and at least ten times that of Norland. Sentences of up to 25 years remain possible."
        ),
        [
            ("Roughly one in eight", 12.5, None, None), ("twice", 2, 2, 2), ("21.6 per 100,000", 21.6, 21.6, 21.6),
            ("3.5 times", 3.5, 3.5, 3.5), ("at least ten times", 10, 10, None), ("up to 25 years", 25, None, 25),
        ],
        [],
    ),
    (
        (
            "Over the past 30 years the colony has shrunk by a third. Over 30 wardens resigned, some 40 volunteers joined, and the "
            "director, who had served over 12 years, walked around the fence at 6:45 a.m. with B-12 tablets from bit.ly/x77."
        ),
        [
            ("30 years", 30, 30, 30), ("shrunk by a third", -100 / 3, -100 / 3, -100 / 3), ("Over 30", 30, 30, None),
            ("some 40", 40, None, None), ("over 12 years", 12, 12, None),
        ],
        [("6:45 a.m.", "date"), ("B-12", "name"), ("bit.ly/x77", "name")],
    ),
    (
        (
            "By 2016–2017 tens of thousands had left; hundreds more followed in the second half of 2018. Of 5,000 letters, 30 or "
            "more were lost, and another 120 or so came late. The panel split 5-4 on a 20:1 rule and 1,23,4 was a misprint."
        ),
        [
            ("tens of thousands", None, None, None), ("hundreds", None, None, None), ("5,000", 5000, 5000, 5000),
            ("30 or more", 30, 30, None), ("120 or so", 120, None, None), ("20:1", 20, 20, 20),
        ],
        [("2016–2017", "date"), ("second half of 2018", "date"), ("5-4", "unread"), ("1,23,4", "unread")],
    ),
    (
        (
            "Each one of the wardens knew that one must not run. At least one guard in a ward of two hundred and five slept; half "
            "the night staff, or four out of ten by another count, had a second job. SB 91 would cut shifts by 10 to 15%."
        ),
        [
            ("At least one", 1, 1, None), ("two hundred and five", 205, 205, 205), ("half", 50, 50, 50),
            ("four out of ten", 40, 40, 40), ("cut shifts by 10 to 15%", None, -15, -10),
        ],
        [("second", "ordinal"), ("SB 91", "name")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "set_apart"), PARAGRAPHS)
def test_a_paragraph_gives_its_figures_and_nothing_else(
    text: str,
    expected: list[tuple[str, float | None, float | None, float | None]],
    set_apart: list[tuple[str, str]],
) -> None:
    assert [words for words, *_ in figures(text)] == [words for words, *_ in expected]
    for (_, *found), (_, *wanted) in zip(figures(text), expected, strict=True):
        assert found == [None if number is None else pytest.approx(number) for number in wanted]
    assert others(text) == set_apart


NO_PHRASE = [
    "No one knew, and each one of them left.",
    "One must act; one of the men told another one.",
    "A half-hearted, one-sided, one-off plan with zero tolerance.",
    "A few of many, several at once, around the world, over the hill.",
    "Two's is no word here",
    "The better half and the other half; split in half.",
    "Every second, in a split second, per second.",
    "Test scores of boys and double standards.",
    "",
    " \n\t\n",
]


@pytest.mark.parametrize("text", NO_PHRASE)
def test_words_that_only_look_like_numbers_are_left_alone(text: str) -> None:
    assert find(text) == []


FOUND_IN_CONTEXT = [
    ("Over 10 years, 500 people died.", ["10 years", "500"]),
    ("Costs grew 20% over 5 years.", ["20%", "5 years"]),
    ("He was held for over 10 years.", ["over 10 years"]),
    ("It rose 5% to 300 tonnes.", ["5%", "300"]),
    ("It rose from 40,000 to more than 500,000.", ["40,000", "more than 500,000"]),
    ("They held between about 10 and 20 people.", ["between about 10 and 20"]),
    ("He faces six or ten years.", ["six", "ten years"]),
    ("Sentences for 19 and 20-year-olds.", ["19", "20-year-olds"]),
    ("In 2016 500 people died.", ["2016", "500"]),
    ("Killed 12 in 15 countries.", ["12", "15"]),
    ("One child in five is hungry.", ["One child in five"]),
    ("An estimated 3.2m people (1 in 12) use it.", ["An estimated 3.2m", "1 in 12"]),
    ("up from less than 25,000 in 1980.1 These men", ["less than 25,000", "1980", ".1"]),
    ("a 36 percent increase over 1990,2 while", ["36 percent", "1990", "2"]),
    ("It stands at 5,000—a third more than in 2001.", ["5,000", "a third", "2001"]),
    ("Boys under the age of 18 and people 65 and older", ["under the age of 18", "65 and older"]),
    ("Sections 15 and 16, pp. 14-16 and (table 3)", ["Sections 15 and 16", "pp. 14-16", "table 3"]),
    ("“2,500” and (3,000), [12]; ‘40%’.", ["2,500", "3,000", "12", "40%"]),
    ("1. First\n2) 3 men", ["1", "First", "2", "3"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND_IN_CONTEXT)
def test_the_words_around_a_number_decide_what_belongs_to_it(text: str, expected: list[str]) -> None:
    assert [phrase.reading.text for phrase in find(text)] == expected


def test_a_number_without_its_scale_is_unread_where_its_partner_holds_it() -> None:
    first, second = find("The budget went from 5 to 10 million.")
    assert (first.reading.text, first.reading.qualifier) == ("5", "unread")
    assert (second.reading.text, second.reading.value) == ("10 million", 10e6)


@pytest.mark.parametrize(
    ("text", "sort", "value"),
    [
        ("at least 1971 people", "number", 1971), ("2016 killings were counted", "number", 2016),
        ("the 2016 killings", "year", 2016), ("about 2000 homes", "number", 2000), ("in 2000 people fled", "year", 2000),
        ("up to 2017", "year", 2017), ("since at least 1980", "year", 1980), ("2,000", "number", 2000),
        ("more than 2000", "number", 2000), ("a 2004 murder", "year", 2004),
    ],
)  # fmt: skip
def test_four_digits_are_a_year_unless_something_is_counted(text: str, sort: str, value: float) -> None:
    (found,) = find(text)
    assert (found.reading.sort, found.reading.value) == (sort, value)


def test_paragraphs_are_the_lines_that_are_not_empty_counted_from_one() -> None:
    text = "\n  \n5 men\n\n\n6 women and 7 boys\r\n\t\n8"
    assert [(phrase.paragraph, phrase.reading.value) for phrase in find(text)] == [
        (1, 5),
        (2, 6),
        (2, 7),
        (3, 8),
    ]


def test_a_phrase_does_not_cross_a_line() -> None:
    assert [phrase.reading.text for phrase in find("at least\n5\nmillion, 10 to\n20")] == [
        "5",
        "million",
        "10",
        "20",
    ]


def test_offsets_hold_where_the_text_is_not_plain() -> None:
    text = "São Tomé – “nearly 2 500” 😀 İstanbul: €3m, ½ of 10\u202f000…\nça 7%"
    assert [text[phrase.start : phrase.end] for phrase in find(text)] == [
        phrase.reading.text for phrase in find(text)
    ]
    assert [phrase.reading.text for phrase in find(text)] == ["nearly 2 500", "€3m", "½", "10\u202f000", "7%"]


def test_an_end_is_the_place_after_the_last_character() -> None:
    phrase = find("in all 12 men")[0]
    assert isinstance(phrase, Phrase)
    assert (phrase.start, phrase.end) == (7, 9)


def test_a_phrase_far_along_a_long_line_is_found_whole() -> None:
    filler = "word " * 50_000
    long_number = "at least nine hundred and ninety-nine million nine hundred and ninety-nine thousand nine hundred and two"
    phrases = find(f"{filler}{long_number} men {filler}fell by 25% {filler}")
    assert [phrase.reading.text for phrase in phrases] == [long_number, "fell by 25%"]
    assert phrases[0].reading.value == 999_999_902


def test_a_letter_that_grows_in_lower_case_hides_nothing_near_it() -> None:
    assert others("In İzmir, from June 1956 ON, and the 1980S") == [("June 1956", "date"), ("1980S", "date")]
    assert figures("İ MORE THAN 30 İ") == [("MORE THAN 30", 30, 30, None)]

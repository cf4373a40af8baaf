"""Phrases and paragraphs written to mislead a careless reader, with all that is found in each of them."""

from __future__ import annotations

import pytest

from etl.phrases import Reading, find


def said(reading: Reading) -> str:
    """A reading in a line: `at least 30 = at_least 30 [30,] years`; only the sort where it is no figure."""
    if reading.sort != "number":
        return f"{reading.text} ({reading.sort})"
    if reading.qualifier == "magnitude":
        return f"{reading.text} (magnitude)"
    value, lower, upper = (
        "" if number is None else f"{number:.6g}" for number in (reading.value, reading.lower, reading.upper)
    )
    numbers = value if reading.qualifier == "exact" else f"{reading.qualifier} {value} [{lower},{upper}]"
    return f"{reading.text} = {numbers} {reading.unit or ''}".replace("  ", " ").rstrip()


PHRASES = [
    ("fell in 2019 by 25%", "2019 (year); 25% = -25 percent"), ("week 3", "week 3 (name)"), ("page 5 of 10", "page 5 of 10 (name)"),
    ("Chapter 3", "Chapter 3 (name)"), ("Table 2", "Table 2 (name)"), ("Figure 7", "Figure 7 (name)"), ("7-Eleven", "7-Eleven (name)"),
    ("3M", "3M (name)"), ("one of 30 countries", "30 = 30"), ("one of the 30 countries", "30 = 30"), ("one of three men", "three = 3"),
    ("1 of 5 people", "1 of 5 = 20 percent"), ("one in five", "one in five = 20 percent"), ("one out of five", "one out of five = 20 percent"),
    ("one of every five", "one of every five = 20 percent"), ("2/3 majority", "2/3 = 66.6667 percent"), ("1/4 cup", "1/4 = 25 percent"),
    ("two-thirds majority", "two-thirds = 66.6667 percent"), ("minus 5 percent", "minus 5 percent = -5 percent"), ("nil", "nil = 0"),
    ("zero", "zero = 0"), ("a 25-year sentence", "25-year = 25 years"), ("25-year-old", "25-year-old = 25 years"), ("10-fold", "10-fold = 10 times"),
    ("fifteen-fold", "fifteen-fold = 15 times"), ("1.2 million–1.5 million", "1.2 million–1.5 million = range [1.2e+06,1.5e+06]"),
    ("between a third and a half", "between a third and a half = range [33.3333,50] percent"),
    ("one to two thirds", "one to two thirds = range [33.3333,66.6667] percent"), ("a quarter of a million", "a quarter of a million = 250000"),
    ("half of 1 percent", "half of 1 percent = 0.5 percent"), ("three in every four", "three in every four = 75 percent"),
    ("every second prisoner", "second (ordinal)"), ("one person in ten", "one person in ten = 10 percent"),
    ("1 person every 4 minutes", "1 person every 4 minutes = 4 minutes"), ("once every 3 days", "every 3 days = 3 days"), ("24/7", "24/7 (name)"),
    ("9/11", "9/11 (date)"), ("£1.2bn-a-year", "£1.2bn = 1.2e+09 GBP"), ("€1,5 million", "€1,5 million (unread)"),
    ("USD 4 million", "USD 4 million = 4e+06 USD"), ("4 million US dollars", "4 million US dollars = 4e+06 USD"), ("Rs 500", "500 = 500"),
    ("¥3 trillion", "¥3 trillion = 3e+12 JPY"), ("50 cents", "50 = 50"), ("1,000-plus", "1,000-plus = at_least 1000 [1000,]"),
    ("40-odd", "40-odd = approximately 40 [,]"), ("some of the 300", "300 = 300"), ("the 300-plus", "300-plus = at_least 300 [300,]"),
    ("in their 20s", "20s (unread)"), ("under-18s", "under-18s = less_than 18 [,18] years"),
    ("18-25 year olds", "18-25 year olds = range [18,25] years"), ("aged 18 or over", "18 or over = at_least 18 [18,] years"),
    ("since the 1990s", "1990s (date)"), ("mid-2010s", "2010s (date)"), ("the year to March 2023", "March 2023 (date)"),
    ("2022-23", "2022-23 (date)"), ("FY2021", "FY2021 (date)"), ("Q3 2020", "Q3 2020 (date)"), ("15.30", "15.30 = 15.3"), ("5 p.m.", "5 p.m. (date)"),
    ("nearly doubled", "nearly doubled = almost 2 [,2] times"), ("more than halved", "more than halved = more_than 0.5 [,0.5] times"),
    ("doubled to 400", "doubled = 2 times; 400 = 400"), ("by a factor of 3", "3 = 3 times"), ("an increase of a third", "a third = 33.3333 percent"),
    ("up 12%", "12% = 12 percent"), ("12% up on last year", "12% = 12 percent"), ("down from 40% to 25%", "40% = 40 percent; 25% = 25 percent"),
    ("cut by a third", "cut by a third = -33.3333 percent"), ("rose 3.5 percentage points", "3.5 percentage points = 3.5 percentage_points"),
    ("no change", ""), ("a record 109,000", "109,000 = 109000"), ("109,000 in 2022, up from 72,000", "109,000 = 109000; 2022 (year); 72,000 = 72000"),
    ("1.0", "1.0 = 1"), ("0.07%", "0.07% = 0.07 percent"), ("per 1,000 population", "per 1,000 (unread)"), ("per capita", ""),
    ("per 100 000", "per 100 000 (unread)"), ("300 per million", "300 per million = 300 per_1000000"),
    ("at least one of the guards", "at least one = at_least 1 [1,]"), ("nine of every ten", "nine of every ten = 90 percent"),
    ("6 in 10", "6 in 10 = 60 percent"), ("1 in every 100,000", "1 in every 100,000 = 0.001 percent"), ("a fall from 90 to 60", "90 = 90; 60 = 60"),
    ("a 300% increase", "300% = 300 percent"), ("almost halved", "almost halved = almost 0.5 [0.5,] times"),
    ("fell by more than half", "fell by more than half = more_than -50 [,-50] percent"),
    ("one and a half million doses", "one and a half million = 1.5e+06"), ("12 g", "12 = 12"), ("450 mg", "450 = 450"),
    ("18-month sentence", "18-month = 18 months"), ("25-to-life", "25-to-life = at_least 25 [25,]"),
    ("20 years’ imprisonment", "20 years = 20 years"), ("between five and ten years", "between five and ten years = range [5,10] years"),
    ("no more than 5 grams", "no more than 5 = up_to 5 [,5]"), ("a $5,000 fine", "$5,000 = 5000 USD"),
    ("€10,000-€50,000", "€10,000-€50,000 = range [10000,50000] EUR"), ("US$ 320 billion", "US$ 320 billion = 3.2e+11 USD"),
    ("$1 trillion", "$1 trillion = 1e+12 USD"), ("roughly $3.3 billion", "roughly $3.3 billion = approximately 3.3e+09 [,] USD"), ("5p", "5p = 5"),
    ("five cents", "five = 5"), ("none", ""), ("a couple", ""), ("three score", "three score (unread)"),
    ("several dozen", "several dozen (magnitude)"), ("tens of thousands of people", "tens of thousands (magnitude)"), ("a minority", ""),
    ("just over a quarter", "just over a quarter = more_than 25 [25,] percent"),
    ("about one in seven", "about one in seven = approximately 14.2857 [,] percent"), ("one in a million", "one in a million = 0.0001 percent"),
    ("629 per 100,000", "629 per 100,000 = 629 per_100000"), ("10 times as likely", "10 times = 10 times"), ("twice as many", "twice = 2 times"),
    ("nearly double", "nearly double = almost 2 [,2] times"), ("four times that of white people", "four times = 4 times"),
    ("20-30 per cent", "20-30 per cent = range [20,30] percent"), ("between 20% and 30%", "between 20% and 30% = range [20,30] percent"),
    ("5-10", "5-10 = range [5,10]"), ("3–4 million", "3–4 million = range [3e+06,4e+06]"), ("aged 15 to 64", "15 to 64 = range [15,64] years"),
    ("under 25s", "under 25s = less_than 25 [,25] years"), ("17 years old", "17 years old = 17 years"), ("17-year sentence", "17-year = 17 years"),
    ("those under 18", "under 18 = less_than 18 [,18]"), ("in 1985 alone", "1985 (year)"), ("2030 target", "2030 (year)"),
    ("as of 30 June 2016", "30 June 2016 (date)"), ("July 2016", "July 2016 (date)"), ("the 1988 Convention", "1988 (year)"),
    ("Section 841(b)(1)(A)", "Section 841(b)(1)(A) (name)"), ("S. 1789", "S. 1789 (name)"), ("Schedule I", ""),
    ("category 3 offence", "category 3 (name)"), ("E/CN.7/2019/1", "E/CN.7/2019/1 (name)"), ("paras 14-16", "paras 14-16 (name)"),
    ("ref. 12", "ref. 12 (name)"), ("p. 12", "p. 12 (name)"), ("ID 12345", "ID 12345 (name)"), ("10 Downing Street", "10 Downing Street (name)"),
    ("Channel 4", "Channel 4 (name)"), ("Form 990", "Form 990 (name)"), ("COVID-19", "COVID-19 (name)"), ("delta-9 THC", "delta-9 (name)"),
    ("day 1", "day 1 (name)"), ("stage 4 cancer", "stage 4 (name)"), ("Group of 77", "Group of 77 (name)"), ("Fourth Amendment", "Fourth (ordinal)"),
    ("the 1st", "1st (ordinal)"), ("September 11", "September 11 (date)"), ("6 January 2021", "6 January 2021 (date)"),
    ("in the first six months of 2020", "first (ordinal); six months = 6 months; 2020 (year)"), ("over the past decade", ""), ("a month", ""),
    ("24 hours a day", "24 hours = 24 hours"), ("60 seconds", "60 seconds = 60 seconds"), ("every two hours", "every two hours = 2 hours"),
    ("every other day", ""), ("one death every 8 minutes", "one death every 8 minutes = 8 minutes"), ("1,247 arrests per day", "1,247 = 1247"),
    ("$300 per day", "$300 = 300 USD"), ("40 hours a week", "40 hours = 40 hours"), ("3x higher", "3x = 3 times"), ("4x4", "4x4 (name)"),
    ("a quarter of a percentage point", "a quarter of a percentage point = 0.25 percentage_points"), ("0%", "0% = 0 percent"), ("ground zero", ""),
    ("not one", "not one (unread)"), ("no more than one", "no more than one = up_to 1 [,1]"),
    ("as many as 12,000", "as many as 12,000 = up_to 12000 [,12000]"), ("anything between 5 and 50", "between 5 and 50 = range [5,50]"),
    ("south of 300", "south of 300 = less_than 300 [,300]"), ("in the tens of thousands", "tens of thousands (magnitude)"),
    ("a six-figure sum", "six-figure (unread)"), ("about a dozen", "about a dozen = approximately 12 [,]"), ("baker's dozen", "dozen (unread)"),
    ("a hundred or more", "a hundred or more = at_least 100 [100,]"), ("a thousand and one", "a thousand and one = 1001"),
    ("over 2 million", "over 2 million = more_than 2e+06 [2e+06,]"), ("2mn", "2mn = 2e+06"), ("1,300k", "1,300k = 1.3e+06"),
    ("12.345", "12.345 = 12.345"), ("1.234.567", "1.234.567 (unread)"), ("1 234 567", "1 234 567 (unread)"), ("٣", "٣ (unread)"),
    ("2½ years", "2½ years = 2.5 years"), ("three-fourths", "three-fourths = 75 percent"), ("nine tenths", "nine tenths = 90 percent"),
    ("100%", "100% = 100 percent"), ("1,000%", "1,000% = 1000 percent"), ("3%-5%", "3%-5% = range [3,5] percent"),
    ("three to five per cent", "three to five per cent = range [3,5] percent"), ("12 countries and 3 territories", "12 = 12; 3 = 3"),
    ("5 out of 12", "5 out of 12 = 41.6667 percent"), ("5 of the 12", "5 = 5; 12 = 12"), ("4 to 1", "4 to 1 = 4 ratio_to_one"),
    ("a 4-1 vote", "4-1 (unread)"), ("50-50", "50-50 (unread)"), ("10:1", "10:1 = 10 ratio_to_one"), ("2020-2021", "2020-2021 (date)"),
    ("between 2020 and 2021", "2020 (year); 2021 (year)"), ("1971–present", "1971 (year)"), ("the late 1990s", "1990s (date)"),
    ("20th century", "20th (ordinal)"), ("second-class", "second (ordinal)"), ("First Nations", "First (ordinal)"),
    ("one third", "one third = 33.3333 percent"), ("third", "third (ordinal)"), ("of 3 and 4 per cent", "3 = 3 percent; 4 per cent = 4 percent"),
    ("a drop in 2019 of 25%", "2019 (year); 25% = -25 percent"),
    ("Arrests fell by 12% in 2018 and by a further 4% in 2019", "fell by 12% = -12 percent; 2018 (year); 4% = -4 percent; 2019 (year)"),
    ("rose in 2019 by 25%", "2019 (year); 25% = 25 percent"),
    ("fell in 2019 and by 2021 25% were back", "2019 (year); 2021 (year); 25% = 25 percent"),
    ("The price fell, and by 2020 40% of users had left", "2020 (year); 40% = 40 percent"),
    ("fell in 2019, and 25% left", "2019 (year); 25% = 25 percent"), ("one or two thirds", "one or two thirds = range [33.3333,66.6667] percent"),
    ("one- to two-thirds", "one- to two-thirds = range [33.3333,66.6667] percent"),
    ("two to three quarters", "two to three quarters = range [50,75] percent"), ("growth of minus 3 per cent", "minus 3 per cent = -3 percent"),
    ("everything minus 5 percent", "minus 5 percent (unread)"), ("tested negative 5 times", "negative 5 times (unread)"),
    ("temperatures of minus 5 degrees", "minus 5 = -5"), ("day 3 of the trial", "day 3 (name)"), ("last week 3 people died", "3 = 3"),
    ("in week 3", "week 3 (name)"), ("at this stage 4 men were held", "4 = 4"), ("a grade 12 student", "grade 12 (name)"),
    ("Figures 2 and 3 show", "Figures 2 and 3 (name)"), ("10 Wall Street banks were fined", "10 = 10"), ("call 555-1234", "555-1234 (unread)"),
    ("18 U.S.C. § 3553(f)", "18 U.S.C. § 3553(f) (name)"), ("21 CFR 1308", "21 CFR 1308 (name)"),
    ("more than double last year's", "more than double = more_than 2 [2,] times"), ("double standards", ""), ("about double standards", ""),
    ("more than one of them", "more than one = more_than 1 [1,]"), ("other than one of them", ""), ("something about one of them", ""),
    ("$1.3 m", "$1.3 m = 1.3e+06 USD"), ("1.3 m people", "1.3 m (unread)"), ("5 T cells", "5 = 5"),
    ("nearly halved", "nearly halved = almost 0.5 [0.5,] times"), ("at 15.30", "15.30 (unread)"),
    ("at 15.30 per cent", "15.30 per cent = 15.3 percent"), ("at 12.50 on Monday", "12.50 (unread)"), ("stood at 12.5", "12.5 = 12.5"),
    ("net zero by 2050", "2050 (year)"), ("was nil", "nil = 0"), ("nil returns", ""), ("Nil", "Nil = 0"), ("nil pointer", ""),
    ("three cells in every four", "three cells in every four = 75 percent"), ("Nine men out of ten", "Nine men out of ten = 90 percent"),
    ("60,000 give or take 5,000", "60,000 give or take = approximately 60000 [,]; 5,000 = 5000"),
    ("watches over up to 150 men", "up to 150 = up_to 150 [,150]"), ("for over at least 10 years", "at least 10 years = at_least 10 [10,] years"),
    ("£1.2bn-£1.6bn", "£1.2bn-£1.6bn = range [1.2e+09,1.6e+09] GBP"), ("FY2021-22", "FY2021-22 (date)"), ("H1 of 2021", "H1 of 2021 (date)"),
    ("12% down on last year", "12% down = -12 percent"), ("10% down payment", "10% = 10 percent"), ("a group of 77 people", "77 = 77"),
    ("Chart 2", "Chart 2 (name)"), ("radio 4", "radio 4 (name)"), ("Radio 4 listeners", "Radio 4 (name)"),
    ("one out of three men", "one out of three = 33.3333 percent"), ("EUR 5 m", "EUR 5 m = 5e+06 EUR"), ("5 m high", "5 m (unread)"),
    ("fell by a further 4%", "fell by a further 4% = -4 percent"), ("down about 12%", "down about 12% = approximately -12 [,] percent"),
    ("down by only 3 percent", "down by only 3 percent = -3 percent"), ("rose by a further 4%", "4% = 4 percent"),
    ("a $1.4m grant over three years", "$1.4m = 1.4e+06 USD; over three years (unread)"), ("a 1-in-20 risk", "1-in-20 = 5 percent"),
    ("a million and a half", "a million and a half = 1.5e+06"), ("a half per cent rise", "a half per cent = 0.5 percent"),
    ("1.5 to 2m", "1.5 to 2m = range [1.5e+06,2e+06]"), ("up to one million", "up to one million = up_to 1e+06 [,1e+06]"),
    ("no less than 12 per cent", "no less than 12 per cent = at_least 12 [12,] percent"), ("under £500", "under £500 = less_than 500 [,500] GBP"),
    ("five under-18s", "five = 5; under-18s = less_than 18 [,18] years"), ("36,000-strong", "36,000 = 36000"), ("a three-judge panel", "three = 3"),
    ("a 20-year high", "20-year = 20 years"), ("30-year-olds", "30-year-olds = 30 years"), ("in her thirties", "thirties (date)"),
    ("1930s–1940s", "1930s (date); 1940s (date)"), ("turn of the century", ""), ("March 15-20", "March 15-20 (date)"),
    ("2020-03-15", "2020-03-15 (date)"), ("summer 2020", "2020 (year)"), ("2021 fiscal year", "2021 (year)"), ("years 2015-2019", "2015-2019 (date)"),
    ("five-year average", "five-year = 5 years"), ("month 6", "month 6 (name)"),
    ("aged between 18 and 25", "between 18 and 25 = range [18,25] years"), ("the 18–25 age group", "18–25 = range [18,25]"),
    ("16- and 17-year-olds", "16 = 16 years; 17-year-olds = 17 years"), ("up to the age of 21", "up to the age of 21 = up_to 21 [,21] years"),
    ("50+", "50+ = at_least 50 [50,]"), ("10 p.m. to 6 a.m.", "10 p.m. (date); 6 a.m. (date)"), ("2,000-2,500", "2,000-2,500 = range [2000,2500]"),
    ("c. 2,500", "c. 2,500 = approximately 2500 [,]"), ("approx. 2,500", "approx. 2,500 = approximately 2500 [,]"),
    (">2,500", ">2,500 = more_than 2500 [2500,]"), ("≤ 5", "≤ 5 = up_to 5 [,5]"), ("10 per 10 000", "10 per 10 000 = 10 per_10000"),
    ("1 percentage-point", "1 percentage-point = 1 percentage_points"), ("one third less", "one third less = -33.3333 percent"),
    ("half of the 300", "half = 50 percent; 300 = 300"), ("two-fold", "two-fold = 2 times"), ("100-fold", "100-fold = 100 times"),
    ("a factor of two to three", "two to three = range [2,3] times"), ("two-to-one", "two-to-one = 2 ratio_to_one"),
    ("a ratio of 3 to 1", "3 to 1 = 3 ratio_to_one"), ("USD 1.2–1.5 billion", "USD 1.2–1.5 billion = range [1.2e+09,1.5e+09] USD"),
    ("US$1,200", "US$1,200 = 1200 USD"), ("$0.50", "$0.50 = 0.5 USD"), ("3,5 €", "3,5 (unread)"), ("3M€", "3M€ = 3e+06 EUR"),
    ("CHF 200", "CHF 200 = 200 CHF"), ("C$45", "C$45 = 45 CAD"), ("100 yen", "100 = 100"), ("Rs. 500", "500 = 500"), ("50c", "50c = 50"),
    ("two million and a half", "two million and a half = 2.5e+06"), ("5 crore", "5 crore = 5e+07"), ("Rs 5 lakh", "5 lakh = 500000"),
    ("p.14", "p.14 (name)"), ("in that year 300 were held", "300 = 300"), ("in 1980.1 These", "1980 (year); .1 (name)"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "expected"), PHRASES)
def test_a_phrase_says_no_more_than_its_words(phrase: str, expected: str) -> None:
    assert "; ".join(said(found.reading) for found in find(phrase)) == expected


PARAGRAPHS = [
    (
        (
            "Some 296 million people aged 15–64, or 5.8 per cent of the world's adult population, used drugs in 2021, up 23 "
            "per cent on a decade earlier. Of the 39.5 million living with a drug use disorder, only one in five was in "
            "treatment."
        ),
        [
            "Some 296 million = approximately 2.96e+08 [,]", "15–64 = range [15,64] years", "5.8 per cent = 5.8 percent", "2021 (year)",
            "23 per cent = 23 percent", "39.5 million = 3.95e+07", "one in five = 20 percent",
        ],
    ),
    (
        (
            "The Minister of State replied: in the year ending 31 March 2023 there were 3,127 such offences, a reduction of "
            "4.2 per cent on 2021-22 (3,264). Nil returns were received from two of the 43 forces. The answer given on 14 "
            "June 2022, Official Report, column 312W, has been corrected."
        ),
        [
            "31 March 2023 (date)", "3,127 = 3127", "reduction of 4.2 per cent = -4.2 percent", "2021-22 (date)", "3,264 = 3264", "two = 2",
            "43 = 43", "14 June 2022 (date)", "312W (name)",
        ],
    ),
    (
        (
            "Prisons built for 12,000 now hold more than 31,500 — an occupancy rate of 262% — and three cells in every four "
            "house at least twice the number they were designed for. One guard watches over up to 150 men. In cell block 9, "
            "43 men shared a single tap."
        ),
        [
            "12,000 = 12000", "more than 31,500 = more_than 31500 [31500,]", "262% = 262 percent", "three cells in every four = 75 percent",
            "at least twice = at_least 2 [2,] times", "One = 1", "up to 150 = up_to 150 [,150]", "block 9 (name)", "43 = 43",
        ],
    ),
    (
        (
            "PRESS RELEASE 7 May 2024 — Fifteen years after decriminalisation, overdose deaths stand at 3 per million, "
            "against a European average of 17.3 per million. HIV diagnoses among people who inject drugs fell from 1,016 to "
            "56 between 2001 and 2012 — a fall of about 94.5%."
        ),
        [
            "7 May 2024 (date)", "Fifteen years = 15 years", "3 per million = 3 per_1000000", "17.3 per million = 17.3 per_1000000",
            "1,016 = 1016", "56 = 56", "2001 (year)", "2012 (year)", "fall of about 94.5% = approximately -94.5 [,] percent",
        ],
    ),
    (
        (
            "Police made one arrest every 25 seconds; that is 1.55 million a year, four-fifths of them for possession alone. "
            "Black adults, 13% of the population, are 2.7 times as likely to be arrested and nearly six times as likely to be"
            " jailed as white adults."
        ),
        [
            "one arrest every 25 seconds = 25 seconds", "1.55 million = 1.55e+06", "four-fifths = 80 percent", "13% = 13 percent",
            "2.7 times = 2.7 times", "nearly six times = almost 6 [,6] times",
        ],
    ),
    (
        (
            "The fund asked for US$2.4-2.7 billion for 2025-2027. Donors pledged barely half: $1,25 billion according to one "
            "official, $1.25bn according to another. Some €300m of it, or 24%, came from 3 countries."
        ),
        [
            "US$2.4-2.7 billion = range [2.4e+09,2.7e+09] USD", "2025-2027 (date)", "barely half = approximately 50 [,] percent",
            "$1,25 billion (unread)", "one = 1", "$1.25bn = 1.25e+09 USD", "Some €300m = approximately 3e+08 [,] EUR", "24% = 24 percent",
            "3 = 3",
        ],
    ),
    (
        (
            "She was 19 when she got 10 to 20 years for a first offence involving 4.5 grams. \"I did twelve and a half of "
            "those,\" she said. \"Day 1 was worse than day 4,000.\" Her cellmate, 34, served 25-to-life."
        ),
        [
            "19 = 19", "10 to 20 years = range [10,20] years", "first (ordinal)", "4.5 = 4.5", "twelve and a half = 12.5", "Day 1 (name)",
            "4,000 = 4000", "34 = 34", "25-to-life = at_least 25 [25,]",
        ],
    ),
    (
        (
            "At least 615 people were executed for drug-related offences in 2024, up from 467 in 2023 (a 32% rise), and 14 "
            "times the 2020 total of 30–35. The true figure is likely to be far higher: estimates run into the hundreds for "
            "one country alone."
        ),
        [
            "At least 615 = at_least 615 [615,]", "2024 (year)", "467 = 467", "2023 (year)", "32% = 32 percent", "14 times = 14 times",
            "2020 (year)", "30–35 = range [30,35]", "hundreds (magnitude)", "one = 1",
        ],
    ),
    (
        (
            "Arrests dropped in 2020 by 29.7 percent and by a further 6 percent in 2021, but climbed 11% the following year. "
            "Seizures more than halved, from 43.5 to 19.8 tonnes, while purity rose by 4.1 percentage points to 71.3%."
        ),
        [
            "2020 (year)", "29.7 percent = -29.7 percent", "6 percent = -6 percent", "2021 (year)", "11% = 11 percent",
            "more than halved = more_than 0.5 [,0.5] times", "43.5 = 43.5", "19.8 = 19.8", "4.1 percentage points = 4.1 percentage_points",
            "71.3% = 71.3 percent",
        ],
    ),
    (
        (
            "Between 1 January and 30 June, officers from Task Force 88 conducted 1,904 searches in District 5; 2 in 3 found "
            "nothing. Nine out of every ten people stopped were under 25. Of these, 612 (31.4%; 95% CI 29.1–33.8) were aged "
            "17 or younger."
        ),
        [
            "1 January (date)", "30 June (date)", "Force 88 (name)", "1,904 = 1904", "District 5 (name)", "2 in 3 = 66.6667 percent",
            "Nine out of every ten = 90 percent", "under 25 = less_than 25 [,25]", "612 = 612", "31.4% = 31.4 percent", "95% = 95 percent",
            "29.1–33.8 = range [29.1,33.8]", "17 or younger = up_to 17 [,17] years",
        ],
    ),
    (
        (
            "Costs have risen threefold since 1985, from £19,000 to £57,000 per place. A quarter to a third of the budget, "
            "i.e. £1.2bn-£1.6bn, goes on people serving sentences of six months or less. A 10% cut would free £120–160m."
        ),
        [
            "threefold = 3 times", "1985 (year)", "£19,000 = 19000 GBP", "£57,000 = 57000 GBP",
            "A quarter to a third = range [25,33.3333] percent", "£1.2bn-£1.6bn = range [1.2e+09,1.6e+09] GBP",
            "six months or less = up_to 6 [,6] months", "10% cut = -10 percent", "£120–160m = range [1.2e+08,1.6e+08] GBP",
        ],
    ),
    (
        (
            "By a vote of 5-4 the Court held that § 841(b)(1)(A)'s 20-year minimum could not apply; under 18 U.S.C. § "
            "3553(f), as many as 2,660 people may seek a shorter term, on average 71 months (a reduction of 29.4%)."
        ),
        [
            "5-4 (unread)", "§ 841(b)(1)(A) (name)", "20-year = 20 years", "18 U.S.C. § 3553(f) (name)",
            "as many as 2,660 = up_to 2660 [,2660]", "71 months = 71 months", "reduction of 29.4% = -29.4 percent",
        ],
    ),
    (
        (
            "The study followed 1 200 patients at 14 clinics for two-and-a-half years (median 28.5 months, range 3–60). "
            "Mortality was 0.87 per 100 person-years (95 per cent confidence interval: 0.6 to 1.2), less than a third of the "
            "2.9 per 100 person-years seen off treatment."
        ),
        [
            "1 200 (unread)", "14 = 14", "two-and-a-half years = 2.5 years", "28.5 months = 28.5 months", "3–60 = range [3,60]",
            "0.87 per 100 = 0.87 per_100", "95 per cent = 95 percent", "0.6 to 1.2 = range [0.6,1.2]",
            "less than a third = less_than 33.3333 [,33.3333] percent", "2.9 per 100 = 2.9 per_100",
        ],
    ),
    (
        (
            "Figures 2 and 3 show that 1 kg of heroin sold for $2,400 in Kandahar fetched $45–60,000 in London — a 20- to "
            "25-fold mark-up. Street prices fell 80-90 percent over 30 years; purity went up by two thirds."
        ),
        [
            "Figures 2 and 3 (name)", "1 = 1", "$2,400 = 2400 USD", "$45–60,000 (unread)", "20- to 25-fold = range [20,25] times",
            "fell 80-90 percent = range [-90,-80] percent", "30 years = 30 years", "two thirds = 66.6667 percent",
        ],
    ),
    (
        (
            "Two hundred and seventy-one million people, one in every 18 adults, took an illicit drug in the past year. More "
            "than 11 million injected; half of them had hepatitis C, and 1.4 million lived with HIV. Fewer than 1 in 8 of "
            "those needing care got it (1 in 11 women)."
        ),
        [
            "Two hundred and seventy-one million = 2.71e+08", "one in every 18 = 5.55556 percent",
            "More than 11 million = more_than 1.1e+07 [1.1e+07,]", "half = 50 percent", "1.4 million = 1.4e+06",
            "Fewer than 1 in 8 = less_than 12.5 [,12.5] percent", "1 in 11 = 9.09091 percent",
        ],
    ),
    (
        (
            "Nobody was charged. Not one of the seven officers was suspended; none of the 27 victims' families had, by week "
            "12, heard from the ombudsman's office at 221 Baker Street or on its 24/7 line, 0800 555 111."
        ),
        [
            "seven = 7", "27 = 27", "week 12 (name)", "221 Baker Street (name)", "24/7 (name)", "0800 (unread)", "555 111 (unread)",
        ],
    ),
    (
        (
            "Thousands marched on Saturday. Organisers claimed 200,000; the prefecture put it at \"between 35,000 and 40,000\";"
            " a third count gave 60,000 give or take 5,000. About two hundred were held, sixty-odd of them minors."
        ),
        [
            "Thousands (magnitude)", "200,000 = 200000", "between 35,000 and 40,000 = range [35000,40000]", "third (ordinal)",
            "60,000 give or take = approximately 60000 [,]", "5,000 = 5000", "About two hundred = approximately 200 [,]",
            "sixty-odd = approximately 60 [,]",
        ],
    ),
    (
        (
            "The rate of incarceration stood at 0.7 percent of adults, i.e., 1 in 143 – roughly five to eight times that of "
            "peers. Since the '80s the numbers have quintupled; in the 2000s alone they grew by 16.5%, to 2.27 million."
        ),
        [
            "0.7 percent = 0.7 percent", "1 in 143 = 0.699301 percent", "roughly five to eight times = range [5,8] times", "'80s (date)",
            "quintupled = 5 times", "2000s (date)", "16.5% = 16.5 percent", "2.27 million = 2.27e+06",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_nothing_is_dropped_or_made_up_in_a_paragraph(text: str, expected: list[str]) -> None:
    assert [said(found.reading) for found in find(text)] == expected

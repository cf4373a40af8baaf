"""Periods."""

from datetime import date

import pytest

from etl.period import read_period, when


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2003", date(2003, 1, 1), date(2003, 12, 31)),
        ("2016-06", date(2016, 6, 1), date(2016, 6, 30)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2025-01-17", date(2025, 1, 17), date(2025, 1, 17)),
        ("2016-07-01..2018-03-20", date(2016, 7, 1), date(2018, 3, 20)),
        ("1980..2010", date(1980, 1, 1), date(2010, 12, 31)),
        ("1986..", date(1986, 1, 1), None),
        ("..2017-05", None, date(2017, 5, 31)),
        ("2016/2017", date(2016, 1, 1), date(2017, 12, 31)),
        ("2019/20", date(2019, 1, 1), date(2020, 12, 31)),
        ("2020-21", date(2020, 1, 1), date(2021, 12, 31)),
        ("2015 Q2", date(2015, 4, 1), date(2015, 6, 30)),
        ("not stated", None, None),
        ("", None, None),
    ],
)
def test_a_period_has_the_first_and_last_day_it_states(
    text: str, start: date | None, end: date | None
) -> None:
    period = read_period(text)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "text", ["soon", "20", "2017..2016", "..", "2016-13-01", "2016-02-30", "2016-6", "2019/19", "2003 "]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="period"):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2003", " in 2003"),
        ("2016-06", " in June 2016"),
        ("2025-01-17", " on 17 January 2025"),
        ("2016..2017", " from 2016 to 2017"),
        ("1980..", " since 1980"),
        ("..2017", " up to 2017"),
        ("2020-21", " in 2020-21"),
        ("2020-21..", " since 2020-21"),
        ("2019/20", " in 2019/20"),
        ("2015 Q2", " in 2015 Q2"),
        ("not stated", ""),
    ],
)
def test_a_period_in_words_keeps_its_precision(text: str, words: str) -> None:
    assert when(read_period(text)) == words

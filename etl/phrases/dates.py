"""Recognise years, dates, decades and times of day, so that none is taken for a figure."""

from __future__ import annotations

import re

from etl.phrases import hedges
from etl.phrases.amounts import MINUS_SIGNS
from etl.phrases.found import Found, date, unread, year
from etl.phrases.lexicon import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    FUNCTION_WORDS,
    GLUED_SCALES,
    MEASURES,
    PARTS_OF,
    PEOPLE,
    SCALES,
    SMALL,
    TENS,
)
from etl.phrases.tokens import Tokens
from etl.phrases.units import unit_after

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_SPANS = frozenset({"fy", "q", "h"})
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_LISTS = frozenset({"-", "–", "to", "and", "or", ",", "&"})

_BEFORE_MONTH = MONTHS | _LISTS | _ORDINAL_ENDINGS | {"of"}

_NUMERIC = re.compile(
    r"\d{4}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?:T[\d:.]+Z?)?(?![\d-])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\2(?:\d{4}|\d{2})(?![\d-])"
)
_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d){1,2}\s?(?:[ap]\.?\s?m\b\.?)"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])"
    r"|(?:1[0-2]|0?[1-9])\s?(?:[ap]\.m\.|[ap]m\b|o['’]clock)"
    r"|[0-2]\d[0-5]\d(?=\s(?:hrs|hours|GMT|UTC|EST|EDT|BST|CET)\b)",
    re.IGNORECASE,
)
_POINTED_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_MONTH_AND_DAY = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_YEARS = re.compile(r"(?:1[0-9]|20)\d\d\s?[-–—/‑]\s?(?:(?:1[0-9]|20)\d\d|\d\d)(?![\d,.]\d|\d|%)")
_RATIO_WORDS = frozenset({"ratio", "disparity", "odds", "margin", "lead", "score", "rate"})
# Prepositions after which four digits are a year.
_WHEN = frozenset(
    "in since by until till during before after from between through of early late mid spring summer autumn fall winter "
    "through throughout circa c year fiscal".split()
)
_COMPARED = frozenset(
    "increase decrease rise drop fall gain growth jump decline improvement reduction up down".split()
)
_DECADE_ENDINGS = frozenset({"s", "'", "’"})
# A hedge that fits a year as well as a count.
_WEAK = frozenset({"approximately", "almost", "up_to"})


def date_at(tokens: Tokens, index: int, floor: int) -> Found | None:
    """The date, year or time of day that holds the numeral at the token, or None where it is something else."""
    words = tokens.words
    word = words[index]
    if not word[0].isdigit() or "," in word:
        return None
    if words[index - 1] == "at" and _POINTED_CLOCK.fullmatch(word) and _ends_clause(tokens, index + 1):
        return unread(index, index + 1)  # "at 15.30": an hour, or a level?
    return (
        _around_month(tokens, index, floor)
        or _in_digits(tokens, index, floor)
        or (_decade(tokens, index, floor) if words[index + 1] in _DECADE_ENDINGS else None)
        or (_year(tokens, index, floor) if len(word) == 4 and word.isdecimal() else None)
    )


def span_at(tokens: Tokens, index: int, floor: int) -> Found | None:
    """`FY2021`, `FY2021-22`, `Q3 2020`, `H1 of 2021`: a stretch of a year whose numeral stands at the token."""
    words = tokens.words
    before = words[index - 1]
    if before not in _SPANS or not tokens.glued(index) or index - 1 < floor:
        return None
    if before == "fy":
        years = _YEARS.match(tokens.text, tokens.start(index), tokens.start(index) + 12)
        if years:
            return date(index - 1, _token_after(tokens, index, years.end()))
        return date(index - 1, index + 1) if len(words[index]) in (2, 4) else None
    step = index + 2 if words[index + 1] == "of" else index + 1
    is_part = words[index] in ("1", "2", "3", "4") and _is_year(words[step])
    return date(index - 1, step + 1) if is_part else None


def _ends_clause(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    return word != "%" and word not in ("per", "to") and (not word.isalpha() or word in FUNCTION_WORDS)


def _is_month(tokens: Tokens, index: int) -> bool:
    return tokens.words[index] in MONTHS and tokens.capital(index)


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and 1000 <= int(word) <= 2100


def _past_ordinal(tokens: Tokens, index: int) -> int:
    """The token after a numeral and the ordinal ending it may have."""
    after = index + 1
    return after + 1 if tokens.words[after] in _ORDINAL_ENDINGS and tokens.glued(after) else after


def _around_month(tokens: Tokens, index: int, floor: int) -> Found | None:
    words = tokens.words
    before = index - 1
    if words[before] in (".", ",", "'", "’"):
        before -= 1
    if before >= floor and words[before] in MONTHS and _is_month(tokens, before):
        return _after_month(tokens, before, index)
    if words[index + 1] in _BEFORE_MONTH and words[index].isdecimal() and len(words[index]) <= 2:
        return _before_month(tokens, index)
    return None


def _after_month(tokens: Tokens, month: int, index: int) -> Found | None:
    """`June 17, 2025`, `April 2025`, `Sept. 9-12`."""
    words = tokens.words
    if _is_year(words[index]):
        return None if unit_after(tokens, index + 1)[0] else date(month, index + 1)
    if not _is_day(words[index]) or words[index - 1] == ",":
        return None
    end = _past_ordinal(tokens, index)
    counts = unit_after(tokens, end)[0] or words[end] in SCALES or words[end] in PEOPLE
    if counts or (end > index and words[end] in GLUED_SCALES and tokens.glued(end)):
        return None
    while words[end] in _LISTS and words[end] != "," and _is_day(words[end + 1]):
        following = _past_ordinal(tokens, end + 1)
        if _is_month(tokens, following) or words[following] in PEOPLE or unit_after(tokens, following)[0]:
            break
        end = following
    return date(month, _past_year(tokens, end))


def _past_year(tokens: Tokens, index: int) -> int:
    """The token after a year, with or without a comma before it, that completes a date."""
    words = tokens.words
    step = index + 1 if words[index] == "," else index
    return step + 1 if _is_year(words[step]) and not tokens.glued(step) else index


def _before_month(tokens: Tokens, index: int) -> Found | None:
    """`16 April 2025`, `17th of June`, `19 and 20 April`, `9–11 June`."""
    words = tokens.words
    end = index
    for _ in range(4):
        if not _is_day(words[end]):
            return None
        end = _past_ordinal(tokens, end)
        month = end + 1 if words[end] == "of" else end
        if _is_month(tokens, month):
            if words[month + 1] == ".":
                return (
                    date(index, _past_year(tokens, month + 2))
                    if _is_year(words[month + 2])
                    else date(index, month + 1)
                )
            return date(index, _past_year(tokens, month + 1))
        if words[end] not in _LISTS:
            return None
        end += 1
    return None


def _in_digits(tokens: Tokens, index: int, floor: int) -> Found | None:
    """`2017-06-30`, `17/11/2020`, `4/16`, `10:30`, `6:30 p.m.`, `2016–2017`."""
    words = tokens.words
    if words[index + 1] not in _STARTS and words[index].count(".") < 2:
        return None
    if index - 1 >= floor and words[index - 1] in CURRENCY_SIGNS:
        return None
    text, start = tokens.text, tokens.start(index)
    stop = start + 24
    match = _CLOCK.match(text, start, stop)
    if match and not _is_ratio(tokens, index, floor):
        return date(index, _token_after(tokens, index, match.end()))
    match = _NUMERIC.match(text, start, stop)
    if match:
        return date(index, _token_after(tokens, index, match.end()))
    match = _YEARS.match(text, start, stop)
    if match and _are_years(tokens, index, match, floor):
        return date(index, _token_after(tokens, index, match.end()))
    match = _MONTH_AND_DAY.match(text, start, stop)
    if match and _is_month_and_day(tokens, index, int(match[1]), int(match[2])):
        return date(index, index + 3)
    return None


_STARTS = frozenset(":/-–—‑.ap") | {
    "am",
    "pm",
    "o'clock",
    "o’clock",
    "hours",
    "hrs",
    "gmt",
    "utc",
    "est",
    "edt",
    "bst",
    "cet",
}


def _token_after(tokens: Tokens, index: int, offset: int) -> int:
    while tokens.start(index) < offset and tokens.words[index]:
        index += 1
    return index


def _is_ratio(tokens: Tokens, index: int, floor: int) -> bool:
    """Whether words nearby make `10:30` a ratio rather than a time of day."""
    near = tokens.words[max(floor, index - 3) : index] + tokens.words[index + 3 : index + 5]
    return tokens.words[index + 1] == ":" and not _RATIO_WORDS.isdisjoint(near)


def _are_years(tokens: Tokens, index: int, match: re.Match[str], floor: int) -> bool:
    """`2016–2017` and `2019/20`; but not `1500-2000 people`."""
    first, last = match[0][:4], match[0][-4:]
    if len(match[0].replace(" ", "")) == 7:
        last = first[:2] + match[0][-2:]
    if not last.isdecimal() or int(last) <= int(first) or int(last) > 2100 or int(first) < 1500:
        return False
    end = _token_after(tokens, index, match.end())
    words = tokens.words
    if unit_after(tokens, end)[0] or words[end] in SCALES or words[end] in PEOPLE or words[end] in MEASURES:
        return False
    _, qualifiers = hedges.hedges_before(tokens, index, floor)
    return not qualifiers or set(qualifiers) <= _WEAK


def _is_month_and_day(tokens: Tokens, index: int, first: int, second: int) -> bool:
    """`4/16` and `9/11`, not the fraction of `1/3 of people`."""
    if tokens.words[index + 3] in PARTS_OF and first < second and second <= 10:
        return False
    return (1 <= first <= 12 and 1 <= second <= 31) or (
        1 <= first <= 31 and 1 <= second <= 12 and first != 24
    )


def _decade(tokens: Tokens, index: int, floor: int) -> Found | None:
    """`1980s`, `the ’80s`, `mid-1990s`; but not the age in `over-60s` or `in their 80s`."""
    words = tokens.words
    word = words[index]
    if not word.isdecimal() or len(word) not in (2, 4) or word[-1] != "0":
        return None
    end = index + 1
    if words[end] in ("'", "’") and tokens.glued(end) and tokens.glued(end + 1):
        end += 1
    if words[end] != "s" or not tokens.glued(end):
        return None
    before = words[index - 1]
    if before == "-":
        before = words[index - 2]
    if len(word) == 2 and before in (
        "over",
        "under",
        "their",
        "his",
        "her",
        "my",
        "your",
        "our",
        "mid",
        "early",
        "late",
    ):
        aged = {"their", "his", "her", "my", "your", "our"}
        if (
            before in ("over", "under")
            or words[index - 2] in aged
            or words[index - 3] in aged
            or before in aged
        ):
            return None
    begin = index - 1 if before in ("'", "’") and index - 1 >= floor else index
    return date(begin, end + 1)


def _year(tokens: Tokens, index: int, floor: int) -> Found | None:
    """Four digits without a separator are a year unless a unit, a currency, a hedge or a counted noun says otherwise."""
    words = tokens.words
    value = int(words[index])
    if not 1000 <= value <= 2100:
        return None
    end = index + 1
    following = words[end]
    before = words[index - 1] if index > floor or floor == 0 else ""
    if before in CURRENCY_SIGNS or before in CURRENCY_CODES or before in ("+", "±"):
        return None
    if before in MINUS_SIGNS and tokens.glued(index) and not tokens.glued(index - 1):
        return None
    if (
        following in ("-", "–")
        and tokens.glued(end)
        and len(words[end + 1]) == 4
        and words[end + 1].isdecimal()
    ):
        return None  # two years would have been read as a date
    if _counts_what_follows(tokens, end):
        return None
    begin, qualifiers = hedges.hedges_before(tokens, index, floor)
    when = words[begin - 1] in _WHEN if begin > floor else False
    if value < 1500:
        closed = not following or not following[0].isalnum() or following in FUNCTION_WORDS
        return year(index, end, value) if when and closed else None
    if not qualifiers:
        counted = following in PEOPLE and not when and before not in ("the", "a", "an", "this")
        return None if counted else year(index, end, value)
    if words[index - 1] == "over" and begin > floor and words[begin - 1] in _COMPARED:
        return year(index, end, value)  # "a 36 percent increase over 1990"
    if when:
        return year(begin, end, value, hedges.combined(qualifiers))
    if not set(qualifiers) <= _WEAK or _noun(following):
        return None
    if before == "to":
        return year(index, end, value)  # "up to 2017": the words before it are no hedge of a year
    return year(begin, end, value, "approximately") if set(qualifiers) == {"approximately"} else None


def _counts_what_follows(tokens: Tokens, end: int) -> bool:
    """`1971 percent`, `2000 km`, `2017 million`, `1500 per 100,000`, `1971k`."""
    words = tokens.words
    following = words[end]
    if following in SCALES or following in MEASURES or unit_after(tokens, end)[0]:
        return True
    if following in GLUED_SCALES and tokens.glued(end):
        return True
    return following == "per" or (
        following == "-" and words[end + 1] in ("person", "member", "strong", "odd", "plus")
    )


def _noun(word: str) -> bool:
    return word.isalpha() and (word not in FUNCTION_WORDS or word == "of")


def year_in_words(tokens: Tokens, index: int) -> Found | None:
    """`nineteen eighty-four`, `nineteen sixty`; `nineteen eighty` and the like make no other number."""
    words = tokens.words
    century, tens = SMALL.get(words[index], 0), words[index + 1]
    if not 15 <= century <= 20 or tens not in TENS or tokens.glued(index + 1):
        return None
    end = index + 2
    value = 100 * century + SMALL[tens]
    if words[end] == "-" and tokens.glued(end):
        end += 1
    if 1 <= SMALL.get(words[end], 0) <= 9:
        return year(index, end + 1, value + SMALL[words[end]])
    return year(index, index + 2, value)

"""What the first lines of a text state: a title, who wrote it and on which day."""

from __future__ import annotations

import re
from datetime import date

from etl.incoming.incoming import Sort

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    rf"\b(?:{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})|(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})"
    r"|(\d{4})-(\d{2})-(\d{2}))\b",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,4}"
_BYLINE = re.compile(rf"^(?:by|By|BY) ({_NAME})\s*(?:[•·|,–—-]|$)|^({_NAME})\s*[•·|]")
_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_LINES = 6
_MOST_WORDS = 20  # of a title, and of a line that holds nothing but who and when


def stated_at_the_beginning(text: str, sort: Sort) -> dict[str, str]:
    """What a text's first lines state. Only where a line holds nothing else: a day in a sentence may be any day.

    >>> stated_at_the_beginning("A review of arrests\\n\\nAna Li • May 2, 2024\\n\\nArrests fell.", "text")
    {'title': 'A review of arrests', 'author': 'Ana Li', 'published': '2024-05-02'}
    """
    lines = [line.strip() for line in text.split("\n", 40)[:40]]
    stated = {"title": lines[0]} if sort == "text" and _is_title(lines) else {}
    for line in [line for line in lines if line][:_LINES]:
        if len(line.split()) > _MOST_WORDS or line.endswith((".", "?", "!", ":", ",")):
            continue
        day = _DAY.search(line)
        named = _BYLINE.search(line)
        if named and (day or named[1]):
            stated.setdefault("author", named[1] or named[2])
        if day and (published := _iso(day)) and _little_beside(line, day, named):
            stated.setdefault("published", published)
        if _ADDRESS.fullmatch(line):
            stated.setdefault("address", line)
    return stated


def _is_title(lines: list[str]) -> bool:
    """A first line that stands by itself and is no sentence."""
    first = lines[0]
    alone = len(lines) > 1 and not lines[1]
    return alone and 0 < len(first.split()) <= _MOST_WORDS and not first.endswith((".", ":", ","))


def _little_beside(line: str, day: re.Match[str], named: re.Match[str] | None) -> bool:
    rest = line[: day.start()] + line[day.end() :]
    if named:
        rest = rest.replace(named[1] or named[2], "")
    return len(rest.split()) <= 4


def _iso(day: re.Match[str]) -> str:
    month, number, year, other_number, other_month, other_year, *iso = day.groups()
    if iso[0]:
        parts = [int(part) for part in iso]
    else:
        parts = [
            int(year or other_year),
            _MONTHS.index((month or other_month).lower()) + 1,
            int(number or other_number),
        ]
    try:
        return date(*parts).isoformat()
    except ValueError:
        return ""

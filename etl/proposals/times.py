"""Propose periods: the years, months and days that stand nearest to the phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.incoming.beginning import stated_at_the_beginning
from etl.period import read_period
from etl.phrases import find
from etl.proposals.candidates import Candidate
from etl.proposals.context import Context
from etl.proposals.known import Known
from etl.vocabulary import NOT_STATED

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?:(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>\d{4})"
)
_DECADE = re.compile(r"(\d{3})0s")
_SPAN = re.compile(r"(\d{4})[-–/](\d{4}|\d{2})")
_JOINED = re.compile(r"\s*(?:and|to|until|through|-|–)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|ever since)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SINCE_THEN = re.compile(r"\b(?:since then|since|from then on)\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:today(?:['’]s)?|now|currently|this (?:week|day|morning)|remains?|yesterday|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_FAR = 600  # characters before the paragraph in which a time is still near


class _Time(NamedTuple):
    start: int
    end: int
    period: str
    said: str

    @property
    def opens(self) -> bool:
        """Whether it begins a period that has no stated end."""
        return self.period.endswith("..")


def periods(context: Context, known: Known) -> Iterator[Candidate]:
    """Periods that the sentence names, the nearest first; then none; then those of the text around it."""
    inside = _nearest(_times(context, context.sentence_span), context)
    for time in inside:
        # What begins a period may itself be what happened.
        if time.opens and _touches(time, context):
            yield Candidate(time.period.removesuffix(".."), f"the phrase is “{time.said}”")
        yield Candidate(time.period, f"the sentence says “{time.said}”")
        if time.opens:
            yield Candidate(time.period.removesuffix(".."), f"the sentence says “{time.said}”")
    above = _nearest(
        _times(context, (max(context.paragraph_span[0] - _FAR, 0), context.sentence_span[0])), context
    )
    if not inside and above and (then := _SINCE_THEN.search(context.sentence)):
        yield Candidate(f"{above[0].period.split('..')[0]}..", f"“{then[0].lower()}” after “{above[0].said}”")
    published = stated_at_the_beginning(context.text, "text").get("published", "")
    now = _NOW.search(context.sentence)
    if published and now:
        yield Candidate(published, f"the text is of that day and says “{now[0]}”")
    yield Candidate(NOT_STATED, "no other time is named" if inside else "no time is named in the sentence")
    for row in known.above(context)[:1]:
        yield Candidate(row["period"], f"as in the row above, {row['figure_id']}")
    for time in above:
        yield Candidate(time.period, f"the text before says “{time.said}”")
    if published:
        yield Candidate(published, "the text is of that day")


def _touches(time: _Time, context: Context) -> bool:
    return time.start < context.end and context.start < time.end


def _nearest(times: Sequence[_Time], context: Context) -> list[_Time]:
    return sorted(times, key=lambda time: max(time.start - context.end, context.start - time.end, 0))


def _times(context: Context, span: tuple[int, int]) -> list[_Time]:
    """The times of a stretch of text, two that are joined as one."""
    begin, end = span
    text = context.text[begin:end]
    points = [
        _Time(begin + phrase.start, begin + phrase.end, period, phrase.reading.text)
        for phrase in find(text)
        if phrase.reading.sort in ("year", "date") and (period := _period(phrase.reading.text))
    ]
    found: list[_Time] = []
    for point in points:
        before = context.text[begin : point.start]
        last = found[-1] if found else None
        if last and _goes_on(context.text, last, point, begin):
            found[-1] = _joined(context.text, last, point)
        elif _SINCE.search(before):
            found.append(
                point._replace(period=f"{point.period.split('..')[0]}..", said=f"since {point.said}")
            )
        else:
            found.append(point)
    return [time for time in found if _is_period(time.period)]


def _goes_on(text: str, last: _Time, point: _Time, begin: int) -> bool:
    """Whether two times are the ends of one span: 'between 2016 and 2017', 'the 1980s and 1990s'."""
    between = text[last.end : point.start]
    if not _JOINED.fullmatch(between):
        return False
    return "and" not in between or bool(_BETWEEN.search(text[begin : last.start])) or last.said.endswith("s")


def _joined(text: str, first: _Time, last: _Time) -> _Time:
    period = f"{first.period.split('..')[0]}..{last.period.split('..')[-1]}"
    return _Time(first.start, last.end, period, text[first.start : last.end])


def _period(said: str) -> str:
    """One time as the catalogue writes it; '' where it is no calendar time."""
    if decade := _DECADE.fullmatch(said):
        return f"{decade[1]}0..{decade[1]}9"
    if span := _SPAN.fullmatch(said):
        return f"{span[1]}/{span[2]}" if len(span[2]) == 2 else f"{span[1]}..{span[2]}"
    day = _DAY.fullmatch(said)
    if day and day["month"].lower() in _MONTHS:
        month = f"{day['year']}-{_MONTHS.index(day['month'].lower()) + 1:02}"
        number = day["day"] or day["day2"]
        return f"{month}-{int(number):02}" if number else month
    return said


def _is_period(period: str) -> bool:
    try:
        read_period(period)
    except ValueError:
        return False
    return True

"""Draw dated facts along a line of time: at their true distances above, in words with the gaps between them below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from dashboard.addresses import of_figure
from dashboard.data import NOT_STATED
from dashboard.figure import Figure, sentence_case
from dashboard.words import say, say_number
from etl.period import read_period, when

Row = dict[str, Any]
DAYS_IN_A_YEAR = 365.25
# A shorter pause is no gap worth a line.
SHORTEST_GAP = 2


def facts(events: pd.DataFrame, spoken: Mapping[str, Figure] | None = None) -> str:
    """Dated facts, the earliest first, as HTML; those without a date come last.

    Where they are ``spoken`` no page is in reach: each is its claim alone, with who says so in a line of its own.
    """
    rows = in_order(events)
    return f"{_strip(rows)}{_list(rows, spoken)}"


def in_order(events: pd.DataFrame) -> list[Row]:
    """The facts as rows in that order, with ``start`` and ``end`` of their period, None where it is open or not stated."""
    return sorted(_rows(events), key=lambda row: (row["start"] or date.max, row["end"] or date.max))


def _rows(events: pd.DataFrame) -> list[Row]:
    found: list[Row] = []
    for row in events.to_dict("records"):
        period = read_period(row["period"])
        found.append({**{str(k): v for k, v in row.items()}, "start": period.start, "end": period.end})
    return found


def _strip(rows: Sequence[Row]) -> str:
    """All dates on one line at their true distances; none where fewer than two are known."""
    dated = [row for row in rows if _first(row)]
    if len({_first(row) for row in dated}) < 2:
        return ""
    first = min(_day(_first(row)) for row in dated)
    last = max(_day(_last(row)) for row in dated)
    marks = "".join(_mark(row, first, last) for row in dated)
    years = date.fromordinal(first).year, date.fromordinal(last).year
    told = say("timeline.strip", number=len(dated), first=years[0], last=years[1])
    ends = f'<span style="left:0">{years[0]}</span><span style="left:100%">{years[1]}</span>'
    return f'<div class="time-strip" role="img" aria-label="{escape(told)}">{marks}{ends}</div>'


def _mark(row: Row, first: int, last: int) -> str:
    """A day or a year is a mark, a longer time a span; one with an open end fades out."""
    begin, end = _day(_first(row)), _day(_last(row))
    left = 100 * (begin - first) / (last - first)
    width = 100 * (end - begin) / (last - first)
    if _open(row):
        return f'<i class="span open" style="left:{left:.2f}%;right:0"></i>'
    if _spans(row):
        return f'<i class="span" style="left:{left:.2f}%;width:{width:.2f}%"></i>'
    return f'<i style="left:{left:.2f}%"></i>'


def _list(rows: Sequence[Row], spoken: Mapping[str, Figure] | None) -> str:
    items: list[str] = []
    covered: date | None = None
    for row in rows:
        items += [_gap(covered, row), _event(row, spoken)]
        covered = _covered(covered, row)
    return f'<ol class="timeline">{"".join(items)}</ol>'


def _covered(before: date | None, row: Row) -> date | None:
    """The last day that a fact so far reaches; what has no stated end reaches every later one."""
    last = date.max if _open(row) else _last(row)
    return max(before or date.min, last) if last else before


def _gap(covered: date | None, after: Row) -> str:
    """How many years lie between the facts so far and the next, in words."""
    first = _first(after)
    if covered is None or first is None:
        return ""
    years = int((first - covered).days / DAYS_IN_A_YEAR)
    if years < SHORTEST_GAP:
        return ""
    return f'<li class="gap">{escape(say_number("timeline.gap", years))}</li>'


def day_of(row: Row) -> str:
    """The date of a row of ``Release.events`` in words: '1971', 'Since 2001'."""
    said = (
        when(read_period(row["period"])).strip()
        if row["period"] != NOT_STATED
        else say("drawing.date_not_stated")
    )
    return sentence_case(said.removeprefix("in ").removeprefix("on "))


def _event(row: Row, spoken: Mapping[str, Figure] | None) -> str:
    sort = "open" if _open(row) else "span" if _spans(row) else "day"
    told = f'<p class="small">{escape(say("timeline.ongoing"))}</p>' if _open(row) else ""
    stands = f'<p class="small">{escape(where(row))}</p>'
    if spoken is None:
        said, told = str(row["statement"]), f"{told}{stands}{_way(row)}"
    else:
        figure = spoken[row["event_id"]]
        said = figure.claim
        told = f'{told}<p class="small">{escape(sentence_case(figure.speaker))}</p>{stands}'
    return (
        f'<li id="{escape(row["event_id"])}" class="{sort}"><span class="date">{escape(day_of(row))}</span>'
        f"<div><p>{escape(said)}</p>{told}</div></li>"
    )


def _way(row: Row) -> str:
    address = escape(of_figure(row["event_id"]))
    return f'<p class="small links"><a href="{address}" target="_self">{escape(say("evidence.link"))}</a></p>'


def where(row: Row) -> str:
    """The words of a row of ``Release.events`` or ``Release.places``, and where they stand."""
    publisher = say("document.no_publisher") if row["publisher"] == NOT_STATED else str(row["publisher"])
    words = say("evidence.words", quote=row["quote"])
    stands = say("evidence.where_value", title=row["title"], publisher=publisher, paragraph=row["paragraph"])
    return f"{words} · {stands}"


def _open(row: Row) -> bool:
    """It has begun and no end is stated."""
    return row["start"] is not None and row["end"] is None


def _spans(row: Row) -> bool:
    """It lasts longer than the year its date names."""
    if row["start"] is None or row["end"] is None:
        return False
    return bool((row["end"] - row["start"]).days > DAYS_IN_A_YEAR)


def _first(row: Row) -> date | None:
    day: date | None = row["start"] or row["end"]
    return day


def _last(row: Row) -> date | None:
    day: date | None = row["end"] or row["start"]
    return day


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0

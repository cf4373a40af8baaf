"""What the public record says of the same measure and place, beside what a document says. Tables in, text out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from dashboard.data import Release
from dashboard.figure import Figure, sentence_case
from dashboard.grouping import Drawing
from dashboard.words import known, say, say_number
from etl.intervals import Interval, allowed
from etl.period import read_period, when
from etl.statement import Quantity, number_words, plain

SHOWN = 2
MOST_SHOWN = 4
FAR = 2 * 366
NEVER = 10**9
WRITTEN_WITH_ITS_UNIT = {"percent", "times", "ratio_to_one", "USD", "EUR", "GBP"}
Row = dict[str, Any]


@lru_cache(maxsize=1024)
def beside(drawing: Drawing, release: Release, level: int = 4) -> str:
    """The record's rows for a drawing's measure and place, those that fit best first; '' where it has none.

    ``level`` is that of its heading on the page.
    """
    rows = rows_for(drawing, release)
    if not rows:
        return ""
    first = max(SHOWN, min(len(drawing.figures), MOST_SHOWN))
    shown, rest = rows[:first], rows[first:]
    counted = drawing.first.kind == "count"
    folded = (
        f"<details><summary>{escape(say_number('record.more', len(rest)))}</summary>{_list(rest, counted)}</details>"
        if rest
        else ""
    )
    far = "".join(f'<p class="small">{escape(line)}</p>' for line in nothing_near(drawing, rows))
    heading = f"<h{level}>{escape(say('record.heading'))}</h{level}>"
    return f'<section class="record">{heading}{far}{_list(shown, counted)}{folded}</section>'


def rows_for(drawing: Drawing, release: Release) -> list[Row]:
    """Rows of the record with the drawing's measure, place and unit, those that fit its figures best first."""
    first = drawing.first
    table = release.record
    same = table[
        (table["measure"] == first.measure)
        & (table["region"] == first.region)
        & (table["unit"] == first.unit)
    ]
    rows: list[Row] = [
        {str(name): None if cell != cell or cell == "" else cell for name, cell in row.items()}
        for row in same.to_dict("records")
    ]
    best: list[Row] = []
    # Each figure brings the row that fits it best, so that none of two rivals and no publisher has the record to itself.
    for figure in drawing.figures:
        left = [row for row in rows if row not in best]
        heard = {row["publisher"] for row in best}
        ranked = sorted(left, key=lambda row: (row["publisher"] in heard, _rank(row, figure)))
        best += ranked[:1]
    rest = [row for row in rows if row not in best]
    return best + sorted(rest, key=lambda row: min(_rank(row, figure) for figure in drawing.figures))


def nothing_near(drawing: Drawing, rows: Sequence[Row]) -> list[str]:
    """For each dated figure that the record comes no nearer to than two years: that it has nothing, and what is nearest."""
    dated = [row for row in rows if _days(row["period_start"], row["period_end"])]
    told: list[str] = []
    for figure in drawing.figures:
        if not dated or not _days(figure.period_start, figure.period_end):
            continue
        nearest = min(dated, key=lambda row: _gap(row, figure))
        if _gap(nearest, figure) > FAR:
            years = _years(figure.period_start, figure.period_end)
            found = _years(nearest["period_start"], nearest["period_end"])
            told.append(say("record.nothing_near", years=years, nearest=found))
    return list(dict.fromkeys(told))


def number(row: Row) -> str:
    """The number in words and digits with its unit, and both ends where the record gives them beside a middle."""
    value, low, high = row["value"], row["lower"], row["upper"]
    stated = next((n for n in (value, low, high) if n is not None), None)
    quantity = Quantity(
        "", stated if row["qualifier"] != "range" else None, low, high, row["qualifier"], row["unit"]
    )
    singular, plural = row.get("singular") or "", row.get("plural") or ""
    words = number_words(quantity, singular, plural)
    if row["unit"] not in WRITTEN_WITH_ITS_UNIT:
        words = f"{words} {singular if stated == 1 else plural}".strip()
    if row["qualifier"] == "approximately" and low is not None and high is not None:
        return say("record.between", number=words, low=plain(low), high=plain(high))
    return words


def confidence(row: Row) -> str:
    """How sure the reading of the number is, in words; '' for a code that the language file does not know."""
    code = row["confidence"]
    return say(f"glossary.confidence_{code}") if known(f"glossary.confidence_{code}") else ""


def _rank(row: Row, figure: Figure) -> tuple[bool, int, int, int]:
    """How well a row fits a figure, the lowest best: the same period, a number that fits, the ends near, the last end near.

    Against a figure without an end the latest row comes first.
    """
    start, end = figure.period_start, figure.period_end
    same = _days(start, end) != [] and (row["period_start"], row["period_end"]) == (start, end)
    apart = [
        abs(a.toordinal() - b.toordinal())
        for a, b in ((row["period_start"], start), (row["period_end"], end))
        if a and b
    ]
    dated = _days(row["period_start"], row["period_end"])
    off = sum(apart) if dated else NEVER
    last = max(dated, default=0)
    return not same, _misfit(row, figure), off, abs(last - end.toordinal()) if end else -last


def _misfit(row: Row, figure: Figure) -> int:
    """0 where the row's number is the one that the figure states, 1 where its words still allow it, 2 where they do not."""
    found = allowed(row)
    said = allowed({"value": figure.value, "lower": figure.lower, "upper": figure.upper})
    if not found or not said or found.apart(said):
        return 2
    return int(found.apart(Interval(min(figure.numbers), max(figure.numbers))))


def _gap(row: Row, figure: Figure) -> int:
    """Days from the one period to the other; 0 where they share a day. An end that is open has no day after it."""
    starts = (row["period_start"] or date.min, figure.period_start or date.min)
    ends = (row["period_end"] or date.max, figure.period_end or date.max)
    return max(0, max(starts).toordinal() - min(ends).toordinal())


def _years(start: date | None, end: date | None) -> str:
    if start and end:
        one = start.year == end.year
        return str(start.year) if one else say("record.years", start=start.year, end=end.year)
    return (
        say("record.years_since", start=start.year)
        if start
        else say("record.years_until", end=end.year)
        if end
        else ""
    )


def _days(*ends: date | None) -> list[int]:
    return [end.toordinal() for end in ends if end is not None]


def _list(rows: list[Row], counted: bool) -> str:
    return f"<ul>{''.join(_item(row, counted) for row in rows)}</ul>"


def _item(row: Row, counted: bool) -> str:
    """One row; a count that does not say what it includes is said not to."""
    said = when(read_period(row["period"] or "")).strip() or say("drawing.date_not_stated")
    key = "record.line" if row["edition"] else "record.line_no_edition"
    line = say(key, when=sentence_case(said), publisher=row["publisher"], edition=row["edition"])
    includes = row["scope"] or (say("record.scope_not_stated") if counted else "")
    scope = f'<p class="small">{escape(sentence_case(includes))}</p>' if includes else ""
    told = escape(sentence_case(number(row)))
    sure = f'<p class="small">{escape(confidence(row))}</p>' if confidence(row) else ""
    note = f'<p class="small">{escape(sentence_case(row["note"]))}</p>' if row["note"] else ""
    return (
        f'<li><p class="record-number">{told}</p><p class="small">{escape(line)}</p>{scope}{note}{sure}</li>'
    )

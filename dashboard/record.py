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
from etl.period import read_period, when
from etl.statement import Quantity, number_words, plain

SHOWN = 2
MOST_SHOWN = 4
WRITTEN_WITH_ITS_UNIT = {"percent", "times", "ratio_to_one", "USD", "EUR", "GBP"}
Row = dict[str, Any]


@lru_cache(maxsize=1024)
def beside(drawing: Drawing, release: Release) -> str:
    """The record's rows for a drawing's measure and place, those of the same years first; '' where it has none."""
    rows = rows_for(drawing, release)
    if not rows:
        return ""
    first = max(SHOWN, min(len(drawing.figures), MOST_SHOWN))
    shown, rest = rows[:first], rows[first:]
    folded = (
        f"<details><summary>{escape(say_number('record.more', len(rest)))}</summary>{_list(rest)}</details>"
        if rest
        else ""
    )
    return f'<section class="record"><h4>{escape(say("record.heading"))}</h4>{_list(shown)}{folded}</section>'


def rows_for(drawing: Drawing, release: Release) -> list[Row]:
    """Rows of the record with the drawing's measure, place and unit, the nearest in time to its figures first."""
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
    nearest: list[Row] = []
    # Each figure brings the row nearest to it, so that none of two rivals has the record to itself.
    for figure in drawing.figures:
        left = [row for row in rows if row not in nearest]
        nearest += [min(left, key=lambda row: _distance(row, [figure]))] if left else []
    rest = [row for row in rows if row not in nearest]
    return nearest + sorted(rest, key=lambda row: _distance(row, drawing.figures))


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


def _distance(row: Row, figures: Sequence[Figure]) -> tuple[int, int]:
    """Days between the row's period and the nearest figure's, by their known ends; of rows as near, the latest first."""
    days = _days(row["period_start"], row["period_end"])
    if not days:
        return 10**9, 0
    others = [day for figure in figures for day in _days(figure.period_start, figure.period_end)]
    return min((abs(a - b) for a in days for b in others), default=0), -max(days)


def _days(*ends: date | None) -> list[int]:
    return [end.toordinal() for end in ends if end is not None]


def _list(rows: list[Row]) -> str:
    return f"<ul>{''.join(map(_item, rows))}</ul>"


def _item(row: Row) -> str:
    said = when(read_period(row["period"] or "")).strip() or say("drawing.date_not_stated")
    key = "record.line" if row["edition"] else "record.line_no_edition"
    line = say(key, when=sentence_case(said), publisher=row["publisher"], edition=row["edition"])
    scope = f'<p class="small">{escape(sentence_case(row["scope"]))}</p>' if row["scope"] else ""
    told = escape(sentence_case(number(row)))
    sure = f'<p class="small">{escape(confidence(row))}</p>' if confidence(row) else ""
    note = f'<p class="small">{escape(sentence_case(row["note"]))}</p>' if row["note"] else ""
    return (
        f'<li><p class="record-number">{told}</p><p class="small">{escape(line)}</p>{scope}{note}{sure}</li>'
    )

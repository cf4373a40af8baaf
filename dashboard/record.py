"""What the public record says of the same measure and place, or of what a point rests on, beside what a document says. Tables in, text out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from dashboard import outside, problems
from dashboard.data import Release
from dashboard.figure import Figure, sentence_case
from dashboard.grouping import Drawing
from dashboard.keeping import kept
from dashboard.words import known, say, say_number
from etl.intervals import Interval, allowed
from etl.period import read_period, when
from etl.statement import Quantity, number_words, plain

SHOWN = 2
MOST_SHOWN = 4
# Of what points rest on, so many rows are in view.
MOST_RESTED_ON = 5
FAR = 2 * 366
NEVER = 10**9
WRITTEN_WITH_ITS_UNIT = {"percent", "times", "ratio_to_one", "USD", "EUR", "GBP"}
Row = dict[str, Any]


@kept(1024)
def beside(drawing: Drawing, release: Release, level: int = 4) -> str:
    """The record's rows for a drawing's measure and place, those that fit best first, and those of other measures that it
    should be read with; '' where it has none of either. ``level`` is that of its heading on the page.
    """
    rows, others = rows_for(drawing, release), related(drawing, release)
    if not rows and not others:
        return ""
    counted = drawing.first.kind == "count"
    far = "".join(f'<p class="small">{escape(line)}</p>' for line in nothing_near(drawing, release))
    every = [*((row, counted) for row in rows), *((row, False) for row in others)]
    shared, own = _shared(every), _shared([(row, counted) for row in rows])
    apart = [remark for remark in own if remark not in shared]
    items = [_item(row, counted, [*shared, *own]) for row in rows]
    same = _for_each(apart) + _folded(items, max(SHOWN, min(len(drawing.figures), MOST_SHOWN)))
    parts = [same, _others(others, drawing, release, shared)]
    # Amounts of the very year say more than a change of another decade.
    if rows and nearest(drawing, release)[0] not in rows:
        parts = [parts[1], f'<p class="small">{escape(say("record.same_measure"))}</p>{same}']
    heading = f"<h{level}>{escape(say('record.heading'))}</h{level}>"
    return f'<section class="record">{heading}{far}{_for_each(shared)}{"".join(parts)}</section>'


def _shared(rows: Sequence[tuple[Row, bool]]) -> tuple[str, ...]:
    """The remarks that every one of several rows would repeat: they are said once, before the list.

    Each row comes with whether it is a count that should say what it includes.
    """
    remarks = [_remarks(row, counted) for row, counted in rows]
    if len(remarks) < 2:
        return ()
    return tuple(one for one in remarks[0] if all(one in others for others in remarks))


def _for_each(remarks: Sequence[str]) -> str:
    """What is the same for all rows of a list, in one line; '' for nothing."""
    told = "; ".join(remark[:1].lower() + remark[1:].removesuffix(".") for remark in remarks)
    return f'<p class="small">{escape(say("record.for_each", remarks=told))}</p>' if told else ""


def _remarks(row: Row, counted: bool) -> tuple[str, ...]:
    """That a count does not say what it includes, and how sure the reading is: what many rows have in common."""
    missing = say("record.scope_not_stated") if counted and not row["scope"] else ""
    return tuple(filter(None, (missing, confidence(row))))


def _others(rows: list[Row], drawing: Drawing, release: Release, shared: Sequence[str]) -> str:
    """Rows of other measures, each under the name of its own: what points rest on is in view."""
    if not rows:
        return ""
    items = [_item(row, False, shared, measure_name(row, release)) for row in rows]
    first = max(SHOWN, min(len(_rested_on(drawing, release)), MOST_RESTED_ON))
    return f'<p class="small">{escape(say("record.other_measures"))}</p>{_folded(items, first)}'


def rows_for(drawing: Drawing, release: Release) -> list[Row]:
    """Rows of the record with the drawing's measure, place and unit, those that fit its figures best first."""
    first = drawing.first
    rows = [
        row
        for row in _of_measure(first.measure, release)
        if (row["region"], row["unit"]) == (first.region, first.unit)
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


def related(drawing: Drawing, release: Release) -> list[Row]:
    """Rows of other measures that a drawing should be read with.

    First those that points on its figures rest on, then, for a change, those of what changed there.
    """
    own, first = {row["record_id"] for row in rows_for(drawing, release)}, drawing.first
    changed = [
        row
        for row in _of_measure(_change_of(release).get(first.measure, ""), release)
        if row["region"] == first.region
    ]
    by_time = sorted(changed, key=lambda row: min(_gap(row, figure) for figure in drawing.figures))
    found = {row["record_id"]: row for row in [*_rested_on(drawing, release), *by_time]}
    return [row for name, row in found.items() if name not in own]


def nearest(drawing: Drawing, release: Release) -> list[Row]:
    """All rows that stand beside a drawing, those that are near one of its figures in time before the others."""
    rows = [*rows_for(drawing, release), *related(drawing, release)]
    return sorted(rows, key=lambda row: min(_gap(row, figure) for figure in drawing.figures) > FAR)


def nothing_near(drawing: Drawing, release: Release) -> list[str]:
    """For each dated figure that no row beside it comes nearer to than two years: that none does, and what is nearest."""
    dated = [row for row in rows_for(drawing, release) if _days(row["period_start"], row["period_end"])]
    others = [row for row in related(drawing, release) if _days(row["period_start"], row["period_end"])]
    told: list[str] = []
    for figure in drawing.figures:
        if not dated or not _days(figure.period_start, figure.period_end):
            continue
        closest = min(dated, key=lambda row: _gap(row, figure))
        if min(_gap(row, figure) for row in [*dated, *others]) > FAR:
            years = _years(figure.period_start, figure.period_end)
            found = _years(closest["period_start"], closest["period_end"])
            told.append(say("record.nothing_near", years=years, nearest=found))
    return list(dict.fromkeys(told))


@kept()
def by_name(release: Release) -> dict[str, Row]:
    """Every row of the record by its permanent name; what is missing is None."""
    return {
        str(row["record_id"]): {
            str(name): None if cell != cell or cell == "" else cell for name, cell in row.items()
        }
        for row in release.record.to_dict("records")
    }


def measure_name(row: Row, release: Release) -> str:
    """What a row of the record counts."""
    return _measure_names(release).get(str(row["measure"]), str(row["measure"]))


def in_short(row: Row) -> str:
    """A row in one line: its number, its time, and who published it."""
    told = when(read_period(row["period"] or "")).strip() or say("drawing.date_not_stated")
    who = ", ".join(part for part in (row["publisher"], row["edition"]) if part)
    return say("record.in_short", number=number(row), when=told, publisher=who)


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


def _rested_on(drawing: Drawing, release: Release) -> list[Row]:
    """The rows that points on a drawing's figures rest on, and on the numbers that these start from."""
    known = by_name(release)
    names = (name for row in problems.of(drawing.ids, release) for name in problems.record(row))
    return [known[name] for name in dict.fromkeys(names) if name in known]


@kept(1024)
def _of_measure(measure: str, release: Release) -> list[Row]:
    return [row for row in by_name(release).values() if row["measure"] == measure]


@kept()
def _measure_names(release: Release) -> dict[str, str]:
    return dict(zip(release.measures["measure"], release.measures["name"], strict=True))


@kept()
def _change_of(release: Release) -> dict[str, str]:
    """For each measure of a change, the measure that changes."""
    table = release.measures[release.measures["change_of"].notna()]
    return dict(zip(table["measure"], table["change_of"], strict=True))


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
    found, said = allowed(row), allowed(figure.stated)
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


def _folded(items: Sequence[str], first: int) -> str:
    """The first of the items in view, the others one step away."""
    shown, rest = items[:first], items[first:]
    told = f"<ul>{''.join(shown)}</ul>" if shown else ""
    if not rest:
        return told
    more = escape(say_number("record.more", len(rest)))
    return f"{told}<details><summary>{more}</summary><ul>{''.join(rest)}</ul></details>"


def _item(row: Row, counted: bool, shared: Sequence[str], measure: str = "") -> str:
    """One row with the page it was seen on, under the name of its ``measure`` if it has another one.

    A count that does not say what it includes is said not to; ``shared`` was said before the list.
    """
    said = when(read_period(row["period"] or "")).strip() or say("drawing.date_not_stated")
    key = "record.line" if row["edition"] else "record.line_no_edition"
    line = say(key, when=sentence_case(said), publisher=row["publisher"], edition=row["edition"])
    own = [remark for remark in _remarks(row, counted) if remark not in shared]
    texts = [sentence_case(text) for text in (row["scope"], row["note"], *own) if text]
    more = "".join(f'<p class="small">{escape(text)}</p>' for text in texts)
    told, seen = escape(sentence_case(number(row))), outside.by_host(row["page_seen"])
    way = f'<p class="small seen">{escape(say("record.seen"))} {seen}</p>' if seen else ""
    of = f'<p class="kicker">{escape(measure)}</p>' if measure else ""
    return f'<li>{of}<p class="record-number">{told}</p><p class="small">{escape(line)}</p>{more}{way}</li>'

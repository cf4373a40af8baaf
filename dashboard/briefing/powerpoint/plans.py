"""Decide which drawings PowerPoint has an honest chart for, and what stands in its sheet: rows, numbers, words, axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from dashboard.charts import counts, over_time, ratios, shares, tally, wording
from dashboard.charts.scale import round_ticks
from dashboard.figure import Figure, sentence_case
from dashboard.grouping import Drawing
from dashboard.palette import Palette
from dashboard.words import say

KINDS = ("count", "money", "share", "ratio", "change")
STATED = ("exact", "approximately")
MILLION, BILLION = 1e6, 1e9
# A sheet's numbers are no longer exact beyond this.
LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``before`` is what of a whole comes ahead of it. ``about`` is hatched, ``hollow`` was worked out or is undescribed."""

    label: str
    number: str
    value: float
    colour: str
    before: float = 0.0
    about: bool = False
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart: ``whole`` is 100 where the bars are parts, ``upright`` where they stand side by side, ``note`` goes under it."""

    bars: tuple[Bar, ...]
    series: str
    ticks: tuple[float, ...]
    tick_format: str
    origin: float = 0.0
    whole: float = 0.0
    upright: bool = False
    note: str = ""

    @property
    def lone(self) -> bool:
        """One bar: its number and words stand over it."""
        return len(self.bars) == 1


def of(drawing: Drawing, palette: Palette) -> Plan | None:
    """The chart that says the same as the site's drawing; None where PowerPoint has none that does."""
    rows = list(drawing.figures)
    if not _suits(rows):
        return None
    if over_time.suits(rows):
        return _over_time(rows, palette) if _even(rows) else None
    kind = drawing.first.kind
    if kind == "share":
        return _make_up(rows, palette) if shares.one_whole(rows) else _parts(rows, palette)
    if kind == "ratio":
        return _ratios(rows, palette)
    return _from_zero(rows, palette)


def _suits(rows: Sequence[Figure]) -> bool:
    """Plain numbers of one stretch of time: an open end, a range, a tally and times set apart need marks that no chart has."""
    first = rows[0]
    if first.kind not in KINDS or tally.suits(list(rows)):
        return False
    if any(row.qualifier not in STATED or not _plain(row.value) for row in rows):
        return False
    if first.kind == "share" and any((row.value or 0.0) > shares.WHOLE for row in rows):
        return False
    # What lies below parity has its words where no label of a chart can stand.
    least = {"change": -LARGEST, "ratio": ratios.PARITY}.get(first.kind, 0.0)
    if any((row.value or 0.0) < least for row in rows):
        return False
    return over_time.suits(rows) or not any(counts.separate(first, row) for row in rows[1:])


def _plain(value: float | None) -> bool:
    return value is not None and isfinite(value) and abs(value) < LARGEST


def _even(rows: Sequence[Figure]) -> bool:
    """Columns stand at equal distances: years that do not would be told apart wrongly."""
    years = sorted(row.period_start.year for row in rows if row.period_start)
    return len({b - a for a, b in pairwise(years)}) == 1


def _bars(rows: Sequence[Figure], palette: Palette) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            "\n".join(row.words), row.figure.number, float(row.figure.value or 0.0), row.colour,
            about=row.figure.qualifier == "approximately", hollow=row.figure.derived,
        )
        for row in wording.rows(rows, palette)
    )  # fmt: skip


def _from_zero(rows: Sequence[Figure], palette: Palette) -> Plan:
    bars = _bars(rows, palette)
    values = [0.0, *(bar.value for bar in bars)]
    ticks = tuple(round_ticks(min(values), max(values)))
    first = rows[0]
    whole = "#,##0" if all(tick % 1 == 0 for tick in ticks) else "General"
    suffix = '"%"' if first.unit == "percent" else ""
    written = (
        f'"+"{whole}{suffix};"−"{whole}{suffix};0{suffix}'
        if first.kind == "change"
        else _amounts(ticks, counts.SIGNS.get(first.unit, ""))
    )
    return Plan(bars, _name(first), ticks, written)


def _amounts(ticks: Sequence[float], sign: str) -> str:
    """How numbers are written at the axis: in words where they are long."""
    step, last = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0, max(ticks)
    before = f'"{sign}"' if sign else ""
    for size, commas, key in ((BILLION, ",,,", "billion"), (MILLION, ",,", "million")):
        if last >= size:
            places = "" if step % size == 0 else ".0" if step % (size / 10) == 0 else ".00"
            word = say(f"briefing_file.{key}")
            return f'{before}#,##0{places}{commas}"{word}";;{before}0'
    return f"{before}#,##0" if step % 1 == 0 else f"{before}General"


def _ratios(rows: Sequence[Figure], palette: Palette) -> Plan:
    """From parity. A long axis is counted from zero, 20, 40 and not 1, 21, 41, and its bars still begin at one."""
    bars = _bars(rows, palette)
    high = max([ratios.PARITY, *(bar.value for bar in bars)])
    first, long = rows[0], high > ratios.SHORT
    ticks = tuple(round_ticks(0.0 if long else ratios.PARITY, high, 0.0 if long else ratios.PARITY))
    if first.unit == "ratio_to_one":
        written, note = say("briefing_file.to_one"), say("mark.parity_law")
    else:
        written = say("briefing_file.times")
        group = first.comparison_name
        note = say("mark.parity", group=group) if group else say("mark.parity_plain")
    # There is no ratio of nothing to one: where the axis begins there, it has no word.
    return Plan(bars, _name(first), ticks, f"{written};;", origin=ratios.PARITY, note=note)


def _parts(rows: Sequence[Figure], palette: Palette) -> Plan:
    return Plan(_bars(rows, palette), _name(rows[0]), (0.0, 50.0, 100.0), '0"%"', whole=shares.WHOLE)


def _make_up(rows: Sequence[Figure], palette: Palette) -> Plan:
    """Each part starts where the one before it ended; what nobody describes is a hollow part of its own."""
    ordered = sorted(rows, key=lambda row: (row.derived, row.group_position or 0.0))
    bars, end = [], 0.0
    for row in ordered:
        label = "\n".join(shares.part_words(row, rows))
        value = float(row.value or 0.0)
        colour = palette.reference if row.derived else palette.stated
        bars.append(
            Bar(label, row.number, value, colour, end, row.qualifier == "approximately", hollow=row.derived)
        )
        end += value
    if end < shares.WHOLE:
        bars.append(Bar(say("mark.rest"), "", shares.WHOLE - end, palette.reference, end, hollow=True))
    note = say("mark.one_whole", base=rows[0].base or "")
    return Plan(
        tuple(bars), _name(rows[0]), (0.0, 50.0, 100.0), '0"%"', whole=shares.WHOLE, note=note
    )  # fmt: skip


def _over_time(rows: Sequence[Figure], palette: Palette) -> Plan:
    ordered = sorted(rows, key=lambda row: row.period_start.year if row.period_start else 0)
    bars = tuple(
        Bar(
            str(row.period_start.year if row.period_start else ""), row.number, float(row.value or 0.0),
            palette.stated, about=row.qualifier == "approximately",
        )
        for row in ordered
    )  # fmt: skip
    ticks = tuple(round_ticks(0.0, max(bar.value for bar in bars)))
    return Plan(
        bars, _name(rows[0]), ticks, _amounts(ticks, counts.SIGNS.get(rows[0].unit, "")), upright=True,
        note=say("briefing_file.not_drawn_between"),
    )  # fmt: skip


def _name(figure: Figure) -> str:
    """What the numbers in the sheet are."""
    unit = f" ({figure.plural})" if figure.plural else ""
    return f"{sentence_case(figure.measure_name)}{unit}"

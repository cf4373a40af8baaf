"""Changes against the numbers they are between, and against each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from etl.checks.problem import HOW_FAR_OFF, Problem, apart, approximate, quoted
from etl.derive import plain_signed
from etl.grouped import Figure, Figures, Mask
from etl.intervals import Interval, allowed, disagree, stands_for
from etl.statement import plain
from etl.vocabulary import CONTEXT, CONTRADICTION


def change_against_endpoints(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """A printed percentage change against the two numbers it is said to be between."""
    targets = {
        code: row["change_of"]
        for code, row in figures.measures.items()
        if row["change_of"] and row["unit"] == "percent"
    }
    changes = [row for row in figures.rows(figures.of_measures(targets)) if row["value"] is not None]
    ends: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for row in figures.rows(_in_documents(figures, changes) & figures.of_measures(targets.values())):
        if row["value"] is not None:
            ends[_thing(row, row["measure"])].append(row)
    for printed in changes:
        pair = _endpoints(printed, ends[_thing(printed, targets[printed["measure"]])])
        if pair:
            yield from _recomputed(printed, *pair)


def _in_documents(figures: Figures, rows: Sequence[Figure]) -> Mask:
    return figures.holding("document", {row["document"] for row in rows})


def _thing(row: Figure, measure: str) -> tuple[Any, ...]:
    return (row["document"], measure, row["region"], row["group"], row["comparison_group"], row["base"])


def _endpoints(printed: Figure, candidates: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The two figures at the ends of the change's period; a document's only two figures of the thing are its ends."""
    if len(candidates) == 2:
        first, last = sorted(candidates, key=lambda row: (row["period_start"] or date.max, row["start"]))
        fits = _at(printed["period_start"], first["period_start"]) and _at(
            printed["period_end"], last["period_end"]
        )
        return (first, last) if fits else None
    first_ends = [c for c in candidates if c["period_start"] and c["period_start"] == printed["period_start"]]
    last_ends = [c for c in candidates if c["period_end"] and c["period_end"] == printed["period_end"]]
    return (first_ends[0], last_ends[0]) if len(first_ends) == 1 and len(last_ends) == 1 else None


def _at(said: date | None, found: date | None) -> bool:
    """A day that is not stated contradicts none."""
    return said is None or found is None or said == found


def _recomputed(printed: Figure, first: Figure, last: Figure) -> Iterator[Problem]:
    """Compare what is printed with every change that the two ends allow; what is flatly printed is taken at its word."""
    said, start, end = _to_the_digit(printed), _end(first), _end(last)
    if not said or not start or not end or start.low <= 0 or not said.apart(_changes(start, end)):
        return
    computed, is_printed = (
        plain_signed(change) for change in (_percent(first["value"], last["value"]), printed["value"])
    )
    a, b = plain(first["value"]), plain(last["value"])
    loose, explains, rounding = approximate(printed, first, last), *_if_rounded(printed, first, last)
    yield Problem(
        "change_against_endpoints",
        CONTEXT if loose or explains else CONTRADICTION,
        (printed, first, last),
        f"The change is printed as {is_printed}%, but the two numbers beside it give {computed}%."
        + (" Rounding could explain the difference." if explains else f" {HOW_FAR_OFF}" if loose else ""),
        f"{quoted([first, last])}; {quoted([printed])}",
        f"{computed}%",
        f"100 × ({b} − {a}) ÷ {a} = {computed}%, not {is_printed}%. {rounding}",
    )


def _to_the_digit(printed: Figure) -> Interval | None:
    """A change that is flatly printed, its zeros meant as well; what stands after its point may still be rounded."""
    if printed["qualifier"] != "exact":
        return allowed(printed)
    return stands_for(printed["value"], printed["quote"], zeros_meant=True)


def _end(row: Figure) -> Interval | None:
    return Interval(row["value"], row["value"]) if row["qualifier"] == "exact" else allowed(row)


def _changes(start: Interval, end: Interval) -> Interval:
    return Interval(_percent(start.high, end.low), _percent(start.low, end.high))


def _if_rounded(printed: Figure, first: Figure, last: Figure) -> tuple[bool, str]:
    """Whether the rounding of the three numbers could explain the difference, and what each stands for if it is rounded."""
    said, start, end = allowed(printed), allowed(first), allowed(last)
    if not said or not start or not end or start.low <= 0:
        return False, ""
    changes = _changes(start, end)
    explains = not said.apart(changes)
    rounded = [
        f"{plain_signed(row['value'])}{unit} stands for {plain_signed(span.low)}{unit} to {plain_signed(span.high)}{unit}"
        for row, span, unit in ((first, start, ""), (last, end, ""), (printed, said, "%"))
        if math.isfinite(span.low) and math.isfinite(span.high)
    ]
    if not rounded:
        return explains, ""
    room = "leaves room" if explains else "still leaves no room"
    return explains, (
        f"If they are rounded at the last digit that is not zero, {', '.join(rounded)}. "
        f"The change may then be {_span_in_words(changes)}, which {room} for what is printed."
    )


def _span_in_words(changes: Interval) -> str:
    low, high = (f"{plain_signed(float(f'{bound:.4g}'))}%" for bound in (changes.low, changes.high))
    if changes.high == math.inf:
        return f"at least {low}"
    return f"from {low} to {high}"


def _percent(first: float, last: float) -> float:
    """The change from a number above zero to another; from one without end, nothing is left of it."""
    return -100.0 if first == math.inf else 100 * (last - first) / first


def two_changes_of_one_span(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """Two changes stated for the same span of time that leave no change that fits both."""
    changes = {code for code, row in figures.measures.items() if row["kind"] == "change"}
    keys = ("measure", "region", "group", "comparison_group", "base")
    for rows in figures.groups(keys, figures.of_measures(changes), "value"):
        spans: dict[tuple[date, date], list[Figure]] = defaultdict(list)
        for row in rows:
            if row["value"] is not None and (span := _span(row)):
                spans[span].append(row)
        for span, found in spans.items():
            for one, other in combinations(found, 2):
                if disagree(one, other):
                    yield _two_changes(one, other, span)


def _span(row: Figure) -> tuple[date, date] | None:
    """First and last day between which a change is counted; one 'in' a year runs from the year before."""
    start, end = row["period_start"], row["period_end"]
    if not start or not end:
        return None
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return (
        (start.replace(year=start.year - 1), end) if whole_year and start.year == end.year else (start, end)
    )


def _two_changes(one: Figure, other: Figure, span: tuple[date, date]) -> Problem:
    first, last = span[0].year, span[1].year
    values = [f"{_signed(row['value'])}%" for row in (one, other)]
    dates = "; ".join(f"“{row['quote']}” for {row['period'].replace('..', ' to ')}" for row in (one, other))
    verdict = HOW_FAR_OFF if approximate(one, other) else "Both cannot hold."
    return Problem(
        "two_changes_of_one_span",
        apart(one, other),
        (one, other),
        f"Over the same time, from {first} to {last}, one quantity is said to have changed by {' and by '.join(values)}. {verdict}",
        dates,
        "",
        f"A change in {last} is counted from {first}: both statements run from {first} to {last}, and {' ≠ '.join(values)}",
    )


def _signed(value: float) -> str:
    return ("+" if value > 0 else "") + plain_signed(value)

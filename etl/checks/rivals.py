"""Statements of one thing against each other: in one document, between documents, and against the public record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.checks.problem import HOW_FAR_OFF, Problem, apart, approximate, in_words, inside, quoted
from etl.grouped import Figure, Figures, Mask
from etl.intervals import STATED, disagree
from etl.statement import plain
from etl.vocabulary import CONTEXT, CONTRADICTION, NOT_STATED


def headline_against_body(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """A number in a document's title that its body gives to something else."""
    in_title = pc.equal(figures.table["paragraph"], 1)
    numbered = pc.is_valid(figures.table["value"])
    titled = figures.table.filter(pc.and_(in_title, numbered))
    if not titled.num_rows:
        return
    in_body = pc.and_(numbered, pc.greater(figures.table["paragraph"], 1))
    body = pc.and_(in_body, pa.array(figures.holding("document", titled["document"].to_pylist())))
    said: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for row in figures.table.filter(body).to_pylist():
        said[_number_of(row)].append(row)
    for title in titled.to_pylist():
        same = said[_number_of(title)]
        if same and all(row["measure"] != title["measure"] for row in same):
            yield _headline(figures, title, same[0])


def _number_of(row: Figure) -> tuple[Any, ...]:
    return (row["document"], row["value"], row["qualifier"], row["unit"], row["region"])


def _headline(figures: Figures, title: Figure, body: Figure) -> Problem:
    names = [inside(figures.measures[row["measure"]]["name"]) for row in (title, body)]
    return Problem(
        "headline_against_body",
        CONTEXT,
        (title, body),
        f"The headline gives the number for “{names[0]}”; the text gives the same number for “{names[1]}”.",
        f"paragraph 1: “{title['quote']}”; paragraph {body['paragraph']}: “{body['quote']}”",
        "",
        f"One number, {in_words(title)}, for two measures: {names[0]}; {names[1]}",
    )


def bounds_exclude(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """Two statements of the same thing at the same time whose bounds leave no number that fits both."""
    changes = {code for code, row in figures.measures.items() if row["kind"] == "change"}
    dated = pc.not_equal(figures.table["period"], NOT_STATED).to_numpy() & ~figures.of_measures(changes)
    keys = ("measure", "region", "group", "comparison_group", "base", "period_start", "period_end")
    at, begins = figures.sorted_by(keys, dated)
    if not len(at):
        return
    lower, upper = figures.bound("lower", -np.inf)[at], figures.bound("upper", np.inf)[at]
    crossed = np.maximum.reduceat(lower, begins) > np.minimum.reduceat(upper, begins)
    ends = np.r_[begins[1:], len(at)]
    found = [
        at[[begin + int(lower[begin:end].argmax()), begin + int(upper[begin:end].argmin())]]
        for begin, end in zip(begins[crossed].tolist(), ends[crossed].tolist(), strict=True)
    ]
    # Only a few cells say whether the two are apart: most pairs are not, and need no full records.
    stated = figures.records(found, STATED)
    apart = [pair for pair, (one, other) in zip(found, stated, strict=True) if disagree(one, other)]
    for pair in figures.records(apart):
        yield _no_common_number(pair)


def _no_common_number(pair: Sequence[Figure]) -> Problem:
    floor, ceiling = sorted(
        pair, key=lambda row: row["lower"] if row["lower"] is not None else -np.inf, reverse=True
    )
    return Problem(
        "bounds_exclude",
        CONTRADICTION,
        (floor, ceiling),
        "Two statements of the same thing at the same time leave no number that fits both.",
        quoted([floor, ceiling]),
        "",
        f"{plain(floor['lower'])} or more, and {plain(ceiling['upper'])} or less",
    )


def record_differs(figures: Figures, record: Sequence[Figure]) -> Iterator[Problem]:
    """A figure about everybody that the public record gives otherwise for the same measure, place and period."""
    known: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for row in record:
        if row["period"] != NOT_STATED and not row["scope"]:
            known[_dated(row)].append(row)
    for row in figures.rows(_maybe_recorded(figures, record)):
        if row["group"] or row["comparison_group"]:
            continue
        for other in known.get(_dated(row), []):
            if disagree(row, other):
                yield _differs(row, other)


def _differs(row: Figure, other: Figure) -> Problem:
    ours, theirs = in_words(row), in_words(other)
    loose = f" {HOW_FAR_OFF}" if approximate(row, other) else ""
    return Problem(
        "record_differs",
        apart(row, other),
        (row,),
        f"The public record gives {theirs} for the same measure, place and time.{loose}",
        f"“{row['quote']}”",
        f"{theirs} ({other['publisher']})",
        f"{ours} ≠ {theirs}",
        record=(other["record_id"],),
    )


def _maybe_recorded(figures: Figures, record: Sequence[Figure]) -> Mask:
    """Rows of a measure, a place and a first day that the record has: few of many."""
    mask = figures.of_measures({row["measure"] for row in record})
    mask &= figures.holding("region", {row["region"] for row in record})
    days = pa.array(sorted({row["period_start"] for row in record if row["period_start"]}), pa.date32())
    mask &= pc.is_in(figures.table["period_start"], days).to_numpy()
    return mask


def _dated(row: Figure) -> tuple[Any, ...]:
    return (row["measure"], row["region"], row["period_start"], row["period_end"], row["unit"])

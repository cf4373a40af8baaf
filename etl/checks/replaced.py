"""Values of which only one holds at a time, replaced by a later one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from etl.checks.problem import Problem, in_words, quoted
from etl.grouped import Figure, Figures
from etl.period import read_period, when
from etl.statement import capitalised
from etl.vocabulary import CONTEXT, NOT_STATED


def superseded(figures: Figures, record: Sequence[Figure]) -> Iterator[Problem]:
    """A value that holds one at a time, replaced by a later one in another document or in the public record."""
    measures = {code for code, row in figures.measures.items() if row["in_force"]}
    by_thing: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for row in figures.rows(figures.of_measures(measures)):
        by_thing[_law(row)].append({**row, "since": row["period_start"] or row["as_of"]})
    for row in record:
        if row["measure"] in measures and not row["scope"]:
            outside = {"since": row["period_start"], "figure_id": None, "document": None}
            by_thing[_law(row)].append({**row, **outside})
    for rows in by_thing.values():
        dated = sorted(
            (row for row in rows if row["since"] and row["value"] is not None), key=lambda row: row["since"]
        )
        begins = _beginnings(dated)
        for row, newer in _with_newer(dated):
            if row["figure_id"]:
                yield _replaced(row, newer, _began(row, begins[newer["value"]]))


def _beginnings(dated: Sequence[Figure]) -> dict[float, list[Figure]]:
    """The rows of each value, the earliest first."""
    begins: dict[float, list[Figure]] = defaultdict(list)
    for row in dated:
        begins[row["value"]].append(row)
    return begins


def _began(row: Figure, newer: Sequence[Figure]) -> Figure:
    """Which of the rows of the newer value gives it first after a row, outside its document."""
    after = bisect_right(newer, row["since"], key=lambda one: one["since"])
    return next(one for one in newer[after:] if one["document"] != row["document"])


def _with_newer(dated: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Rows with what replaces them: the latest other value of another document, before one of the public record.

    Of each source only the latest row and the latest with another value than that are ever needed.
    """
    latest: dict[str, list[Figure]] = defaultdict(list)
    for row in reversed(dated):
        source = row["document"] if row["figure_id"] else ""
        kept = latest[source]
        if not kept or (len(kept) == 1 and row["value"] != kept[0]["value"]):
            kept.append(row)
    for row in dated:
        others = [
            other
            for source, kept in latest.items()
            for other in kept
            if source != row["document"] and other["since"] > row["since"] and other["value"] != row["value"]
        ]
        if others:
            yield row, max(others, key=lambda other: (bool(other["figure_id"]), other["since"]))


def _law(row: Figure) -> tuple[Any, ...]:
    """What a value in force is the value of; the public record's rows are about everybody."""
    return tuple(row.get(name) for name in ("measure", "region", "group", "comparison_group"))


def _replaced(row: Figure, newer: Figure, began: Figure) -> Problem:
    """The replaced figure alone is in question; ``began`` is the first that gives the newer value."""
    where = newer["figure_id"] or newer["record_id"]
    old, new = in_words(row), in_words(newer)
    later = quoted([newer]) if newer["figure_id"] else f"“{new}”, {newer['publisher']}"
    rests_on = dict.fromkeys(other["record_id"] for other in (newer, began) if not other["figure_id"])
    return Problem(
        "superseded",
        CONTEXT,
        (row,),
        f"{capitalised(old)}, given {_time_of(row)}, has been replaced: {_source(began)} {new} {_time_of(began)}.",
        f"{quoted([row])}; later: {later}",
        new,
        f"{capitalised(old)} {_time_of(row)}; {new} {_time_of(began)}",
        superseded=((row["figure_id"], where),),
        record=tuple(rests_on),
        named=(row["figure_id"], *([newer["figure_id"]] if newer["figure_id"] else [])),
        note="That it has been replaced is said here, and not by the document that gives it.",
    )


def _source(row: Figure) -> str:
    if row["figure_id"]:
        return "another document gives"
    who = ", ".join(part for part in (row["publisher"], row["edition"]) if part)
    return f"the public record ({who}) has"


def _time_of(row: Figure) -> str:
    """The period in words; where none is stated, the day the statement speaks from."""
    period = read_period(row["period"])
    if period.text == NOT_STATED:
        period = read_period(row["since"].isoformat())
    return when(period).strip()

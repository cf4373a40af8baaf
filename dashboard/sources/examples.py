"""Drawings with invented numbers, one for each way of drawing, made by the same code as the real ones."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.figure import Figure, records
from dashboard.grouping import Drawing
from dashboard.words import say

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Example:
    """A drawing of invented figures. ``told`` says how to read it."""

    name: str
    told: str
    drawing: Drawing


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """One example for each way of drawing, the most frequent first."""
    return (
        _example("counts", "count", _counts()),
        _example("shares", "share", [_row("almost", None, 50, value=50, base=say("reading.invented_base"))]),
        _example("parts", "parts", _parts()),
        _example("ratios", "ratio", [_row("more_than", 3, None, value=3)]),
        _example("over_time", "years", [_in_year(2000, 4_000), _in_year(2020, 9_000)]),
        _example(
            "changes", "change", [_row("exact", -25, -25, value=-25), _row("more_than", 10, None, value=10)]
        ),
        _example("range", "money", [_row("range", 4, 7)]),
        _example("intervals", "interval", [_row("exact", 25, 25, value=25)]),
        _example("magnitudes", "magnitude", [_row("magnitude", None, None, quote=WORD)]),
    )


WORD = "hundreds"
UNITS = {
    "share": ("percent", "percent", "percent"),
    "parts": ("percent", "percent", "percent"),
    "ratio": ("times", "time", "times"),
    "change": ("percent", "percent", "percent"),
    "money": ("USD", "US dollar", "US dollars"),
    "interval": ("seconds", "second", "seconds"),
}
KINDS = {"years": "count", "parts": "share"}


def _example(name: str, sort: str, rows: list[Row]) -> Example:
    unit, singular, plural = UNITS.get(sort, ("people", "person", "people"))
    measure = say(f"reading.invented_{sort}")
    shared = {
        "measure": f"invented-{sort}", "measure_name": measure, "kind": KINDS.get(sort, sort), "unit": unit,
        "singular": singular, "plural": plural, "composition": "yes" if sort == "parts" else None,
    }  # fmt: skip
    made = [
        {**row, **shared, "figure_id": f"invented-{sort}-{at}", "statement": measure}
        for at, row in enumerate(rows)
    ]
    table = pd.DataFrame([{**dict.fromkeys(_COLUMNS), **row} for row in made]).astype(object)
    return Example(name, say(f"reading.{name}"), Drawing(table, tuple(records(table))))


_COLUMNS = tuple(field.name for field in fields(Figure))


def _row(qualifier: str, lower: float | None, upper: float | None, **more: Any) -> Row:
    row = {
        "qualifier": qualifier, "lower": lower, "upper": upper, "value": None, "base": "not stated", "period": "not stated",
        "attribution": _source("A"), "status": "reported", "region": "invented", "region_sort": "country",
        "region_name": say("reading.invented_place"), "repeats": 0, "document": "invented", "title": say("reading.invented_document"), "theme": "", "definition": "",
    }  # fmt: skip
    return {**row, **more}


def _counts() -> list[Row]:
    stated = (
        ("at_least", 6_000, 6_000, None),
        ("up_to", 10_000, None, 10_000),
        ("exact", 3_500, 3_500, 3_500),
        ("approximately", 8_000, None, None),
    )
    return [
        _row(
            qualifier,
            lower,
            upper,
            value=value,
            attribution=_source(letter),
            base=say("reading.invented_rule", source=_source(letter)),
        )
        for letter, (qualifier, value, lower, upper) in zip("ABCD", stated, strict=True)
    ]


def _parts() -> list[Row]:
    base = say("reading.invented_base")
    return [
        _row(
            "exact",
            value,
            value,
            value=value,
            base=base,
            group=f"group-{letter}",
            group_name=say("reading.invented_group", letter=letter),
            group_position=float(at),
        )
        for at, (letter, value) in enumerate((("A", 45), ("B", 30)))
    ]


def _in_year(year: int, value: float) -> Row:
    ends = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    return _row("exact", value, value, value=value, period=str(year), **ends)


def _source(letter: str) -> str:
    return say("reading.invented_source", letter=letter)

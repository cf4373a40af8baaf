"""Point out what looks like a slip against the last release: no fault, but somebody should look twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa

Tables = Mapping[str, pa.Table]
Row = Mapping[str, Any]
Sort = Literal[
    "thousandfold", "share_over_100", "lower_above_upper", "dropped", "changed_base", "changed_unit"
]
THOUSANDFOLD = 900.0
"""A number that is so many times another of its measure and place is likely to be in another unit."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """One thing to look at twice, said in a sentence."""

    figure_id: str
    sort: Sort
    said: str


def outliers(old: Tables, new: Tables) -> list[Outlier]:
    """Of the figures that are new, changed or gone: all that stands out, in the order of their names."""
    before, after = _by_id(old), _by_id(new)
    found: list[Outlier] = []
    peers = _peers(after)
    for name in sorted({*before, *after}):
        was, now = before.get(name), after.get(name)
        if now is None:
            found.append(Outlier(name, "dropped", f"{name} is in the last release and no longer here"))
        elif was != now:
            found += _of_row(name, was, now, peers)
    return found


def _by_id(tables: Tables) -> dict[str, Row]:
    if "figures" not in tables:
        return {}
    return {str(row["figure_id"]): row for row in tables["figures"].to_pylist()}


def _of_row(
    name: str, was: Row | None, now: Row, peers: Mapping[tuple[str, str], list[Row]]
) -> Iterator[Outlier]:
    numbers = [now[column] for column in ("value", "lower", "upper") if now[column] is not None]
    if now["kind"] == "share" and any(abs(number) > 100 for number in numbers):
        yield Outlier(name, "share_over_100", f"{name} is a share of {max(numbers, key=abs):g} percent")
    if now["lower"] is not None and now["upper"] is not None and now["lower"] > now["upper"]:
        said = f"{name}: its lower bound {now['lower']:g} is above its upper bound {now['upper']:g}"
        yield Outlier(name, "lower_above_upper", said)
    if was is not None:
        yield from _against_itself(name, was, now)
    if said := _far_from(now, was, peers.get((now["measure"], now["region"]), [])):
        yield Outlier(name, "thousandfold", f"{name} {said}")


def _against_itself(name: str, was: Row, now: Row) -> Iterator[Outlier]:
    if (was.get("base") or "") != (now.get("base") or ""):
        said = f"{name}: its base was {was.get('base') or 'not given'}, now {now.get('base') or 'not given'}"
        yield Outlier(name, "changed_base", said)
    if was["unit"] != now["unit"]:
        yield Outlier(name, "changed_unit", f"{name}: its unit was {was['unit']}, now {now['unit']}")


def _far_from(now: Row, was: Row | None, peers: list[Row]) -> str:
    """Against what it was, and against every other number of the same measure and place."""
    number = _size(now)
    if was is not None and (times := _times(number, _size(was))):
        return f"is {times} what it was in the last release"
    others = [row for row in peers if row["figure_id"] != now["figure_id"] and row["unit"] == now["unit"]]
    told = [times for row in others if (times := _times(number, _size(row)))]
    if others and len(told) == len([row for row in others if _size(row)]) and told:
        return f"is {told[0]} {others[0]['figure_id']}, of the same measure and place"
    return ""


def _times(number: float, other: float) -> str:
    if not number or not other:
        return ""
    times = abs(number / other)
    if times >= THOUSANDFOLD:
        return f"{times:,.0f} times"
    return f"a {1 / times:,.0f}th of" if 1 / times >= THOUSANDFOLD else ""


def _size(row: Row) -> float:
    """The number that a figure states, or the middle bound that it has; 0 where it states none."""
    stated = (row["value"], row["lower"], row["upper"])
    return float(next((number for number in stated if number is not None), 0))


def _peers(rows: Mapping[str, Row]) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows.values():
        found.setdefault((row["measure"], row["region"]), []).append(row)
    return found

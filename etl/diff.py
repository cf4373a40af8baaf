"""Compare two sets of published tables: which rows came, went or changed, and what that touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pyarrow as pa

from etl.rows import split_ids
from etl.schema import TABLES

Tables = Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs. ``columns`` maps each differing column to (old, new); ``act`` is added, removed or changed."""

    table: str
    key: str
    act: str
    columns: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Touched:
    """What the changed figures reach: derived figures, problems, and the themes, regions and documents that show them."""

    derived: tuple[str, ...]
    problems: tuple[str, ...]
    themes: tuple[str, ...]
    regions: tuple[str, ...]
    documents: tuple[str, ...]


def compare(old: Tables, new: Tables) -> list[Change]:
    """Every difference, table by table in the schema's order, row by row in the order of their keys."""
    nothing = {name: table.arrow.empty_table() for name, table in TABLES.items()}
    return [
        change
        for name in TABLES
        for change in _compare_rows(
            name, _by_key(name, old.get(name, nothing[name])), _by_key(name, new.get(name, nothing[name]))
        )
    ]


def _by_key(name: str, table: pa.Table) -> dict[str, dict[str, Any]]:
    """Rows by their permanent name; a phrase set aside is named by its place."""
    rows = table.to_pylist()
    if name == "set_aside":
        return {f"{row['document']}:{row['start']}": row for row in rows}
    return {str(row[table.column_names[0]]): row for row in rows}


def _compare_rows(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for key in sorted({*old, *new}):
        if key not in old:
            yield Change(name, key, "added")
        elif key not in new:
            yield Change(name, key, "removed")
        elif old[key] != new[key]:
            columns = [*old[key], *(column for column in new[key] if column not in old[key])]
            pairs = {column: (old[key].get(column), new[key].get(column)) for column in columns}
            # A column that one of the two lacks is empty there.
            if differing := {column: pair for column, pair in pairs.items() if pair[0] != pair[1]}:
                yield Change(name, key, "changed", differing)


def touched(changes: list[Change], old: Tables, new: Tables) -> Touched:
    """What the changed rows of figures, places and events reach, in the old tables or the new."""
    keys = {change.key for change in changes if change.table in ("figures", "places")}
    rows = [
        row
        for tables in (old, new)
        for name in ("figures", "places")
        if name in tables
        for row in tables[name].to_pylist()
    ]
    concerned = [row for row in rows if (row.get("figure_id") or row.get("place_id")) in keys]
    built_on = [row["figure_id"] for row in rows if keys & set(split_ids(row.get("derived_from") or ""))]
    problems = [
        row for tables in (old, new) if "problems" in tables for row in tables["problems"].to_pylist()
    ]
    return Touched(
        derived=_sorted(built_on),
        problems=_sorted(row["problem_id"] for row in problems if keys & set(split_ids(row["figures"]))),
        themes=_sorted(row["theme"] for row in concerned),
        regions=_sorted(row["region"] for row in concerned),
        documents=_sorted(row["document"] for row in concerned if row["document"]),
    )


def _sorted(names: Any) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def as_json(changes: list[Change], reached: Touched) -> dict[str, Any]:
    """The comparison for a machine; days as ISO text."""
    return {
        "changes": [
            {
                **asdict(change),
                "columns": {name: [_plain(end) for end in pair] for name, pair in change.columns.items()},
            }
            for change in changes
        ],
        "touches": asdict(reached),
    }


def _plain(cell: Any) -> Any:
    return cell if isinstance(cell, str | int | float | None) else str(cell)


def as_lines(changes: list[Change], reached: Touched) -> list[str]:
    """The comparison for a person."""
    if not changes:
        return ["nothing changed"]
    signs = {"added": "+", "removed": "−", "changed": "~"}
    lines = []
    for change in changes:
        lines.append(f"{signs[change.act]} {change.table} {change.key}")
        lines += [f"    {name}: {_shown(old)} → {_shown(new)}" for name, (old, new) in change.columns.items()]
    counts = {act: sum(change.act == act for change in changes) for act in signs}
    lines.append(", ".join(f"{count} {act}" for act, count in counts.items()))
    lines += [f"touches {noun}: {', '.join(names)}" for noun, names in asdict(reached).items() if names]
    return lines


def _shown(cell: Any) -> str:
    return "(empty)" if cell is None else str(cell)

"""Read the log of a draft: which of its edits stand, and the highest number that any had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from etl.edits import Edit

Line = Mapping[str, Any]


def edits_of(lines: Iterable[Line]) -> tuple[Edit, ...]:
    """The edits in their order, without those that were undone."""
    found: dict[int, Edit] = {}
    for line in lines:
        for number in _undone(line):
            found.pop(number, None)
        for fields in line.get("edits", ()):
            edit = Edit(**fields)
            found[edit.number] = edit
    return tuple(found.values())


def _undone(line: Line) -> list[int]:
    """An undo takes one edit back; what settles a row takes back all that the draft did to it."""
    if line.get("act") == "undo":
        return [int(line["undoes"])]
    return [int(number) for number in line["undoes"]] if line.get("act") == "settle" else []


def last_number(lines: Iterable[Line]) -> int:
    """The highest number that an edit ever had, undone or not; 0 where there is none."""
    return max((int(edit["number"]) for line in lines for edit in line.get("edits", ())), default=0)

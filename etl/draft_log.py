"""Read the log of a draft: which of its edits stand, and the highest number that any had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from etl.documents import DOCUMENT_ID
from etl.edits import Edit
from etl.faults import DataFault, Fault

Line = Mapping[str, Any]
# A title's name, and a number where another draft has it.
MOST_NAME = 60
LONGEST_NAME = MOST_NAME + 10
_TEXTS = ("file", "key", "reason", "who", "when")
_ROWS = ("before", "after")
_FIELDS = frozenset(field.name for field in fields(Edit))


def is_draft_name(name: str) -> bool:
    """A name that a draft may have, and that leads nowhere else as a folder."""
    return len(name) <= LONGEST_NAME and DOCUMENT_ID.fullmatch(name) is not None


def edits_of(lines: Iterable[Line]) -> tuple[Edit, ...]:
    """The edits in their order, without those that were undone. Raises DataFault for a line that nothing here wrote."""
    found: dict[int, Edit] = {}
    for line in lines:
        for number in undone(line):
            found.pop(number, None)
        for edit in made(line):
            found[edit.number] = edit
    return tuple(found.values())


def made(line: Line) -> tuple[Edit, ...]:
    """The edits that a line holds. Raises DataFault where they are none."""
    told = line.get("edits", [])
    if not isinstance(told, list) or not all(map(_is_edit, told)):
        raise _unreadable(line)
    return tuple(Edit(**fields) for fields in told)


def undone(line: Line) -> list[int]:
    """An undo takes one edit back; what settles a row takes back all that the draft did to it. Raises DataFault."""
    act, told = line.get("act"), line.get("undoes")
    if act not in ("undo", "settle"):
        return []
    numbers = told if act == "settle" else [told]
    if not isinstance(numbers, list) or not all(type(number) is int for number in numbers):
        raise _unreadable(line)
    return numbers


def last_number(lines: Iterable[Line]) -> int:
    """The highest number that an edit ever had, undone or not; 0 where there is none."""
    return max((edit.number for line in lines for edit in made(line)), default=0)


def _is_edit(told: object) -> bool:
    if not isinstance(told, dict) or not _FIELDS.issuperset(told) or not {"file", "key", *_ROWS} <= set(told):
        return False
    texts = all(isinstance(told.get(name, ""), str) for name in _TEXTS)
    return texts and type(told.get("number", 0)) is int and all(_is_row(told[name]) for name in _ROWS)


def _is_row(told: object) -> bool:
    return told is None or (
        isinstance(told, dict) and all(isinstance(cell, str) for pair in told.items() for cell in pair)
    )


def _unreadable(line: Line) -> DataFault:
    what = f"the log of the draft holds a line that cannot be read ({str(line.get('act', 'edit'))[:20]!r})"
    return DataFault([Fault("drafts", 0, what, "drop the draft, or mend its edits.jsonl")])

"""What a draft corrects in figures that are published already: rows for corrections.csv, without anybody's name."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date

from etl.edits import Edit
from etl.kinds import kind_of
from etl.rewrite import empty_sheet, read_sheet_text
from etl.sheet import LONGEST_CELL

FILE = "corrections.csv"
WITHDRAWN = "withdrawn"
_LONGEST_REASON = 1_000

Row = dict[str, str]


def with_corrections(
    text: str | None, edits: Sequence[Edit], published: Container[str], day: date, note: str
) -> str | None:
    """The text of corrections.csv with a row for each published figure that the edits change; None where there is none.

    ``edits`` has one edit a row. The reason is the edit's own, or the note of the publication.
    """
    found = [edit for edit in _of_figures(edits) if edit.key in published]
    if not found:
        return None
    kind = kind_of(FILE)
    sheet = read_sheet_text(FILE, kind, text) if text else empty_sheet(FILE, kind)
    taken = {row["correction_id"] for row in sheet.rows()}
    for edit in found:
        row = _row(edit, day, note, taken)
        taken.add(row["correction_id"])
        sheet.put(row["correction_id"], row)
    return sheet.text()


def _of_figures(edits: Iterable[Edit]) -> list[Edit]:
    """One edit a figure: one that moves from a file to another is changed, not withdrawn."""
    figures: dict[str, Edit] = {}
    for edit in edits:
        if kind_of(edit.file).key != "figure_id" or edit.file.startswith("vocabulary/"):
            continue
        other = figures.get(edit.key)
        figures[edit.key] = edit if other is None else _joined(other, edit)
    return [edit for edit in figures.values() if edit.before is not None and _differing(edit)]


def _joined(one: Edit, other: Edit) -> Edit:
    reason = "; ".join(dict.fromkeys(filter(None, [one.reason, other.reason])))
    return Edit(other.file, other.key, one.before or other.before, one.after or other.after, reason)


def _differing(edit: Edit) -> list[str]:
    before, after = edit.before or {}, edit.after
    if after is None:
        return [WITHDRAWN]
    return [column for column in after if before.get(column, "") != after[column]]


def _row(edit: Edit, day: date, note: str, taken: Container[str]) -> Row:
    columns = _differing(edit)
    shown = (
        [column for column, cell in (edit.before or {}).items() if cell] if edit.after is None else columns
    )
    name = f"{edit.key}-{day.isoformat()}"
    numbered = (f"{name}-{number}" for number in range(2, 10_000))
    return {
        "correction_id": next(one for one in (name, *numbered) if one not in taken),
        "figure_id": edit.key,
        "date": day.isoformat(),
        "columns": "; ".join(columns),
        "before": _object(edit.before, shown),
        "after": _object(edit.after, shown),
        "reason": (edit.reason or note or "not stated")[:_LONGEST_REASON].rstrip(),
    }


def _object(row: Mapping[str, str] | None, columns: Sequence[str]) -> str:
    """The cells as a JSON object, each shortened until the whole fits into one cell."""
    if row is None:
        return ""
    longest = LONGEST_CELL
    while True:
        cells = {column: _short(row.get(column, ""), longest) for column in columns}
        text = json.dumps(cells, ensure_ascii=False)
        if len(text) <= LONGEST_CELL or longest < 2:
            return text
        longest = longest * 3 // 4


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"

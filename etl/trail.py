"""Find for each act of the audit trail the edits that it wrote or took back, in the logs of the drafts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from etl.audit import Entry
from etl.draft_log import is_draft_name, made, undone
from etl.edits import Edit
from etl.faults import DataFault
from etl.log import read_log

_FOLDERS = ("", ".published", ".dropped")
_WRITTEN = ("start", "edit", "undo", "settle")


def draft_of(entry: Entry) -> str:
    """The draft that an act was done in, or that it published; '' of others."""
    of_draft = entry.act.startswith("draft ") or entry.act == "publish"
    return entry.what.partition(":")[0] if of_draft else ""


def titles(datasets: Path, entries: Iterable[Entry]) -> dict[str, str]:
    """The titles of the drafts that acts name, wherever they lie now."""
    logs = {name: _log(datasets, name) for name in {draft_of(entry) for entry in entries} - {""}}
    return {
        name: next((str(line["title"]) for line in lines if line.get("act") == "start"), name)
        for name, lines in logs.items()
    }


def edits_of(datasets: Path, entries: Iterable[Entry]) -> dict[int, tuple[Edit, ...]]:
    """By the number of the act: what it wrote, or what it took back. An act that no log tells of is left out."""
    logs: dict[str, list[dict[str, Any]]] = {}
    written: dict[str, dict[int, Edit]] = {}
    found: dict[int, tuple[Edit, ...]] = {}
    for entry in entries:
        act, draft = entry.act.removeprefix("draft "), draft_of(entry)
        if act not in _WRITTEN or not draft:
            continue
        lines = logs.setdefault(draft, _log(datasets, draft))
        # The trail and the log are written together: one line each, in one order.
        if not lines or str(lines[0].get("act", "edit")) != act:
            continue
        line = lines.pop(0)
        edits = written.setdefault(draft, {})
        try:
            written_now, taken_back = made(line), undone(line)
        except DataFault:
            # An act whose line cannot be read is told without what it did.
            continue
        found[entry.number] = written_now or tuple(edits[number] for number in taken_back if number in edits)
        edits |= {edit.number: edit for edit in written_now}
    return {number: edits for number, edits in found.items() if edits}


def _log(datasets: Path, draft: str) -> list[dict[str, Any]]:
    # The name stands in a file that may have been tampered with.
    if not is_draft_name(draft):
        return []
    paths = (datasets / "drafts" / folder / draft / "edits.jsonl" for folder in _FOLDERS)
    return next((list(read_log(path)) for path in paths if path.is_file()), [])

"""Find for each act of the audit trail the edits that it wrote or took back, in the logs of the drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from etl.audit import Entry
from etl.edits import Edit
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
        made = tuple(Edit(**fields) for fields in line.get("edits", ()))
        found[entry.number] = made or tuple(edits[number] for number in _undone(line) if number in edits)
        edits |= {edit.number: edit for edit in made}
    return {number: edits for number, edits in found.items() if edits}


def _undone(line: Mapping[str, Any]) -> list[int]:
    told = line.get("undoes", [])
    return [int(number) for number in told] if isinstance(told, list) else [int(told)]


def _log(datasets: Path, draft: str) -> list[dict[str, Any]]:
    # The name stands in a file that may have been tampered with.
    if "/" in draft or draft.startswith("."):
        return []
    paths = (datasets / "drafts" / folder / draft / "edits.jsonl" for folder in _FOLDERS)
    return next((list(read_log(path)) for path in paths if path.is_file()), [])

"""Find out who made a row of the catalogue what it is, since somebody began to edit it: a publication, or a way back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from etl.audit import entries
from etl.draft_log import edits_of, is_draft_name
from etl.edits import Edit, Row, net
from etl.log import read_log


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed a row and when; ``act`` is publish or rollback. All are empty where it was done in the files by hand."""

    who: str = ""
    when: str = ""
    act: str = ""


def last_change(datasets: Path, edit: Edit, found: Row | None) -> Change:
    """The act that left the row as it is ``found``, among those that are later than the edit that expected something else."""
    for entry in reversed(list(entries(datasets))):
        if entry.when <= edit.when:
            break
        if entry.act == "rollback":
            return Change(entry.who, entry.when, entry.act)
        if entry.act != "publish":
            continue
        for other in net(_published(datasets, entry.what.partition(":")[0])):
            if (other.file, other.key) == (edit.file, edit.key):
                same = other.after == found
                return Change(other.who or entry.who, entry.when, entry.act) if same else Change()
    return Change()


def _published(datasets: Path, draft: str) -> tuple[Edit, ...]:
    # The name stands in a file that may have been tampered with.
    if not is_draft_name(draft):
        return ()
    log = datasets / "drafts" / ".published" / draft / "edits.jsonl"
    return edits_of(read_log(log)) if log.is_file() else ()

"""What a row of the catalogue is called where people read of it: by its words and its document, not by its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from dashboard.desk import cells, chosen, folders
from dashboard.words import say
from etl import drafts
from etl.drafts import Edit
from etl.faults import CallFault, DataFault, Fault
from etl.kinds import CARD, document_of, kind_of

# Where a row is mended: the sort of the Figures view for the name of its file.
_MENDED = {"figures": "figures", "derived": "figures", "places": "places", "problems": "problems"}


def edited(draft: str, edit: Edit) -> str:
    """The row of an edit."""
    return in_draft(draft, edit.file, edit.key, edit.after or edit.before or {})


def in_draft(draft: str, file: str, key: str, told: Mapping[str, str]) -> str:
    """A row of a file, its document by the title on the card as the draft leaves it."""
    return row(file, key, told, lambda document: cells.title(draft, document))


def row(file: str, key: str, told: Mapping[str, str], title: Callable[[str], str]) -> str:
    """A row of a file by what stands in it; ``title`` says what its document is called."""
    sort = file.rpartition("/")[2].partition(".")[0]
    if file.startswith("vocabulary/"):
        return say("desk_naming.of_vocabulary", name=told.get("name") or told.get("plural") or key)
    if file.startswith("record/"):
        return say("desk_naming.of_record", name=key)
    document = document_of(file)
    named = title(document) if document else ""
    return say(f"desk_naming.of_{sort}", name=key, quote=told.get("quote") or "", document=named)


class Place(NamedTuple):
    """What a fault is about in words, and the address of the form where it is mended ('': it has none)."""

    told: str
    way: str


def blamed(draft: str, fault: Fault) -> Place | None:
    """The row or the card that a fault names by its file and number; None where it names neither."""
    try:
        kind = kind_of(fault.file)
        document = document_of(fault.file)
        if kind is CARD:
            told = in_draft(draft, fault.file, "", {})
            return Place(told, chosen.way("documents", draft=draft, document=document))
        found = drafts.numbered(folders.datasets(), draft, fault.file).get(fault.row)
    except (CallFault, DataFault):
        return None
    return (
        Place(in_draft(draft, fault.file, found[kind.key], found), _way(draft, fault.file, found))
        if found
        else None
    )


def _way(draft: str, file: str, found: Mapping[str, str]) -> str:
    sort, key = file.rpartition("/")[2].partition(".")[0], found[kind_of(file).key]
    if sort == "set_aside":
        return chosen.way("bench", draft=draft, document=document_of(file), phrase=key)
    if file.startswith("record/"):
        return chosen.way("figures", draft=draft, sort="record", figure=key)
    return chosen.way("figures", draft=draft, sort=_MENDED[sort], figure=key) if sort in _MENDED else ""

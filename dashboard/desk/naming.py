"""What a row of the catalogue is called where people read of it: by its words and its document, not by its file."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.desk import cells
from dashboard.words import say
from etl.drafts import Edit
from etl.kinds import document_of


def edited(draft: str, edit: Edit) -> str:
    """The row of an edit."""
    return row(draft, edit.file, edit.key, edit.after or edit.before or {})


def row(draft: str, file: str, key: str, told: Mapping[str, str]) -> str:
    """A row of a file by what stands in it; the name of its document is that on its card as the draft leaves it."""
    sort = file.rpartition("/")[2].partition(".")[0]
    if file.startswith("vocabulary/"):
        return say("desk_naming.of_vocabulary", name=told.get("name") or told.get("plural") or key)
    if file.startswith("record/"):
        return say("desk_naming.of_record", name=key)
    document = document_of(file)
    title = cells.title(draft, document) if document else ""
    return say(f"desk_naming.of_{sort}", name=key, quote=told.get("quote") or "", document=title)

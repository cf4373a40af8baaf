"""The audit trail in words: who did what when, the last first, and whether the trail is whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from dashboard import data
from dashboard.desk import cells, folders, naming
from dashboard.desk.access import Staff
from dashboard.words import known, say, say_number
from etl import audit, trail
from etl.audit import Entry
from etl.drafts import Edit

MOST = 300
MOST_ROWS = 6


def show(_: Staff) -> None:
    """The verdict, then the acts."""
    verdict = audit.verified(folders.datasets())
    told = say_number("desk_audit.whole", verdict.entries) if verdict else say("desk_audit.broken")
    faults = "".join(f"<li>{escape(str(fault))}</li>" for fault in verdict.faults)
    st.html(
        f'<h2>{escape(say("desk_audit.title"))}</h2><p role="status">{escape(told)}</p><ul class="desk-list">{faults}</ul>'
    )
    entries = list(audit.entries(folders.datasets()))
    st.html(_table(entries))
    if len(entries) > MOST:
        st.html(f"<p>{escape(say('desk_audit.more', number=len(entries) - MOST))}</p>")


def _table(entries: Sequence[Entry]) -> str:
    edits = trail.edits_of(folders.datasets(), entries)
    drafts, titles = trail.titles(folders.datasets(), entries), _documents()
    head = "".join(
        f"<th>{escape(say(f'desk_audit.{name}'))}</th>" for name in ("number", "when", "who", "act", "what")
    )
    rows = "".join(
        f"<tr><td>{entry.number}</td><td class='moment'>{escape(entry.when[:16].replace('T', ' '))}</td><td>{escape(entry.who)}</td>"
        f"<td>{escape(act_said(entry))}</td><td>{what_said(entry, edits.get(entry.number, ()), drafts, titles)}</td></tr>"
        for entry in reversed(entries[-MOST:])
    )
    return f'<div class="wide-table"><table class="desk-table"><tr>{head}</tr>{rows}</table></div>'


def _documents() -> dict[str, str]:
    try:
        published = data.current().documents
    except data.ReleaseUnreadable:
        return {}
    return dict(zip(published["document"], published["title"], strict=True))


def act_said(entry: Entry) -> str:
    """What was done, in words; an act of another version of this program as it is called there."""
    key = f"desk_audit.act_{entry.act.replace(' ', '_')}"
    return say(key) if known(key) else entry.act


def what_said(
    entry: Entry, edits: Sequence[Edit], drafts: Mapping[str, str], documents: Mapping[str, str]
) -> str:
    """What it was done to, as HTML: the rows by their words and which columns changed; of a release its note."""
    _, _, note = entry.what.partition(": ")
    title = drafts.get(trail.draft_of(entry), "")
    if entry.act in ("publish", "rollback"):
        return escape(say(f"desk_audit.{entry.act}", title=title, release=entry.release, note=note))
    head = escape(say("desk_audit.in_draft", title=title)) if title else escape(entry.what)
    lines = [row_said(edit, documents) for edit in edits[:MOST_ROWS]]
    if len(edits) > MOST_ROWS:
        lines.append(say("desk.more_lines", number=len(edits) - MOST_ROWS))
    return f"{head}<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else head


def row_said(edit: Edit, documents: Mapping[str, str]) -> str:
    """A row by its words, and what became of it: added, taken away, or which of its columns changed."""
    row = naming.row(
        edit.file, edit.key, edit.after or edit.before or {}, lambda name: documents.get(name, name)
    )
    if edit.before is None or edit.after is None:
        return say(f"desk_audit.row_{'added' if edit.before is None else 'removed'}", row=row)
    changed = [
        cells.label_in(edit.file, column)
        for column, cell in edit.after.items()
        if edit.before.get(column, "") != cell
    ]
    return say("desk_audit.row_changed", row=row, columns=", ".join(changed))

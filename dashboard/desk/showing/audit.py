"""The audit trail: who did what when, the last first, and whether the trail is whole."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.desk import folders
from dashboard.desk.access import Staff
from dashboard.words import say, say_number
from etl import audit

MOST = 300


def show(_: Staff) -> None:
    """The verdict, then the acts."""
    verdict = audit.verified(folders.datasets())
    told = say_number("desk_audit.whole", verdict.entries) if verdict else say("desk_audit.broken")
    faults = "".join(f"<li>{escape(str(fault))}</li>" for fault in verdict.faults)
    st.html(
        f'<h2>{escape(say("desk_audit.title"))}</h2><p role="status">{escape(told)}</p><ul class="desk-list">{faults}</ul>'
    )
    entries = list(audit.entries(folders.datasets()))
    head = "".join(
        f"<th>{escape(say(f'desk_audit.{name}'))}</th>" for name in ("number", "when", "who", "act", "what")
    )
    rows = "".join(
        f"<tr><td>{entry.number}</td><td>{escape(entry.when[:19].replace('T', ' '))}</td><td>{escape(entry.who)}</td>"
        f"<td>{escape(entry.act)}</td><td>{escape(f'{entry.what} {entry.release}'.strip())}</td></tr>"
        for entry in reversed(entries[-MOST:])
    )
    st.html(f'<div class="wide-table"><table class="desk-table"><tr>{head}</tr>{rows}</table></div>')
    if len(entries) > MOST:
        st.html(f"<p>{escape(say('desk_audit.more', number=len(entries) - MOST))}</p>")

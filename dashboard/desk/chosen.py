"""What the address of the desk names besides the view: the draft, the document in work, and the phrase."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard import addresses
from dashboard.desk import folders
from dashboard.desk.addresses import DESK
from dashboard.words import say
from etl import drafts
from etl.faults import CallFault

VIEW, DRAFT, DOCUMENT, PHRASE, FIGURE, RELEASE = "view", "draft", "document", "phrase", "figure", "release"
# What stays in the address from one view to the next.
STAYING = (DRAFT, DOCUMENT)


def way(view: str, **named: str) -> str:
    """The address of a view of the desk.

    >>> way("bench", draft="d", phrase="")
    '/desk?view=bench&draft=d'
    """
    return f"{DESK}?{urlencode({VIEW: view, **{name: value for name, value in named.items() if value}})}"


def one(name: str) -> str:
    """What the address says under a name; '' where it says nothing, or more than one thing."""
    values = st.query_params.get_all(name)
    return values[0] if len(values) == 1 else ""


def draft() -> str:
    """The draft in the address; without one the only one there is, else ''. A wrong name is told."""
    names = drafts.names(folders.datasets())
    choice = addresses.read(st.query_params.get_all(DRAFT), names, names[0] if len(names) == 1 else "")
    if choice.complaint:
        shown = title_of(choice.code) if choice.code else say("desk.no_draft")
        st.html(
            f'<p class="notice" role="status">{escape(say("desk.unknown_draft", asked=choice.asked, shown=shown))}</p>'
        )
    return choice.code


def title_of(name: str) -> str:
    """The title that a draft was begun with."""
    try:
        return drafts.heading(folders.datasets(), name).title
    except CallFault:
        return name


def choose_draft() -> str:
    """The draft in work; shows a control where there is more than one, and what to do where there is none."""
    chosen = draft()
    names = drafts.names(folders.datasets())
    if not names:
        st.html(
            f"<p>{escape(say('desk.begin_first'))} "
            f'<a href="{escape(way("documents"))}" target="_self">{escape(say("desk.to_documents"))}</a></p>'
        )
        return ""
    key = "choice_draft"
    st.session_state[key] = chosen or None
    st.selectbox(
        say("desk.draft"),
        names,
        format_func=title_of,
        index=None,
        placeholder=say("desk.choose_draft"),
        key=key,
        width=520,
        on_change=_open_draft,
    )
    return chosen


def _open_draft() -> None:
    kept = {VIEW: one(VIEW), DRAFT: st.session_state["choice_draft"] or ""}
    st.query_params.from_dict({name: value for name, value in kept.items() if value})

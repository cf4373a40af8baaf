"""The bench in order: which text, how far it is, the text itself, and beside it the phrase in hand with the decisions for it."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.desk import cells, chosen, folders, meanwhile, outcome, ways
from dashboard.desk.access import Staff
from dashboard.desk.bench import deciding, reading, text
from dashboard.desk.bench.work import Work, load
from dashboard.words import say
from etl.faults import EtlError


def show(_: Staff) -> None:
    """The text of one document of the draft."""
    outcome.show()
    with st.container(key="desk-choices"):
        draft = chosen.choose_draft()
        document = _choose_document(draft) if draft else ""
    if not document or not meanwhile.settled(draft):
        return
    try:
        work = load(draft, document, chosen.one(chosen.PHRASE))
    except EtlError as fault:
        st.html(outcome.markup(outcome.Outcome(False, (str(fault),))))
        return
    st.html(text.counted(work))
    with st.container(key="bench"):
        with st.container(key="bench-text"):
            st.html(text.markup(work))
        with st.container(key="bench-deciding"):
            _in_hand(work)
    ways.keys()


def _in_hand(work: Work) -> None:
    if work.phrase is None:
        st.html(f"<p>{escape(say('desk_bench.no_phrases'))}</p>")
        return
    st.html(reading.markup(work, work.phrase))
    deciding.decide(work, work.phrase)


def _choose_document(draft: str) -> str:
    titles = cells.documents(draft)
    names = [name for name in titles if folders.text_path(name).is_file()]
    if not names:
        st.html(f"<p>{escape(say('desk_bench.no_texts'))}</p>")
        return ""
    asked = chosen.one(chosen.DOCUMENT)
    key = "choice_document"
    st.session_state[key] = asked if asked in names else names[0]
    st.selectbox(
        say("desk_bench.document"),
        names,
        format_func=lambda name: f"{titles[name]} ({name})",
        key=key,
        width=520,
        on_change=_open,
    )
    return str(st.session_state[key])


def _open() -> None:
    st.query_params.from_dict(
        {
            chosen.VIEW: "bench",
            chosen.DRAFT: st.session_state["choice_draft"],
            chosen.DOCUMENT: st.session_state["choice_document"],
        }
    )

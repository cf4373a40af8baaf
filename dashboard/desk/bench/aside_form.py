"""The form that sets the phrase in hand aside, with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.desk import acts, cells, outcome
from dashboard.desk.bench import forms, published, rows
from dashboard.desk.bench.work import Work
from dashboard.words import say
from etl.bench import Phrase
from etl.proposals import Proposal


def show(work: Work, phrase: Phrase, proposal: Proposal) -> None:
    """The reason, the figure that it repeats, a note; what is proposed for them is not filled in."""
    proposed = proposal.reason
    now = work.aside(phrase.row_key) if phrase.state == "set_aside" else None
    names = cells.names(work.draft, "reasons")
    if proposed:
        taken = {"reason": proposed}
        if proposed[0].value == rows.REPEAT:
            taken["repeat_of"] = proposal.repeat_of
        forms.button("propose-reason", say("desk_bench.take_reason"), lambda: forms.take_first(phrase, taken))
    with st.form(f"aside_{phrase.start}", border=False):
        forms.held(phrase, "reason", now["reason"] if now else None)
        st.selectbox(
            say("desk_bench.reason"),
            [*dict.fromkeys([*(one.value for one in proposed), *names])],
            index=None,
            format_func=lambda code: names.get(code, code),
            placeholder=say("desk_bench.choose"),
            key=forms.key_of(phrase, "reason"),
        )
        forms.tell(proposed, names)
        figures = {row["figure_id"]: _figure_named(work, row) for row in work.figures}
        forms.held(phrase, "repeat_of", (now["figure_id"] or None) if now else None)
        st.selectbox(
            say("desk_bench.repeat_of"),
            list(figures),
            index=None,
            format_func=lambda name: figures.get(name, name),
            placeholder=say("desk_bench.choose"),
            key=forms.key_of(phrase, "repeat_of"),
        )
        forms.held(phrase, "aside_note", now["note"] if now else "")
        st.text_input(cells.label("note"), key=forms.key_of(phrase, "aside_note"))
        with st.container(key="bench-aside"):
            sent = st.form_submit_button(say("desk_bench.set_aside"), type="primary")
    if sent:
        forms.after(work, phrase, outcome.keep(lambda: _set_aside(work, phrase)))


def _figure_named(work: Work, row: Mapping[str, str]) -> str:
    measure = cells.names(work.draft, "measures").get(row["measure"], row["measure"])
    return f"“{row['quote']}”, {measure} ({row['figure_id']})"


def _set_aside(work: Work, phrase: Phrase) -> Sequence[str]:
    held = [
        str(st.session_state.get(forms.key_of(phrase, name)) or "")
        for name in ("reason", "repeat_of", "aside_note")
    ]
    forms.require_as_seen(work, phrase)
    published.require_not(work, phrase)
    acts.put(work.draft, rows.set_aside(work, phrase, *held))
    forms.to_next(work)
    return [say("desk_bench.was_set_aside", phrase=phrase.text)]

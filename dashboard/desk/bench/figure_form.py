"""The form that makes the phrase in hand a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.desk import acts, cells, outcome
from dashboard.desk.bench import forms, known, preview, published, rows
from dashboard.desk.bench.rows import Choice
from dashboard.desk.bench.work import Work
from dashboard.words import say
from etl.bench import Phrase
from etl.faults import CallFault
from etl.proposals import Candidate, Proposal
from etl.vocabulary import NOT_STATED

FREE = ("base", "period", "attribution", "original")
PROPOSED = ("measure", "region", "group", "comparison_group", *FREE)
WRITTEN = ("inferred", "note")
CELLS = ("quote", *PROPOSED, *WRITTEN)


def show(work: Work, phrase: Phrase, proposal: Proposal) -> None:
    """The cells of the figure's row, each with what is proposed for it; nothing is filled in by itself.

    What is chosen counts at once: the sentence that would be published stands beside the button, over all cells.
    """
    forms.bring_back(work, phrase)
    proposed = {column: getattr(proposal, column) for column in PROPOSED}
    now = rows.row_now(work, phrase)
    if any(proposed.values()):
        forms.button("propose", say("desk_bench.take_first"), lambda: forms.take_first(phrase, proposed))
    else:
        st.html(f'<p class="small">{escape(say("desk_bench.nothing_proposed"))}</p>')
    decision = st.container()
    forms.held(phrase, "quote", now.get("quote", ""))
    st.text_input(cells.label("quote"), key=forms.key_of(phrase, "quote"))
    for column, table in cells.VOCABULARY.items():
        if column in PROPOSED:
            _code(phrase, column, cells.names(work.draft, table), proposed[column], now)
    for column in FREE:
        _free(phrase, column, proposed[column], now)
    for column in WRITTEN:
        forms.held(phrase, column, now.get(column, ""))
        st.text_input(cells.label(column), key=forms.key_of(phrase, column), help=cells.hint(column))
    forms.held(phrase, "figure_id", "")
    if phrase.state != "figure":
        st.text_input(
            cells.label("figure_id"),
            key=forms.key_of(phrase, "figure_id"),
            placeholder=say("desk_bench.name_by_rule"),
        )
    if published.holds(work, phrase):
        st.text_input(
            say("desk_figures.reason"), key=forms.key_of(phrase, "why"), help=say("desk_figures.reason_help")
        )
    forms.put_by(work, phrase, (*CELLS, "figure_id", "why"))
    choice = _choice(work, phrase)
    # Only the cells above say what is kept, yet it is to be seen without scrolling past them.
    with decision:
        st.html(preview.markup(work, phrase, choice))
        with st.container(key="bench-accept"):
            sent = st.button(say("desk_bench.accept"), type="primary", key="go_accept")
    if sent:
        forms.after(work, phrase, outcome.keep(lambda: _accept(work, phrase, choice)))


def _code(
    phrase: Phrase,
    column: str,
    names: Mapping[str, str],
    proposed: Sequence[Candidate],
    now: Mapping[str, str],
) -> None:
    first = [one for one in proposed if not one.value or one.value in names]
    forms.held(phrase, column, now.get(column) or None)
    if st.session_state[forms.key_of(phrase, column)] not in names:
        st.session_state[forms.key_of(phrase, column)] = None
    st.selectbox(
        cells.label(column),
        [*dict.fromkeys([*(one.value for one in first if one.value), *names])],
        index=None,
        format_func=lambda code: cells.named(code, names),
        placeholder=say("desk_bench.choose"),
        help=cells.hint(column),
        key=forms.key_of(phrase, column),
    )
    forms.tell(first, names)


def _free(phrase: Phrase, column: str, proposed: Sequence[Candidate], now: Mapping[str, str]) -> None:
    """Words of the row: one of those proposed, or typed."""
    forms.held(phrase, column, now.get(column) or None)
    held = st.session_state[forms.key_of(phrase, column)]
    stated = [NOT_STATED] if column in rows.STATED_OR_NOT else []
    st.selectbox(
        cells.label(column),
        [*dict.fromkeys(filter(None, [held, *(one.value for one in proposed), *stated]))],
        index=None,
        accept_new_options=True,
        placeholder=say("desk_bench.choose_or_type"),
        help=cells.hint(column),
        key=forms.key_of(phrase, column),
    )
    forms.tell(proposed, {})


def _choice(work: Work, phrase: Phrase) -> Choice:
    """What the controls hold; a figure without a name has the one that is made by rule."""
    held = {column: forms.value_of(phrase, column) for column in rows.CHOSEN}
    name = phrase.row_key if phrase.state == "figure" else forms.value_of(phrase, "figure_id")
    if not name and held["measure"]:
        taken = [*known.figure_ids(work.draft), *(row["figure_id"] for row in work.figures)]
        name = rows.name_for(work.document, held["measure"], taken)
    return Choice(name, forms.value_of(phrase, "quote"), held)


def _accept(work: Work, phrase: Phrase, choice: Choice) -> Sequence[str]:
    why = forms.value_of(phrase, "why")
    if published.holds(work, phrase) and not why:
        raise CallFault(say("desk_bench.why_published"))
    forms.require_as_seen(work, phrase)
    edits = rows.accepted(work, phrase, choice)
    if wrong := preview.tried(work, phrase, choice).wrong:
        raise CallFault(preview.told_wrong(wrong))
    acts.put(work.draft, [replace(edit, reason=why) for edit in edits] if why else edits)
    forms.forget(work, phrase)
    forms.to_next(work)
    return [say("desk_bench.accepted", phrase=phrase.text, figure=choice.figure_id)]

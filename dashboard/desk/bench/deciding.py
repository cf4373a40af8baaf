"""Decide on the phrase in hand: a figure, or set aside; what was decided can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from dashboard.desk import acts, outcome, seen, vocabulary_forms
from dashboard.desk.bench import aside_form, figure_form, forms, known, published, rows
from dashboard.desk.bench.work import Work
from dashboard.words import say, say_number
from etl.bench import Phrase
from etl.drafts import Edit
from etl.faults import CallFault


def decide(work: Work, phrase: Phrase) -> None:
    """A figure, or set aside; what was decided can be taken back."""
    if phrase.state == "place":
        st.html(f"<p>{escape(say('desk_bench.is_place'))}</p>")
        return
    if phrase.state != "open":
        forms.button("reopen", say("desk_bench.reopen"), lambda: _done(work, phrase, _reopened, stay=True))
    _repeats(work, phrase)
    if forms.key_of(phrase, "quote") not in st.session_state:
        st.session_state[forms.form_of(phrase)] = work.decided(phrase)
    chosen = (forms.value_of(phrase, name) for name in ("measure", "region"))
    proposed = known.proposal(work, phrase, *chosen)
    names = [say(f"desk_bench.{name}") for name in ("as_figure", "as_aside", "new_word")]
    figure, aside, word = st.tabs(
        names, default=names[_looks_set_aside(phrase)], key=f"bench_tabs_{phrase.start}"
    )
    with figure:
        figure_form.show(work, phrase, proposed)
    with aside:
        aside_form.show(work, phrase, proposed)
    with word:
        vocabulary_forms.show(work.draft)


def _looks_set_aside(phrase: Phrase) -> bool:
    """It was set aside, or nothing is decided and it is a date, a word of order or part of a name."""
    waits_and_is_no_number = phrase.state == "open" and phrase.reading.sort not in ("number", "unread")
    return phrase.state == "set_aside" or waits_and_is_no_number


def _repeats(work: Work, phrase: Phrase) -> None:
    same = work.same_words(phrase)
    if phrase.state == "figure" and same:
        words = say_number("desk_bench.repeats", len(same))
        forms.button("repeat", words, lambda: _done(work, phrase, rows.repeats, stay=True))


def _reopened(work: Work, phrase: Phrase) -> list[Edit]:
    published.require_not(work, phrase)
    return rows.reopened(work, phrase)


def _done(work: Work, phrase: Phrase, change: Callable[[Work, Phrase], list[Edit]], *, stay: bool) -> None:
    def act() -> Sequence[str]:
        edits = change(work, phrase)
        if not edits:
            raise CallFault(say("desk.nothing_changed"))
        acts.put(work.draft, edits)
        seen.forget(forms.key_of(phrase, ""))
        forms.forget(work, phrase)
        return [say("desk.kept")]

    if outcome.keep(act) and not stay:
        forms.to_next(work)

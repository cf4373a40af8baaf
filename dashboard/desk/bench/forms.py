"""What the forms of the bench share: keys of their controls, proposals with reasons, what happens after an act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from dashboard.desk import cells, chosen, outcome
from dashboard.desk.bench.work import Work, load
from dashboard.words import say
from etl.bench import Phrase
from etl.faults import CallFault
from etl.proposals import Candidate


def told(candidates: Sequence[Candidate], names: Mapping[str, str]) -> str:
    """The proposals for a cell, each with its reason: what is chosen is chosen by a person who has read them."""
    # That a cell may stay empty is worth a line where it is the likeliest.
    shown = [one for place, one in enumerate(candidates) if one.value or (place == 0 and len(candidates) > 1)]
    if not shown:
        return ""
    items = "".join(
        f"<li><strong>{escape(cells.named(one.value, names) or say('desk_bench.leave_empty'))}</strong> – {escape(_reason(one, names))}</li>"
        for one in shown
    )
    return f'<ul class="proposed" aria-label="{escape(say("desk_bench.proposed"))}">{items}</ul>'


def tell(candidates: Sequence[Candidate], names: Mapping[str, str]) -> None:
    """Show the proposals for a cell under its control."""
    if shown := told(candidates, names):
        st.html(shown)


def _reason(one: Candidate, names: Mapping[str, str]) -> str:
    return one.why.removeprefix(f"{names.get(one.value, '')}: ")


def take_first(phrase: Phrase, proposed: Mapping[str, Sequence[Candidate]]) -> None:
    """The first proposal for each cell that is still empty, because somebody said so; it may be that it stays empty."""
    for column, candidates in proposed.items():
        if candidates and candidates[0].value and not st.session_state.get(key_of(phrase, column)):
            st.session_state[key_of(phrase, column)] = candidates[0].value


def to_next(work: Work) -> None:
    """The next phrase that waits comes to hand; the decided one stays where none does."""
    decided = work.phrase
    following = load(work.draft, work.document, str(decided.start) if decided else "").next_open()
    if following is not None:
        st.query_params[chosen.PHRASE] = str(following.start)


def require_as_seen(work: Work, phrase: Phrase) -> None:
    """Two people may have the same phrase in hand: the second is told, and decides anew. Raises CallFault."""
    before, now = st.session_state.get(form_of(phrase)), work.decided(phrase)
    if before != now:
        raise CallFault(
            say(
                "desk_bench.meanwhile",
                who=work.last_by(phrase),
                state=say(f"desk_bench.state_{phrase.state}"),
            )
        )


def after(work: Work, phrase: Phrase, done: bool) -> None:
    """What follows an act: the next phrase, or why it was refused."""
    if done:
        st.rerun()
    # It was told what the phrase is by now; what was typed stays.
    st.session_state[form_of(phrase)] = work.decided(phrase)
    outcome.show()


def button(name: str, words: str, act: Callable[[], None]) -> None:
    """A button that a key of the bench finds by its name."""
    with st.container(key=f"bench-{name}"):
        st.button(words, key=f"go_{name}", on_click=act)


def key_of(phrase: Phrase, name: str) -> str:
    """Where the session holds a cell of the phrase."""
    return f"bench_{phrase.start}_{name}"


def form_of(phrase: Phrase) -> str:
    """Where the session holds what the phrase was when its form was opened."""
    return f"seen_{phrase.start}"


def held(phrase: Phrase, name: str, value: str | None) -> None:
    """A control begins with what the row says, and then holds what was typed until it is sent."""
    st.session_state.setdefault(key_of(phrase, name), value)


def value_of(phrase: Phrase, name: str) -> str:
    """What a control holds; '' for nothing."""
    return str(st.session_state.get(key_of(phrase, name)) or "").strip()


def put_by(work: Work, phrase: Phrase, names: Sequence[str]) -> None:
    """Remember what the controls hold: who looks at another phrase, or adds a word, finds it again."""
    held_now = {name: st.session_state.get(key_of(phrase, name)) for name in names}
    st.session_state[_by(work, phrase)] = (work.decided(phrase), held_now)


def bring_back(work: Work, phrase: Phrase) -> None:
    """What was put by is in the controls again, unless the phrase has been decided otherwise since."""
    before, cells_put_by = st.session_state.get(_by(work, phrase), (None, {}))
    if before != work.decided(phrase):
        return
    for name, value in cells_put_by.items():
        if value:
            st.session_state.setdefault(key_of(phrase, name), value)


def forget(work: Work, phrase: Phrase) -> None:
    """What was put by is done."""
    st.session_state.pop(_by(work, phrase), None)


def _by(work: Work, phrase: Phrase) -> str:
    return f"unsent_{work.draft}_{work.document}_{phrase.start}"

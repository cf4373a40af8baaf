"""The releases: who published which, when and why, what each changed, and the way back to one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard import data
from dashboard.desk import acts, chosen, folders, going, outcome, reach
from dashboard.desk.access import Staff
from dashboard.desk.showing import review
from dashboard.words import say
from etl.faults import EtlError, ReleaseFault
from etl.publication import MOST_NOTE
from etl.standing import Standing, against_current, standing

MOST = 100


def show(_: Staff) -> None:
    """What is in use and whether it can be read; the history, the last first; one release against the one in use."""
    outcome.show()
    if trouble := data.trouble():
        st.html(f'<p class="notice" role="alert">{escape(say("desk_releases.trouble", reason=trouble))}</p>')
    try:
        found = standing(folders.datasets())
    except ReleaseFault as fault:
        st.html(outcome.markup(outcome.Outcome(False, (str(fault),))))
        return
    st.html(history(found))
    names = found.others
    if not names:
        st.html(f"<p>{escape(say('desk_releases.only_one'))}</p>")
        return
    asked = chosen.one(chosen.RELEASE)
    st.session_state["choice_release"] = asked if asked in names else None
    st.selectbox(
        say("desk_releases.which"),
        names,
        index=None,
        format_func=lambda name: named(found, name),
        placeholder=say("desk_bench.choose"),
        key="choice_release",
        on_change=_open,
        width=720,
    )
    if asked in names:
        _one(asked)


def _open() -> None:
    named = {chosen.VIEW: "releases", chosen.RELEASE: st.session_state["choice_release"] or ""}
    st.query_params.from_dict({name: value for name, value in named.items() if value})


def named(found: Standing, release: str) -> str:
    """A release by when it was made current last and why, as far as that is known."""
    act = next((act for act in found.acts if act.release == release), None)
    told = [act.when[:16].replace("T", " "), act.note] if act else []
    return " · ".join(filter(None, [*told, release]))


def history(found: Standing) -> str:
    """What made which release current: the last first."""
    rows = "".join(
        f"<tr><td class='moment'>{escape(entry.when[:16].replace('T', ' ')) or '–'}</td>"
        f"<td>{escape(say(f'desk_releases.act_{entry.act}') if entry.act in ('publish', 'rollback') else entry.act)}</td>"
        f"<td><code>{escape(entry.release)}</code></td><td>{escape(entry.who) or escape(say('desk_releases.built'))}</td>"
        f"<td>{escape(entry.note)}</td></tr>"
        for entry in found.acts[:MOST]
    )
    head = "".join(
        f"<th>{escape(say(f'desk_releases.{name}'))}</th>"
        for name in ("when", "act", "release", "who", "note")
    )
    told = escape(say("desk_releases.current", release=found.current))
    return f'<h2>{escape(say("desk_releases.title"))}</h2><p>{told}</p><div class="wide-table"><table class="desk-table"><tr>{head}</tr>{rows}</table></div>'


def _one(release: str) -> None:
    st.html(f"<h2>{escape(say('desk_releases.against', release=release))}</h2>")
    try:
        found = against_current(folders.datasets(), release)
    except EtlError as fault:
        st.html(outcome.markup(outcome.Outcome(False, (str(fault),))))
        return
    st.html(review.differences(found.changes, reach.row_names(found)))
    removed = [
        change.key for change in found.changes if change.table == "figures" and change.act == "removed"
    ]
    going.ask(found, removed, "gone", release)
    st.text_area(
        say("desk_releases.rollback_note"), key=f"rollback_note_{release}", max_chars=MOST_NOTE, width=720
    )
    if st.button(say("desk_releases.rollback", release=release), type="primary", key="rollback_now"):
        with st.spinner(say("desk_releases.rolling")):
            done = outcome.keep(lambda: _roll_back(release, removed))
        if done:
            st.rerun()
        outcome.show()


def _roll_back(release: str, removed: Sequence[str]) -> Sequence[str]:
    note = str(st.session_state.get(f"rollback_note_{release}") or "")
    done = acts.roll_back(release, note, going.seen(removed, release))
    st.query_params.from_dict({chosen.VIEW: "releases"})
    return [say("desk_releases.rolled", release=done.release), *done.remarks]

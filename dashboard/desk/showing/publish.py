"""Publish the draft in work: one step, with a note, and a second look where figures go."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.desk import acts, chosen, outcome, reach
from dashboard.desk.access import Staff
from dashboard.desk.showing import review
from dashboard.words import say, say_number
from etl.publication import MOST_NOTE, Review

SEEN = "seen_"


def show(_: Staff) -> None:
    """What would be published in short; the note; each figure that goes, to be named as seen; the one button."""
    outcome.show()
    draft = chosen.choose_draft()
    if not draft:
        return
    found = review.of(draft)
    if found is None:
        return
    st.html(_short(found) if review.free(found) else review.verdict(found, draft))
    if not review.free(found):
        st.html(review.checks(found, draft))
        return
    statements = reach.names(found, "figures", "figure_id", "statement")
    for name in found.removed:
        st.checkbox(say("desk_publish.seen", figure=statements.get(name, name)), key=f"{SEEN}{name}")
    st.text_area(
        say("desk_publish.note"),
        key="publish_note",
        max_chars=MOST_NOTE,
        width=720,
        help=say("desk_publish.note_help"),
    )
    if st.button(say("desk_publish.publish"), type="primary", key="publish_now"):
        with st.spinner(say("desk_publish.publishing")):
            done = outcome.keep(lambda: _publish(draft, found))
        if done:
            st.rerun()
        outcome.show()


def _short(found: Review) -> str:
    counts = {
        act: sum(change.table == "figures" and change.act == act for change in found.changes)
        for act in ("added", "changed", "removed")
    }
    told = say("desk_publish.short", **counts)
    warned = say_number("desk_review.warnings", len(found.warnings)) if found.warnings else ""
    return f"<h2>{escape(say('desk_publish.ready'))}</h2><p>{escape(told)}</p><p>{escape(warned)}</p>"


def _publish(draft: str, found: Review) -> Sequence[str]:
    seen = {name for name in found.removed if st.session_state.get(f"{SEEN}{name}")}
    published = acts.publish(draft, str(st.session_state.get("publish_note") or ""), seen)
    st.query_params.from_dict({chosen.VIEW: "releases"})
    # The warnings stood in the review.
    return [say("desk_publish.done", release=published.release)]

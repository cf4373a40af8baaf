"""Publish the draft in work: one step, with a note, and a second look where figures go."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.desk import acts, chosen, going, meanwhile, outcome
from dashboard.desk.access import Staff
from dashboard.desk.showing import review
from dashboard.words import say
from etl.publication import MOST_NOTE, Review


def show(_: Staff) -> None:
    """What would be published in short; the note; each figure that goes, to be named as seen; the one button."""
    outcome.show()
    draft = chosen.choose_draft()
    if not draft or not meanwhile.settled(draft):
        return
    found = review.of(draft)
    if found is None:
        return
    st.html(_short(found) if review.free(found) else review.verdict(found, draft))
    st.html(review.checks(found, draft))
    if not review.free(found):
        return
    going.ask(found, found.removed, "withdrawn", draft)
    st.text_area(
        say("desk_publish.note"),
        key=f"publish_note_{draft}",
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
    return f"<h2>{escape(say('desk_publish.ready'))}</h2><p>{escape(told)}</p>"


def _publish(draft: str, found: Review) -> Sequence[str]:
    note = str(st.session_state.get(f"publish_note_{draft}") or "")
    published = acts.publish(draft, note, going.seen(found.removed, draft))
    st.query_params.from_dict({chosen.VIEW: "releases"})
    # The warnings stood in the review.
    return [say("desk_publish.done", release=published.release)]

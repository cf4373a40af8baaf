"""A second look at each published figure that goes: a tick for each, which the server asks for in the act itself."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.desk import reach
from dashboard.words import say
from etl.publication import Review
from etl.standing import Against

SEEN = "seen_"


def ask(found: Review | Against, removed: Sequence[str], how: str) -> None:
    """A tick for each figure that goes, with what it says; ``how`` is withdrawn or gone."""
    statements = reach.names(found, "figures", "figure_id", "statement")
    for name in removed:
        told = statements.get(name, name).removesuffix(".")
        st.checkbox(say(f"desk_going.{how}", figure=told), key=f"{SEEN}{name}")


def seen(removed: Sequence[str]) -> set[str]:
    """Those that were ticked."""
    return {name for name in removed if st.session_state.get(f"{SEEN}{name}")}

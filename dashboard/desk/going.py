"""A second look at each published figure that goes: a tick for each, which the server asks for in the act itself."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.desk import cells, reach
from dashboard.words import say
from etl.publication import Review
from etl.standing import Against


def ask(found: Review | Against, removed: Sequence[str], how: str, of: str) -> None:
    """A tick for each figure that goes, with what it says; ``how`` is withdrawn or gone, ``of`` the draft or release looked at."""
    statements = reach.names(found, "figures", "figure_id", "statement")
    for name in removed:
        told = statements.get(name, name).removesuffix(".")
        st.checkbox(cells.plain(say(f"desk_going.{how}", figure=told)), key=_key(of, name))


def seen(removed: Sequence[str], of: str) -> set[str]:
    """Those that were ticked for this draft or release, and for no other."""
    return {name for name in removed if st.session_state.get(_key(of, name))}


def _key(of: str, name: str) -> str:
    return f"seen_{of}_{name}"

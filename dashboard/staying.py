"""Keep a session on the release that it began with, so that nobody reads two at once, and offer it the newer one."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import data
from dashboard.data import Release
from dashboard.words import say

BEGAN_WITH = "began_with_release"


def release_of(*, staff: bool) -> Release:
    """The release that a session reads: the one it began with while that can be read, of staff the one in use.

    Where another is in use by now, a notice offers it. Raises ReleaseUnreadable.
    """
    current = data.current()
    began = str(st.session_state.get(BEGAN_WITH, current.id))
    mine = None if staff or began == current.id else data.kept(began)
    if mine is None:
        st.session_state[BEGAN_WITH] = current.id
        return current
    st.html(_offer())
    return mine


def _offer() -> str:
    """The way leads to the same address, and begins a session of its own there."""
    way = f'<a href="" target="_self">{escape(say("staying.way"))}</a>'
    return f'<p class="notice newer" role="status">{escape(say("staying.newer"))} {way}</p>'

"""Remember what somebody saw when they began to fill in a form: what another person changed since is never overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

Seen = Mapping[str, str] | None


def begun(form: str, control: str, now: Seen) -> Seen:
    """What the row was as the form was first shown; ``control`` is the key of one of its controls, gone when the form is."""
    held = _key(form)
    if control not in st.session_state or held not in st.session_state:
        st.session_state[held] = None if now is None else dict(now)
    seen: Seen = st.session_state[held]
    return seen


def look_again(form: str, now: Seen) -> None:
    """The difference was told: from here on the row is known as it is. What was typed stays."""
    st.session_state[_key(form)] = None if now is None else dict(now)


def forget(prefix: str) -> None:
    """What the controls of a form hold belonged to a row that is done."""
    for key in [str(key) for key in st.session_state if str(key).startswith(prefix)]:
        del st.session_state[key]


def _key(form: str) -> str:
    return f"{form}/seen"

"""Tell who of the staff is asking, at the moment of asking; to everyone else the desk is absent."""

from __future__ import annotations

import time

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.desk import here, identity, settings
from dashboard.desk.asking import Asking, Staff, only

__all__ = ["NotAllowed", "Staff", "at_desk", "of", "require", "staff"]


class NotAllowed(Exception):
    """Whoever asks is not of the staff, or is no longer. Nothing was done."""


def staff() -> Staff | None:
    """Who of the staff the running session is of; None for everybody else."""
    context = get_script_run_ctx()
    if context is None:
        return None
    headers = st.context.headers
    found = of(
        Asking(
            host=only(headers.get_all("Host")),
            origin=only(headers.get_all("Origin")),
            cookies=st.context.cookies.to_dict(),
            # The gate has turned away whoever is not.
            near=True,
            acts=True,
        )
    )
    if found:
        _AT_DESK[context.session_id] = found.who
    return found


def require() -> Staff:
    """Who acts. Every act begins with this; it looks again at the sign-in, its end and the list. Raises NotAllowed."""
    found = staff()
    if found is None:
        raise NotAllowed
    return found


def of(asking: Asking) -> Staff | None:
    """Who of the staff asks; None for everybody else, and while a setting is wrong."""
    if here.is_open():
        return here.staff(asking)
    if identity.COOKIE not in asking.cookies:
        return None
    try:
        return identity.staff(asking, settings.read(), time.time())
    except (settings.NotSet, identity.Refused):
        return None


def at_desk(session: str) -> str:
    """Whose a session is that has been at the desk, as in ``Staff.who``; '' for every other one."""
    return _AT_DESK.get(session, "")


# A session that has been at the desk may hold what is there: it is nobody else's for good.
_AT_DESK: dict[str, str] = {}

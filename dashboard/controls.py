"""The controls whose choice is in the address: the address is the truth, and a control only rewrites it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from dashboard import addresses
from dashboard.words import say


def choose_theme(names: Mapping[str, str]) -> str:
    """The theme in the address, the first one by default; shows the control and, where needed, why another is shown."""
    default = next(iter(names))
    choice = addresses.read(st.query_params.get_all("theme"), names.keys(), default)
    _show("theme", choice)
    st.pills(
        say("theme.choose"),
        list(names),
        format_func=lambda code: names[code],
        key="choice_theme",
        required=True,
        label_visibility="collapsed",
        on_change=_write,
        args=("theme",),
    )
    _complain(choice, "notice.unknown_theme", names[choice.code])
    return choice.code


def choose_region(names: Mapping[str, str]) -> str:
    """The region in the address, '' for the list of all; shows the control and, where needed, why another is shown."""
    choice = addresses.read(st.query_params.get_all("region"), names.keys(), "")
    _show("region", choice)
    st.selectbox(
        say("region.choose"),
        list(names),
        format_func=lambda code: names[code],
        index=None,
        placeholder=say("region.placeholder"),
        key="choice_region",
        width=420,
        on_change=_write,
        args=("region",),
    )
    _complain(choice, "notice.unknown_region", names.get(choice.code, say("notice.all_places")))
    return choice.code


def _show(name: str, choice: addresses.Choice) -> None:
    """Before the control is made it takes the address's choice, so that links and the back button move it too."""
    st.session_state[f"choice_{name}"] = choice.code or None
    if choice.code and not choice.complaint and name in st.query_params:
        # A link from a page to itself runs it with the new choice but leaves the browser's address behind.
        st.query_params[name] = choice.code


def _write(name: str) -> None:
    chosen = st.session_state[f"choice_{name}"]
    if chosen:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)


def _complain(choice: addresses.Choice, unknown: str, shown: str) -> None:
    sentences: Mapping[str, Callable[[], str]] = {
        "unknown": lambda: say(unknown, asked=choice.asked, shown=shown),
        "several": lambda: say("notice.several", shown=shown),
    }
    if choice.complaint:
        st.html(f'<p class="notice" role="status">{escape(sentences[choice.complaint]())}</p>')

"""The controls whose choice is in the address: the address is the truth, and a control only rewrites it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard import addresses
from dashboard.words import say

FIGURE = "figure"


def choose_theme(names: Mapping[str, str], homes: Mapping[str, str]) -> str:
    """The theme in the address; without one that of the figure it names, or the first. Shows the control and any notice.

    ``homes`` gives the theme of each figure.
    """
    asked = st.query_params.get_all(FIGURE)
    default = homes.get(asked[0] if asked else "", next(iter(names)))
    choice = addresses.read(st.query_params.get_all("theme"), names.keys(), default)
    _show("theme", choice)
    one_of(names, say("theme.choose"), "choice_theme", lambda: _write("theme"))
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


def one_of(names: Mapping[str, str], title: str, key: str, on_change: Callable[[], None]) -> None:
    """A row of names (by code) of which one is always chosen; ``title`` is for those who listen."""
    st.pills(
        title,
        list(names),
        format_func=lambda code: names[code],
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=on_change,
    )


def forward_figure(statements: Mapping[str, str]) -> None:
    """An address of old names a figure on a page of many: say where its own page is, or that there is no such figure.

    ``statements`` holds the statement of every figure by its permanent name.
    """
    choice = addresses.read(st.query_params.get_all(FIGURE), statements.keys(), "")
    _complain(choice, "notice.unknown_figure", say("notice.whole_page"))
    if choice.code:
        way = f'<a href="{escape(addresses.of_figure(choice.code))}" target="_self">{escape(statements[choice.code])}</a>'
        st.html(f'<p class="notice" role="status">{escape(say("notice.moved_figure"))} {way}</p>')


def tidy(**shown: str) -> None:
    """Make the address say what is shown and no more, so that nothing wrong or foreign is shared on.

    A place within the page stays named. It is replaced in place: a new step in the history would send the back button to the wrong address again.
    """
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    meant = {name: code for name, code in shown.items() if code and name in asked}
    if asked == {name: [code] for name, code in meant.items()}:
        return
    query = json.dumps(f"?{urlencode(meant)}" if meant else "").replace("<", "\\u003c")
    with st.container(key="tidy"):
        st.html(
            "<script>(address => history.replaceState(history.state, '', address + location.hash))"
            f"(location.pathname + {query})</script>",
            unsafe_allow_javascript=True,
        )


def _show(name: str, choice: addresses.Choice) -> None:
    """Before the control is made it takes the address's choice, so that links and the back button move it too."""
    st.session_state[f"choice_{name}"] = choice.code or None
    if choice.code and st.query_params.get_all(name) == [choice.code]:
        # A link from a page to itself runs it with the new choice but leaves the browser's address behind.
        st.query_params[name] = choice.code


def _write(name: str) -> None:
    """The new choice alone: a figure that the old address led to belongs to the old choice."""
    chosen = st.session_state[f"choice_{name}"]
    st.query_params.from_dict({name: chosen} if chosen else {})


def _complain(choice: addresses.Choice, unknown: str, shown: str) -> None:
    sentences: Mapping[str, Callable[[], str]] = {
        "unknown": lambda: say(unknown, asked=choice.asked, shown=shown),
        "several": lambda: say("notice.several", shown=shown),
    }
    if choice.complaint:
        st.html(f'<p class="notice" role="status">{escape(sentences[choice.complaint]())}</p>')

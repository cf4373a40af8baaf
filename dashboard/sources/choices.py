"""The choices of the page of sources, each in the address: which part of it, which document, check and theme, which word."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape

import streamlit as st

from dashboard import addresses, controls
from dashboard.words import say

PARTS = ("documents", "problems", "reading", "glossary", "record")
# A choice that stands in the address without the part it belongs to still opens that part.
BELONGS = {"problem": "problems", "check": "problems", "q": "glossary", "theme": "record"}
LONGEST_SEARCH = 60


def choose_part() -> str:
    """The part of the page in the address; without one the part that another choice belongs to. Shows the control."""
    default = next((part for name, part in BELONGS.items() if name in st.query_params), PARTS[0])
    choice = addresses.read(st.query_params.get_all("show"), PARTS, default)
    names = {part: say(f"sources.show_{part}") for part in PARTS}
    st.session_state["choice_show"] = choice.code
    _keep("show", choice.code)
    controls.one_of(names, say("sources.choose"), "choice_show", _open_part)
    _complain("show", choice, names[choice.code])
    return choice.code


def choose(name: str, names: Mapping[str, str], part: str) -> str:
    """One of ``names`` (code to label), '' for all of them; shows the control and any notice.

    ``name`` is the address's parameter: document, check or theme.
    """
    choice = addresses.read(st.query_params.get_all(name), names, "")
    key = f"choice_{name}"
    st.session_state[key] = choice.code or None
    _keep(name, choice.code)
    st.selectbox(
        say(f"sources.choose_{name}"),
        list(names),
        format_func=lambda code: names.get(code, ""),
        index=None,
        placeholder=say(f"sources.every_{name}"),
        key=key,
        width=420,
        on_change=_write,
        args=(name, part),
    )
    _complain(name, choice, names.get(choice.code, say(f"sources.shown_{name}")))
    return choice.code


def follow(known: Collection[str]) -> str:
    """The point that the address names, '' for none; says so where there is no such point."""
    choice = addresses.read(st.query_params.get_all("problem"), known, "")
    _complain("problem", choice, say("sources.shown_problem"))
    return choice.code


def paragraph(known: Collection[str], shown: str) -> str:
    """The paragraph that the address names, '' for none; says so where nothing was read in such a one."""
    choice = addresses.read(st.query_params.get_all("paragraph"), known, "")
    _complain("paragraph", choice, shown)
    return choice.code


def search() -> str:
    """The words to search the glossary for, as printable text; '' for none."""
    wanted = _cleaned(next(iter(st.query_params.get_all("q")), ""))
    # Never while the box says the same: one may be typing.
    if "choice_q" not in st.session_state or _cleaned(st.session_state["choice_q"]) != wanted:
        st.session_state["choice_q"] = wanted
    st.text_input(
        say("glossary.search"),
        key="choice_q",
        type="search",
        icon="",
        placeholder=say("glossary.placeholder"),
        live="350ms",
        max_chars=LONGEST_SEARCH,
        width=420,
        on_change=_write_search,
    )
    return wanted


def _cleaned(text: str) -> str:
    """Search words as they go into the address: printable and not too long."""
    return "".join(c for c in text[: 4 * LONGEST_SEARCH] if c.isprintable()).strip()[:LONGEST_SEARCH]


def _keep(name: str, code: str) -> None:
    """A link from a page to itself runs it with the new choice but leaves the browser's address behind."""
    if code and st.query_params.get_all(name) == [code]:
        st.query_params[name] = code


def _open_part() -> None:
    """The new part alone: other choices belong to the old one."""
    st.query_params.from_dict({"show": st.session_state["choice_show"]})


def _write(name: str, part: str) -> None:
    """The new choice beside the others of its part; the point that was followed is left behind."""
    chosen = st.session_state[f"choice_{name}"]
    kept = {key: st.query_params[key] for key in ("document", "check") if key in st.query_params}
    kept = kept if part == "problems" else {}
    kept.pop(name, None)
    st.query_params.from_dict({"show": part, **kept, **({name: chosen} if chosen else {})})


def _write_search() -> None:
    wanted = _cleaned(st.session_state["choice_q"])
    st.query_params.from_dict({"show": "glossary", **({"q": wanted} if wanted else {})})


def _complain(name: str, choice: addresses.Choice, shown: str) -> None:
    if not choice.complaint:
        return
    unknown = choice.complaint == "unknown"
    said = (
        say(f"sources.unknown_{name}", asked=choice.asked, shown=shown)
        if unknown
        else say("notice.several", shown=shown)
    )
    st.html(f'<p class="notice" role="status">{escape(said)}</p>')

"""List the views of the desk, and show the one that the address asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from pathlib import Path
from types import MappingProxyType

import streamlit as st

from dashboard import addresses, controls
from dashboard.desk import chosen, outcome, ways
from dashboard.desk.access import Staff
from dashboard.desk.addresses import SIGN_IN, SIGN_OUT
from dashboard.desk.bench import page as bench
from dashboard.desk.showing import audit, documents, figures, freshness, publish, releases, review
from dashboard.words import say
from etl.faults import DataFault, EtlError

STYLE = Path(__file__).with_name("desk.css")
VIEW = chosen.VIEW
VIEWS = ("documents", "bench", "figures", "review", "publish", "releases", "freshness", "audit")
CHOSEN = "choice_view"

Show = Callable[[Staff], None]


def head(staff: Staff) -> None:
    """The desk's name, who is at it, and the way out."""
    known = "signed_in" if staff.until else "here"
    until = f"{staff.until:%H:%M}" if staff.until else ""
    at = say(f"desk.{known}", name=staff.name, who=staff.who, until=until)
    anew = f'<a href="{SIGN_IN}?anew" target="_self">{escape(say("desk.anew"))}</a>' if staff.until else ""
    out = f'<a href="{SIGN_OUT}" target="_self">{escape(say("desk.sign_out"))}</a>'
    ways.follow()
    st.html(
        f"<style>{_style()}</style><h1>{escape(say('pages.desk'))}</h1>"
        f'<p class="standfirst desk-who">{escape(at)} <span class="links">{anew} {out}</span></p>'
    )


@lru_cache(maxsize=1)
def _style() -> str:
    """For staff alone: what lies among the site's styles is sent to everybody."""
    return STYLE.read_text("utf-8")


def choose() -> str:
    """The view in the address, the first without one; shows the ways to all of them."""
    choice = addresses.read(st.query_params.get_all(VIEW), VIEWS, VIEWS[0])
    names = {view: say(f"desk.view_{view}") for view in VIEWS}
    st.session_state[CHOSEN] = choice.code
    controls.one_of(names, say("desk.views"), CHOSEN, _open)
    if choice.complaint:
        said = say("desk.unknown_view", asked=choice.asked, shown=names[choice.code])
        st.html(f'<p class="notice" role="status">{escape(said)}</p>')
    return choice.code


def show(view: str, staff: Staff) -> None:
    """A view; where the data cannot be read at all, why, and every other view still opens."""
    try:
        SHOWN[view](staff)
    except DataFault as fault:
        st.html(outcome.markup(outcome.Outcome(False, tuple(map(str, fault.faults)))))
    except EtlError as fault:
        st.html(outcome.markup(outcome.Outcome(False, (str(fault),))))


def _open() -> None:
    """The new view, with the draft and the document in work; other choices in the address belong to the old one."""
    staying = {name: chosen.one(name) for name in chosen.STAYING}
    st.query_params.from_dict(
        {VIEW: st.session_state[CHOSEN], **{name: value for name, value in staying.items() if value}}
    )


# What stands in each view. It is shown to staff alone; whatever it does begins with access.require().
SHOWN: Mapping[str, Show] = MappingProxyType(
    {
        "documents": documents.show,
        "bench": bench.show,
        "figures": figures.show,
        "review": review.show,
        "publish": publish.show,
        "releases": releases.show,
        "freshness": freshness.show,
        "audit": audit.show,
    }
)

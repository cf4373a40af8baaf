"""Settle what was changed in the catalogue since a draft began: shown in words, taken back or kept by whoever looks at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from dashboard.desk import acts, cells, folders, naming, outcome
from dashboard.words import say
from etl import drafts
from etl.drafts import Clash
from etl.edits import kept_over
from etl.faults import DataFault, EtlError
from etl.meanwhile import last_change


def settled(draft: str) -> bool:
    """True where no row of the draft was changed meanwhile; else each is shown with its ways out, and no row can be read."""
    try:
        found = drafts.conflicts(folders.datasets(), draft)
    except DataFault as fault:
        st.html(outcome.markup(outcome.Outcome(False, tuple(map(str, fault.faults)))))
        return False
    except EtlError as fault:
        st.html(outcome.markup(outcome.Outcome(False, (str(fault),))))
        return False
    for number, clash in enumerate(found):
        _show(draft, clash, number)
    return not found


def _show(draft: str, clash: Clash, number: int) -> None:
    st.html(markup(draft, clash))
    with st.container(horizontal=True):
        ways = {"take": False} if kept_over(clash) is None else {"take": False, "keep": True}
        for name, keep in ways.items():
            st.button(
                say(f"desk_meanwhile.{name}"),
                key=f"meanwhile_{name}_{number}",
                on_click=outcome.tell,
                args=(lambda keep=keep: _settle(draft, clash, keep=keep),),
            )


def _settle(draft: str, clash: Clash, *, keep: bool) -> Sequence[str]:
    acts.settle(draft, clash, keep=keep)
    return [say(f"desk_meanwhile.{'kept' if keep else 'taken'}", row=_named(draft, clash))]


def _named(draft: str, clash: Clash) -> str:
    return naming.in_draft(draft, *clash.place, clash.found or clash.seen or clash.wanted or {})


def markup(draft: str, clash: Clash) -> str:
    """Which row, who changed it when, and what each says."""
    change = last_change(folders.datasets(), clash.edits[0], clash.found)
    told = say(
        f"desk_meanwhile.changed_{change.act or 'unknown'}",
        row=_named(draft, clash),
        who=change.who,
        when=change.when[:16].replace("T", " "),
    )
    names = {name: say(f"desk_meanwhile.{name}") for name in ("take", "keep")}
    how = say("desk_meanwhile.how", **names) if kept_over(clash) else say("desk_meanwhile.same")
    return (
        f'<div class="notice" role="alert"><p><strong>{escape(told)}</strong></p><p>{escape(how)}</p></div>'
        f'<div class="wide-table"><table class="desk-table">{_head()}{_rows(clash)}</table></div>'
    )


def _head() -> str:
    names = "".join(
        f"<th>{escape(say(f'desk_meanwhile.{name}'))}</th>" for name in ("column", "began", "now", "mine")
    )
    return f"<tr>{names}</tr>"


def _rows(clash: Clash) -> str:
    """The columns in which the three are not one; of a row that is not there, that."""
    three = (clash.seen, clash.found, clash.wanted)
    columns = dict.fromkeys(column for one in three if one for column in one)
    differing = [
        column for column in columns if len({one.get(column, "") for one in three if one is not None}) > 1
    ]
    shown, file = differing or list(columns)[:1], clash.place[0]
    return "".join(
        f"<tr><th>{escape(cells.label_in(file, column))}</th>"
        + "".join(f"<td>{escape(_cell(one, column))}</td>" for one in three)
        + "</tr>"
        for column in shown
    )


def _cell(row: Mapping[str, str] | None, column: str) -> str:
    if row is None:
        return say("desk_meanwhile.gone")
    return row.get(column, "") or say("desk_meanwhile.empty")

"""What is overdue: each measure with the newest number known of it, and when another was to be expected."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.desk import folders
from dashboard.desk.access import Staff
from dashboard.words import say, say_number
from etl.clock import today
from etl.faults import EtlError
from etl.freshness import Due, due
from etl.standing import in_use


def show(_: Staff) -> None:
    """The overdue measures first."""
    try:
        tables = in_use(folders.datasets())
    except EtlError as fault:
        st.html(f'<p class="notice" role="alert">{escape(str(fault))}</p>')
        return
    st.html(markup(due(tables, today())))


def markup(measures: list[Due]) -> str:
    """A table: the measure, its newest number, the interval, the day; what does not age is folded away under it."""
    late = sum(one.overdue for one in measures)
    aging = [one for one in measures if one.months]
    ageless = [one for one in measures if not one.months]
    rest = ""
    if ageless:
        told = say_number("desk_freshness.no_interval", len(ageless))
        rest = f"<details><summary>{escape(told)}</summary>{_table(ageless)}</details>"
    return (
        f'<h2>{escape(say("desk_freshness.title"))}</h2><p role="status">{escape(say_number("desk_freshness.overdue", late))}</p>'
        f'<p class="small">{escape(say("desk_freshness.how"))}</p>{_table(aging)}{rest}'
    )


def _table(measures: list[Due]) -> str:
    head = "".join(
        f"<th>{escape(say(f'desk_freshness.{name}'))}</th>"
        for name in ("measure", "newest", "interval", "due")
    )
    rows = "".join(map(_row, measures))
    return f'<div class="wide-table"><table class="desk-table"><tr>{head}</tr>{rows}</table></div>'


def _row(one: Due) -> str:
    newest = one.newest.isoformat() if one.newest else say("desk_freshness.undated")
    every = say_number("desk_freshness.months", one.months) if one.months else say("desk_freshness.ageless")
    by = one.due.isoformat() if one.due else "–"
    mark = f" <strong>{escape(say('desk_freshness.late'))}</strong>" if one.overdue else ""
    return f"<tr><td>{escape(one.name)}</td><td>{escape(newest)}</td><td>{escape(every)}</td><td>{escape(by)}{mark}</td></tr>"

"""Say, gently, which measures are overdue by today: nothing of it is kept longer than the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

import pandas as pd

from dashboard.data import Release
from dashboard.keeping import kept
from dashboard.one_figure.citation import day
from dashboard.parts import Part
from dashboard.words import say, say_number
from etl.clock import today
from etl.freshness import Due, due_of

# So many are named in the sentence of a theme.
MOST_NAMED = 3


def on_theme(theme: str, release: Release) -> Part:
    """One sentence that names what is overdue on a theme; empty where nothing is."""
    return Part(_on_theme(theme, release, today()))


def on_figure(figure_id: str, release: Release) -> str:
    """One sentence where the figure's measure is overdue, as HTML; else nothing."""
    return _on_figure(figure_id, release, today())


@kept(64)
def _on_theme(theme: str, release: Release, day_now: date) -> str:
    themes = dict(zip(release.measures["measure"], release.measures["theme"], strict=True))
    late = [one for one in _overdue(release, day_now).values() if themes[one.measure] == theme]
    if not late:
        return ""
    named = ", ".join(f"“{one.name}”" for one in late[:MOST_NAMED])
    more = len(late) - MOST_NAMED
    names = f"{named} {say('overdue.more', number=more)}" if more > 0 else named
    return _told(say_number("overdue.theme", len(late), names=names))


@kept(512)
def _on_figure(figure_id: str, release: Release, day_now: date) -> str:
    measures = dict(zip(release.figures["figure_id"], release.figures["measure"], strict=True))
    one = _overdue(release, day_now).get(measures.get(figure_id, ""))
    if one is None or one.newest is None:
        return ""
    return _told(say("overdue.figure", name=one.name, newest=day(one.newest)))


@kept(4)
def _overdue(release: Release, day_now: date) -> Mapping[str, Due]:
    """The overdue measures by code, the longest overdue first."""
    found = due_of(_rows(release.measures), _rows(release.figures), _rows(release.record), day_now)
    return {one.measure: one for one in found if one.overdue}


def _rows(table: pd.DataFrame) -> list[dict[str, object]]:
    """The rows; what is missing is None."""
    columns = [
        name for name in ("measure", "name", "refresh_months", "status", "period_end") if name in table
    ]
    whole = table[columns].astype(object)
    return [
        {str(name): cell for name, cell in row.items()}
        for row in whole.where(whole.notna(), None).to_dict("records")
    ]


def _told(sentence: str) -> str:
    return f'<p class="small overdue">{escape(sentence)}</p>'

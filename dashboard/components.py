"""The pieces that pages are made of: a drawing with its evidence, a headline card, an empty result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

import streamlit as st

from dashboard import drawn, evidence, problems
from dashboard.data import Release
from dashboard.figure import Figure
from dashboard.grouping import Drawing, headline
from dashboard.words import say, say_number


def drawing_section(drawing: Drawing, release: Release) -> None:
    """A drawing in the main column; its evidence beside it, or under it where there is much."""
    many = len(drawing.figures) >= evidence.MANY
    with st.container(key=f"drawing-{drawing.ids[0]}"):
        main, aside = st.columns([1.75, 1], gap="large")
        with main:
            st.html(_heading(drawing))
            drawn.draw(drawing, release, place="section")
            st.html(_source(drawing, release) + ("" if many else _about(drawing, release)))
        with aside:
            st.html(
                f'<div class="aside">{_about(drawing, release)}</div>'
                if many
                else _evidence(drawing, release)
            )
        if many:
            st.html(_evidence(drawing, release))


def headline_card(figure_id: str, release: Release) -> None:
    """One figure's statement over the drawing it stands in, with who says so and the way to its evidence."""
    drawing = headline(figure_id, release)
    figure = next(f for f in drawing.figures if f.figure_id == figure_id)
    theme = str(release.themes.set_index("theme").loc[figure.theme, "name"])
    st.html(
        f'<p class="kicker">{escape(theme)}</p><h3 class="statement">{escape(figure.statement)}</h3>'
        f'<p class="meta">{escape(drawn.meta(drawing))}</p>'
    )
    drawn.draw(drawing, release, place="card")
    st.html(_source(drawing, release) + _doubts(drawing, release))
    st.page_link(
        "../pages/themes.py", label=say("overview.to_theme"), query_params={"theme": figure.theme}, help=""
    )


def said_in_words(figures: Sequence[Figure], release: Release) -> None:
    """What the documents say without a number, as sentences: a drawing would give it one."""
    items = "".join(
        evidence.saying(figure, bool(problems.of([figure.figure_id], release)), release.statements)
        for figure in figures
    )
    title, why = escape(say("words.title")), escape(say("words.why"))
    st.html(f'<h2>{title}</h2><p class="standfirst">{why}</p><ul class="sayings">{items}</ul>')


def nothing_here(sentence: str, remedy: str) -> None:
    """An empty result that says what to change."""
    st.html(f'<p class="empty"><strong>{escape(sentence)}</strong> {escape(remedy)}</p>')


def _doubts(drawing: Drawing, release: Release) -> str:
    """The first problem in its own words, the others counted: a card points to the evidence, it does not replace it."""
    found = problems.of(drawing.ids, release)
    if not found:
        return ""
    more = (
        f'<p class="small">{escape(say_number("problem.more", len(found) - 1))}</p>' if len(found) > 1 else ""
    )
    return f'<section class="problem">{evidence.flag(found[0])}{more}</section>'


@lru_cache(maxsize=1024)
def _heading(drawing: Drawing) -> str:
    note = say("drawing.several_sources") if drawing.rivals else ""
    told = f'<p class="note">{escape(note)}</p>' if note else ""
    return f'<h3 class="statement">{escape(drawing.title)}</h3><p class="meta">{escape(drawn.meta(drawing))}</p>{told}'


@lru_cache(maxsize=1024)
def _source(drawing: Drawing, release: Release) -> str:
    return f'<p class="source">{escape(drawn.source(drawing, release))}</p>'


@lru_cache(maxsize=1024)
def _about(drawing: Drawing, release: Release) -> str:
    """The problems, what is counted, and the table."""
    told = "".join(map(evidence.problem, problems.of(drawing.ids, release)))
    definition = f"<dt>{escape(say('drawing.definition'))}</dt><dd>{escape(drawing.first.definition)}</dd>"
    return (
        f'{told}<dl class="definition">{definition}</dl>'
        f"<details><summary>{escape(say('drawing.table'))}</summary>{evidence.table(drawing.figures)}</details>"
    )


@lru_cache(maxsize=1024)
def _evidence(drawing: Drawing, release: Release) -> str:
    in_doubt = frozenset(name for name in drawing.ids if problems.of([name], release))
    return evidence.of(drawing.figures, in_doubt, release.statements)

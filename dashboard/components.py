"""The pieces that pages are made of: a drawing with its evidence, a headline card, the figure that was followed, an empty result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

import streamlit as st

from dashboard import doubts, drawn, evidence, lists, problems, record
from dashboard.data import Release
from dashboard.figure import Figure, records
from dashboard.grouping import Drawing, headline
from dashboard.words import say, say_number


def followed(figure_id: str, release: Release, told: set[str]) -> None:
    """The figure that a link led to, before everything else: its drawing, its sentence or its date."""
    st.html(f'<h2 class="followed">{escape(say("followed.heading"))}</h2>')
    (figure,) = records(release.figures[release.figures["figure_id"] == figure_id])
    if figure.kind == "event":
        lists.dated_facts(release.events[release.events["event_id"] == figure_id])
    elif figure.kind == "rank":
        _sayings([figure], release, told)
    else:
        drawing_section(headline(figure_id, release), release, told)


def drawing_section(drawing: Drawing, release: Release, told: set[str]) -> None:
    """A drawing in the main column; its evidence beside it, or under it where there is much.

    ``told`` names the problems that the page has set out so far: each is set out once.
    """
    many = len(drawing.figures) >= evidence.MANY
    doubt = doubts.set_out(problems.of(drawing.ids, release), told)
    about, beside = _about(drawing), record.beside(drawing, release)
    with st.container(key=f"drawing-{drawing.ids[0]}"):
        main, aside = st.columns([1.75, 1], gap="large")
        with main:
            st.html(_heading(drawing))
            drawn.draw(drawing, release, place="section")
            st.html(_source(drawing, release) + ("" if many else doubt + about))
        with aside:
            st.html(
                f'<div class="aside">{doubt}{about}{beside}</div>'
                if many
                else _evidence(drawing, release) + (f'<div class="aside">{beside}</div>' if beside else "")
            )
        if many:
            st.html(_evidence(drawing, release))


def headline_card(figure_id: str, release: Release) -> None:
    """A drawing under its title, with who says so and the way to the evidence of the figure it is there for.

    Where several figures stand in it the title is what they count: none of them speaks for the others.
    """
    drawing = headline(figure_id, release)
    figure = next(f for f in drawing.figures if f.figure_id == figure_id)
    theme = str(release.themes.set_index("theme").loc[figure.theme, "name"])
    st.html(
        f'<p class="kicker">{escape(theme)}</p><h3 class="statement">{escape(drawing.title)}</h3>'
        f'<p class="meta">{escape(drawn.meta(drawing))}</p>'
    )
    drawn.draw(drawing, release, place="card")
    st.html(_source(drawing, release) + _doubts(drawing, release))
    st.page_link(
        "../pages/themes.py",
        label=say("overview.to_theme"),
        query_params={"theme": figure.theme, "figure": figure_id},
        help="",
    )


def said_in_words(figures: Sequence[Figure], release: Release, told: set[str]) -> None:
    """What the documents say without a number, as sentences: a drawing would give it one."""
    title, why = escape(say("words.title")), escape(say("words.why"))
    st.html(f'<h2 id="{lists.anchor(say("words.title"))}">{title}</h2><p class="standfirst">{why}</p>')
    _sayings(figures, release, told)


def nothing_here(sentence: str, remedy: str) -> None:
    """An empty result that says what to change."""
    st.html(f'<p class="empty"><strong>{escape(sentence)}</strong> {escape(remedy)}</p>')


def _sayings(figures: Sequence[Figure], release: Release, told: set[str]) -> None:
    items = "".join(
        evidence.saying(
            figure, doubts.set_out(problems.of([figure.figure_id], release), told), release.statements
        )
        for figure in figures
    )
    st.html(f'<ul class="sayings">{items}</ul>')


def _doubts(drawing: Drawing, release: Release) -> str:
    """The first problem in its own words, the others counted: a card points to the evidence, it does not replace it."""
    found = problems.of(drawing.ids, release)
    if not found:
        return ""
    more = (
        f'<p class="small">{escape(say_number("problem.more", len(found) - 1))}</p>' if len(found) > 1 else ""
    )
    return f'<section class="problem">{doubts.flag(found[0])}{more}</section>'


@lru_cache(maxsize=1024)
def _heading(drawing: Drawing) -> str:
    note = say("drawing.several_sources") if drawing.rivals else ""
    noted = f'<p class="note">{escape(note)}</p>' if note else ""
    title, meta = escape(drawing.title), escape(drawn.meta(drawing))
    return f'<h3 class="statement" id="{lists.of_drawing(drawing)}">{title}</h3><p class="meta">{meta}</p>{noted}'


@lru_cache(maxsize=1024)
def _source(drawing: Drawing, release: Release) -> str:
    return f'<p class="source">{escape(drawn.source(drawing, release))}</p>'


@lru_cache(maxsize=1024)
def _about(drawing: Drawing) -> str:
    """What is counted, and the table."""
    definition = f"<dt>{escape(say('drawing.definition'))}</dt><dd>{escape(drawing.first.definition)}</dd>"
    return (
        f'<dl class="definition">{definition}</dl>'
        f"<details><summary>{escape(say('drawing.table'))}</summary>{evidence.table(drawing.figures)}</details>"
    )


@lru_cache(maxsize=1024)
def _evidence(drawing: Drawing, release: Release) -> str:
    found = {name: problems.of([name], release) for name in drawing.ids}
    in_doubt = {name: doubts.label(rows[0]) for name, rows in found.items() if rows}
    return evidence.of(drawing.figures, in_doubt, release.statements)

"""The pieces that pages are made of: a drawing with its evidence, a headline card, what follows the drawings, an empty result."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from dashboard import doubts, drawn, evidence, lists, problems, record, themes
from dashboard.addresses import of_figure
from dashboard.briefing import pins
from dashboard.data import Release
from dashboard.figure import Figure
from dashboard.grouping import Drawing, headline
from dashboard.keeping import kept
from dashboard.maps import world as world_map
from dashboard.parts import Colours, Part
from dashboard.words import kept_apart, say, say_number


def drawing_section(
    drawing: Drawing, release: Release, told: set[str], colours: Colours, reference: str = ""
) -> str:
    """A drawing in the main column as HTML; its evidence beside it, or under it where there is much.

    ``told`` names the problems that the page has set out so far: each is set out once. ``reference`` is HTML for what the
    page knows to compare it with.
    """
    many = len(drawing.figures) >= evidence.MANY
    doubt = doubts.set_out(problems.of(drawing.ids, release), told, drawing.ids)
    about = _about(drawing)
    main = f"{_heading(drawing)}{drawn.markup(drawing, release, colours)}{drawn.source_line(drawing, release)}{reference}"
    where = _folded(_evidence(drawing, release))
    recorded = " ".join(["record", *sorted(row["record_id"] for row in record.nearest(drawing, release))])
    beside = "" if recorded in told else record.beside(drawing, release)
    told.add(recorded)
    if many:
        columns = f'<div class="main">{main}</div><div class="beside"><div class="aside">{doubt}{about}{beside}</div></div>'
        below = f'<div class="below">{where}</div>'
    else:
        outside = f'<div class="aside">{beside}</div>' if beside else ""
        columns = f'<div class="main">{main}{doubt}{about}</div><div class="beside">{where}{outside}</div>'
        below = ""
    return f'<section class="drawn">{columns}{below}</section>'


def headline_cards(figure_ids: Sequence[str], release: Release, colours: Colours) -> str:
    """The figures to begin with, as cards of one height in a row, in HTML."""
    cards = "".join(_card(figure_id, release, colours) for figure_id in figure_ids)
    return f'<div class="cards">{cards}</div>'


def rest_of_page(
    said: Sequence[Figure],
    events: pd.DataFrame,
    places: pd.DataFrame,
    release: Release,
    told: set[str],
    theme: str = "",
) -> list[Part]:
    """What follows the drawings: what is only said in words, the dated facts, and the places named, on a map.

    ``events`` and ``places`` are rows of ``Release.events`` and ``Release.places``; what is empty is left out. With a
    ``theme`` whose dated facts these all are they can be pinned.
    """
    parts = [Part(said_in_words(said, release, told))] if said else []
    parts += [Part(lists.timeline(events, theme))] if len(events) else []
    if len(places):
        title = say("theme.places")
        parts.append(Part(f'<h2 id="{lists.anchor(title)}">{escape(title)}</h2>'))
        parts += _places_named(places, release)
    return parts


def _places_named(places: pd.DataFrame, release: Release) -> list[Part]:
    """Each map with the list of its own fact; what no map shows has a heading of its own, or it would seem to be the last map's."""
    shown = world_map.mapped(places)
    parts: list[Part] = []
    for _, rows in shown.groupby("measure", sort=False):
        parts += [*world_map.of_facts(rows, release), Part(lists.places_list(rows))]
    rest = places.drop(index=shown.index)
    if len(rest):
        title = f'<h3 class="statement">{escape(say("theme.places_other"))}</h3>' if len(shown) else ""
        parts.append(Part(title + lists.places_list(rest)))
    return parts


def said_in_words(figures: Sequence[Figure], release: Release, told: set[str]) -> str:
    """What the documents say without a number, as sentences in HTML: a drawing would give it one."""
    title, why = escape(say("words.title")), escape(say("words.why"))
    items = "".join(
        evidence.saying(
            figure,
            doubts.set_out(problems.of([figure.figure_id], release), told, [figure.figure_id]),
            release.statements,
        )
        for figure in figures
    )
    return f'<h2 id="{lists.anchor(say("words.title"))}">{title}</h2><p class="standfirst">{why}</p><ul class="sayings">{items}</ul>'


def nothing_here(sentence: str, remedy: str) -> str:
    """An empty result that says what to change, in HTML."""
    return f'<p class="empty"><strong>{escape(sentence)}</strong> {escape(remedy)}</p>'


def _card(figure_id: str, release: Release, colours: Colours) -> str:
    """A drawing under its title, with who says so and the way to the page of the figure it is there for.

    Where several figures stand in it the title is a sentence of what each states: none of them speaks for the others.
    """
    drawing = headline(figure_id, release)
    figure = next(f for f in drawing.figures if f.figure_id == figure_id)
    theme = themes.names(release)[figure.theme]
    address, title = escape(of_figure(figure_id)), escape(drawing.title)
    head = (
        f'<p class="kicker">{escape(theme)}</p><h3 class="statement"><a href="{address}" target="_self">{title}</a></h3>'
        f'<p class="meta">{escape(kept_apart(drawn.meta(drawing)))}</p>{pins.button("figure", figure_id, drawing.title)}'
    )
    way = f'<p class="links"><a href="{address}" target="_self">{escape(say("overview.to_figure"))}</a></p>'
    return (
        f'<article class="card"><div class="card-head">{head}</div>'
        f'<div class="card-body">{drawn.markup(drawing, release, colours, compact=True)}'
        f"{drawn.source_line(drawing, release)}{_doubts(drawing, release)}{way}</div></article>"
    )


def _doubts(drawing: Drawing, release: Release) -> str:
    """The first point in its own words, the others counted: a card points to the evidence, it does not replace it."""
    found = problems.of(drawing.ids, release)
    if not found:
        return ""
    more = f" {escape(say_number('problem.more', len(found) - 1))}" if len(found) > 1 else ""
    row, summary = found[0], escape(str(found[0]["summary"]))
    return f'<p class="doubt {escape(row["kind"])}">{doubts.short_flag(row, drawing.ids)} {summary}{more}</p>'


def _folded(inside: str) -> str:
    """On a phone one step away, on a wider page in view: the style sheet opens it where there is room."""
    return f'<details class="fold"><summary>{escape(say("evidence.heading"))}</summary>{inside}</details>'


@kept()
def _heading(drawing: Drawing) -> str:
    notes = [say("drawing.several_sources")] if drawing.rivals else []
    notes += drawn.replaced(drawing)
    noted = "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    title, meta = escape(drawing.title), escape(kept_apart(drawn.meta(drawing)))
    pin = pins.button("figure", drawing.ids[0], drawing.title)
    return (
        f'<div class="drawn-head"><h3 class="statement" id="{lists.of_drawing(drawing)}">{title}</h3>'
        f'<p class="meta">{meta}</p>{noted}{pin}</div>'
    )


@kept()
def _about(drawing: Drawing) -> str:
    """What is counted, and the table."""
    definition = f"<dt>{escape(say('drawing.definition'))}</dt><dd>{escape(drawing.first.definition)}</dd>"
    return (
        f'<dl class="definition">{definition}</dl>'
        f"<details><summary>{escape(say('drawing.table'))}</summary>{evidence.table(drawing.figures)}</details>"
    )


@kept(1024)
def _evidence(drawing: Drawing, release: Release) -> str:
    found = {name: problems.of([name], release) for name in drawing.ids}
    in_doubt = {name: doubts.short_flag(rows[0], [name]) for name, rows in found.items() if rows}
    return evidence.of(drawing.figures, in_doubt, release.statements)

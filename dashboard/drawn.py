"""Put a drawing on the page, with the lines around it: unit, place and time above, who says so below."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import streamlit as st

from dashboard.addresses import of_figure
from dashboard.charts import BY_KIND, NARROW, WIDE, Setting
from dashboard.data import Release
from dashboard.figure import Figure, sentence_case
from dashboard.grouping import Drawing
from dashboard.palette import BY_THEME
from dashboard.plot import markup as plot
from dashboard.plot.markup import Words
from dashboard.words import say


def draw(drawing: Drawing, release: Release) -> None:
    """The drawing, or the number in words where a drawing would add nothing or mislead."""
    st.html(markup(drawing, release))


def markup(drawing: Drawing, release: Release, *, compact: bool = False) -> str:
    """The same as HTML, in the colours of the visitor's theme, to stand in one piece with the words around it.

    ``compact`` is for a card.
    """
    if not drawing.drawn:
        return "".join(map(_in_words, drawing.figures))
    return _chart(drawing, release, st.context.theme.type or "light", compact)


def _in_words(figure: Figure) -> str:
    """The number large, as the way to its figure; what was worked out here looks and says so."""
    address = escape(of_figure(figure.figure_id))
    name, told = "in-words", ""
    if figure.derived:
        name, told = "in-words derived", f'<p class="small">{escape(say("mark.derived"))}</p>'
    return f'<p class="{name}"><a href="{address}" target="_self">{escape(figure.number)}</a></p>{told}'


@lru_cache(maxsize=2048)
def _chart(drawing: Drawing, release: Release, theme: str, compact: bool) -> str:
    """The finished chart for a narrow and for a wide frame, worked out and written once for all visitors."""
    words = Words(
        name=f"{drawing.ids[0]}-{release.id}",
        statement=drawing.title,
        meta=meta(drawing),
        source=source(drawing, release),
        alternative=alternative(drawing),
    )
    narrow, wide = (
        BY_KIND[drawing.first.kind](drawing.table, Setting(BY_THEME[theme], width=width, compact=compact))
        for width in (NARROW, WIDE)
    )
    return plot.markup(narrow, words, wide)


def alternative(drawing: Drawing) -> str:
    """The drawing in words: what it states, in which unit, where and when."""
    statements = " ".join(figure.statement for figure in drawing.figures)
    return say("drawing.alternative", statements=statements, details=meta(drawing))


def meta(drawing: Drawing) -> str:
    """Unit, place and time, as far as all figures of the drawing share them."""
    first = drawing.first
    stated = say("drawing.place_not_stated") if first.region_sort == "not_stated" else first.region_name
    place = _as_read(stated, "region", drawing)
    times = {figure.when or say("drawing.date_not_stated") for figure in drawing.figures}
    unit = say("drawing.unit", unit=first.plural) if first.plural else ""
    if first.unit == "ratio_to_one":
        unit = say("drawing.unit_ratio")
    when = _as_read(next(iter(times)), "period", drawing) if len(times) == 1 else ""
    return " · ".join(sentence_case(part) for part in (unit, place, when) if part)


def source(drawing: Drawing, release: Release) -> str:
    """Who says so, in which document, from which release."""
    who = "; ".join(dict.fromkeys(figure.speaker for figure in drawing.figures))
    titles = dict.fromkeys(figure.title for figure in drawing.figures if figure.title)
    documents = "; ".join(titles) or say("drawing.across_documents")
    return say("drawing.source", who=sentence_case(who), documents=documents, release=release.id)


def _as_read(said: str, column: str, drawing: Drawing) -> str:
    """Marked where a figure of the drawing does not state it and it was read from the context."""
    inferred = any(column in figure.read_from_context for figure in drawing.figures)
    return say("drawing.as_read", said=said) if inferred else said

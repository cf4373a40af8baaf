"""Put a drawing on the page, with the lines around it: unit, place and time above, who says so below."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.charts import BY_KIND, Setting
from dashboard.data import Release
from dashboard.figure import sentence_case
from dashboard.grouping import Drawing
from dashboard.palette import BY_THEME
from dashboard.words import say

# Nothing is told by hovering or zooming alone, so the drawing needs neither.
STILL = {"displayModeBar": False, "staticPlot": True, "responsive": True}


def draw(drawing: Drawing, release: Release, place: str) -> None:
    """The drawing, or the number in words where a drawing would add nothing or mislead. ``place`` keeps keys apart."""
    if not drawing.drawn:
        st.html("".join(f'<p class="in-words">{escape(figure.number)}</p>' for figure in drawing.figures))
        return
    _show(release.id, drawing.ids, st.context.theme.type or "light", place, drawing)


@st.cache_data(max_entries=2048, show_spinner=False)
def _show(release: str, ids: tuple[str, ...], theme: str, place: str, _drawing: Drawing) -> None:  # noqa: ARG001
    """The finished drawing on the page. It is made and written out once for all visitors, and replayed from then on."""
    st.plotly_chart(
        BY_KIND[_drawing.first.kind](_drawing.table, Setting(BY_THEME[theme])),
        theme=None,
        config=STILL,
        alt=alternative(_drawing),
        key=f"chart-{place}-{ids[0]}",
    )


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

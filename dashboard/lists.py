"""The lists on the pages: dated facts, named places, problems, documents, and the ways to themes and places."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import doubts, problems, regions, themes
from dashboard.addresses import of_figure
from dashboard.counts import count
from dashboard.data import NOT_STATED, Release
from dashboard.figure import Figure, records, sentence_case
from dashboard.grouping import Drawing
from dashboard.words import say, say_number
from etl.period import read_period, when

Row = dict[str, Any]
MOST_PLACES = 8
FIRST_PROBLEMS = 5
# From here on a list of contents is folded: it would push away what it leads to.
MANY_SECTIONS = 7


def timeline(events: pd.DataFrame) -> None:
    """Dated facts under their heading."""
    st.html(f'<h2 id="{anchor(say("theme.timeline"))}">{escape(say("theme.timeline"))}</h2>')
    dated_facts(events)


def dated_facts(events: pd.DataFrame) -> None:
    """Dated facts, the earliest first."""
    ordered = events.sort_values("date_start", kind="stable", na_position="last")
    items = "".join(_event(row) for row in _rows(ordered))
    st.html(f'<ol class="timeline">{items}</ol>')


def named_places(places: pd.DataFrame) -> None:
    """Countries named for a fact, with how sure the document is."""
    items = "".join(_place(row) for row in _rows(places))
    st.html(
        f'<h2 id="{anchor(say("theme.places"))}">{escape(say("theme.places"))}</h2><ul class="places">{items}</ul>'
    )


def problems_list(release: Release) -> None:
    """Every problem of the release in one line, its arithmetic one step away; those after the first few are folded."""
    by_name = {figure.figure_id: figure for figure in records(release.figures)}
    items = [
        doubts.folded(row, [by_name[name] for name in problems.figures(row) if name in by_name])
        for row in problems.every(release)
    ]
    first, rest = "".join(items[:FIRST_PROBLEMS]), items[FIRST_PROBLEMS:]
    told = escape(say_number("overview.disputed_rest", len(rest)))
    folded = (
        f'<details><summary>{told}</summary><ul class="problems">{"".join(rest)}</ul></details>'
        if rest
        else ""
    )
    st.html(f'<ul class="problems">{first}</ul>{folded}')


def documents_list(release: Release) -> None:
    """The documents with their coverage."""
    items = "".join(_document(row, release) for row in _rows(release.documents))
    st.html(f'<ul class="documents">{items}</ul>')


def theme_links(release: Release) -> None:
    """The themes with their questions and how much there is on each, as ways to their page."""
    for code, name in themes.names(release).items():
        troubled = themes.problem_count(code, release)
        counted = [sentence_case(themes.counted(code, release).phrase)]
        counted += [say_number("overview.problems", troubled)] if troubled else []
        question, told = escape(themes.question(code, release)), escape(" · ".join(counted))
        with st.container(key=f"theme-{code}"):
            st.page_link("../pages/themes.py", label=plain(name), query_params={"theme": code}, help="")
            st.html(f'<p class="question">{question}</p><p class="small">{told}</p>')


def contents(ways: Sequence[tuple[str, str]]) -> None:
    """The ways to the sections of a long page, (anchor, title) each, where there are several; many are folded."""
    if len(ways) < 2:
        return
    items = "".join(
        f'<li><a href="#{escape(to)}" target="_self">{escape(title)}</a></li>' for to, title in ways
    )
    name, inside = escape(say("followed.contents")), f'<ul class="contents">{items}</ul>'
    if len(ways) >= MANY_SECTIONS:
        inside = f"<details><summary>{name}</summary>{inside}</details>"
    st.html(f'<nav class="contents" aria-label="{name}">{inside}</nav>')


def ways(
    drawings: Sequence[Drawing], said: Sequence[Figure], events: pd.DataFrame, places: pd.DataFrame
) -> list[tuple[str, str]]:
    """(anchor, title) of the drawings and of the lists after them that are not empty."""
    parts = ((len(said), "words.title"), (len(events), "theme.timeline"), (len(places), "theme.places"))
    after = [(anchor(say(key)), say(key)) for length, key in parts if length]
    return [*((of_drawing(drawing), drawing.name) for drawing in drawings), *after]


def of_drawing(drawing: Drawing) -> str:
    """A drawing's name inside the page's address."""
    return f"drawing-of-{drawing.ids[0]}"


def anchor(title: str) -> str:
    """A section's name inside the page's address."""
    return "section-" + "".join(character if character.isalnum() else "-" for character in title.lower())


def most_spoken_of(release: Release) -> None:
    """The places that most is said of, as ways to their page, and the way to all of them."""
    counts, names = regions.counts(release), regions.names(release)
    codes = [code for code in sorted(names, key=lambda code: -counts[code]) if code != "NOT-STATED"]
    with st.container(key="places-most", horizontal=True, gap="medium"):
        for code in codes[:MOST_PLACES]:
            _region_link(code, names[code], counts[code])
        st.page_link("../pages/regions.py", label=say("region.all"), help="")


def region_links(release: Release) -> None:
    """All places that are spoken of, by sort, as ways to their page."""
    counts, names = regions.counts(release), regions.names(release)
    for sort in regions.SORTS:
        codes = [code for code in names if regions.sort_of(code, release) == sort]
        if not codes:
            continue
        st.html(f"<h2>{escape(say(f'region.sort_{sort}'))}</h2>")
        with st.container(key=f"places-{sort}", horizontal=True, gap="medium"):
            for code in codes:
                _region_link(code, names[code], counts[code])


def plain(text: str) -> str:
    """A name for a label, which Streamlit reads as Markdown: its marks are taken literally."""
    return "".join(
        f"\\{character}" if character in r"\`*_{}[]<>()#+-.!|~$:&" else character for character in text
    )


def _region_link(code: str, name: str, count: int) -> None:
    st.page_link(
        "../pages/regions.py", label=f"{plain(name)} ({count})", query_params={"region": code}, help=""
    )


def _event(row: Row) -> str:
    said = (
        when(read_period(row["period"])).strip()
        if row["period"] != NOT_STATED
        else say("drawing.date_not_stated")
    )
    date = sentence_case(said.removeprefix("in ").removeprefix("on "))
    address = of_figure(row["theme"], row["event_id"])
    return (
        f'<li id="{escape(row["event_id"])}"><span class="date">{escape(date)}</span><div>'
        f'<p>{escape(row["statement"])}</p><p class="small">{escape(_where(row))}</p>'
        f'<p class="small links"><a href="{escape(address)}" target="_self">{escape(say("evidence.link"))}</a></p></div></li>'
    )


def _place(row: Row) -> str:
    certainty = escape(say(f"evidence.certainty_{row['certainty']}"))
    return (
        f'<li id="{escape(row["place_id"])}" class="{escape(row["certainty"])}"><p>{escape(row["statement"])}</p>'
        f'<p class="small">{certainty} {escape(_where(row))}</p></li>'
    )


def _document(row: Row, release: Release) -> str:
    published = row["published"]
    day: str = f"{published.day} {published:%B %Y}" if pd.notna(published) else say("document.undated")
    line = say("document.line", publisher=_publisher(row), published=day)
    figures, places = release.figures, release.places
    of_document = figures[(figures["document"] == row["document"]) & (figures["status"] != "derived")]
    held = count(of_document, places[places["document"] == row["document"]])
    coverage = say("document.coverage", counted=sentence_case(held.phrase), aside=row["phrases_set_aside"])
    return (
        f'<li><p class="document-title">{escape(row["title"])}</p><p>{escape(line)}</p>'
        f'<p class="small">{escape(coverage)}</p></li>'
    )


def _where(row: Row) -> str:
    words = say("evidence.words", quote=row["quote"])
    where = say(
        "evidence.where_value", title=row["title"], publisher=_publisher(row), paragraph=row["paragraph"]
    )
    return f"{words} · {where}"


def _publisher(row: Row) -> str:
    return say("document.no_publisher") if row["publisher"] == NOT_STATED else str(row["publisher"])


def _rows(table: pd.DataFrame) -> list[Row]:
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]

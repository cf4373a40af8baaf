"""The lists on the pages: dated facts, named places, problems, documents, and the ways to themes and places."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import evidence, problems, regions, themes
from dashboard.data import NOT_STATED, Release
from dashboard.figure import sentence_case
from dashboard.words import say, say_number
from etl.period import read_period, when

Row = dict[str, Any]
MOST_PLACES = 8


def timeline(events: pd.DataFrame) -> None:
    """Dated facts, the earliest first."""
    ordered = events.sort_values("date_start", kind="stable", na_position="last")
    items = "".join(_event(row) for row in _rows(ordered))
    st.html(f'<h2>{escape(say("theme.timeline"))}</h2><ol class="timeline">{items}</ol>')


def named_places(places: pd.DataFrame) -> None:
    """Countries named for a fact, with how sure the document is."""
    items = "".join(_place(row) for row in _rows(places))
    st.html(f'<h2>{escape(say("theme.places"))}</h2><ul class="places">{items}</ul>')


def problems_list(release: Release) -> None:
    """Every problem of the release in one line, its arithmetic one step away."""
    items = (
        evidence.problem_folded(row, (release.statements.get(name, name) for name in problems.figures(row)))
        for row in problems.every(release)
    )
    st.html(f'<ul class="problems">{"".join(items)}</ul>')


def documents_list(release: Release) -> None:
    """The documents with their coverage."""
    st.html(f'<ul class="documents">{"".join(_document(row) for row in _rows(release.documents))}</ul>')


def theme_links(release: Release) -> None:
    """The themes with their questions and how much there is on each, as ways to their page."""
    for code, name in themes.names(release).items():
        figures, troubled = len(themes.figures(code, release)), themes.problem_count(code, release)
        counted = [say_number("overview.figures", figures)]
        counted += [say_number("overview.problems", troubled)] if troubled else []
        question, told = escape(themes.question(code, release)), escape(" · ".join(counted))
        with st.container(key=f"theme-{code}"):
            st.page_link("../pages/themes.py", label=plain(name), query_params={"theme": code}, help="")
            st.html(f'<p class="question">{question}</p><p class="small">{told}</p>')


def contents(titles: Sequence[str]) -> None:
    """The ways to the sections of a long page, where there are several."""
    if len(titles) < 2:
        return
    items = "".join(
        f'<li><a href="#{anchor(title)}" target="_self">{escape(title)}</a></li>' for title in titles
    )
    st.html(f'<nav aria-label="{escape(say("region.contents"))}"><ul class="contents">{items}</ul></nav>')


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
    return (
        f'<li id="{escape(row["event_id"])}"><span class="date">{escape(date)}</span><div>'
        f'<p>{escape(row["statement"])}</p><p class="small">{escape(_where(row))}</p></div></li>'
    )


def _place(row: Row) -> str:
    certainty = escape(say(f"evidence.certainty_{row['certainty']}"))
    return (
        f'<li id="{escape(row["place_id"])}" class="{escape(row["certainty"])}"><p>{escape(row["statement"])}</p>'
        f'<p class="small">{certainty} {escape(_where(row))}</p></li>'
    )


def _document(row: Row) -> str:
    published = row["published"]
    day: str = f"{published.day} {published:%B %Y}" if pd.notna(published) else say("document.undated")
    line = say("document.line", publisher=_publisher(row), published=day)
    coverage = say(
        "document.coverage", figures=row["figures"], places=row["places"], aside=row["phrases_set_aside"]
    )
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

"""The parts of the page of sources, one function each: its title, its choices, and what stands in it."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import contact, controls, drawn, lists, overview, parts, problems
from dashboard.data import Release
from dashboard.parts import Part
from dashboard.sources import choices as source_choices
from dashboard.sources import coverage, documents, examples, glossary, points, reading, record_table, walk
from dashboard.words import say, say_number

PER_ROW = 2


def show_documents(release: Release) -> str:
    """The documents with their cards, or the one in the address in full. Returns the page's title."""
    names = documents.names(release)
    heading = st.container()
    chosen = source_choices.choose("document", names, "documents")
    paragraph = source_choices.paragraph(walk.numbers(chosen, release), names[chosen]) if chosen else ""
    controls.tidy(show="documents", document=chosen, paragraph=paragraph)
    if chosen:
        _head(heading, names[chosen], documents.line_of(chosen, release))
        if paragraph:
            st.html(walk.paragraph(chosen, int(paragraph), release))
        st.html(documents.page(chosen, release))
        return names[chosen]
    title = say_number("sources.title_documents", len(names))
    holdings, aside = overview.holdings(release), documents.aside(coverage.whole(release))
    about = say("sources.about_documents", holdings=holdings, aside=aside)
    _head(heading, title, about)
    st.html(documents.cards(release))
    return title


def show_problems(release: Release) -> str:
    """The points to weigh, the one in the address first. Returns the page's title."""
    heading = st.container()
    followed = source_choices.follow(problems.by_name(release))
    # Before the choices: on a phone nobody would see that a link had led to it.
    if followed:
        st.html(points.alone(followed, release))
    with st.container(key="choices-problems", horizontal=True, gap="medium"):
        check = source_choices.choose("check", points.check_names(release), "problems")
        document = source_choices.choose("document", points.document_names(release), "problems")
    controls.tidy(show="problems", problem=followed, check=check, document=document)
    _head(heading, points.title(release), "" if followed else points.summary(release))
    st.html(points.page(followed, check, document, release))
    return points.title(release)


def show_reading(release: Release) -> str:
    """How words become numbers and numbers drawings, and what that leaves open. Returns the page's title."""
    controls.tidy(show="reading")
    _head(st.container(), say("sources.title_reading"), say("sources.about_reading"))
    keys = ("phrases", "terms", "drawings", "colours", "lasting", "errors", "limits")
    titles = {key: say(f"reading.{key}") for key in keys}
    parts.show([Part(lists.contents([(lists.anchor(title), title) for title in titles.values()]))])
    _section(titles["phrases"], reading.phrases())
    _section(titles["terms"], reading.terms())
    _section(titles["drawings"], f'<p class="standfirst">{escape(say("reading.drawings_about"))}</p>')
    _examples(release)
    _section(titles["colours"], reading.colours())
    _section(titles["lasting"], reading.lasting(release))
    _section(titles["errors"], f"<p>{escape(say('reading.errors_about'))}</p>{contact.line()}")
    _section(titles["limits"], reading.limits(release))
    return say("sources.title_reading")


def show_glossary(release: Release) -> str:
    """The terms, or those that hold the words in the address. Returns the page's title."""
    _head(
        st.container(),
        say("sources.title_glossary"),
        say("sources.about_glossary", number=glossary.count(release)),
    )
    wanted = source_choices.search()
    controls.tidy(show="glossary", q=wanted)
    found = glossary.holding(wanted, release)
    parts.show([Part(lists.contents([(glossary.anchor(section.title), section.title) for section in found]))])
    st.html(glossary.page(wanted, release))
    return say("sources.title_glossary")


def show_record(release: Release) -> str:
    """The public record by theme. Returns the page's title."""
    names = record_table.theme_names(release)
    heading = st.container()
    theme = source_choices.choose("theme", names, "record")
    controls.tidy(show="record", theme=theme)
    _head(heading, record_table.title(release), say("sources.about_record"))
    if not theme:
        parts.show([Part(lists.contents([(record_table.anchor(name), name) for name in names.values()]))])
    st.html(record_table.page(theme, release))
    return record_table.title(release)


SHOWN = {
    "documents": show_documents,
    "problems": show_problems,
    "reading": show_reading,
    "glossary": show_glossary,
    "record": show_record,
}


def _head(place: st.delta_generator.DeltaGenerator, title: str, about: str) -> None:
    told = f'<p class="standfirst">{escape(about)}</p>' if about else ""
    place.html(f"<h1>{escape(title)}</h1>{told}")


def _section(title: str, inside: str) -> None:
    st.html(f'<h2 id="{escape(lists.anchor(title))}">{escape(title)}</h2>{inside}')


def _examples(release: Release) -> None:
    """The invented drawings, each under the sentence that says how to read it."""
    every = examples.examples()
    for start in range(0, len(every), PER_ROW):
        for column, example in zip(
            st.columns(PER_ROW, gap="large"), every[start : start + PER_ROW], strict=False
        ):
            with column, st.container(key=f"example-{example.name}"):
                st.html(
                    f'<p class="example-told">{escape(example.told)}</p><p class="meta">{escape(example.drawing.first.measure_name)}</p>'
                )
                if example.drawing.drawn:
                    st.html(drawn.markup(example.drawing, release, parts.colours()))
                else:
                    st.html(f'<p class="in-words">{escape(example.drawing.first.number)}</p>')

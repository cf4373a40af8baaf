"""The lists on the pages: dated facts, named places, problems, documents, and the ways to themes and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from dashboard import dated, themes
from dashboard.addresses import PLACES, of_region, of_theme
from dashboard.briefing import pins
from dashboard.data import Release
from dashboard.figure import Figure, sentence_case
from dashboard.grouping import Drawing
from dashboard.places import regions
from dashboard.words import say

Row = dict[str, Any]
MOST_PLACES = 8
# From here on a list of contents is folded: it would push away what it leads to.
MANY_SECTIONS = 7


def timeline(events: pd.DataFrame, theme: str = "") -> str:
    """Dated facts along a line of time under their heading, in HTML; those of a whole ``theme`` can be pinned."""
    title = say("theme.timeline")
    pin = pins.button("timeline", theme, title, say("briefing.pin_timeline")) if theme else ""
    heading = f'<h2 id="{anchor(title)}">{escape(title)}</h2>'
    return f'<div class="dated">{heading}{pin}{dated.facts(events)}</div>'


def places_list(places: pd.DataFrame) -> str:
    """Countries named for a fact, with how sure the document is, in HTML."""
    return f'<ul class="places">{"".join(_place(row) for row in _rows(places))}</ul>'


def theme_links(release: Release) -> str:
    """The themes with their questions and how much there is on each, as ways to their page, in HTML."""
    items = "".join(_theme_link(code, name, release) for code, name in themes.names(release).items())
    return f'<ul class="themes">{items}</ul>'


def _theme_link(code: str, name: str, release: Release) -> str:
    counted = (sentence_case(themes.counted(code, release).phrase), themes.in_doubt(code, release))
    question, told = escape(themes.question(code, release)), escape(" · ".join(filter(None, counted)))
    return (
        f'<li><a class="theme" href="{escape(of_theme(code))}" target="_self">{escape(name)}</a>'
        f'<div><p class="question">{question}</p><p class="small">{told}</p></div></li>'
    )


def contents(ways: Sequence[tuple[str, str]]) -> str:
    """The ways to the sections of a long page, (anchor, title) each, in HTML; '' for fewer than two, folded if many."""
    if len(ways) < 2:
        return ""
    items = "".join(
        f'<li><a href="#{escape(to)}" target="_self">{escape(title)}</a></li>' for to, title in ways
    )
    name, inside = escape(say("followed.contents")), f'<ul class="contents">{items}</ul>'
    if len(ways) >= MANY_SECTIONS:
        inside = f"<details><summary>{name}</summary>{inside}</details>"
    return f'<nav class="contents" aria-label="{name}">{inside}</nav>'


def ways(
    drawings: Sequence[Drawing], said: Sequence[Figure], events: pd.DataFrame, places: pd.DataFrame
) -> list[tuple[str, str]]:
    """(anchor, title) of the drawings and of the lists after them that are not empty.

    Two drawings of one name, such as one in numbers and one in words, are told apart by what each begins with.
    """
    parts = ((len(said), "words.title"), (len(events), "theme.timeline"), (len(places), "theme.places"))
    after = [(anchor(say(key)), say(key)) for length, key in parts if length]
    named = Counter(drawing.name for drawing in drawings)
    titles = (_told_apart(drawing) if named[drawing.name] > 1 else drawing.name for drawing in drawings)
    return [*zip(map(of_drawing, drawings), titles, strict=True), *after]


def _told_apart(drawing: Drawing) -> str:
    """The name of a drawing with the number that it begins with, of a share with its whole."""
    first = drawing.first
    number = first.number
    if first.kind == "share" and first.has_base:
        number = say("followed.of_base", number=number, base=first.base)
    return say("followed.of_several", name=drawing.name, number=number)


def of_drawing(drawing: Drawing) -> str:
    """A drawing's name inside the page's address."""
    return f"drawing-of-{drawing.ids[0]}"


def anchor(title: str) -> str:
    """A section's name inside the page's address."""
    return "section-" + "".join(character if character.isalnum() else "-" for character in title.lower())


def most_spoken_of(release: Release) -> str:
    """The countries that most is said of, as ways to their page, and the way to all places, in HTML."""
    counts, names = regions.counts(release), regions.names(release)
    codes = [
        code
        for code in sorted(names, key=lambda code: -counts[code])
        if regions.sort_of(code, release) == "country"
    ]
    ways = [(of_region(code), f"{names[code]} ({counts[code]})") for code in codes[:MOST_PLACES]]
    ways.append((PLACES, say("region.all")))
    items = "".join(f'<li><a href="{escape(to)}" target="_self">{escape(said)}</a></li>' for to, said in ways)
    return f'<ul class="places-most">{items}</ul>'


def _place(row: Row) -> str:
    certainty = escape(say(f"evidence.certainty_{row['certainty']}"))
    address = escape(of_region(row["region"]))
    return (
        f'<li id="{escape(row["place_id"])}" class="{escape(row["certainty"])}"><p><a href="{address}" target="_self">{escape(row["statement"])}</a></p>'
        f'<p class="small">{certainty} {escape(dated.where(row))}</p></li>'
    )


def _rows(table: pd.DataFrame) -> list[Row]:
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]

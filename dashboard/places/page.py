"""The page of one place: its head, its drawings theme by theme, and what follows them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard import components, lists
from dashboard.data import Release
from dashboard.grouping import Drawing
from dashboard.places import lists as region_lists
from dashboard.places import regions
from dashboard.words import say_number

# A page with more drawings than these shows so many of each theme and folds the rest: a phone would scroll for ever.
MANY, FIRST = 6, 2


def show(region: str, release: Release) -> None:
    """Everything that is said of a place. ``region`` must be one that is spoken of."""
    st.html(region_lists.head(region, release), unsafe_allow_javascript=True)
    sections, said = regions.sections(region, release), regions.sayings_of(region, release)
    events, places = regions.events(region, release), regions.places(region, release)
    themes = [(lists.anchor(theme), theme) for theme, _ in sections]
    lists.contents([*themes, *lists.ways([], said, events, places)])
    many = sum(len(drawings) for _, drawings in sections) > MANY
    told: set[str] = set()
    for theme, drawings in sections:
        st.html(_section(theme, drawings, FIRST if many else len(drawings), release, told))
    components.rest_of_page(said, events, places, release, told)


def _section(theme: str, drawings: Sequence[Drawing], first: int, release: Release, told: set[str]) -> str:
    """A theme's drawings; those after the ``first`` are folded."""
    each = [
        components.drawing_markup(drawing, release, told, region_lists.beside_world(drawing, release))
        for drawing in drawings
    ]
    rest, folded = each[first:], ""
    if rest:
        more = escape(say_number("region.fold", len(rest), theme=theme))
        folded = f'<details class="more"><summary>{more}</summary>{"".join(rest)}</details>'
    return f'<h2 id="{lists.anchor(theme)}">{escape(theme)}</h2>{"".join(each[:first])}{folded}'

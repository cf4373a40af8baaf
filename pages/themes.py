"""One theme: its question, and every figure on it, each drawn as its kind asks for, with its evidence."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import components, controls, data, lists, themes
from dashboard.words import say

release = data.current()
theme = controls.choose_theme(themes.names(release), themes.homes(release))
controls.forward_figure(release.statements)
controls.tidy(theme=theme)

st.set_page_config(
    page_title=say("pages.tab_title", page=themes.names(release)[theme], site=say("site.name"))
)
st.html(
    f'<h1>{escape(themes.question(theme, release))}</h1><p class="standfirst">{escape(themes.summary(theme, release))}</p>'
)

drawings, said = themes.drawings_of(theme, release), themes.sayings_of(theme, release)
events, places = themes.events(theme, release), themes.places(theme, release)
lists.contents(lists.ways(drawings, said, events, places))

told: set[str] = set()
st.html(f'<h2 class="unseen">{escape(say("theme.figures"))}</h2>')
for drawing in drawings:
    components.drawing_section(drawing, release, told)
components.rest_of_page(said, events, places, release, told)

if not (drawings or said or len(events) or len(places)):
    components.nothing_here(say("theme.empty"), say("theme.empty_remedy"))

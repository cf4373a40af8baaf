"""One theme: its question, and every figure on it, each drawn as its kind asks for, with its evidence."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import components, controls, data, lists, themes
from dashboard.words import say

release = data.current()
theme = controls.choose_theme(themes.names(release))
figures = themes.figures(theme, release)

st.set_page_config(
    page_title=say("pages.tab_title", page=themes.names(release)[theme], site=say("site.name"))
)
st.html(
    f'<h1>{escape(themes.question(theme, release))}</h1><p class="standfirst">{escape(themes.summary(theme, release))}</p>'
)

st.html(f'<h2 class="unseen">{escape(say("theme.figures"))}</h2>')
for drawing in themes.drawings_of(theme, release):
    components.drawing_section(drawing, release)

said = themes.sayings_of(theme, release)
if said:
    components.said_in_words(said, release)

events = themes.events(theme, release)
if len(events):
    lists.timeline(events)

places = themes.places(theme, release)
if len(places):
    lists.named_places(places)

if not len(figures) and not len(places):
    components.nothing_here(say("theme.empty"), say("theme.empty_remedy"))

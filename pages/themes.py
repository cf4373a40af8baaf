"""One theme: its question, and every figure on it, each drawn as its kind asks for, with its evidence."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import components, controls, data, lists, themes
from dashboard.words import say

release = data.current()
theme = controls.choose_theme(themes.names(release), themes.homes(release))
figures = themes.figures(theme, release)
followed = controls.follow_figure(set(figures["figure_id"]))
controls.tidy(theme=theme, figure=followed)

st.set_page_config(
    page_title=say("pages.tab_title", page=themes.names(release)[theme], site=say("site.name"))
)
st.html(
    f'<h1>{escape(themes.question(theme, release))}</h1><p class="standfirst">{escape(themes.summary(theme, release))}</p>'
)

told: set[str] = set()
if followed:
    components.followed(followed, release, told)

drawings = [drawing for drawing in themes.drawings_of(theme, release) if followed not in drawing.ids]
said = [saying for saying in themes.sayings_of(theme, release) if saying.figure_id != followed]
events = themes.events(theme, release)
events = events[events["event_id"] != followed]
places = themes.places(theme, release)
lists.contents(lists.ways(drawings, said, events, places))

st.html(f'<h2 class="unseen">{escape(say("theme.figures"))}</h2>')
for drawing in drawings:
    components.drawing_section(drawing, release, told)

if said:
    components.said_in_words(said, release, told)

if len(events):
    lists.timeline(events)

if len(places):
    lists.named_places(places)

if not len(figures) and not len(places):
    components.nothing_here(say("theme.empty"), say("theme.empty_remedy"))

"""One place: everything the documents say of it, across all themes; without a choice, the list of all places."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import components, controls, data, lists, regions
from dashboard.words import say

release = data.current()
names = regions.names(release)
region = controls.choose_region(names)
followed = controls.follow_figure(set(regions.figures(region, release)["figure_id"]))
controls.tidy(region=region, figure=followed)

st.set_page_config(
    page_title=say("pages.tab_title", page=regions.title(region, release), site=say("site.name"))
)
st.html(
    f'<h1>{escape(regions.title(region, release))}</h1><p class="standfirst">{escape(regions.summary(region, release))}</p>'
)

if not region:
    lists.region_links(release)

told: set[str] = set()
if followed:
    components.followed(followed, release, told)

sections = regions.sections(region, release, followed)
said = [saying for saying in regions.sayings_of(region, release) if saying.figure_id != followed]
events = regions.events(region, release)
events = events[events["event_id"] != followed]
places = regions.places(region, release)
themes = [(lists.anchor(theme), theme) for theme, _ in sections]
lists.contents([*themes, *lists.ways([], said, events, places)])

for theme, drawings in sections:
    st.html(f'<h2 id="{lists.anchor(theme)}">{escape(theme)}</h2>')
    for drawing in drawings:
        components.drawing_section(drawing, release, told)

if said:
    components.said_in_words(said, release, told)

if len(events):
    lists.timeline(events)

if len(places):
    lists.named_places(places)

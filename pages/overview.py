"""The overview: what the site says, four figures to begin with, the themes, what is disputed, the documents."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import components, controls, data, lists, overview
from dashboard.words import say

release = data.current()
controls.tidy()
st.html(
    f'<h1 class="lead">{escape(overview.title(release))}</h1><p class="standfirst">{escape(overview.standfirst(release))}</p>'
)

st.html(f"<h2>{escape(say('overview.headlines'))}</h2>")
for pair in overview.pairs(overview.headlines(release)):
    for column, figure_id in zip(st.columns(2, gap="large"), pair, strict=False):
        with column, st.container(key=f"headline-{figure_id}"):
            components.headline_card(figure_id, release)

st.html(f"<h2>{escape(say('overview.themes'))}</h2>")
lists.theme_links(release)

st.html(f"<h2>{escape(say('overview.regions'))}</h2>")
lists.most_spoken_of(release)

st.html(
    f'<h2>{escape(say("overview.disputed"))}</h2><p class="standfirst">{escape(say("overview.disputed_intro"))}</p>'
)
lists.problems_list(release)

st.html(
    f'<h2>{escape(say("overview.documents"))}</h2><p class="standfirst">{escape(say("overview.documents_intro"))}</p>'
)
lists.documents_list(release)

"""The overview: what the site says, the figures to begin with, what is known where, the themes, what is disputed, how fresh it is."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import components, controls, data, lists, overview
from dashboard.addresses import of_problems
from dashboard.maps import world as world_map
from dashboard.words import say, say_number

release = data.current()
controls.tidy()
st.html(
    f'<h1 class="lead">{escape(overview.title(release))}</h1><p class="standfirst">{escape(overview.standfirst(release))}</p>'
    f'<p class="small">{escape(overview.freshness(release))}</p>'
)

st.html(f'<h2 class="unseen">{escape(say("overview.headlines"))}</h2>')
components.headline_cards(overview.headlines(release), release)

st.html(f"<h2>{escape(say('overview.themes'))}</h2>")
lists.theme_links(release)

st.html(f"<h2>{escape(say('overview.regions'))}</h2>")
world_map.show_all(release)
lists.most_spoken_of(release)

if points := overview.points(release):
    every = escape(say_number("overview.every_point", len(release.problems)))
    st.html(
        f'<h2>{escape(say("overview.disputed"))}</h2><p class="standfirst">{escape(say("overview.disputed_intro"))}</p>'
        f'<ul class="points">{points}</ul>'
        f'<p class="links"><a href="{escape(of_problems())}" target="_self">{every}</a></p>'
    )

st.html(
    f"<h2>{escape(say('overview.documents_heading'))}</h2>"
    f'<p class="standfirst">{escape(overview.holdings(release))} {escape(say("overview.documents_intro"))}</p>'
)
lists.documents_list(release)

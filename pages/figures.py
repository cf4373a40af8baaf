"""All figures with search and downloads; with one chosen, everything there is to know about it."""

from __future__ import annotations

import streamlit as st

from dashboard import controls, data
from dashboard.figures import controls as figures_controls
from dashboard.figures import table as figures_table
from dashboard.figures import view as figures_view
from dashboard.one_figure import citation
from dashboard.one_figure import view as figure_view
from dashboard.words import say

release = data.current()
home = citation.beginning(st.context.url)
figure_id = figures_controls.figure_of_address(release)

if figure_id:
    controls.tidy(figure=figure_id)
    st.set_page_config(page_title=figure_view.tab_title(figure_id, release))
    figure_view.show(figure_id, release)
    figure_view.use(figure_id, release, home)
    figure_view.ways(figure_id, release)
else:
    st.set_page_config(page_title=say("pages.tab_title", page=say("pages.figures"), site=say("site.name")))
    figures_view.head(release)
    chosen = figures_controls.filters_of_address(release)
    controls.tidy(**chosen.address)
    figures_controls.set_filters(chosen, release)
    found = figures_table.find(chosen, release)
    figures_view.rows(chosen, release)
    if len(found.rows):
        figures_controls.turn_pages(chosen, found.pages)
    else:
        figures_controls.nothing_found(chosen, release)
    figures_view.taking_along(chosen, release, home)

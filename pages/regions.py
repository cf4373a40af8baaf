"""One place: everything the documents say of it, across all themes; without a choice, the map and the list of all places."""

from __future__ import annotations

import streamlit as st

from dashboard import controls, data, parts
from dashboard.places import page as one_region
from dashboard.places import regions
from dashboard.words import say

release = data.current()
region = controls.choose_region(regions.names(release))
controls.tidy(region=region)

title = regions.title(region, release)
st.set_page_config(page_title=say("pages.tab_title", page=title, site=say("site.name")))

parts.show(one_region.of(region, release, parts.colours()) if region else one_region.of_all(release))

"""Where it all comes from: the documents, the points in question, how figures are read and drawn, the words, the record."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.sources import choices as source_choices
from dashboard.sources import page as sources
from dashboard.words import say

release = data.current()
part = source_choices.choose_part()
title = sources.SHOWN[part](release)
st.set_page_config(page_title=say("pages.tab_title", page=title, site=say("site.name")))

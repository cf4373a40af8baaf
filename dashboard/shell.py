"""The frame that every page hangs in: the head of the page, the ways to the other pages, the foot."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from dashboard import data, frame
from dashboard.words import say

ROOT = Path(__file__).resolve().parent.parent

st.set_page_config(
    page_title=say("site.name"), page_icon=str(ROOT / "dashboard" / "static" / "icon.png"), layout="wide"
)
pages = [
    st.Page(ROOT / "pages" / "overview.py", title=say("pages.overview"), url_path="overview", default=True),
    st.Page(ROOT / "pages" / "themes.py", title=say("pages.themes"), url_path="themes"),
    st.Page(ROOT / "pages" / "regions.py", title=say("pages.regions"), url_path="regions"),
]
page = st.navigation(pages, position="hidden")
frame.head(pages, page)
try:
    release = data.current()
except data.ReleaseUnreadable as problem:
    logging.getLogger(__name__).warning("no release to show: %s", problem.reason)
    frame.unavailable()
else:
    page.run()
    frame.foot(release)

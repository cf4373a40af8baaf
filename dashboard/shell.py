"""The frame that every page hangs in: the head of the page, the ways to the other pages, the foot."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from dashboard import data, frame, staying
from dashboard.desk import access
from dashboard.words import say

ROOT = Path(__file__).resolve().parent.parent

# The page's icon is named by the first page: told here it would be read anew with every run.
st.set_page_config(page_title=say("site.name"), layout="wide")
# To everyone but staff the desk is no page: it is not registered, so nothing that a browser says can have it run.
staff = access.staff()
entries = [*frame.PAGES, *([frame.DESK] if staff else [])]
pages = [
    st.Page(
        ROOT / "pages" / f"{entry.name}.py",
        title=entry.title,
        url_path=entry.name,
        default=entry is frame.PAGES[0],
    )
    for entry in entries
]
page = st.navigation(pages, position="hidden")
shown = page.url_path or frame.PAGES[0].name
frame.head(shown, staff=staff is not None)
if shown == frame.DESK.name:
    # It changes the release in use, and is what mends one that cannot be read: it holds none.
    page.run()
else:
    try:
        release = staying.release_of(staff=staff is not None)
    except data.ReleaseUnreadable as problem:
        logging.getLogger(__name__).warning("no release to show: %s", problem.reason)
        frame.unavailable()
    else:
        with data.held(release):
            page.run()
            frame.foot(release)

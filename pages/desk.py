"""The data desk: who is at it, the ways to its views, and the one that was asked for. It is registered for staff alone."""

from __future__ import annotations

import streamlit as st

from dashboard.desk import access, views
from dashboard.words import say

staff = access.require()
st.set_page_config(page_title=say("pages.tab_title", page=say("pages.desk"), site=say("site.name")))

views.head(staff)
views.show(views.choose(), staff)

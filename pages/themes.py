"""One theme: its question, and every figure on it, each drawn as its kind asks for, with its evidence."""

from __future__ import annotations

import streamlit as st

from dashboard import controls, data, overdue, parts, theme_page, themes
from dashboard.words import say

release = data.current()
theme = controls.choose_theme(themes.names(release), themes.homes(release))
controls.forward_figure(release.statements)
controls.tidy(theme=theme)

st.set_page_config(
    page_title=say("pages.tab_title", page=themes.names(release)[theme], site=say("site.name"))
)
parts.show((*theme_page.of(theme, release, parts.colours()), overdue.on_theme(theme, release)))

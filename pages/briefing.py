"""The briefing in work: its slides in their order, the chosen one with the presenter's words, and the ways to give it."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.briefing import editor, strip
from dashboard.briefing.shown import resolve
from dashboard.one_figure import citation
from dashboard.words import say

release = data.current()
work = editor.of_address(release)
st.set_page_config(
    page_title=say("pages.tab_title", page=work.title or say("pages.briefing"), site=say("site.name"))
)

st.html(strip.head(work))
if work.codes:
    shown = resolve(work.deck, release)
    if told := strip.opened(editor.just_opened()):
        st.html(told)
    st.html(strip.ways(work, citation.beginning(st.context.url), shown))
    editor.take_all(shown, release)
    with st.container(key="briefing-work"):
        with st.container(key="briefing-strip"):
            editor.name_deck(work, release)
            st.html(strip.strip(shown, work))
            editor.add(release)
        with st.container(key="briefing-slide"):
            editor.dropped(work, release)
            editor.edit(shown[work.at - 1], work, release)
else:
    editor.dropped(work, release)
    st.html(strip.empty(editor.kept_elsewhere()))
st.html(strip.opening())

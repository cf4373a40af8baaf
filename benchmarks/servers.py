"""Start the dashboard, and beside it the emptiest and the plainest page that the same framework can show."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.browser.server import ROOT, serving

EMPTY_PAGE = 'import streamlit as st\nst.write("hello")\n'
PLAIN_CHOICES = ("first", "second")
PLAIN_PAGE = f"""
import plotly.graph_objects as go
import streamlit as st
chosen = st.pills("", {PLAIN_CHOICES}, default="first", label_visibility="collapsed")
st.html(f"<h1>the {{chosen}} chart</h1>")
st.plotly_chart(go.Figure(go.Bar(x=[1, 2, len(chosen)], y=["a", "b", "c"], orientation="h")))
"""
QUIET = ("--browser.gatherUsageStats", "false", "--browser.serverAddress", "localhost")


@contextmanager
def dashboard() -> Iterator[str]:
    """The address of the dashboard over the committed release."""
    with serving(ROOT, "/healthz", *QUIET) as address:
        yield address


def empty_page() -> AbstractContextManager[str]:
    """The address of a page with one word on it."""
    return _script(EMPTY_PAGE)


def plain_page() -> AbstractContextManager[str]:
    """The address of a page with a title and a chart that follow one control."""
    return _script(PLAIN_PAGE)


@contextmanager
def _script(words: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "app.py").write_text(words, encoding="utf-8")
        with serving(Path(folder), "/_stcore/health", *QUIET) as address:
            yield address

"""Read the charts out of a page's HTML, as the browser gets them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: Plotly's specification (data, layout), its words for those who cannot see it, and its attributes."""

    specification: dict[str, Any]
    alternative: str
    attributes: dict[str, str]
    frame: dict[str, str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.charts: list[Chart] = []
        self.frame: dict[str, str] = {}

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "data-statement" in found:
            self.frame = found
        if "data-plot" in found:
            self.charts.append(
                Chart(json.loads(found["data-plot"]), found["aria-label"], found, dict(self.frame))
            )


def charts_in(html: Iterable[str]) -> list[Chart]:
    """The charts in pieces of HTML, in their order."""
    reader = _Reader()
    for piece in html:
        reader.feed(piece)
        reader.close()
    return reader.charts


def charts_on(page: AppTest) -> list[Chart]:
    """The charts that a page shows."""
    return charts_in(str(html.value) for html in page.html)

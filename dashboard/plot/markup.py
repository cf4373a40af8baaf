"""Write a Plotly figure into the page: its specification, its words for those who cannot see it, and the ways to keep it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from dashboard.words import say

# In JSON these may be written as escapes; so no sign is left that ends an attribute or that a sanitiser stumbles over.
SIGNS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'"}
FORMATS = ("png", "svg")
LINK = "<a "


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a chart: its name in a file's name, what it states, unit and place, who says so, and all of it read aloud.

    A picture that is saved also carries ``doubt``, the labels of its points ('' for none) of which the gravest is of the
    kind ``gravest``, and ``path``, where on this site the drawing is found.
    """

    name: str
    statement: str
    meta: str
    source: str
    alternative: str
    doubt: str = ""
    gravest: str = ""
    path: str = ""


def markup(figure: go.Figure, words: Words, wide: go.Figure | None = None) -> str:
    """The chart as HTML for the page. Its height is kept free before anything is drawn. Raises ValueError without a height.

    ``wide`` is the same chart made for a wide frame: the style sheet shows the one that fits, and only that one is drawn.
    """
    frames = (
        _frame(figure, words, "plot narrow") + _frame(wide, words, "plot wide")
        if wide
        else _frame(figure, words)
    )
    return (
        f'<div class="drawing" data-name="{escape(words.name)}" data-statement="{escape(words.statement)}"'
        f' data-meta="{escape(words.meta)}" data-source="{escape(words.source)}"{_travelling(words)}>{frames}{_keep()}</div>'
    )


def _frame(figure: go.Figure, words: Words, name: str = "plot") -> str:
    height = figure.layout.height
    if height is None:
        raise ValueError("a chart must have a height in pixels (got none)")
    specification = str(figure.to_json()).translate(SIGNS)
    # A picture hides what is in it from those who listen; a chart with links in it must not.
    role = "figure" if LINK in str(figure.layout.annotations) else "img"
    return (
        f'<div class="{name}" role="{role}" aria-label="{escape(words.alternative)}"'
        f" style=\"height:{height:g}px\" data-plot='{specification}'></div>"
    )


def _travelling(words: Words) -> str:
    """What stands around the chart on a page and must go with it when it leaves the page: its points, and where it is from."""
    told = {"doubt": words.doubt, "gravest": words.gravest, "site": say("site.name"), "path": words.path}
    return "".join(f' data-{name}="{escape(text)}"' for name, text in told.items() if text)


def _keep() -> str:
    """Two plain buttons: the picture is made in the visitor's browser."""
    buttons = "".join(
        f'<button type="button" data-save="{name}" aria-label="{escape(say(f"plot.save_{name}"))}">{name.upper()}</button>'
        for name in FORMATS
    )
    return f'<p class="keep">{escape(say("plot.save"))} {buttons}</p>'

"""The one Plotly template: type, margins and grid, in the colours of a palette."""

from __future__ import annotations

from functools import lru_cache

import plotly.graph_objects as go

from dashboard.palette import Palette

SANS = "'Libre Franklin Variable', 'Helvetica Neue', Arial, sans-serif"
SERIF = "'Newsreader Variable', Georgia, 'Times New Roman', serif"
TEXT_SIZE = 14
SMALL_SIZE = 13


@lru_cache(maxsize=8)
def template(palette: Palette) -> go.layout.Template:
    """The template for one palette. Shared and cached: never change it."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickangle": 0,
        "automargin": False,
        "fixedrange": True,
        "tickfont": {"size": SMALL_SIZE, "color": palette.muted, "family": SANS},
    }
    layout = go.Layout(
        font={"family": SANS, "size": TEXT_SIZE, "color": palette.ink},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        colorway=palette.sources,
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        showlegend=False,
        hovermode=False,
        dragmode=False,
        xaxis={**axis, "showgrid": True, "gridcolor": palette.rule, "gridwidth": 1},
        yaxis={**axis, "showticklabels": False},
    )
    return go.layout.Template(layout=layout)

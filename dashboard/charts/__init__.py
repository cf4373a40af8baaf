"""The charts, one function a kind: a table of figures in, a drawing out; no page, no file, no state."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import changes, counts, intervals, ratios, shares
from dashboard.charts.setting import NARROW, WIDE, Setting

Chart = Callable[[pd.DataFrame, Setting], go.Figure]

BY_KIND: Mapping[str, Chart] = {
    "count": counts.draw,
    "money": counts.draw,
    "share": shares.draw,
    "ratio": ratios.draw,
    "change": changes.draw,
    "interval": intervals.draw,
}
# A drawing of these would show a number that nobody stated: they are told in words.
TOLD_IN_WORDS = frozenset({"rank", "magnitude", "event"})

__all__ = ["BY_KIND", "NARROW", "TOLD_IN_WORDS", "WIDE", "Chart", "Setting"]

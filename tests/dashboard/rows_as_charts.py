"""Charts drawn from rows of the invented release, and what is to be read in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import BY_KIND, Setting
from dashboard.data import Release
from dashboard.grouping import Drawing, drawings
from dashboard.palette import LIGHT

Bounds = tuple[float | None, float | None, float | None]
BOUNDS: dict[str, Callable[[float], Bounds]] = {
    "exact": lambda n: (n, n, n),
    "approximately": lambda n: (n, None, None),
    "at_least": lambda n: (n, n, None),
    "more_than": lambda n: (n, n, None),
    "almost": lambda n: (n, None, n),
    "up_to": lambda n: (n, None, n),
    "less_than": lambda n: (n, None, n),
    "range": lambda n: (None, n / 2, n),
}
ORIGINS = {"count": 0.0, "money": 0.0, "share": 0.0, "change": 0.0, "interval": 0.0, "ratio": 1.0}
EXAMPLES = {
    "count": "freed",
    "money": "return",
    "share": "share-us-one",
    "ratio": "arrest-us",
    "change": "harvest-jump",
    "interval": "arrest-every",
}
# A small count is a tally of marks, which has tests of its own.
CASES = [
    case
    for case in product(sorted(BY_KIND), sorted(BOUNDS), (40.0, 3.0, 2_500.0))
    if case[0] != "count" or case[1] not in ("exact", "at_least", "more_than") or case[2] > 100
    if case[0] != "share" or case[2] <= 100
]


def one(release: Release, kind: str, qualifier: str, number: float) -> pd.DataFrame:
    """One row of a kind, stating a number in a given way."""
    row = release.figures[release.figures["figure_id"] == EXAMPLES[kind]].copy()
    value, lower, upper = BOUNDS[qualifier](number)
    return row.assign(
        value=value, lower=lower, upper=upper, qualifier=qualifier, status="reported", attribution="somebody"
    )


def drawn(release: Release, kind: str, qualifier: str, number: float) -> go.Figure:
    """That row as a chart."""
    return BY_KIND[kind](one(release, kind, qualifier, number), Setting(LIGHT))


def numbers_in(figure: go.Figure) -> set[float]:
    """Every number that a mark stands at: ends of bars, points, edges, and what arrows and words are anchored to."""
    return {round(float(n), 9) for n in _numbers(figure)}


def _numbers(figure: go.Figure) -> Iterator[float]:
    for trace in figure.data:
        if trace.type == "bar":
            yield from (base + length for base, length in zip(trace.base, trace.x, strict=True))
            yield from trace.base
        else:
            yield from trace.x
    for shape in figure.layout.shapes:
        if shape.xsizemode == "pixel":
            yield shape.xanchor
        elif shape.xref != "paper" and shape.layer != "below":
            yield from (shape.x0, shape.x1)


def painted(figure: go.Figure) -> str:
    """What the drawing paints, without the template that all drawings share."""
    return str(go.Figure(figure).update_layout(template=None).to_json())


def words_in(figure: go.Figure) -> str:
    """All that a chart says."""
    return " | ".join(words(annotation) for annotation in figure.layout.annotations)


def words(annotation: Any) -> str:
    """What an annotation says, without the link that its number carries."""
    return re.sub(r"</?(a|b)\b[^>]*>", "", annotation.text)


def drawing_with(release: Release, figure_id: str) -> Drawing:
    """The drawing that a figure stands in."""
    return next(d for d in drawings(release.figures) if figure_id in d.ids)

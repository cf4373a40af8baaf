"""Decide which figures stand in one drawing: those of one measure, place, unit and, for shares, one whole; not more than can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard import several
from dashboard.charts import BY_KIND, tally
from dashboard.charts.wording import RIVAL_KINDS
from dashboard.data import Release
from dashboard.figure import Figure, records, sentence_case
from dashboard.keeping import kept
from dashboard.words import say

KEY = ["measure", "region", "comparison_group", "unit", "kind", "whole"]
# More marks than this cannot be told apart on a phone, nor said in one title: the next ones get the next drawing.
MOST = 24


@dataclass(frozen=True, eq=False)
class Drawing:
    """Figures that share a drawing. ``table`` holds the rows of ``Release.figures``, ``figures`` the same as records."""

    table: pd.DataFrame
    figures: tuple[Figure, ...]

    @property
    def first(self) -> Figure:
        """The figure that speaks for what all of them share."""
        return self.figures[0]

    @property
    def drawn(self) -> bool:
        """A drawing tells more than the number in words: a lone plain count or change would be a chart of one bar."""
        first = self.first
        if tally.suits(list(self.figures)):
            return True
        lone = (
            len(self.figures) == 1
            and first.kind in ("count", "money", "change")
            and first.qualifier in ("exact", "approximately")
        )
        return first.kind in BY_KIND and not lone

    @property
    def rivals(self) -> bool:
        """More than one source counts the same thing."""
        reported = [figure for figure in self.figures if figure.status == "reported"]
        sources = {(figure.attribution if figure.has_source else figure.publisher) for figure in reported}
        return self.first.kind in RIVAL_KINDS and len(sources) > 1

    @property
    def ids(self) -> tuple[str, ...]:
        """The figures' permanent names."""
        return tuple(figure.figure_id for figure in self.figures)

    @cached_property
    def title(self) -> str:
        """The statement of a lone figure; for several, one sentence of what each of them states."""
        return self.first.statement if len(self.figures) == 1 else several.sentence(self.figures)

    @property
    def name(self) -> str:
        """What is counted, and where."""
        name = sentence_case(self.first.measure_name)
        if self.first.region_sort == "not_stated":
            return say("drawing.title_placeless", measure=name)
        return say("drawing.title", measure=name, region=self.first.region_name)


def drawings(figures: pd.DataFrame) -> list[Drawing]:
    """The figures in drawings, in the order of the table, without what is only said in a sentence or dated."""
    found = list(_grouped(figures[~figures["kind"].isin(["event", "rank"])]))
    # Of one measure the drawings come first: a word such as "thousands" does not open a page that has numbers.
    places: dict[str, int] = {}
    for drawing in found:
        places.setdefault(drawing.first.measure, len(places))
    return sorted(
        found, key=lambda drawing: (places[drawing.first.measure], drawing.first.kind == "magnitude")
    )


def sayings(figures: pd.DataFrame) -> list[Figure]:
    """What is said in a sentence without a number, such as 'the highest since records began'."""
    return records(figures[figures["kind"] == "rank"])


@kept(256)
def headline(figure_id: str, release: Release) -> Drawing:
    """The drawing that a headline figure stands in, kept by its release."""
    return drawing_of(figure_id, release.figures)


def drawing_of(figure_id: str, figures: pd.DataFrame) -> Drawing:
    """The drawing that a figure stands in. Raises KeyError if there is no such figure."""
    matching = figures[figures["figure_id"] == figure_id]
    if matching.empty:
        raise KeyError(figure_id)
    same = figures[figures["measure"] == matching.iloc[0]["measure"]]
    return next(drawing for drawing in _grouped(same) if figure_id in drawing.ids)


def _grouped(figures: pd.DataFrame) -> Iterator[Drawing]:
    # Shares of different wholes never share an axis: each is drawn in a hundred of its own.
    keyed = figures.assign(whole=figures["base"].where(figures["kind"] == "share"))
    for _, rows in keyed.groupby(KEY, sort=False, dropna=False):
        ordered = rows.drop(columns="whole").sort_values("group_position", kind="stable", na_position="last")
        for start in range(0, len(ordered), MOST):
            table = ordered.iloc[start : start + MOST]
            yield Drawing(table, tuple(records(table)))

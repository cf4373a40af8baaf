"""What a release says of one place."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from dashboard.counts import Count, count
from dashboard.data import Release
from dashboard.figure import Figure
from dashboard.grouping import Drawing, drawings, sayings
from dashboard.words import say, say_number

SORTS = ("world", "un_region", "country", "not_stated")


@lru_cache(maxsize=512)
def counts(release: Release) -> dict[str, int]:
    """How many statements are made of each place that is spoken of, by code; what was worked out here is not counted."""
    spoken_of = pd.unique(pd.concat([release.figures["region"], release.places["region"]]))
    return {str(code): counted(str(code), release).statements for code in spoken_of}


@lru_cache(maxsize=512)
def names(release: Release) -> dict[str, str]:
    """The places that are spoken of, code to name: the world, UN regions, countries by name, and no place."""
    spoken_of = counts(release)
    table = release.regions[release.regions["region"].isin(list(spoken_of))]
    ordered = table.assign(order=table["sort"].map(SORTS.index)).sort_values(["order", "name"])
    return dict(zip(ordered["region"], ordered["name"], strict=True))


def sort_of(region: str, release: Release) -> str:
    """The sort of a place: world, un_region, country or not_stated."""
    return _sorts(release)[region]


@lru_cache(maxsize=4)
def _sorts(release: Release) -> dict[str, str]:
    return dict(zip(release.regions["region"], release.regions["sort"], strict=True))


@lru_cache(maxsize=512)
def title(region: str, release: Release) -> str:
    """The page's title."""
    if not region:
        return say("region.title")
    sort = sort_of(region, release)
    if sort == "world":
        return say("region.said_of_world")
    if sort == "not_stated":
        return say("region.said_of_nowhere")
    return say("region.said_of", region=release.regions.set_index("region").loc[region, "sentence_name"])


@lru_cache(maxsize=512)
def summary(region: str, release: Release) -> str:
    """How much is said, and on how many themes."""
    if not region:
        return say(
            "region.standfirst",
            countries=sum(sort_of(code, release) in ("country", "un_region") for code in names(release)),
        )
    rows, held = _of(region, release.figures), counted(region, release)
    if rows.empty:
        return say("region.none_drawn")
    on = {*rows["theme"], *_of(region, release.places)["theme"]}
    return say(
        "region.count",
        statements=say_number("region.statements", held.statements),
        themes=say_number("region.themes", len(on)),
        counted=held.phrase,
        derived=held.derived_sentence,
    )


@lru_cache(maxsize=512)
def counted(region: str, release: Release) -> Count:
    """How much is said of a place."""
    return count(_of(region, release.figures), _of(region, release.places))


@lru_cache(maxsize=512)
def sections(region: str, release: Release, but: str = "") -> tuple[tuple[str, tuple[Drawing, ...]], ...]:
    """The names of the themes that put a place in figures, each with its drawings but the one of the figure ``but``."""
    rows = figures(region, release)
    by_theme = (
        (name, tuple(d for d in drawings(rows[rows["theme"] == theme]) if but not in d.ids))
        for theme, name in zip(release.themes["theme"], release.themes["name"], strict=True)
    )
    return tuple((name, drawn) for name, drawn in by_theme if drawn)


@lru_cache(maxsize=512)
def sayings_of(region: str, release: Release) -> tuple[Figure, ...]:
    """What is said of a place without a number."""
    return tuple(sayings(figures(region, release)))


def figures(region: str, release: Release) -> pd.DataFrame:
    """Everything said of a place."""
    return _of(region, release.figures)


def events(region: str, release: Release) -> pd.DataFrame:
    """The dated facts of a place."""
    return _of(region, release.events)


def places(region: str, release: Release) -> pd.DataFrame:
    """The facts a place is named for."""
    return _of(region, release.places)


def _of(region: str, table: pd.DataFrame) -> pd.DataFrame:
    return table[table["region"] == region]

"""Search, narrow and sort the figures of a release; what would help where nothing is left."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from operator import and_

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard import problems
from dashboard.data import NOT_STATED, Release
from dashboard.figure import Figure, records
from dashboard.figures.filters import ANY, NARROWING, NONE, Filters
from dashboard.figures.spelling import folded, nearest, respelt
from dashboard.keeping import kept
from dashboard.words import known, say

A_PAGE = 20
MOST_SUGGESTED = 3
# What visitors type has no end, and each answer is as long as the release: only the last few are kept.
MOST_KEPT = 16
SEARCHED = (
    "statement", "quote", "measure_name", "region_name", "region", "attribution", "original", "title", "publisher", "group_name",
    "comparison_name", "base", "figure_id",
)  # fmt: skip
# Of a fact that only names a place: what it is searched by, and which filters it has a column for.
NAMED_SEARCHED = ("statement", "quote", "region_name", "region", "attribution", "title", "publisher")
OF_PLACES = ("theme", "region", "document")
# A code or a short name such as US is a whole word: as the beginning of one it would find what is used, too.
SHORT = 3

Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Found:
    """The rows of ``Release.figures`` that the filters let through, by position and in the order they are shown.

    ``respelt`` gives, for a searched word that nothing here has, the words it was taken for. ``places`` counts the facts
    that only name a place and fit as well, by the place's code, the most first: they are no figures.
    """

    rows: Rows
    respelt: Mapping[str, tuple[str, ...]]
    places: Mapping[str, int]

    @property
    def pages(self) -> int:
        """How many pages they fill; at least one."""
        return max(1, math.ceil(len(self.rows) / A_PAGE))


@dataclass(frozen=True, eq=False)
class _Index:
    """What a release is searched by, worked out once: a line of text a figure, the words there are, the filters' columns.

    ``named`` is a line of text for each fact that only names a place. ``short`` are the codes and short names of places among the words.
    """

    texts: tuple[str, ...]
    named: tuple[str, ...]
    words: frozenset[str]
    short: frozenset[str]
    columns: Mapping[str, npt.NDArray[np.object_]]


def find(filters: Filters, release: Release) -> Found:
    """The figures that the filters let through, of all pages."""
    return _find(replace(filters, page=1), release)


def prepare(release: Release) -> None:
    """Work out what a release is searched by, so that the first visitor who searches does not wait for it."""
    _index(release)


def page_of(filters: Filters, release: Release) -> int:
    """The page to show: the one asked for, or the last where there are not so many."""
    return min(filters.page, find(filters, release).pages)


@kept(MOST_KEPT)
def on_page(filters: Filters, release: Release) -> tuple[Figure, ...]:
    """The figures of the page that the filters ask for."""
    first = (filters.page - 1) * A_PAGE
    return tuple(records(release.figures.iloc[find(filters, release).rows[first : first + A_PAGE]]))


@kept(MOST_KEPT)
def advice(filters: Filters, release: Release) -> tuple[tuple[str, int], ...]:
    """For each filter that, left out alone, would let figures through: its name and how many; the most first."""
    masks = {name: _mask(name, filters, release) for name in filters.narrowing}
    left = {
        name: int(_both(*(mask for other, mask in masks.items() if other != name), release=release).sum())
        for name in masks
    }
    return tuple(sorted(((name, count) for name, count in left.items() if count), key=lambda pair: -pair[1]))


def suggestions(asked: str, release: Release) -> tuple[str, ...]:
    """The permanent names most like one that no figure has."""
    return tuple(nearest(asked.casefold(), release.statements.keys(), MOST_SUGGESTED, near=0.6))


@kept()
def in_doubt(release: Release) -> Mapping[str, list[problems.Row]]:
    """The points of each figure that has any, by the figure's permanent name."""
    return problems.by_figure(release)


@kept(MOST_KEPT)
def _find(filters: Filters, release: Release) -> Found:
    masks = [_mask(name, filters, release) for name in filters.narrowing]
    rows = np.flatnonzero(_both(*masks, release=release))
    words = folded(filters.q).split()
    taken_for = {word: like for word in words if (like := _meant(word, release)) != (word,)}
    ordered = rows[np.argsort(_places(filters.order, release)[rows], kind="stable")]
    return Found(ordered, taken_for, _named(filters, release))


def _named(filters: Filters, release: Release) -> dict[str, int]:
    """How many facts that only name a place the search and the choice of a place let through, by the place's code.

    None where neither is made, or where something is asked for that such a fact has not.
    """
    if not (filters.q or filters.region) or set(filters.narrowing) - {"q", *OF_PLACES}:
        return {}
    table = release.places
    mask = _holding(filters.q, _index(release).named, release)
    for name in (name for name in OF_PLACES if getattr(filters, name)):
        mask &= (table[name] == getattr(filters, name)).to_numpy(dtype=bool)
    found = Counter(map(str, table["region"].to_numpy(dtype=object)[mask]))
    return dict(found.most_common())


def _both(*masks: Mask, release: Release) -> Mask:
    return reduce(and_, masks, np.ones(len(release.figures), dtype=bool))


@kept(MOST_KEPT)
def _mask_of(name: str, code: str, release: Release) -> Mask:
    index = _index(release)
    if name == "doubt" and code == ANY:
        return np.asarray(index.columns[name] != NONE, dtype=bool)
    if name != "q":
        mask: Mask = index.columns[name] == code
        return mask
    return _holding(code, index.texts, release)


def _holding(searched: str, texts: Sequence[str], release: Release) -> Mask:
    """Which of the lines of text have every word that is searched for."""
    index = _index(release)
    words = [[_sought(like, index) for like in _meant(word, release)] for word in folded(searched).split()]
    hits = (all(any(like in text for like in word) for word in words) for text in texts)
    return np.fromiter(hits, dtype=bool, count=len(texts))


def _sought(word: str, index: _Index) -> str:
    """A word that is begun finds what goes on from there: the search answers while one types."""
    return f" {word} " if word in index.short else f" {word}"


def _mask(name: str, filters: Filters, release: Release) -> Mask:
    return _mask_of(name, getattr(filters, name), release)


@kept(MOST_KEPT)
def _meant(word: str, release: Release) -> tuple[str, ...]:
    """The word itself where a word of the release begins so; else those it is a slip for; else none."""
    words = _index(release).words
    if any(known.startswith(word) for known in words):
        return (word,)
    return tuple(respelt(word, words))


@kept()
def _index(release: Release) -> _Index:
    figures = release.figures
    themes = release.themes.set_index("theme")["name"]
    places = _place_names(release)
    told = (_plain(figures[name]) for name in SEARCHED)
    cells = zip(figures["theme"].map(themes), figures["region"].map(places), *told, strict=True)
    texts = _lines(cells)
    named = _lines(zip(*_named_cells(release, themes), strict=True))
    columns = {name: figures[name].to_numpy(dtype=object) for name in NARROWING if name in figures}
    has_source = ~_plain(figures["attribution"]).isin(["", NOT_STATED])
    columns["who"] = np.where(has_source, "stated", "missing").astype(object)
    columns["doubt"] = _doubts(release)
    words = frozenset().union(*(text.split() for text in (*texts, *named)))
    short = {word for code, names in places.items() for word in folded(f"{code} {names}").split()}
    return _Index(texts, named, words, frozenset(word for word in short if len(word) <= SHORT), columns)


def _lines(rows: Iterable[Iterable[object]]) -> tuple[str, ...]:
    return tuple("".join(_folded(str(cell)) for cell in row) for row in rows)


def _named_cells(release: Release, themes: pd.Series) -> Iterator[pd.Series]:
    """The columns that a fact which only names a place is searched by."""
    table = release.places
    yield table["theme"].map(themes)
    yield table["region"].map(_place_names(release))
    for name in NAMED_SEARCHED:
        yield _plain(table[name])


def _place_names(release: Release) -> dict[str, str]:
    """What the places spoken of are called besides their names, by code; '' where nothing else is known."""
    codes = map(
        str, pd.unique(pd.concat([release.figures["region"], release.places["region"]]).astype(object))
    )
    return {code: say(f"also_called.{code}") if known(f"also_called.{code}") else "" for code in codes}


def _doubts(release: Release) -> npt.NDArray[np.object_]:
    """The kind of each figure's gravest point, or that it has none."""
    kinds = {name: rows[0]["kind"] for name, rows in in_doubt(release).items()}
    return np.array([kinds.get(name, NONE) for name in release.figures["figure_id"]], dtype=object)


# Most cells stand in many rows: titles, places, sources.
_folded = lru_cache(maxsize=65536)(folded)


def _plain(column: pd.Series) -> pd.Series:
    """The texts themselves, also where a release keeps repeating ones as codes; '' where missing."""
    return column.astype(object).fillna("")


@kept(16)
def _places(order: str, release: Release) -> Rows:
    """For each figure its place in the order; the release's own, theme by theme, where none is chosen."""
    figures = release.figures.reset_index(drop=True)
    sorted_by: dict[str, pd.Series] = {
        "place": _plain(figures["region_name"]).str.casefold(),
        "document": figures["title"].astype(object).str.casefold(),
        "latest": -_days(figures),
    }
    if order not in sorted_by:
        return np.arange(len(figures))
    rows = sorted_by[order].sort_values(kind="stable", na_position="last").index.to_numpy()
    places = np.empty(len(rows), dtype=np.intp)
    places[rows] = np.arange(len(rows))
    return places


def _days(figures: pd.DataFrame) -> pd.Series:
    """The last day that a figure speaks of, or the first where it has no end; missing where it states neither."""
    days = figures["period_end"].where(figures["period_end"].notna(), figures["period_start"])
    return pd.Series([float("nan") if pd.isna(day) else float(day.toordinal()) for day in days], dtype=float)

"""What a release says of one place."""

from __future__ import annotations

import pandas as pd

from dashboard.counts import Count, count
from dashboard.data import NOT_STATED, Release
from dashboard.figure import Figure, records
from dashboard.grouping import Drawing, drawings, sayings
from dashboard.keeping import kept
from dashboard.words import say, say_number

SORTS = ("world", "un_region", "country", "not_stated")


@kept()
def counts(release: Release) -> dict[str, int]:
    """How many statements are made of each place that is spoken of, by code; what was worked out here is not counted."""
    spoken_of = pd.unique(pd.concat([release.figures["region"], release.places["region"]]))
    return {str(code): counted(str(code), release).statements for code in spoken_of}


@kept()
def names(release: Release) -> dict[str, str]:
    """The places that are spoken of, code to name: the world, UN regions, countries by name, and no place."""
    spoken_of = counts(release)
    table = release.regions[release.regions["region"].isin(list(spoken_of))]
    ordered = table.assign(order=table["sort"].map(SORTS.index)).sort_values(["order", "name"])
    return dict(zip(ordered["region"], ordered["name"], strict=True))


def sort_of(region: str, release: Release) -> str:
    """The sort of a place: world, un_region, country or not_stated."""
    return _sorts(release)[region]


@kept(512)
def lies_in(region: str, release: Release) -> tuple[str, ...]:
    """The UN regions that a place lies in, the smallest first."""
    above, found = _parents(release), []
    while (
        (region := above.get(region, "")) and sort_of(region, release) == "un_region" and region not in found
    ):
        found.append(region)
    return tuple(found)


@kept(512)
def members(region: str, release: Release) -> tuple[str, ...]:
    """All countries that lie in a UN region, in the order of the vocabulary; of a country, itself."""
    if sort_of(region, release) != "un_region":
        return (region,)
    return tuple(
        code
        for code in _parents(release)
        if sort_of(code, release) == "country" and region in lies_in(code, release)
    )


@kept()
def by_un_region(release: Release) -> tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    """What is spoken of, as the UN groups it: (continent, ((its region, the countries right in it), …)), all by their names.

    A country that lies in no UN region is under the continent ''.
    """
    spoken_of = [code for code in names(release) if sort_of(code, release) in ("un_region", "country")]
    tree: dict[str, dict[str, list[str]]] = {}
    for code in spoken_of:
        above = lies_in(code, release)
        is_country = sort_of(code, release) == "country"
        home = (above[0] if above else "") if is_country else code
        group = tree.setdefault(above[-1] if above else home, {}).setdefault(home, [])
        group += [code] if is_country else []
    names_of = dict(zip(release.regions["region"], release.regions["name"], strict=True))

    def whole_name(code: str) -> tuple[str, ...]:
        """The names from the continent down, so that a region stands before those within it; no region comes last."""
        return tuple(names_of[c] for c in reversed((code, *lies_in(code, release)))) if code else ("\uffff",)

    return tuple(
        (
            continent,
            tuple((home, tuple(tree[continent][home])) for home in sorted(tree[continent], key=whole_name)),
        )
        for continent in sorted(tree, key=whole_name)
    )


@kept()
def _parents(release: Release) -> dict[str, str]:
    return dict(zip(release.regions["region"], release.regions["parent"].fillna(""), strict=True))


@kept()
def _sorts(release: Release) -> dict[str, str]:
    return dict(zip(release.regions["region"], release.regions["sort"], strict=True))


@kept(512)
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


@kept(512)
def summary(region: str, release: Release) -> str:
    """How much is said, and on how many themes."""
    if not region:
        return say(
            "region.standfirst",
            countries=sum(sort_of(code, release) in ("country", "un_region") for code in names(release)),
        )
    held = counted(region, release)
    on = {*_of(region, release.figures)["theme"], *_of(region, release.places)["theme"]}
    return say(
        "region.count",
        statements=say_number("region.statements", held.statements),
        themes=say_number("region.themes", len(on)),
        counted=held.phrase,
        derived=held.derived_sentence,
    )


@kept(512)
def counted(region: str, release: Release) -> Count:
    """How much is said of a place."""
    return count(_of(region, release.figures), _of(region, release.places))


@kept(512)
def sections(region: str, release: Release) -> tuple[tuple[str, tuple[Drawing, ...]], ...]:
    """The names of the themes that put a place in figures, each with its drawings."""
    rows = figures(region, release)
    by_theme = (
        (name, tuple(drawings(rows[rows["theme"] == theme])))
        for theme, name in zip(release.themes["theme"], release.themes["name"], strict=True)
    )
    return tuple((name, drawn) for name, drawn in by_theme if drawn)


def of_the_world(drawing: Drawing, release: Release) -> tuple[Figure, ...]:
    """The world's figures that may stand beside a place's: of the same measure, unit, base, kind and groups, and no others.

    A base that one of the two does not state is not the same.
    """
    if drawing.first.region_sort == "world":
        return ()
    table = release.figures
    rows = table[
        (table["measure"] == drawing.first.measure)
        & (table["region_sort"] == "world")
        & (table["status"] == "reported")
    ]
    here = {_comparable(figure) for figure in drawing.figures if figure.base != NOT_STATED}
    return tuple(figure for figure in records(rows) if _comparable(figure) in here)


def _comparable(figure: Figure) -> tuple[str | None, ...]:
    return figure.measure, figure.unit, figure.base, figure.kind, figure.group, figure.comparison_group


@kept(512)
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

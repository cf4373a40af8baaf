"""The map of the world and the list that says the same: how much is said of each country, or what each is named for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import pandas as pd

from dashboard.addresses import of_figure, of_region
from dashboard.briefing import pins
from dashboard.data import NOT_STATED, Release
from dashboard.figure import sentence_case
from dashboard.keeping import kept
from dashboard.maps import drawing as map_drawing
from dashboard.maps import views as map_views
from dashboard.maps.drawing import Look, Place
from dashboard.maps.geometry import Shape
from dashboard.maps.views import View
from dashboard.parts import Part
from dashboard.places import regions
from dashboard.words import kept_apart, say, say_number

# The least number of statements of each step of colour; a release that says much more gets coarser steps.
STEPS = (1, 2, 5, 10)
FILLS: tuple[Look, ...] = ("step-1", "step-2", "step-3", "step-4")
# From so many countries on, a fact gets a map.
SEVERAL = 3
COUNTED_COUNTRIES = ("countries", "jurisdictions")


def of_all(release: Release, *, listed: bool = True) -> Part:
    """The map of what is said of each country, with what is said of larger places or of none beside it as text.

    ``listed`` is off where the page goes on with a list that says the same.
    """
    return Part(_all_html(release, listed), scripted=True)


def of_facts(places: pd.DataFrame, release: Release) -> list[Part]:
    """A map for each fact that rows of ``Release.places`` name several countries for; a few are quicker read in words."""
    return [
        Part(_places_html(tuple(rows["place_id"]), release), scripted=True)
        for _, rows in mapped(places).groupby("measure", sort=False)
    ]


def mapped(places: pd.DataFrame) -> pd.DataFrame:
    """The rows of facts that several countries are named for, and that therefore get a map."""
    return places[places.groupby("measure")["region"].transform("nunique") >= SEVERAL]


def map_html(
    places: Mapping[str, Place],
    *,
    title: str,
    key: str,
    views: Sequence[View],
    legend: Sequence[tuple[str, str]],
    source: str,
    head: str = "",
    beside: str = "",
    table: str = "",
    pin: str = "",
) -> str:
    """The map with its legend, (class, words) each, and its source; ``views`` are what a small screen shows of it.

    ``head``, what stands ``beside`` it, the ``table``, the list that says the same, and its ``pin`` are HTML.
    """
    swatches = "".join(
        f'<li><i class="swatch {escape(look)}"></i>{escape(words)}</li>' for look, words in legend
    )
    folded = f"<details><summary>{escape(say('map.table'))}</summary>{table}</details>" if table else ""
    return (
        f'<figure class="world-map" id="map-{escape(key)}">{head}'
        f"{map_views.chooser(views) if views else ''}"
        f"{map_drawing.put_in('map-drawing', map_drawing.svg(places.values(), title, key), map_views.script() if views else '')}"
        f'<figcaption>{pin}<ul class="legend">{swatches}</ul>{beside}'
        f'<p class="source">{escape(kept_apart(source))} {escape(say("map.borders"))}</p></figcaption>{folded}</figure>'
    )


def steps(counts: Iterable[int]) -> tuple[int, ...]:
    """The least count of each step of colour, the lowest first: those that the largest count reaches.

    >>> steps([1, 7])
    (1, 2, 5)
    >>> steps([3, 640])
    (1, 20, 50, 100)
    """
    largest = max(counts, default=0)
    coarse = 1
    while largest >= STEPS[-1] * coarse * 10:
        coarse *= 10
    scaled = [STEPS[0], *(step * coarse for step in STEPS[1:])]
    return tuple(step for step in scaled if step <= largest)


@kept()
def of_release(release: Release) -> dict[str, Place]:
    """Every country that is spoken of, by its code."""
    counts = {
        code: number
        for code, number in regions.counts(release).items()
        if regions.sort_of(code, release) == "country"
    }
    numbers, names = _numbers(release), regions.names(release)
    scale = steps(counts.values())
    return {
        code: Place(
            code,
            numbers[code],
            names[code],
            say_number("region.statements", counts[code]),
            _look(code, counts[code], scale, release),
        )
        for code in names
        if code in counts
    }


def of_places(places: pd.DataFrame, release: Release) -> dict[str, Place]:
    """The countries that rows of ``Release.places`` name, by code: solid where one of the rows is stated, else likely."""
    numbers, names = _numbers(release), regions.names(release)
    return {
        str(code): Place(
            str(code),
            numbers[str(code)],
            names[str(code)],
            say(f"map.said_{_certainty(rows)}"),
            _look_of(rows),
        )
        for code, rows in places.groupby("region", sort=False)
        if regions.sort_of(str(code), release) == "country"
    }


def legend_of_release(release: Release) -> list[tuple[str, str]]:
    """What the colours of ``of_release`` mean: (class, words) each."""
    places, counts = of_release(release), regions.counts(release)
    scale = steps(counts[code] for code in places)
    looks = {place.look for place in places.values()}
    likely = [("likely", say("map.likely"))] if "likely" in looks else []
    filled = [(fill, _step_words(i, scale)) for i, fill in enumerate(FILLS[: len(scale)])]
    return [("none", say("map.none")), *likely, *filled]


def legend_of_places(places: Mapping[str, Place]) -> list[tuple[str, str]]:
    """What the colours of ``of_places`` mean: (class, words) each."""
    looks = {place.look for place in places.values()}
    stated = [("step-4", say("map.stated"))] if "step-4" in looks else []
    likely = [("likely", say("map.likely"))] if "likely" in looks else []
    return [*stated, *likely, ("none", say("map.not_named"))]


@kept(4)
def _all_html(release: Release, listed: bool) -> str:
    places, counts, names = of_release(release), regions.counts(release), regions.names(release)
    wider = (
        [code for code in names if code not in places or not map_drawing.shape_of(places[code])]
        if listed
        else []
    )
    beside = "".join(f"<li>{_region_link(code, f'{names[code]} ({counts[code]})')}</li>" for code in wider)
    told = f'<p class="small">{escape(say("map.wider"))}</p><ul class="wider">{beside}</ul>' if wider else ""
    rows = "".join(f"<li>{_region_link(code, p.name)} {escape(p.said)}</li>" for code, p in places.items())
    return map_html(
        places, title=say("map.title_all"), key="all", views=_views(places, release), legend=legend_of_release(release), beside=told,
        source=say("map.source_all", documents=len(release.documents), release=release.id),
        table=f'<ul class="map-list">{rows}</ul>' if listed else "",
        pin=pins.button("map", "all", say("map.title_all"), say("briefing.pin_map")),
    )  # fmt: skip


@kept(256)
def _places_html(ids: tuple[str, ...], release: Release) -> str:
    """The map of one fact; ``ids`` name its rows."""
    rows = release.places[release.places["place_id"].isin(ids)]
    measure = release.measures.set_index("measure").loc[rows.iloc[0]["measure"]]
    name, definition = str(measure["name"]), str(measure["definition"])
    places = of_places(rows, release)
    table = "".join(
        f"<li>{_region_link(code, place.name)} {escape(place.said)}</li>" for code, place in places.items()
    )
    return map_html(
        places, title=say("map.title_places", fact=name), key=f"places-{_safe(ids[0])}", views=_views(places, release),
        legend=legend_of_places(places), source=source_of(rows, release),
        head=f'<h3 class="statement">{escape(name)}</h3><p class="meta">{escape(definition)}</p>',
        beside=_unnamed(set(rows["theme"]), release), table=f'<ul class="map-list">{table}</ul>',
        pin=_pin(rows, name, release),
    )  # fmt: skip


def _pin(rows: pd.DataFrame, name: str, release: Release) -> str:
    """A map is pinned for its fact: one that shows only some of the fact's countries cannot be."""
    measure = str(rows.iloc[0]["measure"])
    if len(rows) < int((release.places["measure"] == measure).sum()):
        return ""
    return pins.button("map", measure, say("map.title_places", fact=name), say("briefing.pin_map"))


def _views(places: Mapping[str, Place], release: Release) -> list[View]:
    """The continents, as the UN has them, with the places of the map that lie there."""
    shapes: dict[str, list[Shape]] = {}
    for code, place in places.items():
        above, shape = regions.lies_in(code, release), map_drawing.shape_of(place)
        if above and shape:
            shapes.setdefault(above[-1], []).append(shape)
    names = dict(zip(release.regions["region"], release.regions["name"], strict=True))
    return map_views.of_shapes({code: shapes[code] for code in names if code in shapes}, names)


def source_of(rows: pd.DataFrame, release: Release) -> str:
    """Who names the countries, in which documents, from which release."""
    speakers = [
        say(
            "drawing.speaker",
            publisher=publisher if publisher != NOT_STATED else say("document.no_publisher"),
        )
        if attribution == NOT_STATED
        else attribution
        for attribution, publisher in zip(rows["attribution"], rows["publisher"], strict=True)
    ]
    who = sentence_case("; ".join(dict.fromkeys(speakers)))
    return (
        say("drawing.source", who=who, documents="; ".join(dict.fromkeys(rows["title"])), release=release.id)
        + "."
    )


def counted_unnamed(themes: set[str], release: Release) -> pd.DataFrame:
    """The rows of ``Release.figures`` that count countries without naming them."""
    figures = release.figures
    return figures[
        figures["unit"].isin(COUNTED_COUNTRIES)
        & figures["theme"].isin(themes)
        & (figures["status"] != "derived")
    ]


def _unnamed(themes: set[str], release: Release) -> str:
    """Countries that a document counts and does not name, as sentences: they are no colour on a map."""
    rows = counted_unnamed(themes, release)
    if rows.empty:
        return ""
    items = "".join(
        f'<li>{escape(statement)} <a href="{escape(of_figure(figure))}" target="_self">{escape(say("evidence.link"))}</a></li>'
        for figure, statement in zip(rows["figure_id"], rows["statement"], strict=True)
    )
    return f'<p class="small">{escape(say("map.unnamed"))}</p><ul class="unnamed">{items}</ul>'


def _look(region: str, count: int, scale: Sequence[int], release: Release) -> Look:
    """The step of a country; hatched where all that is said of it is only called likely."""
    places = regions.places(region, release)
    if len(places) and not len(regions.figures(region, release)) and _certainty(places) == "likely":
        return "likely"
    return FILLS[max(i for i, least in enumerate(scale) if least <= max(count, 1))]


def _certainty(rows: pd.DataFrame) -> str:
    return "stated" if "stated" in set(rows["certainty"]) else "likely"


def _look_of(rows: pd.DataFrame) -> Look:
    return "step-4" if _certainty(rows) == "stated" else "likely"


def _step_words(index: int, scale: Sequence[int]) -> str:
    least = scale[index]
    if index == len(scale) - 1:
        return say("map.step_last", least=least) if least > 1 else say_number("map.step_one", 1)
    most = scale[index + 1] - 1
    return say_number("map.step_one", least) if least == most else say("map.step", least=least, most=most)


def _numbers(release: Release) -> dict[str, str]:
    """The number of each region in ISO 3166-1, '' where it has none."""
    table = release.regions
    return dict(zip(table["region"], table["m49"].fillna("").astype(str), strict=True))


def _region_link(code: str, words: str) -> str:
    return f'<a href="{escape(of_region(code))}" target="_self">{escape(words)}</a>'


def _safe(name: str) -> str:
    return "".join(character if character.isalnum() else "-" for character in name)

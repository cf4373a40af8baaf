"""A slide that shows a map of the world: how much is said of each country, or which are named for a fact. Release in, HTML out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from dashboard.addresses import PLACES, of_theme
from dashboard.briefing import challenge
from dashboard.briefing.boards import Board
from dashboard.briefing.challenge import Challenge
from dashboard.data import Release
from dashboard.figure import sentence_case
from dashboard.keeping import kept
from dashboard.maps import drawing as map_drawing
from dashboard.maps import world
from dashboard.maps.drawing import Place
from dashboard.places import regions
from dashboard.words import say, say_number

ALL = "all"


@kept(64)
def of(name: str, release: Release) -> Board:
    """The map of all that is said, or of one measure. Raises KeyError for a measure that no country is named for."""
    return _of_all(release) if name == ALL else _of_measure(name, release)


def _of_all(release: Release) -> Board:
    places, counts = world.of_release(release), regions.counts(release)
    said = say_number("region.statements", sum(counts[code] for code in places))
    countries = say_number("briefing_notes.map_countries", len(places))
    statement = say("briefing_notes.map_statement_all", statements=said, countries=countries)
    weak = say("briefing_notes.weak_map_all")
    return _map(
        statement, say("map.title_all"), ALL, places, world.legend_of_release(release),
        source=say("map.source_all", documents=len(release.documents), release=release.id), weak=weak,
        against=(), standing=say("map.source_all", documents=len(release.documents), release=release.id),
        address=f"{PLACES}#map-all", meta="",
    )  # fmt: skip


def _of_measure(measure: str, release: Release) -> Board:
    rows = release.places[release.places["measure"] == measure]
    places = world.of_places(rows, release) if len(rows) else {}
    if not places:
        raise KeyError(measure)
    described = release.measures.set_index("measure").loc[measure]
    fact, unnamed = str(described["name"]), world.counted_unnamed(set(rows["theme"]), release)
    statement = say(
        "briefing_notes.map_statement",
        fact=sentence_case(fact),
        named=say_number("briefing_notes.map_named", len(places)),
    )
    likely = any(place.look == "likely" for place in places.values())
    told = [say("briefing_notes.opposing_unnamed", statement=one) for one in unnamed["statement"]]
    return _map(
        statement, say("map.title_places", fact=fact), measure, places, world.legend_of_places(places),
        source=world.source_of(rows, release), weak=say("briefing_notes.weak_map_likely" if likely else "briefing_notes.weak_map"),
        against=told[: challenge.MOST_OPPOSING], standing=_stands(rows),
        address=of_theme(str(rows.iloc[0]["theme"])), meta=str(described["definition"]),
    )  # fmt: skip


def _map(
    statement: str, title: str, key: str, places: Mapping[str, Place], legend: Sequence[tuple[str, str]], *,
    source: str, weak: str, against: Sequence[str], standing: str, address: str, meta: str,
) -> Board:  # fmt: skip
    swatches = "".join(
        f'<li><i class="swatch {escape(look)}"></i>{escape(words)}</li>' for look, words in legend
    )
    drawn = map_drawing.svg(places.values(), title, f"slide-{key}", linked=False)
    heads = (say("briefing_notes.map_column_place"), say("briefing_notes.map_column_said"))
    rows = tuple((place.name, place.said) for place in places.values())
    borders = say("map.borders")
    return Board(
        statement=statement,
        meta=meta,
        source=source,
        alternative=" ".join([title + ".", "; ".join(f"{name}: {said}" for name, said in rows) + "."]),
        markup=f'<div class="world-map"><div class="map-drawing">{drawn}</div><ul class="legend">{swatches}</ul></div>',
        table=(heads, *rows),
        figures=(),
        items=tuple((code, f"{place.name}: {place.said}.") for code, place in places.items()),
        notes=(
            statement, say("briefing_notes.careful", told=f"{weak} {borders}"),
            *(say("briefing_notes.objection", told=one) for one in against[:1]), say("briefing_notes.asked", told=standing),
        ),
        challenge=Challenge(weak, tuple(against) or (say("briefing_notes.opposing_none_map"),), standing, ()),
        address=address,
    )  # fmt: skip


def _stands(rows: pd.DataFrame) -> str:
    """The documents and paragraphs that name the countries."""
    told = [
        say("evidence.where_value", title=title, publisher=publisher, paragraph=paragraph)
        for title, publisher, paragraph in zip(
            rows["title"], rows["publisher"], rows["paragraph"], strict=True
        )
    ]
    return challenge.sentence("; ".join(dict.fromkeys(told)))

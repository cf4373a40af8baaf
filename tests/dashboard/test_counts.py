"""What a page counts is what it shows, and a list says of a page what the page says of itself."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from dashboard import counts, data, lists, overview, themes
from dashboard.counts import Count
from dashboard.data import Release
from dashboard.figure import sentence_case
from dashboard.grouping import drawings, sayings
from dashboard.maps import world
from dashboard.places import lists as place_lists
from dashboard.places import regions
from dashboard.words import say_number


@pytest.fixture(params=["committed", "invented"])
def release(request: pytest.FixtureRequest) -> Release:
    return data.current() if request.param == "committed" else request.getfixturevalue("sample")


def shown(figures: pd.DataFrame, events: pd.DataFrame, places: pd.DataFrame) -> Count:
    """What a page puts before its reader: the marks of its drawings, its sayings, its dated facts, its places."""
    marks = [one for drawing in drawings(figures) for one in drawing.figures]
    printed = [one for one in marks if not one.derived]
    words = sum(one.kind == "magnitude" for one in printed) + len(sayings(figures))
    numbers = sum(one.kind != "magnitude" for one in printed)
    return Count(numbers, words, len(events), len(places), len(marks) - len(printed))


def test_the_page_of_a_place_shows_what_every_list_and_the_map_count(release: Release) -> None:
    index, there = place_lists.index(release), world.of_release(release)
    for code, name in regions.names(release).items():
        held, told = regions.counted(code, release), regions.summary(code, release)
        figures, events = regions.figures(code, release), regions.events(code, release)
        assert held == shown(figures, events, regions.places(code, release)), code
        number = say_number("region.statements", held.statements)
        assert told.startswith(f"{number} across")
        assert re.search(rf">{re.escape(name)}</a> <span class=\"count\">{number}</span>", index)
        assert code not in there or there[code].said == number
        assert f">{name} ({held.statements})</a>" in world._all_html(release, True) or code in there


def test_the_page_of_a_theme_shows_what_the_overview_counts(release: Release) -> None:
    links = lists.theme_links(release)
    for code in themes.names(release):
        held = themes.counted(code, release)
        figures, events = themes.figures(code, release), themes.events(code, release)
        assert held == shown(figures, events, themes.places(code, release)), code
        assert sentence_case(held.phrase) in links
        assert themes.summary(code, release).startswith(held.phrase) or not held.statements


def test_the_documents_themes_and_places_add_up_to_all_there_is(release: Release) -> None:
    every = counts.of_release(release)
    by_theme = sum((themes.counted(code, release) for code in themes.names(release)), Count())
    by_place = sum((regions.counted(code, release) for code in regions.names(release)), Count())
    documents = [str(name) for name in release.documents["document"]]
    by_document = sum((counts.of_document(name, release) for name in documents), Count())
    across = release.figures["document"].isna() & (release.figures["status"] == "derived")
    assert by_theme == by_place == by_document + Count(derived=int(across.sum())) == every
    assert every.phrase in overview.holdings(release)

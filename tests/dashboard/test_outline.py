"""The outline of a page: each has its own shape, a known title, and nothing of an address is taken for markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit import file_util

from dashboard import frame, overview, themes
from dashboard.data import Release
from dashboard.delivery import shelf
from dashboard.delivery.outline import AROUND, Outline, bare, outline
from dashboard.words import say

HOSTILE = '"><script>alert(1)</script>'


def test_every_page_has_a_shape_of_its_own() -> None:
    assert {entry.name for entry in frame.PAGES} <= AROUND.keys()
    shapes = [bare(sort).html for sort in AROUND]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize("entry", frame.PAGES, ids=lambda entry: entry.name)
def test_the_page_asked_for_is_the_one_that_is_marked(entry: frame.PageEntry) -> None:
    marked = bare(entry.name).html.split(' aria-current="page">')
    assert len(marked) == 2
    assert marked[1].startswith(entry.title)


def test_the_title_is_the_one_that_will_stand_there(sample: Release) -> None:
    theme = list(themes.names(sample))[-1]
    assert outline("overview", {}, sample).title == overview.title(sample)
    assert outline("themes", {"theme": [theme]}, sample).title == themes.question(theme, sample)
    assert outline("figures", {}, sample).title == say("pages.figures")


def test_a_theme_shows_as_many_choices_as_there_are(sample: Release) -> None:
    assert outline("themes", {}, sample).choices == tuple(themes.names(sample).values())


@pytest.mark.parametrize("name", ["figure", "theme", "region", "show"])
def test_a_wrong_choice_gives_the_page_without_it(sample: Release, name: str) -> None:
    for entry in frame.PAGES:
        assert "<script" not in outline(entry.name, {name: [HOSTILE, HOSTILE]}, sample).html


def test_hostile_words_of_a_release_stay_words() -> None:
    assert "<script" not in Outline("themes", "themes", HOSTILE, (HOSTILE,)).html


@pytest.mark.parametrize("sort", shelf.FURTHER_PARTS)
def test_the_controls_of_the_first_screen_are_asked_for_with_the_page(sort: str) -> None:
    root = Path(file_util.get_static_dir())
    further = shelf.further_scripts(root, sort)
    for part in shelf.FURTHER_PARTS[sort]:
        assert any(name.startswith(part) for name in further), part
    assert not set(further) & set(shelf.first_scripts(root))

"""The pins: one for each view that an address can name, told in words, and the same words for the script."""

from __future__ import annotations

import json
from html import unescape

import pytest

from dashboard import components, overview, themes
from dashboard.briefing import pins
from dashboard.briefing.deck import Slide, read_slide
from dashboard.data import Release
from dashboard.places import page as place_page
from dashboard.theme_page import of as theme_page


def pinned(html: str) -> list[str]:
    return [unescape(part.split('"')[0]) for part in html.split('data-pin="')[1:]]


def test_a_pin_says_what_it_is_for_and_that_nothing_is_pinned_yet() -> None:
    made = pins.button("figure", "users-2003", 'About "185" million <people>')
    assert pinned(made) == ["figure:users-2003"]
    assert 'aria-pressed="false"' in made
    assert "<people>" not in made
    assert "Pin: About &quot;185&quot; million" in made


@pytest.mark.parametrize("name", ["", "a b", '"><script>', "x" * 500, "~t"])
def test_what_no_address_could_name_has_no_pin(name: str) -> None:
    assert pins.button("figure", name, "A figure") == ""


def test_every_pin_of_a_page_is_a_slide_that_can_be_read(sample: Release) -> None:
    pages = [
        *("".join(part.html for part in theme_page(theme, sample, "light")) for theme in themes.names(sample)),
        *("".join(part.html for part in place_page.of(str(code), sample, "light")) for code in sample.figures["region"].unique()),
        "".join(part.html for part in place_page.of_all(sample)),
        components.headline_cards(overview.headlines(sample), sample, "light"),
    ]  # fmt: skip
    found = [code for page in pages for code in pinned(page)]
    assert {code.split(":")[0] for code in found} >= {"figure", "theme", "map", "place"}
    assert all(isinstance(read_slide(code), Slide) for code in found)


def test_every_theme_can_be_pinned_with_each_of_its_drawings(sample: Release) -> None:
    for theme in themes.names(sample):
        found = pinned("".join(part.html for part in theme_page(theme, sample, "light")))
        drawings = themes.drawings_of(theme, sample)
        if drawings:
            assert found[0] == f"theme:{theme}"
        assert [code for code in found if code.startswith("figure:")] == [
            f"figure:{one.ids[0]}" for one in drawings
        ]


def test_the_script_has_a_sentence_for_everything_it_says() -> None:
    held = json.loads(pins.script_words())
    assert all(held.values())
    assert "{number}" in held["added_many"]
    assert "{name}" in held["making"]

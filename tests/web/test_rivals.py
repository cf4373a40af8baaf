"""A figure that others put otherwise never travels as the only one: its page, its embed and its card name each of them."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from dashboard.data import Release
from dashboard.figure import records
from dashboard.one_figure.around import around
from dashboard.web import card, rivals
from dashboard.web.preview import by_name
from dashboard.words import say, say_number
from tests.web.asking import ask


def test_every_rival_is_named_with_who_says_so_wherever_the_figure_goes(committed: Release) -> None:
    checked = 0
    for figure in records(committed.figures):
        others = tuple(
            other for other in around(figure.figure_id, committed).rivals if other.qualifier != "magnitude"
        )
        told = card.words(figure, committed)
        for path in ("/figure", "/embed"):
            text = ask(f"{path}/{figure.figure_id}").text
            assert ('class="rivals"' in text) == bool(others)
            for other in others:
                part = unescape(text.partition('class="rivals"')[2].partition("</section>")[0]).casefold()
                assert other.number.casefold() in part
                assert other.speaker.casefold() in part
                assert f'href="/figure/{other.figure_id}"' in part
        assert told is None or bool(told.otherwise) == bool(others)
        for other in others if told else ():
            assert f"{other.number}" in told.otherwise  # type: ignore[union-attr]
            assert other.speaker in told.otherwise  # type: ignore[union-attr]
        checked += bool(others)
    assert checked >= 4


@pytest.mark.parametrize("path", ["/figure", "/embed"])
def test_rivals_are_drawn_on_one_scale_each_with_its_own_paint(two: Release, path: str) -> None:
    text = ask(f"{path}/killed-government").text
    pictures = re.findall(r"<svg class=\"drawing\".*?(?=</div>|</li>)", text)
    assert len(pictures) == 2
    edges = [re.findall(r'class="edge" x1="([\d.]+)%"', picture) for picture in pictures]
    assert edges == [["14.47"], ["70.0"]]
    names = [set(re.findall(r' id="([\w-]+)"', picture)) for picture in pictures]
    assert not names[0] & names[1]


def test_a_rival_of_another_stretch_of_time_says_which(two: Release) -> None:
    text = unescape(ask("/embed/harvest-fall").text)
    assert "Rose by more than 65% from 2016 to 2017" in text


def test_a_frozen_page_leads_to_the_frozen_pages_of_its_rivals(two: Release) -> None:
    assert 'href="/figure/killed-groups?release=first"' in ask("/figure/killed-government?release=first").text


def test_an_embed_has_room_for_the_rivals(two: Release) -> None:
    lone, torn = (
        ask(f"/oembed?url=/figure/{name}").json["height"] for name in ("freed", "killed-government")
    )
    assert torn > lone
    assert ask("/oembed?url=/figure/killed-government&maxheight=300").json["height"] == 300
    heights = [
        int(re.search(r'height="(\d+)" loading', unescape(ask(f"/figure/{name}").text))[1])  # type: ignore[index]
        for name in ("freed", "killed-government")
    ]
    assert heights[0] < heights[1]


def test_of_many_rivals_a_few_are_shown_and_the_others_counted(
    committed: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = by_name(committed)["amnesty-philippines-killings-thousands"]
    assert say_number("web.rivals_more", 1) not in rivals.section(figure, committed)
    monkeypatch.setattr(rivals, "MOST", 1)
    assert say_number("web.rivals_more", 1) in rivals.section(figure, committed)


@pytest.mark.parametrize(("word", "stands"), [("thousands", False), ("hundreds", True), ("countless", True)])
def test_a_word_for_a_size_that_the_number_fits_states_nothing_else(
    committed: Release, monkeypatch: pytest.MonkeyPatch, word: str, stands: bool
) -> None:
    named = by_name(committed)
    figure = named["amnesty-philippines-killings-government"]
    vague = replace(named["amnesty-philippines-killings-thousands"], quote=word)
    monkeypatch.setattr(
        "dashboard.one_figure.around.around",
        lambda *_: replace(around(figure.figure_id, committed), rivals=(vague,)),
    )
    assert (vague in rivals.of(figure, committed)) is stands
    assert bool(rivals.section(figure, committed)) is stands


def test_other_numbers_are_not_said_to_be_of_the_same_time(committed: Release) -> None:
    figure = by_name(committed)["amnesty-philippines-killings-government"]
    assert "their rules and dates may differ" in rivals.section(figure, committed)
    assert "same" not in say("figure.rivals").replace("same measure", "")

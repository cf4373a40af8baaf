"""The page of the briefing: the address is the deck, and every control rewrites the address."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.briefing import deck as decks
from dashboard.briefing import editor, packing
from dashboard.briefing import work as works
from dashboard.briefing.deck import MOST_SLIDES, Slide, read_slide
from dashboard.briefing.shown import resolve
from dashboard.briefing.strip import minutes
from dashboard.words import say, say_number
from tests.dashboard.sample_release import write_renewed
from tests.pages.conftest import Visit


def text(page: AppTest) -> str:
    return unescape(" ".join(str(html.value) for html in page.html))


def markup(page: AppTest) -> str:
    return " ".join(str(html.value) for html in page.html)


def asked(page: AppTest, name: str) -> list[str]:
    """What the address says: one value comes as it is, several as a list."""
    found = page.query_params.get(name, [])
    return [found] if isinstance(found, str) else list(found)


def codes(page: AppTest) -> list[str]:
    return asked(page, "slide")


def kept(page: AppTest) -> dict[str, object]:
    """What the page hands to the browser to keep."""
    inside = next(str(html.value) for html in page.html if "data-deck=" in str(html.value))
    found: dict[str, object] = json.loads(unescape(inside.split('data-deck="')[1].split('"')[0]))
    return found


def press(page: AppTest, name: str) -> AppTest:
    return page.button(key=f"briefing-go-{name}").click().run()


def some(number: int = 3) -> list[str]:
    return [f"figure:{name}" for name in list(data.current().statements)[:number]]


class Left(dict[str, list[str]]):
    """The address of a page that is no briefing any more."""

    def get_all(self, name: str) -> list[str]:
        return self[name]

    def from_dict(self, pairs: dict[str, list[str]]) -> None:
        self.update(pairs)


@pytest.mark.usefixtures("release")
def test_a_briefing_without_slides_says_how_it_is_made(visit: Visit) -> None:
    page = visit("briefing")
    assert not page.exception
    assert all(say(f"briefing.step_{number}") in text(page) for number in (1, 2, 3))
    assert 'href="/" target="_self"' in text(page)
    assert kept(page)["slides"] == []


@pytest.mark.usefixtures("release")
def test_every_sort_of_slide_is_shown_and_can_be_worked_on(visit: Visit) -> None:
    release = data.current()
    theme, place = str(release.events["theme"].iloc[0]), str(release.figures["region"].iloc[0])
    slides = [
        *some(1), f"theme:{theme}", "map:all", f"timeline:{theme}", f"place:{place}", "section:~tFirst", "text:~tSecond~xWords",
    ]  # fmt: skip
    for at in range(1, len(slides) + 1):
        page = visit("briefing", slide=slides, at=str(at))
        assert not page.exception, slides[at - 1]
        assert page.text_input(key="briefing_title").value is not None
    assert say_number("briefing.counted", len(slides)) in text(page)


@pytest.mark.usefixtures("release")
def test_the_browser_is_told_the_deck_as_the_address_has_it(visit: Visit) -> None:
    page = visit("briefing", title="A hearing", slide=[*some(2), "poem:x"])
    assert kept(page) == {"title": "A hearing", "release": data.current().id, "slides": [*some(2), "poem:x"]}


@pytest.mark.usefixtures("release")
def test_the_presenters_words_go_into_the_address(visit: Visit) -> None:
    page = visit("briefing", slide=some(2), at="2")
    page.text_input(key="briefing_deck_title").set_value("Tuesday").run()
    page.text_input(key="briefing_title").set_value("In my ~ words").run()
    page.text_area(key="briefing_notes").set_value("Slowly.").run()
    page.number_input(key="briefing_seconds").set_value(90).run()
    assert asked(page, "title") == ["Tuesday"]
    slide = read_slide(codes(page)[1])
    assert slide == Slide(
        "figure", some(2)[1].split(":")[1], title="In my ~ words", notes="Slowly.", seconds=90
    )
    assert codes(page)[0] == some(1)[0]
    assert minutes(90) in text(page)


@pytest.mark.usefixtures("release")
def test_whoever_has_left_for_another_page_takes_no_empty_deck_along(monkeypatch: pytest.MonkeyPatch) -> None:
    left = Left()
    monkeypatch.setattr(st, "query_params", left)
    editor._change(data.current(), lambda work: work)
    assert left == {}


class Told(dict[str, object]):
    """What is kept of a visit, with all that its controls were told to say."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[object] = []

    def __setitem__(self, name: str, value: object) -> None:
        super().__setitem__(name, value)
        self.said.append(value)


def test_a_control_is_told_again_what_it_says_until_it_was_made_and_then_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state = Told()
    monkeypatch.setattr(st, "session_state", state)
    for value, made in [("One", False), ("One", True), ("One", True), ("Two", False), ("Two", True)]:
        editor._show("title", value)
        if made:
            editor._made("title")
    assert state.said == ["One", "One", "Two", "Two"]


@pytest.mark.usefixtures("release")
def test_a_browser_that_comes_late_has_the_words_of_a_control_from_its_default(visit: Visit) -> None:
    page = visit("briefing", title="A hearing", slide=["text:~tTitle~xText~nNotes~s45"])
    assert page.text_input(key="briefing_deck_title").proto.default == "A hearing"
    assert page.text_input(key="briefing_title").proto.default == "Title"
    assert page.text_area(key="briefing_text").proto.default == "Text"
    assert page.text_area(key="briefing_notes").proto.default == "Notes"
    assert page.number_input(key="briefing_seconds").proto.default == 45


@pytest.mark.parametrize(
    ("at", "name", "order", "chosen"),
    [
        (2, "up", [1, 0, 2], None),
        (2, "down", [0, 2, 1], "3"),
        (2, "drop", [0, 2], "2"),
        (3, "drop", [0, 1], "2"),
        (1, "double", [0, 0, 1, 2], "2"),
    ],
)
@pytest.mark.usefixtures("release")
def test_a_slide_is_moved_dropped_and_doubled(
    visit: Visit, at: int, name: str, order: Sequence[int], chosen: str | None
) -> None:
    slides = some(3)
    page = press(visit("briefing", slide=slides, at=str(at)), name)
    assert codes(page) == [slides[i] for i in order]
    assert asked(page, "at") == ([chosen] if chosen else [])


@pytest.mark.parametrize("sort", ["section", "text"])
@pytest.mark.usefixtures("release")
def test_words_of_ones_own_come_after_the_chosen_slide(visit: Visit, sort: str) -> None:
    page = press(visit("briefing", slide=some(2)), f"add-{sort}")
    assert codes(page)[1] == Slide(sort, title=say(f"briefing.new_{sort}")).code
    assert asked(page, "at") == ["2"]
    assert page.text_input(key="briefing_title").label == say("briefing.own_heading")
    page.text_area(key="briefing_text").set_value("Said by me").run()
    slide = read_slide(codes(page)[1])
    assert isinstance(slide, Slide)
    assert slide.text == "Said by me"


@pytest.mark.usefixtures("release")
def test_the_last_slide_dropped_leaves_an_empty_deck_and_not_the_one_that_was_kept(visit: Visit) -> None:
    page = press(visit("briefing", slide=some(1)), "drop")
    assert codes(page) == []
    assert asked(page, "release") == [data.current().id]
    assert say("briefing.none_yet") in text(page)


@pytest.mark.parametrize(
    "code", ["poem:x", "figure", "figure:", "figure:no-such-figure", "text:~x" + "x" * 13_000]
)
@pytest.mark.usefixtures("release")
def test_a_slide_that_cannot_be_read_is_named_and_the_rest_works(visit: Visit, code: str) -> None:
    page = visit("briefing", slide=[*some(1), code, *some(2)], at="2")
    assert say("briefing.stands_fault") in text(page)
    assert (
        f"<li>{resolve(works.read({'slide': [*some(1), code]}, 'r').deck, data.current())[1].standing.changes[0]}</li>"
        in text(page)
    )
    assert codes(press(page, "drop")) == [*some(1), *some(2)]


@pytest.mark.parametrize("at", ["0", "-1", "99", "x", "٣", "9" * 50, ""])
@pytest.mark.usefixtures("release")
def test_a_wrong_place_is_the_nearest_there_is(visit: Visit, at: str) -> None:
    page = visit("briefing", slide=some(2), at=at)
    assert not page.exception
    assert 'aria-current="true"' in text(page)


@pytest.mark.usefixtures("release")
def test_hostile_words_stay_words(visit: Visit) -> None:
    hostile = '"><script>alert(1)</script>'
    page = visit(
        "briefing",
        title=hostile,
        release=hostile,
        slide=[f"figure:x~t{hostile}", hostile, f"text:~t{hostile}~x{hostile}~n{hostile}"],
        at="3",
    )
    assert not page.exception
    assert "<script>alert" not in " ".join(str(html.value) for html in page.html)


def lengthy(slides: int) -> list[str]:
    """Slides with notes that no packing makes much shorter."""
    letters = "".join(map(chr, range(0x4E00, 0x9FA0)))
    return [f"text:~tLong~n{''.join(random.Random(i).choices(letters, k=900))}" for i in range(slides)]


@pytest.mark.usefixtures("release")
def test_a_long_deck_still_has_a_link_and_its_controls_keep_it_packed(visit: Visit) -> None:
    page = visit("briefing", slide=["text:~tLong~x" + "x" * 900] * 8, title="T")
    assert "/briefing/present?deck=" in markup(page)
    assert say("briefing.too_long", longest="6,000") not in text(page)
    page.text_input(key="briefing_deck_title").set_value("Renamed").run()
    assert asked(page, "slide") == []
    assert decks.read({"deck": asked(page, "deck")}).title == "Renamed"
    assert kept(page)["slides"] == ["text:~tLong~x" + "x" * 900] * 8


@pytest.mark.usefixtures("release")
def test_a_deck_that_is_too_long_for_an_address_is_sent_along_and_offered_as_a_file(visit: Visit) -> None:
    page = visit("briefing", slide=lengthy(8))
    assert say("briefing.too_long", longest="6,000") in text(page)
    links = re.findall(r'<a [^>]*href="(/briefing/[^"]*)"([^>]*)', markup(page))
    assert {place.split("#")[0] for place, _ in links} == {
        f"/briefing/{name}"
        for name in ("present", "deck.pptx", "deck.pptx?look=dark", "deck.html", "handout", "deck.json")
    }
    assert all("data-carried" in how for _, how in links)


@pytest.mark.usefixtures("release")
def test_an_address_of_a_deck_that_another_browser_keeps_says_so(visit: Visit) -> None:
    assert say("briefing.elsewhere") in text(visit("briefing", deck="kept"))
    assert say("briefing.elsewhere") not in text(visit("briefing"))


@pytest.mark.usefixtures("release")
def test_a_link_that_was_cut_short_says_which_slide_is_missing_and_shows_the_rest(visit: Visit) -> None:
    packed = packing.packed("T", data.current().id, [*some(2), *lengthy(2)])
    page = visit("briefing", deck=packed[: len(packed) // 2], at="3")
    assert say("briefing_notes.fault_cut", position=3) in text(page)
    assert codes(press(page, "drop")) == some(2)


def test_a_deck_takes_no_more_slides_than_it_may_have() -> None:
    full = works.read({"slide": ["section:~tA"] * (MOST_SLIDES + 20)}, "r")
    assert len(full.codes) == MOST_SLIDES
    assert full.added(Slide("section")) == full


@pytest.fixture
def renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str, str]:
    """(earlier release, a figure that has changed since, a figure that is gone since)."""
    folder, old, changed, gone = write_renewed(tmp_path)
    monkeypatch.setenv("DATASETS_DIR", str(folder))
    return old, changed, gone


def test_what_has_changed_is_said_and_the_new_is_taken(visit: Visit, renewed: tuple[str, str, str]) -> None:
    old, changed, _ = renewed
    page = visit("briefing", release=old, slide=[f"figure:{changed}"])
    assert say("briefing.stands_changed") in text(page)
    page = press(page, "new")
    slide = read_slide(codes(page)[0])
    assert isinstance(slide, Slide)
    assert (slide.checked, slide.kept) == ("later", "")
    assert say("briefing.stands_changed") not in text(page)


def test_what_a_presenter_should_look_at_is_said_beside_the_way_to_present(
    visit: Visit, renewed: tuple[str, str, str]
) -> None:
    old, changed, gone = renewed
    slides = ["section:~tA", f"figure:{changed}", "poem:x", f"figure:{changed}", f"figure:{gone}"]
    told = text(visit("briefing", release=old, slide=slides))
    for sort, number, first in (("fault", 1, 3), ("changed", 2, 2), ("removed", 1, 5)):
        words = say_number(f"briefing.warned_{sort}", number)
        way = say("briefing.show_slide", number=first)
        assert f'{words}</strong> <button type="button" data-show="{first}">{way}' in told
    assert 'class="warned"' not in text(visit("briefing", slide=["section:~tA", f"figure:{changed}"]))


def test_what_cannot_be_compared_is_not_called_new(visit: Visit, renewed: tuple[str, str, str]) -> None:
    _, changed, _ = renewed
    page = visit("briefing", release="1999-long-gone", slide=[f"figure:{changed}", f"figure:{changed}"])
    assert say_number("briefing.warned_unknown", 2) in text(page)
    assert page.button(key="briefing-go-all-unknown").label == say_number("briefing.take_all_unknown", 2)
    assert page.button(key="briefing-go-new").label == say("briefing.take_unknown")
    assert not [button for button in page.button if str(button.key).startswith("briefing-go-all-changed")]
    page = press(page, "all-unknown")
    assert say_number("briefing.warned_unknown", 2) not in text(page)


def test_what_has_changed_can_stay_as_it_was(visit: Visit, renewed: tuple[str, str, str]) -> None:
    old, changed, _ = renewed
    page = press(visit("briefing", release=old, slide=[f"figure:{changed}"]), "old")
    slide = read_slide(codes(page)[0])
    assert isinstance(slide, Slide)
    assert slide.kept == old
    assert say("briefing.stands_kept", release=old) in text(page)


def test_what_is_gone_is_shown_as_it_was(visit: Visit, renewed: tuple[str, str, str]) -> None:
    old, _, gone = renewed
    page = visit("briefing", release=old, slide=[f"figure:{gone}"])
    assert say("briefing.stands_removed", release=old) in text(page)
    assert [button.key for button in page.button if "go-old" in str(button.key)] == ["briefing-go-old"]
    slide = read_slide(codes(press(page, "old"))[0])
    assert isinstance(slide, Slide)
    assert slide.kept == old


def test_all_that_is_new_is_taken_at_once(visit: Visit, renewed: tuple[str, str, str]) -> None:
    old, changed, _ = renewed
    page = press(
        visit("briefing", release=old, slide=[f"figure:{changed}", "section:~tA", f"figure:{changed}"]),
        "all-changed",
    )
    assert [isinstance(slide, Slide) and slide.checked for slide in map(read_slide, codes(page))] == [
        "later",
        "",
        "later",
    ]
    assert say("briefing.stands_changed") not in text(page)

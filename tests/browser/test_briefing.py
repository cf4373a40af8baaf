"""The briefing in a real browser: pinned where it is seen, put in order, put in words, passed on, saved, opened again."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from string import ascii_letters
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Route, expect

from dashboard.briefing import deck as decks
from dashboard.words import say, say_number
from tests.browser.conftest import Open, Window, headline
from tests.browser.deck_pages import PLACE, THEME, THREE, codes, kept, ordered, pinned, quiet
from tests.dashboard.sample_release import renew

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_slides_are_put_in_order_by_buttons_keys_and_dragging(open_page: Open) -> None:
    page = open_page(THREE)
    first, second, third = page.locator("[data-strip] .sentence").all_inner_texts()
    page.locator("[data-strip] > li").nth(0).locator("[data-move='1']").click()
    ordered(page, second, first, third)
    quiet(page)
    page.locator("[data-strip] > li").nth(1).locator("[data-choose]").focus()
    page.keyboard.press("Alt+ArrowDown")
    ordered(page, second, third, first)
    expect(page.locator("[data-strip] > li").nth(2).locator("[data-choose]")).to_be_focused()
    quiet(page)
    page.locator("[data-strip] > li").nth(2).drag_to(page.locator("[data-strip] > li").nth(0))
    ordered(page, first, second, third)
    assert [code.split(":")[0] for code in codes(page)] == ["section", "theme", "place"]
    page.go_back()
    ordered(page, second, third, first)
    quiet(page)
    # Two steps before the page could follow the first are two steps of the same slide.
    page.locator("[data-strip] > li").nth(0).locator("[data-choose]").focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    ordered(page, third, first, second)


def test_a_slide_that_is_moved_by_the_keyboard_keeps_the_focus_wherever_it_lands(open_page: Open) -> None:
    six = [f"S{number}" for number in range(1, 7)]
    page = open_page(
        f"/briefing?{urlencode({'slide': [f'section:~t{one}' for one in six], 'at': 3}, doseq=True)}"
    )
    ordered(page, *six)
    quiet(page)
    # It lands on the place that is chosen already, then on others.
    page.locator("[data-strip] > li").nth(3).locator("[data-choose]").focus()
    for order, place in (("124356", 2), ("142356", 1), ("412356", 0)):
        page.keyboard.press("Alt+ArrowUp")
        ordered(page, *(f"S{number}" for number in order))
        page.wait_for_url(
            re.compile(
                rf"slide=section:~tS{order[0]}&slide=section:~tS{order[1]}&slide=section:~tS{order[2]}"
            )
        )
        quiet(page)
        expect(page.locator("[data-strip] > li").nth(place).locator("[data-choose]")).to_be_focused()
    # Arrows alone go along, and Enter chooses, as the words under the list say.
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-strip] > li.chosen .sentence")).to_have_text("S2")
    quiet(page)
    expect(page.locator("[data-strip] > li").nth(2).locator("[data-choose]")).to_be_focused()


def test_a_slide_let_go_under_the_last_one_becomes_the_last(open_page: Open) -> None:
    page = open_page(THREE)
    first, second, third = page.locator("[data-strip] .sentence").all_inner_texts()
    quiet(page)
    page.locator("[data-strip] > li").nth(0).drag_to(page.locator(".strip-hint"))
    ordered(page, second, third, first)
    expect(page.locator("[data-strip] > li.over")).to_have_count(0)


def test_what_is_typed_is_not_lost_to_a_step_that_follows_at_once(open_page: Open) -> None:
    page = open_page(THREE + "&at=2")
    page.get_by_label(say("briefing.own_title")).fill("My own sentence")
    page.locator("[data-strip] > li").nth(1).locator("[data-move='1']").click()
    expect(page.locator("[data-strip] .sentence").nth(2)).to_have_text("My own sentence")
    page.get_by_label(say("briefing.own_notes")).fill("Slowly.")
    page.get_by_role("button", name=say("briefing.double")).click()
    expect(page.locator("[data-strip] > li")).to_have_count(4)
    assert codes(page)[2:] == ["theme:reform~tMy own sentence~nSlowly."] * 2


def test_what_stands_on_the_screen_is_presented_saved_and_copied_at_once(open_page: Open) -> None:
    page = open_page(THREE + "&at=2")
    quiet(page)
    # No time passes between what is typed and the next step: the last of it has not been sent.
    page.get_by_label(say("briefing.own_title")).fill("My ~ own")
    page.get_by_label(say("briefing.deck_title")).fill("The hearing")
    page.get_by_label(say("briefing.own_notes")).fill("Slowly.\n\nAnd well.")
    slide = "theme:reform~tMy ~~ own~nSlowly.\n\nAnd well."
    copied = parse_qs(urlsplit(page.locator(".deck-link pre").inner_text()).query)
    assert (copied["title"], copied["slide"][1]) == (["The hearing"], slide)
    saved = page.get_by_role("link", name=say("briefing.along_file"))
    assert parse_qs(urlsplit(saved.get_attribute("href") or "").query)["slide"][1] == slide
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=say("briefing.present"), exact=True).click()
    stage = opened.value
    stage.locator(":root[data-ready]").wait_for()
    assert stage.title() == "The hearing"
    expect(stage.locator("#slide-2 .sentence")).to_have_text("My ~ own")
    expect(stage.locator('#notes [data-of="2"]')).to_contain_text("And well.")
    # The page itself follows.
    expect(page.locator("[data-strip] .sentence").nth(1)).to_have_text("My ~ own")
    assert codes(page)[1] == slide


def test_what_is_typed_goes_along_to_another_page_and_the_page_comes(open_page: Open) -> None:
    page = open_page(THREE + "&at=2")
    quiet(page)
    page.get_by_label(say("briefing.own_title")).fill("My own sentence")
    page.locator(".masthead nav").get_by_text(say("pages.regions")).click()
    page.wait_for_url("**/regions")
    page.locator(".world-map").wait_for()
    quiet(page)
    assert urlsplit(page.url).path == "/regions"
    assert kept(page)["slides"] == ["section:~tFirst", "theme:reform~tMy own sentence", "place:PHL"]


def test_a_slide_is_put_in_words_dropped_and_another_added(open_page: Open) -> None:
    page = open_page(THREE + "&at=3")
    before = page.locator("[data-strip] .sentence").all_inner_texts()
    page.get_by_role("button", name=say("briefing.drop"), exact=True).click()
    expect(page.locator("[data-strip] > li")).to_have_count(2)
    page.get_by_role("button", name=say("briefing.dropped_back"), exact=True).click()
    ordered(page, *before)
    page.get_by_role("button", name=say("briefing.drop"), exact=True).click()
    expect(page.locator("[data-strip] > li")).to_have_count(2)
    page.get_by_role("button", name=say("briefing.add_text")).click()
    expect(page.locator("[data-strip] > li")).to_have_count(3)
    page.get_by_label(say("briefing.own_text"), exact=True).fill("What I say")
    page.get_by_label(say("briefing.own_text"), exact=True).blur()
    expect(page.locator(".looks")).to_contain_text("What I say")
    page.get_by_label(say("briefing.deck_title")).fill("Renamed")
    page.keyboard.press("Enter")
    headline(page, "Renamed")
    assert kept(page)["title"] == "Renamed"


@pytest.mark.parametrize("sort", ["section", "text"])
def test_a_slide_of_ones_own_is_given_its_title_at_once_and_promised_no_objection(
    open_page: Open, sort: str
) -> None:
    page = open_page(THREE)
    quiet(page)
    page.get_by_role("button", name=say(f"briefing.add_{sort}")).click()
    title = page.get_by_label(say("briefing.own_heading"), exact=True)
    expect(title).to_be_focused()
    quiet(page)
    page.keyboard.type("What I say")
    page.keyboard.press("Enter")
    expect(page.locator("[data-strip] .sentence").nth(1)).to_have_text("What I say")
    notes = page.get_by_label(say("briefing.own_notes"), exact=True)
    expect(notes).to_have_attribute("placeholder", say("briefing.own_notes_hint_words"))


def test_a_slide_that_is_tapped_on_a_phone_comes_into_view(open_page: Open) -> None:
    slides = [f"section:~tS{number}" for number in range(1, 13)]
    page = open_page(
        f"/briefing?{urlencode({'slide': slides}, doseq=True)}", width=390, height=844, touch=True
    )
    quiet(page)
    page.locator("[data-strip] > li").nth(4).locator("[data-choose]").tap()
    title = page.get_by_label(say("briefing.own_heading"), exact=True)
    expect(title).to_have_value("S5")
    expect(page.locator(".looks")).to_be_in_viewport()


def test_the_link_gives_the_same_deck_to_somebody_else(open_page: Open, window: Window) -> None:
    page = open_page(THREE)
    told = page.locator(".deck-link pre").inner_text()
    sentences = page.locator("[data-strip] .sentence").all_inner_texts()
    other = window()
    other.goto(told)
    ordered(other, *sentences)
    headline(other, "Mine")


def test_a_deck_of_somebody_elses_takes_the_place_of_mine_and_mine_is_offered_back(
    open_page: Open, address: str
) -> None:
    page = open_page(THEME)
    page.locator(".pin-head .pin").click()
    page.goto(address + THREE)
    offer = page.locator("[data-before]")
    expect(offer).to_be_visible()
    pinned(page, 3)
    page.locator("[data-take-back]").click()
    expect(page.locator("[data-strip] > li")).to_have_count(1)
    pinned(page, 1)
    page.locator("[data-let-go]").click()
    expect(offer).to_be_hidden()


def test_a_briefing_asked_for_without_slides_goes_on_with_what_is_kept(open_page: Open, address: str) -> None:
    page = open_page(THREE)
    expect(page.locator("[data-strip] > li")).to_have_count(3)
    page.goto(f"{address}/briefing")
    expect(page.locator("[data-strip] > li")).to_have_count(3)
    expect(page.locator("[data-before]")).to_be_hidden()


def test_a_deck_is_saved_and_opened_again(open_page: Open, tmp_path: Path) -> None:
    page = open_page(THREE)
    sentences = page.locator("[data-strip] .sentence").all_inner_texts()
    with page.expect_download() as waiting:
        page.get_by_role("link", name=say("briefing.along_file")).click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == "mine.json"
    other = open_page("/briefing")
    other.locator(".open-deck summary").click()
    other.locator(".open-deck input").set_input_files(file)
    other.get_by_role("button", name=say("briefing.open_do")).click()
    ordered(other, *sentences)
    headline(other, "Mine")


def test_a_file_of_another_sort_is_refused_in_words(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/briefing")
    file = tmp_path / "holiday.json"
    file.write_text("[]", encoding="utf-8")
    page.locator(".open-deck summary").click()
    page.locator(".open-deck input").set_input_files(file)
    page.get_by_role("button", name=say("briefing.open_do")).click()
    headline(page, say("briefing.refused_title"))


def long_slides(letters: str) -> list[str]:
    """Eight slides with long notes of these letters."""
    return [f"text:~tPoint {i}~n{''.join(random.Random(i).choices(letters, k=3000))}" for i in range(8)]


def test_a_long_address_is_packed_and_one_too_long_for_that_is_kept_and_presented_all_the_same(
    open_page: Open, tmp_path: Path
) -> None:
    points = [f"Point {number}" for number in range(8)]
    packable = long_slides("ab")
    page = open_page(f"/briefing?{urlencode({'slide': packable}, doseq=True)}")
    page.wait_for_url(re.compile(r"/briefing\?deck=[\w-]{500,}$"))
    assert [slide.code for slide in decks.read(parse_qs(urlsplit(page.url).query)).readable] == packable
    file = tmp_path / "long.json"
    held = {"kind": decks.FILE_KIND, "version": decks.FILE_VERSION, "title": "Long", "release": ""}
    file.write_text(json.dumps({**held, "slides": long_slides(ascii_letters)}), encoding="utf-8")
    page.locator(".open-deck summary").click()
    page.locator(".open-deck input").set_input_files(file)
    page.get_by_role("button", name=say("briefing.open_do")).click()
    headline(page, "Long")
    page.wait_for_url(re.compile(r"deck=kept$"))
    page.locator("[data-strip] > li").nth(0).locator("[data-move='1']").click()
    swapped = [points[1], points[0], *points[2:]]
    ordered(page, *swapped)
    page.wait_for_url(re.compile(r"deck=kept&at=2$"))
    page.reload()
    ordered(page, *swapped)
    page.go_back()
    ordered(page, *points)
    assert len(kept(page)["slides"]) == 8  # type: ignore[arg-type]
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=say("briefing.present"), exact=True).click()
    stage = opened.value
    stage.locator(":root[data-ready]").wait_for()
    stage.keyboard.press("End")
    expect(stage.locator(".slide.current")).to_have_id("slide-8")
    stage.reload()
    expect(stage.locator(".slide.current")).to_have_id("slide-8")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=say("briefing.along_file")).click()
    assert len(json.loads(waiting.value.path().read_text(encoding="utf-8"))["slides"]) == 8


@pytest.mark.parametrize("name", ["powerpoint", "html"])
def test_what_is_taken_along_is_made_and_can_be_brought_back(
    open_page: Open, tmp_path: Path, name: str
) -> None:
    page = open_page(THREE)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=say(f"briefing.along_{name}"), exact=True).click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    expect(page.locator("[data-making]")).to_have_text(
        say("briefing.made", name=say(f"briefing.makes_{name}"), file=file.name)
    )
    sentences = page.locator("[data-strip] .sentence").all_inner_texts()
    page.locator(".open-deck summary").click()
    page.locator(".open-deck input").set_input_files(file)
    page.get_by_role("button", name=say("briefing.open_do")).click()
    page.wait_for_url(re.compile("/briefing\\?title=Mine"))
    ordered(page, *sentences)
    # What was changed in PowerPoint is not read: it is said until the first step.
    notice = page.get_by_text(say("briefing.opened_powerpoint"))
    expect(notice).to_have_count(int(name == "powerpoint"))
    quiet(page)
    page.locator("[data-strip] > li").nth(0).locator("[data-move='1']").click()
    ordered(page, sentences[1], sentences[0], sentences[2])
    expect(notice).to_have_count(0)


def test_a_file_that_has_to_wait_is_asked_for_again_and_one_that_cannot_be_made_has_the_plain_way(
    open_page: Open,
) -> None:
    page = open_page(THREE)
    busy = iter((True, False))

    def busy_once(route: Route) -> None:
        if next(busy):
            route.fulfill(status=503, headers={"retry-after": "1"})
        else:
            route.continue_()

    page.route("**/briefing/deck.html*", busy_once)
    with page.expect_download():
        page.get_by_role("link", name=say("briefing.along_html"), exact=True).click()
        expect(page.locator("[data-making]")).to_contain_text("has to wait")
    assert next(busy, None) is None
    page.route("**/briefing/deck.pptx*", lambda route: route.abort())
    page.get_by_role("link", name=say("briefing.along_powerpoint"), exact=True).click()
    expect(page.locator("[data-making]")).to_contain_text(
        say("briefing.not_made", name=say("briefing.makes_powerpoint"))
    )
    expect(page.locator("[data-making] a")).to_have_attribute("href", re.compile("deck.pptx"))


def test_a_stale_deck_says_what_has_changed_and_takes_the_new(
    open_page: Open, invented: tuple[str, Path]
) -> None:
    base, folder = invented
    old, changed, _ = renew(folder)
    page = open_page(f"/briefing?release={old}&slide=figure:{changed}&slide=poem:x", base)
    expect(page.locator(".notice.standing-changed")).to_contain_text(say("briefing.stands_changed"))
    expect(page.locator("[data-strip] .flagged")).to_have_text(
        [say("briefing.flag_changed"), say("briefing.flag_fault")]
    )
    page.get_by_role("button", name=say("briefing.show_slide", number=2)).click()
    expect(page.locator(".notice.standing-fault")).to_be_visible()
    page.get_by_role("button", name=say("briefing.show_slide", number=1)).click()
    page.get_by_role("button", name=say("briefing.take_new"), exact=True).click()
    expect(page.locator(".notice.standing-changed")).to_have_count(0)
    assert codes(page)[0] == f"figure:{changed}~clater"


@pytest.mark.parametrize("wrong", ["poem:reform", "theme:refrom"])
def test_a_slide_of_a_wrong_name_is_mended_and_keeps_what_was_written_for_it(
    open_page: Open, wrong: str
) -> None:
    page = open_page(f"/briefing?{urlencode({'slide': f'{wrong}~tMine~nTo be said~s30'})}")
    main = page.locator("[data-testid=stMain]")
    expect(page.locator(".notice.standing-fault")).to_be_visible()
    name = page.get_by_label(say("briefing.mend"), exact=True)
    expect(name).to_have_value(wrong)
    if wrong.startswith("poem"):
        expect(main.locator(".own-words")).to_contain_text("To be said")
    else:
        expect(page.get_by_label(say("briefing.own_notes"), exact=True)).to_have_value("To be said")
    name.fill("theme:unheard-of")
    name.press("Enter")
    expect(main.get_by_role("alert")).to_contain_text("“theme:unheard-of”")
    assert codes(page) == [f"{wrong}~tMine~nTo be said~s30"]
    name.fill("theme:reform")
    name.press("Enter")
    expect(page.locator(".looks")).to_contain_text("Mine")
    expect(page.get_by_label(say("briefing.own_notes"), exact=True)).to_have_value("To be said")
    assert codes(page) == ["theme:reform~tMine~nTo be said~s30"]


@pytest.mark.parametrize("path", [THREE, "/briefing", "/briefing?slide=poem:x", "/", PLACE])
def test_nothing_is_wider_than_a_phone(open_page: Open, path: str) -> None:
    page = open_page(path, width=390)
    page.locator(".masthead a[data-briefing]").first.wait_for()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_counted_slides_are_said_over_the_strip(open_page: Open) -> None:
    expect(open_page(THREE).locator(".standfirst")).to_contain_text(say_number("briefing.counted", 3))

"""The briefing in a real browser: pinned where it is seen, put in order, put in words, passed on, saved, opened again."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from string import ascii_letters
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from dashboard.briefing import deck as decks
from dashboard.words import say, say_number
from tests.browser.conftest import Open, Window, headline
from tests.browser.server import ROOT
from tests.dashboard.sample_release import renew

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEME, PLACE = "/themes?theme=reform", "/regions?region=PHL"
THREE = "/briefing?title=Mine&slide=section:~tFirst&slide=theme:reform&slide=place:PHL"


def pinned(page: Page, number: int) -> None:
    """The masthead counts so many slides."""
    way = say("briefing.way_held", number=number) if number else say("pages.briefing")
    expect(page.locator(".stHtml .masthead a[data-briefing]")).to_have_text(way)


def codes(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("slide", [])


def ordered(page: Page, *sentences: str) -> None:
    expect(page.locator("[data-strip] .sentence")).to_have_text(sentences)


def kept(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(page.evaluate("localStorage.getItem('briefing')"))
    return found


def quiet(page: Page) -> None:
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_timeout(150)


def test_a_view_is_pinned_where_it_is_seen_and_the_briefing_holds_it(open_page: Open) -> None:
    page = open_page(THEME)
    page.locator(".pin-head .pin").click()
    pinned(page, 1)
    expect(page.locator(".pin-head .pin")).to_have_text(say("briefing.pinned"))
    expect(page.locator(".pin-head .pin")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status").filter(has_text=say("briefing.added_one", number=1))).to_be_visible()
    page.locator(".drawn .pin").first.click()
    pinned(page, 2)
    page.locator(".masthead nav").get_by_text(say("pages.regions")).click()
    page.get_by_role("link", name="Philippines", exact=True).click()
    page.locator(".place-head .pin").click()
    pinned(page, 3)
    page.locator(".masthead a[data-briefing]").click()
    expect(page.locator("[data-strip] > li")).to_have_count(3)
    assert [code.split(":")[0] for code in codes(page)] == ["theme", "figure", "place"]
    assert parse_qs(urlsplit(page.url).query)["release"]


def test_a_pin_pressed_again_takes_the_slide_out_and_gives_it_back_with_its_words(open_page: Open) -> None:
    page = open_page(THEME)
    page.evaluate(
        "localStorage.setItem('briefing', JSON.stringify({title: '', release: 'r', slides: ['theme:reform~tMine', 'place:PHL']}))"
    )
    page.reload()
    pin = page.locator(".pin-head .pin")
    expect(pin).to_have_attribute("aria-pressed", "true")
    pin.click()
    assert kept(page)["slides"] == ["place:PHL"]
    pin.click()
    assert kept(page)["slides"] == ["theme:reform~tMine", "place:PHL"]


def test_the_key_p_pins_what_has_the_focus_or_is_pointed_at_but_not_while_one_types(open_page: Open) -> None:
    page = open_page(THEME)
    drawn = page.locator(".drawn").first
    drawn.locator("summary:visible, a:visible").first.focus()
    page.keyboard.press("p")
    expect(drawn.locator(".pin")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("p")
    expect(drawn.locator(".pin")).to_have_attribute("aria-pressed", "false")
    page.evaluate("document.activeElement.blur()")
    page.locator(".pin-head h1").hover()
    page.keyboard.press("p")
    expect(page.locator(".pin-head .pin")).to_have_attribute("aria-pressed", "true")
    # The pointer has moved on from the button that was pressed, which still has the focus.
    page.locator(".pin-head .pin").click()
    expect(page.locator(".pin-head .pin")).to_have_attribute("aria-pressed", "false")
    drawn.hover()
    page.keyboard.press("p")
    expect(drawn.locator(".pin")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".pin-head .pin")).to_have_attribute("aria-pressed", "false")
    typing = open_page("/figures")
    typing.locator("input[type=search]").first.focus()
    typing.keyboard.press("p")
    pinned(typing, 0)


@pytest.mark.parametrize("path", ["/", THEME, PLACE, "/regions", "/figures?figure=inn-drug-users-2017"])
def test_every_page_of_views_has_pins_with_names(open_page: Open, path: str) -> None:
    page = open_page(path)
    pins = page.locator("[data-pin]")
    expect(pins.first).to_be_visible()
    for label in pins.evaluate_all(
        "all => all.map(one => [one.textContent, one.getAttribute('aria-label')])"
    ):
        assert label[1].startswith(f"{label[0]}: ")
        assert len(label[1]) > len(label[0]) + 5


@pytest.mark.parametrize(
    "held",
    [
        "",
        "null",
        "[]",
        "{}",
        "not json",
        '{"slides": 7}',
        '{"slides": [1, {}, null]}',
        '{"slides": {"length": 9}}',
        '{"title": {}, "slides": ["\\ud800"]}',
    ],
)
def test_whatever_the_browser_kept_the_page_works(open_page: Open, held: str) -> None:
    page = open_page(THEME)
    page.evaluate("held => localStorage.setItem('briefing', held)", held)
    page.reload()
    pinned(page, 0)
    page.locator(".pin-head .pin").click()
    pinned(page, 1)


def test_hostile_words_in_the_browser_stay_words(open_page: Open) -> None:
    page = open_page(THEME)
    hostile = '<img src=x onerror="document.title=1">'
    page.evaluate(
        "one => localStorage.setItem('briefing', JSON.stringify({title: one, release: one, slides: [one, 'javascript:alert(1)']}))",
        hostile,
    )
    page.goto(page.url.split("/themes")[0] + "/briefing")
    headline(page, hostile)
    expect(page.locator("[data-strip] > li")).to_have_count(2)
    assert page.title() != "1"


def test_a_browser_that_keeps_nothing_can_still_pin(
    contexts: Callable[..., BrowserContext], address: str
) -> None:
    context = contexts()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page = context.new_page()
    page.goto(address + THEME)
    page.locator(".pin-head .pin").click()
    pinned(page, 1)
    page.locator(".masthead a[data-briefing]").click()
    expect(page.locator("[data-strip] > li")).to_have_count(1)


def test_another_tab_counts_along(window: Window, address: str) -> None:
    one = window()
    other = one.context.new_page()
    for page in (one, other):
        page.goto(address + THEME)
        page.locator(".pin-head .pin").wait_for()
    one.locator(".pin-head .pin").click()
    pinned(other, 1)
    expect(other.locator(".pin-head .pin")).to_have_text(say("briefing.pinned"))


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "at", "made"),
    [
        # (what both began with, this window, the other window, the chosen slide): what it becomes, and which is chosen
        ("f:a f:b", "f:a~tX f:b", "f:a f:b f:c", 1, ("f:a~tX f:b f:c", 1)),
        ("f:a f:b", "f:b f:a", "f:a f:b f:c", 2, ("f:b f:c f:a", 3)),
        ("f:a f:b", "f:a f:b~nN", "f:b f:a", 2, ("f:b~nN f:a", 1)),
        ("f:a f:b f:c", "f:a f:c", "f:a f:b f:c f:d", 2, ("f:a f:c f:d", 2)),
        # What was taken out here was written on there.
        ("f:a f:b", "f:a", "f:a f:b~nN", 1, ("f:a f:b~nN", 1)),
        ("f:a f:b", "f:a", "f:a f:b", 1, ("f:a", 1)),
        # Both wrote on one slide: each part for itself, and on the same part mine stands.
        ("f:a~tA", "f:a~tB", "f:a~tC~nN~s60", 1, ("f:a~tB~nN~s60", 1)),
        ("section:~tA", "section:~tB", "section:~tA text:~tT", 1, ("section:~tB text:~tT", 1)),
        ("f:a", "f:a f:a", "f:a f:b", 2, ("f:a f:a f:b", 2)),
        ("", "f:a", "f:a f:b", 1, ("f:a f:b", 1)),
        ("f:a", "", "f:a f:b", 1, ("f:b", 1)),
    ],
)
def test_what_two_windows_did_to_a_deck_is_kept(
    contexts: Callable[..., BrowserContext],
    before: str,
    mine: str,
    theirs: str,
    at: int,
    made: tuple[str, int],
) -> None:
    page = contexts().new_page()
    page.evaluate((ROOT / "dashboard" / "briefing" / "merging.js").read_text(encoding="utf-8"))
    decks = [{"title": "", "release": "r", "slides": text.split()} for text in (before, mine, theirs)]
    found = page.evaluate("([decks, at]) => window.mergedDecks(...decks, at)", [decks, at])
    assert (" ".join(found["slides"]), found["at"]) == made


def test_a_pin_of_another_window_is_not_lost_to_the_next_edit(
    contexts: Callable[..., BrowserContext], address: str
) -> None:
    context = contexts()
    first, second = context.new_page(), context.new_page()
    first.goto(address + THREE)
    expect(first.locator("[data-strip] > li")).to_have_count(3)
    second.goto(address + "/themes?theme=prisons_and_sentencing")
    second.locator(".pin-head .pin").click()
    # At once where nothing is on its way, and said; the chosen slide stays the chosen one.
    expect(first.locator("[data-strip] > li")).to_have_count(4)
    expect(first.get_by_role("status").filter(has_text=say("briefing.merged_one", number=1))).to_be_visible()
    # Where the first window hears nothing of it: with its next edit.
    quiet(first)
    first.evaluate("addEventListener('storage', event => event.stopImmediatePropagation(), true)")
    second.locator(".drawn .pin").first.click()
    pinned(second, 5)
    first.get_by_label(say("briefing.deck_title")).fill("Renamed")
    first.keyboard.press("Enter")
    expect(first.locator("[data-strip] > li")).to_have_count(5)
    headline(first, "Renamed")
    assert [code.split(":")[0] for code in codes(first)] == ["section", "theme", "place", "theme", "figure"]
    pinned(second, 5)
    assert kept(second)["title"] == "Renamed"
    expect(first.locator("[data-before]")).to_be_hidden()


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
        say("briefing.made", name=say(f"briefing.along_{name}"))
    )
    sentences = page.locator("[data-strip] .sentence").all_inner_texts()
    page.locator(".open-deck summary").click()
    page.locator(".open-deck input").set_input_files(file)
    page.get_by_role("button", name=say("briefing.open_do")).click()
    page.wait_for_url(re.compile("/briefing\\?title=Mine"))
    ordered(page, *sentences)


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
        say("briefing.not_made", name=say("briefing.along_powerpoint"))
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
    page.get_by_role("button", name=say("briefing.take_new"), exact=True).click()
    expect(page.locator(".notice.standing-changed")).to_have_count(0)
    assert codes(page)[0] == f"figure:{changed}~clater"


@pytest.mark.parametrize("path", [THREE, "/briefing", "/briefing?slide=poem:x", "/", PLACE])
def test_nothing_is_wider_than_a_phone(open_page: Open, path: str) -> None:
    page = open_page(path, width=390)
    page.locator(".masthead a[data-briefing]").first.wait_for()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_counted_slides_are_said_over_the_strip(open_page: Open) -> None:
    expect(open_page(THREE).locator(".standfirst")).to_contain_text(say_number("briefing.counted", 3))

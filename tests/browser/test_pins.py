"""Pins in a real browser: from any view, by click or key, in several windows, and whatever the browser kept before."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from dashboard.words import say
from tests.browser.conftest import Open, Window, headline
from tests.browser.deck_pages import PLACE, THEME, THREE, codes, kept, pinned, quiet
from tests.browser.server import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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
    second.wait_for_function("JSON.parse(localStorage.getItem('briefing')).title === 'Renamed'")
    expect(first.locator("[data-before]")).to_be_hidden()

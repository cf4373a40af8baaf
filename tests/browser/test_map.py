"""The map and the sheet in a real browser: what the page's scripts put in, what a pointer, a finger and a key reach, what paper shows."""

from __future__ import annotations

from math import dist

import pytest
from playwright.sync_api import Page, expect

from dashboard.words import say
from tests.browser.conftest import Open, Window

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SINGAPORE = '.map-drawing a[href="/regions?region=SGP"]'


def test_a_click_on_a_country_leads_to_its_page(open_page: Open) -> None:
    page = open_page("/regions")
    page.locator('.map-drawing a[href="/regions?region=BRA"]').click()
    expect(page.locator("h1")).to_have_text("What is said of Brazil")
    expect(page.locator(".locator svg")).to_be_visible()


def test_a_small_state_is_reached_by_keyboard_and_seen_to_be(open_page: Open) -> None:
    page = open_page("/regions")
    page.locator(SINGAPORE).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    ring = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.outlineWidth })()"
    )
    assert ring == "solid3px"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("What is said of Singapore")


@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1920])
def test_the_mark_of_a_small_state_is_large_enough_on_every_screen(open_page: Open, width: int) -> None:
    page = open_page("/regions", width=width)
    mark = page.locator(f"{SINGAPORE} circle").locator("visible=true")
    expect(mark).to_have_count(1)
    box = mark.bounding_box()
    assert box is not None
    assert 18 <= box["width"] <= 30


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_takes_its_colours_from_the_theme(open_page: Open, scheme: str) -> None:
    page = open_page("/regions", scheme=scheme)
    page.locator(SINGAPORE).wait_for()
    told = page.evaluate(
        """['USA', 'VNM'].map(code => getComputedStyle(document.querySelector(
            `.map-drawing a[href="/regions?region=${code}"] path`)).fill)"""
    )
    assert told == [{"light": "rgb(31, 78, 140)", "dark": "rgb(138, 184, 255)"}[scheme], 'url("#hatch-all")']


def test_nothing_of_the_map_is_wider_than_a_phone(open_page: Open) -> None:
    page = open_page("/regions", width=390, height=844)
    page.locator(SINGAPORE).wait_for()
    wider = page.evaluate(
        "(() => { const e = document.querySelector('[data-testid=stMain]'); return e.scrollWidth - e.clientWidth })()"
    )
    assert wider <= 0


@pytest.fixture
def phone(window: Window, address: str) -> Page:
    """The map under a finger."""
    page = window(390, 844, touch=True)
    page.goto(f"{address}/regions")
    page.locator(".map-drawing svg").wait_for()
    return page


def tap(page: Page, code: str, right: float = 0) -> None:
    """Where the country, or the mark that stands for it, is drawn; ``right`` of its middle by so many pixels."""
    drawn = page.locator(f'.map-drawing a[href="/regions?region={code}"] :is(path:not(.leader), circle)')
    box = drawn.locator("visible=true").last.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2)


@pytest.mark.parametrize(
    ("code", "right", "name"),
    [
        ("PRT", 0, "Portugal"),
        ("PRT", -12, "Portugal"),
        ("PHL", 0, "the Philippines"),
        ("PHL", 14, "the Philippines"),
        ("SGP", 0, "Singapore"),
        ("SGP", -18, "Singapore"),
        ("NLD", 0, "Netherlands"),
    ],
)
def test_a_finger_on_or_beside_a_small_place_opens_it_on_the_whole_map(
    phone: Page, code: str, right: float, name: str
) -> None:
    tap(phone, code, right)
    expect(phone.locator("h1")).to_contain_text(name)


@pytest.mark.parametrize(
    ("part", "code", "right", "name"),
    [
        ("Europe", "PRT", 0, "Portugal"),
        ("Europe", "PRT", -20, "Portugal"),
        ("Europe", "NLD", 0, "Netherlands"),
        ("Europe", "CHE", 12, "Switzerland"),
        ("Europe", "CZE", 0, "Czechia"),
        ("Asia", "PHL", 0, "the Philippines"),
        ("Asia", "SGP", -20, "Singapore"),
        ("Asia", "BGD", 0, "Bangladesh"),
    ],
)
def test_a_part_of_the_world_gives_a_finger_room(
    phone: Page, part: str, code: str, right: float, name: str
) -> None:
    phone.get_by_role("button", name=part, exact=True).tap()
    tap(phone, code, right)
    expect(phone.locator("h1")).to_contain_text(name)


def test_in_europe_no_place_is_nearer_to_another_than_a_finger_is_wide(phone: Page) -> None:
    phone.get_by_role("button", name="Europe", exact=True).tap()
    middles = phone.evaluate(
        """['PRT', 'NLD', 'CHE', 'CZE', 'BLR', 'GBR'].map(code => {
            const box = document.querySelector(`.map-drawing a[href="/regions?region=${code}"] > path`).getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2] })"""
    )
    gaps = [dist(one, other) for i, one in enumerate(middles) for other in middles[i + 1 :]]
    assert min(gaps) >= 44


def test_the_part_that_is_shown_is_in_the_address_and_comes_back(phone: Page) -> None:
    phone.get_by_role("button", name="Europe", exact=True).tap()
    tap(phone, "PRT")
    expect(phone.locator("h1")).to_contain_text("Portugal")
    phone.go_back()
    expect(phone.get_by_role("button", name="Europe", exact=True)).to_have_attribute("aria-pressed", "true")


def test_a_finger_far_from_every_place_opens_nothing(phone: Page) -> None:
    box = phone.locator(".map-drawing").bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + 205, box["y"] + box["height"] - 8)
    phone.wait_for_timeout(500)
    assert phone.url.endswith("/regions")


def test_a_place_is_one_link_for_keys_and_for_ears(phone: Page) -> None:
    for code in ("PRT", "SGP", "PHL"):
        assert phone.locator(f'.map-drawing a[href="/regions?region={code}"]').count() == 1


def print_colours(page: Page) -> list[str]:
    told: list[str] = page.evaluate(
        "['.stApp', 'h1', '.statement', '.source'].map(q => { const s = getComputedStyle(document.querySelector(q)); return s.color + s.backgroundColor })"
    )
    return told


def test_paper_is_black_on_white_in_the_dark_theme_too(open_page: Open) -> None:
    page = open_page("/regions?region=PHL", scheme="dark")
    page.locator(".source").first.wait_for()
    page.emulate_media(media="print", color_scheme="dark")
    assert set(print_colours(page)) == {"rgb(0, 0, 0)rgba(0, 0, 0, 0)"}
    for gone in (".masthead nav", "[data-testid=stSelectbox]", ".print-page", "nav.contents"):
        assert page.locator(gone).locator("visible=true").count() == 0, gone


def test_paper_shows_the_whole_page_and_lays_the_evidence_open(open_page: Open) -> None:
    page = open_page("/regions?region=USA", width=390, height=844)
    page.locator("details.more").first.wait_for(state="attached")
    page.evaluate("window.print = () => { document.body.dataset.asked = 'yes' }")
    page.get_by_role("button", name=say("region.print")).click()
    page.locator("body[data-asked]").wait_for(state="attached")
    page.emulate_media(media="print")
    hidden = page.evaluate(
        "[...document.querySelectorAll('.fold .evidence')].filter(e => !e.checkVisibility()).length"
    )
    assert page.locator(".fold .evidence").count() > 10
    assert hidden == 0
    cut = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stMain]')).overflow")
    assert cut == "visible"


def test_the_button_opens_what_is_folded_and_prints(open_page: Open) -> None:
    page = open_page("/regions?region=USA")
    page.evaluate(
        "window.print = () => { document.body.dataset.folded = document.querySelectorAll('details.more:not([open])').length }"
    )
    page.get_by_role("button", name=say("region.print")).click()
    expect(page.locator("body")).to_have_attribute("data-folded", "0")

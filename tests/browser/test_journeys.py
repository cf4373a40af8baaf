"""Ways through the site in a real browser: what is in the address, where links lead, what the back button undoes."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dashboard.words import say
from tests.browser.conftest import Open, Window, expect_frame, headline, settled
from tests.browser.server import running

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_very_first_request_may_be_a_deep_link_and_a_lost_connection_is_said_in_our_words(
    contexts: Callable[..., BrowserContext], chromium: object
) -> None:
    with running() as base:
        page = contexts().new_page()
        page.goto(f"{base}/regions?region=PHL")
        headline(page, "What is said of the Philippines")
        expect_frame(page)
    expect(page.get_by_text(say("first_page.lost"))).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("h1").first).to_be_visible()


def test_the_overview_is_found_by_its_name_too(open_page: Open) -> None:
    page = open_page("/overview")
    expect_frame(page)
    assert urlsplit(page.url).path == "/"


def chosen(page: Page, name: str, theme: str) -> str:
    """The theme of this name is chosen; its title, once the address and the page have it."""
    before = page.locator("h1").first.inner_text()
    page.get_by_text(name, exact=True).click()
    page.wait_for_url(f"**/themes?theme={theme}")
    expect(page.locator("h1").first).not_to_have_text(before)
    return page.locator("h1").first.inner_text()


def test_a_choice_is_in_the_address_and_can_be_shared(open_page: Open) -> None:
    page = open_page("/themes")
    told = chosen(page, "Killings and the death penalty", "killings_and_death_penalty")
    shared = open_page(urlsplit(page.url).path + "?" + urlsplit(page.url).query)
    headline(shared, told)


def test_the_back_button_undoes_each_choice(open_page: Open) -> None:
    page = open_page("/themes?theme=reform")
    reform = page.locator("h1").first.inner_text()
    unequal = chosen(page, "Unequal enforcement", "unequal_enforcement")
    page.locator(".masthead nav").get_by_text(say("pages.regions")).click()
    headline(page, say("region.title"))
    page.go_back()
    headline(page, unequal)
    assert page.url.endswith("?theme=unequal_enforcement")
    page.go_back()
    headline(page, reform)
    page.go_forward()
    headline(page, unequal)


def test_a_link_to_a_place_puts_the_place_in_the_address(open_page: Open) -> None:
    page = open_page("/regions")
    page.get_by_role("link", name="Philippines", exact=True).click()
    headline(page, "What is said of the Philippines")
    page.wait_for_url("**/regions?region=PHL")
    page.go_back()
    headline(page, say("region.title"))


def test_the_overview_leads_to_a_figure_and_back(open_page: Open) -> None:
    page = open_page("/")
    told = page.locator("h1").first.inner_text()
    page.get_by_text(say("overview.to_figure")).first.click()
    page.wait_for_url("**/figures?figure=*")
    expect(page.locator("h1").first).not_to_have_text(told)
    expect_frame(page)
    page.go_back()
    headline(page, told)


def test_the_number_at_a_mark_leads_to_its_figure_and_back_to_the_theme(open_page: Open) -> None:
    page = open_page("/themes?theme=killings_and_death_penalty")
    told = page.locator("h1").first.inner_text()
    settled(page)
    page.locator(".plot:visible a", has_text="342 people").first.click()
    page.wait_for_url("**/figures?figure=amnesty-philippines-killings-*")
    expect_frame(page)
    page.go_back()
    headline(page, told)
    assert page.url.endswith("/themes?theme=killings_and_death_penalty")


def test_a_deep_link_to_a_place_then_a_figure_then_back(open_page: Open) -> None:
    page = open_page("/regions?region=SGP")
    place = page.locator("h1").first.inner_text()
    page.locator("main a[href*='/figures?figure='], .stMain a[href*='/figures?figure=']").locator(
        "visible=true"
    ).first.click()
    page.wait_for_url("**/figures?figure=*")
    expect(page.locator("h1").first).not_to_have_text(place)
    page.go_back()
    headline(page, place)


def test_an_old_address_of_a_figure_leads_on(open_page: Open) -> None:
    page = open_page("/themes?theme=reform&figure=inn-decriminalised-countries")
    page.wait_for_url("**/themes?theme=reform")
    page.locator(".notice a").click()
    page.wait_for_url("**/figures?figure=inn-decriminalised-countries")
    expect_frame(page)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("/regions?region=nowhere", "/regions"),
        ("/regions?region=phl&theme=reform", "/regions?region=PHL"),
        ("/?region=PHL", "/"),
    ],
)
def test_a_wrong_address_is_replaced_and_the_back_button_is_free(
    open_page: Open, address: str, asked: str, left: str
) -> None:
    page = open_page("/themes")
    page.goto(address + asked)
    page.wait_for_url(address + left)
    page.go_back()
    page.wait_for_url("**/themes")


def test_an_unknown_page_is_answered_by_our_own(window: Window, address: str) -> None:
    page = window()
    answer = page.goto(f"{address}/nowhere")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text(say("not_found.title"))
    page.get_by_role("main").get_by_role("link", name=say("site.name")).click()
    expect_frame(page)


@pytest.mark.parametrize(
    "value", ["nowhere", "%3Cscript%3Ealert(1)%3C/script%3E", "%00", "x" * 5000, "a&region=b"]
)
def test_a_hostile_address_falls_back_and_says_so(open_page: Open, value: str) -> None:
    page = open_page(f"/regions?region={value}")
    expect(page.locator(".notice")).to_be_visible()
    expect_frame(page)

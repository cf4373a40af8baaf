"""The page of sources in a real browser: from a point in question to its figure, and back; the phone; a shared search."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from dashboard import data, problems
from dashboard.addresses import of_figure, of_problem
from dashboard.words import say
from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_overview_leads_to_a_point_in_question_and_on_to_its_figure(open_page: Open) -> None:
    page = open_page("/")
    page.locator('a[href^="/sources?show=problems&problem="]').first.click()
    page.wait_for_url("**/sources?show=problems&problem=*")
    followed = page.locator("ul.in-question > li").first
    expect(page.get_by_text(say("point.followed"))).to_be_in_viewport()
    row = problems.by_name(data.current())[str(followed.get_attribute("id"))]
    figure = problems.figures(row)[0]
    followed.locator(f'a[href="{of_figure(figure)}"]').click()
    page.wait_for_url(f"**{of_figure(figure)}")
    expect(page.locator("h1").first).to_be_visible()
    page.go_back()
    expect(page.locator("ul.in-question > li").first).to_have_attribute("id", str(row["problem_id"]))


def test_a_choice_on_the_page_of_sources_can_be_shared_and_undone(open_page: Open) -> None:
    page = open_page("/sources")
    page.get_by_text(say("sources.show_glossary"), exact=True).click()
    page.wait_for_url("**/sources?show=glossary")
    page.get_by_label(say("glossary.search")).fill("share")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=share*")
    told = page.get_by_text("terms hold “share”")
    expect(told).to_be_visible()
    shared = open_page(urlsplit(page.url).path + "?" + urlsplit(page.url).query)
    expect(shared.get_by_text("terms hold “share”")).to_have_text(told.inner_text())
    page.go_back()
    expect(told).to_have_count(0)
    page.go_back()
    expect(page.locator("h1").first).to_contain_text(str(len(data.current().documents)))


@pytest.mark.parametrize(
    "path",
    ["/sources", "/sources?document=fmep-clemency-call", of_problem("forty-years-since-1971"), "/sources?show=reading",
     "/sources?show=glossary", "/sources?show=record"],
)  # fmt: skip
def test_a_phone_never_scrolls_sideways_on_the_page_of_sources(open_page: Open, path: str) -> None:
    page = open_page(path, width=390, height=844)
    page.locator(".foot").wait_for()
    wider = page.evaluate(
        "[document.documentElement, document.querySelector('[data-testid=stMain]')].map(e => e.scrollWidth - e.clientWidth)"
    )
    assert max(wider) <= 0

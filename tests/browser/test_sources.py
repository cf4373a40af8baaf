"""The page of sources in a real browser: from a point in question to its figure, and back; the phone; a shared search."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from dashboard import data, problems
from dashboard.addresses import of_figure, of_problem
from dashboard.sources import glossary
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


def test_the_link_to_a_point_is_its_address_and_shows_it_on_a_phone(open_page: Open) -> None:
    page = open_page("/sources?show=problems", width=390, height=700)
    page.locator(".foot").wait_for()
    entry = page.locator("ul.in-question > li").nth(6)
    name = str(entry.get_attribute("id"))
    entry.locator("summary").first.click()
    entry.get_by_text(say("point.link")).click()
    page.wait_for_url(f"**{of_problem(name)}")
    shown = page.locator("ul.in-question > li").first
    expect(shown).to_have_attribute("id", name)
    expect(shown.locator(".weighed-summary")).to_be_in_viewport()
    assert page.url.endswith(of_problem(name))


def test_a_choice_on_the_page_of_sources_can_be_shared_and_undone(open_page: Open) -> None:
    page = open_page("/sources")
    page.get_by_text(say("sources.show_glossary"), exact=True).click()
    page.wait_for_url("**/sources?show=glossary")
    page.get_by_label(say("glossary.search")).press_sequentially("shar")
    page.wait_for_url("**q=shar")
    page.keyboard.type("e")
    page.wait_for_url("**q=share")
    told = page.get_by_text("terms hold “share”")
    expect(told).to_be_visible()
    shared = open_page(urlsplit(page.url).path + "?" + urlsplit(page.url).query)
    expect(shared.get_by_text("terms hold “share”")).to_have_text(told.inner_text())
    # What is typed belongs to the step of the glossary: back leads to the page before it.
    page.go_back()
    expect(told).to_have_count(0)
    expect(page.locator("h1").first).to_contain_text(str(len(data.current().documents)))


@pytest.mark.parametrize("part", ["glossary", "record"])
def test_on_a_phone_a_long_part_is_a_few_screens_of_folds_that_open(open_page: Open, part: str) -> None:
    page = open_page(f"/sources?show={part}", width=390, height=844)
    page.locator(".foot").wait_for()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") < 6 * 844
    fold = page.locator(".part > details").first
    expect(fold.locator("> :not(summary)").first).not_to_be_visible()
    # A tap on the title falls on the fold, which covers it.
    page.locator(".part > :is(h2, h3)").first.click(force=True)
    expect(fold.locator("> :not(summary)").first).to_be_visible()


def test_the_address_of_a_term_opens_the_fold_that_it_stands_in(open_page: Open) -> None:
    term = glossary.sections(data.current())[-1].terms[-1]
    page = open_page(f"/sources?show=glossary#{term.anchor}", width=390, height=844)
    expect(page.locator(f"#{term.anchor}")).to_be_in_viewport()
    expect(page.locator(".part > details[open]")).to_have_count(1)


def test_on_a_wide_page_nothing_is_folded(open_page: Open) -> None:
    page = open_page("/sources?show=glossary")
    expect(page.locator("dl.terms dd").first).to_be_visible()
    expect(page.locator(".part summary").first).not_to_be_visible()


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

"""Whoever has large letters in their browser gets them here, and nothing is cut, covered or wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import QUIET, found

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LARGE = 24
# What stands further to the right than the window, outside what scrolls within itself.
TOO_WIDE = (
    "[...document.querySelectorAll('.stHtml *')].filter(e => e.offsetWidth && !e.closest('table, .plot, .unseen, svg')"
    " && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.className || e.tagName)"
)
# The words of one lie over those of another; the room for a finger around them may.
COVERED = (
    "what => { const boxes = [...document.querySelectorAll(what)].map(e => {"
    " const words = document.createRange(); words.selectNodeContents(e); return words.getBoundingClientRect(); });"
    " return boxes.some((a, i) => boxes.some((b, j) => i < j && a.left < b.right - 1 && b.left < a.right - 1"
    " && a.top < b.bottom - 1 && b.top < a.bottom - 1)); }"
)


@pytest.fixture(scope="module")
def large(chromium: Browser) -> Iterator[Browser]:
    """A browser whose reader has asked for letters of 24 pixels."""
    flags = [*QUIET, f"--blink-settings=defaultFontSize={LARGE}"]
    browser = chromium.browser_type.launch(executable_path=found(), args=flags)
    yield browser
    browser.close()


def opened(browser: Browser, address: str, *, enlarged: bool = False) -> Page:
    page = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    page.goto(address)
    page.locator(".foot").wait_for()
    if enlarged:
        page.evaluate(f"document.documentElement.style.fontSize = '{LARGE}px'")
    page.wait_for_timeout(500)
    return page


def test_the_readers_own_size_of_letters_counts(large: Browser, address: str) -> None:
    page = opened(large, f"{address}/sources")
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == LARGE
    assert (
        page.evaluate("parseFloat(getComputedStyle(document.querySelector('.standfirst')).fontSize)") > LARGE
    )


@pytest.mark.parametrize(
    "path", ["/", "/themes?theme=prisons_and_sentencing", "/figures?doubt=context", "/sources?show=problems"]
)
def test_enlarged_letters_are_neither_cut_nor_covered_on_a_phone(
    chromium: Browser, address: str, path: str
) -> None:
    page = opened(chromium, address + path, enlarged=True)
    assert page.evaluate(TOO_WIDE) == []
    assert not page.evaluate(COVERED, ".masthead .wordmark a, .masthead nav a")
    page.context.close()


@pytest.mark.parametrize("enlarged", [False, True])
def test_a_mark_in_a_row_covers_no_number(chromium: Browser, address: str, *, enlarged: bool) -> None:
    page = opened(chromium, f"{address}/figures?doubt=context&status=derived", enlarged=enlarged)
    rows = page.evaluate(
        "[...document.querySelectorAll('table.figures tbody tr')].map(row => {"
        " const words = e => { const range = document.createRange(); range.selectNodeContents(e); return range.getBoundingClientRect(); };"
        " return [Math.max(...[...row.querySelectorAll('.in-doubt a')].map(a => words(a).bottom)), words(row.querySelector('td.number span')).top]; })"
    )
    assert rows
    assert all(mark <= number + 1 for mark, number in rows)
    page.context.close()


def test_a_choice_that_is_cut_ends_in_an_ellipsis(chromium: Browser, address: str) -> None:
    page = opened(chromium, f"{address}/figures", enlarged=True)
    boxes = page.locator("[data-testid=stSelectbox] input")
    assert boxes.first.evaluate("e => getComputedStyle(e).textOverflow") == "ellipsis"
    widths = page.evaluate(
        "[...document.querySelectorAll('.st-key-figures-filters [data-testid=stSelectbox]')].map(e => e.offsetWidth)"
    )
    assert min(widths) > 340
    page.context.close()

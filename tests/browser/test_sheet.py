"""The sheet of a place on real paper: one page, whole drawings, nothing that only a screen can use."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from dashboard.words import say
from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FORMATS = ("A4", "Letter")


def ready(page: Page) -> None:
    """Until the sheet is fitted and its drawings are drawn."""
    page.locator(".sheet-day:not(:empty)").wait_for(state="attached")
    page.locator(".foot").wait_for()
    for frame in page.locator(".sheet [data-plot]").all():
        frame.locator("svg.main-svg").first.wait_for(state="attached")


def pages(page: Page, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=paper, print_background=True)))


@pytest.mark.parametrize(("region", "drawings"), [("PHL", 2), ("SGP", 0), ("PRT", 0), ("USA", 0)])
def test_a_place_is_one_page(open_page: Open, region: str, drawings: int) -> None:
    page = open_page(f"/regions?region={region}")
    ready(page)
    assert page.locator(".sheet [data-plot]").count() >= drawings
    assert {paper: pages(page, paper) for paper in FORMATS} == dict.fromkeys(FORMATS, 1)


def test_a_sheet_that_was_asked_for_on_a_phone_is_the_same(open_page: Open) -> None:
    page = open_page("/regions?region=PHL", width=390, height=844)
    ready(page)
    assert pages(page, "A4") == 1


def test_no_drawing_and_no_line_is_wider_than_its_column(open_page: Open) -> None:
    page = open_page("/regions?region=PHL")
    ready(page)
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    cut = page.evaluate(
        """[...document.querySelectorAll('.sheet p, .sheet .main-svg')].filter(one => {
            const box = one.getBoundingClientRect(), sheet = document.querySelector('.sheet').getBoundingClientRect();
            return box.left - sheet.left < -1 || box.right - sheet.right > 1 || box.height === 0;
        }).filter(one => !one.closest('.keep')).map(one => one.className)"""
    )
    assert cut == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_has_the_sheet_alone_in_the_colours_of_paper(open_page: Open, scheme: str) -> None:
    page = open_page("/regions?region=PHL", scheme=scheme)
    ready(page)
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    for gone in (
        "button",
        "nav",
        "h1",
        ".drawn",
        ".evidence",
        "[data-testid=stSelectbox]",
        ".foot",
        "summary",
    ):
        assert page.locator(gone).locator("visible=true").count() == 0, gone
    colours = page.evaluate(
        "[...document.querySelectorAll('.sheet [data-plot] text')].map(t => getComputedStyle(t).fill)"
    )
    assert len(colours) > 5
    assert set(colours) == {"rgb(0, 0, 0)"}
    assert "138, 184, 255" not in page.locator(".sheet").evaluate("sheet => sheet.innerHTML")


def test_the_sheet_says_its_place_release_day_and_address(open_page: Open, address: str) -> None:
    page = open_page("/regions?region=SGP")
    ready(page)
    told = page.locator(".sheet").evaluate("sheet => sheet.textContent")
    assert f"{address}/regions?region=SGP" in told
    assert re.search(r" · \d{1,2} [A-Z][a-z]+ \d{4} · http", told)
    assert "Singapore" in told


def test_the_sheet_is_not_on_the_screen(open_page: Open) -> None:
    page = open_page("/regions?region=PHL")
    ready(page)
    assert page.locator(".sheet-title").locator("visible=true").count() == 0
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wider <= 0


def test_everything_can_be_printed_too_and_the_next_print_is_the_sheet_again(open_page: Open) -> None:
    page = open_page("/regions?region=PHL")
    ready(page)
    page.evaluate("window.print = () => { document.body.dataset.asked = 'yes' }")
    page.get_by_role("button", name=say("region.print")).click()
    page.locator("body[data-asked]").wait_for(state="attached")
    page.emulate_media(media="print")
    assert page.locator(".drawn").first.is_visible()
    assert not page.locator(".sheet").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sheet").is_visible()

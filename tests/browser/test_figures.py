"""The page of figures in a real browser: search while typing, the back button, a figure's page on a phone, nothing cut off."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard import data
from dashboard.figures.table import A_PAGE
from dashboard.words import say
from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ONE = "/figures?figure=amnesty-philippines-killings-government"
# The words of a drawing that reach beyond its frame or under a button, once it is drawn.
WORDS_OUTSIDE = """async plot => {
    await window.drawings.load(); window.drawings.everything();
    const frame = plot.getBoundingClientRect(), boxes = [...document.querySelectorAll('.pin')].map(one => one.getBoundingClientRect());
    const within = (box, one) => box.left < one.right && one.left < box.right && box.top < one.bottom && one.top < box.bottom;
    return [...plot.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.left < frame.left - 1 || box.right > frame.right + 1 || boxes.some(one => within(box, one));
    }).map(text => text.textContent);
}"""


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def test_the_table_answers_while_one_types_and_back_leads_to_the_page_before(open_page: Open) -> None:
    page = open_page("/")
    page.goto(page.url + "figures")
    field = page.get_by_label(say("figures.search"))
    # Keys go nowhere before the page is shown.
    field.click()
    field.press_sequentially("phil")
    page.wait_for_url("**/figures?q=phil")
    expect(page.locator(".result")).to_contain_text(f"of {len(data.current().figures)} figures")
    field.press_sequentially("ippines kill")
    page.wait_for_url("**/figures?q=philippines+kill")
    expect(field).to_have_value("philippines kill")
    page.go_back()
    assert urlsplit(page.url).path == "/"
    page.go_forward()
    expect(field).to_have_value("philippines kill")


def test_a_choice_after_a_search_is_a_step_that_back_undoes(open_page: Open) -> None:
    page = open_page("/figures")
    page.get_by_label(say("figures.search")).press_sequentially("people")
    page.wait_for_url("**/figures?q=people")
    expect(page.locator(".result")).to_contain_text(f"of {len(data.current().figures)} figures")
    page.get_by_role("button", name=say("figures.next")).click()
    page.wait_for_url("**/figures?q=people&page=2")
    page.go_back()
    page.wait_for_url("**/figures?q=people")
    expect(page.get_by_label(say("figures.search"))).to_have_value("people")
    expect(page.locator(".result")).to_contain_text("Figures 1 to")


def test_on_a_phone_a_row_is_a_short_way_to_its_figure(open_page: Open) -> None:
    page = open_page("/figures", width=390, height=844)
    row = page.locator("table.figures tbody tr").first
    row.evaluate("row => row.scrollIntoView({ block: 'center' })")
    box = row.bounding_box()
    assert box
    assert box["height"] < 220
    address = str(row.locator("th > a").get_attribute("href"))
    page.mouse.click(box["x"] + box["width"] - 10, box["y"] + box["height"] - 10)
    page.wait_for_url(f"**{address}")


def test_an_empty_result_is_one_click_from_a_full_one(open_page: Open) -> None:
    page = open_page("/figures?theme=reform&region=PHL")
    expect(page.locator(".empty")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Without the theme")).click()
    page.wait_for_url("**/figures?region=PHL")
    expect(page.locator("table.figures tbody tr").first).to_be_visible()


def test_a_turned_page_is_read_from_its_top(open_page: Open) -> None:
    page = open_page("/figures")
    page.get_by_role("button", name=say("figures.next")).click()
    page.wait_for_url("**/figures?page=2")
    expect(page.locator(".result")).to_contain_text(f"Figures {A_PAGE + 1} to")
    expect(page.locator(".result")).to_be_in_viewport()


def test_from_the_table_to_a_figure_and_its_document_and_back(open_page: Open) -> None:
    page = open_page("/figures?q=6200")
    page.locator("table.figures tbody th a").first.click()
    expect(page.locator("h1.one")).to_contain_text("6,200")
    expect(page.locator("ol.ladder li")).to_have_count(4)
    page.go_back()
    expect(page.locator("table.figures tbody tr")).to_have_count(1)


@pytest.mark.parametrize(
    "path", ["/figures", ONE, "/figures?figure=amnesty-brazil-police-killings-black-share"]
)
def test_nothing_is_cut_off_on_a_phone(open_page: Open, path: str) -> None:
    page = open_page(path, width=390, height=844)
    page.locator(".foot").wait_for()
    assert overflow(page) <= 0
    for drawn in page.locator(".plot:visible").all():
        assert drawn.evaluate(WORDS_OUTSIDE) == []


def test_on_a_phone_statement_drawing_and_ladder_come_first(open_page: Open) -> None:
    page = open_page(ONE, width=390, height=844)
    order = ("h1.one", ".plot:visible", "ol.ladder", ".facts", ".around", ".figure-use")
    tops = [page.locator(part).first.bounding_box() for part in order]
    assert all(tops)
    assert [box["y"] for box in tops if box] == sorted(box["y"] for box in tops if box)


def test_a_citation_can_be_copied(open_page: Open) -> None:
    page = open_page(ONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = page.locator(".to-copy", has_text="@misc")
    block.get_by_role("button").click()
    expect(block.get_by_role("status")).to_have_text("Copied.")
    assert str(page.evaluate("navigator.clipboard.readText()")).startswith("@misc{war-on-drugs:")
    button, told = block.get_by_role("button").bounding_box(), block.get_by_role("status").bounding_box()
    assert button is not None
    assert told is not None
    assert 0 <= told["y"] - button["y"] - button["height"] < 10
    assert abs(told["x"] - button["x"]) < 10
    other = page.locator(".to-copy").first
    other.get_by_role("button").click()
    expect(other.get_by_role("status")).to_have_text("Copied.")
    expect(block.get_by_role("status")).to_have_text("")
    expect(other.get_by_role("status")).to_have_text("", timeout=4_000)

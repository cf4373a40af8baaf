"""What a real browser makes of the charts and of the first page: drawn in view, on scroll and on paper, kept as a picture, followed by links."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Download, Page, Route, expect

from dashboard import data
from dashboard.delivery.shelf import addresses
from tests.browser.conftest import UNDRAWN, Open, Window

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONG_PAGE = "/themes?theme=killings_and_death_penalty"
DRAWN = ".plot[data-drawn] .main-svg"


@pytest.fixture
def watched(window: Window, address: str) -> Iterator[Page]:
    """A page that must end without an error in its console and without a request to another host."""
    page = window()
    faults: list[str] = []
    listeners: dict[str, Callable[[Any], None]] = {
        "console": lambda said: faults.append(said.text) if said.type == "error" else None,
        "pageerror": lambda error: faults.append(str(error)),
        "request": lambda asked: faults.append(asked.url) if _strange(asked.url, address) else None,
    }
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    yield page
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert faults == []


def _strange(url: str, address: str) -> bool:
    return not url.startswith(("data:", "blob:")) and urlsplit(url).netloc != urlsplit(address).netloc


@pytest.mark.parametrize("path", ["/", LONG_PAGE, "/regions?region=PHL", "/figures", "/sources"])
def test_every_page_comes_without_an_error_or_a_stranger(watched: Page, address: str, path: str) -> None:
    watched.goto(address + path)
    expect(watched.locator(".foot")).to_be_visible()
    watched.wait_for_timeout(700)


def _late(route: Route) -> None:
    time.sleep(1.5)
    route.continue_()


def test_a_chart_takes_its_place_and_nothing_moves(watched: Page, address: str) -> None:
    watched.route(f"**{addresses()['bundle']}", _late)
    watched.goto(address + LONG_PAGE)
    frame = watched.locator("[data-plot]:visible").first
    frame.wait_for()
    kept = frame.bounding_box()
    watched.locator(DRAWN).first.wait_for()
    drawn = frame.bounding_box()
    assert kept is not None
    assert drawn is not None
    assert kept["height"] == drawn["height"] > 50


def test_charts_further_down_are_drawn_too(watched: Page, address: str) -> None:
    watched.goto(address + LONG_PAGE)
    watched.locator(DRAWN).first.wait_for()
    last = watched.locator("[data-plot]:visible").last
    last.scroll_into_view_if_needed()
    expect(last.locator(".main-svg").first).to_be_visible()
    watched.wait_for_function(f"() => {UNDRAWN} === 0")


def test_nothing_on_paper_is_an_empty_frame(watched: Page, address: str) -> None:
    watched.goto(address + LONG_PAGE)
    watched.locator(DRAWN).first.wait_for()
    watched.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert watched.evaluate(UNDRAWN) == 0
    watched.emulate_media(media="print")
    watched.set_viewport_size({"width": 700, "height": 900})
    watched.wait_for_timeout(300)
    assert watched.evaluate(UNDRAWN) == 0
    for frame in watched.locator("[data-plot]:visible").all():
        box, drawing = frame.bounding_box(), frame.locator(".main-svg").first.bounding_box()
        assert box is not None
        assert drawing is not None
        assert drawing["width"] <= box["width"] + 1


def test_a_chart_follows_the_width_of_the_window(open_page: Open) -> None:
    page = open_page(LONG_PAGE)
    page.locator(DRAWN).first.wait_for()
    for width in (1000, 420, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(
            "[...document.querySelectorAll('[data-drawn]')].filter(e => e.offsetWidth)"
            ".every(e => Math.abs(e.querySelector('.main-svg').getBoundingClientRect().width - e.getBoundingClientRect().width) < 2)"
        )


@pytest.mark.parametrize("path", ["/", LONG_PAGE, "/figures"])
def test_a_projector_gets_larger_words_and_marks_in_the_height_kept_for_them(
    window: Window, address: str, path: str
) -> None:
    page = window(width=1920)
    if path == "/figures":
        path = f"/figures?figure={data.current().headlines['figure_id'].iloc[0]}"
    page.goto(address + path)
    page.locator(DRAWN).first.wait_for()
    page.evaluate("drawings.everything()")
    drawn = page.evaluate(
        "[...document.querySelectorAll('[data-drawn]')].filter(e => e.offsetWidth).map(e => {"
        " const svg = e.querySelector('svg.main-svg'), box = e.getBoundingClientRect(), inside = svg.getBoundingClientRect();"
        " const scale = inside.width / svg.viewBox.baseVal.width;"
        " const least = Math.min(...[...e.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize)));"
        " return [least * scale, box.width - inside.width, Math.abs(box.height - inside.height),"
        "  box.height / parseFloat(e.style.height) / scale]; })"
    )
    assert drawn
    for size, beside, below, kept in drawn:
        assert 16 <= size <= 20
        assert -0.5 <= beside < 2
        assert below < 1
        assert kept == pytest.approx(1, abs=0.01)


def _saved(page: Page, kind: str) -> Download:
    with page.expect_download() as made:
        page.locator(f"[data-save={kind}]:visible").first.click()
    return made.value


def test_a_saved_picture_holds_the_statement_and_the_source(
    watched: Page, address: str, tmp_path: Path
) -> None:
    watched.goto(address + LONG_PAGE)
    watched.locator(DRAWN).first.wait_for()
    frame = watched.locator(".drawing:has([data-save]:visible)").first
    statement, source = frame.get_attribute("data-statement"), frame.get_attribute("data-source")
    picture = _saved(watched, "svg")
    assert picture.suggested_filename.endswith(".svg")
    picture.save_as(tmp_path / "picture.svg")
    told = watched.evaluate(
        "text => { const svg = new DOMParser().parseFromString(text, 'image/svg+xml');"
        " return [...svg.documentElement.children].map(part => part.textContent).join(' ')"
        " + '|' + svg.querySelectorAll('parsererror, [*|href]').length; }",
        (tmp_path / "picture.svg").read_text(encoding="utf-8"),
    )
    plain = "".join(told.split())
    assert statement
    assert source
    assert "".join(statement.split()) in plain
    assert "".join(source.split()) in plain
    assert plain.endswith("|0")


def test_a_saved_picture_says_what_does_not_hold_and_where_it_is_from(
    watched: Page, address: str, tmp_path: Path
) -> None:
    path = "/figures?figure=inn-opium-change-2017"
    watched.goto(address + path)
    watched.locator(DRAWN).first.wait_for()
    _saved(watched, "svg").save_as(tmp_path / "picture.svg")
    plain = "".join(re.sub("<[^>]+>", "", (tmp_path / "picture.svg").read_text(encoding="utf-8")).split())
    assert "Cannotbothhold" in plain
    assert f"Thewarondrugsinfigures·{address}{path}" in plain


def test_a_saved_picture_can_be_pixels(watched: Page, address: str, tmp_path: Path) -> None:
    watched.goto(address + LONG_PAGE)
    watched.locator(DRAWN).first.wait_for()
    _saved(watched, "png").save_as(tmp_path / "picture.png")
    content = (tmp_path / "picture.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20]) == 1600
    assert len(content) > 20_000


def test_where_the_library_does_not_arrive_the_words_stand_in_its_place(window: Window, address: str) -> None:
    fresh = window()
    fresh.route(f"**{addresses()['bundle']}", lambda route: route.abort())
    fresh.goto(address + LONG_PAGE, wait_until="commit")
    told = fresh.locator(".plot.told:visible").first
    expect(told).to_have_text(told.get_attribute("aria-label") or "-")


def test_a_link_to_another_page_opens_in_the_page_and_back_leads_back(watched: Page, address: str) -> None:
    watched.goto(address)
    watched.locator(".foot").wait_for()
    first = watched.locator("h1").first.inner_text()
    watched.evaluate("window.same = true")
    watched.locator("a[href*='/figures?figure=']:visible").first.click()
    expect(watched.locator("h1").first).not_to_have_text(first)
    assert "/figures?figure=" in watched.url
    watched.go_back()
    expect(watched.locator("h1").first).to_have_text(first)
    assert watched.evaluate("window.same")


def test_a_linked_number_in_a_chart_is_one_stop_and_leads_to_its_figure(watched: Page, address: str) -> None:
    watched.goto(address + LONG_PAGE)
    watched.locator(DRAWN).first.wait_for()
    link = watched.locator(".plot[data-drawn]:visible a").first
    assert watched.evaluate("document.querySelectorAll('.plot a:has(rect)').length") == 0
    target = link.evaluate("a => a.getAttribute('xlink:href')")
    link.focus()
    watched.keyboard.press("Enter")
    watched.wait_for_url(f"**{target}")


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(251, 249, 244)"), ("dark", "rgb(21, 23, 28)")])
def test_the_first_moment_has_the_colour_of_the_page(
    contexts: Callable[..., BrowserContext], address: str, scheme: str, ground: str
) -> None:
    context = contexts(scheme=scheme)
    context.route("**/static/js/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.locator(".first-lines").wait_for()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == ground


def test_the_grey_lines_go_when_the_words_are_there(watched: Page, address: str) -> None:
    watched.goto(address)
    watched.locator("h1").first.wait_for()
    expect(watched.locator(".first-lines")).to_be_hidden()
    expect(watched.locator(".connection-lost")).to_be_hidden()

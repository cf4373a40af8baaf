"""What only a real browser can show of a page: its frame, its drawings, the phone, the policy, and no outbound request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from dashboard.web.headers import HEADERS
from tests.browser.conftest import Open, arrived, expect_frame, headline, settled
from tests.dashboard.sample_release import FIGURES, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("path", ["/", "/themes", "/regions", "/regions?region=SGP"])
def test_every_page_stands_in_the_frame(open_page: Open, path: str) -> None:
    expect_frame(open_page(path))


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_the_first_screen_shows_a_drawing(open_page: Open, width: int) -> None:
    page = open_page("/", width=width, height=844)
    settled(page)
    expect(page.locator(".plot:visible .main-svg").first).to_be_in_viewport(ratio=0.5)


def test_cards_in_a_row_are_of_one_height(open_page: Open) -> None:
    page = open_page("/")
    settled(page)
    boxes = page.evaluate(
        "[...document.querySelectorAll('.card')].map(c => { const b = c.getBoundingClientRect(); return [b.top, b.height]; })"
    )
    rows: dict[float, set[float]] = {}
    for top, height in boxes:
        rows.setdefault(round(top), set()).add(round(height))
    assert len(rows) < len(boxes)
    assert all(len(heights) == 1 for heights in rows.values())


def test_under_a_finger_what_opens_is_as_large_as_it_and_keeps_its_triangle(open_page: Open) -> None:
    phone = open_page("/themes?theme=killings", width=390, height=844, touch=True)
    summary = phone.locator(".stHtml details:not(.long) > summary:visible").first
    looks = summary.evaluate("e => [getComputedStyle(e).display, getComputedStyle(e).listStyleType]")
    assert looks == ["list-item", "disclosure-closed"]
    assert summary.evaluate("e => e.getBoundingClientRect().height") >= 44


def test_the_evidence_is_in_view_on_a_wide_page_and_one_step_away_on_a_phone(open_page: Open) -> None:
    path = "/themes?theme=killings_and_death_penalty"
    expect(open_page(path).locator(".fold .quote").first).to_be_visible()
    phone = open_page(path, width=390, height=844)
    expect(phone.locator(".fold .quote").first).to_be_hidden()
    phone.locator(".fold > summary").first.click()
    expect(phone.locator(".fold .quote").first).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/themes?theme=killings_and_death_penalty",
        "/themes?theme=unequal_enforcement",
        "/regions",
        "/regions?region=USA",
    ],
)
def test_a_phone_never_scrolls_sideways(open_page: Open, path: str) -> None:
    page = open_page(path, width=390, height=844)
    arrived(page)
    wider = page.evaluate(
        "[document.documentElement, document.querySelector('[data-testid=stMain]')].map(e => e.scrollWidth - e.clientWidth)"
    )
    assert max(wider) <= 0


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["/", "/themes?theme=unequal_enforcement"])
def test_no_words_of_a_drawing_are_cut_off_or_overlap(open_page: Open, path: str, width: int) -> None:
    page = open_page(path, width=width)
    settled(page)
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].filter(p => p.offsetWidth).flatMap(plot => {
            const frame = plot.getBoundingClientRect();
            return [...plot.querySelectorAll('.annotation-text')].filter(text => {
                const box = text.getBoundingClientRect();
                return box.left < frame.left - 2 || box.right > frame.right + 1 || box.bottom > frame.bottom + 2;
            }).map(text => text.textContent);
        })"""
    )
    assert cut == []
    overlapping = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].filter(p => p.offsetWidth).flatMap(plot => {
            const texts = [...plot.querySelectorAll('.annotation-text')].map(t => [t.textContent, t.getBoundingClientRect()]);
            return texts.flatMap(([one, a], i) => texts.slice(i + 1).filter(([_, b]) =>
                a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3
            ).map(([two]) => one + ' / ' + two));
        })"""
    )
    assert overlapping == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_take_the_theme_of_the_page_on_the_first_visit(open_page: Open, scheme: str) -> None:
    page = open_page("/", scheme=scheme)
    settled(page)
    ink = {"light": "rgb(28, 27, 25)", "dark": "rgb(242, 239, 232)"}[scheme]
    colours = page.evaluate(
        "[...document.querySelectorAll('.annotation-text')].map(t => getComputedStyle(t).fill)"
    )
    assert ink in colours


def test_every_drawing_has_a_name_for_those_who_cannot_see_it(open_page: Open) -> None:
    page = open_page("/themes?theme=unequal_enforcement")
    settled(page)
    named = page.evaluate(
        "[...document.querySelectorAll('[data-plot]')].filter(c => c.offsetWidth).map(c => c.getAttribute('aria-label') || '')"
    )
    assert len(named) >= 5
    assert all(len(name) > 40 for name in named)


def test_there_is_no_tool_bar_menu_or_footer_of_the_framework(open_page: Open) -> None:
    page = open_page("/")
    settled(page)
    for leftover in (
        ".modebar-btn",
        "[data-testid=stAppDeployButton]",
        "[data-testid=stMainMenu]",
        "[data-testid=stToolbar]",
        "footer:not(.foot)",
    ):
        assert page.locator(leftover).locator("visible=true").count() == 0, leftover


def test_no_request_leaves_for_another_host(contexts: Callable[..., BrowserContext], address: str) -> None:
    asked: list[str] = []
    for path in ("/", "/themes?theme=use_and_supply", "/regions?region=PHL"):
        context = contexts()
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(address + path)
        page.locator(".foot").wait_for()
        assert len(asked) > 10
    page.wait_for_timeout(3000)
    strangers = [
        url
        for url in asked
        if urlsplit(url).netloc not in ("", urlsplit(address).netloc)
        and not url.startswith(("data:", "blob:"))
    ]
    assert strangers == []


def test_our_fonts_are_the_ones_in_use(open_page: Open) -> None:
    page = open_page("/")
    settled(page)
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert {name.strip('"') for name in loaded} >= {"Newsreader Variable", "Libre Franklin Variable"}


def test_every_answer_carries_the_security_headers(
    contexts: Callable[..., BrowserContext], address: str
) -> None:
    request = contexts().request
    for path in ("/", "/themes", "/healthz", "/app/static/icon.png"):
        answer = request.get(address + path)
        assert answer.ok
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_page_works_under_its_content_security_policy(
    contexts: Callable[..., BrowserContext], address: str
) -> None:
    page = contexts().new_page()
    refused: list[str] = []
    page.on(
        "console",
        lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None,
    )
    page.goto(address)
    settled(page)
    assert refused == []


def test_a_new_release_is_shown_without_a_restart(open_page: Open, invented: tuple[str, Path]) -> None:
    base, folder = invented
    page = open_page("/", base=base)
    expect(page.locator(".foot")).to_contain_text("Release 2020-sample")
    write(folder, "2021-sample", figures=FIGURES)
    page.reload()
    expect(page.locator(".foot")).to_contain_text("Release 2021-sample")


def test_a_release_that_cannot_be_read_leaves_the_last_good_one_in_view(
    open_page: Open, invented: tuple[str, Path]
) -> None:
    base, folder = invented
    told = open_page("/themes", base=base).locator("h1").first.inner_text()
    (folder / "published" / "current").write_text("gone\n", encoding="utf-8")
    page = open_page("/themes", base=base)
    headline(page, told)
    assert "Traceback" not in page.content()
    assert str(folder) not in page.content()

"""What only a real browser can show: the frame on a cold deep link, the back button, the phone, and no outbound request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dashboard import frame
from dashboard.web.headers import HEADERS
from dashboard.words import say
from tests.browser.conftest import Open
from tests.browser.server import running
from tests.dashboard.sample_release import FIGURES, write

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WAYS = [entry.title for entry in frame.PAGES]


def expect_frame(page: Page) -> None:
    """The site's name, the ways to every page and the foot are there."""
    expect(page.locator(".wordmark")).to_have_text(say("site.name"))
    expect(page.locator(".st-key-ways a")).to_have_text(WAYS)
    expect(page.locator(".foot")).to_be_visible()


def headline(page: Page, words: str) -> None:
    expect(page.locator("h1").first).to_have_text(words)


def settled(page: Page) -> None:
    """All drawings are there."""
    page.locator(".plot:visible .main-svg").first.wait_for()
    page.wait_for_timeout(800)


def test_the_very_first_request_may_be_a_deep_link(
    contexts: Callable[..., BrowserContext], chromium: object
) -> None:
    with running() as base:
        page = contexts().new_page()
        page.goto(f"{base}/regions?region=PHL")
        headline(page, "What is said of the Philippines")
        expect_frame(page)


@pytest.mark.parametrize("path", ["/", "/themes", "/regions", "/regions?region=SGP"])
def test_every_page_stands_in_the_frame(open_page: Open, path: str) -> None:
    expect_frame(open_page(path))


def test_the_overview_is_found_by_its_name_too(open_page: Open) -> None:
    page = open_page("/overview")
    expect_frame(page)
    assert urlsplit(page.url).path == "/"


def test_a_choice_is_in_the_address_and_can_be_shared(open_page: Open) -> None:
    page = open_page("/themes")
    before = page.locator("h1").first.inner_text()
    page.get_by_text("Killings and the death penalty", exact=True).click()
    page.wait_for_url("**/themes?theme=killings_and_death_penalty")
    expect(page.locator("h1").first).not_to_have_text(before)
    told = page.locator("h1").first.inner_text()
    shared = open_page(urlsplit(page.url).path + "?" + urlsplit(page.url).query)
    headline(shared, told)


def test_the_back_button_undoes_each_choice(open_page: Open) -> None:
    page = open_page("/themes?theme=reform")
    reform = page.locator("h1").first.inner_text()
    page.get_by_text("Unequal enforcement", exact=True).click()
    page.wait_for_url("**theme=unequal_enforcement")
    expect(page.locator("h1").first).not_to_have_text(reform)
    unequal = page.locator("h1").first.inner_text()
    page.locator(".st-key-ways").get_by_text(say("pages.regions")).click()
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


def test_the_back_button_undoes_a_choice_of_theme(open_page: Open) -> None:
    page = open_page("/themes?theme=reform")
    reform = page.locator("h1").first.inner_text()
    page.get_by_text("Health and treatment", exact=True).click()
    page.wait_for_url("**theme=health_and_treatment")
    expect(page.locator("h1").first).not_to_have_text(reform)
    page.go_back()
    headline(page, reform)


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


def test_the_evidence_is_in_view_on_a_wide_page_and_one_step_away_on_a_phone(open_page: Open) -> None:
    path = "/themes?theme=killings_and_death_penalty"
    expect(open_page(path).locator(".fold .quote").first).to_be_visible()
    phone = open_page(path, width=390, height=844)
    expect(phone.locator(".fold .quote").first).to_be_hidden()
    phone.locator(".fold > summary").first.click()
    expect(phone.locator(".fold .quote").first).to_be_visible()


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


def test_an_unknown_page_is_answered_by_our_own(
    contexts: Callable[..., BrowserContext], address: str
) -> None:
    page = contexts().new_page()
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
    page.wait_for_timeout(2500)
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


@pytest.mark.parametrize("path", ["/", "/themes?theme=use_and_supply", "/regions?region=PHL"])
def test_no_request_leaves_for_another_host(
    contexts: Callable[..., BrowserContext], address: str, path: str
) -> None:
    context = contexts()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(address + path)
    page.locator(".foot").wait_for()
    page.wait_for_timeout(3000)
    strangers = [
        url
        for url in asked
        if urlsplit(url).netloc not in ("", urlsplit(address).netloc)
        and not url.startswith(("data:", "blob:"))
    ]
    assert len(asked) > 10
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

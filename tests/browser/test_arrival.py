"""How a page arrives in a real browser: nothing jumps, what stood in for it stood in place, and one gets to where one meant to be."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from dashboard import data, themes
from dashboard.words import say
from tests.browser.conftest import Open, Window, expect_frame, headline

pytestmark = [pytest.mark.browser, pytest.mark.slow]
THEME = "/themes?theme=prisons_and_sentencing"
MOST_SHIFT = 0.1
WATCH_SHIFTS = """window.shifts = [];
new PerformanceObserver(list => shifts.push(...list.getEntries().map(one => one.value))).observe({ type: 'layout-shift', buffered: true });"""
PLACES = """parts => parts.map(part => [...document.querySelectorAll(part)].map(one => {
    const box = one.getBoundingClientRect();
    return [box.x, box.y];
}))"""
SCREENS = [(390, 844), (1280, 900)]


def main(page: Page) -> Locator:
    """What scrolls."""
    return page.get_by_test_id("stMain")


def framework_held(route: Route) -> None:
    route.abort()


def scrolled(page: Page, down: int) -> None:
    """Read on to here, and the page knows it."""
    main(page).evaluate("(main, down) => main.scrollTo(0, down)", down)
    page.locator("body").evaluate(
        "(_, down) => new Promise(done => { const look = () => history.state?.top === down ? done() : setTimeout(look, 20); look(); })",
        down,
    )


def left_for_a_figure(page: Page) -> str:
    """Far down the page a figure's link is followed; the title of the page that was left."""
    told = page.locator("h1").first.inner_text()
    page.locator(".foot").wait_for()
    scrolled(page, 3000)
    page.locator(".stHtml a[href*='/figures?figure=']:visible").first.evaluate("link => link.click()")
    expect(page.locator("h1").first).not_to_have_text(told)
    return told


def stays(page: Page, top: int) -> None:
    """The page stands at this height, and a second later still does."""
    expect(main(page)).to_have_js_property("scrollTop", top)
    page.wait_for_timeout(1000)
    expect(main(page)).to_have_js_property("scrollTop", top)


@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desk"])
def test_nothing_jumps_while_a_page_arrives(
    contexts: Callable[..., BrowserContext], address: str, size: tuple[int, int]
) -> None:
    arrived: dict[str, Page] = {}
    for path in ("/", THEME, "/regions?region=PHL", "/figures", "/sources"):
        page = arrived[path] = contexts(*size).new_page()
        page.add_init_script(WATCH_SHIFTS)
        page.goto(address + path)
        page.locator(".foot").wait_for()
    page.wait_for_timeout(1500)
    moved = {path: sum(page.evaluate("window.shifts")) for path, page in arrived.items()}
    assert {path: by for path, by in moved.items() if by > MOST_SHIFT} == {}


@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["/", THEME, "/regions?region=PHL", "/figures"])
def test_the_head_and_the_title_stand_where_their_outline_stood(
    window: Window, address: str, path: str, size: tuple[int, int]
) -> None:
    page = window(*size)
    page.route("**/static/js/**", framework_held)
    page.goto(address + path)
    page.locator(".first-lines").wait_for()
    page.evaluate("document.fonts.ready.then(() => null)")
    told = page.locator(".first-lines .title").inner_text()
    outline = page.evaluate(
        PLACES,
        [
            ".first-lines .masthead",
            ".first-lines .wordmark",
            ".first-lines .masthead a",
            ".first-lines .title",
        ],
    )
    page.unroute("**/static/js/**")
    page.reload()
    headline(page, told)
    expect_frame(page)
    arrived = page.evaluate(
        PLACES, [".stHtml .masthead", ".stHtml .wordmark", ".stHtml .masthead a", ".stHtml h1"]
    )
    for one, other in zip(chain(*outline), chain(*arrived), strict=True):
        assert one == pytest.approx(other, abs=2)


def test_the_ways_can_be_taken_before_the_page_is_there(window: Window, address: str) -> None:
    page = window()
    page.route("**/static/js/**", framework_held)
    page.goto(address)
    page.get_by_role("link", name=say("pages.figures")).click()
    page.wait_for_url("**/figures")


def test_the_page_is_shown_though_a_part_of_it_never_comes(window: Window, address: str) -> None:
    page = window()
    page.route("**/static/js/ButtonGroup.*", framework_held)
    page.goto(address + THEME)
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator(".first-lines")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/themes", "/sources"])
def test_on_a_phone_every_choice_is_in_view_and_as_large_as_a_finger(
    open_page: Open, path: str, scheme: str
) -> None:
    page = open_page(path, width=390, height=844, scheme=scheme)
    pills = page.get_by_test_id("stButtonGroup").get_by_role("radio")
    pills.first.wait_for()
    if path == "/themes":
        assert pills.all_inner_texts() == list(themes.names(data.current()).values())
    for pill in pills.all():
        expect(pill).to_be_in_viewport(ratio=1)
        box = pill.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert pill.evaluate(
            "e => [...e.querySelectorAll('*')].every(i => i.scrollWidth <= i.clientWidth + 1 || !i.clientWidth)"
        )


def test_back_leads_to_where_the_page_was_left_and_forward_too(open_page: Open) -> None:
    page = open_page(THEME)
    told = left_for_a_figure(page)
    figure = page.locator("h1").first.inner_text()
    stays(page, 0)
    scrolled(page, 400)
    page.go_back()
    headline(page, told)
    stays(page, 3000)
    page.go_forward()
    headline(page, figure)
    stays(page, 400)


def test_a_page_that_is_loaded_anew_stands_where_it_was_read(open_page: Open) -> None:
    page = open_page(THEME)
    page.locator(".foot").wait_for()
    scrolled(page, 2000)
    page.reload()
    stays(page, 2000)


def test_a_visitor_who_scrolls_is_not_held(open_page: Open) -> None:
    page = open_page(THEME)
    told = left_for_a_figure(page)
    page.go_back()
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 10)
    headline(page, told)
    page.locator(".foot").wait_for()
    main(page).evaluate("main => main.scrollTo(0, 700)")
    stays(page, 700)


def test_a_link_to_the_title_one_reads_already_neither_holds_the_page_nor_takes_the_focus_later(
    open_page: Open,
) -> None:
    page = open_page(THEME)
    page.locator(".foot").wait_for()
    scrolled(page, 1500)
    page.evaluate(
        """path => { const link = Object.assign(document.createElement('a'), { href: path, textContent: 'again' });
        document.querySelector('.foot').append(link); link.click(); }""",
        THEME,
    )
    expect(main(page)).to_have_js_property("scrollTop", 0)
    expect(page.locator("h1").first).to_be_focused()
    page.get_by_role("link", name=say("pages.figures")).focus()
    main(page).evaluate("main => main.scrollTo(0, 900)")
    stays(page, 900)
    expect(page.get_by_role("link", name=say("pages.figures"))).to_be_focused()


def test_a_followed_link_puts_the_new_title_in_focus(open_page: Open) -> None:
    page = open_page("/regions")
    page.get_by_role("link", name="Philippines", exact=True).click()
    headline(page, "What is said of the Philippines")
    expect(page.locator("h1").first).to_be_focused()


@pytest.mark.parametrize(
    ("path", "links"), [("/sources?show=glossary", "a.to-term"), (THEME, "nav.contents a")]
)
@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desk"])
def test_an_address_that_names_a_place_leads_to_it(
    open_page: Open, path: str, links: str, size: tuple[int, int]
) -> None:
    first = open_page(path)
    ways = first.locator(links)
    ways.first.wait_for(state="attached")
    first.locator(".foot").wait_for()
    way = str(ways.nth(ways.count() // 2).get_attribute("href"))
    page = open_page(path + way, width=size[0], height=size[1])
    sought = page.locator(f"[id='{way[1:]}']")
    expect(sought).to_be_in_viewport()
    page.wait_for_timeout(1000)
    expect(sought).to_be_in_viewport()
    box = sought.bounding_box()
    assert box is not None
    assert -2 <= box["y"] <= 40
    assert page.url.endswith(way)


def test_the_contents_of_a_page_lead_to_their_place_and_leave_the_visitor_there(open_page: Open) -> None:
    page = open_page(THEME)
    page.locator(".foot").wait_for()
    page.locator("nav.contents summary").click()
    way = page.locator("nav.contents a").nth(4)
    target = str(way.get_attribute("href"))
    way.click()
    expect(page.locator(f"[id='{target[1:]}']")).to_be_in_viewport()
    page.wait_for_timeout(1000)
    expect(page.locator(f"[id='{target[1:]}']")).to_be_in_viewport()


@pytest.mark.parametrize("way", ["#nowhere", "#%zz", "#a'b"])
def test_a_place_that_is_not_there_leaves_the_page_at_its_beginning(open_page: Open, way: str) -> None:
    page = open_page(THEME + way)
    stays(page, 0)
    expect(page.locator(".foot")).to_be_attached()

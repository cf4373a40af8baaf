"""One server and one Chromium for all browser tests; without a Chromium they are skipped, and say so."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard import frame
from dashboard.words import say
from tests.browser.chromium import found, started
from tests.browser.server import running
from tests.browser.windows import Windows
from tests.dashboard.sample_release import write

Open = Callable[..., Page]
Window = Callable[..., Page]
UNDRAWN = "[...document.querySelectorAll('[data-plot]')].filter(e => e.offsetWidth && !e.querySelector('svg.main-svg')).length"
WAYS = [entry.title for entry in frame.PAGES]
# A shared machine with a cold server is slow, and slow is not wrong.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if found() is None and os.environ.get("REQUIRE_BROWSER"):
        pytest.fail("a Chromium must be installed here: REQUIRE_BROWSER is set")
    if found() is None:
        pytest.skip("no Chromium found: install one, or name it by the variable CHROMIUM")
    with started() as browser:
        yield browser


@pytest.fixture(scope="session")
def invented_site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = write(tmp_path_factory.mktemp("datasets"))
    with running(folder) as base:
        yield base, folder


@pytest.fixture
def invented(invented_site: tuple[str, Path]) -> tuple[str, Path]:
    """The dashboard over an invented release, and the folder it lies in; a test may publish others."""
    _, folder = invented_site
    (folder / "published" / "current").write_text("2020-sample\n", encoding="utf-8")
    return invented_site


@pytest.fixture
def contexts(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    made: list[BrowserContext] = []

    def make(width: int = 1280, height: int = 900, scheme: str = "light") -> BrowserContext:
        made.append(chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture(scope="session")
def windows(chromium: Browser, address: str) -> Windows:
    return Windows(chromium, address)


@pytest.fixture
def window(windows: Windows) -> Iterator[Window]:
    """An empty window of a visitor of its own: ``window(390, 844, touch=True)``."""
    yield windows.take
    windows.give_back()


@pytest.fixture
def open_page(window: Window, address: str) -> Open:
    """A visit with nothing kept from another: ``open_page("/themes?theme=reform", width=390)``, once its text is there."""

    def visit(path: str = "/", base: str = "", **screen: Any) -> Page:
        page = window(**screen)
        page.goto((base or address) + path)
        page.locator("h1").first.wait_for()
        return page

    return visit


def expect_frame(page: Page) -> None:
    """The site's name, the ways to every page and the foot are there."""
    expect(page.locator(".stHtml .wordmark")).to_have_text(say("site.name"))
    expect(page.locator(".stHtml .masthead nav a")).to_have_text(WAYS)
    expect(page.locator(".foot")).to_be_visible()


def headline(page: Page, words: str) -> None:
    """The title of the page in view is this."""
    expect(page.locator("h1").first).to_have_text(words)


def arrived(page: Page) -> None:
    """The page is there to its foot, with every drawing that it shows, in our letters."""
    page.locator(".foot").wait_for(state="attached")
    page.wait_for_function(f"() => {UNDRAWN} === 0")
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => null)")


def settled(page: Page) -> None:
    """A page with drawings is there, and all of them are drawn."""
    page.locator(".plot:visible .main-svg").first.wait_for()
    arrived(page)

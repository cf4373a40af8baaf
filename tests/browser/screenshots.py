"""Take every page in both themes at three widths: ``python -m tests.browser.screenshots [FOLDER]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from dashboard import data, overview, themes
from dashboard.addresses import of_figure
from dashboard.briefing.deck import Deck, Slide
from dashboard.places import regions
from dashboard.sources import choices
from tests.browser.chromium import started
from tests.browser.server import running

WIDTHS = (390, 1280, 1920)
SCHEMES = ("light", "dark")
TALLEST = 16_000


def addresses() -> Iterator[tuple[str, str]]:
    """A file name and an address for every page, theme, and part of the sources, and for the places and figures to begin with."""
    release = data.current()
    yield "overview", "/"
    yield "regions", "/regions"
    for theme in themes.names(release):
        yield f"themes-{theme}", f"/themes?theme={theme}"
    counts = regions.counts(release)
    for region in sorted(counts, key=lambda code: -counts[code])[:4]:
        yield f"regions-{region.replace(':', '-')}", f"/regions?region={region}"
    yield "figures", "/figures"
    for figure in overview.headlines(release):
        yield f"figure-{figure}", of_figure(figure)
    for part in choices.PARTS:
        yield f"sources-{part}", f"/sources?show={part}"
    slides = tuple(Slide("figure", figure) for figure in overview.headlines(release))
    yield "briefing-empty", "/briefing"
    yield "briefing", f"/briefing?{Deck(slides, release=release.id).query}"


def main() -> int:
    """Write the pictures; the exit code is 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", nargs="?", default="screenshots", type=Path, help="where to write (default: screenshots)"
    )
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    pages = list(addresses())
    with running() as base, started() as browser:
        for scheme in SCHEMES:
            for width in WIDTHS:
                _take(browser, base, pages, folder, width, scheme)
    return 0


def _take(
    browser: Browser, base: str, pages: list[tuple[str, str]], folder: Path, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for name, address in pages:
        page.set_viewport_size({"width": width, "height": 1000})
        page.goto(base + address)
        page.locator(".foot").wait_for()
        page.wait_for_timeout(1500)
        page.set_viewport_size({"width": width, "height": min(_height(page), TALLEST)})
        page.wait_for_timeout(700)
        target = folder / f"{name}-{width}-{scheme}.png"
        page.screenshot(path=target)
        sys.stdout.write(f"{target}\n")
    context.close()


def _height(page: Page) -> int:
    height: int = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    return height + 40


if __name__ == "__main__":
    sys.exit(main())

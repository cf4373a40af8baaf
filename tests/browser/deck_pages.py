"""What the browser tests ask of a briefing's page: its pins, its slides in their order, what the browser keeps."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from dashboard.words import say

THEME, PLACE = "/themes?theme=reform", "/regions?region=PHL"
THREE = "/briefing?title=Mine&slide=section:~tFirst&slide=theme:reform&slide=place:PHL"


def pinned(page: Page, number: int) -> None:
    """The masthead counts so many slides."""
    way = say("briefing.way_held", number=number) if number else say("pages.briefing")
    expect(page.locator(".stHtml .masthead a[data-briefing]")).to_have_text(way)


def codes(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get("slide", [])


def ordered(page: Page, *sentences: str) -> None:
    expect(page.locator("[data-strip] .sentence")).to_have_text(sentences)


def kept(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(page.evaluate("localStorage.getItem('briefing')"))
    return found


def quiet(page: Page) -> None:
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_timeout(150)

"""Windows of a browser that are used again: as empty as on a first visit, but with the site's scripts in memory."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from playwright.sync_api import Browser, Error, Page

# Any page of the site from which what it keeps in the browser can be cleared.
PLAIN = "/healthz"


class Windows:
    """Windows, each of a visitor of its own. A visit to one that is used again takes less than half the work of a first one.

    What cannot be taken back, listeners and scripts that run before a page's own, belongs to a window of its own.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.resting: dict[bool, list[Page]] = {False: [], True: []}
        self.used: list[tuple[bool, Page]] = []

    def take(
        self,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        *,
        touch: bool = False,
    ) -> Page:
        """A window in which nothing was ever kept."""
        kept = self.resting[touch]
        page = kept.pop() if kept else self.browser.new_context(has_touch=touch, is_mobile=touch).new_page()
        self.used.append((touch, page))
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="null", color_scheme=scheme)
        page.goto(self.address + PLAIN)
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        return page

    def give_back(self) -> None:
        """All that were taken, for the next test; one that does not answer is closed."""
        # The first that was taken is the one most at home here: it is the next to be taken first.
        for touch, page in reversed(self.used):
            try:
                _empty(page)
            except Error:
                with suppress(Error):
                    page.context.close()
            else:
                self.resting[touch].append(page)
        self.used.clear()


def _empty(page: Page) -> None:
    context = page.context
    for other in context.pages:
        if other is not page:
            other.close()
    page.unroute_all(behavior="ignoreErrors")
    context.unroute_all(behavior="ignoreErrors")
    context.set_offline(False)
    context.clear_permissions()
    context.clear_cookies()
    page.goto("about:blank")

"""Load what the first visitor would otherwise wait for: the charts' library, the first page, the release in use and its pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from threading import Event

from dashboard import data, overview_page, theme_page, themes
from dashboard.charts import BY_KIND
from dashboard.data import Release
from dashboard.delivery import first_page
from dashboard.figures import table
from dashboard.maps import geometry
from dashboard.parts import Colours
from dashboard.places import page as place_page
from dashboard.places import regions

COLOURS: tuple[Colours, ...] = ("light", "dark")
# In seconds: how soon a new release is noticed, and how long visitors have the processor to themselves between two pages.
PAUSE, BREATH = 1.0, 0.02
LOGGER = logging.getLogger(__name__)


def keep_warm(stop: Event) -> None:
    """Work out the pages of the release in use before anybody asks, and again for each new one, until ``stop`` is set.

    What fails is logged and left: the visitor who asks for it gets it, or the words for it, as without this.
    """
    done: Release | None = None
    while not stop.wait(PAUSE):
        with suppress(data.ReleaseUnreadable):
            if (release := data.current()) is not done:
                done = release
                _work_out(release, stop)


def _work_out(release: Release, stop: Event) -> None:
    for page in _pages(release):
        try:
            page()
        except Exception:
            LOGGER.warning("a page could not be worked out ahead", exc_info=True)
        if stop.wait(BREATH):
            return


def _pages(release: Release) -> Iterator[Callable[[], object]]:
    """The pages that most visitors come for, those of both colours one after the other."""
    for colours in COLOURS:
        yield partial(overview_page.of, release, colours)
    for theme in themes.names(release):
        for colours in COLOURS:
            yield partial(theme_page.of, theme, release, colours)
    for region in regions.names(release):
        for colours in COLOURS:
            yield partial(place_page.of, region, release, colours)


def warm() -> None:
    """Import the charts, draw the map, read the release and what it is searched by.

    An unreadable release is logged, and shown to visitors in words. Raises ValueError if the framework's page is not as
    expected: such a server could not answer anybody, so it must not start.
    """
    first_page.prepare()
    geometry.world()
    geometry.coarse_world()
    try:
        release = data.current()
    except data.ReleaseUnreadable as problem:
        LOGGER.warning("no release to show yet: %s", problem.reason)
        return
    table.prepare(release)
    LOGGER.info("release %s, %d kinds of chart", release.id, len(BY_KIND))

"""Load what the first visitor would otherwise wait for: the charts' library, the first page and the release in use."""

from __future__ import annotations

import logging

from dashboard import data
from dashboard.charts import BY_KIND
from dashboard.delivery import first_page
from dashboard.figures import table
from dashboard.maps import geometry

LOGGER = logging.getLogger(__name__)


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

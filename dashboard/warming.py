"""Load what the first visitor would otherwise wait for: the charts' library and the release in use."""

from __future__ import annotations

import logging

from dashboard import data
from dashboard.charts import BY_KIND
from dashboard.maps import geometry

LOGGER = logging.getLogger(__name__)


def warm() -> None:
    """Import the charts, draw the map and read the release; an unreadable release is logged, and shown to visitors in words."""
    geometry.world()
    geometry.coarse_world()
    try:
        release = data.current()
    except data.ReleaseUnreadable as problem:
        LOGGER.warning("no release to show yet: %s", problem.reason)
        return
    LOGGER.info("release %s, %d kinds of chart", release.id, len(BY_KIND))

"""Open the desk as the server starts: to this machine alone where that was asked for, else to whoever may sign in."""

from __future__ import annotations

import logging
import os

from streamlit import config

from dashboard.desk import here, settings
from dashboard.words import say

LOGGER = logging.getLogger(__name__)


def begin() -> None:
    """Make and print the address with the key, or say in the log why nobody can sign in. Raises as ``here.open_door``."""
    here.shut()
    if os.environ.get(here.SETTING) == here.HERE:
        address = here.open_door(config.get_option("server.address"), int(config.get_option("server.port")))
        print(f"\n{say('desk.printed')}\n\n  {address}\n", flush=True)
        return
    if reason := settings.fault():
        LOGGER.error("nobody can sign in to the desk: %s", reason)

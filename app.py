"""The door: one server with the dashboard, the health check and the security headers."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from dashboard import frame
from dashboard.delivery.middleware import Delivery
from dashboard.delivery.routes import ROUTES as FIRST_PAGES
from dashboard.delivery.shelf import Shelf
from dashboard.desk import start
from dashboard.desk.gate import Gate, opens
from dashboard.desk.routes import ROUTES as DESK
from dashboard.warming import keep_warm, warm
from dashboard.web.headers import SecurityHeaders
from dashboard.web.not_found import NotFound
from dashboard.web.promptly import send_promptly
from dashboard.web.routes import ROUTES

SHELF = Shelf()
SHELL = Path(__file__).resolve().parent / "dashboard" / "shell.py"

KNOWN = {*(entry.name for entry in frame.PAGES), *(route.path.strip("/") for route in ROUTES)}


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Do the slow imports before the first visitor, and keep what they leave out of every later collection."""
    start.begin()
    send_promptly(asyncio.get_running_loop())
    warm()
    SHELF.fill_first()
    gc.collect()
    gc.freeze()
    stop = Event()
    Thread(target=SHELF.fill, name="shelf", daemon=True).start()
    Thread(target=keep_warm, args=(stop,), name="pages", daemon=True).start()
    yield {}
    stop.set()


app = st.App(
    SHELL,
    routes=[*FIRST_PAGES, *ROUTES, *DESK],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(Delivery, shelf=SHELF),
        Middleware(Gate),
        # The desk's own addresses are known to nobody: the gate says who may have them.
        Middleware(NotFound, known=KNOWN, opens=opens),
    ],
    lifespan=lifespan,
    on_script_error=frame.failed,
)

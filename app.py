"""The door: one server with the dashboard, the health check and the security headers."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from dashboard import frame
from dashboard.headers import SecurityHeaders
from dashboard.not_found import NotFound
from dashboard.routes import ROUTES
from dashboard.warming import warm

SHELL = Path(__file__).resolve().parent / "dashboard" / "shell.py"

KNOWN = {*(entry.name for entry in frame.PAGES), *(route.path.strip("/") for route in ROUTES)}


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Do the slow imports before the first visitor, and keep what they leave out of every later collection."""
    warm()
    gc.collect()
    gc.freeze()
    yield {}


app = st.App(
    SHELL,
    routes=ROUTES,
    middleware=[Middleware(SecurityHeaders), Middleware(NotFound, known=KNOWN)],
    lifespan=lifespan,
    on_script_error=frame.failed,
)

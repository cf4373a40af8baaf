"""List what is not a page of the dashboard: the health check, the overview's name, and what machines are served."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from dashboard import data
from dashboard.briefing import files
from dashboard.briefing.powerpoint import routes as powerpoint
from dashboard.briefing.stage import routes as stage
from dashboard.web import data_files, figures, listing


def healthz(_: Request) -> JSONResponse:
    """200 and the release in use, with a warning if another is meant to be; 503 if no release can be read."""
    headers = {"cache-control": "no-store"}
    try:
        release = data.current()
    except data.ReleaseUnreadable as problem:
        told = {"status": "unavailable", "reason": problem.reason}
        return JSONResponse(told, status_code=503, headers=headers)
    warning = {"warning": data.trouble()} if data.trouble() else {}
    return JSONResponse({"status": "ok", "release": release.id, **warning}, headers=headers)


def overview(_: Request) -> RedirectResponse:
    """The overview has no path of its own: whoever types its name is sent to the front page."""
    return RedirectResponse("/", status_code=308)


# What is not a coroutine runs beside the others in a thread: it may read a release from the disk.
ROUTES = [
    Route("/healthz", healthz),
    Route("/overview", overview),
    Route("/data", data_files.folder),
    Route("/data/", data_files.index),
    Route("/data/{file}", data_files.give),
    Route("/data/{file}", data_files.leave, methods=["OPTIONS"]),
    Route("/figure/{figure_id}", figures.light),
    Route("/embed/{figure_id}", figures.framed),
    Route("/card/{file}", figures.card),
    Route("/oembed", figures.oembed),
    Route("/sitemap.xml", listing.sitemap),
    Route("/robots.txt", listing.robots),
    *files.ROUTES,
    *stage.ROUTES,
    *powerpoint.ROUTES,
]

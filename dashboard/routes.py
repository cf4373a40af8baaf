"""Answer what is not a page: the health check, and the overview's name."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from dashboard import data


async def healthz(_: Request) -> JSONResponse:
    """200 and the release in use; 503 if no release can be read."""
    try:
        release = data.current()
    except data.ReleaseUnreadable as problem:
        return JSONResponse({"status": "unavailable", "reason": problem.reason}, status_code=503)
    return JSONResponse({"status": "ok", "release": release.id}, headers={"cache-control": "no-store"})


async def overview(_: Request) -> RedirectResponse:
    """The overview has no path of its own: whoever types its name is sent to the front page."""
    return RedirectResponse("/", status_code=308)


ROUTES = [Route("/healthz", healthz), Route("/overview", overview)]

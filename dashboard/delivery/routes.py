"""Answer for the front page and every page of ours with the first page, told for what the address asks for."""

from __future__ import annotations

import gzip

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dashboard import data, frame
from dashboard.data import Release
from dashboard.delivery.first_page import first_page
from dashboard.delivery.outline import bare, outline
from dashboard.delivery.parcel import ASK_AGAIN, Parcel, digest
from dashboard.web import card, site
from dashboard.web.preview import Preview, preview
from dashboard.web.preview import card as card_of
from dashboard.words import say

# An address may be 60 KB long; what a page is told for stands at its beginning.
LONGEST_QUERY = 2000
MOST_VALUES = 20
SWIFT = 5
UNAVAILABLE = Preview(say("site.name"), say("unavailable.body"), "/")
NOT_KEPT = {"cache-control": "no-store", "x-robots-tag": "noindex", "retry-after": "30"}


def page(request: Request) -> Response:
    """The first page of the page at this path; 503 with the same page in our words while no release can be read."""
    name = request.url.path.strip("/") or frame.PAGES[0].name
    query = _query(request)
    try:
        release = data.current()
    except data.ReleaseUnreadable:
        return HTMLResponse(first_page(UNAVAILABLE, bare(name)), status_code=503, headers=NOT_KEPT)
    told = preview(name, query, release)
    content = first_page(told, outline(name, query, release), _picture(told, release)).encode()
    parcel = Parcel("text/html", ASK_AGAIN, content, gzip.compress(content, SWIFT, mtime=0), digest(content))
    return parcel.answer(request.headers)


def _picture(told: Preview, release: Release) -> str:
    """The address of a figure's card; '' where it has none or where the site does not know its own address."""
    drawn = told.figure and site.setting() and card.words(told.figure, release)
    return site.absolute(card_of(told.figure.figure_id)) if drawn and told.figure else ""


def _query(request: Request) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items()[:MOST_VALUES]:
        values.setdefault(key, []).append(value[:LONGEST_QUERY])
    return values


ROUTES = [Route("/", page), *(Route(f"/{entry.name}", page) for entry in frame.PAGES[1:])]

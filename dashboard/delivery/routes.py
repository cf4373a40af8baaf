"""Answer for the front page and every page of ours with the first page, told for what the address asks for."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard import data, frame
from dashboard.delivery.first_page import first_page
from dashboard.delivery.parcel import ASK_AGAIN, Parcel, digest
from dashboard.web.preview import Preview, preview
from dashboard.words import say

# An address may be 60 KB long; what a page is told for stands at its beginning.
LONGEST_QUERY = 2000
MOST_VALUES = 20
SWIFT = 5


async def page(request: Request) -> Response:
    """The first page of the page at this path."""
    name = request.url.path.strip("/") or frame.PAGES[0].name
    content = first_page(told(name, _query(request))).encode()
    parcel = Parcel("text/html", ASK_AGAIN, content, gzip.compress(content, SWIFT, mtime=0), digest(content))
    return parcel.answer(request.headers)


def told(name: str, query: Mapping[str, Sequence[str]]) -> Preview:
    """What the page is about; without a release that can be read, the site's name."""
    try:
        return preview(name, query, data.current())
    except data.ReleaseUnreadable:
        return Preview(say("site.name"), say("unavailable.body"), "/")


def _query(request: Request) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items()[:MOST_VALUES]:
        values.setdefault(key, []).append(value[:LONGEST_QUERY])
    return values


ROUTES = [Route("/", page), *(Route(f"/{entry.name}", page) for entry in frame.PAGES[1:])]

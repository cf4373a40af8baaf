"""Tell search engines what there is: the list of all addresses, and what they may read."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard import addresses, data, frame, themes
from dashboard.data import Release
from dashboard.keeping import kept
from dashboard.places import regions
from dashboard.web import answers, frozen, preview, site
from dashboard.words import say

# The protocol's limit for one file; what is more goes into parts.
MOST = 50_000
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML = "application/xml"


def sitemap(request: Request) -> Response:
    """Every page, theme, place and figure; of very many, a list of lists."""
    home = site.absolute("", site.of(request))
    if not home:
        # A list of addresses must hold whole ones, and this host cannot be one.
        return PlainTextResponse(say("web.no_host"), status_code=400)
    try:
        paths = every(data.current())
    except data.ReleaseUnreadable as problem:
        return frozen.refused(request, problem, {})
    part = request.query_params.get("part", "")
    count = -(-len(paths) // MOST)
    if not part and count > 1:
        places = (f"{home}/sitemap.xml?part={number}" for number in range(1, count + 1))
        return _xml(request, "sitemapindex", "sitemap", places)
    start = (
        int(part) - 1 if part.isascii() and part.isdigit() and len(part) < 6 and 0 < int(part) <= count else 0
    )
    shown = paths[start * MOST : (start + 1) * MOST]
    return _xml(request, "urlset", "url", (home + path for path in shown))


def robots(request: Request) -> Response:
    """Everything may be read; the list of addresses is named where its own can be whole."""
    home = site.absolute("", site.of(request))
    lines = ["User-agent: *", "Disallow:", *([f"Sitemap: {home}/sitemap.xml"] if home else [])]
    return PlainTextResponse("\n".join(lines) + "\n", headers={"cache-control": answers.ASK_AGAIN})


@kept()
def every(release: Release) -> tuple[str, ...]:
    """The path of everything that has an address of its own."""
    pages = ["/", *(f"/{entry.name}" for entry in frame.PAGES[1:]), "/data/"]
    of_themes = [addresses.of_theme(code) for code in themes.names(release)]
    of_regions = [addresses.of_region(code) for code in regions.names(release)]
    return (*pages, *of_themes, *of_regions, *map(preview.light_page, preview.by_name(release)))


def _xml(request: Request, root: str, item: str, places: Iterable[str]) -> Response:
    inside = "".join(f"<{item}><loc>{escape(place)}</loc></{item}>" for place in places)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SPACE}">{inside}</{root}>\n'
    return answers.text(request, text, XML)

"""What a web page states about itself in its head: in meta elements, links and linked data."""

from __future__ import annotations

import json
import re
from typing import Any

# The names that publishers use, the most exact first.
_METAS = {
    "title": ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title"),
    "publisher": ("citation_publisher", "og:site_name", "dc.publisher", "dcterms.publisher"),
    "author": ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"),
    "published": (
        "article:published_time", "citation_publication_date", "datepublished", "dcterms.issued", "dc.date.issued",
        "parsely-pub-date",
    ),
    "address": ("og:url",),
    "language": ("content-language", "dc.language", "dcterms.language"),
}  # fmt: skip
_NAMED_BY = ("name", "property", "itemprop", "http-equiv")
_DAY = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_MOST_SCRIPTS = 20


def stated(page: Any) -> dict[str, str]:
    """What the page states, by the fields of a card."""
    metas = _metas(page)
    found = {
        what: next((metas[name] for name in names if name in metas), "") for what, names in _METAS.items()
    }
    found = {what: said or _linked_data(page).get(what, "") for what, said in found.items()}
    found["title"] = found["title"] or page.xpath("string(//title[1])")
    found["address"] = page.xpath("string(//link[@rel='canonical'][1]/@href)") or found["address"]
    found["language"] = page.get("lang") or found["language"]
    day = _DAY.match(found["published"])
    found["published"] = "-".join(day.groups()) if day else ""
    if not _ADDRESS.fullmatch(found["address"]):
        found["address"] = ""
    # Some name the author by the address of a profile.
    if _ADDRESS.match(found["author"]):
        found["author"] = ""
    return found


def _metas(page: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in page.iter("meta"):
        said = (meta.get("content") or "").strip()
        for attribute in _NAMED_BY:
            if said and meta.get(attribute):
                metas.setdefault(meta.get(attribute).lower(), said)
    return metas


def _linked_data(page: Any) -> dict[str, str]:
    """What the page says of itself in schema.org's terms: of the first thing that has a day of publication."""
    for script in page.xpath("//script[@type='application/ld+json']")[:_MOST_SCRIPTS]:
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            if "datePublished" in thing:
                named = {what: _name(thing.get(what)) for what in ("author", "publisher")}
                return {
                    **named,
                    "published": str(thing["datePublished"]),
                    "title": _name(thing.get("headline")),
                }
    return {}


def _things(data: Any) -> list[dict[str, Any]]:
    graph = data.get("@graph", data) if isinstance(data, dict) else data
    return [thing for thing in (graph if isinstance(graph, list) else [graph]) if isinstance(thing, dict)]


def _name(who: Any) -> str:
    if isinstance(who, list):
        return ", ".join(filter(None, map(_name, who[:5])))
    if isinstance(who, dict):
        return _name(who.get("name"))
    return who if isinstance(who, str) else ""

"""List what there is to fetch, with its size and meaning, as a page of plain HTML. Release in, text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from dashboard.web import look
from dashboard.web.frozen import Asked
from dashboard.words import say, say_number

OTHERS = ("datapackage.json", "codebook.md", "citation.bib", "citation.cff")
ORDER = (
    "figures", "places", "events", "documents", "problems", "corrections", "record", "set_aside", "measures", "themes", "regions", "groups",
    "units", "reasons", "headlines",
)  # fmt: skip
MOST_RELEASES = 30


def page(asked: Asked, described: Mapping[str, Any], releases: Sequence[str]) -> str:
    """The page; its links lead to one release, so that what is fetched from it belongs together."""
    kept = f"?release={asked.release_id}"
    entries = "".join(_table(resource, kept) for resource in _in_order(described))
    others = "".join(_other(name, kept) for name in OTHERS)
    told = escape(say("web.data_standfirst", release=asked.release_id))
    return look.page(
        say("web.data"),
        f'<h1>{escape(say("web.data"))}</h1><p class="standfirst">{told}</p>'
        f"<p>{escape(say('web.data_missing'))}</p>"
        f'<h2>{escape(say("web.data_tables"))}</h2><ul class="entries">{entries}</ul>'
        f'<h2>{escape(say("web.data_about"))}</h2><ul class="entries">{others}</ul>'
        f"{_addresses(asked, releases)}",
        head=f'<link rel="canonical" href="/data/"><meta name="description" content="{told}">{_frozen(asked)}',
        foot=f"<p>{escape(say('footer.about'))}</p>",
    )


def size(count: int) -> str:
    """A number of bytes as a reader takes it in.

    >>> size(512), size(28_375), size(3_400_000)
    ('512 bytes', '28 kB', '3.4 MB')
    """
    if count < 1_000:
        return say("web.bytes", number=count)
    return f"{count / 1_000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _in_order(described: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The tables that are served: first what is said, then what its codes mean."""
    paths = {f"{table}.parquet": place for place, table in enumerate(ORDER)}
    served = [resource for resource in described["resources"] if resource.get("path") in paths]
    return sorted(served, key=lambda resource: paths[str(resource["path"])])


def _table(resource: Mapping[str, Any], kept: str) -> str:
    table = str(resource["path"]).removesuffix(".parquet")
    links = "".join(
        f'<a href="/data/{escape(table)}.{ending}{kept}">{name}</a>'
        for ending, name in (("csv", "CSV"), ("json", "JSON"), ("parquet", "Parquet"))
    )
    told = [say_number("web.rows", int(resource.get("rows", 0)), counted=f"{int(resource.get('rows', 0)):,}")]
    told += [say("web.parquet_size", size=size(int(resource["bytes"])))] if resource.get("bytes") else []
    return (
        f'<li id="{escape(table)}"><div><p class="entry-name">{escape(table.replace("_", " ").capitalize())}</p>'
        f"<p>{escape(str(resource.get('description', '')))}</p>"
        f'<p class="small">{escape(" · ".join(told))}</p></div><p class="links">{links}</p></li>'
    )


def _other(name: str, kept: str) -> str:
    told = escape(say(f"web.about_{name.replace('.', '_')}"))
    return f'<li><p class="entry-name"><a href="/data/{name}{kept}">{name}</a></p><p>{told}</p></li>'


def _addresses(asked: Asked, releases: Sequence[str]) -> str:
    links = "".join(
        f'<li><a href="/data/?release={escape(name)}">{escape(name)}</a></li>'
        for name in releases[:MOST_RELEASES]
    )
    return (
        f"<h2>{escape(say('web.data_addresses'))}</h2><p>{escape(say('web.data_newest'))}</p><pre>/data/figures.csv</pre>"
        f"<p>{escape(say('web.data_frozen'))}</p><pre>/data/figures.csv?release={escape(asked.release_id)}</pre>"
        f'<h2>{escape(say("web.releases"))}</h2><p>{escape(say("web.releases_told"))}</p><ul class="links">{links}</ul>'
    )


def _frozen(asked: Asked) -> str:
    return '<meta name="robots" content="noindex">' if asked.frozen else ""

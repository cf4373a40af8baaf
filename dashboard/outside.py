"""Write a link that leaves this site: an address in, HTML out."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit


def link(address: str, told: str) -> str:
    """A link that leaves this site, safely; an address that is none of the web's is only printed."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return escape(told)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return escape(told)
    return (
        f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer nofollow">{escape(told)}</a>'
    )


def by_host(address: str | None) -> str:
    """A page elsewhere as a link told by its host; '' where no address is on record."""
    if not address:
        return ""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    return link(address, host.removeprefix("www.") or address)

"""Write a link that leaves this site: an address in, HTML out."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

# Signs by which an address reads as one host and opens another.
MISLEADING = re.compile(r"[\\\s\x00-\x1f\x7f]")


def link(address: str, told: str) -> str:
    """A link that leaves this site, safely; an address that is none of the web's is only printed."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return escape(told)
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or MISLEADING.search(address)
        or "@" in parts.netloc
    ):
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

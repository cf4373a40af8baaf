"""Make an address absolute: by the setting SITE_ADDRESS, else by the host that was asked if it can be one."""

from __future__ import annotations

import logging
import os
import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv6Address

from starlette.requests import Request

LOGGER = logging.getLogger(__name__)
SETTING = "SITE_ADDRESS"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:]{{2,45}}\])(?::[0-9]{{1,5}})?"
HOST = re.compile(_HOST, re.IGNORECASE)
ADDRESS = re.compile(rf"https?://{_HOST}(?:/[A-Za-z0-9._~-]+)*", re.IGNORECASE)
LONGEST_HOST, HIGHEST_PORT = 253, 65_535


def absolute(path: str, asked: str = "") -> str:
    """The address of a path that begins with a slash. ``asked`` is where the request went, such as 'http://localhost:8501'.

    Without the setting and without a host that can be one, the path itself: a relative address is right everywhere.
    """
    return (setting() or origin(asked)) + path


def setting() -> str:
    """The site's address as its keepers set it, without a slash at its end; '' where it is not set, or is no address."""
    return _checked(os.environ.get(SETTING, ""))


def origin(asked: str) -> str:
    """What was asked for, if it is scheme and host and nothing else; '' if not: whoever asks writes the host.

    >>> origin("https://example.org:8443"), origin("https://example.org\\" onload=")
    ('https://example.org:8443', '')
    """
    scheme, _, host = asked.partition("://")
    return f"{scheme}://{host.lower()}" if scheme in ("http", "https") and _is_host(host) else ""


def of(request: Request) -> str:
    """Where a request went, as the one who asks writes it: to be checked before it is printed."""
    return f"{request.scope.get('scheme', 'http')}://{request.headers.get('host', '')}"


def _is_host(text: str) -> bool:
    """A name or address that can be one, with a port that can be one or none."""
    if len(text) > LONGEST_HOST or not HOST.fullmatch(text):
        return False
    name, bracket, after = text.rpartition("]")
    port = after.partition(":")[2]
    if port and not 0 < int(port) <= HIGHEST_PORT:
        return False
    try:
        return not bracket or bool(IPv6Address(name.removeprefix("[")))
    except AddressValueError:
        return False


@lru_cache(maxsize=8)
def _checked(text: str) -> str:
    address = text.strip().rstrip("/")
    if not address or ADDRESS.fullmatch(address):
        return address
    LOGGER.warning("%s must be an address such as https://example.org (got %r)", SETTING, text[:60])
    return ""

"""Read what a browser says it can take: content codings with their weights, and the versions it holds already."""

from __future__ import annotations

import re

LONGEST = 1000
_RANGE = r"(?:[0-9]{1,18}-[0-9]{0,18}|-[0-9]{1,18})"
RANGES = re.compile(rf"bytes={_RANGE}(?:\s*,\s*{_RANGE}){{0,49}}", re.IGNORECASE)
WEIGHT = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)


def takes_gzip(accept_encoding: str) -> bool:
    """The header allows gzip, by name or by a star. What cannot be read is no permission.

    >>> takes_gzip("br, gzip;q=0.5"), takes_gzip("gzip;q=0, *"), takes_gzip("*")
    (True, False, True)
    """
    weights: dict[str, float] = {}
    for part in accept_encoding[:LONGEST].split(","):
        coding, _, parameter = part.partition(";")
        weights.setdefault(coding.strip().lower(), _weight(parameter.strip()))
    named = weights.get("gzip", weights.get("x-gzip"))
    return (weights.get("*", 0.0) if named is None else named) > 0


def holds(if_none_match: str, etag: str) -> bool:
    """The browser holds this very version.

    >>> holds('W/"a", "b"', '"b"')
    True
    """
    asked = (tag.strip().removeprefix("W/") for tag in if_none_match[:LONGEST].split(","))
    return any(tag in ("*", etag) for tag in asked)


def asks_part(header: str) -> bool:
    """A Range header in bytes that can be read; any other is to be passed over (RFC 9110, 14.2).

    >>> asks_part("bytes=0-9, -5"), asks_part("rows=0-9"), asks_part("bytes=9-0")
    (True, False, False)
    """
    if len(header) > LONGEST or not RANGES.fullmatch(header.strip()):
        return False
    ends = (part.strip().split("-") for part in header.partition("=")[2].split(","))
    return all(not first or not last or int(first) <= int(last) for first, last in ends)


def _weight(parameter: str) -> float:
    if not parameter:
        return 1.0
    found = WEIGHT.fullmatch(parameter)
    return float(found[1]) if found else 0.0

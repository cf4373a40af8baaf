"""Read what a browser says it can take: content codings with their weights, and the versions it holds already."""

from __future__ import annotations

import re

LONGEST = 1000
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


def _weight(parameter: str) -> float:
    if not parameter:
        return 1.0
    found = WEIGHT.fullmatch(parameter)
    return float(found[1]) if found else 0.0

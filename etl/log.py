"""Read a log of one JSON object a line; a line that a crash cut short is passed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def read_log(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a log in its order; none where there is no log yet."""
    for line in lines_of(path):
        if (found := as_object(line)) is not None:
            yield found


def lines_of(path: Path) -> list[bytes]:
    """The filled lines of a log, as they stand."""
    try:
        return [line for line in path.read_bytes().split(b"\n") if line.strip()]
    except FileNotFoundError:
        return []


def as_object(line: bytes) -> dict[str, Any] | None:
    """What a line says; None where it was cut short."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None

"""Which problems a figure has a part in."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from dashboard.data import Release


def of(ids: Collection[str], release: Release) -> list[dict[str, Any]]:
    """The problems that any of the figures has a part in, in the release's order."""
    return [row for row in every(release) if not set(ids).isdisjoint(figures(row))]


@lru_cache(maxsize=4)
def every(release: Release) -> list[dict[str, Any]]:
    """All problems, as rows."""
    return [{str(name): cell for name, cell in row.items()} for row in release.problems.to_dict("records")]


def figures(row: dict[str, Any]) -> list[str]:
    """The permanent names of the figures that a problem concerns."""
    return [name.strip() for name in str(row["figures"]).split(";")]

"""Which problems there are: those a figure or a document has a part in, and those that one sort of check found."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from dashboard.data import Release

Row = dict[str, Any]

BY_PERSON = "person"
# The checks that a release is made with, in their order; what a reader sees comes last.
CHECKS = (
    "change_against_endpoints", "parts_of_a_whole", "two_changes_of_one_span", "different_bases", "headline_against_body",
    "superseded", "bounds_exclude", "more_than_the_whole", "record_differs", BY_PERSON,
)  # fmt: skip


def of(ids: Collection[str], release: Release) -> list[Row]:
    """The problems that any of the figures has a part in, in the release's order."""
    wanted = _places(release)
    found = {at for name in ids for at in wanted.get(name, ())}
    rows = every(release)
    return [rows[at] for at in sorted(found)]


@lru_cache(maxsize=4)
def every(release: Release) -> list[Row]:
    """All problems, as rows."""
    return [{str(name): cell for name, cell in row.items()} for row in release.problems.to_dict("records")]


def chosen(release: Release, check: str = "", document: str = "") -> list[Row]:
    """The problems of one sort of check and of one document; '' for any."""
    return [
        row
        for row in every(release)
        if check in ("", row["check"]) and (not document or document in documents(row))
    ]


@lru_cache(maxsize=4)
def by_name(release: Release) -> dict[str, Row]:
    """Each problem by its permanent name."""
    return {str(row["problem_id"]): row for row in every(release)}


def checks(release: Release) -> list[str]:
    """The checks a release is made with, and any other that its problems name."""
    return list(dict.fromkeys([*CHECKS, *(str(row["check"]) for row in every(release))]))


def figures(row: Row) -> list[str]:
    """The permanent names of the figures that a problem concerns."""
    return _parts(row["figures"])


def documents(row: Row) -> list[str]:
    """The permanent names of the documents that a problem concerns."""
    return _parts(row["documents"])


@lru_cache(maxsize=4)
def _places(release: Release) -> dict[str, list[int]]:
    """Where among the problems each figure's are."""
    places: dict[str, list[int]] = {}
    for at, row in enumerate(every(release)):
        for name in figures(row):
            places.setdefault(name, []).append(at)
    return places


def _parts(cell: object) -> list[str]:
    return [part for part in (part.strip() for part in str(cell).split(";")) if part]

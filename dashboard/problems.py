"""Which points there are to weigh: those a figure or a document has a part in, and those that one sort of check found."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from dashboard.data import Release
from dashboard.keeping import kept
from etl.vocabulary import CONTEXT, CONTRADICTION, PROBLEM_KINDS

Row = dict[str, Any]

# What does not hold comes before what only needs context.
KINDS = PROBLEM_KINDS
BY_PERSON = "person"
# The checks that a release is made with, in their order; what a reader sees comes last.
CHECKS = (
    "change_against_endpoints", "parts_of_a_whole", "two_changes_of_one_span", "different_bases", "headline_against_body",
    "superseded", "bounds_exclude", "more_than_the_whole", "record_differs", BY_PERSON,
)  # fmt: skip
# What these find contradicts nothing. A release from before points had a kind does not say so itself.
ONLY_CONTEXT = ("parts_of_a_whole", "different_bases", "headline_against_body", "superseded")


def of(ids: Collection[str], release: Release) -> list[Row]:
    """The points that any of the figures has a part in, of one worked out here also those of the numbers it starts from."""
    return own(_with_starts(ids, release), release)


def own(ids: Collection[str], release: Release) -> list[Row]:
    """The points that any of the figures has a part in itself: what does not hold first, else in the release's order."""
    wanted = _places(release)
    found = {at for name in ids for at in wanted.get(name, ())}
    rows = every(release)
    return [rows[at] for at in sorted(found)]


@kept()
def by_figure(release: Release) -> dict[str, list[Row]]:
    """The points of each figure that has any, those of the numbers it starts from with them."""
    names = dict.fromkeys([*_places(release), *_inputs(release)])
    return {name: found for name in names if (found := of([name], release))}


def of_kind(kind: str, rows: Iterable[Row]) -> list[Row]:
    """The points of one kind."""
    return [row for row in rows if row["kind"] == kind]


@kept()
def every(release: Release) -> list[Row]:
    """All points, as rows, each with its kind: what does not hold first."""
    rows = [
        {"kind": "", "record": "", **{str(name): cell for name, cell in row.items()}}
        for row in release.problems.to_dict("records")
    ]
    for row in rows:
        row["kind"] = row["kind"] or (CONTEXT if row["check"] in ONLY_CONTEXT else CONTRADICTION)
    return [row for kind in KINDS for row in of_kind(kind, rows)]


def chosen(release: Release, check: str = "", document: str = "") -> list[Row]:
    """The points of one sort of check and of one document; '' for any."""
    return [
        row
        for row in every(release)
        if check in ("", row["check"]) and (not document or document in documents(row))
    ]


@kept()
def by_name(release: Release) -> dict[str, Row]:
    """Each point by its permanent name."""
    return {str(row["problem_id"]): row for row in every(release)}


def checks(release: Release) -> list[str]:
    """The checks a release is made with, and any other that its points name."""
    return list(dict.fromkeys([*CHECKS, *(str(row["check"]) for row in every(release))]))


def figures(row: Row) -> list[str]:
    """The permanent names of the figures that a point is about. What replaced another is not in question for that."""
    names = _parts(row["figures"])
    return names[:1] if row["check"] == "superseded" else names


def documents(row: Row) -> list[str]:
    """The permanent names of the documents that a point concerns."""
    return _parts(row["documents"])


def record(row: Row) -> list[str]:
    """The permanent names of the rows of the public record that a point rests on."""
    return _parts(row["record"])


@kept()
def _places(release: Release) -> dict[str, list[int]]:
    """Where among the points each figure's are."""
    places: dict[str, list[int]] = {}
    for at, row in enumerate(every(release)):
        for name in figures(row):
            places.setdefault(name, []).append(at)
    return places


def _with_starts(ids: Iterable[str], release: Release) -> list[str]:
    """These figures, the figures that those of them start from which were worked out here, and what these start from."""
    inputs, found = _inputs(release), dict.fromkeys(ids)
    left = list(found)
    while left:
        fresh = [name for name in inputs.get(left.pop(), ()) if name not in found]
        found |= dict.fromkeys(fresh)
        left += fresh
    return list(found)


@kept()
def _inputs(release: Release) -> dict[str, list[str]]:
    """The figures that each figure which was worked out here starts from."""
    table = release.figures
    derived = table[table["derived_from"].notna() & (table["derived_from"] != "")]
    return {
        str(name): _parts(cell)
        for name, cell in zip(derived["figure_id"], derived["derived_from"], strict=True)
    }


def _parts(cell: object) -> list[str]:
    return [part for part in (part.strip() for part in str(cell).split(";")) if part]

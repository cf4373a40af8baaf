"""A value that may stand in a cell, and why; nothing is filled in with it unless a person takes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

MOST = 3


class Candidate(NamedTuple):
    """One value for a cell. ``why`` is said to the person who chooses."""

    value: str
    why: str


def best(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The first few candidates, each value once, for the reason that came first."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        found.setdefault(candidate.value, candidate)
        if len(found) == MOST:
            break
    return tuple(found.values())

"""How the releases stand: which is in use, what made each current, and how one differs from the one in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from etl.diff import Change, compare
from etl.releases import Entry, current_name, history, read_tables, release_folder, release_names, verify


@dataclass(frozen=True, slots=True)
class Standing:
    """``current`` is the release in use, '' before the first; ``acts`` and ``others`` have the last first."""

    current: str
    acts: tuple[Entry, ...]
    others: tuple[str, ...]


def standing(datasets: Path) -> Standing:
    """The release in use, everything that made one current, and the releases there are besides. Raises ReleaseFault."""
    current = current_name(datasets) or ""
    acts = tuple(reversed(list(history(datasets))))
    there = set(release_names(datasets)) - {current}
    known = [name for name in dict.fromkeys(act.release for act in acts) if name in there]
    return Standing(current, acts, (*known, *sorted(there - set(known))))


def in_use(datasets: Path) -> Mapping[str, pa.Table]:
    """The tables of the release in use; none before the first. Raises ReleaseFault."""
    current = current_name(datasets)
    return read_tables(release_folder(datasets, current)) if current else {}


@dataclass(frozen=True)
class Against:
    """What would change if a release became current; the tables of the one in use and its own."""

    changes: list[Change]
    old: Mapping[str, pa.Table]
    new: Mapping[str, pa.Table]


def against_current(datasets: Path, release: str) -> Against:
    """A release held against the one in use, both read whole. Raises CallFault and ReleaseFault."""
    tables = []
    for name in (current_name(datasets) or "", release):
        folder = release_folder(datasets, name)
        verify(folder)
        tables.append(read_tables(folder))
    return Against(compare(*tables), *tables)

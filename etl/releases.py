"""Read published releases: which there are, which is current, and whether one is whole."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from etl.faults import CallFault, ReleaseFault
from etl.log import read_log
from etl.schema import SCHEMA_VERSION, TABLES

NAME = re.compile(r"[0-9a-f]{12}")
PACKAGE = "datapackage.json"
CURRENT = "current"
HISTORY = "history.jsonl"
CATALOGUES = "catalogues"
JOURNAL = ".journal"
LATER = frozenset({"corrections"})
"""Tables that earlier releases lack."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: what was done (``publish`` or ``rollback``), and the release it made current.

    ``who``, ``when`` and ``note`` are empty where a build, which gives the same bytes on any day, did it.
    """

    act: str
    release: str
    previous: str
    who: str = ""
    when: str = ""
    note: str = ""


def published_folder(datasets: Path) -> Path:
    """Where the releases lie."""
    return datasets / "published"


def current_name(datasets: Path) -> str | None:
    """The release in use; None before the first. Raises ReleaseFault if the pointer is damaged."""
    pointer = published_folder(datasets) / CURRENT
    try:
        name = pointer.read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseFault(f"{pointer}: cannot be read ({error}); run 'python -m etl build'") from error
    if not NAME.fullmatch(name):
        raise ReleaseFault(f"{pointer}: must name a release (got {name[:40]!r}); run 'python -m etl build'")
    return name


def release_folder(datasets: Path, name: str) -> Path:
    """The folder of a release. Raises CallFault for a name that no release has."""
    folder = published_folder(datasets) / name
    if not NAME.fullmatch(name) or not folder.is_dir():
        raise CallFault(f"release {name!r} does not exist; 'python -m etl releases' lists them")
    return folder


def kept_catalogue(datasets: Path, name: str) -> Path:
    """Where the catalogue of a release is kept; it may not be there."""
    return published_folder(datasets) / CATALOGUES / f"{name}.zip"


def interrupted(datasets: Path) -> bool:
    """Whether a publisher died after it had begun to change files: ``etl.publish.recover`` ends its work."""
    return (published_folder(datasets) / JOURNAL).is_dir()


def release_names(datasets: Path) -> list[str]:
    """Every release on disk, the oldest first where the history knows it."""
    folder = published_folder(datasets)
    on_disk = (
        {path.name for path in folder.iterdir() if NAME.fullmatch(path.name) and path.is_dir()}
        if folder.is_dir()
        else set()
    )
    ordered = [entry.release for entry in history(datasets) if entry.release in on_disk]
    return list(dict.fromkeys([*ordered, *sorted(on_disk)]))


def history(datasets: Path) -> Iterator[Entry]:
    """The history's entries, the oldest first; a line cut short by a crash is passed over."""
    for fields in read_log(published_folder(datasets) / HISTORY):
        if {"act", "release", "previous"} <= fields.keys():
            yield Entry(*(str(fields.get(name, "")) for name in Entry.__slots__))


def package(folder: Path) -> dict[str, Any]:
    """A release's data package. Raises ReleaseFault if it is missing, damaged or of a newer schema."""
    try:
        described: dict[str, Any] = json.loads((folder / PACKAGE).read_text("utf-8"))
        version = described["schema_version"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReleaseFault(
            f"release {folder.name}: {PACKAGE} cannot be read; roll back or build again"
        ) from error
    if version != SCHEMA_VERSION:
        said = f"release {folder.name}: schema {version!r} is not this program's ({SCHEMA_VERSION!r})"
        raise ReleaseFault(f"{said}; update the program or roll back")
    return described


def verify(folder: Path) -> None:
    """Every table is there, and every file with the bytes its package names. Raises ReleaseFault if not."""
    for path, expected in _hashes(folder).items():
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise ReleaseFault(
                f"release {folder.name}: {path.name} is missing; roll back or build again"
            ) from error
        if expected != f"sha256:{found}":
            raise ReleaseFault(f"release {folder.name}: {path.name} is damaged; roll back or build again")


def read_tables(folder: Path) -> dict[str, pa.Table]:
    """The tables that a release's package names, by name. Raises ReleaseFault if one cannot be read."""
    paths = [path for path in _hashes(folder) if path.suffix == ".parquet"]
    try:
        return {path.stem: pq.read_table(path) for path in sorted(paths)}
    except (OSError, pa.ArrowException) as error:
        raise ReleaseFault(
            f"release {folder.name}: a table cannot be read ({error}); roll back or build again"
        ) from error


def _hashes(folder: Path) -> dict[Path, str]:
    """The files that a release's package names, each with its hash. Raises ReleaseFault if a table is not named."""
    described = package(folder)
    try:
        named = {str(resource["path"]): str(resource["hash"]) for resource in described["resources"]}
    except (KeyError, TypeError) as error:
        said = f"release {folder.name}: {PACKAGE} does not describe its files"
        raise ReleaseFault(f"{said}; roll back or build again") from error
    missing = [name for name in TABLES if f"{name}.parquet" not in named and name not in LATER]
    outside = [name for name in named if Path(name).name != name]
    if missing or outside:
        said = f"release {folder.name}: {PACKAGE} " + (
            f"does not name {missing[0]}.parquet" if missing else f"names a file elsewhere, {outside[0]!r}"
        )
        raise ReleaseFault(f"{said}; roll back or build again")
    return {folder / name: expected for name, expected in named.items()}

"""The one reader of the published files: the release in use, as tables ready to show."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.release import NOT_IN_ALL, TABLES, Release, ReleaseUnreadable, assemble, none_of, of_tables
from etl import schema
from etl.releases import history as published_acts

__all__ = ["TABLES", "Release", "ReleaseUnreadable", "of_tables"]

LOGGER = logging.getLogger(__name__)
REPOSITORY = Path(__file__).resolve().parent.parent
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
PACKAGE = "datapackage.json"
FILES = frozenset({*(f"{table}.parquet" for table in TABLES), PACKAGE, "codebook.md"})
NOT_STATED = "not stated"
MOST_REMEMBERED = 50
MOST_LOADED = 4
# Who asks for an earlier release while others are being read is sent away sooner than all threads wait.
LONGEST_WAIT = 10.0


class UnknownRelease(Exception):
    """There is no release of that name. The name, which may be hostile, is not in the message."""


class UnknownFile(Exception):
    """The release holds no such file."""


def current() -> Release:
    """The release in use now; a new one is noticed at the next call, or the next run of a page. Raises ReleaseUnreadable.

    While the one that is meant to be in use cannot be read, the last one that could be stays in use.
    """
    held = _HELD.get()
    if held is not None:
        return held
    folder = _published()
    try:
        release = _LOADED.get(folder, _name_in(folder / "current"))
    except ReleaseUnreadable as problem:
        return _last_good(folder, problem)
    _LAST_GOOD[folder] = release
    _TROUBLE.pop(folder, None)
    return release


def current_id() -> str:
    """The name of the release in use now. Raises ReleaseUnreadable."""
    return current().id


def trouble() -> str:
    """Why the last ``current`` gave an earlier release than the one that is meant; '' where it did not."""
    return _TROUBLE.get(_published(), "")


@contextmanager
def held(release: Release) -> Iterator[None]:
    """Within this block and thread ``release`` is the one in use: a page never mixes two."""
    before = _HELD.set(release)
    try:
        yield
    finally:
        _HELD.reset(before)


def named(release_id: str) -> Release:
    """A release by its name, the current one or an earlier one. Raises UnknownRelease and ReleaseUnreadable.

    What an earlier release lacks of today's columns is missing in all its rows; a table that it lacks is empty.
    """
    with suppress(ReleaseUnreadable):
        if (release := current()).id == release_id:
            return release
    return _LOADED_EARLIER.get(_folder_of(release_id).parent, release_id)


def kept(release_id: str) -> Release | None:
    """A release that somebody is reading, though another may be in use by now; None where it can no longer be read."""
    folder = _published()
    try:
        return _LOADED.held(folder, release_id) or _LOADED_EARLIER.get(
            _folder_of(release_id).parent, release_id
        )
    except (UnknownRelease, ReleaseUnreadable):
        return None


def releases() -> tuple[str, ...]:
    """Every release that is there, the last to become current first; those that the history does not know come last."""
    folder = _published()
    there = {path.name for path in folder.iterdir() if _is_release(path)} if folder.is_dir() else set()
    latest_first = [act.release for act in reversed(list(published_acts(folder.parent)))]
    return tuple(name for name in dict.fromkeys([*latest_first, *sorted(there)]) if name in there)


def file_of(release_id: str, name: str) -> Path:
    """The path of a release's table or description, such as 'figures.parquet'.

    Raises UnknownRelease, and UnknownFile for what this release, or any, does not hold.
    """
    if name not in FILES:
        raise UnknownFile
    path = _folder_of(release_id) / name
    if not path.is_file():
        raise UnknownFile
    return path


def table(release_id: str, name: str) -> pa.Table:
    """A table as it was published, without the names that its codes stand for. Raises as ``file_of``, and ReleaseUnreadable."""
    path = file_of(release_id, f"{name}.parquet")
    try:
        return pq.read_table(path)
    except (OSError, pa.ArrowException) as problem:
        raise ReleaseUnreadable(f"{name} of release {release_id} cannot be read") from problem


def described(release_id: str) -> dict[str, Any]:
    """A release's own description, a Frictionless data package with ``resources``. Raises as ``table``."""
    path = file_of(release_id, PACKAGE)
    try:
        package = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        package = None
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise ReleaseUnreadable(f"release {release_id} is not described")
    return package


def last_seen(figure_id: str) -> tuple[str, str] | None:
    """The last release that held a figure and the one that came after it; None where none that is still there did."""
    after = ""
    for release_id in releases()[:MOST_REMEMBERED]:
        if figure_id in _figure_ids(_published(), release_id):
            return (release_id, after) if after else None
        after = release_id
    return None


def before(correction_id: str, figure_id: str) -> str:
    """The last release that held a figure without a correction of it; '' where none that is still there did."""
    return next(
        (
            release_id
            for release_id in releases()[:MOST_REMEMBERED]
            if figure_id in _figure_ids(_published(), release_id)
            and correction_id not in _correction_ids(_published(), release_id)
        ),
        "",
    )


@lru_cache(maxsize=MOST_REMEMBERED)
def _figure_ids(folder: Path, release_id: str) -> frozenset[str]:
    return _names(folder / release_id / "figures.parquet", "figure_id")


@lru_cache(maxsize=MOST_REMEMBERED)
def _correction_ids(folder: Path, release_id: str) -> frozenset[str]:
    return _names(folder / release_id / "corrections.parquet", "correction_id")


def _names(path: Path, column: str) -> frozenset[str]:
    """None where there is no such file: an early release has no corrections."""
    try:
        return frozenset(pq.read_table(path, columns=[column])[0].to_pylist())
    except (OSError, pa.ArrowException):
        return frozenset()


def _published() -> Path:
    return Path(os.environ.get("DATASETS_DIR") or REPOSITORY / "datasets") / "published"


def _folder_of(release_id: str) -> Path:
    folder = _published() / release_id if SAFE_NAME.fullmatch(release_id) else None
    if folder is None or not _is_release(folder):
        raise UnknownRelease
    return folder


def _is_release(folder: Path) -> bool:
    return bool(SAFE_NAME.fullmatch(folder.name)) and (folder / "figures.parquet").is_file()


def _name_in(pointer: Path) -> str:
    """The release that ``current`` names, which must be a plain file name: the file is not trusted with a path."""
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise ReleaseUnreadable(f"current must name a release (got {type(problem).__name__})") from problem
    if not SAFE_NAME.fullmatch(name):
        raise ReleaseUnreadable(f"current must hold the name of one release (got {name[:40]!r})")
    return name


class _Loaded:
    """The last few releases that were read; each is read once, however many ask for it at once, and one after the other.

    A release never changes once it is published. Failures are not kept.
    """

    def __init__(self, read: Callable[[Path, str], Release], longest_wait: float = -1) -> None:
        self._read = read
        self._longest_wait = longest_wait
        self._lock = Lock()
        self._releases: dict[tuple[Path, str], Release] = {}

    def held(self, folder: Path, name: str) -> Release | None:
        """The release, if it has been read."""
        return self._releases.get((folder, name))

    def get(self, folder: Path, name: str) -> Release:
        """The release. Raises ReleaseUnreadable."""
        found = self._releases.get((folder, name))
        if found is not None:
            return found
        if not self._lock.acquire(timeout=self._longest_wait):
            raise ReleaseUnreadable(f"release {name} cannot be read while others are")
        try:
            # Who waited may find that it was read meanwhile.
            found = self._releases.get((folder, name)) or self._read(folder, name)
            self._releases[(folder, name)] = found
            while len(self._releases) > MOST_LOADED:
                del self._releases[next(iter(self._releases))]
        finally:
            self._lock.release()
        return found


def _last_good(folder: Path, problem: ReleaseUnreadable) -> Release:
    """The last release of this folder that could be read, with a word in the log; the problem itself where there is none."""
    release = _LAST_GOOD.get(folder) or _last_readable(folder)
    if release is None:
        raise problem
    _LAST_GOOD[folder] = release
    if _TROUBLE.get(folder) != problem.reason:
        _TROUBLE[folder] = problem.reason
        LOGGER.error("release %s stays in use: %s", release.id, problem.reason)
    return release


def _last_readable(folder: Path) -> Release | None:
    """The last release in the history that can be read, for a server that has read none since it was started."""
    latest_first = reversed([act.release for act in published_acts(folder.parent)])
    names = [name for name in dict.fromkeys(latest_first) if SAFE_NAME.fullmatch(name)]
    for name in names[:MOST_LOADED]:
        with suppress(ReleaseUnreadable):
            return _LOADED.get(folder, name)
    return None


def _load(folder: Path, name: str) -> Release:
    _require_known_schema(folder / name)
    try:
        tables = {table: _read(folder / name / f"{table}.parquet") for table in TABLES}
        return assemble(name, tables)
    except (OSError, KeyError, ValueError, TypeError) as problem:
        raise ReleaseUnreadable(f"release {name} cannot be read (got {type(problem).__name__})") from problem


def _require_known_schema(folder: Path) -> None:
    """What a newer program has published may mean something else under the same names."""
    try:
        version = json.loads((folder / PACKAGE).read_bytes())["schema_version"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        # The tables say for themselves whether they can be shown.
        return
    if version != schema.SCHEMA_VERSION:
        said = f"schema {version!r:.20} is not this program's ({schema.SCHEMA_VERSION!r})"
        raise ReleaseUnreadable(f"release {folder.name}: {said}")


def _load_earlier(folder: Path, name: str) -> Release:
    _require_known_schema(folder / name)
    try:
        return assemble(name, {table: _read_filled(folder / name / f"{table}.parquet") for table in TABLES})
    except (OSError, KeyError, ValueError, TypeError) as problem:
        raise ReleaseUnreadable(f"release {name} cannot be read (got {type(problem).__name__})") from problem


def _read(path: Path) -> pd.DataFrame:
    if path.stem in NOT_IN_ALL and not path.exists():
        return _read_filled(path)
    # By path: reading from memory was seen to abort the interpreter at its exit.
    table: pd.DataFrame = pq.read_table(path).to_pandas()
    return table


def _read_filled(path: Path) -> pd.DataFrame:
    """A table with every column that the schema of today names; the file may lack some, or be none."""
    if not path.exists():
        return none_of(path.stem)
    found = pq.read_table(path)
    for column in schema.TABLES[path.stem].columns:
        if column.name not in found.column_names:
            found = found.append_column(column.name, pa.nulls(len(found), column.type))
    table: pd.DataFrame = found.to_pandas()
    return table


_HELD: ContextVar[Release | None] = ContextVar("held", default=None)
_LAST_GOOD: dict[Path, Release] = {}
_TROUBLE: dict[Path, str] = {}
_LOADED = _Loaded(_load)
_LOADED_EARLIER = _Loaded(_load_earlier, LONGEST_WAIT)

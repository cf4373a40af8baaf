"""Write releases: the only module that writes files, so that a reader sees the old release or the new one."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from etl.codebook import codebook, data_package
from etl.faults import CallFault, DataFault, ReleaseFault
from etl.gate import validate
from etl.releases import (
    CURRENT,
    HISTORY,
    PACKAGE,
    Entry,
    current_name,
    history,
    published_folder,
    release_folder,
    verify,
)

LOCK = ".lock"
PARTIAL = ".partial-"
PATIENCE_SECONDS = 60.0
_PLAIN = ("figure_id", "statement", "place_id", "record_id", "event_id", "definition", "meaning")
"""Columns whose texts seldom repeat: a dictionary would only cost time."""


@contextmanager
def locked(datasets: Path) -> Iterator[None]:
    """Hold the publishing lock; the system frees it when the process dies. Raises CallFault after a minute."""
    folder = published_folder(datasets)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / LOCK, timeout=PATIENCE_SECONDS):
            yield
    except Timeout as error:
        raise CallFault(f"{folder}: another build is publishing; try again when it is done") from error


def publish(
    datasets: Path, tables: Mapping[str, pa.Table], documents: Iterable[tuple[str, str]]
) -> tuple[str, bool]:
    """Validate and publish tables; the release's name, and whether it became current now.

    The caller holds the lock, and has held it since before the catalogue was read: otherwise an older catalogue
    could be published over a newer one. The name is taken from the contents: the same tables give the same
    release, on any day, in any folder. Raises DataFault, with nothing published, if a table is not as the schema
    says.
    """
    folder = published_folder(datasets)
    _sweep(folder)
    partial = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=folder))
    try:
        name = _write_while_validating(partial, tables, documents)
        _settle(partial, folder / name)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return name, _make_current(datasets, name, "publish")


def _write_while_validating(
    partial: Path, tables: Mapping[str, pa.Table], documents: Iterable[tuple[str, str]]
) -> str:
    """What makes a table invalid may also keep it from being written: the faults say more than that error does."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        faults = beside.submit(validate, tables)
        try:
            return write_release(partial, tables, documents)
        finally:
            if faults.result():
                raise DataFault(faults.result())


def write_release(folder: Path, tables: Mapping[str, pa.Table], documents: Iterable[tuple[str, str]]) -> str:
    """Write a release's files into an empty folder; returns the name that its contents give it."""
    hashes: dict[str, tuple[str, int]] = {}
    for name, table in tables.items():
        repeating = [column for column in table.column_names if column not in _PLAIN]
        path = folder / f"{name}.parquet"
        # Snappy: every reader of Parquet knows it. Statistics let a reader skip rows by number or date; those of text
        # cost a third of the time to write and are of no use in files as small as these. Without Arrow's own
        # schema: what is encoded in memory is plain text for whoever reads the file.
        pq.write_table(
            table,
            path,
            compression="snappy",
            use_dictionary=repeating,
            write_statistics=[field.name for field in table.schema if _is_number_or_date(field.type)],
            store_schema=False,
        )
        _settle_on_disk(path)
        hashes[path.name] = _hash(path)
    _write(folder / "codebook.md", codebook())
    hashes["codebook.md"] = _hash(folder / "codebook.md")
    described = data_package(hashes, {name: table.num_rows for name, table in tables.items()}, documents)
    _write(folder / PACKAGE, described)
    return hashlib.sha256(described.encode()).hexdigest()[:12]


def _is_number_or_date(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_date(kind))


def rollback(datasets: Path, name: str) -> bool:
    """Make an earlier release current again; False if it is already. Raises if it is missing or damaged."""
    folder = release_folder(datasets, name)
    with locked(datasets):
        verify(folder)
        return _make_current(datasets, name, "rollback")


def _sweep(folder: Path) -> None:
    """Remove what an interrupted build left behind; the lock is held, so nobody is writing it."""
    for leftover in folder.glob(f"{PARTIAL}*"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def _settle(partial: Path, release: Path) -> None:
    """Give the finished folder its name. A damaged release of that name is mended file by file, each in one step."""
    # mkdtemp makes a folder only its owner can enter; the site may run as somebody else.
    partial.chmod(0o755)
    if not release.is_dir():
        release.unlink(missing_ok=True)
        os.rename(partial, release)
        _settle_on_disk(release.parent)
        return
    try:
        verify(release)
    except ReleaseFault:
        for path in sorted(partial.iterdir()):
            if (release / path.name).is_dir():
                shutil.rmtree(release / path.name)
            os.replace(path, release / path.name)
        _settle_on_disk(release)


def _make_current(datasets: Path, name: str, act: str) -> bool:
    folder = published_folder(datasets)
    try:
        previous = current_name(datasets) or ""
    except ReleaseFault:
        previous = ""
    if previous != name:
        replace_text(folder / CURRENT, f"{name}\n")
    _remember(datasets, Entry(act, name, previous if previous != name else ""))
    return previous != name


def _remember(datasets: Path, entry: Entry) -> None:
    """Add to the history, also what a build that died after changing the pointer could not add."""
    entries = list(history(datasets))
    if entries and entries[-1].release == entry.release:
        return
    previous = entry.previous or (entries[-1].release if entries else "")
    entries.append(Entry(entry.act, entry.release, previous))
    lines = [json.dumps({"act": e.act, "release": e.release, "previous": e.previous}) for e in entries]
    replace_text(published_folder(datasets) / HISTORY, "\n".join(lines) + "\n")


def replace_text(path: Path, text: str) -> None:
    """Replace a file in one step: a reader sees the old text or the new one."""
    handle, name = tempfile.mkstemp(prefix=PARTIAL, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _settle_on_disk(path.parent)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
    _settle_on_disk(path)


def _hash(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def _settle_on_disk(path: Path) -> None:
    """Wait until the file or folder is on the disk, so that a power cut leaves no named but empty file."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

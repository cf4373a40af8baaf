"""Write releases: complete in a folder of their own first, then named, then current."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from etl.codebook import codebook, data_package
from etl.faults import DataFault, ReleaseFault
from etl.gate import validate
from etl.publish.disk import PARTIAL, replace_text, settle_on_disk, write
from etl.releases import (
    CURRENT,
    HISTORY,
    PACKAGE,
    Entry,
    current_name,
    history,
    published_folder,
    verify,
)

_PLAIN = ("figure_id", "statement", "place_id", "record_id", "event_id", "definition", "meaning")
"""Columns whose texts seldom repeat: a dictionary would only cost time."""


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
    sweep(folder)
    partial = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=folder))
    try:
        name = write_while_validating(partial, tables, documents)
        settle_release(partial, folder / name)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return name, make_current(datasets, Entry("publish", name, ""))


def write_while_validating(
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
        settle_on_disk(path)
        hashes[path.name] = _hash(path)
    write(folder / "codebook.md", codebook().encode())
    hashes["codebook.md"] = _hash(folder / "codebook.md")
    described = data_package(hashes, {name: table.num_rows for name, table in tables.items()}, documents)
    write(folder / PACKAGE, described.encode())
    return hashlib.sha256(described.encode()).hexdigest()[:12]


def _is_number_or_date(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_date(kind))


def sweep(folder: Path) -> None:
    """Remove what an interrupted build left behind; the lock is held, so nobody is writing it."""
    for leftover in folder.glob(f"{PARTIAL}*"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def settle_release(partial: Path, release: Path) -> None:
    """Give the finished folder its name. A damaged release of that name is mended file by file, each in one step."""
    # mkdtemp makes a folder only its owner can enter; the site may run as somebody else.
    partial.chmod(0o755)
    if not release.is_dir():
        release.unlink(missing_ok=True)
        os.rename(partial, release)
        settle_on_disk(release.parent)
        return
    try:
        verify(release)
    except ReleaseFault:
        for path in sorted(partial.iterdir()):
            if (release / path.name).is_dir():
                shutil.rmtree(release / path.name)
            os.replace(path, release / path.name)
        settle_on_disk(release)


def make_current(datasets: Path, entry: Entry) -> bool:
    """Point to a release that is there, and remember it; whether it became current now."""
    try:
        previous = current_name(datasets) or ""
    except ReleaseFault:
        previous = ""
    if previous != entry.release:
        replace_text(published_folder(datasets) / CURRENT, f"{entry.release}\n")
    remember(datasets, entry, previous if previous != entry.release else "")
    return previous != entry.release


def remember(datasets: Path, entry: Entry, previous: str) -> None:
    """Add to the history, also what a build that died after changing the pointer could not add."""
    entries = list(history(datasets))
    if entries and entries[-1].release == entry.release:
        return
    previous = previous or (entries[-1].release if entries else "")
    entries.append(Entry(entry.act, entry.release, previous, entry.who, entry.when, entry.note))
    replace_text(published_folder(datasets) / HISTORY, "".join(f"{_line(entry)}\n" for entry in entries))


def _line(entry: Entry) -> str:
    fields = {"act": entry.act, "release": entry.release, "previous": entry.previous}
    said = {"who": entry.who, "when": entry.when, "note": entry.note}
    return json.dumps({**fields, **{name: text for name, text in said.items() if text}}, ensure_ascii=False)


def _hash(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size

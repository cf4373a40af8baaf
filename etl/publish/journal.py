"""Publish in two steps that a kill cannot part: everything is staged and on the disk, then one name commits it.

What is committed lies in ``published/.journal`` and is carried out by ``carry_out``, which can be begun again at any
point: each step is done already or can be done now. What is not committed is swept, and nothing of it was seen.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow as pa

from etl.faults import CallFault, ReleaseFault
from etl.folder import changed, packed
from etl.log import as_object
from etl.publish.disk import PARTIAL, make_folder, move_folder, put, remove_tree, settle_on_disk, write
from etl.publish.logs import audit
from etl.publish.releasing import make_current, settle_release, sweep, write_while_validating
from etl.releases import JOURNAL, Entry, kept_catalogue, published_folder, release_folder, verify

_PLAN = "plan.json"


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done, for the history and the audit trail. ``draft`` is put away when it is published."""

    act: str
    who: str
    when: str
    note: str
    what: str
    release: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A release to be written: its tables and the documents it cites."""

    tables: Mapping[str, pa.Table]
    documents: Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue before, what changes in it (None: the file goes), and where to keep the one before ('': nowhere)."""

    before: Mapping[str, bytes]
    changes: Mapping[str, bytes | None]
    keep_before_as: str = ""


def commit(datasets: Path, act: Act, catalogue: Catalogue, made: Made | None = None) -> Act:
    """Stage everything and commit it; ``carry_out`` does the rest. The caller holds the lock.

    Without ``made``, the act's release must be on the disk. Raises DataFault, CallFault or OSError, with nothing
    changed.
    """
    folder = published_folder(datasets)
    _require_writable(datasets, catalogue.changes)
    sweep(folder)
    partial = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=folder))
    try:
        if made:
            (partial / "release").mkdir()
            name = write_while_validating(partial / "release", made.tables, made.documents)
            settle_on_disk(partial / "release")
            act = replace(act, release=name)
        else:
            verify(release_folder(datasets, act.release))
        _stage(partial, act, catalogue)
        os.rename(partial, folder / JOURNAL)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    settle_on_disk(folder)
    return act


def _require_writable(datasets: Path, changes: Iterable[str]) -> None:
    """What would keep a committed act from its end is found before. Raises CallFault."""
    for name in changes:
        path = datasets / name
        folder = next(parent for parent in path.parents if parent.exists())
        if path.is_dir() or not folder.is_dir():
            where = path if path.is_dir() else folder
            raise CallFault(f"{where}: stands in the way of {name}; move it away")
        if not os.access(folder, os.W_OK):
            raise CallFault(f"{folder}: may not be written; nothing was changed")


def _stage(partial: Path, act: Act, catalogue: Catalogue) -> None:
    after = changed(catalogue.before, catalogue.changes)
    write(partial / "kept" / f"{act.release}.zip", packed(after))
    if catalogue.keep_before_as not in ("", act.release):
        write(partial / "kept" / f"{catalogue.keep_before_as}.zip", packed(catalogue.before))
    files: dict[str, str] = {}
    for number, (name, content) in enumerate(catalogue.changes.items(), start=1):
        files[name] = f"catalogue/{number}" if content is not None else ""
        if content is not None:
            write(partial / files[name], content)
    for folder in ("kept", "catalogue"):
        if (partial / folder).is_dir():
            settle_on_disk(partial / folder)
    plan = {"act": asdict(act), "files": files}
    write(partial / _PLAN, json.dumps(plan, ensure_ascii=False, indent=1).encode())
    settle_on_disk(partial)


def carry_out(datasets: Path) -> Act:
    """Do what is committed, from wherever it was left. The caller holds the lock. Raises ReleaseFault and OSError."""
    journal = published_folder(datasets) / JOURNAL
    act, files = _plan(journal)
    release = published_folder(datasets) / act.release
    if (journal / "release").is_dir():
        settle_release(journal / "release", release)
    for kept in sorted((journal / "kept").glob("*.zip")):
        put(kept, kept_catalogue(datasets, kept.stem))
    _settle([kept_catalogue(datasets, act.release).parent])
    _change_catalogue(datasets, journal, files)
    make_current(datasets, Entry(act.act, act.release, "", act.who, act.when, act.note))
    said = {"when": act.when, "who": act.who, "act": act.act, "what": act.what, "release": act.release}
    audit(datasets, said, once=True)
    if act.draft:
        move_folder(datasets / "drafts" / act.draft, datasets / "drafts" / ".published" / act.draft)
    remove_tree(journal)
    return act


def _plan(journal: Path) -> tuple[Act, Mapping[str, str]]:
    try:
        plan = as_object((journal / _PLAN).read_bytes()) or {}
        return Act(**plan["act"]), dict(plan["files"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        said = f"{journal}: what an interrupted publisher left cannot be read"
        raise ReleaseFault(
            f"{said}; move that folder away, then roll back to a release with a note"
        ) from error


def _change_catalogue(datasets: Path, journal: Path, files: Mapping[str, str]) -> None:
    for name, staged in files.items():
        path = datasets / name
        if staged:
            put(journal / staged, path)
            continue
        path.unlink(missing_ok=True)
        if path.parent.parent.name == "documents":
            # A document's folder that holds more, such as somebody's notes, stays.
            with suppress(OSError):
                path.parent.rmdir()
    _settle({(datasets / name).parent for name in files} | {datasets / "documents"})


def _settle(folders: Iterable[Path]) -> None:
    for folder in sorted(folders):
        if folder.is_dir():
            settle_on_disk(folder)


def keep_catalogue(datasets: Path, release: str, files: Mapping[str, bytes]) -> None:
    """Keep the catalogue that a build has published beside its release. The caller holds the lock."""
    path = kept_catalogue(datasets, release)
    make_folder(path.parent)
    partial = published_folder(datasets) / f"{PARTIAL}kept-{os.getpid()}"
    write(partial, packed(files))
    put(partial, path)
    settle_on_disk(path.parent)

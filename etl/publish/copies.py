"""A copy of the catalogue with changes in it, for as long as somebody looks at it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from etl.folder import FOLDERS
from etl.publish.releasing import write_release

_BESIDE = (".csv", ".toml")


@contextmanager
def changed_copy(root: Path, changes: Mapping[str, str]) -> Iterator[Path]:
    """A folder that holds the catalogue of ``root`` with changed texts ('': the file goes); it goes when the block ends.

    Also files that do not belong are copied: a check has to find them.
    """
    with tempfile.TemporaryDirectory(prefix="catalogue-") as name:
        folder = Path(name)
        _copy(root, folder)
        for file, text in changes.items():
            path = folder / file
            if text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
                continue
            path.unlink(missing_ok=True)
            if file.startswith("documents/") and not any(path.parent.iterdir()):
                path.parent.rmdir()
        yield folder


def _copy(root: Path, folder: Path) -> None:
    for path in root.iterdir():
        if path.name in FOLDERS and path.is_dir():
            shutil.copytree(path, folder / path.name, copy_function=_copy_file)
        elif path.suffix.casefold() in _BESIDE:
            _copy_file(str(path), str(folder / path.name))


def _copy_file(path: str, copy: str) -> None:
    """What is no file that can be copied, a link to nowhere or a folder, is there to be found too."""
    if os.path.isfile(path):
        shutil.copyfile(path, copy)
    else:
        os.symlink(os.path.abspath(path), copy)


def named_by_contents(tables: Mapping[str, pa.Table], documents: Iterable[tuple[str, str]]) -> str:
    """The name that a release of these tables would have; nothing is published."""
    with tempfile.TemporaryDirectory(prefix="release-") as name:
        return write_release(Path(name), tables, documents)

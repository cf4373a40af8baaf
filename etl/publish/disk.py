"""Replace, append and move files so that a reader sees the old or the new and a power cut leaves no half of either."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from etl.faults import CallFault
from etl.log import as_object

PARTIAL = ".partial-"


@contextmanager
def held(lock: Path, patience: float, otherwise: str) -> Iterator[None]:
    """Hold a lock; the system frees it when the process dies. Raises CallFault with these words when patience ends."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(lock, timeout=patience):
            yield
    except Timeout as error:
        raise CallFault(otherwise) from error


def replace_text(path: Path, text: str) -> None:
    """Replace a file in one step: a reader sees the old text or the new one."""
    replace_bytes(path, text.encode())


def replace_bytes(path: Path, content: bytes) -> None:
    """Replace a file in one step."""
    handle, name = tempfile.mkstemp(prefix=PARTIAL, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    settle_on_disk(path.parent)


def write(path: Path, content: bytes) -> None:
    """Write a file that nobody looks for yet, and wait until it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    settle_on_disk(path)


def put(staged: Path, path: Path) -> None:
    """Give a staged file its place, in one step; done already where it is staged no more."""
    if not staged.exists():
        return
    make_folder(path.parent)
    try:
        os.replace(staged, path)
    except OSError as error:
        # The releases may lie on a disk of their own.
        if error.errno != errno.EXDEV:
            raise
        replace_bytes(path, staged.read_bytes())
        staged.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder, on the disk before anything stands in it."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    settle_on_disk(folder.parent)


def move_folder(old: Path, new: Path) -> None:
    """Give a folder another place, beside what may be there already; done where it is not there any more."""
    if old.is_dir():
        make_folder(new.parent)
        while new.exists():
            new = new.with_name(f"{new.name}-again")
        os.rename(old, new)
        settle_on_disk(old.parent)


def append_line(path: Path, line: str) -> int:
    """Add a line to a log and wait until it is on the disk; where it begins. The caller holds the log's lock.

    What a crash cut short was never acknowledged and is taken away; where the disk is full the log stays as it was.
    """
    new = not path.exists()
    make_folder(path.parent)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        end = _mended_end(path, handle)
        content = line.encode() + b"\n"
        try:
            written = 0
            while written < len(content):
                written += os.pwrite(handle, content[written:], end + written)
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, end)
            raise
    finally:
        os.close(handle)
    if new:
        settle_on_disk(path.parent)
    return end


def take_back(path: Path, start: int) -> None:
    """Take the last line of a log away: what was to follow it could not be done. The caller holds the log's lock."""
    os.truncate(path, start)
    settle_on_disk(path)


def _mended_end(path: Path, handle: int) -> int:
    """Where the next line begins; a last line without its end is ended if it is whole, else taken away."""
    content = path.read_bytes()
    last = content[content.rfind(b"\n") + 1 :]
    if not last:
        return len(content)
    if as_object(last) is None:
        os.ftruncate(handle, len(content) - len(last))
        return len(content) - len(last)
    os.pwrite(handle, b"\n", len(content))
    return len(content) + 1


def remove_tree(folder: Path) -> None:
    """Remove a folder under a name that is swept, so that half of it is never taken for the whole."""
    doomed = folder.parent / f"{PARTIAL}{os.getpid()}-{folder.name}"
    shutil.rmtree(doomed, ignore_errors=True)
    os.rename(folder, doomed)
    settle_on_disk(folder.parent)
    shutil.rmtree(doomed, ignore_errors=True)


def settle_on_disk(path: Path) -> None:
    """Wait until the file or folder is on the disk, so that a power cut leaves no named but empty file."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

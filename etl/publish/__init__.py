"""Everything that writes files: under a lock, in single steps, so that a reader sees the old state or the new one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.folder import contents, keeps
from etl.publish.disk import held, replace_text
from etl.publish.journal import carry_out
from etl.publish.journal import keep_catalogue as _keep
from etl.publish.releasing import make_current, publish, write_release
from etl.releases import (
    Entry,
    interrupted,
    kept_catalogue,
    published_folder,
    release_folder,
    verify,
)

__all__ = [
    "keep_catalogue", "locked", "publish", "recover", "replace_text", "rollback", "write_release",
]  # fmt: skip

LOCK = ".lock"
PATIENCE_SECONDS = 60.0


@contextmanager
def locked(datasets: Path) -> Iterator[None]:
    """Hold the publishing lock; the system frees it when the process dies. Raises CallFault after a minute.

    What a publisher that died had begun is ended first: whoever holds the lock finds catalogue and release agreeing.
    """
    folder = published_folder(datasets)
    busy = f"{folder}: another build is publishing; try again when it is done"
    with held(folder / LOCK, PATIENCE_SECONDS, busy):
        if interrupted(datasets):
            carry_out(datasets)
        yield


def recover(datasets: Path) -> str | None:
    """End what a publisher that died had begun; the release that is now in use by it, None if there was nothing to end."""
    if not interrupted(datasets):
        return None
    folder = published_folder(datasets)
    busy = f"{folder}: another build is publishing; try again when it is done"
    with held(folder / LOCK, PATIENCE_SECONDS, busy):
        # A publisher that lives had only not come to its end.
        return carry_out(datasets).release if interrupted(datasets) else None


def rollback(datasets: Path, name: str) -> bool:
    """Make an earlier release current again; False if it is already. Raises if it is missing or damaged.

    The catalogue stays as it is: ``etl.publication.roll_back`` brings the release's own back with it.
    """
    folder = release_folder(datasets, name)
    with locked(datasets):
        verify(folder)
        return make_current(datasets, Entry("rollback", name, ""))


def keep_catalogue(datasets: Path, release: str) -> None:
    """Keep the catalogue beside the release that it gives. The caller holds the lock."""
    files = contents(datasets)
    if not keeps(kept_catalogue(datasets, release), files):
        _keep(datasets, release, files)

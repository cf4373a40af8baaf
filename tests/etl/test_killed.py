"""Builds that are killed, at random and at every step of publishing: a reader finds a whole release, the next build works."""

import os
import random
import signal
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pytest

from etl import cli
from etl.pipeline import citations
from etl.publish import locked, publish
from etl.releases import current_name, history, read_tables, release_folder, verify
from tests.etl.small import Small

# Each build is a process of its own, forked from one that has imported all this once: a hundred of them take seconds.
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["pytest", "pandas", __name__])
KILLS = int(os.environ.get("KILLS", "24"))
TOUCHES = {"os.fsync", "os.rename", "os.remove", "os.chmod", "open", "shutil.rmtree", "tempfile.mkdtemp", "tempfile.mkstemp"}  # fmt: skip


def build(root: Path) -> None:
    """As on the command line, but without its words."""
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
    ):
        sys.exit(cli.main(["build", "--datasets", str(root)]))


def publish_to_step(
    root: Path, step: int, tables: Mapping[str, pa.Table], documents: Iterable[tuple[str, str]]
) -> None:
    """Publish, but die at the n-th call that touches the disk."""
    left, published = step, str(root / "published")

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in TOUCHES and any(published in str(argument) for argument in arguments):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    with locked(root):
        publish(root, tables, documents)


def whole(root: Path) -> str:
    """The name of the release that a reader finds, which is sound in every file."""
    name = current_name(root)
    assert name is not None
    verify(release_folder(root, name))
    return name


def seconds_of_a_build(root: Path) -> float:
    began = time.monotonic()
    process = PROCESSES.Process(target=build, args=(root,))
    process.start()
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - began


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_a_whole_release_and_the_next_build_works(catalogue: Small) -> None:
    """Builds alternate between two catalogues and are killed at random moments; a reader looks after each kill."""
    seconds_of_a_build(catalogue.root)
    first = whole(catalogue.root)
    whole_build = seconds_of_a_build(catalogue.root)
    sheet = catalogue.root / "documents/report/figures.csv"
    before = sheet.read_bytes()
    catalogue.figure("more", "report", "2,500", "held", period="2019")
    after = sheet.read_bytes()
    moments = random.Random(20)
    killed = 0
    for turn in range(KILLS):
        sheet.write_bytes(after if turn % 2 else before)
        process = PROCESSES.Process(target=build, args=(catalogue.root,))
        process.start()
        process.join(moments.uniform(0.1, 1.0) * whole_build)
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        assert read_tables(release_folder(catalogue.root, whole(catalogue.root)))["figures"].num_rows in (
            8,
            9,
        )
    assert killed, "no build was killed: the moments are too late"
    sheet.write_bytes(before)
    seconds_of_a_build(catalogue.root)
    assert whole(catalogue.root) == first
    assert not list((catalogue.root / "published").glob(".partial-*"))


def test_a_kill_at_every_step_of_publishing_leaves_a_whole_release(catalogue: Small) -> None:
    """The process kills itself after the n-th call that touches the disk, for every n until a build gets through."""
    assert cli.main(["build", "--datasets", str(catalogue.root)]) == 0
    first = whole(catalogue.root)
    catalogue.figure("more", "report", "2,500", "held", period="2019")
    made = catalogue.draft()
    documents = list(citations(made.cards))
    killed = 0
    for step in range(1, 200):
        process = PROCESSES.Process(
            target=publish_to_step, args=(catalogue.root, step, made.tables, documents)
        )
        process.start()
        process.join()
        name = whole(catalogue.root)
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL
        killed += 1
    assert killed > 20
    assert name != first
    assert [entry.release for entry in history(catalogue.root)] == [first, name]

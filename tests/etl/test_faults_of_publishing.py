"""Publishing survives: a kill at any moment, a full disk, two publishers at once. In short here, in full by `make soak`."""

import itertools
import json
import os
import random
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from etl import audit, drafts
from etl.faults import CallFault
from etl.folder import contents, keeps
from etl.pipeline import citations, draft
from etl.publication import publish_draft, recover, roll_back
from etl.publish import locked
from etl.publish.copies import named_by_contents
from etl.releases import current_name, history, kept_catalogue, release_folder, verify
from tests.etl.acts import Acts
from tests.etl.publishing import FIGURES, build, change, started
from tests.etl.small import Small, small

KILLS = int(os.environ.get("KILLS", "15"))
FULL = KILLS >= 100
"""Whether every step is tried; in short, those that change what a reader finds, and a few before anything does."""
CHANGING = ("os.rename", "os.remove", "pwrite", "shutil.rmtree")


@dataclass(frozen=True)
class State:
    """What must agree: the release in use, its catalogue, the history's length, the draft, the acts of publishing."""

    release: str
    catalogue: Mapping[str, bytes]
    history: tuple[str, ...]
    drafts: tuple[str, ...]
    published: tuple[str, ...]


def state(root: Path) -> State:
    name = current_name(root)
    assert name
    return State(
        name,
        contents(root),
        tuple(entry.release for entry in history(root)),
        tuple(drafts.names(root)),
        tuple(e.release for e in audit.entries(root) if e.act in ("publish", "rollback")),
    )


@dataclass(frozen=True)
class Case:
    """An act, the folder before it, and the state before and after."""

    before: Path
    texts: Path
    asked: Mapping[str, Any]
    old: State
    new: State
    steps: list[str]
    seconds: float

    @property
    def committed(self) -> int:
        """The step that commits."""
        return self.steps.index("os.rename .journal") + 1

    def fresh(self, folder: Path) -> dict[str, Any]:
        """The folder as it was before, and what is asked of it."""
        root = folder / "datasets"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.before, root)
        return {**self.asked, "root": str(root), "texts": str(self.texts)}


def case(folder: Path, acts: Acts, act: str) -> Case:
    catalogue = small(folder)
    root = catalogue.root
    first = build(root)
    name = started(catalogue, attribution="another bureau", note="Revised, since the report was")
    asked: dict[str, Any] = {"act": act, "draft": name}
    if act == "rollback":
        publish_draft(root, name, "anna", "A note", catalogue.texts)
        # What is of no release must not be lost by going back.
        more = root / "documents/report/figures.csv"
        more.write_bytes(more.read_bytes().replace(b"another bureau", b"a third bureau"))
        asked = {"act": act, "release": first}
    before = folder / "before"
    shutil.copytree(root, before)
    old = state(root)
    report = folder / "report.json"
    answer = acts({**asked, "root": str(root), "texts": str(catalogue.texts), "report": str(report)})
    assert answer["endings"] == ["done"], report.read_text()
    steps = json.loads(report.read_text())["steps"]
    return Case(before, catalogue.texts, asked, old, state(root), steps, answer["seconds"])


@pytest.fixture(scope="module", params=["publish", "rollback"])
def tried(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, acts: Acts) -> Case:
    return case(tmp_path_factory.mktemp(request.param), acts, request.param)


def _by_the_lock(root: Path) -> None:
    with locked(root):
        pass


def _by_a_draft(root: Path) -> None:
    for name in drafts.names(root):
        with suppress(CallFault), drafts.working_on(root, name):
            pass


ENDED_BY = itertools.cycle([recover, _by_the_lock, _by_a_draft])


def ended(root: Path) -> None:
    """What was begun is ended by whoever comes next."""
    somebody = next(ENDED_BY)
    somebody(root)
    if somebody is not _by_a_draft or drafts.names(root):
        assert not (root / "published/.journal").exists()
    recover(root)


def whole(root: Path, tried: Case) -> State:
    """Whatever happened: readers find a whole release, and after recovery everything is old or everything is new."""
    name = current_name(root)
    assert name in (tried.old.release, tried.new.release)
    verify(release_folder(root, name))
    ended(root)
    found = state(root)
    assert found in (tried.old, tried.new)
    verify(release_folder(root, found.release))
    if found == tried.new:
        assert built(root, tuple(found.catalogue.items())) == found.release
        assert keeps(kept_catalogue(root, found.release), found.catalogue)
    assert audit.verified(root).faults == ()
    assert not (root / "published/.journal").exists()
    return found


@lru_cache
def built(root: Path, catalogue: tuple[tuple[str, bytes], ...]) -> str:
    """The release that ``etl build`` gives of the folder, which holds this catalogue."""
    assert contents(root) == dict(catalogue)
    made = draft(root)
    return named_by_contents(made.tables, citations(made.cards))


def steps_to_try(tried: Case) -> list[int]:
    if FULL:
        return list(range(1, len(tried.steps) + 1))
    late = range(tried.committed, len(tried.steps) + 1)
    changing = [step for step in late if tried.steps[step - 1].startswith(CHANGING)]
    # What is removed with its folder goes file by file: the one that matters is the plan.
    changing += [step + 1 for step in late[:-1] if tried.steps[step - 1] == "within os.remove plan.json"]
    assert len(changing) > 10
    return [*range(1, tried.committed, 17), *changing]


def test_a_kill_at_any_step_leaves_everything_old_or_everything_new(
    tried: Case, acts: Acts, tmp_path: Path
) -> None:
    assert len(tried.steps) > 40
    chance = random.Random(5)
    for step in steps_to_try(tried):
        asked = tried.fresh(tmp_path)
        assert acts({**asked, "step": step})["endings"] == ["killed"], tried.steps[step - 1]
        if step > tried.committed:
            # Whoever ends the work may be killed too.
            acts({**asked, "act": "recover", "step": chance.randrange(1, 30)})
        found = whole(tmp_path / "datasets", tried)
        assert found == (tried.new if step > tried.committed else tried.old), tried.steps[step - 1]


def test_a_kill_at_any_moment_leaves_everything_old_or_everything_new(
    tried: Case, acts: Acts, tmp_path: Path
) -> None:
    chance = random.Random(20)
    for _ in range(KILLS // 2):
        asked = tried.fresh(tmp_path)
        acts({**asked, "seconds": chance.uniform(0.2, 1.1) * tried.seconds})
        whole(tmp_path / "datasets", tried)
    # And then it can be done.
    if state(tmp_path / "datasets") == tried.old:
        assert acts(asked)["endings"] == ["done"]
    assert whole(tmp_path / "datasets", tried) == tried.new


def test_a_disk_that_is_full_at_any_step_leaves_everything_old_or_is_ended_later(
    tried: Case, acts: Acts, tmp_path: Path
) -> None:
    for step in steps_to_try(tried)[:: 1 if FULL else 3]:
        asked = tried.fresh(tmp_path)
        ending = acts({**asked, "step": step, "how": "fail"})["endings"]
        assert ending in (["failed"], ["done"]), tried.steps[step - 1]
        if step <= tried.committed:
            assert not (tmp_path / "datasets/published/.journal").exists()
        found = whole(tmp_path / "datasets", tried)
        assert found == (tried.new if step > tried.committed or ending == ["done"] else tried.old)


def test_two_publishers_at_once_both_publish_one_after_the_other(acts: Acts, tmp_path: Path) -> None:
    catalogue = small(tmp_path)
    first = build(catalogue.root)
    names = [started(catalogue, key=key, note="Revised") for key in ("report-1980", "report-2010")]
    at = {"root": str(catalogue.root), "texts": str(catalogue.texts), "act": "publish"}
    done = acts(*({**at, "draft": name} for name in names))
    assert done["endings"] == ["done", "done"]
    entries = list(history(catalogue.root))
    assert [entry.previous for entry in entries] == ["", first, entries[1].release]
    made = draft(catalogue.root)
    assert named_by_contents(made.tables, citations(made.cards)) == current_name(catalogue.root)
    notes = {row["figure_id"]: row["note"] for row in made.tables["figures"].to_pylist()}
    assert (notes["report-1980"], notes["report-2010"]) == ("Revised", "Revised")


def test_of_two_publishers_of_one_draft_one_is_told_that_it_is_published(acts: Acts, tmp_path: Path) -> None:
    catalogue = small(tmp_path)
    build(catalogue.root)
    at = {"root": str(catalogue.root), "texts": str(catalogue.texts), "act": "publish"}
    asked = {**at, "draft": started(catalogue, note="Revised")}
    reports = [tmp_path / "one.json", tmp_path / "other.json"]
    done = acts(*({**asked, "report": str(report)} for report in reports))
    assert sorted(done["endings"]) == ["done", "refused"]
    said = [json.loads(report.read_text())["said"] for report in reports]
    assert any("it has been published" in words for words in said)
    assert len(list(history(catalogue.root))) == 2


def test_of_two_who_change_one_row_in_two_drafts_the_second_is_refused(acts: Acts, tmp_path: Path) -> None:
    catalogue = small(tmp_path)
    build(catalogue.root)
    names = [started(catalogue, note=note) for note in ("One", "Another")]
    at = {"root": str(catalogue.root), "texts": str(catalogue.texts), "act": "publish"}
    reports = [tmp_path / "one.json", tmp_path / "other.json"]
    done = acts(*({**at, "draft": name, "report": str(r)} for name, r in zip(names, reports, strict=True)))
    assert sorted(done["endings"]) == ["done", "refused"]
    assert any("was changed meanwhile: note is" in r.read_text() for r in reports)


def asked_edit(catalogue: Small, draft: str, note: str) -> dict[str, Any]:
    rows = drafts.rows(catalogue.root, draft, FIGURES)
    row = next(row for row in rows if row["figure_id"] == "report-2010")
    edit = {"file": FIGURES, "key": "report-2010", "before": row, "after": {**row, "note": note}}
    at = {"root": str(catalogue.root), "texts": str(catalogue.texts)}
    return {**at, "act": "add", "draft": draft, "edit": edit}


@pytest.mark.parametrize("how", ["kill", "fail"])
def test_a_draft_survives_a_kill_and_a_full_disk_at_any_step_of_an_edit(
    catalogue: Small, acts: Acts, tmp_path: Path, how: str
) -> None:
    name = started(catalogue, note="One")
    asked = {**asked_edit(catalogue, name, "Two"), "report": str(tmp_path / "report.json")}
    log = catalogue.root / "drafts" / name / "edits.jsonl"
    before = log.read_bytes()
    assert acts(asked)["endings"] == ["done"]
    steps = json.loads((tmp_path / "report.json").read_text())["steps"]
    assert steps.count("pwrite") == 2
    for step in range(1, len(steps) + 1):
        log.write_bytes(before)
        ending = acts({**asked, "step": step, "how": how})["endings"]
        found = drafts.edits(catalogue.root, name)
        assert len(found) in {"killed": (1, 2), "failed": (1,), "done": (2,)}[ending[0]]
        # Whatever was left, the next edit finds its place.
        change(catalogue, name, key="report-law", note="Three")
        assert [e.key for e in drafts.edits(catalogue.root, name)][-1] == "report-law"
        assert audit.verified(catalogue.root).faults == ()


def test_of_two_who_change_one_row_at_once_one_is_told_and_nothing_is_overwritten(
    catalogue: Small, acts: Acts, tmp_path: Path
) -> None:
    name = started(catalogue, note="One")
    report = tmp_path / "report.json"
    done = acts(*({**asked_edit(catalogue, name, note), "report": str(report)} for note in ("a", "b", "c")))
    assert sorted(done["endings"]) == ["done", "refused", "refused"]
    assert [edit.key for edit in drafts.edits(catalogue.root, name)] == ["report-1980", "report-2010"]


def test_a_disk_that_is_really_full_changes_nothing_and_room_lets_it_go_on(
    acts: Acts, tmp_path: Path
) -> None:
    small_disk = tmp_path / "disk"
    small_disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small_disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        tried = case(tmp_path / "case", acts, "publish")
        asked = tried.fresh(small_disk)
        root = small_disk / "datasets"
        endings = set()
        # Room for less and less: each size stops it somewhere else.
        for room in range(0, 400_000, 8_000 if FULL else 100_000):
            asked = tried.fresh(small_disk)
            fill(small_disk / "filling", room)
            endings.update(acts(asked)["endings"])
            (small_disk / "filling").unlink()
            whole(root, tried)
        assert endings == {"failed", "done"}
    finally:
        subprocess.run(["umount", str(small_disk)], check=True)


def fill(path: Path, room: int) -> None:
    """Fill the disk until only so much room is left."""
    left = os.statvfs(path.parent)
    path.write_bytes(b"\0" * max(0, left.f_bavail * left.f_frsize - room))


def test_going_back_keeps_a_catalogue_that_is_of_no_release(acts: Acts, tmp_path: Path) -> None:
    tried = case(tmp_path, acts, "rollback")
    kept = tried.before.parent / "datasets/published/catalogues/kept-1.zip"
    assert keeps(kept, tried.old.catalogue)
    root = tmp_path / "datasets"
    done = roll_back(root, tried.old.release, "anna", "Forward again")
    assert done.remarks == ()

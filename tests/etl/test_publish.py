"""Releases: reproducible, whole or not there, one publisher at a time."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from etl import cli
from etl.faults import CallFault, DataFault, ReleaseFault
from etl.pipeline import Draft, citations
from etl.publish import locked, publish
from etl.releases import current_name, history, read_tables, release_folder, release_names, verify
from tests.etl.small import Small, small


def build(root: Path) -> str:
    assert cli.main(["build", "--datasets", str(root)]) == 0
    name = current_name(root)
    assert name is not None
    return name


def contents(root: Path, name: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in release_folder(root, name).iterdir()}


def test_the_same_catalogue_gives_the_same_bytes_in_any_folder(tmp_path: Path) -> None:
    first, second = small(tmp_path / "a"), small(tmp_path / "elsewhere" / "b")
    one, other = build(first.root), build(second.root)
    assert one == other
    assert contents(first.root, one) == contents(second.root, other)
    assert "figures.parquet" in contents(first.root, one)


def test_the_same_catalogue_gives_the_same_bytes_in_another_process_at_another_time(catalogue: Small) -> None:
    name = build(catalogue.root)
    before = contents(catalogue.root, name)
    shutil.rmtree(catalogue.root / "published")
    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    subprocess.run(
        [sys.executable, "-m", "etl", "build", "--datasets", str(catalogue.root)],
        check=True,
        env=environment,
        capture_output=True,
    )
    assert contents(catalogue.root, name) == before


def test_building_again_publishes_nothing(catalogue: Small, capsys: pytest.CaptureFixture[str]) -> None:
    build(catalogue.root)
    capsys.readouterr()
    build(catalogue.root)
    assert "nothing changed" in capsys.readouterr().out
    assert len(release_names(catalogue.root)) == len(list(history(catalogue.root))) == 1


def test_a_fault_publishes_nothing(catalogue: Small, capsys: pytest.CaptureFixture[str]) -> None:
    name = build(catalogue.root)
    catalogue.figure("wrong", "report", "2,500", "held", region="PHI")
    assert cli.main(["build", "--datasets", str(catalogue.root)]) == 1
    assert "1 fault; nothing was published" in capsys.readouterr().err
    assert (current_name(catalogue.root), release_names(catalogue.root)) == (name, [name])


def test_a_change_makes_a_new_release_and_rollback_goes_back(catalogue: Small) -> None:
    first = build(catalogue.root)
    catalogue.figure("more", "report", "2,500", "held", period="2019")
    second = build(catalogue.root)
    assert release_names(catalogue.root) == [first, second]
    assert cli.main(["rollback", first, "--datasets", str(catalogue.root)]) == 0
    assert current_name(catalogue.root) == first
    assert [(entry.act, entry.release) for entry in history(catalogue.root)] == [
        ("publish", first),
        ("publish", second),
        ("rollback", first),
    ]
    assert build(catalogue.root) == second


def test_a_damaged_release_is_not_rolled_back_to_and_is_mended_by_a_build(catalogue: Small) -> None:
    name = build(catalogue.root)
    damaged = release_folder(catalogue.root, name) / "figures.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-9])
    assert cli.main(["rollback", name, "--datasets", str(catalogue.root)]) == 1
    with pytest.raises(ReleaseFault, match=r"figures\.parquet is damaged"):
        verify(release_folder(catalogue.root, name))
    build(catalogue.root)
    verify(release_folder(catalogue.root, name))


def test_a_damaged_pointer_is_mended_by_a_build(catalogue: Small) -> None:
    name = build(catalogue.root)
    (catalogue.root / "published/current").write_text("../../etc\n")
    with pytest.raises(ReleaseFault, match="must name a release"):
        current_name(catalogue.root)
    assert build(catalogue.root) == name


def test_a_release_of_another_schema_is_refused_with_the_remedy(catalogue: Small) -> None:
    folder = release_folder(catalogue.root, build(catalogue.root))
    package = folder / "datapackage.json"
    package.write_text(package.read_text().replace('"schema_version": "1"', '"schema_version": "99"'))
    with pytest.raises(ReleaseFault, match="update the program or roll back"):
        verify(folder)


def test_one_publisher_at_a_time(catalogue: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    made = catalogue.draft()
    monkeypatch.setattr("etl.publish.PATIENCE_SECONDS", 0.1)
    with locked(catalogue.root):
        holder = subprocess.run(
            [sys.executable, "-c", f"import etl.publish as p, pathlib; p.PATIENCE_SECONDS = .1\nwith p.locked(pathlib.Path({str(catalogue.root)!r})): pass"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert "another build is publishing" in holder.stderr
    with locked(catalogue.root):
        name, changed = publish(catalogue.root, made.tables, citations(made.cards))
    assert changed
    assert name == current_name(catalogue.root)


def test_a_release_that_was_asked_for_but_never_was_is_a_wrong_call(catalogue: Small) -> None:
    for name in ("../published", "0123456789ab", ""):
        with pytest.raises(CallFault, match="does not exist"):
            release_folder(catalogue.root, name)


def test_the_package_describes_every_file_with_its_hash_and_columns(catalogue: Small) -> None:
    folder = release_folder(catalogue.root, build(catalogue.root))
    package = json.loads((folder / "datapackage.json").read_text())
    assert {resource["path"] for resource in package["resources"]} == {
        path.name for path in folder.iterdir()
    } - {"datapackage.json"}
    figures = next(resource for resource in package["resources"] if resource["name"] == "figures")
    schema = pq.read_schema(folder / "figures.parquet")
    assert [field["name"] for field in figures["schema"]["fields"]] == schema.names
    assert figures["rows"] == read_tables(folder)["figures"].num_rows == 8
    codebook = (folder / "codebook.md").read_text()
    assert all(f"| {name} |" in codebook for name in schema.names)


def test_a_release_may_be_read_by_somebody_else(catalogue: Small) -> None:
    folder = release_folder(catalogue.root, build(catalogue.root))
    assert folder.stat().st_mode & 0o777 == 0o755
    assert (catalogue.root / "published/current").stat().st_mode & 0o777 == 0o644


def test_everything_is_on_the_disk_before_it_has_its_name(
    catalogue: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written is settled in this order: the files, the folder they stand in, the pointer, its folder."""
    done: list[str] = []
    fsync, rename, replace = os.fsync, os.rename, os.replace

    def settle(handle: int) -> None:
        done.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        fsync(handle)

    def name(act: str, call: Callable[..., None]) -> Callable[..., None]:
        def named(old: str, new: str) -> None:
            done.append(f"{act} {Path(new).name}")
            call(old, new)

        return named

    monkeypatch.setattr(os, "fsync", settle)
    monkeypatch.setattr(os, "rename", name("rename", rename))
    monkeypatch.setattr(os, "replace", name("replace", replace))
    release = build(catalogue.root)
    files = {path.name for path in release_folder(catalogue.root, release).iterdir()}
    renamed, current = done.index(f"rename {release}"), done.index("replace current")
    assert set(done[:renamed]) == files
    assert done[renamed + 1] == "published"
    # The pointer is written under a name of its own, then takes its place.
    assert done[current - 1].startswith(".partial-")
    assert done[current + 1] == "published"


def test_the_faults_of_a_table_are_told_also_when_it_cannot_be_written(catalogue: Small) -> None:
    made = catalogue.draft()
    figures = made.tables["figures"].drop_columns(["value"])
    tables = {**made.tables, "figures": figures}

    def fail(_: int) -> tuple[str, str]:
        raise OSError(28, "No space left on device")

    with locked(catalogue.root), pytest.raises(DataFault, match=r"figures\.parquet"):
        publish(catalogue.root, tables, map(fail, [1]))
    with locked(catalogue.root), pytest.raises(OSError, match="No space left"):
        publish(catalogue.root, made.tables, map(fail, [1]))


def test_the_catalogue_is_read_under_the_lock(catalogue: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a build that read an older catalogue could publish it over a newer release."""
    monkeypatch.setattr("etl.publish.PATIENCE_SECONDS", 0.1)
    held: list[str] = []

    def look(*_: object) -> Draft:
        try:
            with locked(catalogue.root):
                held.append("free")
        except CallFault:
            held.append("held")
        return catalogue.draft()

    monkeypatch.setattr("etl.pipeline.draft", look)
    build(catalogue.root)
    assert held == ["held"]

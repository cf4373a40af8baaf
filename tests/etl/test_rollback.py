"""From a release back to an earlier one: the catalogue goes with it, and what is damaged is told and left alone."""

import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from etl import audit, drafts
from etl.edits import Edit
from etl.faults import CallFault, ReleaseFault, Unseen
from etl.folder import contents, unpacked
from etl.pipeline import citations
from etl.publication import publish_draft, review, roll_back
from etl.publish import keep_catalogue, locked, publish
from etl.releases import current_name, history, read_tables, release_folder, verify
from tests.etl.publishing import FIGURES, agree, build, change, started
from tests.etl.small import Small, rows_by_id


def test_rollback_brings_the_catalogue_back_and_is_an_event_of_its_own(catalogue: Small) -> None:
    first = build(catalogue.root)
    before = contents(catalogue.root)
    second = publish_draft(
        catalogue.root, started(catalogue, note="A remark"), "anna", "note", catalogue.texts
    ).release
    after = contents(catalogue.root)
    done = roll_back(catalogue.root, first, "ben", "It was wrong")
    assert (done.release, done.previous, done.remarks) == (first, second, ())
    assert contents(catalogue.root) == before
    agree(catalogue)
    roll_back(catalogue.root, second, "anna", "It was right")
    assert contents(catalogue.root) == after
    agree(catalogue)
    assert [(entry.act, entry.release, entry.who) for entry in history(catalogue.root)] == [
        ("publish", first, ""),
        ("publish", second, "anna"),
        ("rollback", first, "ben"),
        ("rollback", second, "anna"),
    ]


def test_going_back_can_ask_for_a_look_at_each_figure_that_goes(catalogue: Small) -> None:
    second = build(catalogue.root)
    before = contents(catalogue.root)
    draft = drafts.start(catalogue.root, "Without one", "anna")
    law = next(row for row in drafts.rows(catalogue.root, draft, FIGURES) if row["figure_id"] == "report-law")
    aside = {"paragraph": law["paragraph"], "start": law["start"], "quote": law["quote"], "reason": "date"}
    edits = [
        Edit(FIGURES, "report-law", law, None, "No law"),
        Edit("documents/report/set_aside.csv", law["start"], None, aside),
    ]
    drafts.add(catalogue.root, draft, edits, "anna")
    first = publish_draft(
        catalogue.root, draft, "anna", "note", catalogue.texts, frozenset({"report-law"})
    ).release
    roll_back(catalogue.root, second, "anna", "It was right", frozenset())
    assert contents(catalogue.root) == before
    with pytest.raises(Unseen, match="1 published figure would go: report-law; look at each"):
        roll_back(catalogue.root, first, "anna", "Again", frozenset())
    assert current_name(catalogue.root) == second
    roll_back(catalogue.root, first, "anna", "Again", frozenset({"report-law"}))
    assert current_name(catalogue.root) == first


def test_what_stands_in_the_way_of_going_back_is_named_before_anything_changes(catalogue: Small) -> None:
    first = build(catalogue.root)
    publish_draft(catalogue.root, started(catalogue, note="A remark"), "anna", "note", catalogue.texts)
    path = catalogue.root / FIGURES
    path.unlink()
    path.mkdir()
    with pytest.raises(CallFault, match=r"stands in the way of documents/report/figures\.csv; move it away"):
        roll_back(catalogue.root, first, "anna", "note")
    assert not (catalogue.root / "published/.journal").exists()
    path.rmdir()
    roll_back(catalogue.root, first, "anna", "note")
    agree(catalogue)


def test_files_that_are_not_the_catalogue_are_left_alone(catalogue: Small) -> None:
    notes = [
        catalogue.root / name
        for name in ("documents/report/notes.md", "documents/report/._figures.csv", "geometry/points.csv", "record/x/y.csv")
    ]  # fmt: skip
    for path in notes:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\xff")
    (catalogue.root / "record/x").rename(catalogue.root / "record/.x")
    first = build(catalogue.root)
    assert set(contents(catalogue.root)) >= {FIGURES, "vocabulary/measures.csv"}
    publish_draft(catalogue.root, started(catalogue, note="A remark"), "anna", "note", catalogue.texts)
    roll_back(catalogue.root, first, "anna", "note")
    assert [path.read_bytes() for path in notes[:3]] == [b"\xff"] * 3
    assert not any("notes" in name or "._" in name for name in contents(catalogue.root))


def _package(old: str, new: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        path = folder / "datapackage.json"
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    return change


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: (folder / "figures.parquet").write_bytes(b"PAR1"), "figures.parquet is damaged"),
        (lambda folder: (folder / "figures.parquet").write_bytes(b""), "figures.parquet is damaged"),
        (lambda folder: (folder / "places.parquet").unlink(), "places.parquet is missing"),
        (shutil.rmtree, "does not exist"),
        (
            _package('"schema_version": "1"', '"schema_version": "2"'),
            "schema '2' is not this program's ('1')",
        ),
    ],
    ids=["truncated", "empty", "a table is missing", "missing", "newer schema"],
)
def test_a_release_that_cannot_be_read_is_told_and_the_last_good_one_compared(
    catalogue: Small, damage: Callable[[Path], object], said: str
) -> None:
    first = build(catalogue.root)
    second = publish_draft(
        catalogue.root, started(catalogue, note="A remark"), "anna", "note", catalogue.texts
    ).release
    damage(release_folder(catalogue.root, second))
    draft = started(catalogue, key="report-2010", note="Another")
    found = review(catalogue.root, draft, catalogue.texts)
    assert any(fault.file == f"published/{second}" and said in fault.what for fault in found.warnings)
    assert rows_by_id(found.old["figures"])["report-1980"]["note"] is None
    with pytest.raises((ReleaseFault, CallFault), match=second):
        roll_back(catalogue.root, second, "anna", "note")
    done = publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts)
    assert any(said in remark for remark in done.remarks)
    agree(catalogue)
    roll_back(catalogue.root, first, "anna", "note")
    agree(catalogue)


def test_a_damaged_kept_catalogue_is_refused_and_nothing_changes(catalogue: Small) -> None:
    first = build(catalogue.root)
    publish_draft(catalogue.root, started(catalogue, note="A remark"), "anna", "note", catalogue.texts)
    kept = catalogue.root / f"published/catalogues/{first}.zip"
    whole, before = kept.read_bytes(), contents(catalogue.root)
    for damaged in (
        b"",
        whole[: len(whole) // 2],
        whole.replace(b"report-1980", b"report-1981"),
        b"PK" + whole[2:-40],
    ):
        kept.write_bytes(damaged)
        if damaged == whole:
            continue
        with pytest.raises(ReleaseFault, match="cannot be read"):
            roll_back(catalogue.root, first, "anna", "note")
        assert contents(catalogue.root) == before
    kept.unlink()
    with pytest.raises(CallFault, match="keeps no catalogue here"):
        roll_back(catalogue.root, first, "anna", "note")
    agree(catalogue)


def test_a_kept_catalogue_names_no_file_outside_the_folder(catalogue: Small) -> None:
    first = build(catalogue.root)
    publish_draft(catalogue.root, started(catalogue, note="A remark"), "anna", "note", catalogue.texts)
    kept = catalogue.root / f"published/catalogues/{first}.zip"
    with zipfile.ZipFile(kept, "a") as archive:
        for name in (
            "../evil.csv",
            "/tmp/evil.csv",
            "published/current",
            "documents/../../evil.csv",
            "vocabulary",
        ):
            archive.writestr(name, b"evil")
    roll_back(catalogue.root, first, "anna", "note")
    assert not list(catalogue.root.parent.rglob("evil.csv"))
    agree(catalogue)


def test_a_release_of_before_the_corrections_is_read_and_rolled_back_to(catalogue: Small) -> None:
    """As an earlier program made it: without the table, under the name that its contents give it."""
    made = catalogue.draft()
    tables = {name: table for name, table in made.tables.items() if name != "corrections"}
    with locked(catalogue.root):
        old, _ = publish(catalogue.root, tables, citations(made.cards))
        keep_catalogue(catalogue.root, old)
    draft = started(catalogue, note="A remark")
    assert "corrections" not in review(catalogue.root, draft, catalogue.texts).old
    publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts)
    done = roll_back(catalogue.root, old, "anna", "note")
    assert current_name(catalogue.root) == old
    assert "was made by another version of the program" in done.remarks[0]
    verify(release_folder(catalogue.root, old))


def test_a_catalogue_that_is_of_no_release_is_kept_beside_when_going_back(catalogue: Small) -> None:
    first = build(catalogue.root)
    path = catalogue.root / FIGURES
    path.write_bytes(path.read_bytes().replace(b"the bureau", b"by hand"))
    by_hand = contents(catalogue.root)
    done = roll_back(catalogue.root, first, "anna", "note")
    assert done.remarks == (
        "the catalogue on the disk was of no release; it is kept as catalogues/kept-1.zip",
    )
    assert unpacked(catalogue.root / "published/catalogues/kept-1.zip") == by_hand
    agree(catalogue)


def test_the_clock_may_go_backwards(catalogue: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(datetime(2030, 1, 1, tzinfo=UTC) - timedelta(days=day) for day in range(1000))
    monkeypatch.setattr("etl.drafts.now", lambda: next(moments).isoformat())
    monkeypatch.setattr("etl.publication.now", lambda: next(moments).isoformat())
    monkeypatch.setattr("etl.publication.today", lambda: next(moments).date())
    first = build(catalogue.root)
    for note in ("one", "two", "three"):
        draft = started(catalogue, note=note)
        change(catalogue, draft, note=f"{note} more", who="ben")
        assert [edit.number for edit in drafts.edits(catalogue.root, draft)] == [1, 2]
        publish_draft(catalogue.root, draft, "anna", note, catalogue.texts)
    assert [entry.note for entry in history(catalogue.root)] == ["", "one", "two", "three"]
    assert [entry.number for entry in audit.entries(catalogue.root)] == list(range(1, 13))
    found = read_tables(release_folder(catalogue.root, current_name(catalogue.root) or ""))["corrections"]
    assert [json.loads(row["after"])["note"] for row in found.to_pylist()] == [
        "one more",
        "two more",
        "three more",
    ]
    agree(catalogue)
    roll_back(catalogue.root, first, "anna", "back")
    agree(catalogue)

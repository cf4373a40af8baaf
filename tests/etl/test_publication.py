"""From a draft to a release and back: checked first, in one step, and catalogue, release, history and trail agree."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from etl import audit, cli, drafts
from etl.drafts import Edit
from etl.faults import CallFault, DataFault, ReleaseFault
from etl.folder import contents, unpacked
from etl.pipeline import citations
from etl.publication import publish_draft, review, roll_back
from etl.publish import keep_catalogue, locked, publish
from etl.releases import current_name, history, read_tables, release_folder, release_names, verify
from tests.etl.small import BODY, Small, rows_by_id

FIGURES = "documents/report/figures.csv"
CARD = "documents/report/source.toml"
BODY_OF_COURTS = "Courts\n\nIn 2021 the courts heard at least 4,300 cases.\n"


def build(root: Path) -> str:
    assert cli.main(["build", "--datasets", str(root)]) == 0
    name = current_name(root)
    assert name is not None
    return name


def row(catalogue: Small, draft: str, key: str) -> dict[str, str]:
    return next(row for row in drafts.rows(catalogue.root, draft, FIGURES) if row["figure_id"] == key)


def change(catalogue: Small, draft: str, key: str = "report-1980", who: str = "anna", **cells: str) -> None:
    found = row(catalogue, draft, key)
    edit = Edit(FIGURES, key, found, {**found, **cells}, "the document says so")
    drafts.add(catalogue.root, draft, [edit], who)


def remove(catalogue: Small, draft: str, key: str) -> None:
    drafts.add(
        catalogue.root, draft, [Edit(FIGURES, key, row(catalogue, draft, key), None, "not in it")], "anna"
    )


def started(catalogue: Small, key: str = "report-1980", **cells: str) -> str:
    draft = drafts.start(catalogue.root, "Refresh of autumn", "anna")
    if cells:
        change(catalogue, draft, key, **cells)
    return draft


def agree(catalogue: Small) -> None:
    """Release, catalogue, history and audit trail say the same."""
    root = catalogue.root
    name = current_name(root)
    assert name is not None
    verify(release_folder(root, name))
    assert [entry.release for entry in history(root)][-1] == name
    assert build(root) == name
    assert audit.verified(root).faults == ()
    assert not list((root / "published").glob(".partial-*"))
    assert not (root / "published/.journal").exists()


def test_a_draft_is_published_with_its_catalogue_and_put_away(catalogue: Small) -> None:
    first = build(catalogue.root)
    draft = started(catalogue, attribution="another bureau")
    done = publish_draft(catalogue.root, draft, "anna", "The bureau was misnamed.", catalogue.texts)
    assert (done.previous, done.release) == (first, current_name(catalogue.root))
    tables = read_tables(release_folder(catalogue.root, done.release))
    assert rows_by_id(tables["figures"])["report-1980"]["attribution"] == "another bureau"
    entry = list(history(catalogue.root))[-1]
    assert (entry.act, entry.release, entry.previous) == ("publish", done.release, first)
    assert (entry.who, entry.note) == ("anna", "The bureau was misnamed.")
    assert entry.when
    assert drafts.names(catalogue.root) == []
    assert (catalogue.root / "drafts/.published" / draft / "edits.jsonl").is_file()
    agree(catalogue)


def test_only_the_line_that_was_edited_changes(catalogue: Small) -> None:
    build(catalogue.root)
    before = contents(catalogue.root)
    publish_draft(catalogue.root, started(catalogue, note="A remark"), "anna", "note", catalogue.texts)
    after = contents(catalogue.root)
    assert {name for name in after if before.get(name) != after[name]} == {FIGURES, "corrections.csv"}
    old, new = before[FIGURES].splitlines(), after[FIGURES].splitlines()
    assert [line.split(b",")[0] for line, other in zip(old, new, strict=True) if line != other] == [
        b"report-1980"
    ]


def test_a_correction_is_published_with_what_changed_when_and_why_but_not_who(catalogue: Small) -> None:
    build(catalogue.root)
    draft = started(catalogue, attribution="another bureau", note="Revised")
    change(catalogue, draft, note="Revised twice", who="ben")
    done = publish_draft(catalogue.root, draft, "anna", "A note", catalogue.texts)
    table = read_tables(release_folder(catalogue.root, done.release))["corrections"]
    found = table.to_pylist()
    assert len(found) == 1
    assert (found[0]["figure_id"], found[0]["columns"]) == ("report-1980", "attribution; note")
    assert json.loads(found[0]["before"]) == {"attribution": "the bureau", "note": ""}
    assert json.loads(found[0]["after"]) == {"attribution": "another bureau", "note": "Revised twice"}
    assert found[0]["reason"] == "the document says so"
    assert "anna" not in json.dumps(found, default=str)


def test_a_removed_figure_needs_a_second_look_and_leaves_a_correction(catalogue: Small) -> None:
    build(catalogue.root)
    draft = started(catalogue)
    remove(catalogue, draft, "report-law")
    aside = {"paragraph": "4", "start": str(BODY.index("1986")), "quote": "1986", "reason": "date"}
    drafts.add(
        catalogue.root, draft, [Edit("documents/report/set_aside.csv", aside["start"], None, aside)], "anna"
    )
    assert review(catalogue.root, draft, catalogue.texts).removed == ("report-law",)
    with pytest.raises(CallFault, match="1 published figure would go: report-law"):
        publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts)
    done = publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts, frozenset({"report-law"}))
    found = read_tables(release_folder(catalogue.root, done.release))["corrections"].to_pylist()
    assert [(one["figure_id"], one["columns"], one["after"]) for one in found] == [
        ("report-law", "withdrawn", None)
    ]
    agree(catalogue)


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


def document(catalogue: Small, draft: str, name: str = "courts", body: str = BODY_OF_COURTS) -> None:
    """Bring a document by the draft alone: its card, a figure, a phrase set aside."""
    (catalogue.texts / f"{name}.txt").write_text(body, "utf-8")
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    card = {
        **drafts.rows(catalogue.root, draft, CARD)[0],
        "title": "Courts",
        "sha256": sha256,
        "length": str(len(body)),
    }
    start = body.index("at least 4,300")
    figure = {
        "figure_id": f"{name}-cases", "paragraph": "2", "start": str(start), "quote": "at least 4,300", "measure": "held",
        "region": "USA", "period": "2021", "attribution": "not stated",
    }  # fmt: skip
    folder = f"documents/{name}"
    drafts.add(
        catalogue.root,
        draft,
        [
            Edit(f"{folder}/source.toml", "", None, card),
            Edit(f"{folder}/figures.csv", f"{name}-cases", None, figure),
        ],
        "anna",
    )


def set_aside(catalogue: Small, draft: str, name: str = "courts", body: str = BODY_OF_COURTS) -> None:
    start = str(body.index("2021"))
    row = {"paragraph": "2", "start": start, "quote": "2021", "reason": "date"}
    drafts.add(catalogue.root, draft, [Edit(f"documents/{name}/set_aside.csv", start, None, row)], "ben")


def test_a_document_is_brought_by_a_draft_and_open_phrases_block_it(catalogue: Small) -> None:
    build(catalogue.root)
    draft = started(catalogue)
    document(catalogue, draft)
    found = review(catalogue.root, draft, catalogue.texts)
    assert [(phrase.document, phrase.paragraph, phrase.text) for phrase in found.open_phrases] == [
        ("courts", 2, "2021")
    ]
    assert found.faults == ()
    with pytest.raises(DataFault, match="'2021' is not accounted for; make it a figure, or set it aside"):
        publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts)
    set_aside(catalogue, draft)
    found = review(catalogue.root, draft, catalogue.texts)
    assert (found.open_phrases, found.faults, found.removed) == ((), (), ())
    assert found.touched.documents == ("courts",)
    done = publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts)
    tables = read_tables(release_folder(catalogue.root, done.release))
    assert rows_by_id(tables["figures"])["courts-cases"]["lower"] == 4300
    assert tables["corrections"].num_rows == 0
    agree(catalogue)
    roll_back(catalogue.root, done.previous, "anna", "too early")
    assert not (catalogue.root / "documents/courts").exists()
    agree(catalogue)


def test_a_document_that_is_brought_without_its_text_is_a_fault(catalogue: Small) -> None:
    draft = started(catalogue)
    document(catalogue, draft)
    set_aside(catalogue, draft)
    (catalogue.texts / "courts.txt").unlink()
    for texts in (catalogue.texts, None, catalogue.texts / "nowhere"):
        faults = review(catalogue.root, draft, texts).faults
        assert [fault.what for fault in faults] == ["courts.txt is not in the documents folder"]


def test_a_text_that_is_not_there_is_a_warning_and_does_not_block(catalogue: Small) -> None:
    build(catalogue.root)
    draft = started(catalogue, note="A remark")
    (catalogue.texts / "report.txt").unlink()
    found = review(catalogue.root, draft, catalogue.texts)
    assert found.faults == ()
    assert [fault.what for fault in found.warnings] == ["report.txt is not in the documents folder"]
    done = publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts)
    assert "its quotes could not be re-read" in done.remarks[0]


def test_an_open_phrase_of_another_document_only_warns(catalogue: Small) -> None:
    catalogue.document("other", "Another\n\nSome 70 people.\n")
    draft = started(catalogue, note="A remark")
    found = review(catalogue.root, draft, catalogue.texts)
    assert (found.faults, found.open_phrases) == ((), ())
    assert [fault.file for fault in found.warnings] == ["documents/other"]


def test_a_quote_that_does_not_stand_in_the_text_is_a_fault(catalogue: Small) -> None:
    build(catalogue.root)
    draft = started(catalogue, quote="41,000")
    with pytest.raises(DataFault, match="quote '41,000' does not stand at character"):
        publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts)
    assert drafts.names(catalogue.root) == [draft]


@pytest.mark.parametrize("note", ["", "  ", "x" * 501, "a\x00b", "a\u202eb"])
def test_publishing_and_rolling_back_need_a_note(catalogue: Small, note: str) -> None:
    first = build(catalogue.root)
    draft = started(catalogue, note="A remark")
    with pytest.raises(CallFault, match="publishing needs a note"):
        publish_draft(catalogue.root, draft, "anna", note, catalogue.texts)
    with pytest.raises(CallFault, match="rolling back needs a note"):
        roll_back(catalogue.root, first, "anna", note)


def test_a_note_that_could_not_stand_in_a_cell_is_refused(catalogue: Small) -> None:
    build(catalogue.root)
    draft = started(catalogue, note="A remark")
    for note in ("=1+1", "<b>why</b>"):
        with pytest.raises(CallFault, match="publishing needs a note in plain words: note"):
            publish_draft(catalogue.root, draft, "anna", note, catalogue.texts)


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


def test_an_empty_draft_is_not_published(catalogue: Small) -> None:
    build(catalogue.root)
    with pytest.raises(CallFault, match="holds no edit"):
        publish_draft(catalogue.root, started(catalogue), "anna", "note", catalogue.texts)


def test_a_row_that_somebody_changed_by_hand_meanwhile_is_a_conflict(catalogue: Small) -> None:
    build(catalogue.root)
    draft = started(catalogue, note="A remark")
    path = catalogue.root / FIGURES
    path.write_bytes(path.read_bytes().replace(b"the bureau", b"an office"))
    found = review(catalogue.root, draft, catalogue.texts)
    assert [fault.what for fault in found.faults] == [
        "report-1980: was changed meanwhile: attribution is 'an office' where 'the bureau' was seen, by somebody in the catalogue"
    ]
    with pytest.raises(DataFault):
        publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts)
    drafts.undo(catalogue.root, draft, 1, "anna")
    assert review(catalogue.root, draft, catalogue.texts).faults == ()


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


def test_a_damaged_pointer_is_told_and_mended_by_publishing(catalogue: Small) -> None:
    build(catalogue.root)
    (catalogue.root / "published/current").write_bytes(b"\xff")
    draft = started(catalogue, note="A remark")
    warnings = review(catalogue.root, draft, catalogue.texts).warnings
    assert [fault.file for fault in warnings] == ["published/current"]
    publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts)
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


def test_two_corrections_of_one_figure_on_one_day_have_two_names(catalogue: Small) -> None:
    build(catalogue.root)
    for note in ("one", "two"):
        publish_draft(catalogue.root, started(catalogue, note=note), "anna", note, catalogue.texts)
    found = read_tables(release_folder(catalogue.root, current_name(catalogue.root) or ""))["corrections"]
    names = found["correction_id"].to_pylist()
    assert len(set(names)) == 2
    assert all(name.startswith("report-1980-2") for name in names)


def test_a_long_correction_fits_into_its_cells(catalogue: Small) -> None:
    build(catalogue.root)
    cells = {column: (column * 500)[:1_990] for column in ("note", "base", "attribution")}
    done = publish_draft(catalogue.root, started(catalogue, **cells), "anna", "note", catalogue.texts)
    row = read_tables(release_folder(catalogue.root, done.release))["corrections"].to_pylist()[0]
    assert len(row["after"]) <= 2_000
    assert set(json.loads(row["after"])) == set(cells)
    agree(catalogue)


def test_a_catalogue_file_that_is_damaged_blocks_with_words(catalogue: Small) -> None:
    build(catalogue.root)
    draft = started(catalogue, note="A remark")
    path = catalogue.root / FIGURES
    path.write_bytes(path.read_bytes().replace(b"the bureau", b"the b\xfcreau"))
    faults = review(catalogue.root, draft, catalogue.texts).faults
    assert [fault.what.split(" (")[0] for fault in faults] == ["is not UTF-8 at byte 202"]
    other = catalogue.root / "record"
    other.mkdir()
    (other / "strange.csv").write_bytes(b"\xff")
    with pytest.raises(DataFault):
        publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts)


def test_what_stands_out_is_pointed_out_but_does_not_block(catalogue: Small) -> None:
    build(catalogue.root)
    draft = started(catalogue, key="report-share", base="people held")
    found = review(catalogue.root, draft, catalogue.texts)
    assert [(one.figure_id, one.sort) for one in found.outliers] == [("report-share", "changed_base")]
    assert any("its base was people in prison, now people held" in fault.what for fault in found.warnings)
    assert found.faults == ()


def test_the_commands_do_what_the_desk_does(catalogue: Small, capsys: pytest.CaptureFixture[str]) -> None:
    first = build(catalogue.root)
    at = ["--datasets", str(catalogue.root)]

    def run(*arguments: str) -> Any:
        capsys.readouterr()
        assert cli.main([*arguments, "--json", *at]) == 0
        return json.loads(capsys.readouterr().out)

    draft = run("draft", "start", "A new draft", "--who", "anna")["draft"]
    added = run(
        "draft", "edit", draft, FIGURES, "report-1980", "note=A remark", "--reason", "why", "--who", "ben"
    )
    assert (added[0]["number"], added[0]["after"]["note"]) == (1, "A remark")
    run("draft", "edit", draft, FIGURES, "report-law", "--remove")
    run("draft", "undo", draft, "2")
    assert run("draft", "list")[0]["edits"] == 1
    seen = run("diff", "--draft", draft, "--documents", str(catalogue.texts))
    assert [change["key"] for change in seen["changes"] if change["table"] == "figures"] == ["report-1980"]
    assert cli.main(["publish", "--draft", draft, "--note", "A note", "--who", "anna", *at]) == 0
    second = current_name(catalogue.root)
    assert run("releases")[1]["acts"][0]["note"] == "A note"
    assert run("rollback", first, "--note", "Back")["previous"] == second
    assert [act["act"] for act in run("audit")][-2:] == ["publish", "rollback"]
    assert run("audit", "--verify")["faults"] == []
    for arguments in (["draft", "list"], ["releases"], ["audit"], ["audit", "--verify"]):
        assert cli.main([*arguments, *at]) == 0
    assert "publish 20" in capsys.readouterr().out
    agree(catalogue)


def test_a_publication_that_is_refused_says_why_and_exits_as_any_command(
    catalogue: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    build(catalogue.root)
    draft = started(catalogue, quote="41,000")
    at = ["--datasets", str(catalogue.root), "--documents", str(catalogue.texts)]
    assert cli.main(["publish", "--draft", draft, "--note", "A note", *at]) == 1
    assert "does not stand at character" in capsys.readouterr().err
    assert cli.main(["diff", "--draft", draft, *at]) == 1
    assert cli.main(["publish", "--draft", draft, "--note", "", *at]) == 2
    assert cli.main(["publish", "--draft", "nothing", "--note", "A note", *at]) == 2
    assert release_names(catalogue.root) == [current_name(catalogue.root)]

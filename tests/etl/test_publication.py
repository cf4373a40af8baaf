"""From a draft to a release: checked first, in one step, and catalogue, release, history and trail agree."""

import hashlib
import json
from typing import Any

import pytest

from etl import cli, drafts
from etl.drafts import Edit
from etl.faults import CallFault, DataFault
from etl.folder import contents
from etl.publication import publish_draft, review, roll_back
from etl.releases import current_name, history, read_tables, release_folder, release_names
from tests.etl.publishing import CARD, FIGURES, agree, build, change, remove, started
from tests.etl.small import BODY, Small, rows_by_id

BODY_OF_COURTS = "Courts\n\nIn 2021 the courts heard at least 4,300 cases.\n"


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


def test_a_damaged_pointer_is_told_and_mended_by_publishing(catalogue: Small) -> None:
    build(catalogue.root)
    (catalogue.root / "published/current").write_bytes(b"\xff")
    draft = started(catalogue, note="A remark")
    warnings = review(catalogue.root, draft, catalogue.texts).warnings
    assert [fault.file for fault in warnings] == ["published/current"]
    publish_draft(catalogue.root, draft, "anna", "note", catalogue.texts)
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

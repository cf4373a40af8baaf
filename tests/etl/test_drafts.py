"""Drafts: several people, nothing lost, nothing overwritten, and nothing hostile gets in."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from etl import audit, cli, drafts, publication
from etl.drafts import Clash, Conflict, Edit
from etl.edits import Row, applied, kept_over
from etl.faults import CallFault, DataFault
from etl.folder import text_of
from etl.releases import current_name
from tests.etl.small import BODY, Small

FIGURES = "documents/report/figures.csv"
ASIDE = "documents/report/set_aside.csv"
CARD = "documents/report/source.toml"


def repr_short(value: str) -> str:
    return value[:20]


HEADING = "figure_id,paragraph,start,quote,measure,region,group,comparison_group,base,period,attribution,note,inferred"


def started(catalogue: Small, title: str = "Refresh of autumn") -> str:
    return drafts.start(catalogue.root, title, "anna")


def row(catalogue: Small, draft: str, key: str, file: str = FIGURES) -> dict[str, str]:
    return next(row for row in drafts.rows(catalogue.root, draft, file) if key in row.values())


def change(catalogue: Small, draft: str, who: str = "anna", key: str = "report-1980", **cells: str) -> Edit:
    found = row(catalogue, draft, key)
    return drafts.add(catalogue.root, draft, [Edit(FIGURES, key, found, {**found, **cells}, "why")], who)[0]


def test_an_edit_is_there_for_whoever_comes_next_also_in_another_process(catalogue: Small) -> None:
    draft = started(catalogue)
    change(catalogue, draft, note="A remark")
    said = subprocess.run(
        [sys.executable, "-m", "etl", "draft", "show", draft, "--json", "--datasets", str(catalogue.root)],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    found = json.loads(said)
    assert (found["title"], found["who"]) == ("Refresh of autumn", "anna")
    edit = found["edits"][0]
    assert (edit["number"], edit["key"], edit["after"]["note"], edit["who"]) == (
        1,
        "report-1980",
        "A remark",
        "anna",
    )
    assert row(catalogue, draft, "report-1980")["note"] == "A remark"
    assert "A remark" not in (text_of(catalogue.root, FIGURES) or "")


def test_the_second_to_change_a_row_is_told_what_changed_and_by_whom(catalogue: Small) -> None:
    draft = started(catalogue)
    seen = row(catalogue, draft, "report-1980")
    change(catalogue, draft, who="ben", note="His remark")
    with pytest.raises(
        Conflict,
        match=r"report-1980: was changed meanwhile: note is 'His remark' where '' was seen, by ben in this draft",
    ):
        drafts.add(
            catalogue.root, draft, [Edit(FIGURES, "report-1980", seen, {**seen, "note": "Hers"})], "anna"
        )
    assert row(catalogue, draft, "report-1980")["note"] == "His remark"


def test_two_people_work_in_one_draft_on_different_rows(catalogue: Small) -> None:
    draft = started(catalogue)
    mine, yours = row(catalogue, draft, "report-1980"), row(catalogue, draft, "report-2010")
    drafts.add(catalogue.root, draft, [Edit(FIGURES, "report-1980", mine, {**mine, "note": "a"})], "anna")
    drafts.add(catalogue.root, draft, [Edit(FIGURES, "report-2010", yours, {**yours, "note": "b"})], "ben")
    assert [edit.who for edit in drafts.edits(catalogue.root, draft)] == ["anna", "ben"]
    assert [row(catalogue, draft, key)["note"] for key in ("report-1980", "report-2010")] == ["a", "b"]


def test_of_several_edits_at_once_all_are_added_or_none(catalogue: Small) -> None:
    draft = started(catalogue)
    found = row(catalogue, draft, "report-1980")
    good = Edit(FIGURES, "report-1980", found, {**found, "note": "a"})
    stale = Edit(FIGURES, "report-2010", {**row(catalogue, draft, "report-2010"), "note": "x"}, None)
    with pytest.raises(Conflict):
        drafts.add(catalogue.root, draft, [good, stale], "anna")
    assert drafts.edits(catalogue.root, draft) == ()


def test_a_line_cut_short_by_a_crash_is_passed_over_and_the_next_edit_is_whole(catalogue: Small) -> None:
    draft = started(catalogue)
    change(catalogue, draft, note="a")
    log = catalogue.root / "drafts" / draft / "edits.jsonl"
    whole = log.read_bytes()
    for cut in (b'{"edits": [{"file": "docum', b"\xff\xfe", b'{"edits"', b"\0" * 20):
        log.write_bytes(whole + cut)
        assert len(drafts.edits(catalogue.root, draft)) == 1
        assert change(catalogue, draft, note=f"after {cut!r}").number == 2
        assert len(drafts.edits(catalogue.root, draft)) == 2
        assert all(json.loads(line) for line in log.read_bytes().splitlines())


def test_an_edit_is_undone_unless_a_later_one_builds_on_it(catalogue: Small) -> None:
    draft = started(catalogue)
    change(catalogue, draft, note="a")
    change(catalogue, draft, note="b")
    with pytest.raises(CallFault, match="is what edit 2 builds on"):
        drafts.undo(catalogue.root, draft, 1, "ben")
    drafts.undo(catalogue.root, draft, 2, "ben")
    assert row(catalogue, draft, "report-1980")["note"] == "a"
    assert change(catalogue, draft, note="c").number == 3
    with pytest.raises(CallFault, match="has no edit 2"):
        drafts.undo(catalogue.root, draft, 2, "ben")


def test_a_dropped_draft_is_kept_and_its_name_is_not_used_again(catalogue: Small) -> None:
    draft = started(catalogue)
    change(catalogue, draft, note="a")
    drafts.drop(catalogue.root, draft, "ben")
    assert drafts.names(catalogue.root) == []
    assert (catalogue.root / "drafts/.dropped" / draft / "edits.jsonl").is_file()
    with pytest.raises(CallFault, match="does not exist; it was dropped"):
        change(catalogue, draft, note="b")
    assert started(catalogue) == f"{draft}-2"


def test_a_dropped_draft_is_listed_and_brought_back_as_it_was(catalogue: Small) -> None:
    draft = started(catalogue)
    change(catalogue, draft, note="a")
    before = drafts.edits(catalogue.root, draft)
    assert drafts.dropped(catalogue.root) == []
    drafts.drop(catalogue.root, draft, "ben")
    (found,) = drafts.dropped(catalogue.root)
    assert (found.draft, found.title, found.who) == (draft, "Refresh of autumn", "anna")
    drafts.bring_back(catalogue.root, draft, "carla")
    assert drafts.dropped(catalogue.root) == []
    assert drafts.edits(catalogue.root, draft) == before
    assert list(audit.entries(catalogue.root))[-1].act == "draft bring back"
    for name in (draft, "../report", "nothing", ".locks"):
        with pytest.raises(CallFault, match="not among those"):
            drafts.bring_back(catalogue.root, name, "carla")


@pytest.mark.parametrize("title", ["Ünïcode & Ärger", "…", "audit", "../../etc", "x" * 200])
def test_a_title_gives_a_name_that_is_a_plain_folder(catalogue: Small, title: str) -> None:
    draft = started(catalogue, title)
    assert drafts.names(catalogue.root) == [draft]
    assert drafts.heading(catalogue.root, draft).title == title
    change(catalogue, draft, note="a")
    assert audit.verified(catalogue.root)


@pytest.mark.parametrize("title", ["", "   ", "x" * 201, "a\u202eb", "a\0b"])
def test_a_title_that_is_none_is_refused(catalogue: Small, title: str) -> None:
    with pytest.raises(CallFault):
        started(catalogue, title)
    assert not list((catalogue.root / "drafts").glob("*/edits.jsonl"))


@pytest.mark.parametrize(
    "draft", ["../report", "nothing", ".dropped", "", "a/b", "x" * 10_000], ids=repr_short
)
def test_a_draft_that_is_not_there_is_a_wrong_call(catalogue: Small, draft: str) -> None:
    with pytest.raises(CallFault, match="does not exist"):
        drafts.edits(catalogue.root, draft)


HOSTILE = {
    "formula": ("note", "=1+1", "note begins as a formula does; write it as text"),
    "formula of a sum": ("attribution", "@SUM(A1)", "attribution begins as a formula does"),
    "tab": ("note", "a\tb", "note holds a tab, line break or invisible character"),
    "line break": ("note", "a\nb", "note holds a tab, line break or invisible character"),
    "carriage return": ("base", "a\rb", "base holds a tab, line break or invisible character"),
    "byte-order mark": ("note", "\ufeffa", "note holds a tab, line break or invisible character"),
    "right to left": ("note", "a\u202eb", "note holds a tab, line break or invisible character"),
    "right to left in a quote": ("quote", "40,\u200f000", "quote holds a tab, line break or invisible"),
    "arabic letter mark": ("note", "a\u061cb", "note holds a tab, line break or invisible character"),
    "markup": ("note", "<script>alert(1)</script>", "note holds markup; write it as plain text"),
    "markup of a comment": ("attribution", "a <!-- b", "attribution holds markup"),
    "ten megabytes": ("note", "x" * 10_000_000, "note is over 2000 characters long; say it in fewer words"),
    "ten megabytes in a quote": ("quote", "1" * 10_000_000, "quote is over 2000 characters long"),
    "half a character": ("note", "\ud800", "note holds half a character; type it anew"),
    "space at an end": ("note", "a ", "note begins or ends with a space"),
    "a number": ("note", 5, "note is int; must be text"),
    "another column": ("colour", "red", "column 'colour' is not known; must be one of figure_id"),
    "another name": ("figure_id", "report-1981", "a row keeps its name: take it away and add another"),
}  # fmt: skip


@pytest.mark.parametrize(("column", "cell", "said"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_cell_that_does_not_belong_into_the_catalogue_is_refused_with_words(
    catalogue: Small, column: str, cell: str, said: str
) -> None:
    draft = started(catalogue)
    found = row(catalogue, draft, "report-1980")
    with pytest.raises(DataFault) as refused:
        drafts.add(
            catalogue.root, draft, [Edit(FIGURES, "report-1980", found, {**found, column: cell})], "anna"
        )
    assert said in str(refused.value)
    assert len(str(refused.value)) < 2_000
    assert drafts.edits(catalogue.root, draft) == ()


@pytest.mark.parametrize(
    "file",
    ["../secrets.toml", "documents/../../x/figures.csv", "documents/report/notes.md", "published/current", "audit.jsonl",
     "documents/Report/figures.csv", "vocabulary/../x.csv", "record/.csv", "record/a/b.csv", "documents/a/b/figures.csv", ""],
)  # fmt: skip
def test_only_files_of_the_catalogue_are_edited(catalogue: Small, file: str) -> None:
    draft = started(catalogue)
    with pytest.raises(CallFault, match="is not a file that is edited"):
        drafts.add(catalogue.root, draft, [Edit(file, "a", None, {"figure_id": "a"})], "anna")
    with pytest.raises(CallFault, match="is not a file that is edited"):
        drafts.rows(catalogue.root, draft, file)


@pytest.mark.parametrize(
    ("key", "said"),
    [("Not An Id", "must be small letters"), ("", "figure_id is ''"), ("x" * 10_000, "over 2000")],
)
def test_a_new_row_needs_a_proper_name(catalogue: Small, key: str, said: str) -> None:
    with pytest.raises(DataFault) as refused:
        drafts.add(catalogue.root, started(catalogue), [Edit(FIGURES, key, None, {"figure_id": key})], "anna")
    assert said in str(refused.value)
    assert len(str(refused.value)) < 1_000


def test_a_row_that_is_there_already_is_not_added_again(catalogue: Small) -> None:
    with pytest.raises(Conflict, match="report-law: was added meanwhile, by somebody in the catalogue"):
        drafts.add(
            catalogue.root,
            started(catalogue),
            [Edit(FIGURES, "report-law", None, {"figure_id": "report-law"})],
            "anna",
        )


DAMAGED = {
    "wrong encoding": (lambda text: text.replace(b"the bureau", b"the b\xfcreau"), "is not UTF-8 at byte"),
    "duplicate ids": (
        lambda text: text + text.splitlines()[1] + b"\n",
        "is already in row 2; must stand once",
    ),
    "a row too short": (lambda text: text + b"a,b\n", "row 10: has 2 cells; must have 13"),
    "ten megabytes": (
        lambda text: text.replace(b"the bureau", b"x" * 10_000_000),
        "field larger than field limit",
    ),
    "an open quote": (lambda text: text + b'"a', "cannot be read as CSV"),
    "no heading": (lambda text: b"a,b\n1,2\n", "column 'figure_id' is missing"),
}


@pytest.mark.parametrize(("damage", "said"), DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_of_the_catalogue_is_named_not_rewritten(
    catalogue: Small, damage: object, said: str
) -> None:
    assert callable(damage)
    draft = started(catalogue)
    path = catalogue.root / FIGURES
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(DataFault) as refused:
        drafts.rows(catalogue.root, draft, FIGURES)
    assert said in str(refused.value)
    with pytest.raises(DataFault):
        drafts.add(catalogue.root, draft, [Edit(FIGURES, "report-law", {}, None)], "anna")
    assert path.read_bytes() == before


def text(catalogue: Small, *edits: Edit, file: str = FIGURES) -> str:
    files = {name: text_of(catalogue.root, name) or "" for name in (FIGURES, ASIDE, CARD)}
    return applied(files, edits)[file]


@pytest.mark.parametrize(("mark", "end"), [("", "\n"), ("\ufeff", "\r\n"), ("", "\r\n"), ("\ufeff", "\r")])
def test_other_lines_keep_their_bytes_and_line_ends(catalogue: Small, mark: str, end: str) -> None:
    before = mark + (text_of(catalogue.root, FIGURES) or "").replace("\n", end)
    (catalogue.root / FIGURES).write_bytes(before.encode())
    draft = started(catalogue)
    found = row(catalogue, draft, "report-2010")
    after = text(catalogue, Edit(FIGURES, "report-2010", found, {**found, "note": 'a, "b"'}))
    lines, changed = before.split(end), after.split(end)
    assert [at for at, (one, other) in enumerate(zip(lines, changed, strict=True)) if one != other] == [3]
    assert '"a, ""b"""' in changed[3]
    gone = text(catalogue, Edit(FIGURES, "report-2010", found, None))
    assert gone.split(end) == [*lines[:3], *lines[4:]]


def test_a_new_row_stands_where_its_phrase_stands_in_the_text(catalogue: Small) -> None:
    start = str(BODY.index("1986") + 1)
    new = Edit(FIGURES, "new", None, {"figure_id": "new", "start": start, "paragraph": "4", "quote": "986"})
    lines = text(catalogue, new).splitlines()
    names = [line.split(",")[0] for line in lines]
    assert names[names.index("new") - 1 :] == ["report-law", "new", "report-ratio", "report-rise"]
    assert lines[:1] == [HEADING]


def test_a_row_is_added_after_a_last_line_without_an_end(catalogue: Small) -> None:
    path = catalogue.root / FIGURES
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert text(catalogue, Edit(FIGURES, "z", None, {"figure_id": "z", "start": "99999"})).endswith(
        "\nz,,99999,,,,,,,,,,\n"
    )


def test_a_column_that_the_heading_lacks_is_added_only_where_a_cell_fills_it(catalogue: Small) -> None:
    found = {**row(catalogue, started(catalogue), "report-1980"), "attribution": "the bureau"}
    assert text(catalogue, Edit(FIGURES, "report-1980", found, {**found, "note": "a"})).startswith(
        f"{HEADING}\n"
    )
    after = text(
        catalogue, Edit(FIGURES, "report-1980", found, {**found, "original": "A report"})
    ).splitlines()
    assert after[0] == f"{HEADING},original"
    assert [line.count(",") for line in after if '"' not in line] == [13] * len(
        [x for x in after if '"' not in x]
    )
    assert after[2].endswith(",A report")


def test_a_card_keeps_its_comments_and_the_fields_that_are_not_changed(catalogue: Small) -> None:
    path = catalogue.root / CARD
    before = "# About the report\n" + path.read_text("utf-8") + "# end\n"
    path.write_text(before, "utf-8")
    draft = started(catalogue)
    card = drafts.rows(catalogue.root, draft, CARD)[0]
    drafts.add(
        catalogue.root, draft, [Edit(CARD, "", card, {**card, "author": 'A "B" C', "note": "ours"})], "anna"
    )
    after = drafts.changes(catalogue.root, draft)[CARD].splitlines()
    lines = before.splitlines()
    assert set(after) - set(lines) == {'author = "A \\"B\\" C"', 'note = "ours"'}
    assert set(lines) - set(after) == {'author = ""'}
    assert drafts.rows(catalogue.root, draft, CARD)[0]["author"] == 'A "B" C'


def test_a_field_over_several_lines_is_written_anew_with_its_card(catalogue: Small) -> None:
    path = catalogue.root / CARD
    path.write_text(path.read_text("utf-8").replace('author = ""', 'author = """\nA\\\n  B"""'), "utf-8")
    draft = started(catalogue)
    card = drafts.rows(catalogue.root, draft, CARD)[0]
    drafts.add(catalogue.root, draft, [Edit(CARD, "", card, {**card, "author": "C"})], "anna")
    assert drafts.rows(catalogue.root, draft, CARD)[0] == {**card, "author": "C"}


def test_a_new_document_brings_its_sheet_and_a_document_goes_with_its_sheets(catalogue: Small) -> None:
    draft = started(catalogue)
    card = {**drafts.rows(catalogue.root, draft, CARD)[0], "title": "Another"}
    new = CARD.replace("report", "another")
    drafts.add(catalogue.root, draft, [Edit(new, "", None, card)], "anna")
    changed = drafts.changes(catalogue.root, draft)
    assert changed[new.replace("source.toml", "figures.csv")].startswith("figure_id,")
    with drafts.materialised(catalogue.root, draft) as folder:
        assert (folder / new).is_file()
    gone = [
        Edit(file, row[key], row, None)
        for file, key in ((FIGURES, "figure_id"), (ASIDE, "start"))
        for row in drafts.rows(catalogue.root, draft, file)
    ]
    drafts.add(
        catalogue.root,
        draft,
        [*gone, Edit(CARD, "", drafts.rows(catalogue.root, draft, CARD)[0], None)],
        "anna",
    )
    with drafts.materialised(catalogue.root, draft) as folder:
        assert [path.name for path in (folder / "documents").iterdir()] == ["another"]


def test_every_act_on_a_draft_is_in_the_audit_trail(catalogue: Small) -> None:
    draft = started(catalogue)
    change(catalogue, draft, note="a", who="ben")
    drafts.undo(catalogue.root, draft, 1, "cleo")
    drafts.drop(catalogue.root, draft, "anna")
    assert [(entry.who, entry.act) for entry in audit.entries(catalogue.root)] == [
        ("anna", "draft start"), ("ben", "draft edit"), ("cleo", "draft undo"), ("anna", "draft drop"),
    ]  # fmt: skip
    assert audit.verified(catalogue.root)


def published_meanwhile(catalogue: Small, draft: str, who: str = "ben", **cells: str) -> None:
    """Somebody publishes a change of the same row in a draft of their own."""
    other = started(catalogue, "Another")
    change(catalogue, other, who=who, **cells)
    publication.publish_draft(catalogue.root, other, "carla", "Sooner", catalogue.texts)


@pytest.fixture
def clashing(catalogue: Small) -> str:
    """A draft of which one row was changed by another draft that was published first."""
    assert cli.main(["build", "--datasets", str(catalogue.root)]) == 0
    draft = started(catalogue)
    change(catalogue, draft, note="Hers")
    change(catalogue, draft, base="out of all")
    published_meanwhile(catalogue, draft, note="His", inferred="period: the heading")
    return draft


def test_who_published_another_change_of_a_row_is_named(catalogue: Small, clashing: str) -> None:
    with pytest.raises(Conflict, match=r"note is 'His' where '' was seen; .*, by ben \(20"):
        drafts.changes(catalogue.root, clashing)


def test_who_went_back_is_named_where_that_changed_the_row(catalogue: Small) -> None:
    assert cli.main(["build", "--datasets", str(catalogue.root)]) == 0
    first = str(current_name(catalogue.root))
    published_meanwhile(catalogue, "", note="His")
    draft = started(catalogue)
    change(catalogue, draft, note="Hers")
    publication.roll_back(catalogue.root, first, "dora", "Too soon")
    with pytest.raises(Conflict, match=r"note is '' where 'His' was seen, by dora \(20"):
        drafts.rows(catalogue.root, draft, FIGURES)


def test_a_row_that_was_changed_meanwhile_is_taken_back_whole(catalogue: Small, clashing: str) -> None:
    (clash,) = drafts.conflicts(catalogue.root, clashing)
    drafts.settle(catalogue.root, clashing, clash, "anna", keep=False)
    assert drafts.conflicts(catalogue.root, clashing) == []
    assert row(catalogue, clashing, "report-1980")["note"] == "His"
    assert drafts.edits(catalogue.root, clashing) == ()
    assert audit.verified(catalogue.root)


def test_what_is_kept_over_it_changes_its_own_cells_alone(catalogue: Small, clashing: str) -> None:
    (clash,) = drafts.conflicts(catalogue.root, clashing)
    drafts.settle(catalogue.root, clashing, clash, "anna", keep=True)
    found = row(catalogue, clashing, "report-1980")
    assert (found["note"], found["base"], found["inferred"]) == ("Hers", "out of all", "period: the heading")
    (edit,) = drafts.edits(catalogue.root, clashing)
    assert (edit.number, edit.who, edit.reason) == (3, "anna", "why")
    assert edit.before
    assert edit.before["note"] == "His"
    with pytest.raises(CallFault, match="settled already"):
        drafts.settle(catalogue.root, clashing, clash, "anna", keep=True)


def test_nothing_is_kept_over_what_nobody_saw(catalogue: Small, clashing: str) -> None:
    (clash,) = drafts.conflicts(catalogue.root, clashing)
    published_meanwhile(catalogue, clashing, note="His second")
    with pytest.raises(Conflict, match="once more"):
        drafts.settle(catalogue.root, clashing, clash, "anna", keep=True)


ONE, OTHER, THIRD = ({"figure_id": "f", "note": note, "base": "b"} for note in ("1", "2", "3"))


@pytest.mark.parametrize(
    ("seen", "found", "wanted", "kept"),
    [
        (ONE, OTHER, THIRD, (OTHER, THIRD)), (ONE, OTHER, None, (OTHER, None)), (ONE, None, THIRD, (None, THIRD)),
        (None, OTHER, THIRD, (OTHER, THIRD)), (ONE, OTHER, OTHER, None), (ONE, None, None, None),
        (ONE, OTHER | {"base": "c"}, THIRD, (OTHER | {"base": "c"}, THIRD | {"base": "c"})),
    ],
)  # fmt: skip
def test_what_a_draft_did_to_a_row_is_done_to_what_is_there_now(
    seen: Row | None, found: Row | None, wanted: Row | None, kept: tuple[Row | None, Row | None] | None
) -> None:
    edit = kept_over(Clash((Edit(FIGURES, "f", seen, wanted),), found))
    assert (edit and (edit.before, edit.after)) == kept


@pytest.mark.parametrize(
    "line",
    [
        {"act": "settle"}, {"act": "settle", "undoes": "12"}, {"act": "settle", "undoes": ["x"]}, {"act": "undo", "undoes": None},
        {"act": "edit", "edits": None}, {"act": "edit", "edits": [{"file": "x"}]}, {"act": "edit", "edits": ["x"]},
        {"act": "edit", "edits": [{"file": "f", "key": "k", "before": {"a": 1}, "after": None}]},
        {"act": "edit", "edits": [{"file": "f", "key": "k", "before": None, "after": None, "more": ""}]},
    ],
)  # fmt: skip
def test_a_line_that_nothing_here_wrote_is_a_fault_in_words(
    catalogue: Small, line: dict[str, object]
) -> None:
    name = drafts.start(catalogue.root, "Mine", "anna")
    log = catalogue.root / "drafts" / name / "edits.jsonl"
    log.write_bytes(log.read_bytes() + json.dumps(line).encode() + b"\n")
    with pytest.raises(DataFault, match="cannot be read"):
        drafts.edits(catalogue.root, name)
    drafts.drop(catalogue.root, name, "anna")
    assert name not in drafts.names(catalogue.root)


@pytest.mark.parametrize("sort", ["no log", "a link elsewhere"])
def test_only_a_draft_is_brought_back(catalogue: Small, tmp_path: Path, sort: str) -> None:
    away = catalogue.root / "drafts/.dropped/mine"
    away.parent.mkdir(parents=True)
    if sort == "no log":
        away.mkdir()
    else:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere/edits.jsonl").write_text('{"act": "start"}\n', encoding="utf-8")
        away.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CallFault, match="not among those"):
        drafts.bring_back(catalogue.root, "mine", "anna")
    assert drafts.names(catalogue.root) == []

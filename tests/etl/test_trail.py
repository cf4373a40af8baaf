"""What each act of the trail wrote is found in the logs of the drafts, wherever they lie."""

from etl import audit, drafts, trail
from etl.drafts import Edit
from tests.etl.publishing import FIGURES
from tests.etl.small import Small


def test_each_act_is_told_with_its_edits_also_where_the_draft_was_dropped(catalogue: Small) -> None:
    root = catalogue.root
    draft = drafts.start(root, "One: with a colon", "anna")
    row = drafts.rows(root, draft, FIGURES)[0]
    for note in ("a", "b"):
        found = drafts.rows(root, draft, FIGURES)[0]
        drafts.add(root, draft, [Edit(FIGURES, row["figure_id"], found, {**found, "note": note})], "ben")
    drafts.undo(root, draft, 2, "carla")
    drafts.drop(root, draft, "carla")
    entries = list(audit.entries(root))
    found_edits = trail.edits_of(root, entries)
    assert {entry.act: [edit.number for edit in found_edits.get(entry.number, ())] for entry in entries} == {
        "draft start": [], "draft edit": [2], "draft undo": [2], "draft drop": [],
    }  # fmt: skip
    assert trail.titles(root, entries) == {draft: "One: with a colon"}


def test_a_log_that_does_not_follow_the_trail_tells_nothing(catalogue: Small) -> None:
    root = catalogue.root
    draft = drafts.start(root, "One", "anna")
    entries = [*audit.entries(root), audit.Entry(9, "", "x", "draft edit", "../../etc: x", "")]
    (root / "drafts" / draft / "edits.jsonl").write_text("", "utf-8")
    assert trail.edits_of(root, entries) == {}
    assert trail.titles(root, entries)["../../etc"] == "../../etc"

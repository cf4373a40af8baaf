"""What the tests of publishing do to a catalogue: draft a change, build, and ask whether all that is kept agrees."""

from pathlib import Path

from etl import audit, cli, drafts
from etl.drafts import Edit
from etl.releases import current_name, history, release_folder, verify
from tests.etl.small import Small

FIGURES = "documents/report/figures.csv"
CARD = "documents/report/source.toml"


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

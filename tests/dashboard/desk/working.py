"""The desk over a small catalogue that was published, as one of the staff has it in front of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.desk import access
from etl import cli, drafts
from etl.drafts import Edit
from tests.etl.small import Small, small

SHELL = Path(__file__).resolve().parent.parent.parent.parent / "dashboard" / "shell.py"
FIGURES = "documents/report/figures.csv"
ANNA = access.Staff("anna@example.org", "Anna", "here")


@dataclass
class Desk:
    """A catalogue in use, a draft on it, and who is at the desk."""

    catalogue: Small
    draft: str = ""

    @property
    def root(self) -> Path:
        return self.catalogue.root

    def row(self, key: str, file: str = FIGURES) -> dict[str, str] | None:
        """A row as the draft has it."""
        rows = drafts.rows(self.root, self.draft, file)
        return next((row for row in rows if key in (row.get("figure_id"), row.get("start"))), None)

    def put(self, key: str, who: str = "ben", **cells: str) -> None:
        """Somebody else changes a figure."""
        before = self.row(key)
        assert before
        drafts.add(self.root, self.draft, [Edit(FIGURES, key, before, {**before, **cells}, "why")], who)

    def at(self, view: str, **address: str) -> AppTest:
        """A view, as a visit to its address shows it."""
        test = AppTest.from_file(str(SHELL), default_timeout=60)
        for name, value in {"view": view, "draft": self.draft, **address}.items():
            test.query_params[name] = value
        return test.switch_page("../pages/desk.py").run()


@contextmanager
def working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Anna at the desk."""
    catalogue = small(tmp_path)
    assert cli.main(["build", "--datasets", str(catalogue.root)]) == 0
    monkeypatch.setenv("DATASETS_DIR", str(catalogue.root))
    monkeypatch.setenv("DOCUMENTS_DIR", str(catalogue.texts))
    monkeypatch.setattr(access, "staff", lambda: ANNA)
    yield Desk(catalogue, drafts.start(catalogue.root, "Refresh of autumn", "anna"))


def said(test: AppTest) -> str:
    """All HTML of the page."""
    return "".join(str(one.proto.body) for one in test.get("html"))

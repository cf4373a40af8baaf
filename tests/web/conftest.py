"""The committed release for what is read in full; invented ones for what becomes of a figure from release to release."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard import data
from dashboard.data import Release
from tests.dashboard.sample_release import FIGURES, write

GONE = "young-held"


@pytest.fixture(autouse=True)
def _no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_ADDRESS", raising=False)


@pytest.fixture
def committed(monkeypatch: pytest.MonkeyPatch) -> Release:
    monkeypatch.delenv("DATASETS_DIR", raising=False)
    return data.current()


@pytest.fixture(scope="session")
def two_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two invented releases; the later one, now in use, has lost a figure and holds a hostile one."""
    folder = write(tmp_path_factory.mktemp("two"), "first")
    hostile = {
        **FIGURES[0],
        "figure_id": "hostile",
        "statement": 'Says </script><script>alert(1)</script> & "more", according to First Institute.',
        "quote": "=1+1",
        "note": "@SUM(1)",
    }
    write(folder, "second", figures=[*(row for row in FIGURES if row["figure_id"] != GONE), hostile])
    acts = [("publish", "first", ""), ("publish", "second", "first")]
    lines = [json.dumps({"act": act, "release": name, "previous": before}) for act, name, before in acts]
    (folder / "published" / "history.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def two(two_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    monkeypatch.setenv("DATASETS_DIR", str(two_folder))
    return data.current()

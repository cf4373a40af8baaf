"""What the tests of the briefing share."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard import data
from dashboard.data import Release
from tests.dashboard.sample_release import FIGURES, REGIONS, Row, write


@pytest.fixture
def drawn(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Release:
    """The invented release with two numbers of their years alone, and with countries that are on the map."""
    numbers = {"PHL": "608", "SGP": "702"}
    figures = [row for row in FIGURES if row["figure_id"] != "users-change"]
    regions: list[Row] = [{**row, "m49": numbers.get(row["region"], "")} for row in REGIONS]
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, figures=figures, regions=regions)))
    return data.current()

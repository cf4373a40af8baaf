"""The invented release, as the reader gives it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import data
from dashboard.data import Release
from tests.dashboard.sample_release import write
from tests.dashboard.sessions import no_packages_searched

__all__ = ["no_packages_searched"]


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("datasets"))


@pytest.fixture
def sample(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    monkeypatch.setenv("DATASETS_DIR", str(sample_folder))
    return data.current()

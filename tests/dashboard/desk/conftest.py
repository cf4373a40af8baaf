"""Each test begins with secrets that let Anna in, and ends with none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from streamlit import config

from tests.dashboard.desk import signing
from tests.dashboard.desk.talking import served
from tests.dashboard.desk.working import Desk, working


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[Path]:
    """The secrets file that the server reads, as ``signing.write`` makes it."""
    before = [Path(path) for path in config.get_option("secrets.files")]
    path = tmp_path / "secrets.toml"
    signing.write(path)
    signing.use(path)
    yield path
    signing.use(*before)


@pytest.fixture(scope="module")
def server() -> Iterator[TestClient]:
    with served() as client:
        yield client


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Anna at the desk, over a small catalogue that is published."""
    with working(tmp_path, monkeypatch) as made:
        yield made

"""The pages as a visitor's session runs them, over the committed release and over the invented one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.sample_release import write
from tests.dashboard.sessions import no_packages_searched

SHELL = Path(__file__).resolve().parent.parent.parent / "dashboard" / "shell.py"
Visit = Callable[..., AppTest]
__all__ = ["no_packages_searched"]


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("datasets"))


@pytest.fixture(params=["committed", "invented"])
def release(request: pytest.FixtureRequest, invented: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each test runs on the release in the repository and on one the repository does not ship."""
    if request.param == "committed":
        monkeypatch.delenv("DATASETS_DIR", raising=False)
    else:
        monkeypatch.setenv("DATASETS_DIR", str(invented))
    return str(request.param)


@pytest.fixture
def visit() -> Visit:
    """Open a page with an address: ``visit("themes", theme="reform")``."""

    def open_page(page: str, /, **address: str | list[str]) -> AppTest:
        test = AppTest.from_file(str(SHELL), default_timeout=60)
        for name, value in address.items():
            test.query_params[name] = value
        return test.switch_page(f"../pages/{page}.py").run()

    return open_page

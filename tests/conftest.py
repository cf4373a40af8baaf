"""What tests of every folder share: one server of the dashboard over the committed release."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.server import running


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the dashboard is served."""
    with running() as base:
        yield base

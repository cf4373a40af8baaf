"""Fixtures for the tests of etl."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.etl.acts import Acts
from tests.etl.small import Small, small


@pytest.fixture
def catalogue(tmp_path: Path) -> Small:
    """A small invented catalogue, sound in every row."""
    return small(tmp_path)


@pytest.fixture(scope="module")
def acts() -> Iterator[Acts]:
    """A process that does acts of publishing in children of its own."""
    made = Acts()
    yield made
    made.close()

"""Fixtures for the tests of etl."""

from pathlib import Path

import pytest

from tests.etl.small import Small, small


@pytest.fixture
def catalogue(tmp_path: Path) -> Small:
    """A small invented catalogue, sound in every row."""
    return small(tmp_path)

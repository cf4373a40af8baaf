"""What every session that a test opens would read again: it is read for none, as no package here brings what is looked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def no_packages_searched() -> Iterator[None]:
    """Streamlit's test sessions search the papers of all installed packages for components, ten times the work of a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        yield

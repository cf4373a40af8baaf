"""Name the folders that the desk works in: that of the catalogue and its releases, and that of the documents' texts."""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def datasets() -> Path:
    """The datasets folder: DATASETS_DIR, or the repository's own."""
    return Path(os.environ.get("DATASETS_DIR") or REPOSITORY / "datasets").resolve()


def documents() -> Path:
    """The folder of texts: DOCUMENTS_DIR, or one beside the repository's datasets that is never committed. It may not be there yet."""
    return Path(os.environ.get("DOCUMENTS_DIR") or REPOSITORY / "documents").resolve()


def text_path(document: str) -> Path:
    """Where the text of a document lies, if it is there; ``document`` is a name that the catalogue knows."""
    return documents() / f"{document}.txt"


def catalogued() -> list[str]:
    """The documents of the catalogue, by name."""
    folder = datasets() / "documents"
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []

"""What the options of a call mean: its folders, and an answer for a machine."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent


def datasets_of(options: argparse.Namespace) -> Path:
    """The datasets folder that a call means."""
    folder = options.datasets or os.environ.get("DATASETS_DIR") or REPOSITORY / "datasets"
    return Path(folder).resolve()


def documents_of(options: argparse.Namespace) -> Path | None:
    """The folder of texts that a call means; None where it names none."""
    folder = options.documents or os.environ.get("DOCUMENTS_DIR")
    return Path(folder).resolve() if folder else None


def print_json(answer: Any) -> None:
    """An answer for a machine."""
    print(json.dumps(answer, ensure_ascii=False, indent=1))

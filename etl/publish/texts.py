"""Keep the text of a document that was brought in, in the folder of texts."""

from __future__ import annotations

import hashlib
from pathlib import Path

from etl.documents import Text
from etl.publish.disk import make_folder, replace_bytes


def keep_text(documents: Path, document: str, text: str) -> Text:
    """Write a text as <document>.txt in one step; the text with the SHA-256 of the bytes that are kept."""
    content = text.encode()
    make_folder(documents)
    replace_bytes(documents / f"{document}.txt", content)
    return Text(text, hashlib.sha256(content).hexdigest())

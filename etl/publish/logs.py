"""Add to the audit trail: a numbered line, with the hash of the line before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from etl.log import as_object, lines_of, read_log
from etl.publish.disk import append_line, held

AUDIT = "audit.jsonl"
_PATIENCE_SECONDS = 30.0


def audit(datasets: Path, fields: Mapping[str, str], *, once: bool = False) -> int:
    """Write an act into the trail; its number. ``once``: unless the same act of the same moment stands there already."""
    path = datasets / AUDIT
    lock = datasets / "drafts" / ".locks" / "_audit"
    with held(lock, _PATIENCE_SECONDS, f"{path}: somebody else is writing; try again in a minute"):
        if once:
            for found in read_log(path):
                if {name: found.get(name) for name in fields} == dict(fields):
                    return int(found["number"])
        last = next((line for line in reversed(lines_of(path)) if as_object(line) is not None), b"")
        number = int((as_object(last) or {}).get("number", 0)) + 1
        line = {"number": number, **fields, "before": fingerprint(last)}
        append_line(path, json.dumps(line, ensure_ascii=False))
        return number


def fingerprint(line: bytes) -> str:
    """What the next line says of this one; '' of none."""
    return hashlib.sha256(line).hexdigest() if line else ""

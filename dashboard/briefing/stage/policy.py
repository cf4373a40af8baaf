"""The policy under which the stage and the handout run: one script of ours, our letters, the library of the charts, nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache


@lru_cache(maxsize=4)
def headers(script: str, forms: str = "'none'") -> dict[str, str]:
    """The headers of a page whose one inline script is ``script``; ``forms`` says where it may send any."""
    rules = (
        "default-src 'none'", f"script-src 'self' {hashed(script)}", "style-src 'unsafe-inline'", "font-src 'self'",
        "img-src 'self' data:", "base-uri 'none'", f"form-action {forms}", "frame-ancestors 'self'",
    )  # fmt: skip
    return {"content-security-policy": "; ".join(rules), "x-robots-tag": "noindex"}


def hashed(text: str) -> str:
    """How a policy names an inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

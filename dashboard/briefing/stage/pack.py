"""Write the briefing as one file with everything inside, which opens from a disk without a network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dashboard.briefing.deck import Deck
from dashboard.briefing.shown import Shown
from dashboard.briefing.stage.page import Parts, page, script
from dashboard.briefing.stage.policy import hashed
from dashboard.briefing.stage.style import faces_within, icon
from dashboard.delivery import shelf

MEDIA_TYPE = "text/html"


def pack(deck: Deck, shown: Sequence[Shown], look: str = "") -> str:
    """The whole file as text; the deck in it can be brought back."""
    return page(deck, shown, look, _within())


@lru_cache(maxsize=1)
def _within() -> Parts:
    """Letters and library as they are, under a policy by which the file runs these scripts and asks nobody for anything."""
    bundle = shelf.BUNDLE.read_text(encoding="utf-8")
    rules = (
        "default-src 'none'", f"script-src {hashed(bundle)} {hashed(script())}", "style-src 'unsafe-inline'", "font-src data:",
        "img-src data:", "base-uri 'none'", "form-action 'none'",
    )  # fmt: skip
    head = f'<meta http-equiv="content-security-policy" content="{"; ".join(rules)}">{icon()}'
    return Parts(faces_within(), f"<script>{bundle}</script>", head)

"""The quiet buttons that put a view into the briefing: plain HTML, which the visitor's own browser answers and remembers."""

from __future__ import annotations

import json
from functools import lru_cache
from html import escape
from typing import Literal

from dashboard.briefing.deck import Fault, read_slide
from dashboard.words import say

Pinned = Literal["figure", "theme", "map", "timeline", "place"]


def button(sort: Pinned, name: str, title: str, words: str = "") -> str:
    """The button for one view as HTML; '' for a name that no address could hold.

    ``title`` is what is pinned, for those who listen; ``words`` stand on the button where 'Pin' alone would not say what.
    """
    code = f"{sort}:{name}"
    if isinstance(read_slide(code), Fault):
        return ""
    shown = words or say("briefing.pin")
    return (
        f'<button type="button" class="pin" data-pin="{escape(code)}" aria-pressed="false"'
        f' aria-label="{escape(shown)}: {escape(title)}">{escape(shown)}</button>'
    )


@lru_cache(maxsize=1)
def script_words() -> str:
    """What the script says, as JSON, with its blanks for the script to fill."""
    blank = {name: f"{{{name}}}" for name in ("number", "name", "seconds", "file")}
    return json.dumps(
        {
            "pinned": say("briefing.pinned"),
            "way": say("pages.briefing"),
            "way_held": say("briefing.way_held", **blank),
            "added_one": say("briefing.added_one", **blank),
            "added_many": say("briefing.added_many", **blank),
            "taken_one": say("briefing.taken_one", **blank),
            "taken_many": say("briefing.taken_many", **blank),
            "merged_one": say("briefing.merged_one", **blank),
            "merged_many": say("briefing.merged_many", **blank),
            "merged": say("briefing.merged"),
            "full": say("briefing.full"),
            "open": say("briefing.open"),
            "making": say("briefing.making", **blank),
            "waiting": say("briefing.waiting", **blank),
            "made": say("briefing.made", **blank),
            "not_made": say("briefing.not_made", **blank),
            "moved": say("briefing.moved", **blank),
        },
        ensure_ascii=False,
    )

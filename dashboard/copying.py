"""Words to be copied, in HTML: as they are, with a button beside them that the visitor's browser answers."""

from __future__ import annotations

from html import escape

from dashboard.words import say


def block(words: str, name: str = "") -> str:
    """The words on as many lines as they need; ``name`` is a heading over them."""
    heading = f'<h3 class="label">{escape(name)}</h3>' if name else ""
    button = (
        f'<button type="button" data-copy data-done="{escape(say("copying.done"))}"'
        f' data-by-hand="{escape(say("copying.by_hand"))}">{escape(say("copying.copy"))}</button>'
    )
    way = f'<div class="copy-way">{button}<span role="status"></span></div>'
    return f'<div class="to-copy">{heading}<pre>{escape(words)}</pre>{way}</div>'

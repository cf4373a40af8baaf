"""Parts of a long page that are one step away on a phone and in view on a wider page, as HTML. Text in, text out."""

from __future__ import annotations

from html import escape


def part(title: str, anchor: str, told: str, inside: str, *, opened: bool = False) -> str:
    """A part of the page under its title, folded where words tell what it holds; ``anchor`` names it in the page's address.

    ``inside`` is HTML.
    """
    head = f'<h2 id="{escape(anchor)}">{escape(title)}</h2>'
    held = folded(told, inside, opened=opened) if told else inside
    return f'<section class="part">{head}{held}</section>'


def folded(told: str, inside: str, *, opened: bool = False) -> str:
    """Something long, as HTML, behind the words that say what it holds; the style sheet opens it where there is room."""
    stands = " open" if opened else ""
    return f'<details class="fold long"{stands}><summary>{escape(told)}</summary>{inside}</details>'

"""Write one figure as a small page to stand within somebody else's page. Figure in, text out."""

from __future__ import annotations

from html import escape

from dashboard.addresses import of_figure
from dashboard.data import Release
from dashboard.figure import Figure
from dashboard.web import facts, look, preview, rivals
from dashboard.web.figure_page import marked, number
from dashboard.words import say


def page(figure: Figure, release: Release, home: str, query: str = "", theme: str = "") -> str:
    """The statement, its number, what others say, what speaks against it, who says so, and the way back in a window of its own.

    ``theme`` is light or dark; without it the page follows the visitor's own choice.
    """
    way = (
        f"{home}{preview.light_page(figure.figure_id)}{query}"
        if query
        else home + of_figure(figure.figure_id)
    )
    source = escape(facts.source_line(figure, release.id))
    return look.bare(
        figure.statement,
        f"<h1>{escape(figure.statement)}</h1>{marked(_number(figure) + rivals.drawing(figure, release), figure, release)}"
        f"{rivals.section(figure, release, query, new_window=True)}{_doubt(figure, release)}"
        f'<p class="small source">{source}</p>'
        f'<p class="links"><a href="{escape(way)}" target="_blank" rel="noopener">{escape(say("web.evidence"))}</a></p>',
        head=f'<meta name="robots" content="noindex"><link rel="canonical" href="{escape(home + preview.light_page(figure.figure_id))}">',
        theme=theme,
    )


def _number(figure: Figure) -> str:
    if not figure.quote or figure.numbers or figure.qualifier == "magnitude":
        return number(figure)
    return f'<p class="quote">{escape(say("evidence.words", quote=figure.quote))}</p>'


def _doubt(figure: Figure, release: Release) -> str:
    """What there is to weigh, in one line: a number that does not hold never travels alone."""
    labels = facts.doubt(figure, release)
    if not labels:
        return ""
    kind = facts.gravest(figure, release)
    return f'<p class="flag {kind}"><strong>{escape(labels)}.</strong> {escape(say("web.doubt_told"))}</p>'

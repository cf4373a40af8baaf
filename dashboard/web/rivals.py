"""Write which other numbers are stated for the same measure, each with who says so: no number travels as the only one. Figures in, text out."""

from __future__ import annotations

from html import escape

from dashboard.data import Release
from dashboard.figure import Figure, sentence_case
from dashboard.one_figure import around as one_figure
from dashboard.web import preview, role, still
from dashboard.words import say, say_number
from etl.intervals import allowed, worded

# What is more stands with the evidence, one step away.
MOST = 3


def of(figure: Figure, release: Release) -> tuple[Figure, ...]:
    """The rivals that are shown beside a figure: those that can be drawn with it first."""
    return tuple(sorted(_every(figure, release), key=lambda other: not _comparable(figure, other)))[:MOST]


def drawing(figure: Figure, release: Release) -> str:
    """The figure drawn, on one scale with its rivals where it has any."""
    return still.drawing(figure, _beside(figure, release))


def section(figure: Figure, release: Release, query: str = "", *, new_window: bool = False) -> str:
    """The rivals under their heading as HTML, each a way to its own page; '' where there is none.

    ``query`` keeps the ways within a frozen release.
    """
    shown = of(figure, release)
    if not shown:
        return ""
    together = (figure, *_beside(figure, release))
    target = ' target="_blank" rel="noopener"' if new_window else ""
    items = "".join(
        _item(
            figure,
            other,
            still.drawing(other, together, at) if other in together else "",
            release,
            query,
            target,
        )
        for at, other in enumerate(shown, 1)
    )
    more = len(_every(figure, release)) - len(shown)
    rest = f'<p class="small">{escape(say_number("web.rivals_more", more))}</p>' if more else ""
    return f'<section class="rivals"><h2>{escape(say("web.rivals"))}</h2><ul>{items}</ul>{rest}</section>'


def line(figure: Figure, release: Release) -> str:
    """The rivals in one line, for where there is no room to draw them; '' where there is none."""
    told = [
        say("web.rival", number=_number(figure, other), who=other.speaker) for other in of(figure, release)
    ]
    return say("web.rivals_line", told="; ".join(told)) if told else ""


def _every(figure: Figure, release: Release) -> tuple[Figure, ...]:
    """All rivals, without those that are only a word for a size which the figure's own number fits."""
    found = one_figure.around(figure.figure_id, release).rivals
    return tuple(other for other in found if not _fits(figure, other))


def _fits(figure: Figure, other: Figure) -> bool:
    """The other is a word for a size, and what the figure states may well be called so: 'thousands' beside 'at least 6,200'."""
    if other.qualifier != "magnitude" or figure.unit != other.unit:
        return False
    word, number = worded(other.quote or ""), allowed(figure.stated)
    return word is not None and number is not None and not word.apart(number)


def _item(figure: Figure, other: Figure, drawn: str, release: Release, query: str, target: str) -> str:
    way = escape(preview.light_page(other.figure_id) + query)
    number = escape(sentence_case(_number(figure, other)))
    told = [other.speaker, *([other.base] if other.base and other.has_base else [])]
    return (
        f'<li class="mark-{role.of(other, release)}"><p class="rival"><a href="{way}"{target}>{number}</a></p>'
        f'<p class="small">{escape(" · ".join(map(sentence_case, told)))}</p>{drawn}</li>'
    )


def _number(figure: Figure, other: Figure) -> str:
    """The other number, with its time where that is not told in the same words."""
    return f"{other.number} {other.when}" if other.when and other.when != figure.when else other.number


def _beside(figure: Figure, release: Release) -> tuple[Figure, ...]:
    return tuple(other for other in of(figure, release) if _comparable(figure, other))


def _comparable(figure: Figure, other: Figure) -> bool:
    """One axis can hold both: they are numbers in one unit, counted from the same start."""
    return bool(figure.numbers and other.numbers) and (figure.unit, figure.kind) == (other.unit, other.kind)

"""Write figures as the rows of a table, or as a short list, in HTML. Text in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from dashboard import doubts
from dashboard.addresses import of_document, of_figure, of_problem, of_region
from dashboard.figure import Figure, sentence_case
from dashboard.problems import Row
from dashboard.words import kept_apart, say

COLUMNS = ("figure", "number", "place", "when", "who", "document")


def table(figures: Iterable[Figure], in_doubt: Mapping[str, Sequence[Row]]) -> str:
    """A table of figures, each a way to its own page; on a phone its rows stand under one another.

    ``in_doubt`` gives the points of each figure that has any, the gravest first.
    """
    heads = "".join(
        f'<th scope="col" class="{name}">{escape(say(f"figures.column_{name}"))}</th>' for name in COLUMNS
    )
    rows = "".join(_row(figure, in_doubt.get(figure.figure_id, ())) for figure in figures)
    caption = f'<caption class="unseen">{escape(say("figures.table"))}</caption>'
    return f'<table class="stacking figures">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def short_list(
    figures: Iterable[Figure], in_doubt: Mapping[str, Sequence[Row]], with_base: bool = False
) -> str:
    """Figures in one line each: the sentence as a way to its page, who says so, where it stands, by which rule, its points.

    ``in_doubt`` is as for the table.
    """
    items = "".join(_item(figure, in_doubt.get(figure.figure_id, ()), with_base) for figure in figures)
    return f'<ul class="kin">{items}</ul>'


def link(figure: Figure, words: str = "") -> str:
    """A way to a figure's page, in these words or in those of its statement."""
    return to(of_figure(figure.figure_id), words or figure.statement)


def vouched(figure: Figure, points: Sequence[Row]) -> str:
    """A figure that stands alone: its statement, which names who says so, as the way to its page, and its points."""
    return f"<p>{link(figure)}</p>{_doubt(figure, points)}"


def to(address: str, words: str) -> str:
    """A way to an address of ours."""
    return f'<a href="{escape(address)}" target="_self">{escape(words)}</a>'


def _row(figure: Figure, points: Sequence[Row]) -> str:
    cells = {
        "number": escape(sentence_case(_number(figure))),
        "place": _missing("no_place")
        if figure.region_sort == "not_stated"
        else to(of_region(figure.region), figure.region_name),
        "when": escape(sentence_case(figure.when)) if figure.when else _missing("no_when"),
        "who": escape(sentence_case(figure.speaker)),
        "document": to(of_document(figure.document), figure.title or "")
        if figure.document
        else _missing("no_document"),
    }
    data = "".join(
        f'<td class="{name}" data-label="{escape(say(f"figures.column_{name}"))}"><span>{cell}</span></td>'
        for name, cell in cells.items()
    )
    return f'<tr><th scope="row">{link(figure, figure.claim)}{_standing(figure)}{_doubt(figure, points)}</th>{data}</tr>'


def _number(figure: Figure) -> str:
    """The number in words; where the words are the figure, they are quoted."""
    if figure.kind in ("rank", "event") and figure.quote:
        return say("evidence.words", quote=figure.quote)
    return figure.number


def _missing(key: str) -> str:
    return f'<span class="missing">{escape(say(f"figures.{key}"))}</span>'


def _standing(figure: Figure) -> str:
    if figure.status == "reported":
        return ""
    return f'<p class="small">{escape(say("mark.derived" if figure.derived else "mark.superseded"))}</p>'


def _doubt(figure: Figure, points: Sequence[Row]) -> str:
    """What kinds of points it has, the gravest first, each as the way to the first of them."""
    return "".join(
        f'<p class="in-doubt {escape(row["kind"])}">{doubts.sign(row)} {to(of_problem(str(row["problem_id"])), name)}</p>'
        for name, row in doubts.first_of_each(points, [figure.figure_id]).items()
    )


def _item(figure: Figure, points: Sequence[Row], with_base: bool) -> str:
    where = "" if figure.derived else figure.title or ""
    base = (figure.base or "") if with_base and figure.has_base else ""
    told = " · ".join(sentence_case(part) for part in (figure.speaker, where, base) if part)
    return f'<li><p class="evidence-statement">{link(figure, figure.claim)}</p><p class="small">{escape(kept_apart(told))}</p>{_doubt(figure, points)}</li>'

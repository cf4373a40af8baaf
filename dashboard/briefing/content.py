"""What a slide shows of a release, whatever its sort: a figure in its drawing, a board, a map, dated facts. Release in, text out."""

from __future__ import annotations

from dashboard import drawn, evidence
from dashboard.addresses import of_figure
from dashboard.briefing import atlas, boards, challenge, notes
from dashboard.briefing.boards import Board
from dashboard.data import Release
from dashboard.figure import sentence_case
from dashboard.grouping import Drawing, headline
from dashboard.keeping import kept
from dashboard.web import facts
from dashboard.words import say

OF_SORT = {
    "theme": boards.of_theme_board,
    "place": boards.of_place_board,
    "timeline": boards.of_timeline,
    "map": atlas.of,
}


def of(sort: str, name: str, release: Release) -> Board:
    """What a slide shows. Raises KeyError for a sort that shows nothing of a release, or a name that it does not hold."""
    return _figure(name, release) if sort == "figure" else OF_SORT[sort](name, release)


def holds(sort: str, name: str, release: Release) -> bool:
    """The release holds what a slide of this sort and name shows."""
    if sort == "figure":
        return name in release.statements
    try:
        of(sort, name, release)
    except KeyError:
        return False
    return True


def _drawing(figure_id: str, release: Release) -> Drawing:
    """The drawing that a figure stands in; what has no number shares none and stands alone."""
    alone = facts.alone(figure_id, release)
    return alone if alone.first.kind in ("rank", "event") else headline(figure_id, release)


def _meta(drawing: Drawing) -> str:
    """Unit, place and time; without the unit where there is no number to have one."""
    whole, first = drawn.meta(drawing), drawing.first
    if first.kind not in ("rank", "event"):
        return whole
    return whole.removeprefix(sentence_case(say("drawing.unit", unit=first.plural))).removeprefix(" · ")


@kept(1024)
def _figure(figure_id: str, release: Release) -> Board:
    """A figure in the drawing that it stands in, headed by what all in it state: none of them speaks for the others."""
    drawing = _drawing(figure_id, release)
    heads = tuple(say(f"table.{name}") for name in evidence.COLUMNS)
    rows = ((figure.statement, *evidence.cells(figure)) for figure in drawing.figures)
    return Board(
        statement=drawing.title,
        meta=_meta(drawing),
        source=drawn.source(drawing, release),
        alternative=drawn.alternative(drawing),
        markup="",
        table=(heads, *rows),
        figures=drawing.figures,
        items=(),
        notes=notes.of_figure(figure_id, release),
        challenge=challenge.of(figure_id, release, tuple(name for name in drawing.ids if name != figure_id)),
        address=of_figure(figure_id),
        drawing=drawing,
    )

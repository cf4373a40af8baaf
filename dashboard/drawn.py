"""A drawing as a piece of a page, and the lines around it: unit, place and time above, who says so below."""

from __future__ import annotations

import re
from html import escape

from dashboard import doubts, problems
from dashboard.addresses import of_figure
from dashboard.charts import BY_KIND, NARROW, WIDE, Setting, wording
from dashboard.data import Release
from dashboard.figure import Figure, sentence_case
from dashboard.grouping import Drawing
from dashboard.keeping import kept
from dashboard.palette import BY_THEME
from dashboard.parts import Colours
from dashboard.plot import markup as plot
from dashboard.plot.markup import Words
from dashboard.words import kept_apart, say

# A release that is named by a hash is told apart by its beginning.
HASH = re.compile("[0-9a-f]{12,}")
SHORT = 8
# A wide space, which a line may end with.
GAP = "&emsp;"


def markup(drawing: Drawing, release: Release, colours: Colours, *, compact: bool = False) -> str:
    """The drawing as HTML, or the number in words where a drawing would add nothing or mislead.

    ``compact`` is for a card.
    """
    if not drawing.drawn:
        return "".join(map(_in_words, drawing.figures))
    return _chart(drawing, release, colours, compact)


def _in_words(figure: Figure) -> str:
    """The number large, as the way to its figure; what was worked out here looks and says so."""
    address = escape(of_figure(figure.figure_id))
    name, told = "in-words", ""
    if figure.derived:
        name, told = "in-words derived", f'<p class="small">{escape(say("mark.derived"))}</p>'
    return f'<p class="{name}"><a href="{address}" target="_self">{escape(figure.number)}</a></p>{told}'


@kept(2048)
def _chart(drawing: Drawing, release: Release, colours: Colours, compact: bool) -> str:
    """The finished chart for a narrow and for a wide frame, worked out and written once for all visitors."""
    points = problems.of(drawing.ids, release)
    words = Words(
        name=f"{drawing.ids[0]}-{release.id}",
        statement=drawing.title,
        meta=meta(drawing),
        source=source(drawing, release),
        alternative=alternative(drawing),
        doubt=doubts.signed(points, drawing.ids),
        gravest=str(points[0]["kind"]) if points else "",
        path=of_figure(drawing.ids[0]),
    )
    narrow, wide = (
        BY_KIND[drawing.first.kind](drawing.table, Setting(BY_THEME[colours], width=width, compact=compact))
        for width in (NARROW, WIDE)
    )
    return plot.markup(narrow, words, wide)


def replaced(drawing: Drawing) -> list[str]:
    """That a figure of the drawing has been replaced: our remark, which its source did not make."""
    gone = [figure for figure in drawing.figures if figure.status == "superseded"]
    return [say("drawing.replaced", number=sentence_case(figure.number)) for figure in gone]


def alternative(drawing: Drawing) -> str:
    """The drawing in words: what it states, in which unit, where and when."""
    statements = " ".join([*(figure.statement for figure in drawing.figures), *replaced(drawing)])
    return say("drawing.alternative", statements=statements, details=meta(drawing))


def meta(drawing: Drawing) -> str:
    """Unit, place and time, as far as all figures of the drawing share them."""
    first = drawing.first
    stated = say("drawing.place_not_stated") if first.region_sort == "not_stated" else first.region_name
    place = _as_read(stated, "region", drawing)
    times = {figure.when or say("drawing.date_not_stated") for figure in drawing.figures}
    unit = say("drawing.unit", unit=first.plural) if first.plural else ""
    if first.unit == "ratio_to_one":
        unit = say("drawing.unit_ratio")
    when = _as_read(next(iter(times)), "period", drawing) if len(times) == 1 else ""
    if len(times) > 1 and wording.none_states("period", drawing.figures):
        when = say("drawing.times_as_read")
    return " · ".join(sentence_case(part) for part in (unit, place, when) if part)


def source(drawing: Drawing, release: Release) -> str:
    """Who says so, in which document, from which release, as a saved picture carries it."""
    return say("drawing.source", who=_speakers(drawing), documents=_documents(drawing), release=release.id)


@kept(1024)
def source_line(drawing: Drawing, release: Release) -> str:
    """The same under the drawing as HTML: the release in short and set back, since the foot of the page gives it in full."""
    said = say("drawing.said_by", who=_speakers(drawing), documents=_documents(drawing))
    short = release.id[:SHORT] if HASH.fullmatch(release.id) else release.id
    name = escape(say("drawing.release", release=short))
    return f'<p class="source">{escape(kept_apart(said))}{GAP}<span class="release">{name}</span></p>'


def _speakers(drawing: Drawing) -> str:
    return sentence_case("; ".join(dict.fromkeys(figure.speaker for figure in drawing.figures)))


def _documents(drawing: Drawing) -> str:
    titles = dict.fromkeys(figure.title for figure in drawing.figures if figure.title)
    return "; ".join(titles) or say("drawing.across_documents")


def _as_read(said: str, column: str, drawing: Drawing) -> str:
    """Marked where no document states it; where only some do not, their rows are marked."""
    read = wording.none_states(column, drawing.figures)
    return say("drawing.as_read", said=said) if read else said

"""Choose the few words each row of a drawing needs, and the colour that its source has."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.stack import Row
from dashboard.figure import Figure, sentence_case
from dashboard.palette import Palette
from dashboard.words import say

RIVAL_KINDS = ("count", "money")


def source_name(figure: Figure) -> str:
    """Who says so, in the fewest words that are still true."""
    if figure.derived:
        return say("mark.derived")
    return say("mark.says", who=figure.speaker)


def colours(figures: Sequence[Figure], palette: Palette) -> list[str]:
    """The stated colour, or one a source where sources count the same thing; a superseded figure steps back."""
    sources = list(dict.fromkeys(source_name(f) for f in figures if f.status == "reported"))
    return [_colour(figure, sources, palette) for figure in figures]


def _colour(figure: Figure, sources: list[str], palette: Palette) -> str:
    if figure.status == "superseded":
        return palette.reference
    # Only counts can be rivals: two shares or two changes are two statements, each of its own.
    if figure.derived or figure.kind not in RIVAL_KINDS:
        return palette.stated
    return palette.sources[sources.index(source_name(figure)) % len(palette.sources)]


def rows(figures: Sequence[Figure], palette: Palette) -> list[Row]:
    """The figures as rows; what they all share is said around the drawing, what differs is said in each row."""
    tinted, several = colours(figures, palette), len(figures) > 1
    told = [_words(figure, figures) if several else _alone(figure) for figure in figures]
    return [
        Row(figure, tuple(words), colour) for figure, words, colour in zip(figures, told, tinted, strict=True)
    ]


def _words(figure: Figure, figures: Sequence[Figure]) -> list[str]:
    words = [source_name(figure)]
    words += [say("mark.superseded")] if figure.status == "superseded" else []
    words += [figure.group_name] if figure.group_name and len({f.group_name for f in figures}) > 1 else []
    words += _base(figure) if figure.kind == "share" or len({f.base for f in figures}) > 1 else []
    if len({f.period for f in figures}) > 1 and not _read_here("period", figure, figures):
        words += [figure.when or say("drawing.date_not_stated")]
    words += read_marks(figure, figures)
    return [sentence_case(word) for word in words]


def read_marks(figure: Figure, figures: Sequence[Figure]) -> list[str]:
    """Time and place, marked, where this figure's was read from the context and another's is stated.

    What no document states is marked once, in the drawing's head.
    """
    named = (("period", figure.when or ""), ("region", figure.region_name))
    return [
        say("drawing.as_read", said=said) for column, said in named if _read_here(column, figure, figures)
    ]


def _read_here(column: str, figure: Figure, figures: Sequence[Figure]) -> bool:
    return column in figure.read_from_context and not none_states(column, figures)


def none_states(column: str, figures: Sequence[Figure]) -> bool:
    """No document states it: each place, or each time that there is, was read from the context.

    What was worked out here states nothing of its own.
    """
    present = [figure for figure in figures if figure.when] if column == "period" else figures
    own = [figure for figure in present if not figure.derived] or present
    return bool(own) and all(column in figure.read_from_context for figure in own)


def _alone(figure: Figure) -> list[str]:
    return ([say("mark.derived")] if figure.derived else []) + _base(figure)


def _base(figure: Figure) -> list[str]:
    if not figure.has_base or figure.base is None:
        return []
    return [say("mark.of_base", base=figure.base) if figure.kind == "share" else sentence_case(figure.base)]

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
    words += [_when(figure, figures)] if len({f.period for f in figures}) > 1 else []
    return [sentence_case(word) for word in words]


def _when(figure: Figure, figures: Sequence[Figure]) -> str:
    """When, marked where the document does not state it; where none of the times is stated, the drawing's head says so."""
    if not figure.when:
        return say("drawing.date_not_stated")
    read = "period" in figure.read_from_context and not no_time_is_stated(figures)
    return say("drawing.as_read", said=figure.when) if read else figure.when


def no_time_is_stated(figures: Sequence[Figure]) -> bool:
    """There are times, and each of them was read from the context."""
    dated = [figure for figure in figures if figure.when]
    return bool(dated) and all("period" in figure.read_from_context for figure in dated)


def _alone(figure: Figure) -> list[str]:
    return ([say("mark.derived")] if figure.derived else []) + _base(figure)


def _base(figure: Figure) -> list[str]:
    if not figure.has_base or figure.base is None:
        return []
    return [say("mark.of_base", base=figure.base) if figure.kind == "share" else sentence_case(figure.base)]

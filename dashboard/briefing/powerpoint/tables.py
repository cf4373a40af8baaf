"""Native tables that fit their place: the widest type that does, and a last row that says how many rows found no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.briefing.powerpoint import measure, shapes
from dashboard.briefing.powerpoint.shapes import PIXEL, Box, Type
from dashboard.palette import Palette
from dashboard.words import say_number

SIZES = (32.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 17.0, 16.0)
READ = 22.0
ACROSS, UPRIGHT = 10.0, 7.0
MOST_COLUMNS = 6
CAPS = (0.34, 0.26, 0.2, 0.16)
# A longer cell is cut: the site says the rest.
LONGEST = 320
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Fit:
    """A table that fits: its type in pixels, widths of its columns, heights of its rows, and those rows."""

    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


def table(rows: Rows, at: Box, palette: Palette, *, name: str, told: str, spare: bool = False) -> str:
    """The rows, the first of them the heading, as a table at the top of ``at``; '' for none.

    ``spare``: the last column goes before a row does, or before the type is too small for the back of a room.
    """
    clean = _clean(rows)
    if not clean:
        return ""
    fit = fitted(clean, at)
    if spare and len(clean[0]) > 1 and (len(fit.rows) < len(clean) or fit.size < READ):
        fit = fitted([row[:-1] for row in clean], at)
    grid = "".join(f'<a:gridCol w="{round(width * PIXEL)}"/>' for width in fit.widths)
    body = "".join(
        f'<a:tr h="{round(height * PIXEL)}">{"".join(_cell(cell, fit.size, palette, heading=i == 0) for cell in row)}</a:tr>'
        for i, (row, height) in enumerate(zip(fit.rows, fit.heights, strict=True))
    )
    place = Box(at.x, at.y, sum(fit.widths), sum(fit.heights)).xml("p:xfrm")
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="0" name="{shapes.quoted(name)}" descr="{shapes.quoted(told)}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{place}<a:graphic><a:graphicData uri="{TABLE}"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def fitted(rows: Sequence[tuple[str, ...]], at: Box) -> Fit:
    """The largest type in which all rows fit; in the smallest, as many rows as do."""
    for size in SIZES:
        # A long number in the first column may take two lines, so that the sentences beside it take fewer.
        heights, widths = min(
            (_set(rows, at.width, size, cap) for cap in CAPS), key=lambda tried: sum(tried[0])
        )
        if sum(heights) <= at.height:
            return Fit(size, widths, tuple(heights), tuple(rows))
    line = size * measure.LEADING + 2 * UPRIGHT
    kept = 1
    while kept + 1 < len(rows) and sum(heights[: kept + 1]) + line <= at.height:
        kept += 1
    told = say_number("briefing_file.more_rows", len(rows) - kept)
    more = tuple(told if i == widths.index(max(widths)) else "" for i in range(len(widths)))
    heights = [*heights[:kept], _height(more, widths, size)]
    return Fit(size, widths, tuple(heights), (*rows[:kept], more))


def _clean(rows: Rows) -> list[tuple[str, ...]]:
    """Every row as long as the heading, no cell endless."""
    columns = min(len(rows[0]), MOST_COLUMNS) if rows else 0
    return [tuple(_short(row[i]) if i < len(row) else "" for i in range(columns)) for row in rows if columns]


def _short(cell: str) -> str:
    told = " ".join(cell.split())
    return told if len(told) <= LONGEST else f"{told[:LONGEST].rstrip()} …"


def _set(
    rows: Sequence[tuple[str, ...]], whole: float, size: float, cap: float
) -> tuple[list[float], tuple[float, ...]]:
    """Heights of the rows, and widths of the columns, if a short column takes at most a part ``cap`` of the whole."""
    widths = _widths(rows, whole, size, cap)
    return [_height(row, widths, size) for row in rows], widths


def _widths(rows: Sequence[tuple[str, ...]], whole: float, size: float, cap: float) -> tuple[float, ...]:
    """What each column would like, at most so that the others have room; long ones share what is left."""
    liked = [
        max(measure.width(row[i], size, measure.BOLD) for row in rows) + 2 * ACROSS + 4
        for i in range(len(rows[0]))
    ]
    narrow = [min(wish, whole * cap, whole / len(liked)) for wish in liked]
    wanting = [max(wish - given, 0.0) for wish, given in zip(liked, narrow, strict=True)]
    left = whole - sum(narrow)
    total = sum(wanting)
    if not total:
        return tuple(narrow)
    return tuple(given + left * want / total for given, want in zip(narrow, wanting, strict=True))


def _height(row: Sequence[str], widths: Sequence[float], size: float) -> float:
    tallest = max(
        measure.height(cell, size, width - 2 * ACROSS) for cell, width in zip(row, widths, strict=True)
    )
    return tallest + 2 * UPRIGHT


def _cell(cell: str, size: float, palette: Palette, *, heading: bool) -> str:
    look = Type(size, palette.muted if heading else palette.ink, bold=heading)
    inset = f'marL="{round(ACROSS * PIXEL)}" marR="{round(ACROSS * PIXEL)}" marT="{round(UPRIGHT * PIXEL)}" marB="{round(UPRIGHT * PIXEL)}"'
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    under = palette.muted if heading else palette.rule
    rule = f'<a:lnB w="{PIXEL if not heading else 2 * PIXEL}">{shapes.colour(under)}</a:lnB>'
    end = "" if cell else shapes.run_look(look, tag="a:endParaRPr")
    body = shapes.text_body([cell], look) if cell else f"<a:p>{end}</a:p>"
    return f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{body}</a:txBody><a:tcPr {inset}>{none}{rule}<a:noFill/></a:tcPr></a:tc>"

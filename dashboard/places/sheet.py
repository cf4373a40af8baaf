"""Write one sheet of paper for a place: every statement with who says so and where, and the drawings there is room for. Tables in, text out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from dashboard import doubts, drawn, problems, record
from dashboard.addresses import of_region
from dashboard.charts import BY_KIND, Setting
from dashboard.data import NOT_STATED, Release
from dashboard.figure import Figure, records, sentence_case, without_speaker
from dashboard.grouping import Drawing
from dashboard.keeping import kept
from dashboard.palette import LIGHT
from dashboard.places import lists as region_lists
from dashboard.places import regions
from dashboard.plot import markup as plot
from dashboard.words import say, say_number
from etl.checks.problem import inside
from etl.period import read_period, when

Row = dict[str, Any]

SPACE = "\u00a0"
# In pixels of 1/96 inch: what both A4 and Letter hold between the margins, and what its two columns hold together under
# the head and over the foot.
ROOM, COLUMNS = 960, 1450
# In points, the largest first: the first that fits is taken; smaller than the last is not legible on paper.
SIZES = (11.5, 11, 10.5, 10, 9.5, 9, 8.75, 8.5, 8.25, 8)
# What a statement takes at a middle size: characters to a line, and pixels.
LINE, LINE_HEIGHT, BETWEEN = 56, 16, 6
# The record's numbers that stand with a drawing.
RECORDED = 2


@kept(512)
def markup(region: str, release: Release) -> str:
    """The sheet as HTML: away from the screen, and all there is on paper."""
    every = records(regions.figures(region, release))
    places = [
        {str(name): cell for name, cell in row.items()}
        for row in regions.places(region, release).to_dict("records")
    ]
    found = problems.of([figure.figure_id for figure in every], release)
    # Where there is too much for a sheet, what documents say comes before what was worked out from it.
    tight = _taken(every, places, found) > COLUMNS
    figures = [figure for figure in every if not (tight and figure.derived)]
    cited = _cited(figures, places)
    sheet = _Rows(cited, found, release)
    by_theme = dict(regions.sections(region, release))
    charts = _chosen([list(each) for each in by_theme.values()], _taken(figures, places, found))
    sections = "".join(
        _section(
            name,
            by_theme.get(name, ()),
            [figure for figure in figures if figure.theme == theme],
            [row for row in places if row["theme"] == theme],
            charts,
            sheet,
            release,
        )
        for theme, name in zip(release.themes["theme"], release.themes["name"], strict=True)
    )
    left = [
        ("drawings", sum(drawing.drawn for each in by_theme.values() for drawing in each) - len(charts)),
        ("derived", len(every) - len(figures)),
    ]
    return (
        f'<div class="sheet">{_head(region, release)}<div class="sheet-columns">{sections}{sheet.doubts()}</div>'
        f"{_foot(region, cited, left, release)}</div>{_fitted()}"
    )


class _Rows:
    """Write statements as lines of the sheet, with the numbers that the sheet gives to documents and to doubts."""

    def __init__(self, cited: Mapping[str, int], found: Sequence[Row], release: Release) -> None:
        self._cited = cited
        self._found = found
        self._release = release

    def figure(self, figure: Figure) -> str:
        """A figure's statement, who says so, where, and what is to be known of it."""
        if figure.derived:
            return _line(figure.claim, [say("mark.derived")], self._signs(figure))
        who = self._who(figure.attribution, figure.document, figure.paragraph)
        who += say("sheet.as_read") if figure.read_from_context else ""
        replaced = say("mark.superseded") if figure.superseded_by else ""
        return _line(figure.claim, [who, replaced], self._signs(figure))

    def place(self, row: Row) -> str:
        """What a place is named for, as ``figure``."""
        claim = without_speaker(row["statement"], row["attribution"], (row["publisher"], row["title"]))
        sure = say("map.said_likely") if row["certainty"] == "likely" else ""
        return _line(claim, [self._who(row["attribution"], row["document"], row["paragraph"]), sure])

    def doubts(self) -> str:
        """The points to weigh, by the numbers that the statements refer to."""
        lines = "".join(
            f'<p class="sheet-row"><b class="sheet-sign">{escape(_sign(row["kind"], [number]))}</b> '
            f"<b>{escape(doubts.label(row))}.</b> {escape(str(row['summary']))}</p>"
            for number, row in enumerate(self._found, 1)
        )
        return f"<section>{_title(say('sheet.doubts'))}{lines}</section>" if lines else ""

    def _signs(self, figure: Figure) -> str:
        rows = problems.of([figure.figure_id], self._release)
        numbers = {
            kind: [self._found.index(row) + 1 for row in problems.of_kind(kind, rows)]
            for kind in problems.KINDS
        }
        signs = " ".join(_sign(kind, which) for kind, which in numbers.items() if which)
        return f' <b class="sheet-sign">{escape(signs)}</b>' if signs else ""

    def _who(self, attribution: str, document: str | None, paragraph: int | None) -> str:
        where = say("sheet.where", document=self._cited.get(document or "", ""), paragraph=paragraph)
        stated = bool(attribution) and attribution != NOT_STATED
        return say("sheet.says", who=attribution, where=where) if stated else where


def _sign(kind: str, numbers: Sequence[int]) -> str:
    """The sign of a kind of point, and which these are."""
    return say(f"problem.sign_{kind}") + SPACE + f",{SPACE}".join(map(str, numbers))


def _section(
    name: str,
    drawings: Sequence[Drawing],
    figures: Sequence[Figure],
    places: Sequence[Row],
    charts: Sequence[Drawing],
    sheet: _Rows,
    release: Release,
) -> str:
    """A theme: what is drawn or might be, then what is only said, then what the place is named for."""
    grouped = {figure_id for drawing in drawings for figure_id in drawing.ids}
    shown = {figure.figure_id for figure in figures}
    told = [_group(drawing, shown, drawing in charts, sheet, release) for drawing in drawings]
    told += [sheet.figure(figure) for figure in figures if figure.figure_id not in grouped]
    told += map(sheet.place, places)
    return f"<section>{_title(name)}{''.join(told)}</section>" if told else ""


def _group(drawing: Drawing, shown: Collection[str], with_chart: bool, sheet: _Rows, release: Release) -> str:
    """The statements of a drawing, under the drawing and over what the public record says where there is room for it."""
    lines = "".join(sheet.figure(figure) for figure in drawing.figures if figure.figure_id in shown)
    lines += "".join(
        f'<p class="sheet-row sheet-beside">{escape(line)}</p>'
        for _, line in region_lists.world_lines(drawing, release)
    )
    if not with_chart:
        return lines
    rows = record.nearest(drawing, release)
    lines += "".join(_line(_recorded(row, drawing, release), []) for row in rows[:RECORDED])
    lines += "".join(_line(far, []) for far in record.nothing_near(drawing, release))
    return f'<div class="sheet-drawing">{_chart(drawing, release)}</div>{lines}'


@kept(1024)
def _chart(drawing: Drawing, release: Release) -> str:
    """The drawing for a column of paper, in the colours of paper whatever the visitor's theme."""
    words = plot.Words(
        drawing.ids[0],
        drawing.title,
        drawn.meta(drawing),
        drawn.source(drawing, release),
        drawn.alternative(drawing),
    )
    title, meta = escape(drawing.name), escape(drawn.meta(drawing))
    head = f'<p class="sheet-name">{title}</p><p class="sheet-meta">{meta}</p>'
    return head + plot.markup(BY_KIND[drawing.first.kind](drawing.table, Setting(LIGHT, compact=True)), words)


def _chosen(themes: Sequence[Sequence[Drawing]], taken: int) -> list[Drawing]:
    """The drawings that fit beside the words: the first of each theme before the second of any."""
    chosen: list[Drawing] = []
    in_turn = [drawing for _, drawing in sorted(_turns(themes), key=lambda pair: pair[0]) if drawing.drawn]
    for drawing in in_turn:
        figure = BY_KIND[drawing.first.kind](drawing.table, Setting(LIGHT, compact=True))
        needed = int(figure.layout.height or 0) + 4 * LINE_HEIGHT
        if taken + needed <= COLUMNS:
            chosen.append(drawing)
            taken += needed
    return chosen


def _turns(themes: Sequence[Sequence[Drawing]]) -> Iterator[tuple[int, Drawing]]:
    for drawings in themes:
        yield from enumerate(drawings)


def _taken(figures: Sequence[Figure], places: Sequence[Row], found: Sequence[Row]) -> int:
    """About how many pixels of a column the words take."""
    said = [figure.claim + figure.speaker for figure in figures]
    said += [str(row["statement"]) for row in places] + [str(row["summary"]) for row in found]
    return sum((len(text) // LINE + 1) * LINE_HEIGHT + BETWEEN for text in said)


def _cited(figures: Sequence[Figure], places: Sequence[Row]) -> dict[str, int]:
    """A number for each document, as the sheet comes to it."""
    named = [figure.document for figure in figures if figure.document and not figure.derived]
    return {
        name: number
        for number, name in enumerate(dict.fromkeys([*named, *(row["document"] for row in places)]), 1)
    }


def _recorded(row: Row, drawing: Drawing, release: Release) -> str:
    said = when(read_period(row["period"] or "")).strip() or say("drawing.date_not_stated")
    scope = say("sheet.includes", scope=row["scope"].rstrip(".")) if row["scope"] else ""
    number = record.number(dict(row))
    if row["measure"] != drawing.first.measure:
        number = say("sheet.of_measure", measure=inside(record.measure_name(row, release)), number=number)
    return say("sheet.record", number=number, when=said, publisher=row["publisher"], scope=scope)


def _line(claim: str, notes: Sequence[str], signs: str = "") -> str:
    told = escape(sentence_case(" · ".join(note for note in notes if note)))
    small = f' <span class="sheet-who">{told}</span>' if told else ""
    return f'<p class="sheet-row">{escape(claim)}{small}{signs}</p>'


def _title(name: str) -> str:
    return f'<p class="sheet-theme" role="heading" aria-level="2">{escape(name)}</p>'


def _head(region: str, release: Release) -> str:
    above = [
        name for code in regions.lies_in(region, release) if (name := region_lists.name_of(code, release))
    ]
    lies = f" {say('region.lies_in')} {', '.join(above)}." if above else ""
    return (
        f'<div class="sheet-head"><p class="sheet-title" role="heading" aria-level="1">{escape(regions.title(region, release))}</p>'
        f'<p class="sheet-site">{escape(say("site.name"))}</p></div>'
        f'<p class="sheet-told">{escape(regions.summary(region, release) + lies)}</p>'
    )


def _foot(region: str, cited: Mapping[str, int], left: Sequence[tuple[str, int]], release: Release) -> str:
    """The documents by their numbers, how to read a line, and from which release and address the sheet is."""
    rows = {str(row["document"]): row for row in release.documents.to_dict("records")}
    documents = " ".join(
        say("sheet.document", number=number, title=rows[name]["title"], line=_imprint(rows[name]))
        for name, number in cited.items()
    )
    more = "".join(f" {say_number(f'sheet.left_{what}', number)}" for what, number in left if number)
    path = escape(of_region(region))
    return (
        f'<div class="sheet-foot"><p>{escape(documents)}</p><p>{escape(say("sheet.reading") + more)} '
        f"{escape(say('sheet.release', release=release.id, documents=len(release.documents)))}"
        f'<span class="sheet-day"></span> · <span class="sheet-address" data-path="{path}">{path}</span></p></div>'
    )


def _imprint(document: Mapping[Any, Any]) -> str:
    publisher, published = document["publisher"], document["published"]
    stated = publisher if publisher and publisher != NOT_STATED else say("document.no_publisher")
    # A missing date is not equal to itself.
    day = say("document.undated") if not published or published != published else f"{published:%-d %B %Y}"
    return say("document.line", publisher=sentence_case(stated), published=day)


def _fitted() -> str:
    """A script that takes the largest type with which the sheet has the fewest pages, and says the day and the whole address."""
    script = (
        "(()=>{const sheet=document.currentScript.previousElementSibling,part=name=>sheet.querySelector('.sheet-'+name),"
        "fit=()=>{if(!sheet.isConnected)return;"
        "part('address').textContent=location.origin+part('address').dataset.path;"
        "part('day').textContent=' · '+new Date().toLocaleDateString('en-GB',{dateStyle:'long'});"
        f"for(let pages=1;9>=pages;pages++)for(const size of {list(SIZES)}){{sheet.style.setProperty('--sheet-size',size+'pt');"
        # More pages than one never fill to their last line: nothing is cut in two.
        f"if(pages*{ROOM}*(pages>1?.94:1)>=sheet.offsetHeight)return}}}};"
        "(window.requestIdleCallback||setTimeout)(fit);window.onbeforeprint=fit})()"
    )
    return f"<script data-sheet>{script}</script>"

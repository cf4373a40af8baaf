"""Compose one slide: the sentence, what is shown, the source, the notes; nothing overlaps and nothing leaves the slide."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide as PowerPointSlide
from pptx.util import Emu

from dashboard.briefing import boards
from dashboard.briefing.deck import Slide
from dashboard.briefing.powerpoint import charts, drawing, maps, measure, plans, shapes, tables, times
from dashboard.briefing.powerpoint.plans import Plan
from dashboard.briefing.powerpoint.shapes import NAMESPACES, PIXEL, SERIF, Box, Type
from dashboard.briefing.powerpoint.template import HEIGHT, MARGIN, NUMBER, WIDTH
from dashboard.briefing.shown import Shown
from dashboard.data import Release
from dashboard.figure import Figure, sentence_case
from dashboard.maps import world
from dashboard.maps.drawing import Place, shape_of
from dashboard.palette import Palette
from dashboard.words import say, say_number

ROOM = WIDTH - 2 * MARGIN
TITLE_SIZES = (40.0, 36.0, 33.0, 30.0, 28.0, 26.0, 24.0)
# A sentence takes this height, or, in its smallest type, a little more; then the drawing gives way.
TITLE_MOST, TITLE_LAST = 156.0, 200.0
TITLE_LINE = 52.0
# A sentence makes itself smaller before a drawing does: how high it may be, and the least scale of a drawing under it.
TITLE_GIVES_WAY = ((TITLE_MOST, 1.7), (120.0, 1.55), (94.0, 1.1))
LONE_SIZES = (72.0, 64.0, 56.0, 48.0, 40.0, 34.0)
SECTION_SIZES = (64.0, 56.0, 48.0, 42.0, 36.0, 30.0)
TEXT_SIZES = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
META_SIZES, SOURCE_SIZES, NOTE_SIZES = (
    (24.0, 22.0, 20.0, 18.0, 16.0),
    (24.0, 22.0, 20.0),
    (24.0, 22.0, 20.0, 18.0, 16.0),
)
LARGE_SIZES = (150.0, 120.0, 96.0, 80.0, 66.0, 54.0, 44.0, 36.0)
# Between who says so, the document and the release.
JOINT = " · "
# A source has two lines; one that is longer in the smallest of its types has more, and grows upwards.
SOURCE = Box(MARGIN, 640, ROOM - 82, 62)
SOURCE_MOST, SOURCE_LAST = 76.0, (20.0, 18.0, 17.0, 16.0, 15.0, 14.0)
TOP = 44.0
MARK_SIZE = 18.0
RUNNING_SIZES, RUNNING_MOST = (20.0, 18.0, 16.0), 26.0
# Of a map's key: more names than that are read on the map and in the notes alone.
LONGEST_KEY = 90
NUMBER_FIELD = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"


def add(deck: Presentation, shown: Shown, palette: Palette, home: str, briefing: str = "") -> None:
    """The slide at the end of the deck. ``home`` is the site's address, for the way back to the evidence.

    ``briefing`` is the title of the whole, which the first slide has over its sentence.
    """
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    parts, top = _mark(shown, palette)
    if not parts and shown.position == 1:
        parts = _running_title(briefing, palette)
    sort = shown.slide.sort if isinstance(shown.slide, Slide) else ""
    compose = WRITERS.get(sort, _shown) if shown.standing.sort != "fault" else _fault
    parts += compose(slide, shown, top, palette)
    parts += _source(slide, shown, palette, home) + _number(shown.position, palette)
    _put(slide, parts)
    slide.notes_slide.notes_text_frame.text = shapes.UNWRITABLE.sub("", "\n".join(notes(shown)))


def notes(shown: Shown) -> list[str]:
    """What the speaker reads: the notes, then the challenge."""
    told = [paragraph for paragraph in shown.notes if paragraph]
    card = shown.challenge
    if card is None:
        return told
    told += ["", say("briefing_file.challenge"), card.weakest, *card.opposing, card.standing, *card.problems]
    return told


def _mark(shown: Shown, palette: Palette) -> tuple[str, float]:
    """That the slide no longer says what the site says, over its sentence; and where the sentence begins."""
    sort = shown.standing.sort
    if sort in ("same", "fault"):
        return "", TOP
    told = say(f"briefing_file.mark_{sort}")
    changes = " ".join(shown.standing.changes)
    text, size = measure.fitted(f"{told} {changes}".strip(), (MARK_SIZE, 17.0, 16.0), ROOM - 20, 44)
    high = measure.height(text, size, ROOM - 20)
    bar = shapes.box(Box(MARGIN, TOP - 14, 5, high), shapes.colour(palette.problem), name=told)
    look = Type(size, palette.problem, bold=False)
    return bar + shapes.words(
        Box(MARGIN + 16, TOP - 14, ROOM - 16, high), [text], look, name=told
    ), TOP + high - 2


def _running_title(briefing: str, palette: Palette) -> str:
    """The briefing's title, small, in the margin over the first sentence."""
    told, size = measure.fitted(briefing, RUNNING_SIZES, ROOM, RUNNING_MOST)
    at = Box(MARGIN, 14, ROOM, RUNNING_MOST)
    look = Type(size, palette.muted)
    return shapes.words(at, [told], look, name=say("briefing_file.part_briefing")) if briefing else ""


def _title(slide: PowerPointSlide, sentence: str, at: Box, size: float, anchor: str = "t") -> None:
    """The sentence in the title's own place, so that the outline and those who listen have it."""
    title = slide.shapes.title
    if title is None:
        raise ValueError("the layout of a slide must have a title (got none)")
    title.left, title.top = Emu(round(at.x * PIXEL)), Emu(round(at.y * PIXEL))
    title.width, title.height = Emu(round(at.width * PIXEL)), Emu(round(at.height * PIXEL))
    body = title.text_frame._txBody
    body.bodyPr.set("anchor", anchor)
    for child in list(body.bodyPr):
        body.bodyPr.remove(child)
    body.bodyPr.append(parse_xml(f"<a:noAutofit {NAMESPACES}/>"))
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    told = shapes.written(sentence)
    body.append(
        parse_xml(
            f'<a:p {NAMESPACES}><a:r><a:rPr lang="en-GB" sz="{round(size * shapes.POINT)}"/><a:t>{told}</a:t></a:r></a:p>'
        )
    )


def _headed(
    slide: PowerPointSlide, shown: Shown, top: float, palette: Palette, most: float = TITLE_MOST
) -> tuple[str, Box]:
    """The sentence with unit, place and time under it, and the place that is left for what is shown."""
    sentence = shown.sentence or shown.statement
    text, size = measure.fitted(sentence, TITLE_SIZES[:-1], ROOM, most, measure.SERIF)
    if text != sentence:
        text, size = measure.fitted(sentence, TITLE_SIZES[-1:], ROOM, TITLE_LAST, measure.SERIF)
    high = measure.height(text, size, ROOM, measure.SERIF)
    _title(slide, text, Box(MARGIN, top, ROOM, high), size, anchor="b")
    y, meta = top + high + 8, ""
    if shown.meta:
        # Where the sentence gives way to a drawing, what is under it does too.
        sizes = META_SIZES if most >= TITLE_MOST else META_SIZES[META_SIZES.index(20.0) :]
        told, small = measure.fitted(shown.meta, sizes, ROOM, 50)
        below = measure.height(told, small, ROOM)
        meta = shapes.words(
            Box(MARGIN, y, ROOM, below),
            [told],
            Type(small, palette.muted),
            name=say("briefing_file.part_meta"),
        )
        y += below
    return meta, Box(MARGIN, y + 18, ROOM, _foot(shown) - y - 18)


def _figure(slide: PowerPointSlide, shown: Shown, top: float, palette: Palette) -> str:
    """PowerPoint's own chart where it has an honest one, else the site's drawing in shapes, else a table."""
    found = shown.drawing
    if found is None or not found.drawn:
        head, at = _headed(slide, shown, top, palette)
        return head + _in_words(shown, at, palette)
    plan = plans.of(found, palette)
    for most, least in TITLE_GIVES_WAY:
        head, at = _headed(slide, shown, top, palette, most)
        native = _chart(slide, shown, plan, at, palette) if plan else None
        if native is not None:
            return head + native
        drawn = drawing.redrawn(found, at, palette, shown.alternative, least)
        if drawn:
            return head + drawn
    return head + _table(shown, at, palette)


def _chart(slide: PowerPointSlide, shown: Shown, plan: Plan, at: Box, palette: Palette) -> str | None:
    """PowerPoint's own chart on the slide, and the words around it; None where they could not be read there."""
    note, under = _note(plan.note, at, palette)
    lone, below = _lone(shown, plan, Box(at.x, at.y, at.width, at.height - under), palette)
    fits = charts.room(plan, below)
    if not fits:
        return None
    place, number, label = fits
    frame = charts.put(slide, plan, place, (number, label), palette)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", shapes.UNWRITABLE.sub("", shown.alternative))
    frame.name = shapes.UNWRITABLE.sub("", plan.series)
    return lone + (note(place.bottom) if note else "")


def _note(note: str, at: Box, palette: Palette) -> tuple[Callable[[float], str] | None, float]:
    """What writes the words under a chart that ends at a height, and the room to leave for them."""
    if not note:
        return None, 0.0
    text, size = measure.fitted(note, NOTE_SIZES, ROOM, 50)
    high = measure.height(text, size, ROOM)
    look, name = Type(size, palette.muted), say("briefing_file.part_note")
    return lambda y: shapes.words(Box(at.x, y + 10, ROOM, high), [text], look, name=name), high + 12


def _lone(shown: Shown, plan: Plan, at: Box, palette: Palette) -> tuple[str, Box]:
    """The number of a lone bar large, with its words, and the place that is left under them."""
    if not plan.lone:
        return "", at
    bar, figure = plan.bars[0], shown.figures[0]
    text, size = measure.fitted(sentence_case(bar.number), LONE_SIZES, ROOM, at.height * 0.3, measure.SERIF)
    high = measure.height(text, size, ROOM, measure.SERIF)
    look = Type(size, palette.ink if figure.derived else bar.colour, face=SERIF)
    y = at.y + max(at.height - high - 260, 0) / 2.6
    told, small = measure.fitted(bar.label, NOTE_SIZES, ROOM, 50) if bar.label else ("", 0.0)
    under = measure.height(told, small, ROOM) + shapes.APART if told else 0.0
    pieces = [([text], look), (told.split("\n") if told else [], Type(small or size, palette.muted))]
    box = Box(at.x, y, ROOM, high + under)
    drawn = shapes.flowing(box, pieces, name=say("briefing_file.part_number"))
    y = box.bottom + 8
    return drawn, Box(at.x, y + 6, ROOM, at.bottom - y - 6)


def _in_words(shown: Shown, at: Box, palette: Palette) -> str:
    """The number as the document words it, large; nothing is drawn that nobody stated."""
    several = shown.figures[:3]
    if not several:
        return _table(shown, at, palette)
    each, drawn = at.height / len(several), ""
    for place, figure in enumerate(several):
        text, size = measure.fitted(_said(figure), LARGE_SIZES, ROOM, each * 0.62, measure.SERIF)
        high = measure.height(text, size, ROOM, measure.SERIF)
        under = "\n".join(_about(figure))
        small, below = measure.fitted(under, NOTE_SIZES, ROOM, each * 0.3) if under else ("", 0.0)
        tall = high + (measure.height(small, below, ROOM) + 8 if small else 0)
        y = at.y + place * each + (each - tall) / 2.6
        look = Type(size, palette.ink if figure.derived else palette.stated, face=SERIF)
        rest = Type(below or size, palette.muted)
        pieces = [([text], look), (small.split("\n") if small else [], rest)]
        drawn += shapes.flowing(Box(at.x, y, ROOM, tall), pieces, name=say("briefing_file.part_number"))
    return drawn


def _said(figure: Figure) -> str:
    return boards.large(figure)


def _about(figure: Figure) -> list[str]:
    told = [say("mark.derived")] if figure.derived else []
    return told + ([sentence_case(figure.base)] if figure.has_base and figure.base else [])


def _table(shown: Shown, at: Box, palette: Palette, *, spare: bool = False) -> str:
    """The rows that say the same, or, where there are none, the words."""
    if len(shown.table) > 1:
        told = shown.alternative or shown.sentence
        return tables.table(
            shown.table, at, palette, name=say("briefing_file.part_table"), told=told, spare=spare
        )
    return _paragraphs(shown.alternative, at, palette)


def _paragraphs(text: str, at: Box, palette: Palette) -> str:
    """Words in the largest type that fits."""
    if not text.strip():
        return ""
    told, size = measure.fitted(text, TEXT_SIZES, at.width, at.height)
    look = Type(size, palette.ink, lead=size * measure.LEADING)
    return shapes.words(at, told.split("\n"), look, name=say("briefing_file.part_words"))


def _shown(slide: PowerPointSlide, shown: Shown, top: float, palette: Palette) -> str:
    """A board: what is said of a theme or a place, with the numbers, as a table."""
    head, at = _headed(slide, shown, top, palette)
    return head + _table(shown, at, palette)


def _map(slide: PowerPointSlide, shown: Shown, top: float, palette: Palette) -> str:
    """The world with the countries that are spoken of."""
    head, at = _headed(slide, shown, top, palette)
    name = shown.slide.name if isinstance(shown.slide, Slide) else ""
    if name == "all":
        places = world.of_release(shown.release)
    else:
        rows = shown.release.places
        places = world.of_places(rows[rows["measure"] == name], shown.release)
    if not any(map(shape_of, places.values())):
        return head + _table(shown, at, palette)
    return head + maps.world(places, _map_key(name, places, shown.release), at, palette, shown.alternative)


def _map_key(name: str, places: Mapping[str, Place], release: Release) -> list[tuple[str, str]]:
    """What the colours mean, as the site says it, the strongest first."""
    by_look: dict[str, list[Place]] = {}
    for place in places.values():
        by_look.setdefault(place.look, []).append(place)
    told = dict(world.legend_of_release(release) if name == "all" else world.legend_of_places(places))
    return [
        (look, _naming(told[look], by_look.get(look, [])))
        for look in ("step-4", "step-3", "step-2", "step-1", "likely", "none")
        if look in told and (look in by_look or look == "none")
    ]


def _naming(told: str, places: list[Place]) -> str:
    """What a colour stands for, with the countries where they are few."""
    names = ", ".join(place.name for place in places)
    return say("briefing_file.key", meaning=told, places=names) if 0 < len(names) <= LONGEST_KEY else told


def _timeline(slide: PowerPointSlide, shown: Shown, top: float, palette: Palette) -> str:
    """A line of time over the dates in words; the sentence makes room for them, in one line if it can."""
    head, at = _headed(slide, shown, top, palette, TITLE_LINE)
    name = shown.slide.name if isinstance(shown.slide, Slide) else ""
    events = shown.release.events
    line = times.strip(events[events["theme"] == name], at, palette, shown.alternative)
    if line:
        at = Box(at.x, at.y + times.HEIGHT, at.width, at.height - times.HEIGHT)
    # Where each fact stands is told by the source under it and by the notes.
    return head + line + _table(shown, at, palette, spare=True)


def _section(slide: PowerPointSlide, shown: Shown, top: float, palette: Palette) -> str:
    """The presenter's heading, large."""
    sentence = shown.sentence or say("briefing_file.section")
    text, size = measure.fitted(sentence, SECTION_SIZES, ROOM, 330, measure.SERIF)
    high = measure.height(text, size, ROOM, measure.SERIF)
    y = max(top, (HEIGHT - high) / 2 - 70)
    _title(slide, text, Box(MARGIN, y, ROOM, high), size)
    rule = shapes.box(
        Box(MARGIN, y - 26, 96, 5), shapes.colour(palette.stated), name=say("briefing_file.part_line")
    )
    return rule + _paragraphs(
        _own(shown), Box(MARGIN, y + high + 24, ROOM, _foot(shown) - y - high - 24), palette
    )


def _text(slide: PowerPointSlide, shown: Shown, top: float, palette: Palette) -> str:
    """The presenter's words."""
    head, at = _headed(slide, shown, top, palette)
    return head + _paragraphs(_own(shown), at, palette)


def _own(shown: Shown) -> str:
    """The presenter's words under the title, which is the first line of them where there is no other."""
    if not isinstance(shown.slide, Slide):
        return ""
    text = shown.slide.text.strip("\n")
    return text if shown.slide.title else text.partition("\n")[2]


def _fault(slide: PowerPointSlide, shown: Shown, top: float, palette: Palette) -> str:
    """Which slide cannot be shown, and why."""
    sentence = shown.sentence or say_number("briefing_file.fault", shown.position)
    text, size = measure.fitted(sentence, TITLE_SIZES, ROOM, TITLE_MOST, measure.SERIF)
    high = measure.height(text, size, ROOM, measure.SERIF)
    _title(slide, text, Box(MARGIN, top, ROOM, high), size)
    told = "\n".join(shown.standing.changes)
    bar = shapes.box(Box(MARGIN, top + high + 24, 5, 60), shapes.colour(palette.problem), name=sentence)
    return bar + _paragraphs(told, Box(MARGIN + 22, top + high + 24, ROOM - 22, 300), palette)


def _source(slide: PowerPointSlide, shown: Shown, palette: Palette, home: str) -> str:
    """Who says so, in which document, from which release; the way to the evidence is on it."""
    if not shown.source:
        return ""
    text, size, at = _sourced(shown.source)
    link = (
        slide.part.relate_to(home + shown.address, HYPERLINK, is_external=True)
        if home and shown.address
        else ""
    )
    look = Type(size, palette.muted)
    told = _at_its_joints(text, size)
    rule = shapes.stroke(
        (MARGIN, at.y - 6), (WIDTH - MARGIN, at.y - 6), shapes.outline(palette.rule, 1), name=say("briefing_file.part_line")
    )  # fmt: skip
    return rule + shapes.words(at, told, look, name=say("briefing_file.part_source"), link=link)


def _sourced(source: str) -> tuple[str, float, Box]:
    """The source in its type, and where it stands."""
    text, size = measure.fitted(source, SOURCE_SIZES, SOURCE.width, SOURCE.height)
    if text == source:
        return text, size, SOURCE
    text, size = measure.fitted(source, SOURCE_LAST, SOURCE.width, SOURCE_MOST)
    return text, size, Box(SOURCE.x, SOURCE.bottom - SOURCE_MOST, SOURCE.width, SOURCE_MOST)


def _foot(shown: Shown) -> float:
    """How far down what is shown may reach."""
    return _sourced(shown.source)[2].y - 16


def _at_its_joints(text: str, size: float) -> list[str]:
    """The source in its lines: where two are enough, broken between what it says and not in the middle of it."""
    if len(measure.lines(text, size, SOURCE.width)) != 2:
        return [text]
    parts = text.split(JOINT)
    for at in range(len(parts) - 1, 0, -1):
        lines = [JOINT.join(parts[:at]), JOINT.join(parts[at:])]
        if all(measure.width(line, size) <= SOURCE.width for line in lines):
            return lines
    return [text]


def _number(position: int, palette: Palette) -> str:
    """The slide's number, which follows it when slides are moved."""
    look = Type(16, palette.muted, align="r")
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{shapes.quoted(say("briefing_file.part_slide_number"))}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr>{NUMBER.xml()}</p:spPr>'
        f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="r"/><a:fld id="{NUMBER_FIELD}" type="slidenum">'
        f"{shapes.run_look(look)}<a:t>{position}</a:t></a:fld></a:p></p:txBody></p:sp>"
    )


def _put(slide: PowerPointSlide, parts: str) -> None:
    """All parts on the slide, each with a number of its own."""
    tree = slide.shapes._spTree
    for element in parse_xml(f"<p:spTree {NAMESPACES}>{parts}</p:spTree>"):
        tree.append(element)
    for number, told in enumerate(tree.iter(qn("p:cNvPr")), 1):
        told.set("id", str(number))


HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
Writer = Callable[[PowerPointSlide, Shown, float, Palette], str]
WRITERS: Mapping[str, Writer] = {
    "figure": _figure,
    "map": _map,
    "timeline": _timeline,
    "section": _section,
    "text": _text,
}

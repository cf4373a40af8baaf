"""The PowerPoint file: native charts where they are honest, native drawings where not, and the deck in it."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu

from dashboard import data, themes
from dashboard.briefing import challenge
from dashboard.briefing import notes as notes_of
from dashboard.briefing.deck import Deck, Fault, Slide, from_file, to_file
from dashboard.briefing.powerpoint import carried, measure, routes, tables
from dashboard.briefing.powerpoint import slides as slides_of
from dashboard.briefing.powerpoint.file import made
from dashboard.briefing.powerpoint.shapes import PIXEL, Box
from dashboard.data import Release
from dashboard.one_figure import around as one_figure
from dashboard.words import say, sentences
from tests.dashboard.briefing.powerpoints import (
    alone,
    every_shape,
    opened,
    words_on,
)
from tests.web.asking import Answer, ask

WIDTH, HEIGHT = 12_192_000, 6_858_000
LONG = "A presenter may write as much as the address holds, and then some more of the same. " * 3


def everything(release: Release) -> tuple[Slide | Fault, ...]:
    """A slide of every sort."""
    return (
        *(Slide("figure", name) for name in release.statements),
        *(Slide("theme", name) for name in themes.names(release)),
        *(Slide("place", name) for name in ("PHL", "USA", "WORLD", "NOT-STATED")),
        Slide("map", "all"),
        *(Slide("map", name) for name in dict.fromkeys(release.places["measure"])),
        *(Slide("timeline", name) for name in dict.fromkeys(release.events["theme"])),
        Slide("section", title="A section", text="and what it is about"),
        Slide("section"),
        Slide("text", text="A first line\nand more", notes="To be said"),
        Slide("text", title=LONG, text=LONG * 3),
        Slide("figure", next(iter(release.statements)), title=LONG[:200]),
        Fault("unknown_sort", "poem:x"),
        Slide("figure", "nowhere"),
    )


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_slide_has_its_sentence_its_notes_its_number_and_nothing_off_the_slide(
    sample: Release, look: str
) -> None:
    slides = everything(sample)
    deck = opened(sample, *slides, look=look)
    assert (deck.slide_width, deck.slide_height) == (Emu(WIDTH), Emu(HEIGHT))
    assert len(deck.slides) == len(slides)
    for position, slide in enumerate(deck.slides, 1):
        assert slide.shapes.title.text_frame.text.strip(), position
        assert slide.has_notes_slide
        assert any("slidenum" in shape._element.xml for shape in slide.shapes)
        ids = [told.get("id") for told in slide._element.iter("{*}cNvPr")]
        assert len(ids) == len(set(ids))
        apart(slide, str(position))
        for shape in every_shape(slide.shapes):
            assert -1 <= shape.left <= shape.left + shape.width <= WIDTH + 1, (position, shape.name)
            assert -1 <= shape.top <= shape.top + shape.height <= HEIGHT + 1, (position, shape.name)


@pytest.fixture(scope="module")
def committed() -> tuple[Release, list[tuple[str, Any]]]:
    """The committed release, and a slide for each of its figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATASETS_DIR", raising=False)
        release = data.current()
    names = list(release.statements)
    slides: list[Any] = []
    for at in range(0, len(names), 60):
        slides += opened(release, *(Slide("figure", name) for name in names[at : at + 60])).slides
    return release, list(zip(names, slides, strict=True))


def test_the_notes_of_every_figure_of_the_committed_release_hold_its_caveat_and_its_challenge(
    committed: tuple[Release, list[tuple[str, Any]]],
) -> None:
    release, slides = committed
    assert len(slides) > 50
    for name, slide in slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert release.statements[name] in notes, name
        assert notes_of.caveat(one_figure.figure(name, release), release) in notes, name
        card = challenge.of(name, release)
        assert all(told in notes for told in (card.weakest, *card.opposing, card.standing)), name


def test_no_part_of_a_slide_of_the_committed_release_stands_on_another(
    committed: tuple[Release, list[tuple[str, Any]]],
) -> None:
    for name, slide in committed[1]:
        apart(slide, name)


def apart(slide: Any, name: str) -> None:
    """What stands on a slide has places of its own, to a pixel."""
    boxes = [(s.name, s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
    assert len(boxes) > 2
    for one, other in combinations(boxes, 2):
        across = min(one[3], other[3]) - max(one[1], other[1])
        along = min(one[4], other[4]) - max(one[2], other[2])
        assert min(across, along) <= PIXEL, (name, one[0], other[0])


def test_every_source_of_the_committed_release_is_read_from_the_back_and_whole(
    committed: tuple[Release, list[tuple[str, Any]]],
) -> None:
    for name, slide in committed[1]:
        (source,) = [shape for shape in slide.shapes if shape.name == say("briefing_file.part_source")]
        sizes = [run.font.size.pt for line in source.text_frame.paragraphs for run in line.runs]
        assert min(sizes) >= 15, name
        assert "…" not in source.text_frame.text, name


def test_a_source_that_no_two_lines_hold_grows_upwards_and_the_drawing_gives_way() -> None:
    text, size, at = slides_of._sourced("A word of a source " * 13)
    assert not text.endswith("…")
    assert size >= 20
    assert at.y < slides_of.SOURCE.y
    assert at.bottom == slides_of.SOURCE.bottom


def test_the_first_slide_has_the_title_of_the_briefing_and_no_other_has(sample: Release) -> None:
    slides = opened(
        sample, Slide("figure", "return"), Slide("section", title="x"), title="The hearing"
    ).slides
    assert ["The hearing" in words_on(slide) for slide in slides] == [True, False]


def test_presenters_notes_come_first(sample: Release) -> None:
    slide = opened(sample, Slide("figure", "return", notes="Pause here.")).slides[0]
    assert slide.notes_slide.notes_text_frame.text.startswith("Pause here.")


@pytest.mark.parametrize(
    "figure_id", ["users-2003", "make-up-black", "return", "killed-government", "share-world"]
)
def test_what_is_drawn_is_told_to_those_who_cannot_see_it(sample: Release, figure_id: str) -> None:
    slide = alone(sample, figure_id)
    told = [found.get("descr") for found in slide._element.iter("{*}cNvPr") if found.get("descr")]
    assert any(sample.statements[figure_id] in words for words in told)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("INN · A title · release 1", ["INN · A title · release 1"]),
        (f"{'The commission of many words ' * 3} · {'A title of many words ' * 2} · release 1", 2),
        ("word " * 40, 1),
    ],
)
def test_a_source_is_broken_between_what_it_says(source: str, lines: list[str] | int) -> None:
    told = slides_of._at_its_joints(source, 18.0)
    assert told == lines if isinstance(lines, list) else len(told) == lines
    assert all(not line.startswith("·") for line in told)
    assert " · ".join(told) == source


def test_a_slide_that_cannot_be_shown_says_which_and_why(sample: Release) -> None:
    slide = opened(sample, Slide("section", title="One"), Fault("unknown_sort", "poem:x")).slides[1]
    words = words_on(slide)
    assert say("briefing_file.fault_many", number=2) in words
    assert "poem:x" in words


def test_a_slide_that_stays_with_what_is_no_longer_there_is_marked(sample: Release) -> None:
    slide = opened(sample, Slide("figure", "return", kept="2019-gone")).slides[0]
    assert say("briefing_file.mark_unknown") in words_on(slide)


def test_the_file_names_the_site_and_the_deck_and_nothing_of_the_machine(sample: Release) -> None:
    told = opened(sample, Slide("section", title="x"), title="Prisons").core_properties
    assert (told.title, told.author, told.last_modified_by) == ("Prisons", say("site.name"), say("site.name"))


def test_the_way_to_the_evidence_is_on_the_source(sample: Release) -> None:
    file = made(Deck((Slide("figure", "return"),), "", sample.id), sample, "light", "https://example.org")
    slide = Presentation(BytesIO(file)).slides[0]
    links = [way.target_ref for way in slide.part.rels.values() if way.is_external]
    assert links == ["https://example.org/figures?figure=return"]


@pytest.mark.parametrize("many", [0, 1, 100])
def test_the_deck_comes_back_out_of_the_file(sample: Release, many: int) -> None:
    notes = "".join(chr(random.Random(many).randrange(0x21, 0x24F)) for _ in range(900)).replace("\xad", "")
    deck = Deck(tuple(Slide("text", text=f"Nº {i} “words”", notes=notes) for i in range(many)), "Títle", "r")
    assert from_file(carried.taken_out(made(deck, sample, "light"))) == from_file(to_file(deck))


def test_no_property_is_longer_than_powerpoint_keeps(sample: Release) -> None:
    deck = Deck(tuple(Slide("text", text=f"{i} {LONG}") for i in range(40)))
    with zipfile.ZipFile(BytesIO(made(deck, sample, "light"))) as package:
        told = package.read("docProps/custom.xml").decode()
    values = re.findall(r"<vt:lpwstr>(.*?)</vt:lpwstr>", told)
    assert len(values) > 1
    assert all(len(value) <= 255 for value in values)


def archive(**files: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, held in files.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), held)
    return written.getvalue()


HOSTILE: Mapping[str, bytes] = {
    "nothing": b"",
    "words": b"PK\x03\x04 and nothing more",
    "another archive": archive(readme=b"x"),
    "no properties of ours": archive(docProps__custom_xml=b"<Properties/>"),
    "no XML": archive(docProps__custom_xml=b"\x00\x01"),
    "entities": archive(
        docProps__custom_xml=b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Properties xmlns="'
        + carried.PROPERTIES.encode()
        + b'"><property name="briefing 1">&a;</property></Properties>'
    ),
    "far too large": archive(docProps__custom_xml=b"<" + b" " * 3_000_000),
    "not base64": archive(
        docProps__custom_xml=f'<Properties xmlns="{carried.PROPERTIES}"><property name="briefing 1">é</property></Properties>'.encode()
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_carries_no_deck_is_refused_in_words(name: str) -> None:
    with pytest.raises(ValueError, match="must"):
        carried.taken_out(HOSTILE[name])


def test_a_small_file_that_unpacks_without_end_is_refused() -> None:
    import base64
    import zlib

    packed = base64.b64encode(zlib.compress(b"a" * 50_000_000, 9)).decode()
    told = f'<Properties xmlns="{carried.PROPERTIES}"><property name="briefing 1">{packed}</property></Properties>'
    with pytest.raises(ValueError, match="must have"):
        carried.taken_out(archive(docProps__custom_xml=told.encode()))


def get(query: str, accept: str = "*/*") -> Answer:
    return ask(f"/briefing/deck.pptx?{query}", accept=accept)


def test_the_address_of_a_deck_answers_with_its_file(sample: Release) -> None:
    answer = get("title=Prisons%3A+a+brief&slide=figure:return&look=dark")
    assert answer.status == 200
    assert answer.headers["content-type"] == routes.MEDIA_TYPE
    assert answer.headers["content-disposition"].startswith(
        'attachment; filename="Prisons-a-brief-dark.pptx"'
    )
    light = get("title=Prisons%3A+a+brief&slide=figure:return")
    assert light.headers["content-disposition"].startswith('attachment; filename="Prisons-a-brief.pptx"')
    assert len(Presentation(BytesIO(answer.body)).slides) == 1


@pytest.mark.parametrize("query", ["", "title=x", "look=dark&slides=2"])
def test_an_address_without_slides_says_so(sample: Release, query: str) -> None:
    answer = get(query, accept="text/html")
    assert answer.status == 400
    assert say("briefing_file.no_slides_title") in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "slide=%00",
        "slide=figure:return~t%1b%5b31m%EF%BF%BE%ED%A0%80",
        "slide=text:~x%26lt%3B%3Cscript%3E%0a%0a%0a&title=%22%0d%0aset-cookie:x",
        "slide=section:~t" + "W" * 200,
        "slide=text:~x" + "mmmmmmmmmm" * 100,
        "slide=map:../../etc",
        "slide=map:executions~k../..",
        "slide=figure:return&look=../../x&release=" + "z" * 400,
        "title=%D7%A9%D7%9C%D7%95%D7%9D&slide=section:~t%E4%B8%AD%E6%96%87",
        "&".join(["slide=figure:return"] * 150),
    ],
)
def test_a_hostile_address_gets_a_file_and_no_error(sample: Release, query: str) -> None:
    answer = get(query)
    assert answer.status == 200
    assert "\n" not in answer.headers["content-disposition"]
    assert Presentation(BytesIO(answer.body)).slides


def test_a_table_drops_rows_in_words_before_it_leaves_its_place() -> None:
    rows = [("Number", "What is said"), *((str(i), "words " * 30) for i in range(60))]
    fit = tables.fitted(rows, Box(0, 0, 1152, 420))
    assert sum(fit.heights) <= 420
    assert fit.rows[-1][1] == say("briefing_file.more_rows_many", number=61 - (len(fit.rows) - 1))


@pytest.mark.parametrize("text", ["", "one", "W" * 900, "many short words " * 200, "中" * 300])
def test_fitted_words_take_no_more_than_their_room(text: str) -> None:
    told, size = measure.fitted(text, (40.0, 30.0, 20.0), 600, 130)
    assert measure.height(told, size, 600) <= 130
    assert all(measure.width(line, size) <= 600 for line in measure.lines(told, size, 600))


def test_every_mark_of_a_slide_has_its_words() -> None:
    marks = ("changed", "removed", "kept", "unknown")
    assert all(f"briefing_file.mark_{name}" in sentences() for name in marks)

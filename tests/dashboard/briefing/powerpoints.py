"""What the tests look for in a PowerPoint file: its charts, groups of shapes, words and cells."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pptx import Presentation

from dashboard.briefing.deck import Deck, Fault, Slide
from dashboard.briefing.powerpoint import plans
from dashboard.briefing.powerpoint.file import made
from dashboard.data import Release
from dashboard.grouping import drawing_of
from dashboard.palette import LIGHT

# Which figures of the invented release are drawn in shapes, and which are words.
SHAPES = {"return", "harvest-jump", "harvest-slump", "share-killed", "share-small", "share-range", "freed", "arrest-us", "arrest-world", "arrest-half", "arrest-every", "killed-government", "death-penalty", "countries-few"}  # fmt: skip
WORDS = {"harvest-rank", "young-held", "arrests-a-year", "law-1986"}


def opened(release: Release, *slides: Slide | Fault, look: Any = "light", title: str = "") -> Any:
    return Presentation(BytesIO(made(Deck(slides, title, release.id), release, look)))


def alone(release: Release, figure_id: str) -> Any:
    """The one slide of a deck of one figure."""
    return opened(release, Slide("figure", figure_id)).slides[0]


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def groups(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.shape_type is not None and hasattr(shape, "shapes")]


def every_shape(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from every_shape(shape.shapes)


def words_on(slide: Any) -> str:
    return " | ".join(s.text_frame.text for s in every_shape(slide.shapes) if s.has_text_frame)


def cells_of(slide: Any) -> list[list[str]]:
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    return [[cell.text for cell in row.cells] for row in table.rows]


def plan_of(release: Release, figure_id: str) -> plans.Plan:
    plan = plans.of(drawing_of(figure_id, release.figures), LIGHT)
    assert plan is not None
    return plan

"""Draw the ladder of evidence under one figure, step by step until it stops, as HTML. Rows in, text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dashboard.addresses import of_document, of_paragraph
from dashboard.figure import Figure, sentence_case
from dashboard.figures import rows as figure_rows
from dashboard.one_figure import around as one_figure
from dashboard.one_figure import citation
from dashboard.one_figure.around import Figures
from dashboard.problems import Row
from dashboard.words import say, say_number


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name in the language file, what stands on it as HTML, and whether it carries."""

    name: str
    said: str
    holds: bool = True


def draw(steps: Sequence[Step], stops: str) -> str:
    """The steps in order; at the first that does not carry, ``stops`` says so, and the rail breaks."""
    broken = next((place for place, step in enumerate(steps) if not step.holds), len(steps))
    rungs = "".join(_rung(step, place, broken, stops) for place, step in enumerate(steps))
    return f'<ol class="ladder">{rungs}</ol>'


def printed(figure: Figure, document: Mapping[str, Any]) -> str:
    """From the words to the original: what a document prints, and how far back it can be followed."""
    steps = [
        Step("step_words", _words(figure)),
        Step("step_place", _place(figure, document)),
        Step("step_who", f"<p>{escape(_who(figure))}</p>", holds=bool(figure.origin)),
        Step("step_original", _original(figure), holds=bool(figure.original)),
    ]
    return draw(steps, say("figure.stops_no_original" if figure.has_source else "figure.stops"))


def _who(figure: Figure) -> str:
    """Who produced the number; where nobody is named, whether a publication is."""
    if figure.has_source:
        return sentence_case(figure.attribution)
    return say("figure.who_only_original" if figure.original else "figure.who_missing")


def _original(figure: Figure) -> str:
    """The publication by its title, and that it was not read here; else how far the document leaves it out of reach."""
    if not figure.original:
        key = "original_named" if figure.has_source else "original_beyond"
        return f"<p>{escape(say(f'figure.{key}'))}</p>"
    title = f'<p class="document-title">{escape(figure.original)}</p>'
    return f'{title}<p class="small">{escape(say("figure.original_title"))}</p>'


def derived(figure: Figure, inputs: Figures, in_doubt: Mapping[str, Sequence[Row]]) -> str:
    """From the arithmetic to the printed numbers it starts from, and to who says those.

    ``in_doubt`` gives the points of each figure that has any.
    """
    found = one_figure.originals(inputs)
    named = "".join(f"<p>{escape(sentence_case(name))}</p>" for name in found.named)
    unnamed = f"<p>{escape(say_number('figure.inputs_unnamed', found.unnamed))}</p>" if found.unnamed else ""
    steps = [
        Step("step_formula", f'<p class="formula">{escape(figure.formula or "")}</p>', bool(figure.formula)),
        Step("step_inputs", figure_rows.short_list(inputs, in_doubt), holds=bool(inputs)),
        Step("step_inputs_who", named + unnamed, holds=bool(inputs) and not found.unnamed),
    ]
    return draw(steps, say("figure.stops"))


def _rung(step: Step, place: int, broken: int, stops: str) -> str:
    state = "held" if place < broken else "broken" if place == broken else "beyond"
    told = f'<p class="stops">{escape(stops)}</p>' if place == broken else ""
    return (
        f'<li class="{state}"><h3>{escape(say(f"figure.{step.name}"))}</h3><div>{step.said}{told}</div></li>'
    )


def _words(figure: Figure) -> str:
    return f'<blockquote class="quote">{escape(say("evidence.words", quote=figure.quote or ""))}</blockquote>'


def _place(figure: Figure, document: Mapping[str, Any]) -> str:
    stands_in = citation.source(document)
    place = say(
        "figure.place",
        publisher=sentence_case(figure.published_by),
        date=citation.day(stands_in.published),
        paragraph=figure.paragraph,
    )
    repeats = (
        f'<p class="small">{escape(say_number("figure.repeats", figure.repeats))}</p>'
        if figure.repeats
        else ""
    )
    name = str(document["document"])
    ways = [figure_rows.to(of_document(name), say("figure.document_link"))]
    if figure.paragraph is not None:
        to_it = say("figure.paragraph_link", paragraph=figure.paragraph)
        ways.insert(0, figure_rows.to(of_paragraph(name, figure.paragraph), to_it))
    return (
        f'<p class="document-title">{escape(figure.title or "")}</p><p>{escape(place)}</p>{repeats}'
        f'<p class="small links">{" ".join(f"<span>{way}</span>" for way in ways)}</p>'
    )

"""Say what is known of a figure and what is not, as pairs of a name and its texts. Figure in, words out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard import doubts, evidence, problems
from dashboard.data import Release
from dashboard.figure import Figure, records, sentence_case
from dashboard.grouping import Drawing
from dashboard.keeping import kept
from dashboard.one_figure import around as one_figure
from dashboard.one_figure import citation
from dashboard.words import known, say, say_number


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know: what it is called, and what is said."""

    name: str
    said: tuple[str, ...]


def origin(figure: Figure) -> list[Fact]:
    """Where a figure comes from and how firmly it is stated; of one worked out here, the arithmetic."""
    if figure.derived:
        return _kept([("formula", figure.formula), ("note", figure.note)])
    facts = [
        ("says_who", figure.speaker),
        ("original", figure.original),
        ("where", where(figure)),
        (
            "how_firmly",
            say(f"qualifier.{figure.qualifier}") if known(f"qualifier.{figure.qualifier}") else None,
        ),
        ("out_of" if figure.kind == "share" else "included", figure.base if figure.has_base else None),
        ("when", figure.when),
        ("note", figure.note),
    ]
    inferred = evidence.inferences(figure.inferred) if figure.inferred else []
    return [
        *_kept(facts),
        *([Fact(say("evidence.inferred"), tuple(map(sentence_case, inferred)))] if inferred else []),
    ]


def table(figure: Figure) -> list[Fact]:
    """The row as a reader reads it; a bound that the words leave open is said to be open."""
    numeric = bool(figure.numbers)
    rows = [
        ("table.number", figure.number if numeric or figure.qualifier == "magnitude" else None),
        ("table.from", _plain(figure.lower) if numeric else None),
        ("table.to", _plain(figure.upper) if numeric else None),
        ("column.measure", figure.measure_name),
        ("table.base", figure.base if figure.has_base else None),
        ("column.region", figure.region_name if figure.region_sort != "not_stated" else say("table.none")),
        ("table.when", figure.when or say("table.none")),
        ("column.group", figure.group_name),
        ("column.comparison_group", figure.comparison_name),
        (
            "table.status",
            say(f"web.status_{figure.status}") if known(f"web.status_{figure.status}") else None,
        ),
    ]
    return [Fact(say(key), (sentence_case(said),)) for key, said in rows if said]


def missing(figure: Figure) -> list[str]:
    """What the document does not say of the figure, though it should."""
    if figure.derived:
        return []
    return [say(f"web.missing_{name}") for name in one_figure.missing(figure) if known(f"web.missing_{name}")]


def where(figure: Figure) -> str:
    """The document and the paragraph, and how often the document says it again."""
    place = say(
        "evidence.where_value", title=figure.title, publisher=figure.published_by, paragraph=figure.paragraph
    )
    return f"{place}; {say_number('evidence.repeats', figure.repeats)}" if figure.repeats else place


def source_line(figure: Figure, release_id: str) -> str:
    """Who says so, in which document, as of which release: what every drawing carries."""
    document = figure.title or say("drawing.across_documents")
    return say("drawing.source", who=sentence_case(figure.speaker), documents=document, release=release_id)


@kept(1024)
def alone(figure_id: str, release: Release) -> Drawing:
    """The figure as a drawing of its own, which the public record is asked about."""
    table = release.figures[release.figures["figure_id"] == figure_id]
    return Drawing(table, tuple(records(table)))


@kept()
def documents(release: Release) -> Mapping[str, Mapping[str, Any]]:
    """Every row of the documents by its permanent name."""
    rows = release.documents.to_dict("records")
    return {str(row["document"]): {str(name): cell for name, cell in row.items()} for row in rows}


def doubt(figure: Figure, release: Release) -> str:
    """What a figure never travels without: the labels of its points and of those of the numbers it starts from; '' for none."""
    name = figure.figure_id
    return doubts.labels(problems.of([name], release), [name])


def gravest(figure: Figure, release: Release) -> str:
    """The kind of the gravest of these; '' for none."""
    rows = problems.of([figure.figure_id], release)
    return str(rows[0]["kind"]) if rows else ""


def stands_in(figure: Figure, release: Release) -> citation.Source | None:
    """The document that prints a figure, as a citation names it; None for one that was worked out here."""
    row = None if figure.derived else documents(release).get(figure.document or "")
    return citation.source(row) if row else None


def _kept(facts: list[tuple[str, str | None]]) -> list[Fact]:
    return [Fact(say(f"evidence.{name}"), (sentence_case(said),)) for name, said in facts if said]


def _plain(number: float | None) -> str:
    return say("table.none") if number is None else f"{number:,.10g}"

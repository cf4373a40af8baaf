"""Write how firmly a figure is said, what it counts, and what the document does not say of it, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from dashboard import evidence
from dashboard.figure import Figure, sentence_case
from dashboard.one_figure import around as one_figure
from dashboard.words import say


def of(figure: Figure, undated: str, inputs: Sequence[Figure] = ()) -> str:
    """What there is to know beside the ladder, section by section; ``undated`` is what the document's card lacks, or ''.

    ``inputs`` are the figures that one worked out here starts from.
    """
    return "".join(
        (
            section("firmly", _firmly(figure)),
            section("said" if figure.kind in ("rank", "event") else "counted", _counted(figure)),
            section("missing", _missing(figure, undated, inputs)),
            section("read", _lines(evidence.inferences(figure.inferred or ""))),
            section("note", _lines([figure.note or ""])),
        )
    )


def section(name: str, inside: str) -> str:
    """A section under its small heading; nothing where nothing stands in it. ``inside`` is HTML."""
    return (
        f'<section class="fact"><h3 class="label">{escape(say(f"figure.{name}"))}</h3>{inside}</section>'
        if inside
        else ""
    )


def undated(document: Mapping[str, Any]) -> str:
    """That the document states no date of publication, or nothing."""
    published = document["published"]
    dated = published is not None and published == published
    return "" if dated else say("figure.missing_published")


def allows(figure: Figure) -> str:
    """What the words leave open for the true number or date, in a sentence.

    A bound is a bound of the size of a change: 'fell by more than 40%' allows any larger fall.
    """
    if figure.kind == "event":
        return say("figure.allows_event", when=figure.when) if figure.when else ""
    if figure.derived and figure.qualifier == "exact":
        return say("figure.allows_derived", number=_bare(figure))
    # What is a part of a whole has an end that no words need to give.
    part = figure.kind == "share" and figure.qualifier in ("at_least", "more_than")
    return say(f"figure.allows_{figure.qualifier}{'_share' if part else ''}", number=_bare(figure))


def _bare(figure: Figure) -> str:
    """The number with its unit and without its hedge: '6,200 people', 'a fall of 25%', '$4 to $7'."""
    if not figure.numbers:
        return ""
    rounded = figure.derived and figure.qualifier != "exact"
    sizes = [float(f"{abs(number):.3g}") if rounded else abs(number) for number in figure.numbers]
    qualifier = "range" if figure.qualifier == "range" else "exact"
    plain = replace(
        figure, kind="count" if figure.kind == "change" else figure.kind, status="reported", qualifier=qualifier,
        value=sizes[0], lower=min(sizes), upper=max(sizes),
    )  # fmt: skip
    if figure.kind != "change":
        return plain.number
    return say("figure.fall" if min(figure.numbers) < 0 else "figure.rise", number=plain.number)


def _firmly(figure: Figure) -> str:
    stated = "" if figure.derived else say(f"qualifier.{figure.qualifier}")
    return _lines([stated, allows(figure)])


def _counted(figure: Figure) -> str:
    """The definition, and out of what and of whom as far as the document says."""
    more = {"out_of": (figure.base or "") if figure.has_base else "", "group": _group(figure)}
    terms = "".join(
        f"<div><dt>{escape(say(f'figure.{name}'))}</dt><dd>{escape(sentence_case(told))}</dd></div>"
        for name, told in more.items()
        if told
    )
    return f"<p>{escape(figure.definition)}</p>" + (f"<dl>{terms}</dl>" if terms else "")


def _group(figure: Figure) -> str:
    if figure.group_name and figure.comparison_name:
        return say("figure.compared", group=figure.group_name, other=figure.comparison_name)
    return figure.group_name or ""


def _missing(figure: Figure, undated: str, inputs: Sequence[Figure]) -> str:
    """What is not stated; a figure that was worked out lacks what the numbers lack that it starts from."""
    beneath = {name for one in inputs for name in one_figure.missing(one)}
    lacks = [
        say(f"figure.missing_{name}")
        for name in one_figure.missing(figure)
        if not figure.derived or name != "attribution"
    ]
    lacks += [undated] if undated else []
    lacks += [say(f"figure.missing_beneath_{name}") for name in one_figure.ASKED_FOR if name in beneath]
    if not lacks:
        return _lines([say("figure.missing_nothing")])
    items = "".join(f"<li>{escape(sentence_case(lack))}</li>" for lack in lacks)
    return f'<ul class="lacks">{items}</ul>'


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(sentence_case(line))}</p>" for line in lines if line)

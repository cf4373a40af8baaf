"""The terms of a release and of this site, with their meanings, and those that hold a word. Tables in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dashboard import folds, themes
from dashboard.addresses import of_figure
from dashboard.data import Release
from dashboard.figure import sentence_case
from dashboard.keeping import kept
from dashboard.words import say, say_number
from etl.vocabulary import CERTAINTIES, KINDS, QUALIFIERS, STATUSES

CONFIDENCES = ("high", "medium", "low")
# A term names so many of its figures; the others are counted.
MOST_FIGURES = 4
MOST_TERMS = 400


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means. ``anchor`` names it inside the page's address; ``figures`` are ids with their words."""

    anchor: str
    name: str
    meaning: str
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Terms of one sort under their title."""

    title: str
    terms: tuple[Term, ...]


@kept()
def sections(release: Release) -> tuple[Section, ...]:
    """All terms by sort: the measures by theme, the units, the groups, and the words this site uses."""
    vocabulary = (
        _of_table("units", release, "unit"),
        _of_table("groups", release, "group"),
        _of_codes(
            "qualifiers",
            ((code, say(f"glossary.qualifier_{code}"), say(f"qualifier.{code}")) for code in QUALIFIERS),
        ),
        _of_codes(
            "kinds", ((code, say(f"glossary.kind_{code}"), say(f"glossary.means_{code}")) for code in KINDS)
        ),
        _of_codes(
            "statuses",
            ((code, say(f"glossary.status_{code}"), say(f"glossary.from_{code}")) for code in STATUSES),
        ),
        _of_table("reasons", release, "reason"),
        _of_codes(
            "certainties",
            (
                (code, say(f"glossary.certainty_{code}"), say(f"evidence.certainty_{code}"))
                for code in CERTAINTIES
            ),
        ),
        _of_codes(
            "confidences",
            ((code, say(f"glossary.confidence_{code}"), say(f"confidence.{code}")) for code in CONFIDENCES),
        ),
    )
    found = (*_measures(release), *vocabulary)
    return tuple(section for section in found if section.terms)


def count(release: Release) -> int:
    """How many terms there are."""
    return sum(len(section.terms) for section in sections(release))


def holding(wanted: str, release: Release) -> tuple[Section, ...]:
    """The sections with the terms that hold every one of the words, in their name or meaning."""
    words = wanted.casefold().split()
    found = (
        Section(section.title, tuple(term for term in section.terms if _holds(term, words)))
        for section in sections(release)
    )
    return tuple(section for section in found if section.terms)


def page(wanted: str, release: Release) -> str:
    """The terms that hold the words, or all of them; where there is none, what to change."""
    found = holding(wanted, release)
    number = sum(len(section.terms) for section in found)
    if not found:
        none, remedy = escape(say("glossary.none", asked=wanted)), escape(say("glossary.none_remedy"))
        return f'<p class="empty" role="status"><strong>{none}</strong> {remedy}</p>'
    said = (
        f'<p class="small" role="status">{escape(say_number("glossary.found", number, asked=wanted))}</p>'
        if wanted
        else ""
    )
    return said + "".join(_section(section, opened=bool(wanted)) for section in found)


def anchor(title: str) -> str:
    """A section's name inside the page's address."""
    return "terms-" + _plain(title)


def _section(section: Section, *, opened: bool) -> str:
    """On a phone the terms of one sort are folded; what was searched for is not."""
    items = "".join(map(_term, section.terms[:MOST_TERMS]))
    shown, number = MOST_TERMS, f"{len(section.terms):,}"
    capped = (
        f"<p>{escape(say('sources.capped', shown=shown, number=number))}</p>"
        if len(section.terms) > shown
        else ""
    )
    told = say_number("glossary.see", len(section.terms))
    inside = f'{capped}<dl class="terms">{items}</dl>'
    return folds.part(section.title, anchor(section.title), told, inside, opened=opened)


def _term(term: Term) -> str:
    links = " · ".join(
        f'<a href="{escape(of_figure(name))}" target="_self">{escape(words)}</a>'
        for name, words in term.figures[:MOST_FIGURES]
    )
    rest = len(term.figures) - MOST_FIGURES
    more = f" {escape(say('glossary.more', number=rest))}" if rest > 0 else ""
    ways = f'<p class="small links">{escape(say("glossary.figures"))} {links}{more}</p>' if links else ""
    to_it = f'<a class="to-term" href="#{escape(term.anchor)}" target="_self">{escape(term.name)}</a>'
    return f'<div id="{escape(term.anchor)}"><dt>{to_it}</dt><dd>{escape(term.meaning)}{ways}</dd></div>'


def _measures(release: Release) -> list[Section]:
    plurals = dict(zip(release.units["unit"], release.units["plural"], strict=True))
    quoted = _figures(release)
    by_theme: dict[str, list[Term]] = {}
    for row in release.measures.to_dict("records"):
        unit = plurals.get(row["unit"]) or ""
        counted = (
            f" {say('glossary.in_unit', unit=unit)}" if unit and row["kind"] not in ("rank", "event") else ""
        )
        term = Term(
            f"measure-{_plain(row['measure'])}",
            sentence_case(row["name"]),
            f"{row['definition']}{counted}",
            quoted.get(row["measure"], ()),
        )
        by_theme.setdefault(row["theme"], []).append(term)
    return [
        Section(say("glossary.measures", theme=name), tuple(by_theme.get(code, ())))
        for code, name in themes.names(release).items()
    ]


def _figures(release: Release) -> dict[str, tuple[tuple[str, str], ...]]:
    """The figures of each measure: their permanent names and their words."""
    quoted: dict[str, list[tuple[str, str]]] = {}
    table = release.figures
    for measure, name, quote in zip(table["measure"], table["figure_id"], table["quote"], strict=True):
        words = (
            say("evidence.words", quote=quote) if isinstance(quote, str) else say("glossary.status_derived")
        )
        quoted.setdefault(measure, []).append((name, words))
    return {measure: tuple(found) for measure, found in quoted.items()}


def _of_table(noun: str, release: Release, code: str) -> Section:
    rows: list[dict[str, Any]] = getattr(release, noun).to_dict("records")
    terms = (
        Term(
            f"{code}-{_plain(row[code])}",
            sentence_case(row.get("name") or row["plural"]),
            _ended(row["meaning"]),
        )
        for row in rows
        if row.get("name") or row.get("plural")
    )
    return Section(say(f"glossary.{noun}"), tuple(terms))


def _of_codes(noun: str, codes: Iterable[tuple[str, str, str]]) -> Section:
    """Codes that the language file explains, each with its name and meaning."""
    terms = (Term(f"{noun}-{code}", name, meaning) for code, name, meaning in codes)
    return Section(say(f"glossary.{noun}"), tuple(terms))


def _holds(term: Term, words: Sequence[str]) -> bool:
    told = f"{term.name} {term.meaning}".casefold()
    return all(word in told for word in words)


def _ended(sentence: str) -> str:
    return f"{sentence.rstrip('.')}."


def _plain(code: str) -> str:
    return "".join(character if character.isalnum() else "-" for character in str(code).lower())

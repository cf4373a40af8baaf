"""Write a document's card as HTML: what it is, how much of it was read, and a walk through it. Text in, text out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from dashboard import doubts, folds, outside, problems
from dashboard.addresses import of_document, of_problem
from dashboard.counts import Count
from dashboard.data import NOT_STATED, Release
from dashboard.figure import sentence_case
from dashboard.keeping import kept
from dashboard.sources import coverage, walk
from dashboard.sources.coverage import Coverage
from dashboard.words import known, say, say_number

Row = dict[str, Any]
FACTS = ("publisher", "author", "published", "address", "licence", "language", "length", "sha256", "note")
# From here on a card says only what tells one document from another; the rest is on its own page.
MANY = 12


@kept()
def names(release: Release) -> dict[str, str]:
    """The documents' titles by their permanent names; of two with one title the later says which it is."""
    told: dict[str, str] = {}
    for code, title in zip(release.documents["document"], release.documents["title"], strict=True):
        same = sum(name.split(" [")[0] == title for name in told.values())
        told[str(code)] = f"{title} [{same + 1}]" if same else str(title)
    return told


@kept()
def cards(release: Release) -> str:
    """All documents, each with its card and coverage; of many, a line and the coverage."""
    few = len(release.documents) <= MANY
    items = "".join(
        f"<li>{_heading(row)}{_body(row, release) if few else bar(coverage.of(row['document'], release))}</li>"
        for row in _rows(release)
    )
    return f'<ul class="source-cards">{items}</ul>{_how()}'


@kept()
def lines(release: Release) -> str:
    """All documents in a line each, with what is read from them, as ways to their cards."""
    items = "".join(_line(row, release) for row in _rows(release))
    return f'<ul class="documents">{items}</ul>'


@kept(64)
def page(document: str, release: Release) -> str:
    """One document in full: its card, the reasons, its figures, its points in question, and the walk through it."""
    row = next(row for row in _rows(release) if row["document"] == document)
    held = coverage.of(document, release)
    back = escape(say("sources.all_documents"))
    read = _read(held)
    aside = say_number("coverage.phrases", held.aside) if held.aside else ""
    figures = f"<div class='wide'>{walk.figures(document, release)}</div>"
    return (
        f'<p class="small links back"><a href="/sources?show=documents" target="_self">{back}</a></p>'
        f'<div class="card-columns"><div>{_facts(row)}</div>'
        f"<div>{bar(held)}{_how()}</div></div>"
        f"{_long('coverage.reasons', aside, walk.reasons(document, release))}"
        f"<h2>{escape(say('card.problems'))}</h2><div class='wide'>{_problems(document, release)}</div>"
        f"{_long('card.figures', say_number('card.see_figures', read), figures) if read else ''}"
        f"{_long('coverage.walk', say('coverage.see_walk'), walk.paragraphs(document, release))}"
    )


def _long(key: str, told: str, inside: str) -> str:
    """A part that may be long; its title's key is also its name inside the page's address."""
    return folds.part(say(key), key.replace(".", "-"), told, inside)


def _how() -> str:
    """How phrases are counted, and what the fingerprint is for."""
    told = (say("coverage.how"), say("card.sha256_means"))
    return f'<div class="how">{"".join(f"<p>{escape(sentence)}</p>" for sentence in told)}</div>'


def line_of(document: str, release: Release) -> str:
    """Who published a document, and when."""
    return line(next(row for row in _rows(release) if row["document"] == document))


@lru_cache(maxsize=256)
def bar(held: Coverage) -> str:
    """What a document says, counted; then its number phrases as one bar, the parts in proportion, and the same in words."""
    said = f'<p class="coverage-said">{escape(told(held.said))}</p>'
    if not held.phrases:
        return f'{said}<p class="small">{escape(say("coverage.none"))}</p>'
    parts = "".join(f'<span class="part part-{sort}" style="flex:{n} 0 0"></span>' for sort, n in held.parts)
    key = "".join(
        f'<li><span class="key-swatch part-{sort}" aria-hidden="true"></span>{escape(say_number(f"coverage.{sort}", n))}</li>'
        for sort, n in held.parts
    )
    label, count = escape(_in_words(held)), escape(say_number("sources.phrases", held.phrases))
    return (
        f'{said}<p class="coverage-count">{count}</p><div class="coverage" role="img" aria-label="{label}">{parts}</div>'
        f'<ul class="coverage-key">{key}</ul>{_besides(held)}'
    )


def told(said: Count) -> str:
    """What a document says, counted, as a sentence, and what was worked out from it."""
    return f"{sentence_case(said.phrase)}.{said.derived_sentence}"


def aside(held: Coverage) -> str:
    """How many number phrases there are, and how many of them are set aside."""
    if not held.phrases:
        return say("coverage.none")
    phrases = say_number("sources.phrases", held.phrases)
    if not held.aside:
        return say("document.aside_none", phrases=phrases)
    return say_number("document.aside", held.aside, phrases=phrases)


def line(row: Row) -> str:
    """Who published it, and when."""
    publisher = (
        say("document.no_publisher") if row["publisher"] in ("", NOT_STATED) else str(row["publisher"])
    )
    return say("document.line", publisher=sentence_case(publisher), published=_published(row))


def _line(row: Row, release: Release) -> str:
    held = coverage.of(row["document"], release)
    address = escape(of_document(row["document"]))
    return (
        f'<li><p class="document-title"><a href="{address}" target="_self">{escape(row["title"])}</a></p>'
        f'<p>{escape(line(row))}</p><p class="small">{escape(told(held.said))} {escape(aside(held))}</p></li>'
    )


def _in_words(held: Coverage) -> str:
    """What the bar shows, for whoever cannot see it."""
    parts = " + ".join(say_number(f"coverage.{sort}", n) for sort, n in held.parts)
    return say("coverage.told", phrases=say_number("sources.phrases", held.phrases), parts=parts)


def _besides(held: Coverage) -> str:
    if not held.besides.statements:
        return ""
    return f'<p class="small">{escape(say("coverage.besides", parts=held.besides.phrase))}</p>'


def _read(held: Coverage) -> int:
    """How many figures are read in a document."""
    return held.said.statements - held.said.places


def _rows(release: Release) -> list[Row]:
    return [
        {str(name): "" if cell is None or cell != cell else cell for name, cell in row.items()}
        for row in release.documents.to_dict("records")
    ]


def _heading(row: Row) -> str:
    address = escape(of_document(row["document"]))
    title = f'<a href="{address}" target="_self">{escape(row["title"])}</a>'
    opened = f'<a href="{address}" target="_self">{escape(say("card.open"))}</a>'
    return (
        f'<div class="card-head"><h2 class="plain">{title}</h2><p class="small">{escape(line(row))}</p>'
        f'<p class="small links">{opened}</p></div>'
    )


def _body(row: Row, release: Release) -> str:
    document = row["document"]
    held = coverage.of(document, release)
    folded = [
        ("coverage.reasons", walk.reasons(document, release), held.aside),
        ("card.figures", walk.figures(document, release), _read(held)),
        ("card.problems", _problems(document, release), len(_concerning(document, release))),
    ]
    details = "".join(
        f"<details><summary>{escape(say(key))} ({count})</summary>{inside}</details>"
        for key, inside, count in folded
        if count
    )
    return f'<div class="card-columns"><div>{_facts(row)}</div><div>{bar(held)}{details}</div></div>'


def _facts(row: Row) -> str:
    told = {
        **{name: escape(_stated(row[name])) for name in ("publisher", "author", "licence", "note")},
        "published": escape(_published(row)),
        "address": _address(row["address"]),
        "language": escape(language(row["language"])),
        "length": escape(say("card.characters", number=f"{row['length']:,}")),
        "sha256": f"<code>{escape(row['sha256'])}</code>",
    }
    items = "".join(
        f"<div><dt>{escape(say(f'card.{name}'))}</dt><dd>{told[name]}</dd></div>"
        for name in FACTS
        if name != "note" or row["note"]
    )
    return f'<dl class="facts">{items}</dl>'


def _stated(cell: object) -> str:
    return say("card.not_stated") if cell in ("", NOT_STATED) else str(cell)


def _published(row: Row) -> str:
    day = row["published"]
    return f"{day.day} {day:%B %Y}" if isinstance(day, date) and day == day else say("document.undated")


def _address(address: str) -> str:
    """A way out to the document, for an address of the web and no other."""
    return outside.link(address, address) if address else escape(say("card.no_address"))


def language(code: str) -> str:
    """The name of a language by its code."""
    base = code.split("-")[0].lower()
    return (
        say(f"card.language_{base}")
        if known(f"card.language_{base}")
        else say("card.language_other", code=code)
    )


def _concerning(document: str, release: Release) -> list[Row]:
    return problems.chosen(release, document=document)


def _problems(document: str, release: Release) -> str:
    found = _concerning(document, release)
    if not found:
        return f"<p>{escape(say('card.no_problems'))}</p>"
    return f'<ul class="ways">{"".join(map(_problem, found))}</ul>'


def _problem(row: Row) -> str:
    address = escape(of_problem(row["problem_id"]))
    summary = escape(row["summary"])
    return f'<li class="{escape(row["kind"])}">{doubts.short_flag(row)} <a href="{address}" target="_self">{summary}</a></li>'

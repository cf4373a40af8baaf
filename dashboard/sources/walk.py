"""Write what was read in a document and what was set aside, as HTML that can be held beside it. Text in, text out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from dashboard import themes
from dashboard.addresses import of_figure, of_theme
from dashboard.data import Release
from dashboard.keeping import kept
from dashboard.sources import coverage
from dashboard.sources.coverage import Read
from dashboard.words import say, say_number

Row = dict[str, Any]
# A list longer than this would be a page that no one can scroll through.
LONGEST = 1_000


def reasons(document: str, release: Release) -> str:
    """How many phrases are set aside for each reason, what it means, and the phrases themselves folded."""
    grouped = coverage.reasons(document, release)
    if not grouped:
        return f"<p>{escape(say('coverage.no_aside'))}</p>"
    head = "".join(
        f'<th scope="col">{escape(say(f"coverage.{name}"))}</th>' for name in ("reason", "count", "meaning")
    )
    body = "".join(_reason(code, rows, release) for code, rows in grouped)
    return f'<table class="stacking reasons"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _reason(code: str, rows: Sequence[Row], release: Release) -> str:
    unknown = (say("coverage.unknown_reason"), say("coverage.unknown_meaning"))
    name, meaning = coverage.reason_words(release).get(code, unknown)
    phrases = "".join(_aside(row, release) for row in rows[:LONGEST])
    folded = (
        f"<details><summary>{escape(say_number('coverage.phrases', len(rows)))}</summary>"
        f"<ul>{phrases}</ul></details>"
    )
    count = escape(say("coverage.count"))
    return (
        f'<tr><th scope="row">{escape(name)}</th><td data-label="{count}"><span>{len(rows)}</span></td>'
        f'<td data-label="{escape(say("coverage.meaning"))}"><div><p>{escape(meaning.rstrip("."))}.</p>{folded}</div></td></tr>'
    )


def _aside(row: Row, release: Release) -> str:
    told = escape(say("sources.in_paragraph", quote=row["quote"], paragraph=row["paragraph"]))
    note = f'<br><span class="small">{escape(row["note"])}</span>' if row["note"] else ""
    return f"<li>{told}{_repeated(row['figure_id'], release)}{note}</li>"


def _repeated(figure_id: str, release: Release) -> str:
    """The way to the figure that a phrase repeats."""
    if figure_id not in release.statements:
        return ""
    to_it = (
        f'<a href="{escape(of_figure(figure_id))}" target="_self">{escape(release.statements[figure_id])}</a>'
    )
    return f'<br><span class="small">{escape(say("coverage.repeats"))}: {to_it}</span>'


def figures(document: str, release: Release) -> str:
    """What is read from a document, as ways to its figures, by theme."""
    homes = themes.homes(release)
    by_theme: dict[str, list[Read]] = {}
    for one in coverage.reads(document, release):
        if one.name and one.sort != "aside":
            by_theme.setdefault(homes[one.name], []).append(one)
    return "".join(
        f'<h4><a href="{escape(of_theme(code))}" target="_self">{escape(name)}</a></h4>'
        f'<ul class="ways">{"".join(_way(one) for one in by_theme[code][:LONGEST])}</ul>'
        for code, name in themes.names(release).items()
        if code in by_theme
    )


def _way(one: Read) -> str:
    quote = escape(say("evidence.words", quote=one.quote))
    return f'<li><a href="{escape(of_figure(one.name))}" target="_self">{escape(one.told)}</a> <span class="small">{quote}</span></li>'


@kept(64)
def paragraphs(document: str, release: Release) -> str:
    """Everything read in a document in its order, under its paragraphs."""
    listed = coverage.reads(document, release)
    by_paragraph: dict[int, list[Read]] = {}
    for one in listed[:LONGEST]:
        by_paragraph.setdefault(one.paragraph, []).append(one)
    items = "".join(
        f'<li><h3 class="plain">{escape(say("sources.paragraph", paragraph=paragraph))}</h3>'
        f"<ul>{''.join(_step(one, release) for one in steps)}</ul></li>"
        for paragraph, steps in by_paragraph.items()
    )
    capped = (
        f"<p>{escape(say('sources.capped', shown=f'{LONGEST:,}', number=f'{len(listed):,}'))}</p>"
        if len(listed) > LONGEST
        else ""
    )
    return (
        f'<p class="standfirst">{escape(say("coverage.walk_about"))}</p>{capped}<ol class="walk">{items}</ol>'
    )


@kept(256)
def paragraph(document: str, number: int, release: Release) -> str:
    """Everything read in one paragraph of a document, as the page is asked for it."""
    steps = "".join(
        _step(one, release) for one in coverage.reads(document, release) if one.paragraph == number
    )
    title = f'<h3 class="plain">{escape(say("sources.paragraph", paragraph=number))}</h3>'
    return (
        f"<h2>{escape(say('sources.paragraph_alone'))}</h2>"
        f'<ol class="walk alone"><li>{title}<ul>{steps}</ul></li></ol>'
    )


def numbers(document: str, release: Release) -> list[str]:
    """The paragraphs of a document in which something was read."""
    return list(dict.fromkeys(str(one.paragraph) for one in coverage.reads(document, release)))


def _step(one: Read, release: Release) -> str:
    told, note = escape(one.told), f'<p class="small">{escape(one.note)}</p>' if one.note else ""
    if one.sort == "aside":
        name = coverage.reason_words(release).get(one.told, (say("coverage.unknown_reason"), ""))[0]
        told = f"{escape(name)}{_repeated(one.name, release)}"
    elif one.name:
        told = f'<a href="{escape(of_figure(one.name))}" target="_self">{told}</a>'
    return (
        f'<li class="walk-{one.sort}"><p class="walked"><span class="walked-words">{escape(say("evidence.words", quote=one.quote))}</span>'
        f'<span class="small">{escape(say("coverage.at", start=f"{one.start:,}"))}</span></p>'
        f'<p><strong class="sort">{escape(say(f"coverage.as_{one.sort}"))}</strong> {told}</p>{note}</li>'
    )

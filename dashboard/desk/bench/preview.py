"""Show what a figure would say before it is kept: its sentence by the rules of a build, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dashboard.desk import cells, folders
from dashboard.desk.bench import rows
from dashboard.desk.bench.rows import Choice
from dashboard.desk.bench.work import Work
from dashboard.words import say
from etl import drafts, one_row, schema
from etl.bench import Phrase
from etl.faults import CallFault
from etl.one_row import Tried

NEEDED = ("measure", "region")


def markup(work: Work, phrase: Phrase, choice: Choice) -> str:
    """The sentence, or what is missing or wrong, as HTML."""
    missing = [cells.label(column) for column in NEEDED if not choice.cells.get(column)]
    if missing:
        told = say("desk_bench.preview_missing", named=", ".join(missing))
        return f'<p class="small preview" role="status">{escape(told)}</p>'
    found = tried(work, phrase, choice)
    title = escape(say("desk_bench.preview"))
    if found.wrong:
        return f'<div class="preview" role="status"><p class="small">{title}</p><p>{escape(told_wrong(found.wrong))}</p></div>'
    return f'<div class="preview" role="status"><p class="small">{title}</p><p class="statement">{escape(found.statement)}</p></div>'


def tried(work: Work, phrase: Phrase, choice: Choice) -> Tried:
    """The row as a build would read it. What stands in the way of a row at all is wrong with it too."""
    try:
        row = rows.row_of(work, phrase, choice)
    except CallFault as fault:
        return Tried("", ((str(fault), ""),))
    words = one_row.vocabulary(
        {noun.name: cells.vocabulary(work.draft, noun.name) for noun in schema.VOCABULARY}
    )
    cards = drafts.rows(folders.datasets(), work.draft, work.file("source.toml"))
    card = {**(cards[0] if cards else {}), "document": work.document}
    return one_row.tried(row, card, words)


def told_wrong(wrong: Sequence[tuple[str, str]]) -> str:
    """What is wrong and what would be right, in one line."""
    return " ".join(f"{what}; {remedy}." if remedy else what for what, remedy in wrong)

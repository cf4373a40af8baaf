"""The text on the bench as HTML: every number phrase a link, told apart by sign and line, not by colour alone."""

from __future__ import annotations

from html import escape

from dashboard.desk import chosen
from dashboard.desk.bench.work import Work
from dashboard.words import say, say_number
from etl.bench import Phrase
from etl.documents import paragraph_starts


def markup(work: Work) -> str:
    """The whole text, paragraph by paragraph, each with its number."""
    paragraphs = "".join(
        f'<p><span class="paragraph-number" aria-hidden="true">{number}</span>{_marked(work, begin, end)}</p>'
        for number, (begin, end) in enumerate(paragraph_starts(work.text), start=1)
    )
    name = escape(say("desk_bench.text", document=work.document))
    return f'<section class="bench-text" aria-label="{name}" tabindex="0">{paragraphs}</section>'


def _marked(work: Work, begin: int, end: int) -> str:
    pieces, at = [], begin
    for place, phrase in enumerate(work.phrases):
        if begin <= phrase.start < end and phrase.start >= at:
            pieces += [escape(work.text[at : phrase.start]), _mark(work, phrase, place)]
            at = phrase.end
    return "".join([*pieces, escape(work.text[at:end])])


def _mark(work: Work, phrase: Phrase, place: int) -> str:
    address = chosen.way("bench", draft=work.draft, document=work.document, phrase=str(phrase.start))
    here = ' aria-current="true"' if place == work.at else ""
    told = say(f"desk_bench.state_{phrase.state}")
    return (
        f'<a class="mark {phrase.state}" href="{escape(address)}" target="_self"{here} title="{escape(told)}">'
        f'{escape(phrase.text)}<span class="unseen"> ({escape(told)})</span></a>'
    )


def counted(work: Work) -> str:
    """How far the work is, as a sentence and a bar."""
    states = ("figure", "place", "set_aside", "open")
    counts = {state: sum(phrase.state == state for phrase in work.phrases) for state in states}
    told = " · ".join(
        f'<span class="mark {state}">{count}</span> {escape(say_number(f"desk_bench.count_{state}", count))}'
        for state, count in counts.items()
        if count or state == "open"
    )
    done = ""
    if work.phrases and not counts["open"]:
        review = escape(chosen.way("review", draft=work.draft))
        done = f'{escape(say("desk_bench.all_done"))} <a href="{review}" target="_self">{escape(say("desk_bench.to_review"))}</a>'
    card = escape(chosen.way("documents", draft=work.draft, document=work.document))
    to_card = f'<a href="{card}" target="_self">{escape(say("desk_bench.to_card"))}</a>'
    return f'<p class="bench-counts" role="status">{told}. <strong>{done}</strong> {to_card}</p>'

"""Say how the phrase in hand was read, and what was decided of it. Text in, text out."""

from __future__ import annotations

from html import escape

from dashboard.desk import cells
from dashboard.desk.bench.work import Work
from dashboard.words import say
from etl.bench import Phrase
from etl.phrases import Reading
from etl.vocabulary import QUALIFIERS


def markup(work: Work, phrase: Phrase) -> str:
    """The phrase, where it stands, and what was read from it."""
    read = phrase.reading
    told = [("value", read.value)]
    # A number that is stated flatly is its own bounds.
    if not read.value == read.lower == read.upper:
        told += [("lower", read.lower), ("upper", read.upper)]
    numbers = "".join(
        f"<dt>{escape(say(f'desk_bench.{name}'))}</dt><dd>{escape(_shown(number, read.sort))}</dd>"
        for name, number in told
    )
    firmly = say(_read_as(read))
    place = say("desk_bench.place", paragraph=phrase.paragraph, start=phrase.start)
    state = say(f"desk_bench.state_{phrase.state}")
    return (
        f'<h2 class="phrase">“{escape(phrase.text)}”</h2>'
        f'<p class="small">{escape(place)} · {escape(state)}{_as_what(work, phrase)}</p>'
        f'<dl class="reading">{numbers}</dl><p class="small">{escape(firmly)}</p>'
    )


def _read_as(read: Reading) -> str:
    """The key of the sentence that says how a phrase was read: how firm a number is, or that it is none."""
    if read.sort not in ("number", "unread"):
        return f"reading.as_{read.sort}"
    return f"qualifier.{read.qualifier}" if read.qualifier in QUALIFIERS else "desk_bench.unread"


def _as_what(work: Work, phrase: Phrase) -> str:
    """What was decided: the measure of the figure, or the reason."""
    if figure := work.figure(phrase.row_key):
        names = cells.names(work.draft, "measures")
        return f": {escape(names.get(figure['measure'], figure['measure']))} <span>({escape(phrase.row_key)})</span>"
    if aside := work.aside(phrase.row_key) if phrase.state == "set_aside" else None:
        names = cells.names(work.draft, "reasons")
        of = f" ({aside['figure_id']})" if aside["figure_id"] else ""
        return f": {escape(names.get(aside['reason'], aside['reason']) + of)}"
    return f": {escape(phrase.row_key)}" if phrase.row_key else ""


def _shown(number: float | None, sort: str) -> str:
    return say("table.none") if number is None else f"{number:,.10g}" if sort != "year" else f"{number:g}"

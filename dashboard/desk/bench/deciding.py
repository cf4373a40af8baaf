"""The phrase in hand: how it was read, and the forms that make it a figure or set it aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from dashboard.desk import acts, cells, chosen, outcome, seen, vocabulary_forms
from dashboard.desk.bench import known, rows
from dashboard.desk.bench.rows import Choice
from dashboard.desk.bench.work import Work, load
from dashboard.words import say, say_number
from etl.bench import Phrase
from etl.drafts import Edit
from etl.faults import CallFault
from etl.phrases import Reading
from etl.proposals import Candidate, Proposal
from etl.vocabulary import NOT_STATED, QUALIFIERS

FREE = ("base", "period", "attribution", "original")
PROPOSED = ("measure", "region", "group", "comparison_group", *FREE)
WRITTEN = ("inferred", "note")


def reading(work: Work, phrase: Phrase) -> str:
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


def decide(work: Work, phrase: Phrase) -> None:
    """A figure, or set aside; what was decided can be taken back."""
    if phrase.state == "place":
        st.html(f"<p>{escape(say('desk_bench.is_place'))}</p>")
        return
    if phrase.state != "open":
        _button("reopen", say("desk_bench.reopen"), lambda: _done(work, phrase, rows.reopened, stay=True))
    _repeats(work, phrase)
    if _key(phrase, "quote") not in st.session_state:
        st.session_state[_form(phrase)] = work.decided(phrase)
    proposed = known.proposal(work, phrase)
    names = [say(f"desk_bench.{name}") for name in ("as_figure", "as_aside", "new_word")]
    figure, aside, word = st.tabs(
        names, default=names[_looks_set_aside(phrase)], key=f"bench_tabs_{phrase.start}"
    )
    with figure:
        _figure(work, phrase, proposed)
    with aside:
        _aside(work, phrase, proposed.reason)
    with word:
        vocabulary_forms.show(work.draft)


def _looks_set_aside(phrase: Phrase) -> bool:
    """It was set aside, or nothing is decided and it is a date, a word of order or part of a name."""
    waits_and_is_no_number = phrase.state == "open" and phrase.reading.sort not in ("number", "unread")
    return phrase.state == "set_aside" or waits_and_is_no_number


def _repeats(work: Work, phrase: Phrase) -> None:
    same = work.same_words(phrase)
    if phrase.state == "figure" and same:
        words = say_number("desk_bench.repeats", len(same))
        _button("repeat", words, lambda: _done(work, phrase, rows.repeats, stay=True))


def _figure(work: Work, phrase: Phrase, proposal: Proposal) -> None:
    proposed = {column: getattr(proposal, column) for column in PROPOSED}
    now = rows.row_now(work, phrase)
    if any(proposed.values()):
        _button("propose", say("desk_bench.take_first"), lambda: _take_first(phrase, proposed))
    else:
        st.html(f'<p class="small">{escape(say("desk_bench.nothing_proposed"))}</p>')
    with st.form(f"figure_{phrase.start}", border=False, enter_to_submit=False):
        _held(phrase, "quote", now.get("quote", ""))
        st.text_input(cells.label("quote"), key=_key(phrase, "quote"))
        for column, table in cells.VOCABULARY.items():
            if column in PROPOSED:
                _code(phrase, column, cells.names(work.draft, table), proposed[column], now)
        for column in FREE:
            _free(phrase, column, proposed[column], now)
        for column in WRITTEN:
            _held(phrase, column, now.get(column, ""))
            st.text_input(cells.label(column), key=_key(phrase, column), help=cells.hint(column))
        _held(phrase, "figure_id", "")
        if phrase.state != "figure":
            st.text_input(
                cells.label("figure_id"),
                key=_key(phrase, "figure_id"),
                placeholder=say("desk_bench.name_by_rule"),
            )
        with st.container(key="bench-accept"):
            sent = st.form_submit_button(say("desk_bench.accept"), type="primary")
    if sent:
        _after(work, phrase, outcome.keep(lambda: _accept(work, phrase)))


def told(candidates: Sequence[Candidate], names: Mapping[str, str]) -> str:
    """The proposals for a cell, each with its reason: what is chosen is chosen by a person who has read them."""
    # That a cell may stay empty is worth a line where it is the likeliest.
    shown = [one for place, one in enumerate(candidates) if one.value or (place == 0 and len(candidates) > 1)]
    if not shown:
        return ""
    items = "".join(
        f"<li><strong>{escape(cells.named(one.value, names) or say('desk_bench.leave_empty'))}</strong> – {escape(_reason(one, names))}</li>"
        for one in shown
    )
    return f'<ul class="proposed" aria-label="{escape(say("desk_bench.proposed"))}">{items}</ul>'


def _tell(candidates: Sequence[Candidate], names: Mapping[str, str]) -> None:
    if shown := told(candidates, names):
        st.html(shown)


def _reason(one: Candidate, names: Mapping[str, str]) -> str:
    return one.why.removeprefix(f"{names.get(one.value, '')}: ")


def _take_first(phrase: Phrase, proposed: Mapping[str, Sequence[Candidate]]) -> None:
    """The first proposal for each cell that is still empty, because somebody said so; it may be that it stays empty."""
    for column, candidates in proposed.items():
        if candidates and candidates[0].value and not st.session_state.get(_key(phrase, column)):
            st.session_state[_key(phrase, column)] = candidates[0].value


def _code(
    phrase: Phrase,
    column: str,
    names: Mapping[str, str],
    proposed: Sequence[Candidate],
    now: Mapping[str, str],
) -> None:
    first = [one for one in proposed if not one.value or one.value in names]
    _held(phrase, column, now.get(column) or None)
    if st.session_state[_key(phrase, column)] not in names:
        st.session_state[_key(phrase, column)] = None
    st.selectbox(
        cells.label(column),
        [*dict.fromkeys([*(one.value for one in first if one.value), *names])],
        index=None,
        format_func=lambda code: cells.named(code, names),
        placeholder=say("desk_bench.choose"),
        help=cells.hint(column),
        key=_key(phrase, column),
    )
    _tell(first, names)


def _free(phrase: Phrase, column: str, proposed: Sequence[Candidate], now: Mapping[str, str]) -> None:
    """Words of the row: one of those proposed, or typed."""
    _held(phrase, column, now.get(column) or None)
    held = st.session_state[_key(phrase, column)]
    stated = [NOT_STATED] if column in rows.STATED_OR_NOT else []
    st.selectbox(
        cells.label(column),
        [*dict.fromkeys(filter(None, [held, *(one.value for one in proposed), *stated]))],
        index=None,
        accept_new_options=True,
        placeholder=say("desk_bench.choose_or_type"),
        help=cells.hint(column),
        key=_key(phrase, column),
    )
    _tell(proposed, {})


def _accept(work: Work, phrase: Phrase) -> Sequence[str]:
    held = {column: str(st.session_state.get(_key(phrase, column)) or "") for column in rows.CHOSEN}
    typed = str(st.session_state.get(_key(phrase, "figure_id")) or "").strip()
    name = phrase.row_key if phrase.state == "figure" else typed
    if not name and held["measure"]:
        taken = [*known.figure_ids(work.draft), *(row["figure_id"] for row in work.figures)]
        name = rows.name_for(work.document, held["measure"], taken)
    quote = str(st.session_state.get(_key(phrase, "quote")) or "").strip()
    _require_as_seen(work, phrase)
    acts.put(work.draft, rows.accepted(work, phrase, Choice(name, quote, held)))
    _to_next(work)
    return [say("desk_bench.accepted", phrase=phrase.text, figure=name)]


def _aside(work: Work, phrase: Phrase, proposed: Sequence[Candidate]) -> None:
    now = work.aside(phrase.row_key) if phrase.state == "set_aside" else None
    names = cells.names(work.draft, "reasons")
    if proposed:
        reason = {"reason": proposed}
        _button("propose-reason", say("desk_bench.take_reason"), lambda: _take_first(phrase, reason))
    with st.form(f"aside_{phrase.start}", border=False):
        _held(phrase, "reason", now["reason"] if now else None)
        st.selectbox(
            say("desk_bench.reason"),
            [*dict.fromkeys([*(one.value for one in proposed), *names])],
            index=None,
            format_func=lambda code: names.get(code, code),
            placeholder=say("desk_bench.choose"),
            key=_key(phrase, "reason"),
        )
        _tell(proposed, names)
        figures = {row["figure_id"]: _figure_named(work, row) for row in work.figures}
        _held(phrase, "repeat_of", (now["figure_id"] or None) if now else None)
        st.selectbox(
            say("desk_bench.repeat_of"),
            list(figures),
            index=None,
            format_func=lambda name: figures.get(name, name),
            placeholder=say("desk_bench.choose"),
            key=_key(phrase, "repeat_of"),
        )
        _held(phrase, "aside_note", now["note"] if now else "")
        st.text_input(cells.label("note"), key=_key(phrase, "aside_note"))
        with st.container(key="bench-aside"):
            sent = st.form_submit_button(say("desk_bench.set_aside"), type="primary")
    if sent:
        _after(work, phrase, outcome.keep(lambda: _set_aside(work, phrase)))


def _figure_named(work: Work, row: Mapping[str, str]) -> str:
    measure = cells.names(work.draft, "measures").get(row["measure"], row["measure"])
    return f"“{row['quote']}”, {measure} ({row['figure_id']})"


def _set_aside(work: Work, phrase: Phrase) -> Sequence[str]:
    held = [
        str(st.session_state.get(_key(phrase, name)) or "") for name in ("reason", "repeat_of", "aside_note")
    ]
    _require_as_seen(work, phrase)
    acts.put(work.draft, rows.set_aside(work, phrase, *held))
    _to_next(work)
    return [say("desk_bench.was_set_aside", phrase=phrase.text)]


def _done(work: Work, phrase: Phrase, change: Callable[[Work, Phrase], list[Edit]], *, stay: bool) -> None:
    def act() -> Sequence[str]:
        edits = change(work, phrase)
        if not edits:
            raise CallFault(say("desk.nothing_changed"))
        acts.put(work.draft, edits)
        seen.forget(_key(phrase, ""))
        return [say("desk.kept")]

    if outcome.keep(act) and not stay:
        _to_next(work)


def _to_next(work: Work) -> None:
    """The next phrase that waits comes to hand; the decided one stays where none does."""
    decided = work.phrase
    following = load(work.draft, work.document, str(decided.start) if decided else "").next_open()
    if following is not None:
        st.query_params[chosen.PHRASE] = str(following.start)


def _require_as_seen(work: Work, phrase: Phrase) -> None:
    """Two people may have the same phrase in hand: the second is told, and decides anew. Raises CallFault."""
    before, now = st.session_state.get(_form(phrase)), work.decided(phrase)
    if before != now:
        raise CallFault(
            say(
                "desk_bench.meanwhile",
                who=work.last_by(phrase),
                state=say(f"desk_bench.state_{phrase.state}"),
            )
        )


def _after(work: Work, phrase: Phrase, done: bool) -> None:
    if done:
        st.rerun()
    # It was told what the phrase is by now; what was typed stays.
    st.session_state[_form(phrase)] = work.decided(phrase)
    outcome.show()


def _button(name: str, words: str, act: Callable[[], None]) -> None:
    with st.container(key=f"bench-{name}"):
        st.button(words, key=f"go_{name}", on_click=act)


def _key(phrase: Phrase, name: str) -> str:
    return f"bench_{phrase.start}_{name}"


def _form(phrase: Phrase) -> str:
    return f"seen_{phrase.start}"


def _held(phrase: Phrase, name: str, value: str | None) -> None:
    """A control begins with what the row says, and then holds what was typed until it is sent."""
    st.session_state.setdefault(_key(phrase, name), value)

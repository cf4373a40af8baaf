"""Add a word to the vocabulary of a draft, or change one that it added: a measure, theme, region, group, unit or reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.desk import acts, cells, folders, new_words, outcome, seen
from dashboard.words import known, say
from etl import drafts, schema
from etl.drafts import Edit
from etl.faults import CallFault
from etl.schema import Column, Table
from etl.statement import template_parts

# What is missing most often stands first.
TABLES = {
    noun.name: noun
    for noun in (schema.MEASURES, schema.REGIONS, schema.GROUPS, schema.UNITS, schema.THEMES, schema.REASONS)
}
WHICH, OWN = "word_table", "word_own"
LONG = ("definition", "sentence", "meaning")
# A code is asked for last: as a rule it is made from the name.
MADE_FROM = "name"
SAYS_THE_NUMBER = {"number", "Number", "change"}
WORDLESS = ("rank", "event")


def show(draft: str) -> None:
    """A form for a new word, or for one that this draft added: each cell with what it is for."""
    words = {
        f"{word.file} {word.key}": word for word in new_words.of(drafts.edits(folders.datasets(), draft))
    }
    if st.session_state.get(OWN, "") not in words:
        st.session_state.pop(OWN, None)
    asked = ""
    if words:
        asked = st.selectbox(
            say("desk_words.own"), ["", *words], format_func=lambda name: _named(words.get(name)), key=OWN
        )
    if asked:
        _own(draft, words[asked])
    else:
        _new(draft)


def _named(word: Edit | None) -> str:
    if word is None or word.after is None:
        return say("desk_words.new")
    name = word.after.get("name") or word.after.get("plural") or word.key
    return say("desk_words.one", name=name, table=say(f"desk_words.{new_words.table_of(word)}"))


def _new(draft: str) -> None:
    st.selectbox(
        say("desk_words.which"), list(TABLES), format_func=lambda name: say(f"desk_words.{name}"), key=WHICH
    )
    noun = TABLES[st.session_state[WHICH]]
    form = _key(noun, "")
    with st.form(form, border=False, enter_to_submit=False):
        for column in (*noun.columns[1:], noun.columns[0]):
            _field(draft, noun, column, f"{form}{column.name}", "")
        looked = _look(noun)
        with st.container(key="bench-word"):
            sent = st.form_submit_button(say("desk_words.add"), type="primary")
    if looked:
        outcome.keep(lambda: [_reads(draft, _told(noun, form))])
        outcome.show()
    if sent:
        if outcome.keep(lambda: _add(draft, noun)):
            st.rerun()
        outcome.show()


def _own(draft: str, word: Edit) -> None:
    """A word that this draft added: changed, or taken back while no row uses it."""
    noun, now = TABLES[new_words.table_of(word)], dict(word.after or {})
    form = f"own_{noun.name}_{word.key}_"
    begun = dict(seen.begun(form, f"{form}{noun.names[1]}", now) or now)
    with st.form(form, border=False, enter_to_submit=False):
        for column in noun.columns[1:]:
            _field(draft, noun, column, f"{form}{column.name}", now.get(column.name, ""))
        looked = _look(noun)
        with st.container(horizontal=True):
            keep = st.form_submit_button(say("desk_words.keep"), type="primary")
            away = st.form_submit_button(say("desk_words.take_back"))
    if looked:
        outcome.keep(lambda: [_reads(draft, _told(noun, form))])
        outcome.show()
    if keep or away:
        act = _take_back if away else _change
        if outcome.keep(lambda: act(draft, noun, form, replace(word, after=begun))):
            seen.forget(form)
            st.rerun()
        seen.look_again(form, now)
        outcome.show()


def _look(noun: Table) -> bool:
    return noun is schema.MEASURES and st.form_submit_button(say("desk_words.look"))


def _told(noun: Table, form: str) -> dict[str, str]:
    return {name: str(st.session_state.get(f"{form}{name}") or "").strip() for name in noun.names}


def _reads(draft: str, row: Mapping[str, str]) -> str:
    """How the sentence of a measure reads. Raises CallFault where it cannot be used."""
    _require_sentence(row)
    return say("desk_words.reads", sentence=new_words.reads(row, cells.vocabulary(draft, "units")))


def _change(draft: str, noun: Table, form: str, word: Edit) -> Sequence[str]:
    edit = changed(noun, word, _told(noun, form))
    acts.put(draft, [edit])
    return [say("desk_words.changed", name=_name(edit)), *_read_aloud(draft, noun, edit)]


def _take_back(draft: str, _: Table, __: str, word: Edit) -> Sequence[str]:
    acts.put(draft, [new_words.taken_back(draft, word)])
    return [say("desk_words.taken_back", name=_name(word))]


def _name(edit: Edit) -> str:
    row = edit.after or {}
    return row.get("name") or row.get("plural") or edit.key


def _read_aloud(draft: str, noun: Table, edit: Edit) -> list[str]:
    return [_reads(draft, edit.after or {})] if noun is schema.MEASURES else []


def _field(draft: str, noun: Table, column: Column, key: str, value: str) -> None:
    label = label_of(noun, column)
    names = _choices(draft, column)
    st.session_state.setdefault(key, (value or None) if names else value)
    if names:
        st.selectbox(
            label,
            list(names),
            index=None,
            format_func=lambda code: cells.named(code, names) if column.vocabulary else names.get(code, code),
            placeholder=say("desk_bench.choose"),
            help=column.meaning,
            key=key,
        )
    elif column.name in LONG:
        st.text_area(label, help=column.meaning, key=key, height=90)
    else:
        st.text_input(label, help=column.meaning, key=key)
    told = f"desk_words.how_{noun.name}_{column.name}"
    if known(told):
        st.html(f'<p class="small word-how">{escape(say(told))}</p>')


def label_of(noun: Table, column: Column) -> str:
    """The name of a cell, and whether it may stay empty."""
    name = "code" if column is noun.columns[0] else column.name
    own = f"desk_words.cell_{noun.name}_{name}"
    told = say(own if known(own) else f"desk_words.cell_{name}")
    return told if column.required else say("desk_words.may_be_empty", label=told)


def _choices(draft: str, column: Column) -> dict[str, str]:
    """What may stand in a cell, with its name; nothing where anything may."""
    if column.vocabulary:
        return cells.names(draft, column.vocabulary)
    return {code: say(f"desk_words.allowed_{code}") for code in column.allowed}


def _add(draft: str, noun: Table) -> Sequence[str]:
    edit = added(noun, _told(noun, _key(noun, "")), cells.vocabulary(draft, noun.name))
    acts.put(draft, [edit])
    seen.forget(_key(noun, ""))
    return [say("desk_words.added", name=_name(edit)), *_read_aloud(draft, noun, edit)]


def added(noun: Table, told: Mapping[str, str], there: Sequence[Mapping[str, str]]) -> Edit:
    """The edit that adds a row. Raises CallFault naming what must be filled, what is taken, or what a sentence lacks."""
    code, row = noun.names[0], dict(told)
    if noun is not schema.REGIONS:
        row[code] = row.get(code) or coded(row.get(MADE_FROM) or row.get("plural") or "")
    if "position" in noun.names:
        alike = [other for other in there if other.get("dimension") == row.get("dimension")]
        row["position"] = row.get("position") or str(_next_position(alike))
    # A code that is made from the name is missing only with the name.
    _require_filled(noun, noun.columns if noun is schema.REGIONS else noun.columns[1:], row)
    if any(other[code] == row[code] for other in there):
        raise CallFault(say("desk_words.taken", code=row[code]))
    if noun is schema.MEASURES:
        _require_sentence(row)
    return Edit(f"vocabulary/{noun.name}.csv", row[code], None, row)


def changed(noun: Table, word: Edit, told: Mapping[str, str]) -> Edit:
    """The edit that changes a word, which keeps its code. Raises CallFault as ``added``, and where nothing changes."""
    before, code = dict(word.after or {}), noun.names[0]
    after = {**before, **told, code: before[code]}
    if "position" in after:
        after["position"] = after["position"] or before["position"]
    if after == before:
        raise CallFault(say("desk.nothing_changed"))
    _require_filled(noun, noun.columns, after)
    if noun is schema.MEASURES:
        _require_sentence(after)
    return Edit(word.file, word.key, before, after)


def _require_filled(noun: Table, columns: Sequence[Column], row: Mapping[str, str]) -> None:
    missing = [label_of(noun, column) for column in columns if column.required and not row.get(column.name)]
    if missing:
        raise CallFault(say("desk_words.missing", named=", ".join(missing)))


def coded(name: str) -> str:
    """A code made from a name.

    >>> coded("People in prison (women)")
    'people_in_prison_women'
    """
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


def _next_position(there: Sequence[Mapping[str, str]]) -> int:
    return max((int(row["position"]) for row in there if row["position"].isdecimal()), default=0) + 1


def _require_sentence(row: Mapping[str, str]) -> None:
    """A template that the pipeline would refuse is told of at once, in the words of this form."""
    try:
        placeholders = {name for _, name in template_parts(row["sentence"])}
    except ValueError as error:
        raise CallFault(say("desk_words.wrong_sentence", reason=error)) from error
    if row["kind"] not in WORDLESS and not placeholders & SAYS_THE_NUMBER:
        raise CallFault(say("desk_words.no_number"))


def _key(noun: Table, name: str) -> str:
    return f"word_{noun.name}_{name}"

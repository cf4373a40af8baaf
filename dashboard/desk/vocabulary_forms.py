"""Add a word to the vocabulary of a draft: a measure, a theme, a region, a group, a unit or a reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from dashboard.desk import acts, cells, outcome, seen
from dashboard.words import known, say
from etl import schema
from etl.drafts import Edit
from etl.faults import CallFault
from etl.schema import Column, Table
from etl.statement import template_parts

# What is missing most often stands first.
TABLES = {
    noun.name: noun
    for noun in (schema.MEASURES, schema.REGIONS, schema.GROUPS, schema.UNITS, schema.THEMES, schema.REASONS)
}
WHICH = "word_table"
LONG = ("definition", "sentence", "meaning")
# A code is asked for last: as a rule it is made from the name.
MADE_FROM = "name"
SAYS_THE_NUMBER = {"number", "Number", "change"}
WORDLESS = ("rank", "event")


def show(draft: str) -> None:
    """A form for one table of the vocabulary: each cell with what it is for."""
    st.selectbox(
        say("desk_words.which"), list(TABLES), format_func=lambda name: say(f"desk_words.{name}"), key=WHICH
    )
    noun = TABLES[st.session_state[WHICH]]
    with st.form(_key(noun, ""), border=False, enter_to_submit=False):
        for column in (*noun.columns[1:], noun.columns[0]):
            _field(draft, noun, column)
        with st.container(key="bench-word"):
            sent = st.form_submit_button(say("desk_words.add"), type="primary")
    if sent:
        if outcome.keep(lambda: _add(draft, noun)):
            st.rerun()
        outcome.show()


def _field(draft: str, noun: Table, column: Column) -> None:
    key, label = _key(noun, column.name), label_of(noun, column)
    names = _choices(draft, column)
    if names:
        st.selectbox(
            label,
            list(names),
            index=None,
            format_func=lambda code: cells.named(code, names) if column.vocabulary else names[code],
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
    told = {name: str(st.session_state.get(_key(noun, name)) or "").strip() for name in noun.names}
    edit = added(noun, told, cells.vocabulary(draft, noun.name))
    acts.put(draft, [edit])
    seen.forget(_key(noun, ""))
    return [say("desk_words.added", name=told.get("name") or told.get("plural") or edit.key)]


def added(noun: Table, told: Mapping[str, str], there: Sequence[Mapping[str, str]]) -> Edit:
    """The edit that adds a row. Raises CallFault naming what must be filled, what is taken, or what a sentence lacks."""
    code, row = noun.names[0], dict(told)
    if noun is not schema.REGIONS:
        row[code] = row.get(code) or coded(row.get(MADE_FROM) or row.get("plural") or "")
    if "position" in noun.names:
        alike = [other for other in there if other.get("dimension") == row.get("dimension")]
        row["position"] = row.get("position") or str(_next_position(alike))
    # A code that is made from the name is missing only with the name.
    asked = noun.columns if noun is schema.REGIONS else noun.columns[1:]
    missing = [column for column in asked if column.required and not row.get(column.name)]
    if missing:
        names = ", ".join(label_of(noun, column) for column in missing)
        raise CallFault(say("desk_words.missing", named=names))
    if any(other[code] == row[code] for other in there):
        raise CallFault(say("desk_words.taken", code=row[code]))
    if noun is schema.MEASURES:
        _require_sentence(row)
    return Edit(f"vocabulary/{noun.name}.csv", row[code], None, row)


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

"""Correct what is in the catalogue already, row by row: figures, places that are named, the public record, points in question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from dashboard import addresses, controls, data
from dashboard.desk import acts, cells, chosen, corrected, folders, meanwhile, outcome, seen
from dashboard.desk.access import Staff
from dashboard.desk.corrected import SORTS, Row
from dashboard.figure import records
from dashboard.web import preview
from dashboard.words import say
from etl.documents import read_text
from etl.kinds import document_of, kind_of

SORT, ADD = "sort", "+"


def show(_: Staff) -> None:
    """Choose a sort of row and one of them; its cells as the draft has them; keep the correction, or take the row away."""
    outcome.show()
    draft = chosen.choose_draft()
    if not draft or not meanwhile.settled(draft):
        return
    sort = _choose_sort()
    rows = corrected.rows(draft, sort, cells.documents(draft))
    asked = chosen.one(chosen.FIGURE)
    _choose_row(sort, corrected.names(draft, sort, rows, _numbers()), asked)
    if asked in rows:
        _correct(draft, sort, *rows[asked])
    elif asked == ADD and sort in corrected.ADDED:
        _add(draft, sort)
    else:
        st.html(f'<p class="desk-how">{escape(say(f"desk_figures.how_{sort}"))}</p>')


def _choose_sort() -> str:
    asked = addresses.read(st.query_params.get_all(SORT), SORTS, SORTS[0])
    st.session_state["choice_sort"] = asked.code
    names = {sort: say(f"desk_figures.sort_{sort}") for sort in SORTS}
    controls.one_of(names, say("desk_figures.sorts"), "choice_sort", lambda: _open(""))
    return asked.code


def _choose_row(sort: str, names: Mapping[str, str], asked: str) -> None:
    added = {ADD: say(f"desk_figures.add_{sort}")} if sort in corrected.ADDED else {}
    options = {**added, **names}
    st.session_state["choice_figure"] = asked if asked in options else None
    st.selectbox(
        say(f"desk_figures.which_{sort}"),
        list(options),
        index=None,
        format_func=lambda name: options.get(name, name),
        placeholder=say("desk_figures.choose"),
        key="choice_figure",
        on_change=lambda: _open(st.session_state["choice_figure"] or ""),
        width=720,
    )


def _open(row: str) -> None:
    named = {
        chosen.VIEW: "figures",
        chosen.DRAFT: chosen.one(chosen.DRAFT),
        SORT: st.session_state["choice_sort"],
        chosen.FIGURE: row,
    }
    st.query_params.from_dict({name: value for name, value in named.items() if value})


def _correct(draft: str, sort: str, file: str, now: Row) -> None:
    name = now[kind_of(file).key]
    form = f"correct_{file}_{name}"
    columns = [column for column in kind_of(file).every if column != kind_of(file).key]
    row = dict(seen.begun(form, f"{form}_{columns[0]}", now) or now)
    st.html(_head(draft, sort, file, now))
    with st.form(form, border=False, enter_to_submit=False):
        with st.container(key="desk-cells"):
            for column in columns:
                _cell(draft, file, column, f"{form}_{column}", row[column])
        st.text_input(
            say("desk_figures.reason" if sort == "figures" else "desk_figures.reason_within"),
            key=f"{form}_-reason",
            help=say("desk_figures.reason_help") if sort == "figures" else None,
        )
        with st.container(horizontal=True):
            keep = st.form_submit_button(say("desk_figures.keep"), type="primary")
            away = st.form_submit_button(
                say("desk_figures.withdraw" if sort == "figures" else "desk_figures.remove")
            )
    if keep or away:
        _after(outcome.keep(lambda: _put(draft, sort, file, row, form, withdrawn=away)), form, now)


def _head(draft: str, sort: str, file: str, row: Row) -> str:
    document, name = document_of(file), row[kind_of(file).key]
    told = corrected.names(draft, sort, {name: (file, row)})[name]
    home = cells.title(draft, document) if document else ""
    way, how = "", say(f"desk_figures.how_{sort}")
    if sort == "figures" and _has_page(name):
        to = preview.light_page(name)
        way = f' <a href="{escape(to)}" target="_blank" rel="noopener">{escape(say("desk_figures.its_page"))}</a>'
    return f'<h2>{escape(told)}</h2><p class="small">{escape(home)}</p><p class="desk-how">{escape(how)}{way}</p>'


def _numbers() -> dict[str, str]:
    """The published numbers in words, by figure."""
    try:
        return {figure.figure_id: figure.number for figure in records(data.current().figures)}
    except data.ReleaseUnreadable:
        return {}


def _has_page(name: str) -> bool:
    """Of what only the draft has there is no page yet."""
    try:
        return name in data.current().statements
    except data.ReleaseUnreadable:
        return False


def _cell(draft: str, file: str, column: str, key: str, value: str) -> None:
    """A control for a cell: names to choose from where it holds a code, else its text."""
    names = cells.codes(draft, file, column)
    if names:
        # What is in no list is shown as it is: it is what has to be corrected.
        options = list(names) if not value or value in names else [value, *names]
        st.session_state.setdefault(key, value or None)
        st.selectbox(
            cells.label(column),
            options,
            index=None,
            format_func=lambda code: cells.named(code, names),
            placeholder=say("desk_bench.choose"),
            help=cells.hint(column),
            key=key,
        )
        return
    st.session_state.setdefault(key, value)
    st.text_input(cells.label(column), help=cells.hint(column), key=key)


def _put(draft: str, sort: str, file: str, row: Row, form: str, *, withdrawn: bool) -> Sequence[str]:
    name = row[kind_of(file).key]
    told = {
        column: str(st.session_state[f"{form}_{column}"] or "")
        for column in row
        if f"{form}_{column}" in st.session_state
    }
    reason = str(st.session_state.get(f"{form}_-reason") or "")
    edit = corrected.edit(file, row, told, reason, _text(file), withdrawn=withdrawn)
    acts.put(draft, [edit, *(corrected.repeats(draft, file, name) if withdrawn else [])])
    if withdrawn and document_of(file) and sort == "figures":
        return [say("desk_figures.withdrawn", row=name), say("desk_figures.words_wait")]
    if withdrawn:
        return [say("desk_figures.removed", row=name)]
    return [say("desk_figures.kept", row=name)]


def _after(done: bool, form: str, now: Row) -> None:
    if done:
        seen.forget(form)
        st.rerun()
    seen.look_again(form, now)
    outcome.show()


def _add(draft: str, sort: str) -> None:
    """A new row of what is not read on the bench: a place, a row of the public record, a point in question."""
    files = corrected.files(sort, cells.documents(draft))
    names = {file: cells.title(draft, document_of(file)) if document_of(file) else file for file in files}
    form = f"add_{sort}"
    st.html(
        f'<h2>{escape(say(f"desk_figures.add_{sort}"))}</h2><p class="desk-how">{escape(say(f"desk_figures.how_{sort}"))}</p>'
    )
    with st.form(form, border=False, enter_to_submit=False):
        if len(files) > 1:
            st.selectbox(
                say("desk_figures.into"), files, format_func=lambda file: names[file], key=f"{form}_file"
            )
        with st.container(key="desk-cells"):
            for column in corrected.asked_for(files[0]):
                _cell(draft, files[0], column, f"{form}_{column}", "")
        sent = st.form_submit_button(say("desk_figures.add"), type="primary")
    if sent:
        if outcome.keep(lambda: _added(draft, form, files)):
            seen.forget(form)
            st.rerun()
        outcome.show()


def _added(draft: str, form: str, files: Sequence[str]) -> Sequence[str]:
    file = str(st.session_state.get(f"{form}_file") or files[0])
    told = {
        column: str(st.session_state.get(f"{form}_{column}") or "") for column in corrected.asked_for(file)
    }
    edit = corrected.added(file, told, _text(file))
    acts.put(draft, [edit])
    return [say("desk_figures.was_added", row=edit.key)]


def _text(file: str) -> str:
    """The text of the document that a file belongs to; '' where it is not here."""
    path = folders.text_path(document_of(file)) if document_of(file) else None
    return read_text(path).text if path and path.is_file() else ""

"""See before publishing: the checks, what changes, what it touches, and the drawings before and after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from dashboard import addresses, data, drawn, parts
from dashboard.data import Release, ReleaseUnreadable
from dashboard.desk import acts, cells, chosen, folders, meanwhile, naming, outcome, reach
from dashboard.desk.access import Staff
from dashboard.grouping import Drawing, drawing_of
from dashboard.words import known, say, say_number
from etl import drafts
from etl.diff import Change
from etl.drafts import Edit
from etl.faults import EtlError, Fault
from etl.publication import OpenPhrase, Review

MOST_DRAWN = 12
MOST_LISTED = 200
NAMELESS = ("set_aside", "corrections")


def show(_: Staff) -> None:
    """The review of the draft in work, from what stops it to what it looks like."""
    outcome.show()
    draft = chosen.choose_draft()
    if not draft:
        return
    if not meanwhile.settled(draft):
        _edits(draft)
        return
    found = of(draft)
    if found is None:
        return
    st.html(verdict(found, draft))
    st.html(checks(found, draft))
    _edits(draft)
    if found.faults:
        st.html(
            f"<h2>{escape(say('desk_review.differences'))}</h2><p>{escape(say('desk_review.once_mended'))}</p>"
        )
        return
    st.html(
        f"<h2>{escape(say('desk_review.differences'))}</h2>{differences(found.changes, reach.row_names(found))}"
    )
    st.html(reach.markup(found))
    _drawings(found)


def of(draft: str) -> Review | None:
    """The review; None, with the reason shown, where there can be none."""
    with st.spinner(say("desk_review.checking")):
        try:
            return acts.review(draft)
        except EtlError as fault:
            st.html(outcome.markup(outcome.Outcome(False, (str(fault),))))
            return None


def free(found: Review) -> bool:
    """Nothing stands in the way."""
    return not found.faults and not found.open_phrases


def verdict(found: Review, draft: str) -> str:
    """Whether it can be published, in a sentence, and the way on."""
    stops = len(found.faults) + len(found.open_phrases)
    if stops:
        return f"<h2>{escape(say_number('desk_review.stopped', stops))}</h2>"
    way = f'<a class="primary" href="{escape(chosen.way("publish", draft=draft))}" target="_self">{escape(say("desk_review.to_publish"))}</a>'
    return f"<h2>{escape(say('desk_review.free'))}</h2><p>{way}</p>"


def checks(found: Review, draft: str) -> str:
    """What waits for a decision, then errors apart from warnings, each with its place and its remedy."""
    twice = {one.said for one in found.outliers}
    return (
        _waiting(found.open_phrases, draft)
        + _lines("errors", [_fault(draft, fault) for fault in found.faults], "problem-list")
        + _lines("warnings", [_fault(draft, fault) for fault in found.warnings if fault.what not in twice])
        # Without the rows that have errors, nobody knows what stands out.
        + ("" if found.faults else _lines("outliers", _outliers(found)))
    )


def _outliers(found: Review) -> list[str]:
    """What stands out, the figure by its sentence, which is not in the check's own words."""
    statements = reach.names(found, "figures", "figure_id", "statement")
    return [
        escape(one.said.replace(one.figure_id, _quoted(statements.get(one.figure_id, one.figure_id)), 1))
        for one in found.outliers
    ]


def _quoted(statement: str) -> str:
    return f"“{statement.removesuffix('.')}”"


def _fault(draft: str, fault: Fault) -> str:
    """A fault by the row or card that it is about, with the way to where it is mended; its file and number come last."""
    place = naming.blamed(draft, fault)
    if place is None:
        return escape(str(fault))
    number = say("desk_review.row_number", file=fault.file, row=fault.row) if fault.row else fault.file
    way = (
        f'<a href="{escape(place.way)}" target="_self">{escape(say("desk_review.mend"))}</a> '
        if place.way
        else ""
    )
    said = say("desk_review.fault", row=place.told, what=fault.what, remedy=fault.remedy)
    return f'{escape(said)} {way}<span class="small">{escape(number)}</span>'


def _waiting(phrases: Sequence[OpenPhrase], draft: str) -> str:
    """The phrases without a decision, each a way to the bench."""
    if not phrases:
        return ""
    titles = {name: cells.title(draft, name) for name in {phrase.document for phrase in phrases}}
    items = "".join(
        f'<li><a href="{escape(_on_bench(phrase, draft))}" target="_self">“{escape(phrase.text)}”</a> '
        f'<span class="small">{escape(say("desk_review.at", document=titles[phrase.document], paragraph=phrase.paragraph))}</span></li>'
        for phrase in phrases[:MOST_LISTED]
    )
    more = len(phrases) - MOST_LISTED
    rest = f"<p>{escape(say('desk.more_lines', number=more))}</p>" if more > 0 else ""
    title = escape(say_number("desk_review.waiting", len(phrases)))
    return f'<h3>{title}</h3><ul class="desk-list problem-list">{items}</ul>{rest}'


def _on_bench(phrase: OpenPhrase, draft: str) -> str:
    return chosen.way("bench", draft=draft, document=phrase.document, phrase=str(phrase.start))


def _lines(key: str, lines: Sequence[str], name: str = "") -> str:
    """The number of lines, which are HTML, then each; where there is none, that."""
    if not lines:
        return f"<p>{escape(say(f'desk_review.{key}_none'))}</p>"
    items = "".join(f"<li>{line}</li>" for line in lines[:MOST_LISTED])
    more = len(lines) - MOST_LISTED
    rest = f"<p>{escape(say('desk.more_lines', number=more))}</p>" if more > 0 else ""
    title = escape(say_number(f"desk_review.{key}", len(lines)))
    return f'<h3>{title}</h3><ul class="desk-list {name}">{items}</ul>{rest}'


def _edits(draft: str) -> None:
    """The draft's own edits, each with who and when; the last ones can be taken back."""
    edits = drafts.edits(folders.datasets(), draft)
    with st.expander(say_number("desk_review.edits", len(edits))):
        for edit in reversed(edits[-MOST_LISTED:]):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f"<p>{escape(_edit_said(draft, edit))}</p>")
                st.button(
                    say("desk_review.undo"),
                    key=f"undo_{edit.number}",
                    on_click=outcome.tell,
                    args=(lambda number=edit.number: _undone(draft, number),),
                )


def _undone(draft: str, number: int) -> Sequence[str]:
    acts.take_back(draft, number)
    return [say("desk_review.undone", number=number)]


def _edit_said(draft: str, edit: Edit) -> str:
    act = "added" if edit.before is None else "removed" if edit.after is None else "changed"
    return say(
        f"desk_review.edit_{act}",
        number=edit.number,
        row=naming.edited(draft, edit),
        who=edit.who,
        when=edit.when[:16].replace("T", " "),
    )


def differences(changes: Sequence[Change], names: reach.Names) -> str:
    """The difference of the published tables, row by row: what was, and what will be."""
    if not changes:
        return f"<p>{escape(say('desk_review.no_difference'))}</p>"
    rows = "".join(_change(change, names) for change in changes[:MOST_LISTED])
    more = len(changes) - MOST_LISTED
    rest = f"<p>{escape(say('desk.more_lines', number=more))}</p>" if more > 0 else ""
    return f'<ul class="desk-list">{rows}</ul>{rest}'


def _change(change: Change, names: reach.Names) -> str:
    name = names.get(change.table, {}).get(change.key, "")
    # The name of a row that nobody gave one is no word for people.
    row = f"{name} ({change.key})" if name and change.table not in NAMELESS else name or change.key
    told = escape(
        say(f"desk_review.row_{change.act}", table=say(f"desk_review.table_{change.table}"), row=row)
    )
    cells = "".join(
        f"<tr><th>{escape(column_said(name, change.table))}</th><td>{escape(_cell(old))}</td><td>{escape(_cell(new))}</td></tr>"
        for name, (old, new) in change.columns.items()
    )
    if not cells:
        return f"<li>{told}</li>"
    head = "".join(
        f"<th>{escape(say(key))}</th>"
        for key in ("desk_review.column", "desk_review.before", "desk_review.after")
    )
    return f'<li><details><summary>{told}</summary><table class="desk-table"><tr>{head}</tr>{cells}</table></details></li>'


def column_said(name: str, table: str = "") -> str:
    """The name of a published column, in words of its own table or of the desk's forms where they have some."""
    keys = (f"desk_review.column_{table}_{name}", f"desk_bench.cell_{name}")
    return next((say(key) for key in keys if known(key)), name.replace("_", " "))


def _cell(cell: object) -> str:
    return say("table.none") if cell is None else str(cell)


def _drawings(found: Review) -> None:
    """The drawings that the changed figures stand in, as they are and as they would be, side by side."""
    st.html(f"<h2>{escape(say('desk_review.drawings'))}</h2>")
    if not found.new or not found.old:
        st.html(f"<p>{escape(say('desk_review.nothing_to_draw'))}</p>")
        return
    try:
        old, new = data.of_tables("before", found.old), data.of_tables("draft", found.new)
    except ReleaseUnreadable as problem:
        st.html(f"<p>{escape(problem.reason)}</p>")
        return
    names = [change.key for change in found.changes if change.table == "figures"]
    if not names:
        st.html(f"<p>{escape(say('desk_review.no_drawing_changes'))}</p>")
    for name in _one_a_drawing(names, old, new)[:MOST_DRAWN]:
        for column, release, other, key in zip(
            st.columns(2), (old, new), (new, old), ("before", "after"), strict=True
        ):
            with column:
                st.html(f'<p class="kicker">{escape(say(f"desk_review.{key}"))}</p>')
                parts.show([parts.Part(_drawing(name, release, other, old))])


def _one_a_drawing(names: Iterable[str], old: Release, new: Release) -> list[str]:
    """The first changed figure of each drawing: the others stand in it."""
    seen: set[str] = set()
    first = []
    for name in names:
        if name not in seen:
            first.append(name)
            for release in (old, new):
                if name in release.statements:
                    seen.update(drawing_of(name, release.figures).ids)
    return first


def drawing_in(name: str, release: Release, other: Release) -> Drawing | None:
    """The drawing that a figure stands in; where the release has it not, the one that it joins or leaves there.

    None where it stands alone in the ``other`` release too.
    """
    if name in release.statements:
        return drawing_of(name, release.figures)
    beside = drawing_of(name, other.figures).ids if name in other.statements else ()
    joined = next((one for one in beside if one in release.statements), None)
    return drawing_of(joined, release.figures) if joined else None


def _drawing(name: str, release: Release, other: Release, published: Release) -> str:
    drawing = drawing_in(name, release, other)
    if drawing is None:
        return f"<p>{escape(say('desk_review.not_there'))}</p>"
    shown = drawn.markup(drawing, release, parts.colours())
    return f'<p class="statement">{escape(drawing.title)}</p>{without_ways(shown, drawing.ids, published)}'


def without_ways(shown: str, names: Iterable[str], published: Release) -> str:
    """A drawing in which nothing leads to a figure that has no page yet."""
    for name in names:
        if name not in published.statements:
            address = re.escape(addresses.of_figure(name))
            shown = re.sub(rf'<a href="{address}"[^>]*>(.*?)</a>', r"\1", shown)
            # In a chart's specification the signs are written as JSON writes them.
            shown = re.sub(rf'{_OPENS} href=\\"{address}\\".*?{_ENDS}(.*?){_CLOSES}', r"\1", shown)
    return shown


_OPENS, _ENDS, _CLOSES = (re.escape(sign) for sign in (r"\u003ca", r"\u003e", r"\u003c/a\u003e"))

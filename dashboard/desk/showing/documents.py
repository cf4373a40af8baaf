"""The documents: bring one, see the drafts that are in work, fill in a card, and go to the bench."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard import data
from dashboard.desk import acts, cells, chosen, folders, meanwhile, outcome, right, seen
from dashboard.desk.access import Staff
from dashboard.words import say, say_number
from etl import drafts
from etl.documents import DOCUMENT_ID
from etl.drafts import Edit
from etl.faults import CallFault, EtlError
from etl.kinds import CARD, document_of

SORTS = ("txt", "html", "htm", "docx", "pdf")
LONGEST_PASTED = 5_000_000
OF_CARD = ("title", "publisher", "author", "published", "address", "licence", "language", "note")


def show(_: Staff) -> None:
    """Bring a document; the drafts; the cards of the draft's documents; the documents that are published."""
    outcome.show()
    draft = chosen.draft()
    _bring(draft)
    _drafts(draft)
    if draft and meanwhile.settled(draft):
        for document in _brought(draft):
            _card(draft, document)
    _published(draft)


def _bring(draft: str) -> None:
    st.html(f"<h2>{escape(say('desk_documents.bring'))}</h2><p>{escape(say('desk_documents.bring_how'))}</p>")
    with st.form("bring", border=False):
        st.file_uploader(say("desk_documents.file"), type=list(SORTS), key="bring_file", width=620)
        st.text_area(
            say("desk_documents.pasted"), key="bring_text", height=140, max_chars=LONGEST_PASTED, width=620
        )
        st.text_input(
            say("desk_documents.name"), key="bring_name", help=say("desk_documents.name_help"), width=420
        )
        st.text_input(
            say("desk_documents.title"),
            key="bring_title",
            placeholder=say("desk_documents.title_hint"),
            width=620,
        )
        into = ["", *drafts.names(folders.datasets())]
        st.selectbox(
            say("desk_documents.into"),
            into,
            index=into.index(draft) if draft in into else 0,
            format_func=lambda name: chosen.title_of(name) if name else say("desk_documents.new_draft"),
            key="bring_into",
            width=420,
        )
        sent = st.form_submit_button(say("desk_documents.bring_it"), type="primary")
    if sent:
        with st.spinner(say("desk_documents.reading")):
            done = outcome.keep(_bring_it)
        if done:
            st.rerun()
        outcome.show()


def _bring_it() -> Sequence[str]:
    held = st.session_state
    file, pasted = held["bring_file"], held["bring_text"].strip()
    if (file is None) == (not pasted):
        raise CallFault(say("desk_documents.one_of_two"))
    if not DOCUMENT_ID.fullmatch(held["bring_name"].strip()):
        raise CallFault(say("desk_documents.name_wrong"))
    content, name = (file.getvalue(), file.name) if file is not None else (pasted.encode(), "pasted.txt")
    brought = acts.bring(
        content, name, held["bring_name"].strip(), held["bring_title"].strip(), held["bring_into"]
    )
    st.query_params.from_dict(
        {chosen.VIEW: "bench", chosen.DRAFT: brought.draft, chosen.DOCUMENT: brought.document}
    )
    told = say_number("desk_documents.brought", brought.phrases, document=brought.document)
    return [told, *brought.remarks]


def _drafts(shown: str) -> None:
    st.html(
        f"<h2>{escape(say('desk_documents.drafts'))}</h2><p>{escape(say('desk_documents.drafts_how'))}</p>"
    )
    names = drafts.names(folders.datasets())
    rows = "".join(_draft_row(name, name == shown) for name in names)
    st.html(
        f'<ul class="desk-list">{rows}</ul>' if names else f"<p>{escape(say('desk_documents.no_drafts'))}</p>"
    )
    with st.form("begin", border=False):
        st.text_input(say("desk_documents.begin"), key="begin_title", max_chars=drafts.MOST_TITLE, width=420)
        if st.form_submit_button(say("desk_documents.begin_it")) and outcome.keep(_begin):
            st.rerun()
    outcome.show()
    if shown:
        _ask_to_drop(shown)
    _dropped()


def _ask_to_drop(draft: str) -> None:
    """One click shows what is to go, a second one drops it."""
    title, edits = chosen.title_of(draft), _edits(draft)
    with st.popover(cells.plain(say("desk_documents.drop", title=title))):
        st.html(f"<p>{escape(say_number('desk_documents.dropping', edits or 0, title=title))}</p>")
        st.button(
            say("desk_documents.drop_it"),
            key="drop_draft",
            on_click=outcome.tell,
            args=(lambda: _drop(draft),),
        )


def _dropped() -> None:
    """The drafts that were put away, each with the way back."""
    found = drafts.dropped(folders.datasets())
    if not found:
        return
    with st.expander(say_number("desk_documents.away", len(found))):
        for heading in found:
            told = say(
                "desk_documents.away_draft", title=heading.title, who=heading.who, when=heading.when[:10]
            )
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f"<p>{escape(told)}</p>")
                st.button(
                    say("desk_documents.bring_back"),
                    key=f"bring_back_{heading.draft}",
                    on_click=outcome.tell,
                    args=(lambda name=heading.draft: _bring_back(name),),
                )


def _bring_back(draft: str) -> Sequence[str]:
    acts.bring_back(draft)
    st.query_params.from_dict({chosen.VIEW: "documents", chosen.DRAFT: draft})
    return [say("desk_documents.back", title=chosen.title_of(draft))]


def _begin() -> Sequence[str]:
    name = acts.begin(st.session_state["begin_title"])
    st.query_params.from_dict({chosen.VIEW: "documents", chosen.DRAFT: name})
    return [say("desk_documents.begun", title=chosen.title_of(name))]


def _drop(draft: str) -> Sequence[str]:
    title = chosen.title_of(draft)
    acts.drop(draft)
    st.query_params.from_dict({chosen.VIEW: "documents"})
    return [say("desk_documents.dropped", title=title)]


def _edits(draft: str) -> int | None:
    """How many changes a draft holds; None where its log cannot be read."""
    try:
        return len(drafts.edits(folders.datasets(), draft))
    except EtlError:
        return None


def _draft_row(name: str, shown: bool) -> str:
    heading = drafts.heading(folders.datasets(), name)
    edits = _edits(name)
    told = (
        say("desk_documents.unreadable")
        if edits is None
        else say_number("desk_documents.draft", edits, who=heading.who, when=heading.when[:10])
    )
    ways = " ".join(
        f'<a href="{escape(chosen.way(view, draft=name))}" target="_self">{escape(say(f"desk.view_{view}"))}</a>'
        for view in ("documents", "bench", "figures", "review")
    )
    mark = ' aria-current="true"' if shown else ""
    return f'<li{mark}><strong>{escape(heading.title)}</strong> <span class="small">{escape(told)}</span> <span class="links">{ways}</span></li>'


def _brought(draft: str) -> list[str]:
    """The documents that a draft has to do with, and the one in the address, that in it first."""
    edits = drafts.edits(folders.datasets(), draft)
    asked = [name for name in [chosen.one(chosen.DOCUMENT)] if name in folders.catalogued()]
    return list(dict.fromkeys([*asked, *sorted({document_of(edit.file) for edit in edits} - {""})]))


def _card(draft: str, document: str) -> None:
    rows = drafts.rows(folders.datasets(), draft, _file(document))
    if not rows:
        return
    (card,) = rows
    seen_then = dict(seen.begun(f"card_{document}", f"card_{document}_{OF_CARD[0]}", card) or card)
    st.html(
        f"<h2>{escape(say('desk_documents.card', document=card['title'] or document))}</h2>"
        f"<p>{escape(say('desk_documents.card_how'))} "
        f'<a href="{escape(chosen.way("bench", draft=draft, document=document))}" target="_self">{escape(say("desk_documents.to_bench"))}</a></p>'
    )
    with st.form(f"card_{document}", border=False):
        for field in OF_CARD:
            st.text_input(
                say(f"desk_documents.card_{field}"),
                value=card.get(field, ""),
                key=f"card_{document}_{field}",
                width=620,
            )
        if st.form_submit_button(say("desk_documents.keep_card")):
            if outcome.keep(lambda: _keep_card(draft, document, seen_then)):
                seen.forget(f"card_{document}_")
                st.rerun()
            seen.look_again(f"card_{document}", card)
            outcome.show()


def _keep_card(draft: str, document: str, card: dict[str, str]) -> Sequence[str]:
    fields = {field: st.session_state[f"card_{document}_{field}"].strip() for field in OF_CARD}
    right.require_card(fields)
    changed = {field: value for field, value in fields.items() if value != card.get(field, "")}
    if not changed:
        return [say("desk.nothing_changed")]
    before = {field: card.get(field, "") for field in CARD.every}
    acts.put(draft, [Edit(_file(document), "", before, {**before, **changed})])
    return [say("desk.kept")]


def _file(document: str) -> str:
    return f"documents/{document}/source.toml"


def _published(draft: str) -> None:
    titles = _titles(draft)
    there = [name for name in titles if folders.text_path(name).is_file()]
    items = "".join(
        f'<li>{escape(titles[name])} <span class="small">{escape(name)}</span> <span class="links">'
        f'<a href="{escape(chosen.way("bench", draft=draft, document=name))}" target="_self">{escape(say("desk.view_bench"))}</a></span></li>'
        for name in there
    )
    away = [title for name, title in titles.items() if name not in there]
    told = say("desk_documents.texts_away", documents="; ".join(away)) if away else ""
    st.html(
        f'<h2>{escape(say("desk_documents.there"))}</h2><ul class="desk-list">{items}</ul><p class="small">{escape(told)}</p>'
    )


def _titles(draft: str) -> dict[str, str]:
    """The documents by title; without a draft as they are published."""
    if draft:
        return cells.documents(draft)
    try:
        published = data.current().documents
    except data.ReleaseUnreadable:
        return {name: name for name in folders.catalogued()}
    titles = dict(zip(published["document"], published["title"], strict=True))
    return {name: titles.get(name, name) for name in folders.catalogued()}

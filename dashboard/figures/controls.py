"""The controls over the table of figures: the address is the truth, and a control only rewrites it."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard import addresses, corrections, data
from dashboard.addresses import Choice, of_figure
from dashboard.controls import FIGURE
from dashboard.data import Release
from dashboard.figures import filters
from dashboard.figures import rows as figure_rows
from dashboard.figures import table as figures_table
from dashboard.figures.filters import CHOICES, NAMES, Filters
from dashboard.one_figure import citation
from dashboard.words import say, say_number

RELEASE = "release"
IN_VIEW = ("theme", "region")
TURNED = "figures_turned"
# Who turns a page reads on from its top. The page's number makes each turn a new script, or it would not run again.
TO_THE_TOP = "<script>/* PAGE */ document.querySelector('.result')?.scrollIntoView()</script>"


def figure_of_address(release: Release) -> str:
    """The figure that the address names, '' for none; says so where it names another release or no figure there is."""
    choice = addresses.read(st.query_params.get_all(FIGURE), release.statements.keys(), "")
    _complain_of_release(st.query_params.get_all(RELEASE), choice.code, release)
    if choice.complaint == "several":
        shown = release.statements.get(choice.code, say("figures.all_of_it"))
        _notice(say("notice.several", shown=shown))
    elif choice.complaint:
        _notice(*_lost(choice.asked, st.query_params.get_all(FIGURE)[0], release))
    return choice.code


def filters_of_address(release: Release) -> Filters:
    """The filters that the address asks for, shown in their controls; says so where it asks for what is not there."""
    values = {name: st.query_params.get_all(name) for name in NAMES}
    asked = filters.read(values, release)
    chosen = asked.filters
    with st.container(key="figures-filters"):
        _show("q", chosen.q)
        st.text_input(
            say("figures.search"), key=_key("q"), type="search", icon="", placeholder=say("figures.search_hint"),
            live="350ms", max_chars=filters.LONGEST_SEARCH, on_change=_write,
        )  # fmt: skip
        for name in IN_VIEW:
            _select(name, chosen, release)
    with st.expander(say("figures.more_filters")), st.container(key="figures-more"):
        for name in (name for name in CHOICES if name not in IN_VIEW):
            _select(name, chosen, release)
    for name, choice in asked.complaints:
        _notice(_complaint(name, choice, chosen, release))
    return _on_a_page(chosen, release)


def set_filters(chosen: Filters, release: Release) -> None:
    """What narrows the table out of sight, each with a way to take it away, and the way to have everything again."""
    hidden = [name for name in CHOICES if name not in IN_VIEW and getattr(chosen, name)]
    if not hidden and len(chosen.narrowing) < 2:
        return
    with st.container(key="figures-set", horizontal=True, gap="small"):
        for name in hidden:
            told = plain(filters.named(name, chosen, release))
            words = say("figures.drop", name=say(f"figures.name_{name}"), choice=told)
            _button(f"drop-{name}", words, chosen.without(name))
        _button("clear", say("figures.clear"), Filters())


def nothing_found(chosen: Filters, release: Release) -> None:
    """An empty result, with how many figures there would be without each filter."""
    helps = figures_table.advice(chosen, release)
    remedy = say("figures.empty_drop" if helps else "figures.empty_all")
    st.html(f'<p class="empty"><strong>{escape(say("figures.empty"))}</strong> {escape(remedy)}</p>')
    with st.container(key="figures-advice", horizontal=True, gap="small"):
        for name, count in helps:
            _button(f"without-{name}", say_number(f"figures.drop_{name}", count), chosen.without(name))
        if not helps:
            _button("anew", say("figures.clear"), Filters())


def turn_pages(chosen: Filters, pages: int) -> None:
    """The ways to the page before and the page after, where there are several."""
    if pages < 2:
        return
    with st.container(key="figures-pages", horizontal=True, gap="small"):
        for name, page in (("previous", chosen.page - 1), ("next", chosen.page + 1)):
            _button(
                name, say(f"figures.{name}"), chosen.at(page), disabled=not 1 <= page <= pages, turns=True
            )
    if st.session_state.pop(TURNED, False):
        st.html(TO_THE_TOP.replace("PAGE", str(chosen.page)), unsafe_allow_javascript=True)


def _select(name: str, chosen: Filters, release: Release) -> None:
    names = filters.options(release)[name]
    _show(name, getattr(chosen, name))
    st.selectbox(
        say(f"figures.name_{name}"), list(names), format_func=lambda code: names[code], index=None,
        placeholder=say(f"figures.any_{name}"), key=_key(name), on_change=_write,
    )  # fmt: skip


def _show(name: str, code: str) -> None:
    """Before a control is made it takes the address's choice, but never while it says the same: one may be typing."""
    held = st.session_state.get(_key(name)) or ""
    if (filters.cleaned(held) if name == "q" else held) != code or _key(name) not in st.session_state:
        st.session_state[_key(name)] = code or (None if name != "q" else "")


def _write() -> None:
    """All controls at once: two of them may have changed since the last run."""
    held = {name: str(st.session_state.get(_key(name)) or "") for name in ("q", *CHOICES)}
    held["q"] = filters.cleaned(held["q"])
    _go(Filters().having(**held))


def _button(name: str, words: str, leads_to: Filters, disabled: bool = False, turns: bool = False) -> None:
    st.button(
        words, key=f"figures-go-{name}", on_click=_go, args=(leads_to, turns), disabled=disabled, type="tertiary"
    )  # fmt: skip


def _go(chosen: Filters, turns: bool = False) -> None:
    st.session_state[TURNED] = turns
    st.query_params.from_dict(list(chosen.address.items()))


def _on_a_page(chosen: Filters, release: Release) -> Filters:
    page = figures_table.page_of(chosen, release)
    if page != chosen.page:
        _notice(say("figures.page_beyond"))
    return chosen.at(page)


def _complaint(name: str, choice: Choice, chosen: Filters, release: Release) -> str:
    if name == "q" and choice.complaint == "unknown":
        return say("figures.shortened", asked=choice.asked)
    code = getattr(chosen, name)
    if name == "page":
        shown = say("figures.shown_page", page=code)
    else:
        shown = filters.named(name, chosen, release) if code else say("figures.all_of_it")
    if choice.complaint == "several":
        return say("notice.several", shown=shown)
    title = say(f"figures.name_{name}")
    return say("figures.unknown_filter", asked=choice.asked, name=title, shown=shown)


def _lost(told: str, asked: str, release: Release) -> tuple[str, str]:
    """Why a figure is not shown, and the ways to where it may be found, as HTML."""
    seen = data.last_seen(asked)
    if seen:
        last, after = seen
        way = figure_rows.to(citation.of_plain_page(asked, last), say("figures.gone_link", release=last))
        why = corrections.withdrawn(asked, release)
        gone = say("figures.gone_figure", asked=told, release=last, after=after)
        return gone, f"<p>{escape(why)}</p><p>{way}</p>" if why else f"<p>{way}</p>"
    alike = figures_table.suggestions(asked, release)
    ways = "".join(f"<li>{figure_rows.to(of_figure(name), release.statements[name])}</li>" for name in alike)
    more = f"<p>{escape(say('figures.alike'))}</p><ul>{ways}</ul>" if ways else ""
    return say("figures.unknown_figure", asked=told), more


def _complain_of_release(asked: list[str], figure_id: str, release: Release) -> None:
    choice = addresses.read(asked, [release.id], release.id)
    if choice.complaint:
        told = choice.asked or addresses.read(asked[:1], (), "").asked
        known = figure_id and asked[0] in data.releases()
        way = citation.of_plain_page(figure_id, asked[0])
        more = f"<p>{figure_rows.to(way, say('figures.other_release_link'))}</p>" if known else ""
        _notice(say("figures.other_release", asked=told, release=release.id), more)


def _notice(sentence: str, more: str = "") -> None:
    """``more`` is HTML."""
    st.html(f'<div class="notice" role="status"><p>{escape(sentence)}</p>{more}</div>')


def _key(name: str) -> str:
    return f"figures_{name}"


def plain(text: str) -> str:
    """A name for a label, which Streamlit reads as Markdown: its marks are taken literally."""
    return "".join(
        f"\\{character}" if character in r"\`*_{}[]<>()#+-.!|~$:&" else character for character in text
    )

"""The controls of the briefing's page: each writes the deck into the address, and shows what the address says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard import drawn, parts
from dashboard.briefing import deck, files, packing, strip
from dashboard.briefing import work as works
from dashboard.briefing.deck import Deck, Fault, Slide
from dashboard.briefing.shown import Shown, resolve
from dashboard.briefing.work import Work
from dashboard.data import Release
from dashboard.maps import drawing as map_drawing
from dashboard.one_figure import citation
from dashboard.parts import Part
from dashboard.words import say, say_number

# What the controls of the last run were for: a slide's place, sort and name.
SHOWN = "briefing_shown"
# Those that were made since they were last told what to say.
MADE = "briefing_made"
# A name that was given to a slide at fault and names nothing either: the slide, and the name.
REFUSED = "briefing_refused"
# The slide that was dropped last: its place from 1, its code, what it said, and the names of the slides that were left.
DROPPED = "briefing_dropped"
DECK_TITLE = "deck_title"
NAME = "name"
STEP = 15
NEW = ("section", "text")
SVG = "<svg"


def of_address(release: Release) -> Work:
    """The deck that the address holds."""
    return works.read({name: st.query_params.get_all(name) for name in st.query_params}, release.id)


def kept_elsewhere() -> bool:
    """The address says that a browser keeps the deck; one that does would have said it itself."""
    return st.query_params.get(packing.NAME) == packing.KEPT


def just_opened() -> str:
    """The sort of file that the deck was brought back in, until its first step leads on from there."""
    return st.query_params.get(files.OPENED, "")


def name_deck(work: Work, release: Release) -> None:
    """The title of the briefing."""
    _show(DECK_TITLE, work.title)
    st.text_input(
        say("briefing.deck_title"), work.title, key=_key(DECK_TITLE), max_chars=deck.LONGEST_TITLE, placeholder=say("briefing.deck_title_hint"),
        on_change=_change, args=(release, _as_it_is),
    )  # fmt: skip
    _made(DECK_TITLE)


def add(release: Release) -> None:
    """A section or a text of the presenter's own, after the chosen slide."""
    with st.container(key="briefing-add", horizontal=True, gap="small"):
        for sort in NEW:
            slide = Slide(sort, title=say(f"briefing.new_{sort}"))
            _button(f"add-{sort}", say(f"briefing.add_{sort}"), release, partial(_with, slide))


def take_all(shown: tuple[Shown, ...], release: Release) -> None:
    """Where slides have changed: agree to all of it at once. What cannot be compared is agreed to as it is, not as new."""
    found = {sort: [one for one in shown if one.standing.sort == sort] for sort in ("changed", "unknown")}
    if not any(found.values()):
        return
    with st.container(key="briefing-all", horizontal=True, gap="small"):
        for sort, fresh in found.items():
            if fresh:
                words = say_number(f"briefing.take_all_{sort}", len(fresh))
                _button(f"all-{sort}", words, release, partial(_all_taken, fresh, release))


def edit(one: Shown, work: Work, release: Release) -> None:
    """The chosen slide: how it will look, the presenter's own words, and what can be done with it."""
    st.session_state[SHOWN] = _identity(work)
    parts.show([Part(strip.standing(one))])
    if one.standing.sort not in ("same", "fault"):
        _answers(one, release)
    if isinstance(one.slide, Fault):
        _mend(work, release)
    else:
        looks = strip.looks(one, _drawing(one), work, citation.beginning(st.context.url))
        parts.show([Part(looks, scripted=SVG in one.markup)])
        _fields(one.slide, one.statement, release)
        parts.show([Part(strip.by_rule(one) + strip.written(one.slide, work))])
    _handle(work, one.sentence or strip.kind(one), release)


def _mend(work: Work, release: Release) -> None:
    """Another name for a slide that cannot be shown; what its presenter wrote for it is shown, and kept."""
    asked = _refused(work)
    _show(NAME, asked or _identity(work)[1])
    example = f"figure:{next(iter(release.statements), '')}"
    st.text_input(
        say("briefing.mend"), _identity(work)[1], key=_key(NAME), max_chars=deck.LONGEST_TITLE, on_change=_rename, args=(release,)
    )  # fmt: skip
    _made(NAME)
    parts.show([Part(strip.mending(asked, example, work.chosen))])
    if isinstance(work.chosen, Slide):
        _fields(work.chosen, "", release)
        parts.show([Part(strip.written(work.chosen, work))])


def _rename(release: Release) -> None:
    work, asked = of_address(release), str(st.session_state.get(_key(NAME)) or "").strip()
    st.session_state.pop(REFUSED, None)
    if not work.chosen or asked == _identity(work)[1]:
        return
    found = deck.mended(work.chosen, asked)
    if isinstance(found, Fault) or resolve(Deck((found,)), release)[0].standing.sort == "fault":
        st.session_state[REFUSED] = (_identity(work), asked)
        return
    _change(release, lambda work: work.renamed(asked))


def _refused(work: Work) -> str:
    """The name that was given to the chosen slide and refused; '' for none."""
    slide, asked = st.session_state.get(REFUSED, ((0, ""), ""))
    return str(asked) if slide == _identity(work) else ""


def _drawing(one: Shown) -> str:
    """What is drawn on a slide, as HTML that the framework lets through."""
    if one.drawing:
        return drawn.markup(one.drawing, one.release, parts.colours())
    return map_drawing.put_in("put-in", one.markup) if SVG in one.markup else one.markup


def _fields(slide: Slide, statement: str, release: Release) -> None:
    for name in strip.FIELDS:
        _show(name, getattr(slide, name))
    write = partial(_change, release, _as_it_is)
    st.text_input(
        say("briefing.own_heading" if slide.sort in deck.OF_WORDS else "briefing.own_title"),
        slide.title,
        key=_key("title"),
        max_chars=deck.LONGEST_TITLE,
        placeholder=statement or None,
        on_change=write,
    )
    if slide.sort in deck.OF_WORDS:
        st.text_area(
            say("briefing.own_text"),
            slide.text,
            key=_key("text"),
            max_chars=deck.LONGEST_TEXT,
            height=120,
            on_change=write,
        )
    st.text_area(
        say("briefing.own_notes"),
        slide.notes,
        key=_key("notes"),
        max_chars=deck.LONGEST_NOTES,
        height=120,
        placeholder=say(f"briefing.own_notes_hint{'_words' if slide.sort in deck.OF_WORDS else ''}"),
        on_change=write,
    )
    st.number_input(
        say("briefing.seconds"),
        0,
        deck.MOST_SECONDS,
        slide.seconds,
        step=STEP,
        key=_key("seconds"),
        width=240,
        on_change=write,
    )
    _made(*strip.FIELDS)


def _answers(one: Shown, release: Release) -> None:
    """The old or the new, as far as there are both."""
    with st.container(key="briefing-answers", horizontal=True, gap="small"):
        if one.standing.sort != "removed":
            words = say("briefing.take_unknown" if one.standing.sort == "unknown" else "briefing.take_new")
            _button("new", words, release, lambda work: _taken(work, work.at, release))
        if one.standing.sort in ("changed", "removed") and one.release.id:
            old = _old(one, release)
            if old:
                _button("old", say("briefing.keep_old", release=old), release, lambda work: _kept(work, old))


def _handle(work: Work, told: str, release: Release) -> None:
    with st.container(key="briefing-handle", horizontal=True, gap="small"):
        _button("up", say("briefing.move_up"), release, lambda work: work.moved(-1), work.at == 1)
        _button(
            "down", say("briefing.move_down"), release, lambda work: work.moved(1), work.at == len(work.codes)
        )
        _button("double", say("briefing.double"), release, _doubled, isinstance(work.chosen, Fault))
        st.button(
            say("briefing.drop"), key="briefing-go-drop", on_click=_drop, args=(release, told), type="tertiary"
        )  # fmt: skip


def dropped(work: Work, release: Release) -> None:
    """What was dropped last, and the way to have it back where it was; nothing once slides came or went since."""
    place, code, told, left = st.session_state.get(DROPPED, (0, "", "", []))
    # Its place is held also for nothing: what stands under it would be made anew, with what is being typed there.
    with st.container(key="briefing-dropped", horizontal=True, gap="small"):
        if not code or left != _names(work):
            return
        parts.show([Part(strip.dropped(told))])
        st.button(
            say("briefing.dropped_back"), key="briefing-go-back", on_click=_put_back, args=(release, place, code), type="tertiary"
        )  # fmt: skip


def _drop(release: Release, told: str) -> None:
    # What was typed last is dropped, and taken back, with it.
    work = _typed(of_address(release))
    if work.codes:
        left = work.dropped()
        st.session_state[DROPPED] = (work.at, work.codes[work.at - 1], told, _names(left))
        st.query_params.from_dict(left.pairs)


def _put_back(release: Release, place: int, code: str) -> None:
    # Without any slide left there is nothing that could have been typed.
    work = of_address(release)
    work = _typed(work) if work.codes else work
    st.session_state.pop(DROPPED, None)
    st.query_params.from_dict(work.put_back(code, place).pairs)


def _names(work: Work) -> list[str]:
    """The names of the slides, in any order: words and order may change, and it is still the deck that one was dropped from."""
    return sorted(code.partition("~")[0] for code in work.codes)


def _old(one: Shown, release: Release) -> str:
    """The earlier release that a slide was agreed to at."""
    if isinstance(one.slide, Fault):
        return ""
    return (
        one.release.id if one.release.id != release.id else one.slide.checked or of_address(release).release
    )


def _taken(work: Work, at: int, release: Release) -> Work:
    slide = deck.read_slide(work.codes[at - 1])
    return (
        work if isinstance(slide, Fault) else work.with_slide(replace(slide, kept="", checked=release.id), at)
    )


def _kept(work: Work, old: str) -> Work:
    return work.with_slide(replace(work.chosen, kept=old)) if isinstance(work.chosen, Slide) else work


def _all_taken(fresh: list[Shown], release: Release, work: Work) -> Work:
    for one in fresh:
        work = _taken(work, one.position, release)
    return work


def _with(slide: Slide, work: Work) -> Work:
    return work.added(slide)


def _doubled(work: Work) -> Work:
    return work.added(work.chosen) if isinstance(work.chosen, Slide) else work


def _as_it_is(work: Work) -> Work:
    return work


def _change(release: Release, change: Callable[[Work], Work]) -> None:
    """Write the deck with one change. What was typed last goes with it: the address may not have it yet."""
    work = of_address(release)
    # Whoever types and goes to another page at once has left its address already: there is no deck to write into.
    if work.codes:
        st.query_params.from_dict(change(_typed(work)).pairs)


def _typed(work: Work) -> Work:
    held = {
        name: st.session_state[_key(name)]
        for name in (*strip.FIELDS, DECK_TITLE)
        if _key(name) in st.session_state
    }
    title = str(held.pop(DECK_TITLE, work.title) or "")
    work = replace(work, title=title)
    if not isinstance(work.chosen, Slide) or st.session_state.get(SHOWN) != _identity(work):
        return work
    if work.chosen.sort not in deck.OF_WORDS:
        held.pop("text", None)
    seconds = int(held.pop("seconds", work.chosen.seconds) or 0)
    told = {name: str(value or "") for name, value in held.items()}
    return work.with_slide(replace(work.chosen, **told, seconds=seconds))


def _identity(work: Work) -> tuple[int, str]:
    return work.at, work.codes[work.at - 1].partition("~")[0] if work.at else ""


def _show(name: str, value: str | int) -> None:
    """Before a control is made it takes what the address says, but never while it says the same: one may be typing.

    A run can be broken off before its control is made: until that is ``_made`` it is told anew, or it would keep what it said
    of another slide. A browser that loads the control's script only after a second run has the value from its default.
    """
    made = st.session_state.setdefault(MADE, set())
    if st.session_state.get(_key(name)) != value or name not in made:
        made.discard(name)
        st.session_state[_key(name)] = value


def _made(*names: str) -> None:
    st.session_state[MADE].update(names)


def _button(
    name: str, words: str, release: Release, change: Callable[[Work], Work], disabled: bool = False
) -> None:
    st.button(
        words, key=f"briefing-go-{name}", on_click=_change, args=(release, change), disabled=disabled, type="tertiary"
    )  # fmt: skip


def _key(name: str) -> str:
    return f"briefing_{name}"

"""A briefing as an address: which slides, in which order, with the presenter's own words. Text in, text out; nothing is stored."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.briefing import packing

# What a slide can show, by the first word of its code: things of a release by their permanent names, and words of the presenter's own.
OF_RELEASE = ("figure", "theme", "map", "timeline", "place")
OF_WORDS = ("section", "text")
SORTS = (*OF_RELEASE, *OF_WORDS)
# Each part of a slide's code after its name begins with a tilde and a letter; a tilde in a text is written twice.
PARTS = {"t": "title", "x": "text", "n": "notes", "s": "seconds", "k": "kept", "c": "checked"}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,119}")
PART = re.compile(r"~([a-z])((?:[^~]|~~)*)")
MOST_SLIDES = 100
LONGEST_TITLE, LONGEST_TEXT, LONGEST_NOTES, LONGEST_SLIDE = 200, 1_000, 4_000, 12_000
MOST_SECONDS = 3_600
# A longer address is cut by mail programs and refused by servers: such a deck goes by file.
LONGEST_ADDRESS = 6_000
FILE_KIND = "war-on-drugs-in-figures/briefing"
FILE_VERSION = 1
# A hundred slides with as many words as they may have, whatever the script.
LARGEST_FILE = packing.LARGEST


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. ``sort`` is one of ``SORTS``; ``name`` the permanent name of what is shown, '' for words.

    ``title``, ``text`` and ``notes`` are the presenter's own; an empty title leaves the statement that the rows make.
    ``seconds`` is the time meant for it, 0 for none. ``kept`` names an earlier release that the slide stays with;
    ``checked`` the release that its presenter last agreed to, where that is not the deck's.
    """

    sort: str
    name: str = ""
    title: str = ""
    text: str = ""
    notes: str = ""
    seconds: int = 0
    kept: str = ""
    checked: str = ""

    @property
    def code(self) -> str:
        """The slide as one value of an address.

        >>> Slide("figure", "users-2003", title="A ~ sign", seconds=60).code
        'figure:users-2003~tA ~~ sign~s60'
        """
        said = ((letter, getattr(self, name)) for letter, name in PARTS.items())
        parts = "".join(f"~{letter}{str(value).replace('~', '~~')}" for letter, value in said if value)
        return f"{self.sort}:{self.name}{parts}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A slide that cannot be read. ``reason`` is unreadable, unknown_sort, no_name, too_long or cut; ``asked`` what stood there, shortened.

    ``own`` has the presenter's words and seconds, as far as they could be made out; its sort and name say nothing. ``code`` is
    what stood in the address, to be passed on and mended; '' for what is too long or did not come.
    """

    reason: str
    asked: str
    own: Slide = field(default=Slide("text"), repr=False)
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in their order, readable or not; ``release`` is the one that the deck was made with, '' for a new deck."""

    slides: tuple[Slide | Fault, ...] = ()
    title: str = ""
    release: str = ""

    @property
    def query(self) -> str:
        """The deck as the query of an address."""
        return packing.query(self.title, self.release, self.codes)

    @property
    def codes(self) -> list[str]:
        """The codes of the slides: also of one that cannot be read, whose words can still be saved."""
        return [slide.code for slide in self.slides if slide.code]

    @property
    def readable(self) -> tuple[Slide, ...]:
        """The slides that could be read."""
        return tuple(slide for slide in self.slides if isinstance(slide, Slide))

    @property
    def seconds(self) -> int:
        """The time meant for all slides together."""
        return sum(slide.seconds for slide in self.readable)


def read(query: Mapping[str, Sequence[str]]) -> Deck:
    """The deck that an address holds: all values of ``slide``, ``title`` and ``release``, or ``deck``. Nothing in an address can raise."""
    asked = packing.spread(query)
    slides = tuple(read_slide(code) for code in list(asked.get("slide", ()))[:MOST_SLIDES])
    return Deck(slides, _line(asked.get("title", ()), LONGEST_TITLE), _release(asked.get("release", ())))


def read_slide(code: str) -> Slide | Fault:
    """One slide from its code.

    >>> read_slide("figure:users-2003~tA ~~ sign~s60")
    Slide(sort='figure', name='users-2003', title='A ~ sign', text='', notes='', seconds=60, kept='', checked='')
    >>> read_slide("poem:x")
    Fault(reason='unknown_sort', asked='poem:x')
    """
    if code == packing.CUT:
        return Fault("cut", "")
    head, tilde, tail = code[: LONGEST_SLIDE + 1].partition("~")
    sort, _, name = head.partition(":")
    found = {
        PARTS[letter]: text.replace("~~", "~")
        for letter, text in PART.findall(tilde + tail)
        if letter in PARTS
    }
    if reason := _wrong(code):
        passed_on = "" if reason == "too_long" else _clean(code)
        # What is asked for is shown to all; what the presenter wrote for it is not.
        return Fault(reason, _printable(head), _slide("text", "", found), passed_on)
    return _slide(sort, name, found)


def mended(entry: Slide | Fault, asked: str) -> Slide | Fault:
    """The slide that ``asked`` names, such as figure:users-2003, with the words of another, or of one at fault; a fault where it names none."""
    named = read_slide(" ".join(_clean(asked).split()).partition("~")[0])
    own = entry.own if isinstance(entry, Fault) else entry
    return named if isinstance(named, Fault) else replace(own, sort=named.sort, name=named.name)


def to_file(deck: Deck) -> str:
    """The deck as a small file of JSON, which ``from_file`` reads."""
    held = {
        "kind": FILE_KIND,
        "version": FILE_VERSION,
        "title": deck.title,
        "release": deck.release,
        "slides": deck.codes,
    }
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def from_file(text: str | bytes) -> Deck:
    """The deck that a file holds. Raises ValueError, with what is wrong and what would be right, for any other file."""
    if len(text) > LARGEST_FILE:
        raise ValueError(f"a briefing's file must have at most {LARGEST_FILE} bytes (got {len(text)})")
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise ValueError("a briefing's file must be JSON as this site saves it") from problem
    if not isinstance(held, dict) or held.get("kind") != FILE_KIND:
        raise ValueError(f"a briefing's file must be of the kind {FILE_KIND}")
    if held.get("version") != FILE_VERSION:
        raise ValueError(f"a briefing's file must be of version {FILE_VERSION}")
    slides = held.get("slides")
    if not isinstance(slides, list) or not all(isinstance(code, str) for code in slides):
        raise ValueError("a briefing's file must have a list of slides")
    return read(
        {"slide": slides, "title": [_text(held.get("title"))], "release": [_text(held.get("release"))]}
    )


def moved(deck: Deck, at: int, to: int) -> Deck:
    """The deck with the slide at one place, from 0, at another; places beyond the ends are the ends."""
    slides = list(deck.slides)
    slides.insert(max(0, min(to, len(slides) - 1)), slides.pop(at))
    return replace(deck, slides=tuple(slides))


def dropped(deck: Deck, at: int) -> Deck:
    """The deck without the slide at a place, from 0."""
    return replace(deck, slides=deck.slides[:at] + deck.slides[at + 1 :])


def changed(deck: Deck, at: int, slide: Slide) -> Deck:
    """The deck with another slide at a place, from 0."""
    return replace(deck, slides=(*deck.slides[:at], slide, *deck.slides[at + 1 :]))


def added(deck: Deck, slides: Iterable[Slide], at: int | None = None) -> Deck:
    """The deck with more slides, from a place on, or at its end; beyond the most that a deck may have they are left out."""
    place = len(deck.slides) if at is None else at
    return replace(deck, slides=(*deck.slides[:place], *slides, *deck.slides[place:])[:MOST_SLIDES])


def _wrong(code: str) -> str:
    """Why a code is no slide; '' for one that is."""
    if len(code) > LONGEST_SLIDE:
        return "too_long"
    head, tilde, tail = code.partition("~")
    sort, colon, name = head.partition(":")
    if not colon:
        return "unreadable"
    if sort not in SORTS:
        return "unknown_sort"
    if (sort in OF_RELEASE) != bool(name) or (name and not NAME.fullmatch(name)):
        return "no_name"
    return "unreadable" if PART.sub("", tilde + tail) else ""


def _slide(sort: str, name: str, found: Mapping[str, str]) -> Slide:
    digits = found.get("seconds", "")
    seconds = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0
    return Slide(
        sort,
        name,
        title=_line([found.get("title", "")], LONGEST_TITLE),
        text=_clean(found.get("text", ""))[:LONGEST_TEXT],
        notes=_clean(found.get("notes", ""))[:LONGEST_NOTES],
        seconds=min(seconds, MOST_SECONDS),
        kept=_release([found.get("kept", "")]),
        checked=_release([found.get("checked", "")]),
    )


def _line(values: Sequence[str], longest: int) -> str:
    """The first value as one line."""
    return " ".join(_clean(values[0]).split())[:longest].strip() if values else ""


def _release(values: Sequence[str]) -> str:
    return values[0] if values and NAME.fullmatch(values[0]) else ""


def _clean(text: str) -> str:
    """Without what no keyboard types: controls other than the end of a line, halves of signs, marks that turn the direction."""
    return "".join(sign for sign in text if sign == "\n" or sign.isprintable())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _printable(code: str) -> str:
    shown = "".join(sign for sign in code[:200] if sign.isprintable())
    return shown if len(shown) <= 40 else shown[:40] + "…"

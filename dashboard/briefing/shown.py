"""Resolve a deck: what each of its slides shows, from which release, and what a presenter should know of it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import data
from dashboard.briefing import boards, content, notes, stale
from dashboard.briefing.boards import Board
from dashboard.briefing.challenge import Challenge
from dashboard.briefing.deck import OF_WORDS, Deck, Fault, Slide
from dashboard.briefing.stale import SAME, Standing
from dashboard.data import Release
from dashboard.figure import Figure
from dashboard.grouping import Drawing
from dashboard.one_figure import citation
from dashboard.words import known, say

__all__ = ["Challenge", "Shown", "Standing", "resolve"]

# So many earlier releases are read for one deck; an address may ask for a hundred.
MOST_EARLIER = 3
LONGEST_ECHO = 80


@dataclass(frozen=True)
class Shown:
    """One entry of a deck as it is shown.

    ``position`` counts from 1. ``release`` is the one it is shown from: the one in use, or an earlier one. ``sentence`` is
    the presenter's own title or else the ``statement`` by rule. ``meta`` holds unit, place and time, ``source`` who says so,
    the document and the release. ``drawing`` is set for a figure alone; ``markup`` is HTML of what is drawn otherwise, and
    ``table``, a heading row and rows, says the same. ``notes`` are paragraphs for the speaker. Each text may be ''.
    """

    position: int
    slide: Slide | Fault
    release: Release
    sentence: str
    statement: str
    meta: str
    source: str
    alternative: str
    drawing: Drawing | None
    markup: str
    table: tuple[tuple[str, ...], ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    challenge: Challenge | None
    standing: Standing
    address: str


class _Earlier:
    """The earlier releases that one deck asks for, each looked up once, and only a few of them."""

    def __init__(self) -> None:
        self._found: dict[str, Release | None] = {}

    def __call__(self, name: str) -> Release | None:
        """The release of that name; None for one that is not there, cannot be read, or is one too many."""
        if name not in self._found:
            read = sum(release is not None for release in self._found.values())
            self._found[name] = _named(name) if read < MOST_EARLIER else None
        return self._found[name]


def resolve(deck: Deck, release: Release) -> tuple[Shown, ...]:
    """What each entry of the deck shows, in its order. Nothing in a deck can raise."""
    find = _Earlier()
    return tuple(
        _shown(position, entry, deck.release, release, find) for position, entry in enumerate(deck.slides, 1)
    )


def _shown(position: int, entry: Slide | Fault, made_with: str, release: Release, find: stale.Find) -> Shown:
    if isinstance(entry, Fault):
        return _faulty(position, entry, release)
    if entry.sort in OF_WORDS:
        return _worded(position, entry, release)
    placed = stale.placed(entry, made_with, release, find, lambda: _last_seen(entry))
    if placed is None:
        return _faulty(
            position, Fault("unknown", f"{entry.sort}:{entry.name}"[:LONGEST_ECHO], own=entry), release
        )
    shown_from, standing = placed
    return _of(position, entry, shown_from, standing)


def _of(position: int, slide: Slide, release: Release, standing: Standing) -> Shown:
    board: Board = content.of(slide.sort, slide.name, release)
    # The pages show the release in use; a figure has a plain page of each earlier one too.
    earlier = slide.sort == "figure" and standing.sort in ("kept", "removed")
    return Shown(
        position=position,
        slide=slide,
        release=release,
        sentence=slide.title or board.statement,
        statement=board.statement,
        meta=_meta(slide, board),
        source=board.source,
        alternative=board.alternative,
        drawing=board.drawing,
        markup=board.markup,
        table=board.table,
        figures=board.figures,
        notes=(*notes.own(slide.notes), *standing.changes, *board.notes),
        challenge=board.challenge,
        standing=standing,
        address=citation.of_plain_page(slide.name, release.id) if earlier else board.address,
    )


def _meta(slide: Slide, board: Board) -> str:
    """Unit, place and time; a sentence of the presenter's own is marked as one, for who says so stands under it."""
    own = say("briefing_notes.own_sentence") if slide.title and slide.title != board.statement else ""
    return " · ".join(filter(None, [own, board.meta]))


def _worded(position: int, slide: Slide, release: Release) -> Shown:
    """The presenter's own words; the first line of them is the title where none is given."""
    first, _, rest = slide.text.strip("\n").partition("\n")
    title, text = (slide.title, slide.text) if slide.title else (first.strip(), rest)
    return Shown(
        position=position,
        slide=slide,
        release=release,
        sentence=title,
        statement="",
        meta="",
        source="",
        alternative=" ".join(f"{title} {text}".split()),
        drawing=None,
        markup=boards.words(text),
        table=(),
        figures=(),
        notes=notes.own(slide.notes),
        challenge=None,
        standing=SAME,
        address="",
    )


def _faulty(position: int, fault: Fault, release: Release) -> Shown:
    """A place in the deck where nothing can be shown, and a sentence that says which and why."""
    reason = fault.reason if known(f"briefing_notes.fault_{fault.reason}") else "unreadable"
    told = say(f"briefing_notes.fault_{reason}", position=position, asked=fault.asked)
    return Shown(
        position=position,
        slide=fault,
        release=release,
        sentence="",
        statement="",
        meta="",
        source="",
        alternative=told,
        drawing=None,
        markup="",
        table=(),
        figures=(),
        notes=(*notes.own(fault.own.notes), told),
        challenge=None,
        standing=Standing("fault", (told,)),
        address="",
    )


def _named(name: str) -> Release | None:
    try:
        return data.named(name)
    except (data.UnknownRelease, data.ReleaseUnreadable):
        return None


def _last_seen(slide: Slide) -> str:
    """The last release that held a slide's figure; '' where none did, or none is there any more."""
    found = data.last_seen(slide.name) if slide.sort == "figure" else None
    return found[0] if found else ""

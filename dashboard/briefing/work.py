"""The deck in work as its address holds it: every code as it was written, also one that cannot be read. Addresses in, addresses out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.briefing import deck, packing
from dashboard.briefing.deck import Deck, Fault, Slide

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Work:
    """The ``codes`` of the slides, the deck's title and release, and which slide is chosen, ``at`` from 1; 0 for none."""

    codes: tuple[str, ...] = ()
    title: str = ""
    release: str = ""
    at: int = 0

    @property
    def deck(self) -> Deck:
        """The deck, with a fault for each code that cannot be read."""
        return deck.read({"slide": self.codes, "title": [self.title], "release": [self.release]})

    @property
    def chosen(self) -> Slide | Fault | None:
        """The chosen slide; None for an empty deck."""
        return deck.read_slide(self.codes[self.at - 1]) if self.at else None

    @property
    def pairs(self) -> dict[str, list[str]]:
        """The address: what a briefing's page is asked for. Its release keeps it from being taken for no deck at all."""
        told = packing.pairs(self.title, self.release, self.codes)
        told["at"] = [str(self.at)] if self.at > 1 else []
        return {name: values for name, values in told.items() if any(values)}

    @property
    def query(self) -> str:
        """The deck as the query of a link, whichever slide is chosen."""
        return packing.query(self.title, self.release, self.codes)

    def choosing(self, at: int) -> Work:
        """With another slide chosen, or the nearest there is."""
        return replace(self, at=max(min(at, len(self.codes)), min(1, len(self.codes))))

    def moved(self, by: int) -> Work:
        """The chosen slide moved on, or back, by so many places; it stays the chosen one."""
        to = self.choosing(self.at + by).at
        rest = [*self.codes[: self.at - 1], *self.codes[self.at :]]
        codes = (*rest[: to - 1], self.codes[self.at - 1], *rest[to - 1 :])
        return replace(self, codes=codes, at=to)

    def dropped(self) -> Work:
        """Without the chosen slide; the one that takes its place is chosen."""
        return replace(self, codes=self.codes[: self.at - 1] + self.codes[self.at :]).choosing(self.at)

    def put_back(self, code: str, place: int) -> Work:
        """With a slide that was dropped in its place again, from 1, and chosen; as before where a deck may hold no more."""
        if len(self.codes) >= deck.MOST_SLIDES:
            return self
        at = max(1, min(place, len(self.codes) + 1))
        return replace(self, codes=(*self.codes[: at - 1], code, *self.codes[at - 1 :]), at=at)

    def added(self, slide: Slide) -> Work:
        """With a slide after the chosen one, chosen; as before where a deck may hold no more."""
        if len(self.codes) >= deck.MOST_SLIDES:
            return self
        return replace(
            self, codes=(*self.codes[: self.at], slide.code, *self.codes[self.at :]), at=self.at + 1
        )

    def with_slide(self, slide: Slide, at: int = 0) -> Work:
        """With another slide in the chosen place, or at ``at``."""
        place = at or self.at
        return replace(self, codes=(*self.codes[: place - 1], slide.code, *self.codes[place:]))

    def renamed(self, asked: str) -> Work:
        """With another thing shown in the chosen place, under the same words; as before where ``asked`` names none."""
        slide = deck.mended(self.chosen, asked) if self.chosen else None
        return self.with_slide(slide) if isinstance(slide, Slide) else self


def read(query: Query, release: str) -> Work:
    """The deck of an address; one without a release is made with ``release``. Nothing in an address can raise."""
    laid_out = packing.spread(query)
    asked_for = [code for code in laid_out.get("slide", ()) if code][: deck.MOST_SLIDES]
    codes = tuple(code[: deck.LONGEST_SLIDE + 1] for code in asked_for)
    told = deck.read({name: laid_out.get(name, ()) for name in ("title", "release")})
    asked = next(iter(laid_out.get("at", ())), "1")
    at = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return Work(codes, told.title, told.release or release).choosing(at)

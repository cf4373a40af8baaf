"""What stands on a page until it arrives: its head exactly in place, its title where it is known, and grey shapes for the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard import addresses, frame, overview, themes
from dashboard.data import Release
from dashboard.places import regions
from dashboard.sources.choices import PARTS
from dashboard.words import say

Query = Mapping[str, Sequence[str]]
WORDS = '<span class="words"><span></span><span></span><span></span></span>'
TITLE = '<span class="titles"><span></span><span></span></span>'
FIELD = '<span class="fields one"><span></span></span>'
FIELDS = '<span class="fields"><span></span><span></span><span></span></span>'
MAP = '<span class="map"></span>'
ROWS = '<span class="row"><span></span><span></span><span></span></span>' * 6
DRAWING = (
    f'<span class="drawing"><span class="words"><span></span><span class="picture"></span></span>'
    f'<span class="aside">{WORDS}{WORDS}</span></span>'
)
CARD = '<span class="words"><span></span><span></span><span class="picture"></span></span>'
CARDS = f'<span class="drawing two">{CARD}{CARD}</span>'
# What stands before the title, and what after it.
AROUND = {
    "overview": ("", WORDS + CARDS),
    "themes": ("", WORDS + DRAWING),
    "regions": (FIELD, WORDS + MAP),
    "region": (FIELD, WORDS + DRAWING),
    "figures": ("", WORDS + FIELDS + ROWS),
    "figure": ("", DRAWING),
    "sources": ("", WORDS + FIELD + ROWS),
    "briefing": ("", WORDS + FIELD + DRAWING),
    "desk": ("", WORDS + ROWS),
}


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape of a page: its ``name`` among the pages, its ``sort`` (a key of AROUND), the title and the choices over it."""

    name: str
    sort: str
    title: str = ""
    choices: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        """The outline as it stands in the first page; ``title`` and ``choices`` are written as words."""
        before, after = AROUND[self.sort]
        title = f'<p class="title">{escape(self.title)}</p>' if self.title else TITLE
        pills = "".join(f"<span>{escape(choice)}</span>" for choice in self.choices)
        over = f'<span class="pills" aria-hidden="true">{pills}</span>' if pills else ""
        return (
            f'<div class="first-lines"><div>{frame.masthead(self.name, staff=self.name == frame.DESK.name)}'
            f'<div role="status" aria-label="{escape(say("first_page.waiting"))}">{over}{before}{title}{after}</div></div></div>'
        )


def bare(name: str) -> Outline:
    """The shape of a page while no release can be read: nothing of it is known but where it stands."""
    return Outline(name, name)


def outline(name: str, query: Query, release: Release) -> Outline:
    """The shape of ``/<name>?<query>``. Nothing in an address can raise: what is wrong in it gives the page without a choice."""
    if name == "themes":
        return _theme(query, release)
    if name == "regions":
        code = addresses.read(query.get("region", ()), regions.names(release).keys(), "").code
        return Outline(name, "region" if code else "regions", regions.title(code, release))
    if name == "figures":
        return Outline(name, "figure") if query.get("figure") else Outline(name, name, say("pages.figures"))
    if name == "sources":
        return Outline(name, name, choices=tuple(say(f"sources.show_{part}") for part in PARTS))
    return Outline(name, name, say("briefing.title") if name == frame.BRIEFING else overview.title(release))


def _theme(query: Query, release: Release) -> Outline:
    names = themes.names(release)
    if not names:
        return bare("themes")
    asked = query.get("figure", ())
    default = themes.homes(release).get(asked[0] if asked else "", next(iter(names)))
    code = addresses.read(query.get("theme", ()), names.keys(), default).code
    return Outline("themes", "themes", themes.question(code, release), tuple(names.values()))

"""The page of one place: its head, its drawings theme by theme, what follows them, and its sheet of paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dashboard import components, lists
from dashboard.data import Release
from dashboard.grouping import Drawing
from dashboard.maps import world as world_map
from dashboard.parts import Colours, Part, joined, once
from dashboard.places import lists as region_lists
from dashboard.places import regions, sheet
from dashboard.words import say_number

# A page with more drawings than these shows so many of each theme and folds the rest: a phone would scroll for ever.
MANY, FIRST = 6, 2


@once(512)
def of(region: str, release: Release, colours: Colours) -> tuple[Part, ...]:
    """Everything that is said of a place. ``region`` must be one that is spoken of."""
    sections, said = regions.sections(region, release), regions.sayings_of(region, release)
    events, places = regions.events(region, release), regions.places(region, release)
    themes = [(lists.anchor(theme), theme) for theme, _ in sections]
    contents = lists.contents([*themes, *lists.ways([], said, events, places)])
    many = sum(len(drawings) for _, drawings in sections) > MANY
    told: set[str] = set()
    drawn = [
        Part(_section(theme, drawings, FIRST if many else len(drawings), release, told, colours))
        for theme, drawings in sections
    ]
    rest = components.rest_of_page(said, events, places, release, told)
    head = Part(region_lists.head(region, release), scripted=True)
    return joined([head, Part(contents), *drawn, *rest, Part(sheet.markup(region, release), scripted=True)])


def of_all(release: Release) -> tuple[Part, ...]:
    """The map, and the list of all places."""
    return (
        Part(region_lists.lead(release)),
        world_map.of_all(release, listed=False),
        Part(region_lists.index(release)),
    )


def _section(
    theme: str, drawings: Sequence[Drawing], first: int, release: Release, told: set[str], colours: Colours
) -> str:
    """A theme's drawings; those after the ``first`` are folded."""
    each = [
        components.drawing_section(
            drawing, release, told, colours, region_lists.beside_world(drawing, release)
        )
        for drawing in drawings
    ]
    rest, folded = each[first:], ""
    if rest:
        more = escape(say_number("region.fold", len(rest), theme=theme))
        folded = f'<details class="more"><summary>{more}</summary>{"".join(rest)}</details>'
    return f'<h2 id="{lists.anchor(theme)}">{escape(theme)}</h2>{"".join(each[:first])}{folded}'

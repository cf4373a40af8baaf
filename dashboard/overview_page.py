"""What the overview says, in its order: what the site is, figures to begin with, themes, places, points to weigh, documents."""

from __future__ import annotations

from html import escape

from dashboard import components, lists, overview, problems
from dashboard.addresses import of_problems
from dashboard.data import Release
from dashboard.maps import world as world_map
from dashboard.parts import Colours, Part, joined, once
from dashboard.sources import documents
from dashboard.words import say, say_number


@once(8)
def of(release: Release, colours: Colours) -> tuple[Part, ...]:
    """The overview of a release."""
    return joined(
        (
            Part(_head(release)),
            Part(components.headline_cards(overview.headlines(release), release, colours)),
            Part(f"<h2>{escape(say('overview.themes'))}</h2>{lists.theme_links(release)}"),
            Part(f"<h2>{escape(say('overview.regions'))}</h2>"),
            world_map.of_all(release),
            Part(lists.most_spoken_of(release) + _to_weigh(release) + _documents(release)),
        )
    )


def _head(release: Release) -> str:
    return (
        f'<h1 class="lead">{escape(overview.title(release))}</h1>'
        f'<p class="standfirst">{escape(overview.standfirst(release))}</p>'
        f'<p class="small">{escape(overview.freshness(release))}</p>'
        f'<h2 class="unseen">{escape(say("overview.headlines"))}</h2>'
    )


def _to_weigh(release: Release) -> str:
    """What does not hold, and apart from it what needs context."""
    told = "".join(_points(kind, release) for kind in problems.KINDS)
    if not told:
        return ""
    every = escape(say_number("overview.every_point", len(release.problems)))
    return f'{told}<p class="links"><a href="{escape(of_problems())}" target="_self">{every}</a></p>'


def _points(kind: str, release: Release) -> str:
    points = overview.points(release, kind)
    heading, about = escape(say(f"problem.heading_{kind}")), escape(say(f"problem.about_{kind}"))
    return (
        f'<h2>{heading}</h2><p class="standfirst">{about}</p><ul class="points">{points}</ul>'
        if points
        else ""
    )


def _documents(release: Release) -> str:
    return (
        f"<h2>{escape(say('overview.documents_heading'))}</h2>"
        f'<p class="standfirst">{escape(overview.holdings(release))} {escape(say("overview.documents_intro"))}</p>'
        f"{documents.lines(release)}"
    )

"""What the overview says, and which figures it begins with."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.counts import count
from dashboard.data import Release
from dashboard.grouping import drawings
from dashboard.words import say

MOST = 4


def title(release: Release) -> str:
    """What this is, in one sentence."""
    return say("overview.title", documents=len(release.documents))


def standfirst(release: Release) -> str:
    """How much there is, and how much of it does not hold."""
    held = count(release.figures, release.places)
    return say(
        "overview.standfirst",
        counted=held.phrase,
        derived=held.derived_sentence,
        documents=len(release.documents),
        problems=len(release.problems),
    )


def headlines(release: Release) -> list[str]:
    """The release's headline figures, in their order; without any, the first that can be drawn of each theme."""
    known = set(release.figures["figure_id"])
    chosen = [name for name in release.headlines["figure_id"] if name in known]
    return chosen or _first_of_each_theme(release)


def pairs(names: Sequence[str]) -> list[Sequence[str]]:
    """Two by two, as the page shows them."""
    return [names[i : i + 2] for i in range(0, len(names), 2)]


def _first_of_each_theme(release: Release) -> list[str]:
    firsts = []
    for theme in release.themes["theme"]:
        drawn = [d for d in drawings(release.figures[release.figures["theme"] == theme]) if d.drawn]
        firsts += [drawn[0].ids[0]] if drawn else []
    return firsts[:MOST]

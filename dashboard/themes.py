"""What a release holds on one theme."""

from __future__ import annotations

import pandas as pd

from dashboard import doubts, problems
from dashboard.counts import Count, count
from dashboard.data import Release
from dashboard.figure import Figure, sentence_case
from dashboard.grouping import Drawing, drawings, sayings
from dashboard.keeping import kept
from dashboard.words import say_number


@kept()
def names(release: Release) -> dict[str, str]:
    """The themes in their order, code to name."""
    return dict(zip(release.themes["theme"], release.themes["name"], strict=True))


@kept(64)
def question(theme: str, release: Release) -> str:
    """The question the theme answers."""
    return str(release.themes.set_index("theme").loc[theme, "question"])


@kept(64)
def figures(theme: str, release: Release) -> pd.DataFrame:
    """The theme's figures; shared by all who ask, as the release is."""
    return release.figures[release.figures["theme"] == theme]


@kept(64)
def drawings_of(theme: str, release: Release) -> tuple[Drawing, ...]:
    """The theme's figures in drawings."""
    return tuple(drawings(figures(theme, release)))


@kept(64)
def sayings_of(theme: str, release: Release) -> tuple[Figure, ...]:
    """What is said on the theme without a number."""
    return tuple(sayings(figures(theme, release)))


@kept(64)
def events(theme: str, release: Release) -> pd.DataFrame:
    """The theme's dated facts."""
    return release.events[release.events["theme"] == theme]


@kept(64)
def places(theme: str, release: Release) -> pd.DataFrame:
    """The countries named for a fact of the theme."""
    return release.places[release.places["theme"] == theme]


@kept(64)
def counted(theme: str, release: Release) -> Count:
    """How much is said on the theme."""
    return count(figures(theme, release), places(theme, release))


@kept()
def homes(release: Release) -> dict[str, str]:
    """The theme that each figure stands in, by the figure's permanent name."""
    return dict(zip(release.figures["figure_id"], release.figures["theme"], strict=True))


@kept(64)
def in_doubt(theme: str, release: Release) -> str:
    """How many points of each kind concern the theme's figures, in words; '' for none."""
    return doubts.counted(problems.of(set(figures(theme, release)["figure_id"]), release))


@kept(64)
def summary(theme: str, release: Release) -> str:
    """How many figures, from how many documents, and how many points do not hold or need context."""
    rows, named, held = figures(theme, release), places(theme, release), counted(theme, release)
    if rows.empty and named.empty:
        return ""
    documents = len({*rows["document"].dropna(), *named["document"]})
    told = say_number("theme.count", documents, counted=held.phrase, derived=held.derived_sentence)
    troubled = in_doubt(theme, release)
    return f"{told} {sentence_case(troubled)}." if troubled else told

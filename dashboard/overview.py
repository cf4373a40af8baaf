"""What the overview says, and which figures and points it begins with."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import pandas as pd

from dashboard import counts, doubts, problems
from dashboard.addresses import of_problem
from dashboard.data import Release
from dashboard.figure import records, sentence_case
from dashboard.grouping import drawings
from dashboard.keeping import kept
from dashboard.words import say, say_number

MOST = 4
LEAD_POINTS = 4


def title(release: Release) -> str:
    """What this is, in one sentence."""
    return say_number("overview.title", len(release.documents))


def standfirst(release: Release) -> str:
    """How figures are shown, and how many points do not hold or need context."""
    found = problems.every(release)
    counted = sentence_case(say("overview.counted", counted=doubts.counted(found))) if found else ""
    return f"{say('overview.standfirst')} {counted}".strip()


def freshness(release: Release) -> str:
    """How many documents, and when they were published as far as they say."""
    days = sorted(day for day in release.documents["published"] if pd.notna(day))
    undated = len(release.documents) - len(days)
    parts = [say_number("overview.documents", len(release.documents))]
    if days:
        parts.append(
            say("overview.published_on", day=_day(days[0]))
            if days[0] == days[-1]
            else say("overview.published_between", oldest=_day(days[0]), newest=_day(days[-1]))
        )
    parts += [say_number("overview.undated", undated)] if undated else []
    return " · ".join(parts)


@kept()
def holdings(release: Release) -> str:
    """How much the documents say, and how much was worked out here."""
    held = counts.of_release(release)
    return say("overview.holdings", counted=held.phrase, derived=held.derived_sentence)


def headlines(release: Release) -> list[str]:
    """The release's headline figures, in their order; without any, the first that can be drawn of each theme."""
    known = set(release.figures["figure_id"])
    chosen = [name for name in release.headlines["figure_id"] if name in known]
    return chosen or _first_of_each_theme(release)


def lead_points(release: Release, kind: str) -> list[dict[str, Any]]:
    """The points of a kind to begin with: one of each sort of check, those with arithmetic to show first."""
    rows = problems.of_kind(kind, problems.every(release))
    every = sorted(rows, key=lambda row: not row["arithmetic"])
    firsts = list({row["check"]: row for row in reversed(every)}.values())[::-1]
    rest = [row for row in every if row not in firsts]
    return [*firsts, *rest][:LEAD_POINTS]


@kept(8)
def points(release: Release, kind: str) -> str:
    """The points of a kind to begin with, as the items of a list in HTML; '' where there is none."""
    return "".join(point(row, release) for row in lead_points(release, kind))


def point(row: dict[str, Any], release: Release) -> str:
    """A point as HTML: what it is about, what does not hold or needs context, its arithmetic, and the way to it."""
    concerned = release.figures[release.figures["figure_id"].isin(problems.figures(row))]
    subject = doubts.subject(records(concerned))
    shown = row["arithmetic"] or row["note"]
    arithmetic = f'<p class="arithmetic">{escape(str(shown))}</p>' if shown else ""
    way = f'<a href="{escape(of_problem(str(row["problem_id"])))}" target="_self">{escape(say("overview.to_point"))}</a>'
    return f'<li class="{escape(row["kind"])}"><p class="kicker">{escape(subject)}</p>{doubts.flag(row)}{arithmetic}<p class="links">{way}</p></li>'


def _first_of_each_theme(release: Release) -> list[str]:
    firsts = []
    for theme in release.themes["theme"]:
        drawn = [d for d in drawings(release.figures[release.figures["theme"] == theme]) if d.drawn]
        firsts += [drawn[0].ids[0]] if drawn else []
    return firsts[:MOST]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

"""Write which other figures have to do with one: the same again, rivals, kin, and what was worked out from it, as HTML."""

from __future__ import annotations

from html import escape

from dashboard import problems
from dashboard.data import Release
from dashboard.figure import Figure
from dashboard.figures import rows as figure_rows
from dashboard.figures.filters import Filters, cleaned
from dashboard.keeping import kept
from dashboard.one_figure import around as one_figure
from dashboard.one_figure.around import Figures, Originals
from dashboard.words import say

SHOWN = 6
OF_ONE_MEASURE = (
    "rivals", "worked_out", "as_printed", "undated", "other_wholes", "other_times", "other_groups", "other_places",
)  # fmt: skip


@kept(512)
def elsewhere(figure_id: str, release: Release) -> str:
    """Where else it is said and by how many, and the other figures around it."""
    figure, around = one_figure.figure(figure_id, release), one_figure.around(figure_id, release)
    heading = f"<h2>{escape(say('figure.elsewhere'))}</h2>"
    of_measure = Filters(q=cleaned(figure.measure_name))
    of_subject = Filters(theme=figure.theme, region=figure.region)
    parts = [_again(figure, around.again, release), _part("leads_to", around.leads_to, of_measure, release)]
    parts += [_part(name, getattr(around, name), of_measure, release) for name in OF_ONE_MEASURE]
    parts += [_part("same_subject", around.same_subject, of_subject, release)]
    return f'{heading}<div class="around">{"".join(parts)}</div>'


def counted(places: int, found: Originals) -> str:
    """How many different sources are named, and what that does not show."""
    who = "; ".join(found.named)
    if not found.named:
        return say("figure.originals_none", places=places)
    if len(found.named) == 1:
        key = "originals_one_unknown" if found.unnamed else "originals_one"
        return say(f"figure.{key}", places=places, who=who, unnamed=found.unnamed)
    unnamed = say("figure.originals_unknown", unnamed=found.unnamed) if found.unnamed else ""
    return say("figure.originals_many", places=places, number=len(found.named), who=who, unnamed=unnamed)


def _again(figure: Figure, others: Figures, release: Release) -> str:
    """The same number in other documents; a number that was worked out here stands in none."""
    if figure.derived:
        return ""
    if not others:
        return _section("again", f"<p>{escape(say('figure.alone'))}</p>")
    told = counted(1 + len(others), one_figure.originals([figure, *others]))
    return _section("again", f"<p>{escape(told)}</p>{_listed(others, release)}")


def _part(name: str, others: Figures, all_of_them: Filters, release: Release) -> str:
    if not others:
        return ""
    more = (
        f'<p class="small links">{figure_rows.to(all_of_them.path, say("figure.more_like"))}</p>'
        if len(others) > SHOWN
        else ""
    )
    with_base = name in ("rivals", "worked_out", "as_printed", "undated", "other_wholes")
    return _section(name, _listed(others[:SHOWN], release, with_base) + more)


def _listed(others: Figures, release: Release, with_base: bool = False) -> str:
    return figure_rows.short_list(others, problems.by_figure(release), with_base)


def _section(name: str, inside: str) -> str:
    return f'<section><h3 class="label">{escape(say(f"figure.{name}"))}</h3>{inside}</section>'

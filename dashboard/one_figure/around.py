"""Work out what stands around one figure: the same again elsewhere, its rivals, its kin, what it comes from and leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.data import Release
from dashboard.figure import NOT_STATED, Figure, records
from dashboard.keeping import kept

Figures = tuple[Figure, ...]
# What of a figure must be asked for; a base only where the measure has one.
ASKED_FOR = ("region", "period", "end", "base", "attribution")
# What goes on over time: of all else, such as a law, "since 1986" leaves nothing out.
GOES_ON = ("count", "change", "magnitude")

# What another figure of the same measure can be to one.
SORTS = (
    "again", "rivals", "worked_out", "as_printed", "undated", "other_wholes", "other_times", "other_groups", "other_places",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Around:
    """Every other figure that has to do with one, each in one of the lists at most, in the release's order."""

    again: Figures
    rivals: Figures
    worked_out: Figures
    as_printed: Figures
    undated: Figures
    other_wholes: Figures
    other_times: Figures
    other_groups: Figures
    other_places: Figures
    same_subject: Figures
    inputs: Figures
    leads_to: Figures
    replaces: Figures


@dataclass(frozen=True, slots=True)
class Originals:
    """Where one number that stands in several places comes from: the origins named, and how many places name none."""

    named: tuple[str, ...]
    unnamed: int


def figure(figure_id: str, release: Release) -> Figure:
    """The figure of that name. Raises KeyError if there is none."""
    return _by_name(release)[figure_id]


@kept(1024)
def around(figure_id: str, release: Release) -> Around:
    """Everything in the release that has to do with a figure."""
    one, every = figure(figure_id, release), _by_name(release).values()
    inputs = _named(names(one.derived_from), release)
    leads_to = tuple(other for other in _derived(release) if figure_id in names(other.derived_from))
    kin = [
        other
        for other in every
        if other.measure == one.measure and other.figure_id != figure_id and other not in (*inputs, *leads_to)
    ]
    sorts = [(_sort(one, other), other) for other in kin]
    return Around(
        **{sort: tuple(other for found, other in sorts if found == sort) for sort in SORTS},
        same_subject=tuple(
            other
            for other in every
            if (other.theme, other.region) == (one.theme, one.region)
            and other.measure != one.measure
            and other not in (*inputs, *leads_to)
        ),
        inputs=inputs,
        leads_to=leads_to,
        replaces=tuple(other for other in every if other.superseded_by == figure_id),
    )


def originals(figures: Iterable[Figure]) -> Originals:
    """Count the origins that figures name. Two that name none may have the same or not: they are unknown, not two.

    One publication is one origin, whoever is said to have made it; a source that is named here with a publication and there
    without is not counted twice.
    """
    read = list(figures)
    published = {figure.original: figure for figure in reversed(read) if figure.original}
    makers = {figure.attribution for figure in published.values()}
    named = dict.fromkeys(
        published[figure.original].origin if figure.original else figure.attribution
        for figure in read
        if figure.original or (figure.has_source and figure.attribution not in makers)
    )
    return Originals(tuple(named), sum(not figure.origin for figure in read))


def missing(one: Figure) -> tuple[str, ...]:
    """The columns that the document does not state for a figure, though it should."""
    lacks = {
        "region": one.region_sort == "not_stated",
        "period": one.period == NOT_STATED,
        "end": one.kind in GOES_ON and one.period.endswith(".."),
        "base": one.base == NOT_STATED,
        "attribution": not one.has_source,
    }
    return tuple(name for name in ASKED_FOR if lacks[name])


@kept(1024)
def all_inputs(figure_id: str, release: Release) -> tuple[str, ...]:
    """The permanent names of the figures that one is worked out from, and of those that these are."""
    found: dict[str, None] = {}
    left = [figure_id]
    while left:
        fresh = [one.figure_id for one in around(left.pop(), release).inputs]
        left += [name for name in fresh if name not in found]
        found |= dict.fromkeys(fresh)
    return tuple(found)


@kept(1024)
def neighbours(figure_id: str, release: Release) -> tuple[Figure | None, Figure | None]:
    """The figures before and after one within its theme, in the release's order; None at an end."""
    theme = figure(figure_id, release).theme
    ids = release.figures.loc[release.figures["theme"] == theme, "figure_id"].tolist()
    place = ids.index(figure_id)
    before = ids[place - 1] if place else None
    after = ids[place + 1] if place + 1 < len(ids) else None
    return (figure(before, release) if before else None, figure(after, release) if after else None)


def names(listed: str | None) -> tuple[str, ...]:
    """The permanent names in a list such as 'a; b'."""
    return tuple(name.strip() for name in (listed or "").split(";") if name.strip())


def _sort(one: Figure, other: Figure) -> str:
    """What another figure of the same measure is to this one."""
    if other.region != one.region:
        return "other_places"
    if (other.group, other.comparison_group) != (one.group, one.comparison_group):
        return "other_groups"
    if one.period == other.period and _same_number(one, other) and other.document != one.document:
        return "again" if other.base == one.base else "other_wholes"
    if one.kind == "share" and other.base != one.base:
        return "other_wholes"
    if one.period == other.period == NOT_STATED:
        return "worked_out" if other.derived else "undated"
    if not _same_time(one, other):
        return "other_times"
    # What was worked out here and what a document prints are no two voices that contradict each other.
    if other.derived:
        return "worked_out"
    return "as_printed" if one.derived else "rivals"


def _same_time(one: Figure, other: Figure) -> bool:
    """Two statements of one time: the same words for it, a count from the same day on, changes over a shared day."""
    if NOT_STATED in (one.period, other.period):
        return False
    if one.period == other.period:
        return True
    return _overlap(one, other) if one.kind == "change" else _same_start(one, other)


def _same_start(one: Figure, other: Figure) -> bool:
    return one.period_start is not None and one.period_start == other.period_start


def _overlap(one: Figure, other: Figure) -> bool:
    starts = [figure.period_start or date.min for figure in (one, other)]
    ends = [figure.period_end or date.max for figure in (one, other)]
    return max(starts) <= min(ends)


def _same_number(one: Figure, other: Figure) -> bool:
    """The same number in the same unit. Words are the same only as the same words: 'hundreds' may be any."""
    if one.unit != other.unit or not one.numbers:
        return one.unit == other.unit and not other.numbers and _words(one) == _words(other)
    return (one.value, one.lower, one.upper) == (other.value, other.lower, other.upper)


def _words(one: Figure) -> str:
    return (one.quote or "").casefold()


@kept()
def _by_name(release: Release) -> dict[str, Figure]:
    """Every figure of a release by its permanent name, in the release's order: read once, not row by row."""
    return {figure.figure_id: figure for figure in records(release.figures)}


@kept()
def _derived(release: Release) -> Figures:
    return tuple(figure for figure in _by_name(release).values() if figure.derived)


def _named(ids: Iterable[str], release: Release) -> Figures:
    return tuple(figure(name, release) for name in ids if name in release.statements)

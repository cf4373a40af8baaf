"""What has changed of a slide between the release its presenter last agreed to and the one in use. Releases in, sentences out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from dashboard import problems
from dashboard.briefing import content
from dashboard.briefing.deck import Slide
from dashboard.data import Release
from dashboard.figure import NOT_STATED, Figure
from dashboard.keeping import kept
from dashboard.one_figure import around as one_figure
from dashboard.words import say, say_number

Sort = Literal["same", "changed", "removed", "kept", "unknown", "fault"]
# Finds a release by its name; None for one that is not there any more or cannot be read.
Find = Callable[[str], Release | None]
MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """How a slide stands to the release in use; ``changes`` says in sentences what is different.

    ``sort`` is same, changed, removed (no longer in the release in use), kept (stays with an earlier release), unknown
    (the release it was made with is no longer there) or fault (nothing can be shown).
    """

    sort: Sort
    changes: tuple[str, ...] = ()


SAME = Standing("same")


def placed(
    slide: Slide, made_with: str, release: Release, find: Find, last: Callable[[], str]
) -> tuple[Release, Standing] | None:
    """The release to show a slide from and how it stands; None for what no release that is there holds.

    ``made_with`` names the deck's release, '' for a new deck; ``last`` names the last release that held the slide's figure,
    or ''.
    """
    sort, name = slide.sort, slide.name
    here = content.holds(sort, name, release)
    kept = _holding(slide.kept, slide, release, find)
    if kept is not None:
        if kept is release:
            return release, SAME
        missing = (say("briefing_notes.kept_missing"),)
        return kept, Standing("kept", changes(sort, name, kept, release) if here else missing)
    if not here:
        return _removed(slide, made_with, release, find, last)
    if slide.kept:
        return release, Standing("unknown", (say("briefing_notes.kept_unknown", release=slide.kept),))
    return release, _against(slide, slide.checked or made_with, release, find)


@kept(1024)
def changes(sort: str, name: str, old: Release, new: Release) -> tuple[str, ...]:
    """What is different of a slide that both releases hold, in sentences; empty where nothing is."""
    told = list(_of_figure(name, old, new) if sort == "figure" else _of_board(sort, name, old, new))
    if len(told) <= MOST_TOLD:
        return tuple(told)
    return (*told[:MOST_TOLD], say_number("briefing_notes.changed_more", len(told) - MOST_TOLD))


def _against(slide: Slide, agreed: str, release: Release, find: Find) -> Standing:
    """How a slide of the release in use stands to the one that its presenter agreed to."""
    if not agreed or agreed == release.id:
        return SAME
    before = find(agreed)
    if before is None:
        return Standing("unknown", (say("briefing_notes.unknown_release", release=agreed),))
    if not content.holds(slide.sort, slide.name, before):
        return SAME
    told = changes(slide.sort, slide.name, before, release)
    return Standing("changed", told) if told else SAME


def _holding(named: str, slide: Slide, release: Release, find: Find) -> Release | None:
    """The release of that name where it holds what the slide shows."""
    if not named:
        return None
    found = release if named == release.id else find(named)
    return found if found is not None and content.holds(slide.sort, slide.name, found) else None


def _removed(
    slide: Slide, made_with: str, release: Release, find: Find, last: Callable[[], str]
) -> tuple[Release, Standing] | None:
    for earlier in (slide.checked, made_with):
        if found := _holding(earlier, slide, release, find):
            return found, _gone(found)
    found = _holding(last(), slide, release, find)
    return (found, _gone(found)) if found else None


def _gone(shown: Release) -> Standing:
    return Standing("removed", (say("briefing_notes.removed", release=shown.id),))


def _of_figure(figure_id: str, old: Release, new: Release) -> Iterator[str]:
    """What is different of a figure, then of those beside it in its drawing."""
    before, after = one_figure.figure(figure_id, old), one_figure.figure(figure_id, new)
    yield from _told_of(before, after)
    yield from _questioned(figure_id, old, new)
    beside = [
        {one.figure_id: one for one in content.of("figure", figure_id, release).figures}
        for release in (old, new)
    ]
    for each in beside:
        del each[figure_id]
    for name, one in beside[1].items():
        if name not in beside[0]:
            yield say("briefing_notes.changed_beside_new", statement=one.statement)
        elif any(_told_of(beside[0][name], one)):
            was = beside[0][name].statement
            yield say("briefing_notes.changed_beside", old=was, new=one.statement)
    for name, one in beside[0].items():
        if name not in beside[1]:
            yield say("briefing_notes.changed_beside_gone", statement=one.statement)


def _told_of(old: Figure, new: Figure) -> Iterator[str]:
    """Each difference of a figure in a sentence; the statement alone where no part of it tells the difference."""
    pairs = {name: (tell(old), tell(new)) for name, tell in PARTS.items()}
    differing = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    # The words for it change with the number; its own ends are told only where the words do not show them.
    for hidden, by in (("ends", "number"), ("unit", "number"), ("quote", "number")):
        if by in differing:
            differing.pop(hidden, None)
    for name, (was, now) in differing.items():
        yield say(f"briefing_notes.changed_{name}", old=was, new=now)
    if bool(old.superseded_by) != bool(new.superseded_by):
        yield say(f"briefing_notes.changed_{'superseded' if new.superseded_by else 'in_force'}")
    elif not differing and old.statement != new.statement:
        yield say("briefing_notes.changed_statement", old=old.statement, new=new.statement)


def _questioned(figure_id: str, old: Release, new: Release) -> Iterator[str]:
    """The points that came or went, by what they say: a rule may name the same one anew."""
    before, after = (
        {str(row["summary"]): None for row in problems.of([figure_id], release)} for release in (old, new)
    )
    yield from (
        say("briefing_notes.changed_problem_new", summary=told) for told in after if told not in before
    )
    yield from (
        say("briefing_notes.changed_problem_gone", summary=told) for told in before if told not in after
    )


def _of_board(sort: str, name: str, old: Release, new: Release) -> Iterator[str]:
    before, after = (content.of(sort, name, release) for release in (old, new))
    was, now = dict(before.items), dict(after.items)
    for key, told in now.items():
        if key not in was:
            yield say("briefing_notes.changed_item_new", new=told)
        elif was[key] != told:
            yield say("briefing_notes.changed_item", old=was[key], new=told)
    yield from (
        say("briefing_notes.changed_item_gone", old=told) for key, told in was.items() if key not in now
    )
    if sort in ("theme", "place") and before.statement != after.statement:
        yield say("briefing_notes.changed_statement", old=before.statement, new=after.statement)


def _ends(figure: Figure) -> str:
    low = say("briefing_notes.changed_end_low") if figure.lower is None else f"{figure.lower:,.10g}"
    high = say("briefing_notes.changed_end_high") if figure.upper is None else f"{figure.upper:,.10g}"
    return say("briefing_notes.changed_ends_told", low=low, high=high)


def _stated(cell: str | None) -> str:
    return cell if cell and cell != NOT_STATED else say("briefing_notes.changed_nothing")


# What a presenter says of a figure or an audience sees of it; each is a key in the language file after 'changed_'.
PARTS: dict[str, Callable[[Figure], str]] = {
    "number": lambda figure: figure.number if figure.numbers else _stated(figure.quote),
    "ends": _ends,
    "unit": lambda figure: _stated(figure.plural),
    "quote": lambda figure: _stated(figure.quote),
    "who": lambda figure: figure.speaker,
    "region": lambda figure: figure.region_name,
    "base": lambda figure: _stated(figure.base),
    "when": lambda figure: _stated(figure.when),
    "group": lambda figure: _stated(figure.group_name),
    "document": lambda figure: _stated(figure.title),
    "definition": lambda figure: figure.definition,
    "formula": lambda figure: _stated(figure.formula),
}

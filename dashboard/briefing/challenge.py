"""What a hostile question would aim at: a figure's weakest point, what opposes it, where it stands, what does not hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard import doubts, problems, record
from dashboard.data import Release
from dashboard.figure import Figure, sentence_case
from dashboard.keeping import kept
from dashboard.one_figure import around as one_figure
from dashboard.one_figure import citation, firmness
from dashboard.problems import Row
from dashboard.web import facts
from dashboard.words import known, say, say_number
from etl.intervals import Interval, allowed

MOST_OPPOSING = 3
# What two figures share that have a part in one of these: each answers the other, or says it otherwise.
CONTRADICTING = (
    "bounds_exclude", "two_changes_of_one_span", "change_against_endpoints", "headline_against_body",
)  # fmt: skip
# A sentence ends with one of these already.
ENDS = (".", "!", "?", "…", ".”")
# What an account needs to be a calculation; without it, it only lists what is compared.
CALCULATED = re.compile("[=≠≈<>]")
OPEN = ("at_least", "more_than", "up_to", "less_than", "almost")


class Place(NamedTuple):
    """A fact that only names a place: who says so ('' where the document names nobody), and where it stands."""

    attribution: str
    title: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Challenge:
    """The challenge card, in plain sentences.

    ``weakest`` and ``standing`` are never empty; ``opposing`` holds the strongest first, or one sentence that none is known;
    ``problems`` are told with their arithmetic.
    """

    weakest: str
    opposing: tuple[str, ...]
    standing: str
    problems: tuple[str, ...]


@kept(1024)
def of(figure_id: str, release: Release, beside: tuple[str, ...] = ()) -> Challenge:
    """The challenge card of a figure; ``beside`` are the others that its drawing shows, which are asked about too.

    Raises KeyError where the release does not hold it.
    """
    figure = one_figure.figure(figure_id, release)
    found, beneath = problems.own([figure_id], release), _beneath(figure_id, release)
    weakest = next(_weak_points(figure, found, beneath))
    rows = [*found, *beneath]
    rows += [row for row in problems.of(beside, release) if row not in rows]
    shown = [figure_id, *beside]
    return Challenge(
        weakest,
        opposing(figure, release) or (_unopposed(figure, bool(found or beneath), release),),
        " ".join([standing(figure, release), *_standing_beside(beside, release)]),
        tuple(problem(row, shown, told=str(row["summary"]) in weakest) for row in rows),
    )


@kept(1024)
def opposing(figure: Figure, release: Release) -> tuple[str, ...]:
    """What says otherwise than a figure, in sentences with who says so, the strongest first; empty where nothing does."""
    return tuple(dict.fromkeys(_opposing(figure, release)))[:MOST_OPPOSING]


def of_several(figure_ids: Sequence[str], release: Release, named: Sequence[Place] = ()) -> Challenge:
    """The challenge card of statements that are shown side by side: how many are weak, and the strongest answer to each.

    ``named`` are the facts among them that only name a place. Raises KeyError for a figure that the release does not hold.
    """
    figures = [one_figure.figure(name, release) for name in figure_ids]
    if not figures and not named:
        weak = say("briefing_notes.weak_empty")
        return Challenge(weak, (say("briefing_notes.opposing_none_words"),), weak, ())
    if len(figures) == 1 and not named:
        return of(figures[0].figure_id, release)
    against = [
        say("briefing_notes.opposing_to", claim=figure.claim, told=told)
        for figure in figures
        for told in opposing(figure, release)[:1]
    ]
    return Challenge(
        _weak_together(figures, named, release),
        tuple(dict.fromkeys(against))[:MOST_OPPOSING] or (_unopposed_together(len(figures) + len(named)),),
        _standing_together(figures, named),
        tuple(problem(row, figure_ids) for row in problems.of(figure_ids, release)),
    )


def strongest_rival(figure: Figure, release: Release) -> Figure | None:
    """The rival of a figure whose number lies furthest from its own; None where no rival gives a number."""
    rivals = one_figure.around(figure.figure_id, release).rivals
    return max((one for one in rivals if one.numbers), key=lambda one: _distance(figure, one), default=None)


def standing(figure: Figure, release: Release) -> str:
    """Where a figure stands in its document and in which words; of one worked out here, the arithmetic and its documents."""
    if figure.derived or figure.title is None:
        formula = figure.formula or say("briefing_notes.no_formula")
        inputs = one_figure.around(figure.figure_id, release).inputs
        titles = "; ".join(dict.fromkeys(one.title for one in inputs if one.title))
        stands = say("briefing_notes.worked_out", formula=formula)
        return f"{stands} {say('briefing_notes.inputs_in', titles=titles)}" if titles else stands
    document = facts.stands_in(figure, release)
    where = say(
        "briefing_notes.stands_dated",
        title=figure.title,
        publisher=figure.published_by,
        date=citation.day(document.published if document else None),
        paragraph=figure.paragraph if figure.paragraph is not None else say("table.none"),
    )
    stands = (
        say("briefing_notes.stands", where=where, quote=figure.quote)
        if figure.quote
        else say("briefing_notes.stands_plain", where=where)
    )
    again = f" {say_number('briefing_notes.stands_again', int(figure.repeats))}" if figure.repeats > 0 else ""
    return stands + again


def _standing_beside(names: Sequence[str], release: Release) -> Iterator[str]:
    """Where the other figures of a drawing stand, in one sentence."""
    told = []
    for name in names:
        figure = one_figure.figure(name, release)
        key = "beside_worked_out" if figure.derived or figure.paragraph is None else "beside_printed"
        words = doubts.short(figure)
        told.append(say(f"briefing_notes.{key}", words=words, paragraph=figure.paragraph))
    if told:
        yield say("briefing_notes.stands_beside", told="; ".join(told))


def _standing_together(figures: Sequence[Figure], named: Sequence[Place]) -> str:
    """The documents that statements stand in, each with its paragraphs."""
    at: dict[str, set[int]] = {}
    for title, paragraph in [
        *((one.title, one.paragraph) for one in figures),
        *((n.title, n.paragraph) for n in named),
    ]:
        if title:
            at.setdefault(title, set()).update([paragraph] if paragraph is not None else [])
    if not at:
        return say("briefing_notes.stands_in", documents=sentence_case(say("drawing.across_documents")))
    told = [
        say_number(
            "briefing_notes.paragraphs",
            len(found),
            title=title,
            paragraphs=", ".join(map(str, sorted(found))),
        )
        for title, found in at.items()
    ]
    return say("briefing_notes.stands_in", documents="; ".join(told))


def questions(figure_id: str, release: Release) -> list[Row]:
    """The points of a figure and then of the numbers that it starts from."""
    return [*problems.own([figure_id], release), *_beneath(figure_id, release)]


def problem(row: Row, about: Sequence[str], *, told: bool = False) -> str:
    """A point with its arithmetic, as far as it has one; where it was ``told`` already, the arithmetic alone.

    ``about`` are the figures that it is told of.
    """
    label, summary, arithmetic = doubts.label(row, about), row["summary"], row["arithmetic"]
    if not arithmetic:
        return say("briefing_notes.problem", label=label, summary=summary)
    key = "problem_told" if told else "problem_arithmetic"
    key += "" if CALCULATED.search(arithmetic) else "_listed"
    return say(f"briefing_notes.{key}", label=label, summary=summary, arithmetic=sentence(arithmetic))


def sentence(text: str) -> str:
    """A text with a capital at its beginning and a full stop at its end."""
    told = sentence_case(text.strip())
    return told if not told or told.endswith(ENDS) else f"{told}."


def columns(names: Sequence[str]) -> str:
    """What is not stated, as a list within a sentence."""
    return "; ".join(say(f"figure.missing_{name}") for name in names)


def _weak_points(figure: Figure, found: Sequence[Row], beneath: Sequence[Row]) -> Iterator[str]:
    """What is weak about a figure, the weakest first; the last always applies."""
    for row in sorted(found, key=_gravity):
        check, kind = row["check"], row["kind"]
        names = (f"{check}_{kind}", check, f"other_{kind}")
        name = next(name for name in names if known(f"briefing_notes.weak_{name}"))
        yield say(f"briefing_notes.weak_{name}", summary=row["summary"])
    if figure.superseded_by or figure.status == "superseded":
        yield say("briefing_notes.weak_superseded")
    if figure.derived:
        yield say("briefing_notes.weak_beneath" if beneath else "briefing_notes.weak_derived")
    if figure.qualifier == "magnitude":
        yield say("briefing_notes.weak_magnitude")
    if figure.kind == "rank" and figure.has_source:
        yield say("briefing_notes.weak_words")
    if not figure.has_source:
        yield _unsourced(figure)
    if figure.qualifier in OPEN:
        yield firmness.allows(figure)
    if lacks := one_figure.missing(figure):
        yield say("briefing_notes.weak_lacks", columns=columns(lacks))
    if read := read_from_context(figure):
        yield say("briefing_notes.weak_inferred", columns=read)
    if not figure.original:
        yield say("briefing_notes.weak_original")
    yield firmness.allows(figure) or say("briefing_notes.weak_words")


def _beneath(figure_id: str, release: Release) -> list[Row]:
    """The points of the numbers that a figure starts from, beside its own."""
    own = problems.own([figure_id], release)
    return [row for row in problems.of([figure_id], release) if row not in own]


def _unsourced(figure: Figure) -> str:
    """That no source is named, for a number, a claim in words or a dated fact."""
    sort = figure.kind if figure.kind in ("rank", "event") else "number"
    if figure.published_by == say("document.no_publisher"):
        return say(f"briefing_notes.weak_source_{sort}_nobody")
    return say(f"briefing_notes.weak_source_{sort}", publisher=sentence_case(figure.published_by))


def read_from_context(figure: Figure) -> str:
    """The columns that were read from the context, in words; '' where none was."""
    names = sorted(figure.read_from_context)
    told = [
        say(f"column.{name}") if known(f"column.{name}") else say("briefing_notes.more") for name in names
    ]
    return ", ".join(dict.fromkeys(name.lower() for name in told))


def _gravity(row: Row) -> tuple[int, int]:
    """What does not hold first, then in the order of the checks; a check that is not known here comes last."""
    checks = problems.CHECKS
    place = checks.index(row["check"]) if row["check"] in checks else len(checks)
    return problems.KINDS.index(row["kind"]), place


def _opposing(figure: Figure, release: Release) -> Iterator[str]:
    """What says otherwise, the strongest first: what contradicts it, what replaced it, its rivals, the public record."""
    around = one_figure.around(figure.figure_id, release)
    for row in problems.own([figure.figure_id], release):
        if row["check"] in CONTRADICTING:
            # What the arithmetic gives instead answers more plainly than the numbers it starts from.
            yield from (one.statement for one in around.worked_out if one.numbers != figure.numbers)
            yield from (one.statement for one in _against_it(figure, row, release))
    if figure.superseded_by in release.statements:
        yield release.statements[str(figure.superseded_by)]
    other = [*around.rivals, *around.worked_out, *around.as_printed]
    apart = [one for one in other if _apart(figure, one)]
    yield from (one.statement for one in sorted(apart, key=lambda one: -_distance(figure, one)))
    # What a document prints instead answers what was worked out, though rounding could explain the difference.
    rest = [
        one
        for one in (*around.rivals, *around.as_printed)
        if one not in apart and one.numbers and figure.numbers and one.numbers != figure.numbers
    ]
    yield from (one.statement for one in sorted(rest, key=lambda one: -_distance(figure, one)))
    recorded = _recorded(figure, release)
    if recorded and _against(recorded, figure):
        yield say("briefing_notes.opposing_record", told=record.in_short(recorded))
    unlike = [*around.other_wholes, *around.undated]
    yield from (one.statement for one in unlike if _apart(figure, one) or not one.numbers)


def _against_it(figure: Figure, row: Row, release: Release) -> Iterator[Figure]:
    """The other figures of a contradiction; of two counts that a change is held against, neither contradicts the other."""
    others = [
        one_figure.figure(name, release)
        for name in problems.figures(row)
        if name != figure.figure_id and name in release.statements
    ]
    at_an_end = row["check"] == "change_against_endpoints" and figure.kind != "change"
    yield from (one for one in others if one.kind == "change" or not at_an_end)


def _unopposed(figure: Figure, in_question: bool, release: Release) -> str:
    """That nothing says otherwise, and what there is to go by instead."""
    recorded = _recorded(figure, release)
    if recorded:
        key = "problem_record" if in_question else "same_record" if _agrees(recorded, figure) else "record"
        return say(f"briefing_notes.opposing_none_{key}", told=record.in_short(recorded))
    if in_question:
        return say("briefing_notes.opposing_none_problem")
    return say(f"briefing_notes.opposing_none_{'numbers' if figure.numbers else 'words'}")


def _unopposed_together(total: int) -> str:
    return say(f"briefing_notes.opposing_none_{'words' if total == 1 else 'several'}")


@kept(1024)
def _recorded(figure: Figure, release: Release) -> Row | None:
    """The row of the public record that fits a figure best among those that do not speak of another time."""
    rows = record.rows_for(facts.alone(figure.figure_id, release), release)
    return next((row for row in rows if _share_a_day(row, figure)), None)


def _share_a_day(row: Row, figure: Figure) -> bool:
    """No stated end of the one lies before the other begins."""
    starts = (row["period_start"] or date.min, figure.period_start or date.min)
    ends = (row["period_end"] or date.max, figure.period_end or date.max)
    return max(starts) <= min(ends)


def _against(row: Row, figure: Figure) -> bool:
    recorded, stated = allowed(row), _interval(figure)
    return bool(recorded and stated and recorded.apart(stated))


def _agrees(row: Row, figure: Figure) -> bool:
    """The record has the very number that the figure states."""
    return bool(figure.numbers) and allowed(row) == _interval(figure)


def _interval(figure: Figure) -> Interval | None:
    return allowed(figure.stated)


def _apart(one: Figure, other: Figure) -> bool:
    first, second = _interval(one), _interval(other)
    return bool(first and second and one.unit == other.unit and first.apart(second))


def _distance(one: Figure, other: Figure) -> float:
    """How far another number lies from this one, in parts of the larger; less than nothing where one is only words."""
    if not one.numbers or not other.numbers:
        return -1.0
    a, b = max(map(abs, one.numbers)), max(map(abs, other.numbers))
    return abs(a - b) / max(a, b) if max(a, b) else 0.0


def _weak_together(figures: Sequence[Figure], named: Sequence[Place], release: Release) -> str:
    """How many of several statements are weak in which way, and which."""
    total = len(figures) + len(named)
    doubted: defaultdict[str, list[str]] = defaultdict(list)
    for figure in figures:
        if rows := problems.of([figure.figure_id], release):
            doubted[rows[0]["kind"]].append(doubts.short(figure))
    told = [
        say_number(f"briefing_notes.weak_board_{kind}", len(found), total=total, which=", ".join(found))
        for kind in problems.KINDS
        if (found := doubted[kind])
    ]
    unnamed = sum(not figure.has_source and not figure.derived for figure in figures)
    unnamed += sum(not place.attribution for place in named)
    if total == 1:
        return say("briefing_notes.weak_named_unsourced" if unnamed else "briefing_notes.weak_named")
    told += [say_number("briefing_notes.weak_board", unnamed, total=total)] if unnamed else []
    return " ".join(told) or say("briefing_notes.weak_board_none", total=total)

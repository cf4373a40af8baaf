"""What a speaker reads while a slide is shown: the presenter's own words, then what the rows say, to be spoken. Rows in, text out."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.briefing import challenge
from dashboard.data import Release
from dashboard.figure import Figure
from dashboard.grouping import headline
from dashboard.keeping import kept
from dashboard.one_figure import around as one_figure
from dashboard.one_figure import firmness
from dashboard.web import facts
from dashboard.words import say, say_number

MOST_QUESTIONS = 2


def own(text: str) -> tuple[str, ...]:
    """The presenter's own notes in paragraphs, as they were separated by empty lines."""
    paragraphs = (part.strip() for part in text.split("\n\n"))
    return tuple(part for part in paragraphs if part)


@kept(1024)
def of_figure(figure_id: str, release: Release) -> tuple[str, ...]:
    """The statement, what to be careful about, what to weigh, the strongest objection, and where it is from.

    Raises KeyError for a figure that the release does not hold.
    """
    figure = one_figure.figure(figure_id, release)
    card, questions = challenge.of(figure_id, release), _questions(figure_id, release)
    # Where no other figure says otherwise, what is weak about this one is the objection to expect.
    objection = next(iter(challenge.opposing(figure, release)), "" if questions else card.weakest)
    paragraphs = [
        figure.statement,
        _beside(figure_id, release),
        caveat(figure, release),
        *questions,
        say("briefing_notes.objection", told=objection) if objection else "",
        say("briefing_notes.asked", told=" ".join([card.standing, *_who(figure)])),
    ]
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def caveat(figure: Figure, release: Release) -> str:
    """What a figure does not say, in one paragraph: what its words allow, what it counts, what is not stated, read or worked out."""
    told = [
        say("briefing_notes.derived") if figure.derived else "",
        firmness.allows(figure) or say("briefing_notes.no_bound"),
        _replaced(figure, release),
        _base(figure),
        _lacks(figure, release),
        _inferred(figure),
        challenge.sentence(figure.note or ""),
    ]
    return say("briefing_notes.careful", told=" ".join(part for part in told if part))


def of_several(figures: Sequence[Figure], release: Release) -> tuple[str, ...]:
    """A line for each of several figures that are shown side by side, with its weakest point."""
    return tuple(
        say(
            "briefing_notes.board_notes",
            claim=figure.claim,
            weakest=challenge.of(figure.figure_id, release).weakest,
        )
        for figure in figures
    )


@kept(1024)
def _beside(figure_id: str, release: Release) -> str:
    """What else stands in the figure's drawing, where it has one."""
    drawing = headline(figure_id, release)
    if drawing.first.kind in ("rank", "event"):
        return ""
    return say("briefing_notes.beside", told=drawing.title) if len(drawing.figures) > 1 else ""


def _questions(figure_id: str, release: Release) -> list[str]:
    rows = challenge.questions(figure_id, release)
    told = [challenge.problem(row, [figure_id]) for row in rows[:MOST_QUESTIONS]]
    more = len(rows) - len(told)
    return [*told, *([say_number("briefing_notes.questions_more", more)] if more else [])]


def _replaced(figure: Figure, release: Release) -> str:
    if not figure.superseded_by and figure.status != "superseded":
        return ""
    by = release.statements.get(figure.superseded_by or "", say("briefing_notes.replaced_unnamed"))
    return say("briefing_notes.replaced", by=by)


def _base(figure: Figure) -> str:
    if not figure.has_base:
        return ""
    key = "out_of" if figure.kind == "share" else "counted_by"
    return say(f"briefing_notes.{key}", base=figure.base)


def _lacks(figure: Figure, release: Release) -> str:
    """What is not stated; of a figure that was worked out, what the numbers lack that it starts from."""
    if figure.derived:
        inputs = one_figure.around(figure.figure_id, release).inputs
        lacks = {name for one in inputs for name in one_figure.missing(one)}
        names = [f"beneath_{name}" for name in one_figure.ASKED_FOR if name in lacks]
    else:
        names = list(one_figure.missing(figure))
        document = facts.documents(release).get(figure.document or "")
        names += ["published"] if document and firmness.undated(document) else []
    return say("briefing_notes.lacks", columns=challenge.columns(names)) if names else ""


def _inferred(figure: Figure) -> str:
    read = challenge.read_from_context(figure)
    return say("briefing_notes.inferred", columns=read) if read else ""


def _who(figure: Figure) -> list[str]:
    """Who produced a printed number and in which publication, as far as the document names them."""
    if figure.derived:
        return []
    who = (
        say("briefing_notes.named", who=figure.attribution)
        if figure.has_source
        else say("briefing_notes.unnamed")
    )
    return [who, *([say("briefing_notes.original", title=figure.original)] if figure.original else [])]

"""Write one slide as HTML: one sentence, one drawing, one source line; and what its presenter alone reads."""

from __future__ import annotations

from html import escape

from dashboard.briefing import boards
from dashboard.briefing import notes as briefing_notes
from dashboard.briefing.deck import Fault
from dashboard.briefing.shown import Shown
from dashboard.figure import Figure, sentence_case
from dashboard.words import kept_apart, say

# A longer sentence is set smaller: up to so many characters in the size of this name, at stage.css.
SIZES = ((70, "short"), (120, "medium"), (180, "long"), (280, "longer"), (420, "longest"))
# The same for a number in words, which stands alone on its slide.
LARGE = ((12, "short"), (26, "medium"), (60, "long"))


def section(shown: Shown, total: int) -> str:
    """The slide as a section, told by its position."""
    label = escape(say("briefing_stage.place", position=shown.position, total=total))
    return (
        f'<section class="slide {kind(shown)}" id="slide-{shown.position}" data-position="{shown.position}"'
        f' data-seconds="{_seconds(shown)}" role="group" aria-roledescription="{escape(say("briefing_stage.slide"))}"'
        f' aria-label="{label}">{inside(shown)}</section>'
    )


def kind(shown: Shown) -> str:
    """What sort of slide the style sheet dresses: a sort of ``deck.SORTS``, or fault."""
    return "fault" if isinstance(shown.slide, Fault) else shown.slide.sort


def notes(shown: Shown) -> str:
    """What the speaker reads while the slide is shown."""
    told = "".join(f"<p>{escape(text)}</p>" for text in paragraphs(shown))
    return f'<div class="told" data-of="{shown.position}" hidden>{told or _quiet(say("briefing_stage.no_notes"))}</div>'


def paragraphs(shown: Shown) -> tuple[str, ...]:
    """The speaker's paragraphs as texts: the presenter's own, then what the rows say."""
    return own_paragraphs(shown) + rule_paragraphs(shown)


def own_paragraphs(shown: Shown) -> tuple[str, ...]:
    """What the presenter wrote to be said, also for a slide at fault."""
    return _lines(_own(shown))


def rule_paragraphs(shown: Shown) -> tuple[str, ...]:
    """What the notes add by themselves."""
    own = _own(shown)
    return _lines(shown.notes[len(own) :] if shown.notes[: len(own)] == own else shown.notes)


def _own(shown: Shown) -> tuple[str, ...]:
    entry = shown.slide.own if isinstance(shown.slide, Fault) else shown.slide
    return briefing_notes.own(entry.notes)


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for text in texts for line in text.splitlines() if line.strip())


def challenge(shown: Shown) -> str:
    """The challenge card: the weakest point, what opposes it, where it stands, what does not hold."""
    card = shown.challenge
    if card is None:
        told = _quiet(say("briefing_stage.no_challenge"))
    else:
        told = (
            _challenged(shown)
            + _part(say("briefing_stage.weakest"), (card.weakest,))
            + _part(say("briefing_stage.opposing"), card.opposing or (say("briefing_stage.no_opposing"),))
            + _part(say("briefing_stage.stands"), (card.standing,))
            + _part(say("briefing_stage.problems"), card.problems or (say("briefing_stage.no_problems"),))
        )
    return f'<div class="told" data-of="{shown.position}" hidden>{told}</div>'


def _challenged(shown: Shown) -> str:
    """Which figure the card is about: the head of its slide may be the presenter's own, or name its rivals too."""
    pinned = [figure for figure in shown.figures if figure.figure_id == getattr(shown.slide, "name", "")]
    return "".join(f'<p class="claim">{escape(figure.statement)}</p>' for figure in pinned)


def inside(shown: Shown) -> str:
    """What all see: sentence, drawing, source."""
    if isinstance(shown.slide, Fault):
        return _fault(shown)
    said = shown.sentence or shown.statement
    meta = f'<p class="meta">{escape(kept_apart(shown.meta))}</p>' if shown.meta else ""
    source = f'<p class="source">{escape(kept_apart(shown.source))}</p>' if shown.source else ""
    return (
        f'<div class="words"><h2 class="sentence {_size(said, SIZES)}">{escape(said)}</h2>{meta}</div>'
        f'<div class="show">{_drawn(shown)}</div><div class="below">{_mark(shown)}{source}</div>'
    )


def _drawn(shown: Shown) -> str:
    if shown.drawing and shown.drawing.drawn:
        return (
            f'<div class="chart" role="img" aria-label="{escape(shown.alternative)}"'
            f' data-chart="{shown.position}"></div>'
        )
    if shown.drawing and not shown.markup:
        several = len(shown.figures) > 1
        return f'<div class="numbers">{"".join(_in_words(figure, several) for figure in shown.figures)}</div>'
    return f'<div class="markup">{shown.markup}</div>' if shown.markup else ""


def _in_words(figure: Figure, several: bool) -> str:
    """The number, or the words where there is none, as large as the room allows; who says so where that differs."""
    number = boards.large(figure)
    told = [figure.speaker] if several else []
    told += [say("mark.derived")] if figure.derived else []
    below = f'<p class="who">{escape(" · ".join(map(sentence_case, told)))}</p>' if told else ""
    name = "in-words derived" if figure.derived else "in-words"
    return f'<div><p class="{name} {_size(number, LARGE)}">{escape(number)}</p>{below}</div>'


def _fault(shown: Shown) -> str:
    """Which slide and why, in words; the rest of the briefing goes on."""
    told = "".join(
        f"<p>{escape(text)}</p>" for text in (*shown.standing.changes, say("briefing_stage.fault_rest"))
    )
    return (
        f'<div class="words"><h2 class="sentence medium">{escape(say("briefing_stage.fault", position=shown.position))}</h2></div>'
        f'<div class="show"><div class="why">{told}</div></div>'
    )


def _mark(shown: Shown) -> str:
    """That the slide is not what it was, or not from today: quiet, and in words."""
    if shown.standing.sort == "same":
        return ""
    return f'<p class="mark">{escape(say(f"briefing_stage.mark_{shown.standing.sort}", release=shown.release.id[:8]))}</p>'


def _part(title: str, texts: tuple[str, ...]) -> str:
    told = "".join(f"<p>{escape(text)}</p>" for text in texts)
    return f"<section><h3>{escape(title)}</h3>{told}</section>"


def _quiet(text: str) -> str:
    return f'<p class="quiet">{escape(text)}</p>'


def _size(text: str, sizes: tuple[tuple[int, str], ...]) -> str:
    return next((name for most, name in sizes if len(text) <= most), "most")


def _seconds(shown: Shown) -> int:
    return (shown.slide.own if isinstance(shown.slide, Fault) else shown.slide).seconds

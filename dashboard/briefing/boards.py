"""What a slide shows that is no single figure: key statements of a theme or place, a map, dated facts. Release in, HTML out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from dashboard import dated, overview, themes
from dashboard.addresses import of_region, of_theme
from dashboard.briefing import challenge, notes
from dashboard.briefing.challenge import Challenge
from dashboard.data import Release
from dashboard.figure import NOT_STATED, Figure, sentence_case
from dashboard.grouping import Drawing
from dashboard.keeping import kept
from dashboard.lists import anchor
from dashboard.one_figure import around as one_figure
from dashboard.places import regions
from dashboard.words import say

# More than these fit no slide in letters that are read from the back of a room.
MOST = 4
MOST_FACTS = 6
MOST_DOCUMENTS = 3
Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Board:
    """What one slide shows of a release and says of it; ``Shown`` has most of it under the same names.

    ``items`` are its parts, (permanent name, words) each, to be compared between releases; a figure has a ``drawing`` instead.
    """

    statement: str
    meta: str
    source: str
    alternative: str
    markup: str
    table: Table
    figures: tuple[Figure, ...]
    items: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    challenge: Challenge
    address: str
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A statement of a board: its number or words, large, what is said, who says so, and in which document.

    ``place`` is set for a fact that only names a place.
    """

    name: str
    number: str
    said: str
    who: str
    document: str | None
    place: challenge.Place | None = None


@kept(64)
def of_theme_board(theme: str, release: Release) -> Board:
    """The question of a theme and its key statements. Raises KeyError for a theme that the release does not know."""
    if theme not in themes.names(release):
        raise KeyError(theme)
    figures = _key_figures(
        themes.drawings_of(theme, release), themes.sayings_of(theme, release), list(themes.events(theme, release)["event_id"]), release
    )  # fmt: skip
    named = [] if figures else _named(themes.places(theme, release))
    summary = themes.summary(theme, release) or say("theme.empty")
    among = len(themes.figures(theme, release)) + len(themes.places(theme, release))
    return _board(themes.question(theme, release), summary, figures, named, among, release, of_theme(theme))


@kept(256)
def of_place_board(region: str, release: Release) -> Board:
    """Key statements of a place. Raises KeyError for a place that nothing is said of."""
    if region not in regions.counts(release):
        raise KeyError(region)
    drawings = [drawing for _, drawn in regions.sections(region, release) for drawing in drawn]
    figures = _key_figures(
        drawings,
        regions.sayings_of(region, release),
        list(regions.events(region, release)["event_id"]),
        release,
    )
    named = _named(regions.places(region, release))[: MOST - len(figures)]
    title, summary = regions.title(region, release), regions.summary(region, release)
    among = len(regions.figures(region, release)) + len(regions.places(region, release))
    return _board(title, summary, figures, named, among, release, of_region(region))


@kept(64)
def of_timeline(theme: str, release: Release) -> Board:
    """The dated facts of a theme. Raises KeyError where it has none, or is not known."""
    if theme not in themes.names(release) or themes.events(theme, release).empty:
        raise KeyError(theme)
    events = themes.events(theme, release)
    rows = dated.in_order(events)
    latest = rows[-MOST_FACTS:]
    shown = events[events["event_id"].isin([row["event_id"] for row in latest])]
    figures = tuple(one_figure.figure(row["event_id"], release) for row in latest)
    when = [dated.day_of(row) for row in rows if row["start"] or row["end"]]
    key, ends = "time_statement_undated", {"first": "", "last": ""}
    if when:
        key, ends = "time_statement_many", {"first": _within(when[0]), "last": _within(when[-1])}
    name = themes.names(release)[theme]
    statement = say(
        f"briefing_notes.{'time_statement_one' if len(rows) == 1 else key}",
        theme=name,
        number=len(rows),
        **ends,
    )
    heads = tuple(say(f"briefing_notes.time_column_{column}") for column in ("when", "fact", "where"))
    cells = tuple((dated.day_of(row), str(row["statement"]), dated.where(row)) for row in latest)
    card = challenge.of_several([figure.figure_id for figure in figures], release)
    weak = say("briefing_notes.weak_time")
    lines = (statement, say("briefing_notes.careful", told=say("briefing_notes.time_careful")))
    return Board(
        statement=statement,
        meta=say("briefing_notes.time_latest", shown=len(latest)) if len(latest) < len(rows) else "",
        source=source(figures, release),
        alternative=_aloud([f"{day}: {said}" for day, said, _ in cells]),
        markup=f'<div class="board-time">{dated.facts(shown, spoken={figure.figure_id: figure for figure in figures})}</div>',
        table=(heads, *cells),
        figures=figures,
        items=tuple((str(row["event_id"]), f"{dated.day_of(row)}: {row['statement']}") for row in rows),
        notes=(*lines, *notes.of_several(figures, release), say("briefing_notes.asked", told=card.standing)),
        challenge=Challenge(weak, card.opposing, card.standing, card.problems),
        address=f"{of_theme(theme)}#{anchor(say('theme.timeline'))}",
    )  # fmt: skip


def words(text: str) -> str:
    """The presenter's own words as HTML: empty lines part paragraphs, the ends of lines stay."""
    paragraphs = (part.strip("\n") for part in text.split("\n\n"))
    told = "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs if part.strip())
    return f'<div class="board-words">{told}</div>' if told else ""


def source(figures: Sequence[Figure], release: Release) -> str:
    """The documents that figures stand in, and the release; of many documents, how many."""
    return source_of([figure.title for figure in figures if figure.title], release)


def source_of(documents: Sequence[str], release: Release) -> str:
    """The same for documents by their titles."""
    titles = list(dict.fromkeys(documents))
    told = "; ".join(titles) or say("drawing.across_documents")
    if len(titles) > MOST_DOCUMENTS:
        told = say("briefing_notes.documents", number=len(titles))
    return say("briefing_notes.board_source", documents=told, release=release.id)


def _board(
    statement: str, summary: str, figures: Sequence[Figure], named: Sequence[Item], among: int,
    release: Release, address: str,
) -> Board:  # fmt: skip
    items = [*(_item(figure) for figure in figures), *named]
    facts = [item.place for item in named if item.place]
    card = challenge.of_several([figure.figure_id for figure in figures], release, facts)
    chosen = say("briefing_notes.board_chosen", shown=len(items), among=among) if len(items) < among else ""
    careful = say("briefing_notes.careful", told=f"{say('briefing_notes.board_apart')} {chosen}".strip())
    return Board(
        statement=statement,
        meta=f"{summary} {say('briefing_notes.board_shown', shown=len(items), among=among)}" if chosen else summary,
        source=source_of([item.document for item in items if item.document], release),
        alternative=_aloud([statement, *(item.said for item in items)]),
        markup=_list(items),
        table=_table(items),
        figures=tuple(figures),
        items=tuple((item.name, item.said) for item in items),
        notes=(
            statement, summary, careful, *notes.of_several(figures, release),
            *(say("briefing_notes.named_notes", said=item.said, where=item.who) for item in named),
            say("briefing_notes.asked", told=card.standing),
        ),
        challenge=card,
        address=address,
    )  # fmt: skip


def _table(items: Sequence[Item]) -> Table:
    """The same as rows under their heading; a column that no row would fill is left out."""
    columns = ("number", "statement", "who")
    heads = tuple(say(f"briefing_notes.board_column_{column}") for column in columns)
    rows = [(item.number, item.said, item.who) for item in items]
    first = 0 if any(item.number for item in items) else 1
    return tuple(row[first:] for row in (heads, *rows))


def _list(items: Sequence[Item]) -> str:
    if not items:
        return f'<p class="board-empty">{escape(say("briefing_notes.board_empty"))}</p>'
    return f'<ul class="board">{"".join(map(_entry, items))}</ul>'


def _entry(item: Item) -> str:
    number = f'<p class="board-number">{escape(item.number)}</p>' if item.number else ""
    return (
        f'<li>{number}<p class="board-statement">{escape(item.said)}</p>'
        f'<p class="board-source">{escape(item.who)}</p></li>'
    )


def _item(figure: Figure) -> Item:
    return Item(figure.figure_id, large(figure), figure.claim, sentence_case(figure.speaker), figure.title)


def large(figure: Figure) -> str:
    """The number; of a dated fact its date, of a claim in words the words."""
    if figure.kind == "event" and figure.when:
        return _within(figure.when, capital=True)
    if figure.kind in ("rank", "magnitude", "event") and figure.quote:
        return say("evidence.words", quote=figure.quote)
    return sentence_case(figure.number)


def _key_figures(
    drawings: Sequence[Drawing], sayings: Sequence[Figure], events: Sequence[str], release: Release
) -> tuple[Figure, ...]:  # fmt: skip
    """The few to begin with: headline figures, then one of each other drawing, then what is said in words or dated."""
    here = {figure.figure_id: figure for drawing in drawings for figure in drawing.figures}
    first = [here[name] for name in overview.headlines(release) if name in here]
    # What a document prints comes before what was worked out from it, and what can be drawn before a word for a size.
    others = sorted(drawings, key=lambda drawing: (_speaker(drawing).derived, not drawing.drawn))
    firsts = [_speaker(drawing) for drawing in others if not any(one in drawing.figures for one in first)]
    dates = [one_figure.figure(name, release) for name in events if name in release.statements]
    # What is left of the drawings comes before what was worked out, and else only fills the room that is left.
    rest = [figure for drawing in drawings for figure in drawing.figures]
    printed = [figure for figure in rest if not figure.derived] if any(one.derived for one in firsts) else []
    standing = [figure for figure in firsts if not figure.derived]
    chosen = [*first, *standing, *printed, *firsts, *sayings, *dates, *rest]
    # Of rival counts none speaks for the others.
    answered = [
        one for figure in chosen for one in (figure, challenge.strongest_rival(figure, release)) if one
    ]
    return tuple(dict.fromkeys(answered))[:MOST]


def _speaker(drawing: Drawing) -> Figure:
    """The figure of a drawing that a document prints and nothing has replaced, where there is one."""
    standing = [figure for figure in drawing.figures if figure.status == "reported"]
    return next(iter(standing), drawing.first)


def _named(places: pd.DataFrame) -> list[Item]:
    """What places are named for, in the order of the rows."""
    rows = [{str(name): cell for name, cell in row.items()} for row in places.to_dict("records")[:MOST]]
    return [
        Item(
            str(row["place_id"]), "", str(row["statement"]), dated.where(row), str(row["title"]),
            challenge.Place(
                "" if row["attribution"] == NOT_STATED else str(row["attribution"]), str(row["title"]), int(row["paragraph"])
            ),
        )
        for row in rows
    ]  # fmt: skip


def _within(when: str, *, capital: bool = False) -> str:
    """A date without the word before it."""
    bare = when.removeprefix("in ").removeprefix("on ")
    return sentence_case(bare) if capital else bare


def _aloud(parts: Sequence[str]) -> str:
    return " ".join(challenge.sentence(part) for part in parts if part)

"""What lies on the bench: one text, its rows as the draft leaves them, its phrases, and the one in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.desk import folders
from dashboard.words import say
from etl import drafts
from etl.bench import Phrase, phrases
from etl.documents import paragraph_starts, read_text
from etl.kinds import document_of

Row = dict[str, str]
FIGURES, PLACES, SET_ASIDE = "figures.csv", "places.csv", "set_aside.csv"


@dataclass(frozen=True, slots=True)
class Work:
    """``at`` is the place in ``phrases`` of the one in hand; -1 where the text holds none."""

    draft: str
    document: str
    text: str
    figures: Sequence[Row]
    set_aside: Sequence[Row]
    phrases: Sequence[Phrase]
    at: int

    @property
    def phrase(self) -> Phrase | None:
        """The phrase in hand."""
        return self.phrases[self.at] if self.at >= 0 else None

    @property
    def open(self) -> list[Phrase]:
        """What waits for a decision."""
        return [phrase for phrase in self.phrases if phrase.state == "open"]

    def next_open(self) -> Phrase | None:
        """The next phrase that waits, after the one in hand and then from the beginning."""
        later = [phrase for phrase in self.phrases[self.at + 1 :] if phrase.state == "open"]
        earlier = [phrase for phrase in self.phrases[: max(self.at, 0)] if phrase.state == "open"]
        return next(iter([*later, *earlier]), None)

    def same_words(self, phrase: Phrase) -> list[Phrase]:
        """Other open phrases in the same words: a repeat, as a rule."""
        words = phrase.text.casefold()
        return [
            other for other in self.open if other.text.casefold() == words and other.start != phrase.start
        ]

    def figure(self, key: str) -> Row | None:
        """The row of a figure of this document."""
        return next((row for row in self.figures if row["figure_id"] == key), None)

    def aside(self, key: str) -> Row | None:
        """The row of a phrase that was set aside, by its start."""
        return next((row for row in self.set_aside if row["start"] == key), None)

    def decided(self, phrase: Phrase) -> tuple[str, Row | None]:
        """What a phrase is, with the row that says so."""
        row = self.figure(phrase.row_key) if phrase.state == "figure" else None
        return phrase.state, self.aside(phrase.row_key) if phrase.state == "set_aside" else row

    def last_by(self, phrase: Phrase) -> str:
        """Who of those who work in the draft decided last on this phrase."""
        for edit in reversed(drafts.edits(folders.datasets(), self.draft)):
            rows = [row for row in (edit.before, edit.after) if row]
            if document_of(edit.file) == self.document and any(_is_at(row, phrase) for row in rows):
                return edit.who or say("desk_bench.somebody")
        return say("desk_bench.somebody")

    def file(self, name: str) -> str:
        """The name of a file of this document in the catalogue."""
        return f"documents/{self.document}/{name}"

    def paragraph_of(self, start: int) -> int:
        """The number of the paragraph that a character stands in, from 1; 0 outside of all."""
        spans = enumerate(paragraph_starts(self.text), start=1)
        return next((number for number, (begin, end) in spans if begin <= start < end), 0)


def load(draft: str, document: str, asked: str) -> Work:
    """Lay a document on the bench; ``asked`` is the start of a phrase, else the first open one is in hand.

    Raises CallFault where there is no such draft or the text cannot be read, and DataFault where a file cannot be.
    """
    text = read_text(folders.text_path(document)).text
    rows = {
        name: drafts.rows(folders.datasets(), draft, f"documents/{document}/{name}")
        for name in (FIGURES, PLACES, SET_ASIDE)
    }
    found = phrases(text, rows[FIGURES], rows[PLACES], rows[SET_ASIDE])
    return Work(draft, document, text, rows[FIGURES], rows[SET_ASIDE], found, _at(found, asked))


def _is_at(row: Mapping[str, str], phrase: Phrase) -> bool:
    start = row.get("start", "")
    return start.isdecimal() and int(start) < phrase.end and int(start) + len(row["quote"]) > phrase.start


def _at(found: Sequence[Phrase], asked: str) -> int:
    wanted = [at for at, phrase in enumerate(found) if str(phrase.start) == asked]
    waiting = [at for at, phrase in enumerate(found) if phrase.state == "open"]
    return next(iter([*wanted, *waiting, *range(len(found))]), -1)

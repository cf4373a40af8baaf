"""What stands around a phrase: its sentence, its paragraph, the heading above and the words nearest to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from etl.phrases import Reading

_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bvs)[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])"
)
_MOST_WORDS_OF_A_HEADING = 12
_LINES_ABOVE = 40
_LONGEST = 4_000  # characters of a paragraph before and after the phrase
_SOME_PAGES = 10_000  # characters: what stands farther off says nothing about a phrase, and takes time


class Located(Protocol):
    """A number phrase at its place, as the finder or the bench gives it."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    @property
    def end(self) -> int:
        """The offset just after it."""

    @property
    def reading(self) -> Reading:
        """What it says."""


@dataclass(frozen=True)
class Context:
    """A phrase in its text."""

    text: str
    start: int
    end: int
    reading: Reading

    @property
    def quote(self) -> str:
        """The phrase as written."""
        return self.text[self.start : self.end]

    @cached_property
    def paragraph_span(self) -> tuple[int, int]:
        """Where the line that holds the phrase begins and ends; of an endless line, the part around the phrase."""
        first, last = max(self.start - _LONGEST, 0), min(self.end + _LONGEST, len(self.text))
        begin = self.text.rfind("\n", first, self.start) + 1
        end = self.text.find("\n", self.start, last)
        return begin or first, last if end < 0 else end

    @cached_property
    def sentence_span(self) -> tuple[int, int]:
        """Where the sentence that holds the phrase begins and ends."""
        begin, end = self.paragraph_span
        for match in _END.finditer(self.text, begin, end):
            if match.end() <= self.start:
                begin = match.end()
            elif match.start() >= self.end - 1:
                return begin, match.start() + 1
        return begin, end

    @property
    def sentence(self) -> str:
        """The sentence that holds the phrase."""
        return self.text[slice(*self.sentence_span)]

    @property
    def paragraph(self) -> str:
        """The paragraph that holds the phrase."""
        return self.text[slice(*self.paragraph_span)]

    @property
    def before(self) -> str:
        """The sentence up to the phrase."""
        return self.text[self.sentence_span[0] : self.start]

    @property
    def after(self) -> str:
        """The sentence from the end of the phrase on."""
        return self.text[self.end : self.sentence_span[1]]

    @property
    def around(self) -> str:
        """The text for some pages before and after the phrase."""
        return self.text[max(self.start - _SOME_PAGES, 0) : self.end + _SOME_PAGES]

    @property
    def above(self) -> str:
        """The text for some pages up to the sentence."""
        begin = self.sentence_span[0]
        return self.text[max(begin - _SOME_PAGES, 0) : begin]

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Short lines above that end without a stop, the nearest first."""
        begin = self.paragraph_span[0]
        above = self.text[max(begin - _SOME_PAGES, 0) : begin].split("\n")[-_LINES_ABOVE:]
        lines = [line.strip() for line in reversed(above)]
        return tuple(
            line
            for line in lines
            if line
            and len(line.split()) <= _MOST_WORDS_OF_A_HEADING
            and not line.endswith((".", ",", ";", "”", '"'))
        )


def context_of(text: str, phrase: Located) -> Context:
    """The context of a phrase that was found in the text."""
    return Context(text, phrase.start, phrase.end, phrase.reading)

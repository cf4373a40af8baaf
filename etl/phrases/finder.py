"""Find every number phrase of a text, with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import re2

from etl.phrases.grammar import phrase_at
from etl.phrases.lexicon import (
    DECADES,
    DENOMINATORS,
    MAGNITUDES,
    MULTIPLES,
    MULTIPLES_BEFORE,
    NUMBER_WORDS,
    ORDINALS,
)
from etl.phrases.phrase import Phrase, Reading
from etl.phrases.tokens import Tokens

_SEED_WORDS = sorted(
    {*NUMBER_WORDS, *MAGNITUDES, *ORDINALS, *DENOMINATORS, *MULTIPLES, *MULTIPLES_BEFORE, *DECADES, "dozen"}
    - {"quarters"}
)
_options = re2.Options()
_options.max_mem = 64 << 20
_SEED = re2.compile(r"(?i)[\p{Nd}\p{No}]+(?:[.,]\p{Nd}+)*|\b(?:" + "|".join(_SEED_WORDS) + r")\b", _options)

_BLOCK = 1 << 20  # characters searched at a time, so that memory stays level
_OVERLAP = 32  # and a few more, so that no number word is cut in two between blocks
_LEFT = 64  # characters looked at before a seed …
_RIGHT = 96  # … and after it, at first
_ENOUGH = 48  # characters that must lie between a seed and the edges of tokens cut for an earlier one
_WIDEST = 1200  # and when a phrase runs to the edge of what was looked at
_EDGE = 4  # tokens: a phrase that ends nearer than this to the edge is read again with more to the right


def find(text: str) -> list[Phrase]:
    """Every number phrase of the text, in order and without overlap, in time linear in its length.

    A phrase never crosses a line. `text[phrase.start:phrase.end]` is the phrase as written.
    """
    return list(_phrases(text))


def _phrases(text: str) -> Iterator[Phrase]:
    lines, window = _Lines(text), _Window(text)
    start, done = 0, 0
    while start < len(text):
        block = _Block(text, start)
        for seed, seed_end in block.seeds():
            while seed_end > done:
                seed = seed if seed >= done else _next_digit(text, done, seed_end)
                lines.advance_to(seed)
                found = _near(window, seed, seed_end, lines, done) if seed < seed_end else None
                if found is None:
                    break
                begin, done, reading = found
                yield Phrase(lines.paragraph, begin, reading)
            block.skip_to(done)
        start = max(start + _BLOCK, block.done)


class _Block:
    """A stretch of the text in which digits and number words are searched, as bytes."""

    __slots__ = ("ascii", "bytes_done", "data", "done", "start", "text")

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        stretch = text[start : start + _BLOCK + _OVERLAP]
        self.data = stretch.encode("utf-8", "replace")
        self.ascii = len(self.data) == len(stretch)
        self.start = start
        # Up to `done` in the text the block is searched; `bytes_done` is the same place in the bytes.
        self.done, self.bytes_done = start, 0

    def seeds(self) -> Iterator[tuple[int, int]]:
        """Where in the text each run of digits or number word begins and ends, as far as none is skipped."""
        while True:
            match = _SEED.search(self.data, self.bytes_done)
            if match is None:
                return
            begin, end = match.span()
            if self.ascii:
                self.done, self.bytes_done = self.start + end, end
                yield self.start + begin, self.start + end
                continue
            seed = self.done + len(self.data[self.bytes_done : begin].decode("utf-8"))
            self.done, self.bytes_done = seed + len(self.data[begin:end].decode("utf-8")), end
            yield seed, self.done

    def skip_to(self, place: int) -> None:
        """Leave out what lies before a place in the text; a place already passed changes nothing."""
        ahead = place - self.done
        if ahead <= 0:
            return
        self.bytes_done += (
            ahead if self.ascii else len(self.text[self.done : place].encode("utf-8", "replace"))
        )
        self.done = place


def _next_digit(text: str, start: int, end: int) -> int:
    """The first digit at or after `start`; `end` if there is none before it: a phrase ended within a run of digits."""
    return next((place for place in range(start, end) if text[place].isdigit()), end)


class _Lines:
    """Where the line that holds a place begins and ends, and how many lines up to it are not empty."""

    __slots__ = ("end", "paragraph", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraph = 0
        self.start, self.end = 0, -1

    def advance_to(self, place: int) -> None:
        """Go on to the line that holds the place, which must not lie before the present line."""
        text = self.text
        while place > self.end:
            self.start = self.end + 1
            end = text.find("\n", self.start)
            self.end = len(text) if end < 0 else end
            if not text[self.start : self.end].isspace() and self.end > self.start:
                self.paragraph += 1


class _Window:
    """The tokens around one seed after another: cut anew only where a seed comes too near to the edge."""

    __slots__ = ("left", "right", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.left, self.right = 0, 0
        self.tokens = Tokens(text, 0, 0)

    def cut(self, seed: int, seed_end: int, lines: _Lines, left: int, right: int) -> None:
        """Cut the tokens of the line up to so many characters left and right of the seed, at spaces if it can."""
        self.left = _cut_left(self.text, max(lines.start, seed - left), seed, lines.start)
        self.right = _cut_right(self.text, seed_end, min(lines.end, seed_end + right), lines.end)
        self.tokens = Tokens(self.text, self.left, self.right)

    def holds(self, seed: int, seed_end: int, lines: _Lines) -> bool:
        """Whether the tokens already cut reach far enough around the seed."""
        return (
            self.left <= seed
            and (seed_end + _ENOUGH <= self.right or self.right == lines.end >= seed_end)
            and (seed - _ENOUGH >= self.left or self.left == lines.start)
        )


def _near(
    window: _Window, seed: int, seed_end: int, lines: _Lines, done: int
) -> tuple[int, int, Reading] | None:
    """The phrase around a seed: its first offset, the offset after it, and its reading."""
    if not window.holds(seed, seed_end, lines):
        window.cut(seed, seed_end, lines, _LEFT, _RIGHT)
    reach_left, reach_right = _LEFT, _RIGHT
    text = window.text
    while True:
        tokens = window.tokens
        index = bisect_right(tokens.starts, seed, 0, tokens.count) - 1
        floor = bisect_right(tokens.starts, done - 1, 0, tokens.count)
        if index < floor:
            end = tokens.ends[index]
            return seed, end, Reading(text[seed:end], None, None, None, "unread", None, "unread")
        found = phrase_at(tokens, index, floor)
        if found is None:
            return None
        if found.end > tokens.count - _EDGE and window.right < lines.end and reach_right < _WIDEST:
            reach_right *= 4
        elif found.begin < 2 and window.left > lines.start and reach_left < _WIDEST:
            reach_left *= 4
        else:
            break
        window.cut(seed, seed_end, lines, reach_left, reach_right)
    begin, end = tokens.starts[found.begin], tokens.ends[found.end - 1]
    reading = Reading(
        text[begin:end], found.value, found.lower, found.upper, found.qualifier, found.unit, found.sort
    )
    return begin, end, reading


def _cut_left(text: str, left: int, seed: int, line_start: int) -> int:
    """The first place from `left` on where a word begins."""
    if left == line_start:
        return left
    space = text.find(" ", left, seed)
    return left if space < 0 else space


def _cut_right(text: str, seed_end: int, right: int, line_end: int) -> int:
    """The last place before `right` where a word ends."""
    if right == line_end:
        return right
    space = text.rfind(" ", seed_end, right)
    return right if space < 0 else space

"""Find every number phrase of a text, with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import re2

from etl.phrases.grammar import phrase_at
from etl.phrases.lexicon import DECADES, MAGNITUDES, MULTIPLES, MULTIPLES_BEFORE, NUMBER_WORDS, ORDINALS, DENOMINATORS
from etl.phrases.phrase import Phrase, Reading
from etl.phrases.tokens import Tokens

_SEED_WORDS = sorted(
    {*NUMBER_WORDS, *MAGNITUDES, *ORDINALS, *DENOMINATORS, *MULTIPLES, *MULTIPLES_BEFORE, *DECADES, "dozen"} - {"quarters"}
)
_options = re2.Options()
_options.max_mem = 64 << 20
_SEED = re2.compile(r"(?i)[\p{Nd}\p{No}]+(?:[.,]\p{Nd}+)*|\b(?:" + "|".join(_SEED_WORDS) + r")\b", _options)

_BLOCK = 1 << 20  # characters searched at a time, so that memory stays level
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
    done = 0
    for start in _blocks(text):
        block = text[start : start + _BLOCK]
        for seed, length in _seeds(block):
            seed, seed_end = seed + start, seed + start + length
            while seed_end > done:
                seed = seed if seed >= done else _next_digit(text, done, seed_end)
                lines.advance_to(seed)
                found = _near(window, seed, seed_end, lines, done) if seed < seed_end else None
                if found is None:
                    break
                begin, done, reading = found
                yield Phrase(lines.paragraph, begin, reading)


def _blocks(text: str) -> range:
    return range(0, len(text), _BLOCK)


def _seeds(block: str) -> Iterator[tuple[int, int]]:
    """The offset and the length of every digit and number word of the block."""
    data = block.encode("utf-8", "replace")
    if len(data) == len(block):
        for match in _SEED.finditer(data):
            begin, end = match.span()
            yield begin, end - begin
        return
    characters, position = 0, 0
    for match in _SEED.finditer(data):
        begin, end = match.span()
        characters += len(data[position:begin].decode("utf-8"))
        position = begin
        yield characters, len(data[begin:end].decode("utf-8"))


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

"""Find every number phrase of a text, with its place."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from unicodedata import category

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
_options.encoding = re2.Options.Encoding.LATIN1
_SEED = re2.compile(
    rb"(?i)[0-9\xb2\xb3\xb9\xbc-\xbe]+(?:[.,][0-9]+)*|\b(?:" + "|".join(_SEED_WORDS).encode() + rb")\b",
    _options,
)

_BLOCK = 1 << 16  # characters searched at a time, so that memory stays level
_OVERLAP = 32  # and a few more, so that no number word is cut in two between blocks
_LEFT = 64  # characters looked at before a seed …
_RIGHT = 160  # … and after it, at first: enough for the next few seeds too, as numbers stand together
_ENOUGH = 48  # characters that must lie between a seed and the edges of tokens cut for an earlier one
_WIDEST = 1200  # and when a phrase runs to the edge of what was looked at
_EDGE = 4  # tokens: a phrase that ends nearer than this to the edge is read again with more to the right


def find(text: str) -> list[Phrase]:
    """Every number phrase of the text, in order and without overlap, in time linear in its length.

    A phrase never crosses a line. `text[phrase.start:phrase.end]` is the phrase as written.
    """
    found: list[Phrase] = []
    lines, window = _Lines(text), _Window(text)
    done = 0
    for seed, seed_end in _seeds(text):
        while seed_end > done:
            if seed < done:
                seed = _next_digit(text, done, seed_end)
            if seed > lines.end:
                lines.advance_to(seed)
            near = _near(window, seed, seed_end, done, lines) if seed < seed_end else None
            if near is None:
                break
            begin, done, reading = near
            found.append(Phrase(lines.paragraph, begin, reading))
    return found


def _seeds(text: str) -> Iterator[tuple[int, int]]:
    """Where in the text each run of digits or number word begins and ends.

    The search runs over bytes, one for each character, so that places in the bytes are places in the text.
    """
    for start in range(0, len(text), _BLOCK):
        block = text[start : start + _BLOCK + _OVERLAP].encode("latin-1", _BEYOND_LATIN)
        # All of a block at once: the search and the grammar would push each other out of the processor's cache.
        for begin, end in [match.span() for match in _SEED.finditer(block)]:
            yield start + begin, start + end


def _one_byte_each(error: UnicodeError) -> tuple[bytes, int]:
    """One byte for each character that is not in Latin-1: a digit for a digit, a ² for other numerals, else a `?`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    beyond = error.object[error.start : error.end]
    return b"".join(_STAND_INS.get(category(character), b"?") for character in beyond), error.end


_STAND_INS = {"Nd": b"0", "No": b"\xb2"}
_BEYOND_LATIN = "etl.phrases.finder"
codecs.register_error(_BEYOND_LATIN, _one_byte_each)


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
    """The tokens around one seed after another: cut anew only where a seed comes too near to the edge.

    Seeds from `first` on that end by `last` lie far enough from the edges, or the edge is the line's own. Tokens before
    `floor` belong to an earlier phrase.
    """

    __slots__ = ("first", "floor", "last", "left", "right", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.left, self.right, self.floor = 0, 0, 0
        self.first, self.last = 0, -1
        self.tokens = Tokens(text, 0, 0)

    def cut(self, seed: int, seed_end: int, done: int, lines: _Lines, left: int, right: int) -> None:
        """Cut the tokens of the line up to so many characters left and right of the seed, at spaces if it can."""
        begin, end = seed - left, seed_end + right
        self.left = lines.start if begin <= lines.start else _cut_left(self.text, begin, seed)
        self.right = lines.end if end >= lines.end else _cut_right(self.text, seed_end, end)
        self.first = self.left if self.left == lines.start else self.left + _ENOUGH
        self.last = self.right if self.right == lines.end else self.right - _ENOUGH
        self.tokens = Tokens(self.text, self.left, self.right)
        self.floor = self.tokens.after(done) if done > self.left else 0


def _near(
    window: _Window, seed: int, seed_end: int, done: int, lines: _Lines
) -> tuple[int, int, Reading] | None:
    """The phrase around a seed: its first offset, the offset after it, and its reading.

    What lies before `done` belongs to an earlier phrase.
    """
    if seed < window.first or seed_end > window.last:
        window.cut(seed, seed_end, done, lines, _LEFT, _RIGHT)
    reach_left, reach_right = _LEFT, _RIGHT
    while True:
        tokens = window.tokens
        index = tokens.at(seed)
        if index < window.floor:
            end = tokens.end(index)
            return seed, end, Reading(window.text[seed:end], None, None, None, "unread", None, "unread")
        found = phrase_at(tokens, index, window.floor)
        if found is None:
            return None
        first, end, sort, qualifier, value, lower, upper, unit = found
        if end > tokens.count - _EDGE and window.right < lines.end and reach_right < _WIDEST:
            reach_right *= 4
        elif first < 2 and window.left > lines.start and reach_left < _WIDEST:
            reach_left *= 4
        else:
            break
        window.cut(seed, seed_end, done, lines, reach_left, reach_right)
    window.floor = end
    start, stop = tokens.start(first), tokens.end(end - 1)
    return start, stop, Reading(window.text[start:stop], value, lower, upper, qualifier, unit, sort)


def _cut_left(text: str, left: int, seed: int) -> int:
    """The first place from `left` on where a word begins."""
    space = text.find(" ", left, seed)
    return left if space < 0 else space


def _cut_right(text: str, seed_end: int, right: int) -> int:
    """The last place before `right` where a word ends."""
    space = text.rfind(" ", seed_end, right)
    return right if space < 0 else space

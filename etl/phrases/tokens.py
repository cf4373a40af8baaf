"""Cut the neighbourhood of a number into words, numerals and signs."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip

# A comma, a point or an apostrophe between digits belongs to the numeral, right or wrong, so that a malformed one
# is refused whole; a narrow or unbreakable space does only where it sets off three digits.
_NUMERAL = (
    r"\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?![\d,.])(?:[.,]\d+)?"
    r"|(?:1[5-9]|20)\d\d(?=[.,]\d{1,2}(?:\s|$))"  # a year with the mark of a footnote: "in 1980.1 These"
    r"|(?:(?<!\bc)(?<!\bca)(?<!\best)\.)?\d(?:[\d.,'’]*\d)?"
)
_WORD = (
    r"[^\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]+"
    r"(?:['’][^\W\d_]+)*"
)
# The first two branches, a plain word before a space or a stop and a stop before a space, take nine tokens of ten and
# save the others' work: they find nothing that the last would not.
_TOKEN = re.compile(rf" [a-z]++(?=[ .,-])|[.,](?= )|\s*+(?:(?=[\d.])(?:{_NUMERAL})|{_WORD}|\S)")
# The one letter that is longer in lower case: it stays as it is, so that places stay true.
_TWO_IN_LOWER_CASE = "İ"
_PADDING = 12  # empty tokens at the end, so that looking a few tokens either way needs no check of the edges
_NO_WORDS = [""] * _PADDING
_APART = [" "] * _PADDING


class Tokens:
    """The tokens of a stretch of text within one line, with their offsets in the whole text.

    `words` are in lower case, numerals as written; index -1 and the indices past the last token are empty words.
    """

    __slots__ = ("_ends", "_pieces", "count", "text", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        """Cut text[start:end], in time linear in its length."""
        stretch = text[start:end]
        lowered = stretch.lower()
        if len(lowered) != len(stretch):
            lowered = _TWO_IN_LOWER_CASE.join(map(str.lower, stretch.split(_TWO_IN_LOWER_CASE)))
        pieces = _TOKEN.findall(lowered)  # a piece is a token and the space before it
        self.text = text
        self.count = len(pieces)
        self.words = list(map(str.strip, pieces))
        self._ends = list(accumulate(map(len, pieces), initial=start))
        # The first token and the padding stand apart from the text, so that nothing is ever glued to either.
        self.words += _NO_WORDS
        self._pieces = pieces + _APART
        self._pieces[0] = " " + self._pieces[0]
        self._ends += [len(text) + 1] * _PADDING

    def start(self, index: int) -> int:
        """The offset of the token's first character."""
        return self._ends[index + 1] - len(self.words[index])

    def end(self, index: int) -> int:
        """The offset just after the token."""
        return self._ends[index + 1]

    def at(self, place: int) -> int:
        """The token that holds the place in the text."""
        return bisect_right(self._ends, place) - 1

    def after(self, place: int) -> int:
        """The first token that begins at or after the place in the text."""
        if place <= self._ends[0]:
            return 0
        index = self.at(place)
        return index if self.start(index) >= place else index + 1

    def raw(self, index: int) -> str:
        """The token as written."""
        return self.text[self.start(index) : self.end(index)]

    def glued(self, index: int) -> bool:
        """Whether no space stands between the token and the one before it."""
        return len(self._pieces[index]) == len(self.words[index])

    def capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        start = self._ends[index + 1] - len(self.words[index])
        return self.text[start : start + 1].isupper() if self.words[index] else False

"""Cut the neighbourhood of a number into words, numerals and signs."""

from __future__ import annotations

import re
from itertools import accumulate
from operator import sub

VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip

# A comma, a point or an apostrophe between digits belongs to the numeral, right or wrong, so that a malformed one
# is refused whole; a narrow or unbreakable space does only where it sets off three digits.
_TOKEN = re.compile(
    r"\s*(?:"
    r"\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?![\d,.])(?:[.,]\d+)?"
    r"|(?:1[5-9]|20)\d\d(?=[.,]\d{1,2}(?:\s|$))"  # a year with the mark of a footnote: "in 1980.1 These"
    r"|\.?\d(?:[\d.,'’]*\d)?"
    r"|[^\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]+"
    r"(?:['’][^\W\d_]+)*"
    r"|\S)"
)
_PADDING = 12  # empty tokens at the end, so that looking a few tokens either way needs no check of the edges
_NO_WORDS = [""] * _PADDING


class Tokens:
    """The tokens of a stretch of text within one line, with their offsets in the whole text.

    `words` are in lower case, numerals as written; index -1 and the indices past the last token are empty words.
    """

    __slots__ = ("count", "ends", "starts", "text", "words")

    starts: list[int]
    ends: list[int]
    words: list[str]

    def __init__(self, text: str, start: int, end: int) -> None:
        """Cut text[start:end], in time linear in its length."""
        stretch = text[start:end]
        lowered = stretch.lower()
        # A few letters, such as the dotted capital I, change their length in lower case.
        pieces = _TOKEN.findall(lowered if len(lowered) == len(stretch) else stretch)
        self.text = text
        self.count = len(pieces)
        words = list(map(str.strip, pieces))
        ends = list(accumulate(map(len, pieces), initial=start))
        del ends[0]
        starts = list(map(sub, ends, map(len, words)))
        # Padding stands apart from the text, so that nothing is ever glued to it.
        beyond = ends[-1] if pieces else start
        self.words = words + _NO_WORDS
        self.starts = starts + [beyond + 1] * _PADDING
        self.ends = ends + [beyond + 2] * _PADDING

    def raw(self, index: int) -> str:
        """The token as written."""
        return self.text[self.starts[index] : self.ends[index]]

    def glued(self, index: int) -> bool:
        """Whether no space stands between the token and the one before it."""
        return self.starts[index] == self.ends[index - 1]

    def capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[self.starts[index] : self.starts[index] + 1].isupper()

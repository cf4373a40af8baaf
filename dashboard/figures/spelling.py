"""Find the words nearest to one that is spelt otherwise: a word and a list in, the nearest of the list out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_GROUPING = re.compile(r"(?<=\d),(?=\d)")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
SHORTEST, LONGEST = 4, 80
NEAR = 0.7
# Comparing letter by letter is slow: only words that share this part of their pairs of letters are compared.
SHARED = 0.25
# A word much less like it than the first is another word.
ALIKE = 0.12
# More letters than these, or a third of a word, are no slip of the pen.
MOST_CHANGES = 3
LONG = 7


def nearest(word: str, words: Collection[str], most: int = 3, near: float = NEAR) -> list[str]:
    """The words most like this one, the most like first; none for a word too short or too long to compare.

    >>> nearest("filipines", ["philippines", "portugal"])
    ['philippines']
    """
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    pairs = _pairs(word)
    likely = [other for other in words if len(pairs & _pairs_of_known(other)) >= SHARED * len(pairs)]
    found = get_close_matches(word, likely, most, near)
    best = [SequenceMatcher(None, word, other).ratio() for other in found]
    return [other for other, ratio in zip(found, best, strict=True) if ratio > best[0] - ALIKE]


def respelt(word: str, words: Collection[str], most: int = 3) -> list[str]:
    """The words that this one may be a slip of the pen for: of much the same length, with few letters changed.

    Words that begin otherwise are taken for it only where it is long, as a short one is then another word.

    >>> respelt("zebra", ["bra", "zero"]), respelt("opuim", ["opium", "option"])
    ([], ['opium'])
    """
    found = nearest(word, words, most)
    slips = [other for other in found if _changes(word, other) <= min(MOST_CHANGES, len(word) // 3)]
    alike = [other for other in slips if other[0] == word[0]]
    return alike or (slips if len(word) >= LONG else [])


def _changes(word: str, other: str) -> int:
    """How many letters must be changed, added, left out or swapped with the next to make the one word of the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(word, 1):
        last, before, row = before, row, [at]
        for place, own in enumerate(other, 1):
            least = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != own))
            if at > 1 and place > 1 and letter == other[place - 2] and word[at - 2] == own:
                least = min(least, last[place - 2] + 1)
            row.append(least)
    return row[-1]


def folded(text: str) -> str:
    """Small letters without accents, digits without the commas that group them, words with one space around each.

    Letters with a dot after each are one word: U.S. is US.

    >>> folded("At least 6,200 réfugiés")
    ' at least 6200 refugies '
    """
    small = text.casefold()
    if not small.isascii():
        letters = unicodedata.normalize("NFKD", small)
        small = "".join(letter for letter in letters if not unicodedata.combining(letter))
    small = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), small)
    words = _WORD.findall(_GROUPING.sub("", small))
    return f" {' '.join(words)} " if words else " "


def _pairs(word: str) -> frozenset[str]:
    return frozenset(word[start : start + 2] for start in range(len(word) - 1))


# Kept for the words of a release alone: what visitors type has no end.
_pairs_of_known = lru_cache(maxsize=65536)(_pairs)

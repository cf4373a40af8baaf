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

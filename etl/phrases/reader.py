"""Read a string that should be one number phrase and nothing else."""

from __future__ import annotations

import re
from functools import lru_cache

from etl.phrases.finder import find
from etl.phrases.phrase import Phrase, Reading

_MOST_OTHER_WORDS = 12
# Words that would change the number, left over before it: the phrase was not understood.
_DECISIVE = frozenset(
    "more fewer less least most not never no nearly almost about around over under roughly approximately than "
    "without minus neither nor".split()
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=65_536)
def read(phrase: str) -> Reading:
    """The reading of the whole string, such as `nearly 2,500` or `$4 to $7`.

    Words around the number that leave it as it is (`15 strokes`, `a jump of 65%`) are passed over. A string with no
    number, with two that are not one phrase, or with words that may change it is unread: all its numbers are None.
    """
    found = find(phrase)
    if not found or not _covers(phrase, found):
        return Reading(phrase, None, None, None, "unread", None, "unread")
    if len(found) > 1:
        return Reading(phrase, None, None, None, "exact", "date", "date")
    one = found[0].reading
    return Reading(phrase, one.value, one.lower, one.upper, one.qualifier, one.unit, one.sort)


def _covers(phrase: str, found: list[Phrase]) -> bool:
    """Whether the phrases found account for the string: one phrase, or the dates of one stretch of time."""
    if len(found) > 1 and not all(each.reading.sort in ("date", "year") for each in found):
        return False
    before = _WORD.findall(phrase[: found[0].start].lower())
    after = _WORD.findall(phrase[found[-1].end :])
    return len(before) + len(after) <= _MOST_OTHER_WORDS and _DECISIVE.isdisjoint(before)

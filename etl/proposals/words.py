"""Words as they are compared: in one form each, so that 'imprisoned' in a text finds 'prisons' in a definition."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STOP = frozenset(
    "a about after all also among an and any are as at be been before being but by can could did do does each for from "
    "had has have he her his how if in into is it its just may more most not of on one only or other our out over said "
    "same say says she should since so some such than that the their them then there these they this those through to "
    "under up was we were what when where which while who whom whose will with would you your no given number document "
    "means whether document source sources counted count names named per percent".split()
)
_SUFFIXES = (
    "isations", "izations", "isation", "ization", "ations", "ation", "ments", "ment", "ingly", "edly", "ings", "ing",
    "ised", "ized", "ions", "ion", "ies", "ied", "ers", "er", "ors", "or", "als", "al", "ed", "es", "ly", "s", "e", "y",
)  # fmt: skip
_SHORTEST_STEM = 4
# Words of this field that name one thing; spellings of one word.
_ALIKE = {
    word: words[0]
    for words in (
        "prison prisons prisoner prisoners imprisoned imprisonment incarcerated incarcerating incarceration inmate inmates "
        "custody jailed penitentiary".split(),
        "detained detention detainee detainees arbitrarily".split(),
        "offence offences offense offenses offender offenders crime crimes convicted conviction convictions".split(),
        "killed killing killings deaths murdered murders".split(),
        "decriminalised decriminalized decriminalisation decriminalization decriminalize decriminalise".split(),
        "america american americans us usa".split(),
        "african-american african-americans black blacks".split(),
        "latino latinos hispanic hispanics latina".split(),
        "rise rises rose risen rising increase increases increased increasing grew grown growth jump jumped explosion".split(),
        "fall falls fell fallen drop drops dropped decline declines declined decrease decreases decreased".split(),
        "globally global worldwide world".split(),
        "produced production producing manufacture manufactured manufacturing".split(),
        "executed execution executions".split(),
    )
    for word in words
}


class Word(NamedTuple):
    """A word of a text: where it stands, as written, and the form in which it is compared."""

    start: int
    text: str
    form: str


def words_of(text: str) -> list[Word]:
    """The words of a text that mean something, in order."""
    found = []
    for match in _WORD.finditer(text):
        for part, at in _parts(match[0], match.start()):
            lowered = part.lower()
            if lowered not in _STOP and len(lowered) > 1:
                found.append(Word(at, part, form_of(lowered)))
    return found


def _parts(word: str, start: int) -> list[tuple[str, int]]:
    """A word, or the parts of a compound that is not known as a whole."""
    if "-" not in word or word.lower() in _ALIKE:
        return [(re.sub(r"['’]s?$", "", word), start)]
    return [(match[0], start + match.start()) for match in re.finditer(r"[^-]+", word)]


@lru_cache(maxsize=1 << 16)
def form_of(lowered: str) -> str:
    """The form in which a word is compared.

    >>> form_of("imprisoned"), form_of("arrests"), form_of("arrested")
    ('prison', 'arrest', 'arrest')
    """
    if lowered in _ALIKE:
        return _ALIKE[lowered]
    for suffix in _SUFFIXES:
        if lowered.endswith(suffix) and len(lowered) - len(suffix) >= _SHORTEST_STEM:
            return lowered[: -len(suffix)]
    return lowered

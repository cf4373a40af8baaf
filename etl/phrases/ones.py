"""Tell the number one from the pronoun."""

from __future__ import annotations

from etl.phrases.lexicon import DENOMINATORS, FUNCTION_WORDS, NUMBER_WORDS, SCALES, TIME_UNITS
from etl.phrases.tokens import Tokens

_PRONOUN_BEFORE = frozenset(
    "no each every any some this that which another the such these those either neither everyone number day chapter phase part square season page type good bad big only-the "
    "new old last next first second other right wrong same single someone loved little young whole right left".split()
)
_NOT_COUNTED = frozenset(
    "another more thing things day way who whom whose that which must should can cannot could would may might will shall "
    "has had is was does did doesn't isn't hand side point reason reasons another's such else too time size off does "
    "knows thinks wants needs needed feels says said looks get gets got exception minute by after".split()
)
_BACK_TO_COUNT = frozenset("in out of or and to every per percent".split())


def one_is_a_number(tokens: Tokens, index: int, hedged: bool) -> bool:
    """Whether `one` counts something: `one in five`, `one person`, `at least one`; not `no one`, `one must`."""
    words = tokens.words
    following, before = words[index + 1], words[index - 1]
    if following == "-":
        return _hyphened(tokens, index)
    if following in SCALES or following == "percent" or following == "%" or (following == "per" and words[index + 2] == "cent"):
        return True
    if following in DENOMINATORS and following != "second":
        return before != "the"
    if before in _PRONOUN_BEFORE or (before == "-" and tokens.glued(index)):
        return False
    if following == "or" and words[index + 2] in ("more", "two"):
        return True
    if following in ("in", "out", "of"):
        return _begins_share(tokens, index)
    if following in ("every", "per"):
        return words[index + 2] in NUMBER_WORDS or words[index + 2][:1].isdigit()
    if following == "and" and words[index + 2] in ("a", "one", "three"):
        return words[index + 3] in ("half", "quarter", "quarters", "third")
    if following == "to":
        return words[index + 2] in NUMBER_WORDS
    if not following:
        return hedged or not before
    if following in TIME_UNITS:
        return following != "day" or hedged
    if not following[0].isalpha():
        return hedged
    if following in FUNCTION_WORDS or following in _NOT_COUNTED or following[-2:] in ("'s", "’s"):
        return hedged and following not in ("another", "of")
    return not tokens.capital(index + 1) or hedged


def _begins_share(tokens: Tokens, index: int) -> bool:
    words = tokens.words
    step = index + 2
    if words[step] == "of" or words[step] in ("every", "each"):
        step += 1
    if words[step] == "every":
        step += 1
    if words[step] in ("a", "about", "some", "around", "roughly"):
        step += 1
    word = words[step]
    if word.isdecimal() and len(word) == 4 and 1900 <= int(word) <= 2100:
        return False
    return word in NUMBER_WORDS or word[:1].isdigit()


def _hyphened(tokens: Tokens, index: int) -> bool:
    """`one-third`, `one-in-five`, `one-year`; not `one-sided`, `one-time`, `one-on-one`."""
    words = tokens.words
    following = words[index + 2]
    if not tokens.glued(index + 1):
        return False
    if following in ("to", "on"):
        return words[index + 4] in NUMBER_WORDS and words[index + 4] != "one"
    return following in TIME_UNITS or following in DENOMINATORS or following in SCALES or following in ("in", "percent", "person", "person's")

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
_JOINTS = frozenset("or and in out of every per to".split())


def one_is_a_number(tokens: Tokens, index: int, hedged: bool) -> bool:
    """Whether `one` counts something: `one in five`, `one person`, `at least one`; not `no one`, `one must`."""
    words = tokens.words
    following, before = words[index + 1], words[index - 1]
    if following == "-":
        return _hyphened(tokens, index)
    if (
        following in SCALES
        or following in ("percent", "%")
        or words[index + 1 : index + 3] == ["per", "cent"]
    ):
        return True
    if following in DENOMINATORS and following != "second":
        return before != "the"
    if before in _PRONOUN_BEFORE or (before == "-" and tokens.glued(index)):
        return False
    if following in _JOINTS:
        return _is_joined(tokens, index)
    return _is_counted(tokens, index, hedged)


def _is_joined(tokens: Tokens, index: int) -> bool:
    """Whether `one` and the small word behind it go on to another number: `one or two`, `one in five`."""
    words = tokens.words
    following, second = words[index + 1], words[index + 2]
    if following == "or":
        return second == "more" or second in NUMBER_WORDS
    if following == "and":
        return words[index + 3] in ("half", "quarter", "quarters", "third")
    if following == "of":
        return words[index + 2] in ("every", "each") or _is_bounded(tokens, index)
    if following in ("in", "out"):
        return _begins_share(tokens, index)
    return second in NUMBER_WORDS or second[:1].isdigit()


def _is_bounded(tokens: Tokens, index: int) -> bool:
    """`at least one of the guards`, `more than one of them`; but not `other than one of them`."""
    words = tokens.words
    bound = words[index - 2 : index] if index > 1 else []
    return bound == ["at", "least"] or (bound[1:] == ["than"] and bound[0] in ("more", "fewer", "less"))


def _is_counted(tokens: Tokens, index: int, hedged: bool) -> bool:
    """Whether what follows `one` is a thing that may be counted, rather than what a pronoun does."""
    words = tokens.words
    following = words[index + 1]
    if not following:
        return hedged or not words[index - 1]
    if following in TIME_UNITS:
        return following != "day" or hedged
    if not following[0].isalpha():
        return hedged
    if following in FUNCTION_WORDS or following in _NOT_COUNTED or following.endswith(("'s", "’s")):
        return hedged and following != "another"
    return hedged or not tokens.capital(index + 1)


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
    if following == "to" and not tokens.glued(index + 2):
        return words[index + 3] in NUMBER_WORDS  # "one- to two-thirds"
    if following in ("to", "on"):
        return words[index + 4] in NUMBER_WORDS and words[index + 4] != "one"
    return (
        following in TIME_UNITS
        or following in DENOMINATORS
        or following in SCALES
        or following in ("in", "and", "percent", "person")
    )

"""Tell a fall from a rise, by the words before and after a number."""

from __future__ import annotations

from etl.phrases.found import Quantity
from etl.phrases.tokens import Tokens

_FALL_VERBS = frozenset(
    "fell fall falls falling fallen drop dropped drops dropping decline declined declines declining decrease decreased "
    "decreases decreasing down shrank shrunk shrinks shrinking plunge plunged plunges plunging plummeted plummeting "
    "slumped slumping tumbled tumbling slid sliding dipped dipping sank sunk reduce reduced reduces reducing lower "
    "lowered lowering cut cuts cutting slash slashed slashing contracted contracting halve diminished dwindled".split()
)
_RISE_VERBS = frozenset(
    "rose rise rises rising risen grew grow grows growing grown increase increased increases increasing jump jumped jumps "
    "jumping climb climbed climbs climbing surge surged surges surging soar soared soaring up gain gained gains raised "
    "raise raises raising leapt swelled expanded spiked exceeded".split()
)
CHANGE_VERBS = _FALL_VERBS | _RISE_VERBS
_FALL_NOUNS = frozenset(
    "fall falls drop drops decline declines decrease decreases reduction reductions cut cuts dip plunge slump collapse "
    "contraction slide".split()
)
_RISE_NOUNS = frozenset(
    "rise rises increase increases jump jumps climb surge growth gain gains leap spike hike".split()
)
_FALL_AFTER = frozenset(
    {"less", "fewer", "lower", "smaller", "cheaper", "reduction", "reductions", "decrease", "decreases"}
)
_FALL_AFTER_ARTICLE = frozenset(
    {"fall", "drop", "decline", "cut", "dip", "plunge", "slump", "collapse", "contraction"}
)
_LEVELS = frozenset({"below", "under", "above"})
_ADVERBS = frozenset({"back", "further", "again", "another", "overall", "even", "a", "an", "only", "just"})
_MOST_WORDS = 8  # of a phrase; a fall word farther away is left out
_CHANGES = frozenset({"percent", "percentage_points"})
_MOST_BETWEEN = 14
_JOINTS = frozenset({"and", ","})
# What may stand between the words of a fall and its number, beside numerals: dates, and a first number.
_BETWEEN = frozenset(
    "in and by since between from until during the early mid late about nearly almost around roughly than more less at "
    "least over some percent per cent percentage points % , - – january february march april may june july august "
    "september october november december last year years this half first second quarter of".split()
)
_AFTER_DOWN = frozenset("on from since against compared in over year , .".split())


def fall_before(tokens: Tokens, begin: int, floor: int, size: Quantity) -> int | None:
    """The first token of the words that make the number a fall (`fell by`, `down`, `a drop in sales of`), or None.

    `begin` is the first token of the number and its hedges. `fell to 25%` and `fell below 25%` are levels, not falls.
    """
    words = tokens.words
    index = begin - 1
    if index < floor:
        return None
    word = words[index]
    if word == "of":
        noun = _noun_before(tokens, index, floor, begin)
        return begin if noun is None and _fell_before_date(tokens, index, _FALL_NOUNS) else noun
    is_change = size.unit in _CHANGES or _is_money(size.unit)
    while is_change and index > floor and (words[index] in _ADVERBS or words[index].endswith("ly")):
        index -= 1
    word = words[index]
    if word == "by":
        verb = _verb_before(tokens, index, floor, begin, far=is_change)
        return begin if verb is None and is_change and _fell_before_date(tokens, index, _FALL_VERBS) else verb
    if not is_change or words[begin] in _LEVELS:
        return None
    if word == "some" and index > floor:
        index -= 1
    if words[index] in _FALL_VERBS and words[index] not in _FALL_NOUNS_ONLY:
        return index
    return None


_FALL_NOUNS_ONLY = frozenset({"lower", "cuts"})


def _is_money(unit: str | None) -> bool:
    return unit is not None and unit.isupper()


def _verb_before(tokens: Tokens, by: int, floor: int, begin: int, far: bool) -> int | None:
    """The verb of a fall before `by`: close by, or with its object between (`cut the prison population by`)."""
    words = tokens.words
    nearest = by - 1
    lowest = max(floor, begin - _MOST_WORDS + 2) if far else max(floor, by - 2)
    for index in range(nearest, lowest - 1, -1):
        word = words[index]
        if word in _RISE_VERBS or word in _RISE_NOUNS or not (word.isalpha() or word == "-"):
            return None
        if word in _FALL_VERBS:
            return index
        if not far and not word.endswith("ly") and word not in _ADVERBS:
            return None
    return None


def _noun_before(tokens: Tokens, of: int, floor: int, begin: int) -> int | None:
    """The noun of a fall before `of`: `a drop of`, `a fall in production of`."""
    words = tokens.words
    if of - 1 >= floor and words[of - 1] in _FALL_NOUNS:
        return of - 1
    for index in range(of - 2, max(floor, of - 5, begin - _MOST_WORDS + 2) - 1, -1):
        if not words[index + 1].isalpha() or words[index] in _RISE_NOUNS:
            return None
        if words[index] in _FALL_NOUNS and words[index + 1] == "in":
            return index
    return None


def _fell_before_date(tokens: Tokens, index: int, falls: frozenset[str]) -> bool:
    """Whether a fall governs the `by` or `of` at the token across a date or a first number, which it leaves alone.

    So in `fell in 2019 by 25%`, `a drop in 2019 of 25%`, `fell by 12% in 2018 and by 4%`.
    """
    words = tokens.words
    for place in range(index - 1, max(-1, index - _MOST_BETWEEN), -1):
        word = words[place]
        if word in falls:
            return words[index - 1] not in _JOINTS or words[index] in words[place + 1 : index]
        if word not in _BETWEEN and not word[:1].isdecimal():
            return False
    return False


def fall_after(tokens: Tokens, begin: int, end: int, size: Quantity) -> int | None:
    """The token after the words that make the number before them a fall (`25% fewer`, `a 25% drop`), or None.

    `25% drop out of school` is no fall: `drop`, `fall`, `decline` and `cut` are nouns only behind an article or
    before `in`.
    """
    words = tokens.words
    step = end + 1 if words[end] == "-" and size.unit == "percent" else end
    if words[step] in ("overall", "annual", "sharp", "further") and size.unit == "percent":
        step += 1
    word = words[step]
    if word in _FALL_AFTER:
        if word in ("lower", "smaller", "cheaper") and not size.unit:
            return None
        return None if size.unit == "times" else step + 1
    if word == "down" and size.unit in _CHANGES:
        return step + 1 if words[step + 1] in _AFTER_DOWN or not words[step + 1] else None
    if word in _FALL_AFTER_ARTICLE and size.unit in _CHANGES:
        is_noun = (
            words[begin - 1] in ("a", "an", "the", "this", "that", "its", "their") or words[step + 1] == "in"
        )
        return step + 1 if is_noun else None
    return None

"""Read the words around a number that say how its true value lies to it."""

from __future__ import annotations

from etl.phrases.tokens import Tokens

UNREAD = "unread"

_BEFORE_PHRASES = {
    "approximately": """
        about; around; approximately; approx; approx .; est .; roughly; circa; ca .; ca; c .; some; an estimated; estimated;
        estimates of; an estimate of; close to; in the region of; in the order of; on the order of; of the order of;
        in the neighbourhood of; in the neighborhood of; somewhere around; something like; ~; ≈; ∼; barely;
        an approximate; more or less; give or take; hardly; scarcely; an average of about; loosely""",
    "at_least": """
        at least; no fewer than; no less than; not fewer than; not less than; a minimum of; minimum; minimum of;
        the minimum of; at a minimum; at minimum; not below; no lower than; as few as; as little as; as low as; ≥; > =;
        at the very least; at the least; from at least""",
    "more_than": """
        more than; over; above; in excess of; exceeding; exceeds; exceeded; exceed; greater than; higher than;
        upwards of; upward of; north of; topping; topped; tops; surpassing; surpassed; surpasses; surpass; larger than;
        longer than; older than; beyond; >;
        over the age of; above the age of; over age""",
    "almost": """
        nearly; almost; just under; just short of; just below; just shy of; shy of; approaching; nearing; neared;
        approached; not quite; close on; slightly under; slightly less than; slightly below; slightly fewer than;
        just less than; a little under; a little less than; little less than; a little short of""",
    "up_to": """
        up to; up to the age of; as high as; as many as; as much as; as long as; as large as; at most; at the most; no more than;
        not more than; no greater than; no higher than; not exceeding; a maximum of; maximum; maximum of;
        the maximum of; not over; no longer than; no larger than; ≤; < =; not above; at the very most""",
    "less_than": """
        fewer than; less than; under; below; smaller than; lower than; shorter than; younger than; <; short of; south of;
        under the age of; below the age of; under age; below age""",
    UNREAD: """
        nowhere near; not; never; far from; far short of; not nearly; not even; not exactly; not about; ±; not around;
        a fraction of; fraction of; not necessarily; except; anything but; plus or minus; + / -;
        minus; negative""",
}
_BEFORE = {
    tuple(phrase.split()): qualifier
    for qualifier, phrases in _BEFORE_PHRASES.items()
    for phrase in phrases.split(";")
}
_LONGEST_BEFORE: dict[str, int] = {}
for _phrase in _BEFORE:
    _LONGEST_BEFORE[_phrase[-1]] = max(len(_phrase), _LONGEST_BEFORE.get(_phrase[-1], 0))
_LAST_WORDS = frozenset({*_LONGEST_BEFORE, "-"})

# Adverbs that may stand before a hedge and leave its meaning as it is: "well over", "just over", "very nearly".
_STRENGTH = frozenset(
    "just well far slightly very only considerably significantly substantially comfortably little".split()
)

_AFTER_PHRASES = {
    "approximately": "or so; - odd; odd; - some; or thereabouts; approximately; - ish; ish; roughly; , give or take; give or take",
    "at_least": """
        or more; or above; or over; or higher; or greater; or older; or longer; or up; and up; and over; and above;
        and older; and upwards; and upward; or upwards; or upward; +; plus; - plus; at least; at a minimum; or better;
        or larger; minimum; to life; - to - life""",
    "up_to": """
        or fewer; or less; or under; or below; or lower; or younger; or shorter; and under; and below; and younger;
        at most; at the most; at a maximum; or smaller; maximum; max; tops""",
    UNREAD: "- something; - somethings; something",
}
_AFTER: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _qualifier, _phrases in _AFTER_PHRASES.items():
    for _text in _phrases.split(";"):
        _words = tuple(_text.split())
        _AFTER.setdefault(_words[0], []).append((_words, _qualifier))
for _candidates in _AFTER.values():
    _candidates.sort(key=lambda candidate: -len(candidate[0]))

_MOST_HEDGES = 3
_LOWER = frozenset({"at_least", "more_than"})
_UPPER = frozenset({"almost", "up_to", "less_than"})
_BOUNDS = _LOWER | _UPPER
_PLACED = frozenset(
    "over above under below beyond".split()
)  # before a bound a place: "watches over up to 150 men"

# "over" before a length of time is "more than" after one of these, a stretch of time after the others.
_TIME_FOLLOWS = frozenset(
    "for of to after serve serves served serving spent spend spends spending last lasts lasted lasting take took takes "
    "taking is was are were been be being face faces faced facing get got receive receives received receiving wait waits "
    "waited waiting in aged than and or a an the at average averaged averaging sentenced live lived by with".split()
)
_CLOSING = frozenset("ago old older later earlier imprisonment".split())
_TOPIC = frozenset(
    "talk talks talked talking book books story stories film films know knows knew ask asked asking worry worried "
    "worries complain complained complaining tell told forget forgot think thinking thought dream dreamt all".split()
)


def hedges_before(tokens: Tokens, begin: int, floor: int) -> tuple[int, list[str]]:
    """The first token of the hedges that stand directly before a number, and what each says, nearest first.

    Nothing before the token `floor` is looked at; without a hedge the answer is (begin, []).
    """
    found: list[str] = []
    if begin <= floor or tokens.words[begin - 1] not in _LAST_WORDS:
        return begin, found
    while len(found) < _MOST_HEDGES:
        length, qualifier = _hedge_ending(tokens, begin, floor)
        if not qualifier or (found and found[-1] in _BOUNDS and tokens.words[begin - 1] in _PLACED):
            break
        begin -= length
        found.append(qualifier)
    if found and begin > floor and tokens.words[begin - 1] in _STRENGTH:
        begin -= 1
    return begin, found


def _hedge_ending(tokens: Tokens, end: int, floor: int) -> tuple[int, str]:
    words = tokens.words
    last = words[end - 1]
    if end - 1 < floor or last not in _LAST_WORDS:
        return 0, ""
    if last == "-" and end - 2 >= floor and words[end - 2] in ("over", "under", "sub") and tokens.glued(end):
        return 2, "more_than" if words[end - 2] == "over" else "less_than"
    longest = _LONGEST_BEFORE.get(last, 0)
    if last == "an" or last == "a":
        return 0, ""
    for length in range(min(longest, end - floor), 0, -1):
        qualifier = _BEFORE.get(tuple(words[end - length : end]))
        if qualifier and not _means_otherwise(tokens, end - length, end, floor):
            return length, qualifier
    return 0, ""


def _means_otherwise(tokens: Tokens, begin: int, end: int, floor: int) -> bool:
    """Whether the words are no hedge here: `a book about two men`, `the estimated`, `short of` …"""
    words = tokens.words
    word, before = words[begin], words[begin - 1] if begin > floor else ""
    if end - begin > 1:
        return False
    if word == "about":
        return before in _TOPIC
    if word == "c":
        return not tokens.glued(end)
    if word in ("<", ">"):
        return tokens.words[end][:1].isalpha()
    return word == "better"


def hedges_after(tokens: Tokens, index: int) -> tuple[int, str]:
    """The token after the hedge that begins here, and what it says; (index, "") where none begins.

    One or two words may stand between: `30 people or more`.
    """
    words = tokens.words
    if words[index] not in _AFTER and words[index + 1] != "or" and words[index + 2] != "or":
        return index, ""
    end, qualifier = _after(tokens, index)
    if qualifier:
        return end, qualifier
    for step in (index + 1, index + 2):
        if not words[step - 1].isalpha() or words[step - 1] in ("and", "or", "at", "to"):
            break
        if words[step] == "or":
            end, qualifier = _after(tokens, step)
            if qualifier:
                return end, qualifier
    return index, ""


def _after(tokens: Tokens, index: int) -> tuple[int, str]:
    words = tokens.words
    for phrase, qualifier in _AFTER.get(words[index], ()):
        end = index + len(phrase)
        if tuple(words[index:end]) != phrase:
            continue
        if _begins_something_else(tokens, index, end):
            continue
        return end, qualifier
    return index, ""


def _begins_something_else(tokens: Tokens, index: int, end: int) -> bool:
    """`30 or more than`, `10 at least 5`, `5 + 3`, `the 30 odd numbers`: the words belong to what follows."""
    words = tokens.words
    word = words[index]
    following = words[end]
    if word in ("+", "-", "ish") and not tokens.glued(index):
        return True
    if word == "plus":
        return following[:1].isalnum() and following not in ("years", "people", "year")
    if word == "odd":
        return True
    if following == "than":
        return True
    if word in ("at", "approximately", "roughly", "maximum", "minimum", "max", "tops"):
        return following[:1].isalnum() or following in ("$", "£", "€")
    return False


def meaning_of_over(tokens: Tokens, begin: int, end: int, floor: int) -> str:
    """What `over` means before a length of time: `more_than`, `during` or, where the words do not tell, `unread`.

    `begin` is the token `over`, `end` the token after the unit. After a verb or preposition that takes a length of
    time, before `ago` or `old`, and where nothing else stands around it, it means `more than`; right after another
    number (`20% over five years`) and at the head of a clause (`Over ten years, …`) it means `in the course of`.
    """
    words = tokens.words
    before, following = words[begin - 1] if begin else "", words[end]
    if begin == floor and begin > 0:
        return "during"
    if before in _TIME_FOLLOWS or following in _CLOSING:
        return "more_than"
    if not before or not before[0].isalnum():
        return "during" if following == "," else "more_than" if not following else UNREAD
    return UNREAD


def combined(qualifiers: list[str]) -> str:
    """What several hedges say together: a bound outweighs an approximation, two that disagree are unread.

    `at least about 30` and `about 30 or more` keep the bound that the words give. No tighter bound is ever made.
    """
    if not qualifiers:
        return "exact"
    if UNREAD in qualifiers:
        return UNREAD
    bounds = {qualifier for qualifier in qualifiers if qualifier != "approximately"}
    if not bounds:
        return "approximately"
    if len(bounds) == 1:
        return bounds.pop()
    if bounds <= _LOWER:
        return "at_least"
    if bounds <= _UPPER:
        return "up_to" if "up_to" in bounds else "less_than"
    return UNREAD

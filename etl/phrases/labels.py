"""Recognise the labels that make the number behind them a name: `Section 12`, `AB 47`, `week 3`."""

from __future__ import annotations

from etl.phrases.lexicon import CURRENCIES, FUNCTION_WORDS, GLUED_MEASURES, PEOPLE, SCALES
from etl.phrases.tokens import Tokens
from etl.phrases.units import unit_after

# Labels that number what follows in either case, and labels that do so only with a capital.
_LABELS = frozenset(
    "article articles subsection subsections version versions tables section sections sec secs chapter chapters page pages pp paragraph paragraphs para paras clause "
    "clauses footnote footnotes endnote endnotes appendix annex annexe exhibit psalm verse room route highway interstate "
    "resolution directive regulation convention proposition prop amendment schedule bill bills figure figures fig table box "
    "phase volume vol no nos nr number ext episode channel boeing airbus formula catch agenda apollo protocol iphone".split()
)
_LOOSE = frozenset(
    "no number figure figures measure table tables bill bills schedule box amendment agenda channel formula".split()
)
_CAPITAL_LABELS = frozenset(
    "act title part rule measure count cell block unit flight windows apt suite question item type category level class "
    "tier step version season round group case district ward zone day week point grade goal target pillar area line gate "
    "platform division order act law code decree issue note iphone python java file docket operation form report initiative force".split()
)
# Kinds that a number tells apart even before a noun ("a stage 4 cancer"), and places in an order that it tells only
# where nothing is counted behind it ("in week 3 of the trial", but "last week 3 people").
_KINDS = frozenset("category stage type grade level tier class".split())
_TURNS = frozenset(
    "week day month year round step question item part unit block wing ward cell radio chart graph map".split()
)
_DETERMINERS = frozenset(
    "each every per this that last next same any previous first second following past current new".split()
)
_LONG_THINGS = frozenset("page pages part volume vol step day week chapter episode slide round night".split())
_INITIALED = frozenset("p v art sec no nos vol pp prop para fig ch r h s ref refs".split())
_PLACES = frozenset(
    {
        "US",
        "UK",
        "EU",
        "UN",
        "USA",
        "UAE",
        "NYC",
        "LA",
        "DC",
        "NHS",
        "AIDS",
        "HIV",
        "CEO",
        "TV",
        "PM",
        "AM",
        "FBI",
        "CIA",
        "DEA",
    }
)
_FOLLOWS_LIST = frozenset({",", "and", "or", "to", "-", "–", "&"})


def label_begin(tokens: Tokens, index: int, floor: int) -> int | None:
    """The first token of a label before the numeral: `Section 12`, `No. 5`, `§ 5`, `H.R. 40`, `AB 47`."""
    words = tokens.words
    at = index - 1
    if words[at] in ("#", "§", "№", "¶"):
        return at
    dotted = words[at] == "." and at - 1 >= floor and tokens.glued(at)
    if dotted:
        at -= 1
    word = words[at]
    if not word.isalpha():
        return None
    if word in _INITIALED and dotted:
        return _initials(tokens, at, floor)
    if word not in _LABELS and word not in _KINDS and word not in _TURNS and not tokens.capital(at):
        return None
    if dotted or unit_after(tokens, index + 1)[0] or words[index + 1] in SCALES:
        return None
    if word in _KINDS or word in _TURNS:
        return at if tokens.capital(at) or _tells_apart(tokens, at, index) else None
    if word in _LOOSE and not tokens.capital(at):
        return (
            at
            if word in ("figure", "figures", "table", "tables") and words[at - 1] in ("see", "in", "(")
            else None
        )
    if word in _LABELS or word in _CAPITAL_LABELS:
        before = at - 1
        return before if word in ("bill", "bills") and before >= floor and tokens.capital(before) else at
    return at if _is_acronym(tokens, at, index) else None


def _tells_apart(tokens: Tokens, at: int, index: int) -> bool:
    """`a stage 4 cancer` and `in week 3 of the trial` are names; `at this stage 4 men` and `that day 3 men` are not."""
    words = tokens.words
    if words[at - 1] in _DETERMINERS or not words[index].isdecimal() or len(words[index]) > 2:
        return False
    if words[at] in _TURNS and words[at - 1] in ("a", "one"):
        return False
    following = words[index + 1]
    if following == "-" and words[index + 2].isalpha():
        return False  # "a low-level 3-way merge"
    return words[at] in _KINDS or not following.isalpha() or following in FUNCTION_WORDS


def _initials(tokens: Tokens, at: int, floor: int) -> int:
    """The first letter of initials such as `H.R.`"""
    while (
        at - 2 >= floor
        and tokens.words[at - 1] == "."
        and len(tokens.words[at - 2]) == 1
        and tokens.glued(at - 1)
        and tokens.glued(at)
    ):
        at -= 2
    return at


def _is_acronym(tokens: Tokens, at: int, index: int) -> bool:
    """`AB 47` and `SB 286` are names; `the UK 20 people` and `LGBT 1,200` are not."""
    written, words = tokens.raw(at), tokens.words
    if not (2 <= len(written) <= 4 and written.isupper() and written.isascii() and words[index].isdecimal()):
        return False
    if (
        len(written) == 2
        and len(words[index]) == 5
        and (tokens.capital(index + 1) or not words[index + 1].isalpha())
    ):
        return True  # a postal code
    if written in _PLACES or written in CURRENCIES or words[index + 1] in PEOPLE:
        return False
    if words[index + 1] == "%" or tokens.glued(index):
        return False
    if words[index + 1] in GLUED_MEASURES and tokens.glued(index + 1):
        return False  # "MDMA 120mg"
    return not (tokens.capital(index - 2) and tokens.raw(index - 2).isupper() and len(words[index - 2]) > 1)


def labelled_end(tokens: Tokens, index: int) -> int:
    """The token after a labelled number and what its label goes on to: `5(2)(a)`, `14-16`, `3, 4 and 5`."""
    words = tokens.words
    end = past_suffix(tokens, index + 1)
    if words[end] == "of" and words[index - 1] in _LONG_THINGS and _counts_nothing(tokens, end + 1):
        return end + 2  # "page 5 of 10"
    several = words[index - 1][-1:] == "s"  # "Figures 2 and 3 show"
    for _ in range(6):
        step = end
        while words[step] in _FOLLOWS_LIST and step - end < 2:
            step += 1
        if step == end or not words[step][:1].isdecimal():
            break
        after = past_suffix(tokens, step + 1)
        if unit_after(tokens, after)[0] or words[after] in SCALES or words[after] in PEOPLE:
            break
        if not words[step].replace(".", "").isdecimal():
            break
        if not several and words[after].isalpha() and words[after] not in FUNCTION_WORDS:
            break
        end = after
    return end


def _counts_nothing(tokens: Tokens, index: int) -> bool:
    """Whether a numeral stands at the token with no noun behind it."""
    following = tokens.words[index + 1]
    return tokens.words[index].isdecimal() and (not following.isalpha() or following in FUNCTION_WORDS)


def past_suffix(tokens: Tokens, index: int) -> int:
    """The token after letters and bracketed parts glued to a labelled number."""
    words = tokens.words
    while tokens.glued(index):
        if words[index].isalnum() and len(words[index]) <= 2:
            index += 1
        elif words[index] in ("(", "[") and words[index + 2] in (")", "]"):
            index += 3
        elif words[index] in (".", ":") and tokens.glued(index + 1) and words[index + 1][:1].isdigit():
            index += 2
        else:
            break
    return index

"""Propose regions: places that the text names, the nearest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from etl.proposals.candidates import Candidate
from etl.proposals.context import Context
from etl.proposals.known import Known
from etl.vocabulary import NO_PLACE, WORLD

# Names and adjectives that no rule makes from the names of the vocabulary.
_ALSO = {
    "US": "USA", "U.S.": "USA", "USA": "USA", "America": "USA", "American": "USA", "Americans": "USA",
    "United States": "USA", "UK": "GBR", "U.K.": "GBR", "Britain": "GBR", "British": "GBR", "England": "GBR",
    "Wales": "GBR", "Scotland": "GBR", "Dutch": "NLD", "French": "FRA", "Spanish": "ESP", "Swiss": "CHE",
    "Thai": "THA", "Chinese": "CHN", "Czech Republic": "CZE", "Czech": "CZE", "Vietnam": "VNM", "Russia": "RUS",
    "Russian": "RUS", "Iran": "IRN", "Iranian": "IRN", "Bolivia": "BOL", "Venezuela": "VEN", "Laos": "LAO",
    "Myanmar": "MMR", "Burma": "MMR", "Turkey": "TUR", "Filipino": "PHL", "Danish": "DNK", "Greek": "GRC",
    "Latin America": "M49:419", "Latin American": "M49:419", "European": "M49:150", "EU": "M49:150",
    "Southeast Asia": "M49:035",
}  # fmt: skip
_WORLDWIDE = re.compile(
    r"\b(?:worldwide|global(?:ly)?|around the world|in the world|of the world|every region)\b", re.IGNORECASE
)
_COUNTRIES = re.compile(r".{0,40}\b(?:countries|nations|jurisdictions|governments)\b")
_ADJECTIVE_ENDS = ("n", "an", "ian", "ean", "ese", "i", "ish", "ine")
_SHORTEST = 4


def regions(context: Context, known: Known) -> Iterator[Candidate]:
    """Regions that the sentence, the row above, the paragraph and a heading name, the nearest first; then those without a place."""
    yield from _of_countries(context)
    inside = _named(context.sentence, context.start - context.sentence_span[0], known)
    yield from _some(inside, "the sentence says", known)
    for row in known.above(context)[:1]:
        yield Candidate(row["region"], f"as in the row above, {row['figure_id']}")
    if not inside:
        around = _named(context.paragraph, context.start - context.paragraph_span[0], known)
        yield from _some(around, "the paragraph says", known)
        if not around:
            for heading in context.headings[:3]:
                yield from _some(_named(heading, 0, known)[:1], "the heading above says", known)
    worldwide = _WORLDWIDE.search(context.paragraph)
    if worldwide:
        yield Candidate(WORLD, f"the paragraph says “{worldwide[0]}”")
    yield Candidate(
        NO_PLACE, "the number may be of no place" if inside else "no place is named in the sentence"
    )
    yield Candidate(WORLD, "a statement without a limit")
    for code, count in Counter(code for _, code in _mentions(context.around, known)).most_common(1):
        yield Candidate(code, f"no place is named more often around it ({count})")


def elsewhere(text: str, region: str, known: Known) -> bool:
    """A text that names places, and not this one."""
    named = {code for _, code in _mentions(text, known)} | ({WORLD} if _WORLDWIDE.search(text) else set())
    return bool(named) and region not in named


def _of_countries(context: Context) -> Iterator[Candidate]:
    counted = _COUNTRIES.match(context.quote) or _COUNTRIES.match(context.quote + context.after[:40])
    if counted:
        yield Candidate(WORLD, "a count of countries")


def _named(text: str, place: int, known: Known) -> list[tuple[str, str]]:
    """The places that a text names, as said and by code, the nearest to a place in it first."""
    found = [(abs(match.start() - place), match[0], code) for match, code in _mentions(text, known)]
    if not found and (worldwide := _WORLDWIDE.search(text)):
        return [(worldwide[0], WORLD)]
    return list({code: (said, code) for _, said, code in sorted(found, reverse=True)}.values())[::-1]


def _some(named: Sequence[tuple[str, str]], why: str, known: Known) -> Iterator[Candidate]:
    """The nearest place, the next one, and where there are several the smallest region that holds all of them."""
    common = _common([code for _, code in named], known) if len(named) > 1 else ""
    if len(named) > 2 and common:
        yield Candidate(named[0][1], f"{why} “{named[0][0]}”")
        yield Candidate(common, f"it holds {', '.join(said for said, _ in named)}")
        return
    for said, code in named[:2]:
        yield Candidate(code, f"{why} “{said}”")


def _common(codes: Sequence[str], known: Known) -> str:
    """The smallest region that holds all the others; '' where that is the world."""
    parents = {row["region"]: row["parent"] for row in known.tables["regions"]}
    lines = []
    for code in codes:
        line = [code]
        while (parent := parents.get(line[-1], "")) and parent not in line:
            line.append(parent)
        lines.append(line)
    shared = (code for code in lines[0] if all(code in line for line in lines))
    found = next(shared, "")
    return "" if found == WORLD else found


def _mentions(text: str, known: Known) -> Iterator[tuple[re.Match[str], str]]:
    names = _names(
        tuple((row["region"], row["name"], row["sentence_name"]) for row in known.tables["regions"])
    )
    for match in _pattern(tuple(names)).finditer(text):
        yield match, names[match[0]]


@lru_cache(maxsize=4)
def _names(rows: tuple[tuple[str, str, str], ...]) -> Mapping[str, str]:
    """Every name and adjective by which a text may speak of a region, with its code."""
    codes = {code for code, _, _ in rows}
    names, adjectives = {}, {}
    # Of two names that give one adjective the longer is meant: Nigerian is of Nigeria, not of Niger.
    for code, name, sentence_name in sorted(rows, key=lambda row: len(row[1])):
        if code in (WORLD, NO_PLACE):
            continue
        for said in (name, sentence_name.removeprefix("the ")):
            names[said] = code
            adjectives.update(dict.fromkeys(_adjectives(said), code))
    names = {**adjectives, **names}
    return {**names, **{said: code for said, code in _ALSO.items() if code in codes}}


def _adjectives(name: str) -> Iterator[str]:
    """Mexico: Mexican, Philippines: Philippine … Not all of them are words, but those that are not do no harm."""
    if name.endswith(("America", "Asia", "Africa")):
        yield f"{name}n"
    if len(name) < _SHORTEST or " " in name:
        return
    for stem in {name, name.rstrip("aeiouy"), name.removesuffix("s"), name.removesuffix("ia"), name[:-1]}:
        if len(stem) >= _SHORTEST:
            yield from (stem + end for end in _ADJECTIVE_ENDS if stem + end != name)


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")

"""Make one sentence of figures that share a drawing: what each states and who says so. It never says more than the rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.charts.counts import separate
from dashboard.charts.wording import RIVAL_KINDS
from dashboard.figure import Figure, sentence_case
from dashboard.words import known, say, say_number
from etl.statement import change_words, in_place, number_words

# A longer sentence is not read: it says how many figures there are, and the lowest and the highest of them.
MOST_TOLD = 4
LONGEST = 330
NUMBER, SECOND = "\0", "\1"


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of the sentence: its whole claim, the few words that do after another's, and who says so."""

    whole: str
    short: str
    who: str


def sentence(figures: Sequence[Figure]) -> str:
    """What figures of one measure, place and unit state together; none of them speaks for the others, nothing is added up.

    Where they are said in the same words, these are said once. What was worked out here is told beside a lone printed
    number; beside several it stands in the drawing alone.
    """
    printed = [figure for figure in figures if not figure.derived]
    spoken = printed if len(printed) > 1 else list(figures)
    if len(spoken) <= MOST_TOLD:
        for tell in (_one_after_another, _group_by_group, _under_their_name):
            if (told := tell(spoken)) and len(told) <= LONGEST:
                return told
    return _lowest_and_highest(spoken)


def _one_after_another(figures: Sequence[Figure]) -> str:
    """'Opium production fell by 25% in 2017 and rose by 65% in 2018, according to …'; '' where more than these words differ."""
    # A difference that the claims do not tell must be told under the name.
    if _rules_differ(figures) or len({figure.group for figure in figures}) > 1:
        return ""
    times = [figure.when or "" for figure in figures]
    if len(set(times)) == 1:
        times = [""] * len(figures)
    elif not all(times):
        return ""
    for numbers in zip(*map(_number_texts, figures), strict=True):
        frame, whos = _frame(figures, numbers, times)
        if frame:
            middle = frame[frame.index(SECOND) + 1 : frame.index(NUMBER)] if _is_second_first(frame) else " "
            short = SECOND + middle + NUMBER if _is_second_first(frame) else f"{NUMBER} {SECOND}"
            return _joined(_told(frame, short.strip() if times[0] else NUMBER, numbers, times, whos))
    return ""


def _group_by_group(figures: Sequence[Figure]) -> str:
    """'45% of people in prison are Black people and 28% white people, according to …'; '' where more than these words differ."""
    groups = [figure.group_in_sentence or "" for figure in figures]
    numbers = [_number_texts(figure)[0] for figure in figures]
    if _rules_differ(figures) or not all(groups) or len(set(groups)) < len(groups):
        return ""
    frame, whos = _frame(figures, numbers, groups)
    if not frame or len(set(whos)) > 1:
        return ""
    words = frame[: frame.index(SECOND)].replace(NUMBER, " ").split()
    link = words[-1].lower() if words and words[-1].lower() in say("several.links").split() else ""
    if _is_second_first(frame) and words and not link:
        return ""
    group = f"{link} {SECOND}".strip()
    short = f"{group} {NUMBER}" if _is_second_first(frame) else f"{NUMBER} {group}"
    return _joined(_told(frame, short, numbers, groups, whos))


def _frame(figures: Sequence[Figure], numbers: Sequence[str], second: Sequence[str]) -> tuple[str, list[str]]:
    """The claim that all figures share, with marks for the number and a second thing, and who says each; ('', []) for none."""
    told = [figure.claim.removesuffix(".") for figure in figures]
    masked = [_masked(*texts) for texts in zip(told, numbers, second, strict=True)]
    frame = next((mask for mask, figure in zip(masked, figures, strict=True) if not figure.derived), "")
    whos = [figure.statement.removeprefix(claim) for figure, claim in zip(figures, told, strict=True)]
    for at, (mask, figure) in enumerate(zip(masked, figures, strict=True)):
        # A number that was worked out says so after its claim.
        if figure.derived and frame and mask.startswith(f"{frame}, "):
            whos[at] = f"{mask.removeprefix(frame)}."
        elif not frame or mask != frame:
            return "", []
    return frame, whos


def _masked(claim: str, number: str, second: str) -> str:
    """The claim with marks in the place of both; '' where either does not stand in it, or more than once."""
    for text, mark in ((second, SECOND), (number, NUMBER)):
        if text:
            alone = rf"(?<![\w.,$€£−-]){re.escape(text)}(?![\w%]|[.,]\d)"
            claim, found = re.subn(alone, mark, claim, flags=re.IGNORECASE)
            if found != 1:
                return ""
    return claim


def _is_second_first(frame: str) -> bool:
    return SECOND in frame and frame.index(SECOND) < frame.index(NUMBER)


def _told(
    frame: str, short: str, numbers: Sequence[str], second: Sequence[str], whos: Sequence[str]
) -> list[Told]:
    def filled(words: str, at: int) -> str:
        return words.replace(NUMBER, numbers[at]).replace(SECOND, second[at])

    return [Told(filled(frame, at), filled(short, at), who) for at, who in enumerate(whos)]


def _under_their_name(figures: Sequence[Figure]) -> str:
    """'Killings in the Philippines since June 2016 came to at least 6,200, according to …; up to 30,000, according to …'.

    The past tense is the same for one and for many: 'People in prison came to …', 'Opium production came to …'.
    """
    together, apart = _together(figures)
    stem, alike = _stem(together)
    told = [
        Told(item, item, _who(figure)) for figure, item in ((f, _item(f, together, alike)) for f in together)
    ]
    more = f"; {say_number('several.apart', apart)}" if apart else ""
    return say("several.named", name=stem, told=_joined(told, capital=False).removesuffix(".") + more)


def _lowest_and_highest(figures: Sequence[Figure]) -> str:
    """'Killings in the Philippines received 6 numbers from 4 sources, the lowest 342, the highest up to 30,000.'"""
    stem, alike = _stem(figures)
    numbered = [figure for figure in figures if figure.numbers]
    if not numbered:
        counted = say("several.claims", number=len(figures), sources=_sources(figures))
        return say("several.unnumbered", name=stem, counted=counted)
    low, high = (
        min(numbered, key=lambda figure: min(figure.numbers)),
        max(numbered, key=lambda figure: max(figure.numbers)),
    )
    counted = say("several.numbers", number=len(figures), sources=_sources(figures))
    ends = [_item(figure, figures, alike) for figure in (low, high)]
    return say("several.span", name=stem, counted=counted, low=ends[0], high=ends[1])


def _sources(figures: Sequence[Figure]) -> str:
    """How many say so. Documents that name no source may go back to one: not all of these can be told apart."""
    speakers = len({figure.speaker for figure in figures})
    if all(figure.has_source for figure in figures):
        return say_number("several.sources", speakers)
    return say_number("several.unnamed", speakers)


def _together(figures: Sequence[Figure]) -> tuple[list[Figure], int]:
    """The figures of the first one's time, and how many cover a time of their own, where there are at least two of those."""
    together = [figure for figure in figures if not separate(figures[0], figure)]
    if (
        figures[0].kind not in RIVAL_KINDS
        or len(together) < 2
        or len({figure.when for figure in together}) > 1
    ):
        return list(figures), 0
    return together, len(figures) - len(together)


def _stem(figures: Sequence[Figure]) -> tuple[str, bool]:
    """What is counted, where and, where that is the same for all, when; and whether it is."""
    first = figures[0]
    place = in_place(first.region_sort, first.region_in_sentence or first.region_name)
    alike = len({figure.when for figure in figures}) == 1
    stem = sentence_case(first.measure_name) + place + (f" {first.when}" if alike and first.when else "")
    return (say("several.rules", name=stem) if _rules_differ(figures) else stem), alike


def _rules_differ(figures: Sequence[Figure]) -> bool:
    """Each includes something else, or one does not say what it includes. Shares in one drawing have one whole."""
    return len({figure.base for figure in figures}) > 1


def _item(figure: Figure, among: Sequence[Figure], alike: bool) -> str:
    """The number, of whom and when as far as that tells it from the others."""
    number = _as_noun(figure) if figure.kind == "change" else figure.number
    # What is counted says of which people: 'People in prison came to 40,000'.
    if figure.unit == "people":
        number = number.removesuffix(f" {figure.singular if figure.value == 1 else figure.plural}")
    if figure.group_name and len({other.group for other in among}) > 1:
        number = say("several.of_group", number=number, group=figure.group_in_sentence or figure.group_name)
    if not alike:
        number = f"{number} {figure.when}" if figure.when else say("several.undated", number=number)
    return number


def _as_noun(figure: Figure) -> str:
    """A change that something can come to: 'a fall of 25%'."""
    verb, _, number = figure.number.partition(" by ")
    return say(f"several.{verb}", number=number) if known(f"several.{verb}") else figure.number


def _who(figure: Figure) -> str:
    """Who says so, as the end of a sentence."""
    claim = figure.claim.removesuffix(".")
    said = figure.statement.removeprefix(claim)
    return said if len(said) > 1 and not figure.derived else f", {figure.speaker}."


def _joined(told: Iterable[Told], *, capital: bool = True) -> str:
    """The first claim in full, the others in short; what one source says stands together."""
    parts, opened = [], False
    for who, group in groupby(told, key=lambda one: one.who):
        items = [one.short if opened or at else one.whole for at, one in enumerate(group)]
        opened = True
        parts.append(_listed(items) + who.removesuffix("."))
    text = "; ".join(parts)
    return f"{sentence_case(text) if capital else text}."


def _listed(items: Sequence[str]) -> str:
    *most, last = items
    return say("counted.and", most=", ".join(most), last=last) if most else last


def _number_texts(figure: Figure) -> tuple[str, ...]:
    """The ways in which a statement may give the number: bare, and for a change with its verb."""
    quantity = figure.quantity
    if figure.kind != "change":
        return (number_words(quantity, figure.singular, figure.plural),)
    verbs = [
        change_words(quantity, figure.singular, figure.plural, lasting=lasting) for lasting in (False, True)
    ]
    return (verbs[0].partition(" by ")[2], *verbs)

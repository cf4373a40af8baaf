"""Propose measures: those whose words stand nearest to the phrase and whose unit the phrase can have."""

from __future__ import annotations

from collections.abc import Iterator

from etl.proposals.candidates import Candidate
from etl.proposals.context import Context
from etl.proposals.known import Known, Row
from etl.proposals.words import Word, form_of, words_of
from etl.quoted import read_quoted

_REACH = 60.0  # characters over which a word loses half of its weight
_ELSEWHERE = 0.25  # the weight of a word of the paragraph that stands in another sentence …
_IN_HEADING = 0.3  # … and of one in the nearest heading
_UNIT_NAMED = 1.6
_OF_OTHERS = 0.4  # the measure is of a group of people whom the paragraph does not name
_KIND_FITS = 1.35
_LEAST = 0.02
_MOST_WORDS_SAID = 4
_WORDLESS = ("rank", "event")
_CHANGES = {form_of(word) for word in "rise fall change grow reduce drop".split()}


def measures(context: Context, known: Known) -> Iterator[Candidate]:
    """Measures that the context speaks of, the likeliest first."""
    near, around = _weighted(context), frozenset(word.form for word in words_of(context.paragraph))
    scored = []
    for code, row in known.measures.items():
        if not _can_be(context, row, known):
            continue
        words = known.weights[code]
        shares = {form: weight * words[form] for form, (weight, _) in near.items() if form in words}
        score = sum(shares.values()) * _fit(context, row, known, around)
        if score > _LEAST:
            scored.append((score, code, shares))
    for _, code, shares in sorted(scored, key=lambda one: (-one[0], one[1])):
        said = sorted(shares, key=lambda form: -shares[form])[:_MOST_WORDS_SAID]
        words_said = ", ".join(f"“{near[form][1]}”" for form in said)
        yield Candidate(code, f"{known.measures[code]['name']}: the text says {words_said}")


def _weighted(context: Context) -> dict[str, tuple[float, str]]:
    """Each form near the phrase with its weight, and the word as written."""
    found: dict[str, tuple[float, str]] = {}
    begin, end = context.sentence_span
    first = context.paragraph_span[0]
    for word in words_of(context.paragraph):
        at = first + word.start
        distance = max(context.start - at - len(word.text), at - context.end, 0)
        weight = _REACH / (_REACH + distance)
        _keep(found, word, weight if begin <= at < end else weight * _ELSEWHERE)
    for heading in context.headings[:1]:
        for word in words_of(heading):
            _keep(found, word, _IN_HEADING)
    return found


def _keep(found: dict[str, tuple[float, str]], word: Word, weight: float) -> None:
    if weight > found.get(word.form, (0.0, ""))[0]:
        found[word.form] = (weight, word.text)


def _can_be(context: Context, row: Row, known: Known) -> bool:
    """Whether a measure of this kind and unit can be stated in these words."""
    kind, sort = row["kind"], context.reading.sort
    if sort in ("year", "date"):
        return bool(kind == "event")
    if sort != "number":
        return kind in (*_WORDLESS, "magnitude")
    if kind in _WORDLESS:
        return False
    names = known.units.get(row["unit"], {"singular": "", "plural": ""})
    return not read_quoted(context.quote, kind, row["unit"], names["singular"], names["plural"]).wrong


def _fit(context: Context, row: Row, known: Known, around: frozenset[str]) -> float:
    """How well kind, unit and the people it counts go with the words around the phrase."""
    fit = 1.0
    if known.groups_of(row) - around:
        fit *= _OF_OTHERS
    beside = {word.form for word in words_of(f"{context.quote} {context.after[:40]}")}
    names = known.units.get(row["unit"], {})
    if any(form_of(str(names.get(name, "")).lower()) in beside for name in ("singular", "plural")):
        fit *= _UNIT_NAMED
    forms = {word.form for word in words_of(context.before[-60:] + context.quote + context.after[:30])}
    if (row["kind"] == "change") == bool(forms & _CHANGES):
        fit *= _KIND_FITS
    if row["kind"] == "share" and context.after.lstrip().startswith("of "):
        fit *= _KIND_FITS
    if (row["kind"] == "magnitude") == (context.reading.qualifier == "magnitude"):
        fit *= _KIND_FITS
    return fit

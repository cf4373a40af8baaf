"""Propose groups of people: those that the sentence names, before and after a comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.proposals.candidates import Candidate
from etl.proposals.context import Context
from etl.proposals.known import OF_ANYBODY, Known
from etl.proposals.words import Word, words_of

_THAN = re.compile(
    r"\b(?:than|compared (?:to|with)|as (?:often|likely|many|much) as|versus|that of|those of)\b",
    re.IGNORECASE,
)
_NO_GROUP, _NO_COMPARISON = "no group is named", "nothing is compared"


def groups(context: Context, known: Known) -> Iterator[Candidate]:
    """Groups of the sentence, the nearest to the phrase first; none where it names none."""
    than = _THAN.search(context.sentence)
    found = _named(context.sentence, known, context.start - context.sentence_span[0])
    first = [one for one in found if not than or one[0] < than.start()] or found
    for _, code, said in first:
        yield Candidate(code, f"the sentence says “{said}”")
    yield Candidate("", _NO_GROUP if not found else "the number may be of everybody")
    for _, code, said in _named(context.paragraph, known, context.start - context.paragraph_span[0]):
        yield Candidate(code, f"the paragraph says “{said}”")


def comparison_groups(context: Context, known: Known) -> Iterator[Candidate]:
    """Groups that stand after words of comparison; none where nothing is compared."""
    found = _named(context.sentence, known, 0)
    than = _THAN.search(context.sentence)
    for at, code, said in found:
        if than and at > than.start():
            yield Candidate(code, f"the sentence says “{than[0]} … {said}”")
    yield Candidate("", f"after “{than[0]}” no group is named that is known" if than else _NO_COMPARISON)
    if than or len(found) > 1:
        for _, code, said in found:
            yield Candidate(code, f"the sentence says “{said}”")


def _named(text: str, known: Known, place: int) -> list[tuple[int, str, str]]:
    """Where the text names each group, its code, and the word, the nearest to a place first.

    A group whose name is a part of another's, women of young women, comes after it.
    """
    by_form: dict[str, Word] = {}
    for word in words_of(text):
        by_form.setdefault(word.form, word)
    found = []
    for row in known.tables["groups"]:
        forms = {word.form for word in words_of(row["name"])} - OF_ANYBODY
        if forms and forms <= set(by_form):
            said = min((by_form[form] for form in forms), key=lambda word: word.start)
            found.append((said.start, row["group"], said.text, forms))
    parts = [any(forms < others for *_, others in found) for *_, forms in found]
    order = sorted(range(len(found)), key=lambda at: (parts[at], abs(found[at][0] - place)))
    return [found[at][:3] for at in order]

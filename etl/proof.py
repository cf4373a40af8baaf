"""Prove every row at its place in the documents' texts, and that every number phrase is accounted for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.bench import covered, is_accounted
from etl.documents import Card, Text, paragraph_starts, read_text
from etl.faults import CallFault, Fault
from etl.phrases import find
from etl.sheet import FILE, ROW

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpenPhrase:
    """A number phrase that no row accounts for."""

    document: str
    paragraph: int
    start: int
    text: str

    @property
    def fault(self) -> Fault:
        """The fault that it is in a catalogue that is checked."""
        said = f"paragraph {self.paragraph} character {self.start}: {self.text!r} is not accounted for"
        return Fault(f"documents/{self.document}", 0, said, "make it a figure, or set it aside with a reason")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many number phrases a document has, how many of them a row accounts for, and those that none does."""

    document: str
    phrases: int
    accounted: int
    open_phrases: tuple[OpenPhrase, ...] = ()


def with_text(folder: Path, cards: Mapping[str, Card]) -> dict[str, Card]:
    """The cards of the documents whose text is in the folder."""
    return {document: card for document, card in cards.items() if (folder / f"{document}.txt").is_file()}


def prove(
    folder: Path, cards: Mapping[str, Card], rows: Mapping[str, Sequence[Row]]
) -> tuple[list[Coverage], list[Fault]]:
    """Re-read every document of the catalogue in ``folder``; rows by document, from figures, places and set-aside files.

    Raises CallFault if the folder does not exist.
    """
    if not folder.is_dir():
        raise CallFault(f"{folder}: is not a folder; name the folder that holds <document>.txt")
    coverage: list[Coverage] = []
    faults: list[Fault] = []
    for document, card in cards.items():
        path = folder / f"{document}.txt"
        where = f"documents/{document}/source.toml"
        if not path.is_file():
            faults.append(
                Fault(
                    where,
                    0,
                    f"{path.name} is not in {folder.name}",
                    "put the text there, or remove the document",
                )
            )
            continue
        text = read_text(path)
        faults += _same_text(where, card, text)
        faults += _stands_at_its_place(text.text, rows.get(document, []))
        faults += _originals_named(text.text, rows.get(document, []))
        found = _accounted(document, text.text, rows.get(document, []))
        coverage.append(found)
        faults += [phrase.fault for phrase in found.open_phrases]
    return coverage, faults


def _same_text(where: str, card: Card, text: Text) -> list[Fault]:
    faults = []
    if text.sha256 != card.sha256:
        faults.append(
            Fault(
                where,
                0,
                f"sha256 is not that of the text ({text.sha256})",
                "re-read the rows, then write the new one",
            )
        )
    if len(text.text) != card.length:
        faults.append(
            Fault(
                where,
                0,
                f"length is {card.length}, the text has {len(text.text)} characters",
                "write the new length",
            )
        )
    return faults


def _stands_at_its_place(text: str, rows: Iterable[Row]) -> list[Fault]:
    paragraphs = paragraph_starts(text)
    begins = [begin for begin, _ in paragraphs]
    faults = []
    for row in rows:
        start, quote = int(row["start"]), row["quote"]
        if text[start : start + len(quote)] != quote:
            remedy = _where_it_stands(text, quote, start)
            faults.append(
                Fault(row[FILE], row[ROW], f"quote {quote!r} does not stand at character {start}", remedy)
            )
            continue
        if whole := cut_from(text, start, start + len(quote)):
            said = f"quote {quote!r} is a part of {whole!r} at character {start}"
            faults.append(Fault(row[FILE], row[ROW], said, "quote the whole number or word"))
            continue
        paragraph = bisect_right(begins, start)
        if paragraph != int(row["paragraph"]):
            said = f"paragraph is {row['paragraph']}, but character {start} is in paragraph {paragraph}"
            faults.append(Fault(row[FILE], row[ROW], said, f"must be {paragraph}"))
    return faults


def _originals_named(text: str, rows: Iterable[Row]) -> list[Fault]:
    """The title of an original stands somewhere in the text, in whole words."""
    faults, named = [], dict[str, bool]()
    for row in rows:
        title = row.get("original", "")
        if title and title not in named:
            named[title] = _stands_free(text, title)
        if title and not named[title]:
            said = f"original {title!r} does not stand in the text"
            remedy = "must be the title exactly as the document writes it, or empty where it names none"
            faults.append(Fault(row[FILE], row[ROW], said, remedy))
    return faults


def _stands_free(text: str, words: str) -> bool:
    at = text.find(words)
    while at >= 0:
        if not cut_from(text, at, at + len(words)):
            return True
        at = text.find(words, at + 1)
    return False


def cut_from(text: str, start: int, end: int) -> str:
    """The word or number that a quote's ends cut through; '' where it stands free ("500" does not in "2,500")."""
    begin, finish = start, end
    while begin and _joined(text, begin):
        begin -= 1
    while finish < len(text) and _joined(text, finish):
        finish += 1
    return text[begin:finish] if (begin, finish) != (start, end) else ""


def _joined(text: str, at: int) -> bool:
    """Whether the characters before and after ``at`` belong to one word or number."""
    before, after = text[at - 1], text[at : at + 1]
    if before.isalnum() and after.isalnum():
        return True
    if after in (",", "."):
        return before.isdigit() and text[at + 1 : at + 2].isdigit()
    return before in (",", ".") and after.isdigit() and text[max(at - 2, 0) : at - 1].isdigit()


def _where_it_stands(text: str, quote: str, start: int) -> str:
    places: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(places) < 1000:
        places.append(at)
        at = text.find(quote, at + 1)
    if not places:
        return "must be the words exactly as the document writes them"
    nearest = min(places, key=lambda place: abs(place - start))
    return f"it stands at character {nearest}"


def _accounted(document: str, text: str, rows: Iterable[Row]) -> Coverage:
    marks = covered(text, rows)
    phrases = find(text)
    missing = tuple(
        OpenPhrase(document, phrase.paragraph, phrase.start, phrase.reading.text)
        for phrase in phrases
        if not is_accounted(text, phrase, marks)
    )
    return Coverage(document, len(phrases), len(phrases) - len(missing), missing)

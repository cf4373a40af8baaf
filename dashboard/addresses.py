"""Read a choice from the address: a code, or the default and why the address was not followed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlencode

LONGEST_ECHO = 40
PLACES = "/regions"

Complaint = Literal["", "unknown", "several"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What to show. ``complaint`` is empty where the address was followed; ``asked`` is what it said, shortened to be printed."""

    code: str
    complaint: Complaint = ""
    asked: str = ""


def read(values: Sequence[str], allowed: Collection[str], default: str) -> Choice:
    """The choice that the values of one address parameter make. Nothing in an address can raise.

    >>> read(["PHI"], {"PHL"}, "")
    Choice(code='', complaint='unknown', asked='PHI')
    """
    if not values or values == [""]:
        return Choice(default)
    # Whoever types a code may do so in small letters.
    by_letters = {code.casefold(): code for code in allowed}
    known = [by_letters[value.casefold()] for value in values if value.casefold() in by_letters]
    if len(set(values)) > 1:
        return Choice(known[0] if known else default, "several")
    if not known:
        return Choice(default, "unknown", _printable(values[0]))
    return Choice(known[0])


def of_figure(figure_id: str) -> str:
    """The address of a figure's own page.

    >>> of_figure("drug-law-2001")
    '/figures?figure=drug-law-2001'
    """
    return _at("figures", figure=figure_id)


def of_theme(theme: str) -> str:
    """The address of a theme."""
    return _at("themes", theme=theme)


def of_region(region: str) -> str:
    """The address of a place.

    >>> of_region("M49:035")
    '/regions?region=M49%3A035'
    """
    return _at("regions", region=region)


def of_problem(problem_id: str) -> str:
    """The address of a point to weigh."""
    return _at("sources", show="problems", problem=problem_id)


def of_problems() -> str:
    """The address of all points to weigh."""
    return _at("sources", show="problems")


def of_record(record_id: str) -> str:
    """The address of a row of the public record.

    >>> of_record("record-held-1980")
    '/sources?show=record#record-held-1980'
    """
    return f"{_at('sources', show='record')}#{quote(record_id, safe='')}"


def of_document(document: str) -> str:
    """The address of a document's card."""
    return _at("sources", show="documents", document=document)


def of_paragraph(document: str, paragraph: int) -> str:
    """The address of what was read in a paragraph of a document.

    >>> of_paragraph("first-report", 4)
    '/sources?show=documents&document=first-report&paragraph=4'
    """
    return _at("sources", show="documents", document=document, paragraph=str(paragraph))


def _at(page: str, **query: str) -> str:
    return f"/{page}?{urlencode(query)}"


def _printable(value: str) -> str:
    kept = "".join(character for character in value[:200] if character.isprintable())
    return kept if len(kept) <= LONGEST_ECHO else kept[:LONGEST_ECHO] + "…"

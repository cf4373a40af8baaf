"""Cite a figure or the whole dataset: rows in, a sentence or a BibTeX entry out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from dashboard.figure import NOT_STATED, Figure
from dashboard.web import site
from dashboard.words import say

Row = Mapping[str, Any]
KEY = "war-on-drugs"
# In pixels: what a page that shows a figure keeps free for it, and besides for each rival.
HEIGHT, A_RIVAL = 480, 140
_MARKS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a figure stands in, as a citation names it; ``published`` is None where it does not say."""

    title: str
    publisher: str
    published: date | None
    author: str = ""


def source(document: Row) -> Source:
    """A row of ``Release.documents`` as a citation names it."""
    published, author = document["published"], document["author"]
    return Source(
        str(document["title"]),
        "" if document["publisher"] == NOT_STATED else str(document["publisher"]),
        published if isinstance(published, date) and published == published else None,
        author if isinstance(author, str) and author != NOT_STATED else "",
    )


def beginning(url: str | None) -> str:
    """The site's own beginning of an address: as its keepers set it, else from that of a page; '' where it is none.

    >>> beginning("https://example.org/figures?figure=x")
    'https://example.org'
    """
    return site.setting() or site.origin("/".join((url or "").split("/", 3)[:3]))


def of_plain_page(figure_id: str, release: str = "") -> str:
    """The address of a figure's plain page; with a release it says the same for good."""
    return f"/figure/{quote(figure_id, safe='')}" + (f"?release={quote(release, safe='')}" if release else "")


def embed(figure: Figure, home: str, rivals: int = 0) -> str:
    """The lines that show a figure on another page, with room for its ``rivals``."""
    address = f"{home}/embed/{quote(figure.figure_id, safe='')}"
    title = figure.statement.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'<iframe src="{address}" title="{title}"\n  width="100%" height="{HEIGHT + A_RIVAL * rivals}" loading="lazy"></iframe>'


def text(figure: Figure, stands_in: Source | None, release: str, home: str, doubt: str = "") -> str:
    """A figure's citation in a sentence; ``stands_in`` is None for one that was worked out here.

    What stands in quotation marks is the document's; the statement is ours and stands outside them. ``doubt`` labels what
    there is to weigh, which travels with it.
    """
    address = home + of_plain_page(figure.figure_id, release)
    statement = f"{figure.statement} {_weigh(doubt)}".strip()
    if stands_in is None:
        return say("cite.derived", statement=statement, release=release, address=address)
    return say(
        "cite.figure",
        place=_place(figure, stands_in),
        statement=statement,
        release=release,
        address=address,
    )


def _weigh(doubt: str) -> str:
    return say("cite.doubt", doubt=doubt) if doubt else ""


def bibtex(figure: Figure, stands_in: Source | None, release: str, home: str, doubt: str = "") -> str:
    """A figure's BibTeX entry, under a key that stays the same from release to release; ``doubt`` as for ``text``."""
    stated = f"{say('cite.in_release', release=release)} {_weigh(doubt)}".strip()
    fields = {
        "title": figure.statement.removesuffix("."),
        "author": say("cite.maintainers"),
        "howpublished": _place(figure, stands_in) if stands_in else "",
        "note": stated if stands_in else f"{say('cite.worked_out')} {stated}",
    }
    return _entry(figure.figure_id, fields | {"url": home + of_plain_page(figure.figure_id, release)})


def dataset_text(release: str, home: str) -> str:
    """The dataset's citation in a sentence."""
    return say("cite.dataset", release=release, address=dataset_address(release, home))


def dataset_bibtex(release: str, home: str) -> str:
    """The dataset's BibTeX entry; its version is the release."""
    fields = {
        "title": say("site.name"),
        "author": say("cite.maintainers"),
        "howpublished": say("cite.kind"),
        "version": release,
        "note": say("cite.release", release=release),
        "url": dataset_address(release, home),
    }
    return _entry(f"dataset-{release}", fields)


def dataset_address(release: str, home: str) -> str:
    """Where the description of one release can be had for good."""
    return f"{home}/data/datapackage.json?release={quote(release, safe='')}"


def day(published: date | None) -> str:
    """A day of publication in words, or that the document states none."""
    return f"{published.day} {published:%B %Y}" if published else say("document.undated")


def escaped(words: str) -> str:
    """Text with what LaTeX would act on written so that it is printed.

    >>> escaped("84% of $7_a")
    '84\\\\% of \\\\$7\\\\_a'
    """
    return "".join(_MARKS.get(mark, mark) for mark in " ".join(words.split()))


def _place(figure: Figure, stands_in: Source) -> str:
    """The document's words, and where they stand."""
    who = (stands_in.title, stands_in.author, stands_in.publisher or say("cite.no_publisher"))
    published = day(stands_in.published) if stands_in.published else say("cite.no_date")
    return say(
        "cite.in_document",
        quote=figure.quote or "",
        document=", ".join(part for part in (*who, published) if part),
        paragraph=figure.paragraph,
    )


def _entry(name: str, fields: Mapping[str, str]) -> str:
    key = f"{KEY}:{re.sub(r'[^A-Za-z0-9.-]+', '-', name)}"
    lines = [f"  {field} = {_value(field, said)}" for field, said in fields.items() if said]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def _value(field: str, said: str) -> str:
    if field == "url":
        # An address is taken letter by letter; only what would end the field is written otherwise.
        return f"{{{quote(said, safe=':/?=&%-._~[]')}}}"
    # Braces within keep a sentence's capitals, and a publisher's name in one piece.
    return f"{{{{{escaped(said)}}}}}" if field in ("title", "author") else f"{{{escaped(said)}}}"

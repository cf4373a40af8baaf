"""Bring a document: its text into the folder of texts, its card into a draft, filled in with what the text states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from etl import drafts
from etl.documents import DOCUMENT_ID, LONGEST_TEXT
from etl.drafts import DRAFTS, Edit
from etl.edits import cell_faults
from etl.faults import CallFault
from etl.incoming import Incoming
from etl.phrases import find
from etl.publish.disk import held
from etl.publish.texts import keep_text
from etl.vocabulary import NOT_STATED

LONGEST_NAME = 80
_PATIENCE_SECONDS = 30.0
# What a card must say; of the other fields an empty one says that the document does not state it.
_ALWAYS_FILLED = ("title", "publisher", "licence", "language")
_FIELDS = ("title", "publisher", "author", "published", "address", "licence", "language")


@dataclass(frozen=True, slots=True)
class Brought:
    """A document that was brought: the draft that its card stands in, and how many number phrases wait for a decision."""

    document: str
    draft: str
    phrases: int
    card: Mapping[str, str]
    remarks: tuple[str, ...]


def bring(
    datasets: Path,
    documents: Path,
    incoming: Incoming,
    document: str,
    who: str,
    *,
    title: str = "",
    draft: str = "",
) -> Brought:
    """Keep the text and add the card to a draft; one is begun if none is named.

    Raises CallFault where the name is no name or is taken, DataFault where the draft refuses the card.
    """
    if not DOCUMENT_ID.fullmatch(document) or len(document) > LONGEST_NAME:
        remedy = f"must be small letters, digits and hyphens, {LONGEST_NAME} at most"
        raise CallFault(f"document {document!r:.99}: {remedy}")
    if len(incoming.text) > LONGEST_TEXT:
        raise CallFault(f"document {document!r}: its text is too long to be kept")
    fields, remarks = _fields(incoming, title)
    busy = "another document is being brought; try again in a minute"
    with held(datasets / DRAFTS / ".locks" / "_documents", _PATIENCE_SECONDS, busy):
        _require_free(datasets, document)
        into = draft or drafts.start(datasets, f"Bring {document}", who)
        drafts.heading(datasets, into)
        kept = keep_text(documents, document, incoming.text)
        card = {**fields, "sha256": kept.sha256, "length": str(len(kept.text))}
        edit = Edit(_card(document), "", None, card, "brought to the desk")
        (added,) = drafts.add(datasets, into, [edit], who)
    return Brought(
        document,
        into,
        len(find(incoming.text)),
        dict(added.after or {}),
        (*incoming.remarks, *remarks),
    )


def _card(document: str) -> str:
    return f"documents/{document}/source.toml"


def _require_free(datasets: Path, document: str) -> None:
    """Raises CallFault where rows may lean on a text of this name; one that nothing leans on is replaced."""
    if (datasets / "documents" / document).exists():
        raise CallFault(f"document {document!r} is in the catalogue; name this one otherwise")
    for name in drafts.names(datasets):
        if any(edit.file == _card(document) for edit in drafts.edits(datasets, name)):
            raise CallFault(f"document {document!r} is in draft {name!r}; name this one otherwise")


def _fields(incoming: Incoming, title: str) -> tuple[dict[str, str], list[str]]:
    """The card's fields as the text states them, and what is to be said of those that cannot stand on a card."""
    stated = {**incoming.stated, **({"title": title} if title else {})}
    fields, remarks = {}, []
    for name in _FIELDS:
        said = stated.get(name, "")
        # What the call says is refused by the draft, with the reason; what a stranger's file says is left out.
        faults = [] if name == "title" and title else cell_faults("", name, said)
        if faults:
            remarks.append(
                f"the {name} that it states was left out: it {faults[0].what.removeprefix(name).strip()}"
            )
            said = ""
        fields[name] = said or (NOT_STATED if name in _ALWAYS_FILLED else "")
    return fields, remarks

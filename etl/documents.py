"""The documents: each one's card (source.toml) and, where a folder of texts is given, its text."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.faults import CallFault, Fault
from etl.sheet import text_faults, unreadable
from etl.vocabulary import NOT_STATED

CARD_FIELDS = (
    "title",
    "publisher",
    "author",
    "published",
    "address",
    "licence",
    "language",
    "sha256",
    "length",
)
CARD_OPTIONAL = ("note",)
ADDRESS = re.compile(r"https?://[^\s/]\S*")
LONGEST_TEXT = 2**31 - 1
DOCUMENT_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a document. ``published`` is None where it does not say; ``length`` is in characters."""

    document: str
    title: str
    publisher: str
    author: str
    published: date | None
    address: str
    licence: str
    language: str
    sha256: str
    length: int
    note: str = ""

    @property
    def voice(self) -> str:
        """Whom to name as the one who says so: the publisher, else the document by its title."""
        return self.publisher if self.publisher != NOT_STATED else f"“{self.title}”"


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text and the SHA-256 of the bytes it was read from."""

    text: str
    sha256: str


def read_card(path: Path, root: Path) -> tuple[Card | None, list[Fault]]:
    """Read a source.toml; the card is None if it has a fault."""
    name = path.relative_to(root).as_posix()
    try:
        fields = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return None, [Fault(name, 0, "is missing", f"write it with {', '.join(CARD_FIELDS)}")]
    except OSError as error:
        return None, [unreadable(name, error)]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [Fault(name, 0, f"cannot be read as TOML ({error})", "mend that line")]
    except RecursionError:
        return None, [Fault(name, 0, "cannot be read as TOML (too deeply nested)", "write plain fields")]
    faults = [card_fault(name, key, fields.get(key)) for key in CARD_FIELDS]
    faults += [card_fault(name, key, fields[key]) for key in CARD_OPTIONAL if key in fields]
    for key, text in fields.items():
        faults += text_faults(name, key, text) if isinstance(text, str) else []
    faults += [
        Fault(name, 0, f"{key} is not known", f"must be one of {', '.join((*CARD_FIELDS, *CARD_OPTIONAL))}")
        for key in fields
        if key not in (*CARD_FIELDS, *CARD_OPTIONAL)
    ]
    document = path.parent.name
    if not DOCUMENT_ID.fullmatch(document):
        faults.append(
            Fault(name, 0, f"the folder is named {document!r}", "must be small letters, digits and hyphens")
        )
    found = [fault for fault in faults if fault]
    if found:
        return None, found
    published = date.fromisoformat(str(fields["published"])) if fields["published"] else None
    plain = {key: fields[key] for key in CARD_FIELDS if key != "published"}
    return Card(document=document, published=published, note=str(fields.get("note", "")), **plain), []


def card_fault(name: str, key: str, found: object) -> Fault | None:
    """What is wrong with one field of the card that is called ``name``; None where it may stand."""
    if found is None:
        return Fault(name, 0, f"{key} is missing", f'say it, or {key} = "" where the document does not')
    if key == "length":
        counted = type(found) is int and 0 < found <= LONGEST_TEXT
        remedy = f"must be a count of characters, {LONGEST_TEXT} at most"
        return None if counted else Fault(name, 0, f"length is {found!r}", remedy)
    if key == "published":
        return _date_fault(name, found)
    if not isinstance(found, str):
        return Fault(name, 0, f"{key} is {found!r}", "must be text in quotation marks")
    if key == "sha256" and not re.fullmatch(r"[0-9a-f]{64}", found):
        return Fault(name, 0, f"sha256 is {found!r}", "must be 64 hexadecimal digits of the text file")
    if key == "address" and found and not ADDRESS.fullmatch(found):
        said = f"address is {found!r}"
        return Fault(name, 0, said, 'must begin with http:// or https://, or be "" where there is none')
    if key in ("title", "publisher", "licence", "language") and not found.strip():
        return Fault(
            name,
            0,
            f"{key} is empty",
            f"must be filled; write {NOT_STATED!r} where the document does not say",
        )
    return None


def _date_fault(name: str, found: object) -> Fault | None:
    try:
        well_formed = found == "" or date.fromisoformat(str(found)).isoformat() == str(found)
    except ValueError:
        well_formed = False
    if not well_formed:
        return Fault(
            name,
            0,
            f"published is {found!r}",
            'must be a day such as 2024-12-03, or "" where the document does not say',
        )
    return None


def read_text(path: Path) -> Text:
    """Read a document's text as it stands: line ends are kept, because the offsets count them."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CallFault(f"{path}: cannot be read ({error.strerror}); name a text file") from error
    try:
        return Text(content.decode(), hashlib.sha256(content).hexdigest())
    except UnicodeDecodeError as error:
        raise CallFault(f"{path}: is not UTF-8 at byte {error.start}; save it as UTF-8") from error


def paragraph_starts(text: str) -> list[tuple[int, int]]:
    """Start and end offset of each non-empty line, in order: paragraph 1 is the first."""
    starts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append((at, at + len(line)))
        at += len(line) + 1
    return starts

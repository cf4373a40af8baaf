"""What a file that was brought in gives, and how much of the machine reading it may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Sort = Literal["text", "html", "docx", "pdf"]

STATED = ("title", "publisher", "author", "published", "address", "language")
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: ``bytes_in`` and ``memory`` in bytes, ``text_out`` in bytes of UTF-8."""

    bytes_in: int = 20 * _MEBIBYTE
    text_out: int = 5 * _MEBIBYTE
    pages: int = 500
    seconds: int = 20
    memory: int = 1024 * _MEBIBYTE

    @property
    def unpacked(self) -> int:
        """How many bytes the parts of a packed file may have in all: pictures are not read, but they are unpacked."""
        return 5 * self.bytes_in


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser makes of a file, before its characters are put in order."""

    text: str
    stated: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file's text, ready to be stored, and what the file itself states of STATED; nothing is guessed.

    ``remarks`` say what a reader of the text should know: what was left out, and what could not be read.
    """

    text: str
    sort: Sort
    stated: Mapping[str, str]
    remarks: tuple[str, ...] = ()

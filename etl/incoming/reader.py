"""Read one file that staff bring: what it is, its text, and what it states."""

from __future__ import annotations

import re
from collections.abc import Mapping

from etl.faults import IncomingFault
from etl.incoming import process
from etl.incoming.beginning import stated_at_the_beginning
from etl.incoming.characters import LOST, decoded, decoded_page, normalised
from etl.incoming.incoming import LIMITS, STATED, Incoming, Limits, Parsed, Sort
from etl.incoming.lines import one_line
from etl.incoming.sorts import READ, sort_of

_LONGEST_STATED = 300
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?![a-z])")


def read(content: bytes, name: str = "", limits: Limits = LIMITS) -> Incoming:
    """The text of a file and what it states; ``name`` is the file's, or '' for a text that was pasted.

    Raises IncomingFault, in words for staff, for whatever cannot be read within the limits.
    """
    if len(content) > limits.bytes_in:
        most = limits.bytes_in / (1 << 20)
        raise IncomingFault(
            f"is larger than {most:g} MB", "bring the part that holds the figures, or its text"
        )
    if not content.strip():
        raise IncomingFault("is empty", READ)
    sort = sort_of(content, name)
    if sort == "text":
        found = Parsed(decoded(content))
    elif sort == "html":
        # Decoded here: Python's codecs are safe, and libxml2 would guess.
        found = process.parsed(decoded_page(content).encode("utf-8", "replace"), sort, limits)
    else:
        found = process.parsed(content, sort, limits)
    text = normalised(found.text)
    if not text.strip():
        raise IncomingFault(
            "holds no text", "if it is a scan, turn its pages into text first, and bring that"
        )
    if len(text.encode()) > limits.text_out:
        raise IncomingFault(
            f"holds more than {limits.text_out / (1 << 20):g} MB of text",
            "bring the part that holds the figures",
        )
    remarks = found.remarks
    if lost := text.count(LOST):
        what = "1 character is lost: it stands" if lost == 1 else f"{lost:,} characters are lost: they stand"
        remarks += (f"{what} as {LOST}",)
    return Incoming(text, sort, _stated(text, sort, found.stated), remarks)


def _stated(text: str, sort: Sort, properties: Mapping[str, str]) -> dict[str, str]:
    """What a reader sees at the beginning, and what the file's properties say.

    A web page's properties are written with care, for search engines; the author of a PDF or DOCX is often whoever
    had the program, so that there the words of the text come first.
    """
    seen, properties = stated_at_the_beginning(text, sort), _cleaned(properties)
    return {**seen, **properties} if sort == "html" else {**properties, **seen}


def _cleaned(stated: Mapping[str, str]) -> dict[str, str]:
    lines = {name: one_line(normalised(stated.get(name) or "")) for name in STATED}
    # 'en-GB' and 'en_US' are both English.
    lines["language"] = "".join(_LANGUAGE.findall(lines["language"].lower()))
    return {name: line for name, line in lines.items() if 0 < len(line) <= _LONGEST_STATED}

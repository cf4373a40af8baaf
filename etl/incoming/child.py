"""The process that parses one file: its bytes on standard input, its text or a fault in words on standard output."""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Callable
from typing import Any

from etl.faults import IncomingFault
from etl.incoming import confine
from etl.incoming.incoming import Limits, Parsed

TOO_MUCH_MEMORY = (
    "unfolds to more than may be held in memory",
    "it may be damaged or hostile; export it anew, or bring its text",
)
TOO_DEEP = (
    "is nested too deeply to be read",
    "it may be damaged or hostile; export it anew, or bring its text",
)

Parser = Callable[[bytes, Limits], Parsed]


def main(sort: str, *limits: str) -> None:
    """Parse standard input as a file of this sort, within limits in the order of the fields of Limits."""
    allowed = Limits(*map(int, limits))
    confine.limit(allowed)
    parse = _parser(sort)
    content = sys.stdin.buffer.read()
    # Parsers ask for these later, when no file can be opened any more.
    for name in ("utf-16-le", "utf-16-be", "cp437", "cp1252", "latin-1", "ascii"):
        codecs.lookup(name)
    answer = confine.hush()
    confine.seal()
    _write(answer, json.dumps(_answer(parse, content, allowed)).encode())
    # No parser's clean-up may still fail.
    os._exit(0)


def _parser(sort: str) -> Parser:
    # Each process needs one of them.
    if sort == "pdf":
        from etl.incoming import pdf

        return pdf.parse
    if sort == "docx":
        from etl.incoming import word

        return word.parse
    from etl.incoming import webpage

    return webpage.parse


def _answer(parse: Parser, content: bytes, limits: Limits) -> dict[str, Any]:
    try:
        parsed = parse(content, limits)
    except IncomingFault as fault:
        what, remedy = fault.what, fault.remedy
    except MemoryError:
        what, remedy = TOO_MUCH_MEMORY
    except RecursionError:
        what, remedy = TOO_DEEP
    except Exception as error:
        # A parser may raise anything over a file that was made to break it; what it says is of no use to staff.
        what, remedy = f"cannot be read ({type(error).__name__})", "export it anew, or bring its text"
    else:
        return {"text": parsed.text, "stated": dict(parsed.stated), "remarks": list(parsed.remarks)}
    return {"what": what, "remedy": remedy}


def _write(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]

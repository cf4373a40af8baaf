"""Read a DOCX with python-docx: its paragraphs, tables, text boxes and notes, a line for each paragraph."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from etl.faults import IncomingFault
from etl.incoming.characters import raised
from etl.incoming.incoming import Limits, Parsed
from etl.incoming.lines import one_line, row

_MOST_PARTS = 5_000
_BEGINNING = 20  # paragraphs among which a title stands
_DAMAGED = "open it in a word processor and save it as DOCX again"
_PARAGRAPH, _TABLE_ROW, _CELL, _RUN = qn("w:p"), qn("w:tr"), qn("w:tc"), qn("w:r")
_CONTROL, _CONTROLLED = qn("w:sdt"), qn("w:sdtContent")
_TEXTS = (qn("w:t"), qn("m:t"))
_RAISED, _VANISHED = f"{qn('w:rPr')}/{qn('w:vertAlign')}", f"{qn('w:rPr')}/{qn('w:vanish')}"
_SIGNS = {
    qn("w:tab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What was deleted or moved away; what an old program would show in place of a text box; the definitions of tab stops.
_PASSED_OVER = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), _FALLBACK})
_EDGES = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)
_OTHERS = (
    ("xl/", "is a spreadsheet", "save the text that quotes its figures as DOCX or PDF"),
    ("ppt/", "is a presentation", "save it as PDF"),
    ("content.xml", "is an OpenDocument file", "save it as DOCX"),
    ("META-INF/container.xml", "is an electronic book", "save it as DOCX or PDF"),
)


def parse(content: bytes, limits: Limits) -> Parsed:
    """The document's text, the notes at its end, and what its properties state."""
    _safe_to_unpack(content, limits)
    try:
        document = docx.Document(io.BytesIO(content))
    except (KeyError, ValueError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError) as error:
        raise IncomingFault("is no DOCX that can be read", _DAMAGED) from error
    roots = [document.element.body, *_notes(document)]
    if any(_declares(root) for root in (document.element, *roots[1:])):
        raise IncomingFault("declares entities of its own, as no word processor does", _DAMAGED)
    text = "\n".join(line for root in roots for line in _lines(root))
    return Parsed(text, _stated(document), tuple(_remarks(document)))


def _safe_to_unpack(content: bytes, limits: Limits) -> None:
    """Raises IncomingFault where the parts are too many, too large, locked, or those of something else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise IncomingFault("begins as a DOCX does, but is damaged", _DAMAGED) from error
    names = [part.filename for part in parts]
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        raise IncomingFault(
            "unpacks to far more than a document holds", "it may be hostile; if not, bring its text"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise IncomingFault("is locked with a password", "save it without one")
    if "word/document.xml" not in names:
        for beginning, what, remedy in _OTHERS:
            if any(name.startswith(beginning) for name in names):
                raise IncomingFault(what, remedy)
        if "[Content_Types].xml" not in names:
            raise IncomingFault("is a packed file", "unpack it, and bring the document in it")


def _declares(root: Any) -> bool:
    return root.getroottree().docinfo.internalDTD is not None


def _notes(document: Any) -> Iterator[Any]:
    for relation in document.part.rels.values():
        if relation.reltype in _NOTES and not relation.is_external:
            yield parse_xml(relation.target_part.blob)


def _remarks(document: Any) -> Iterator[str]:
    parts = [relation for relation in document.part.rels.values() if not relation.is_external]
    edges = [relation.target_part for relation in parts if relation.reltype in _EDGES]
    if any(_lines(parse_xml(edge.blob)) for edge in edges):
        yield "headers and footers of the pages were left out"
    if charts := sum(relation.reltype == RELATIONSHIP_TYPE.CHART for relation in parts):
        yield f"numbers in charts were not read ({charts} of them)"


def _lines(root: Any) -> list[str]:
    lines: list[str] = []
    for block in _blocks(root):
        if block.tag == _PARAGRAPH:
            lines += _paragraph(block)
        else:
            lines += row([_lines(cell) for cell in _cells(block)])
    return lines


def _blocks(root: Any) -> Iterator[Any]:
    """Paragraphs and rows of tables in order, also within content controls and text boxes, but none within a row."""
    for child in root:
        if child.tag in _PASSED_OVER or not isinstance(child.tag, str):
            continue
        if child.tag in (_PARAGRAPH, _TABLE_ROW):
            yield child
        if child.tag != _TABLE_ROW:
            yield from _blocks(child)


def _cells(table_row: Any) -> Iterator[Any]:
    for child in table_row:
        if child.tag == _CELL:
            yield child
        elif child.tag == _CONTROL:
            yield from child.iterfind(f"{_CONTROLLED}/{_CELL}")


def _paragraph(paragraph: Any) -> list[str]:
    """A paragraph's lines: one, or several where it breaks the line by hand."""
    lines = "".join(_words(paragraph, over=False)).split("\n")
    return [line for line in map(one_line, lines) if line]


def _words(element: Any, *, over: bool) -> Iterator[str]:
    """Words and line breaks as a reader sees them; ``over`` the line, digits are those of notes and powers."""
    for child in element:
        if child.tag in _PASSED_OVER or child.tag == _PARAGRAPH or not isinstance(child.tag, str):
            continue
        if child.tag in _TEXTS:
            yield raised(child.text or "") if over else (child.text or "")
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag != _RUN:
            yield from _words(child, over=over)
        elif child.find(_VANISHED) is None:
            place = child.find(_RAISED)
            yield from _words(child, over=place is not None and place.get(qn("w:val")) == "superscript")


def _stated(document: Any) -> dict[str, str]:
    stated = {}
    # Where a file has no properties, python-docx would make some up.
    if any(
        relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES
        for relation in document.part.package.rels.values()
    ):
        properties = document.core_properties
        stated = {
            "title": properties.title,
            "author": properties.author,
            "language": properties.language,
        }
    for paragraph in islice(document.element.body.iterchildren(_PARAGRAPH), _BEGINNING):
        if paragraph.style == "Title" and (lines := _paragraph(paragraph)):
            return {**stated, "title": " ".join(lines)}
    return stated

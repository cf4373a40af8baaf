"""Read a PDF with PDFium: its characters with their boxes, put together to lines, and what its properties state."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from etl.faults import IncomingFault
from etl.incoming.characters import LOST, raised
from etl.incoming.incoming import Limits, Parsed
from etl.incoming.lines import CELLS_APART
from etl.incoming.pages import BROKEN, Line, paragraphs

_DAMAGED = "print it to PDF anew, or bring its text"
# A hyphen at the end of a line is U+FFFE, and the line goes on as if it did not end.
_LINE = re.compile(rf"[^\r\n{BROKEN}]+{BROKEN}?")
_WORD = re.compile(r"[^ \t\r\n]+")  # an unbreakable space belongs to the number it stands in
_DIGIT_WITHIN = re.compile(r"\S\d")
_CELL_GAP = 2.0  # heights of a line: wider than a space of justified text
_RAISED_HEIGHT = 0.85  # of the character before: a digit that is smaller …
_RAISED_FOOT = 0.15  # … and whose foot stands so much of that height above its foot is raised
_JUNK_TITLE = re.compile(
    r"microsoft word - .*|untitled.*|.*\.(?:docx?|odt|rtf|indd|qxd|tex|pdf|html?)", re.IGNORECASE
)
_LONGEST_LANGUAGE = 64


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


class _Word(NamedTuple):
    text: str
    first: _Box
    last: _Box


def parse(content: bytes, limits: Limits) -> Parsed:
    """The document's text, its lines put together to paragraphs, and what its properties state."""
    document = _opened(content)
    count = len(document)
    if count > limits.pages:
        what = f"has {count:,} pages, more than {limits.pages:,}"
        raise IncomingFault(what, "bring the pages that hold the figures")
    pages: list[Sequence[Line]] = []
    unread: list[int] = []
    room = limits.text_out
    for number in range(count):
        try:
            lines = list(_lines(document[number].get_textpage()))
        except pypdfium2.PdfiumError:
            lines = []
            unread.append(number + 1)
        room -= sum(len(line.text) for line in lines)
        if room < 0:
            raise IncomingFault("holds more text than is read", "bring the pages that hold the figures")
        pages.append(lines)
    if len(unread) == count:
        raise IncomingFault("has no page that can be read", _DAMAGED)
    text, left_out = paragraphs(pages)
    blank = [number for number, lines in enumerate(pages, start=1) if not lines and number not in unread]
    return Parsed("\n".join(text), _stated(document), tuple(_remarks(unread, blank, left_out)))


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise IncomingFault("is locked with a password", "print it to PDF without one") from error
        raise IncomingFault("is no PDF that can be read", _DAMAGED) from error


def _remarks(unread: Sequence[int], blank: Sequence[int], left_out: int) -> Iterator[str]:
    if unread:
        yield f"pages that could not be read: {_listed(unread)}"
    if blank:
        yield f"pages without text, which may be pictures: {_listed(blank)}"
    if left_out:
        yield f"running heads, feet and page numbers were left out ({left_out:,} lines)"


def _listed(numbers: Sequence[int]) -> str:
    most = 10
    rest = f" and {len(numbers) - most:,} more" if len(numbers) > most else ""
    return ", ".join(map(str, numbers[:most])) + rest


def _lines(page: pypdfium2.PdfTextPage) -> Iterator[Line]:
    """The lines of a page in the order in which it draws them."""
    text, box = _characters(page), _boxes(page)
    for line in _LINE.finditer(text):
        words = [_word(box, word[0], word.start()) for word in _WORD.finditer(text, line.start(), line.end())]
        if words:
            yield _line(words)


def _characters(page: pypdfium2.PdfTextPage) -> str:
    """The page's characters in UTF-16, so that each stands at the place by which PDFium knows it."""
    count = page.count_chars()
    units = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(page, 0, count, units) == count + 1:
        return "".join(map(chr, units[:count])).replace("\x00", LOST)
    # It passes over glyphs of which the file does not say what they mean.
    codes = (pdfium.FPDFText_GetUnicode(page, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x10000 else LOST for code in codes)


def _boxes(page: pypdfium2.PdfTextPage) -> Callable[[int], _Box]:
    """Gives the box of a character with the room that its font gives every letter, as the page is seen."""
    turned = page.page.get_rotation()
    found = pdfium.FS_RECTF()

    def box(index: int) -> _Box:
        pdfium.FPDFText_GetLooseCharBox(page, index, found)
        left, bottom, right, top = found.left, found.bottom, found.right, found.top
        # Wide tables often stand on pages that are shown turned.
        if turned == 90:
            return _Box(bottom, -right, top, -left)
        if turned == 180:
            return _Box(-right, -top, -left, -bottom)
        if turned == 270:
            return _Box(-top, left, -bottom, right)
        return _Box(left, bottom, right, top)

    return box


def _word(box: Callable[[int], _Box], text: str, start: int) -> _Word:
    first, last = box(start), box(start + len(text) - 1)
    if not _DIGIT_WITHIN.search(text):
        return _Word(text, first, last)
    boxes = [box(start + index) for index in range(len(text))]
    return _Word("".join(_with_raised(text, boxes)), first, last)


def _with_raised(text: str, boxes: Sequence[_Box]) -> Iterator[str]:
    """The characters of a word, raised digits as such: the 1 of a note after 2,500 is no digit of the number."""
    foot = boxes[0]
    for character, box in zip(text, boxes, strict=True):
        small = box.height < _RAISED_HEIGHT * foot.height
        if small and character.isdigit() and box.bottom > foot.bottom + _RAISED_FOOT * foot.height:
            yield raised(character)
        else:
            yield character
            foot = box


def _line(words: Sequence[_Word]) -> Line:
    height = median(word.first.height for word in words) or 1.0
    text, cells = words[0].text, False
    for before, word in pairwise(words):
        apart = word.first.left - before.last.right > _CELL_GAP * height
        text += (CELLS_APART if apart else " ") + word.text
        cells = cells or apart
    return Line(
        text,
        min(word.first.left for word in words),
        max(word.last.right for word in words),
        median(word.first.bottom for word in words),
        height,
        words[0].last.right - words[0].first.left,
        cells,
    )


def _stated(document: pypdfium2.PdfDocument) -> dict[str, str]:
    properties = document.get_metadata_dict()
    title = properties.get("Title", "").strip()
    return {
        "title": "" if _JUNK_TITLE.fullmatch(title) else title,
        "author": properties.get("Author", ""),
        "language": _language(document),
    }


def _language(document: pypdfium2.PdfDocument) -> str:
    said = (ctypes.c_ushort * _LONGEST_LANGUAGE)()
    length = pdfium.FPDFCatalog_GetLanguage(document, said, ctypes.sizeof(said))
    return (
        bytes(said)[: max(length - 2, 0)].decode("utf-16-le", "replace")
        if length <= ctypes.sizeof(said)
        else ""
    )

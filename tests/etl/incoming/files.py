"""Make the files that the tests bring in: small ones of every sort, as good or as broken as a test needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import docx

Placed = tuple[float, float, str]  # from the left, from the foot, the words
FONT_SIZE = 10


def pdf(
    *pages: Sequence[Placed], objects: Sequence[bytes] = (), properties: str = "", trailer: str = ""
) -> bytes:
    """A PDF in Helvetica with words at places; words that begin with ^ are raised and small. More ``objects`` follow."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    made = [font]
    kids = []
    root = 2 + 2 * len(pages)
    for page in pages:
        drawn = b"BT " + b" ".join(map(_drawn, page)) + b" ET"
        made.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        made.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 1 0 R >> >> >>" % (root, len(made))
        )
        kids.append(b"%d 0 R" % len(made))
    made.append(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(kids)))
    made.append(b"<< /Type /Catalog /Pages %d 0 R /Lang (en-GB) >>" % root)
    made.append(b"<< %s >>" % properties.encode("latin-1"))
    made += objects
    return bound(made, f"/Root {root + 1} 0 R /Info {root + 2} 0 R {trailer}")


def bound(objects: Sequence[bytes], trailer: str) -> bytes:
    """Numbered objects as a PDF file with its table of places."""
    content = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (size, trailer.encode(), len(content))
    )


def _drawn(placed: Placed) -> bytes:
    left, foot, words = placed
    size = FONT_SIZE
    if words.startswith("^"):
        words, size, foot = words[1:], 6, foot + 4
    said = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"/F1 %d Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj" % (size, left, foot, said)


def column(lines: Iterable[str], left: float = 50, top: float = 780, apart: float = 12) -> list[Placed]:
    """Lines one below the other; an empty one leaves room."""
    return [(left, top - apart * number, line) for number, line in enumerate(lines) if line]


def word(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    """A DOCX of paragraphs, by python-docx."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """A python-docx document as bytes."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A packed file with some parts replaced, added, or (None) taken out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            part = parts.get(name, b"") if name in parts else old.read(name)
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return file.getvalue()

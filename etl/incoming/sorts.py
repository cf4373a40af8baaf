"""Tell what a file is from its first bytes and its name."""

from __future__ import annotations

from pathlib import PurePosixPath

from etl.faults import IncomingFault
from etl.incoming.incoming import Sort

READ = "bring it as text, HTML, DOCX or PDF"

_PICTURE = "a scanned page has to be turned into text first (by optical character recognition)"
_SAVE_AS_DOCX = "open it in a word processor and save it as DOCX, without a password"
_UNPACK = "unpack it, and bring the document in it"
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n", "a PNG picture", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (b"GIF8", "a GIF picture", _PICTURE),
    (b"II*\x00", "a TIFF picture", _PICTURE),
    (b"MM\x00*", "a TIFF picture", _PICTURE),
    (b"\xd0\xcf\x11\xe0", "an Office file of before 2007, or one with a password", _SAVE_AS_DOCX),
    (b"{\\rtf", "an RTF text", _SAVE_AS_DOCX),
    (b"\x1f\x8b", "a packed file", _UNPACK),
    (b"7z\xbc\xaf", "a packed file", _UNPACK),
    (b"Rar!", "a packed file", _UNPACK),
    (b"\x7fELF", "a program", READ),
    (b"MZ\x90", "a program", READ),
)
_HTML_NAMES = (".html", ".htm", ".xhtml")
_TEXT_NAMES = (".txt", ".text", ".md")
_HTML_BEGINNINGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<main")
_FAR_ENOUGH = 4096  # a PDF may begin with other bytes, a page with comments


def sort_of(content: bytes, name: str) -> Sort:
    """What the bytes are; raises IncomingFault where they are nothing that is read, or not what the name says."""
    suffix = PurePosixPath(name).suffix.casefold()
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    for beginning, what, remedy in _OTHERS:
        if content.startswith(beginning):
            raise IncomingFault(f"is {what}{_although(suffix)}", remedy)
    if suffix in (".docx", ".pdf"):
        kind = suffix[1:].upper()
        raise IncomingFault(
            f"is named {suffix}, but is no {kind}", f"open it, save it as {kind}, and try again"
        )
    if suffix in (".mht", ".mhtml"):
        raise IncomingFault("is a web archive", "save the page as HTML")
    if suffix in _HTML_NAMES or (suffix not in _TEXT_NAMES and _begins_as_html(content)):
        return "html"
    return "text"


def _although(suffix: str) -> str:
    return f", though it is named {suffix}" if suffix in (".docx", ".pdf", *_HTML_NAMES, *_TEXT_NAMES) else ""


def _begins_as_html(content: bytes) -> bool:
    # NUL bytes are half of a UTF-16 text in Latin letters.
    first = content[:_FAR_ENOUGH].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    while first.startswith((b"<!--", b"<?xml")):
        _, closed, first = first.partition(b"-->" if first.startswith(b"<!--") else b"?>")
        first = first.lstrip() if closed else b""
    return first.startswith(_HTML_BEGINNINGS)

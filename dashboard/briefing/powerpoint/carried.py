"""The deck inside a PowerPoint file: put in as properties that PowerPoint and LibreOffice keep, and found there again."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from xml.sax.saxutils import escape

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.package import Package

from dashboard.briefing.deck import LARGEST_FILE
from dashboard.briefing.powerpoint import archive

NAME = "briefing"
PLACE = "docProps/custom.xml"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
VALUE = f"{{{VALUES}}}lpwstr"
# The identity that all custom properties have.
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
FIRST = 2
# PowerPoint may cut a longer one when it saves.
LONGEST_PROPERTY = 240
# The deck packed as letters, at the worst a third longer than it is, and what stands around them.
LARGEST_PROPERTIES = 2 * LARGEST_FILE
NUMBERED = re.compile(rf"{NAME} (\d{{1,4}})")


def put_in(package: Package, text: str) -> None:
    """Let a package carry a text, packed and cut into properties named 'briefing 1', 'briefing 2', …"""
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
    parts = [packed[at : at + LONGEST_PROPERTY] for at in range(0, len(packed), LONGEST_PROPERTY)]
    inside = "".join(
        f'<property fmtid="{FORMAT}" pid="{FIRST + i}" name="{NAME} {i + 1}"><vt:lpwstr>{escape(part)}</vt:lpwstr></property>'
        for i, part in enumerate(parts)
    )
    told = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="{PROPERTIES}" xmlns:vt="{VALUES}">{inside}</Properties>'
    part = Part(PackURI(f"/{PLACE}"), MEDIA_TYPE, package, told.encode())
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def taken_out(file: bytes) -> str:
    """The text that a PowerPoint file carries. Raises ValueError for any file that carries none."""
    held = archive.member(file, PLACE, LARGEST_PROPERTIES)
    try:
        packed = base64.b64decode("".join(_parts(held)).encode("ascii", "replace"), validate=True)
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(packed, LARGEST_FILE + 1)
    except (zlib.error, binascii.Error, etree.XMLSyntaxError) as problem:
        raise ValueError("a PowerPoint file must be one that this site made") from problem
    if not text or len(text) > LARGEST_FILE:
        raise ValueError(f"a briefing must have 1 to {LARGEST_FILE} bytes (got {len(text)} or more)")
    return text.decode("utf-8", errors="strict")


def _parts(held: bytes) -> list[str]:
    """The values of our properties, in the order of their numbers."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    found: dict[int, str] = {}
    for entry in etree.fromstring(held, parser).findall(f"{{{PROPERTIES}}}property"):
        numbered = NUMBERED.fullmatch(entry.get("name", ""))
        if numbered:
            found[int(numbered[1])] = (entry.findtext(VALUE) or "").strip()
    return [found[number] for number in sorted(found)]

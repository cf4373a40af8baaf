"""The deck inside a PowerPoint file: put in as properties that PowerPoint and LibreOffice keep, and found there again."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import BadZipFile, ZipFile

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.package import Package

from dashboard.briefing.deck import LARGEST_FILE

NAME = "briefing"
PLACE = "docProps/custom.xml"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# The identity that all custom properties have.
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
FIRST = 2
# PowerPoint may cut a longer one when it saves.
LONGEST_PROPERTY = 240
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
    try:
        with ZipFile(BytesIO(file)) as package:
            if package.getinfo(PLACE).file_size > 2 * LARGEST_FILE:
                raise ValueError(f"the properties of a file must have at most {2 * LARGEST_FILE} bytes")
            held = package.read(PLACE)
        packed = base64.b64decode("".join(_parts(held)).encode("ascii", "replace"), validate=True)
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(packed, LARGEST_FILE + 1)
    except (
        BadZipFile, KeyError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error, binascii.Error, etree.XMLSyntaxError,
    ) as problem:  # fmt: skip
        raise ValueError("a PowerPoint file must be one that this site made") from problem
    if not text or len(text) > LARGEST_FILE:
        raise ValueError(f"a briefing must have 1 to {LARGEST_FILE} bytes (got {len(text)} or more)")
    return text.decode("utf-8", errors="strict")


def _parts(held: bytes) -> list[str]:
    """The values of our properties, in the order of their numbers."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    found: dict[int, str] = {}
    for entry in etree.fromstring(held, parser).iter(f"{{{PROPERTIES}}}property"):
        numbered = NUMBERED.fullmatch(entry.get("name", ""))
        if numbered:
            found[int(numbered[1])] = "".join(map(str, entry.itertext())).strip()
    return [found[number] for number in sorted(found)]

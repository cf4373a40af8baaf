"""Files made to break, hang or spy: each gives an error in words, from a process that can do no harm."""

import subprocess
import sys

import pytest

from etl.faults import IncomingFault
from etl.incoming import Limits, process, read
from etl.incoming.incoming import LIMITS
from tests.etl.incoming.files import bound, column, packed, pdf, repacked, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NARROW = Limits(bytes_in=6 << 20, memory=300 << 20, seconds=8)
PLAIN = word("5")
PAGE = column(["In 2020 there were 1,200 arrests."])
PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
EXPANSION = '<!ENTITY a0 "lollollol">' + "".join(
    f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)
)


def document(body: str, declared: str = "") -> bytes:
    text = f"{declared}<w:document {W}><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>"
    return repacked(PLAIN, {"word/document.xml": text.encode()})


def page_with(*objects: bytes) -> bytes:
    return bound([*PAGES, *objects], "/Root 1 0 R")


DOCX = {
    "a zip bomb": (lambda: document("5" * (NARROW.unpacked + 1)), "unpacks to far more than a document holds"),
    "a thousandfold of parts": (lambda: packed({f"word/{n}": b"" for n in range(5_001)}), "unpacks to far more"),
    "entities that multiply": (lambda: document("&a9;", f"<!DOCTYPE d [{EXPANSION}]>"), "is no DOCX that can be read"),
    "a file of the server": (lambda: document("&x;", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "declares entities"),
    "an address": (lambda: document("5", '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">'), "declares entities"),
    "entities in the properties": (lambda: repacked(PLAIN, {"docProps/core.xml": f"<!DOCTYPE d [{EXPANSION}]><d>&a9;</d>".encode()}), "is no DOCX"),
    "deep nesting": (lambda: document("</w:t>" + "<w:sdt>" * 50_000), "is no DOCX that can be read"),
    "the half of one": (lambda: PLAIN[: len(PLAIN) // 2], "begins as a DOCX does, but is damaged"),
    "no document in it": (lambda: repacked(PLAIN, {"word/document.xml": None}), "is no DOCX that can be read"),
    "a spreadsheet": (lambda: packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "is a spreadsheet; save"),
    "any zip file": (lambda: packed({"report.txt": b"5"}), "is a packed file; unpack it"),
}  # fmt: skip
PDF = {
    "a stream that swells": (lambda: page_with(b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", b"<< /Length 5000000 /Filter /RunLengthDecode >>\nstream\n" + b"\x81 " * 2_500_000 + b"\nendstream"), "holds no text|broke the program that reads it"),
    "a form that draws itself": (lambda: page_with(
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/A Do\nendstream",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 11 /Resources << /XObject << /A 5 0 R >> >> >>\nstream\n/A Do /A Do\nendstream",
    ), "broke the program that reads it|takes longer"),
    "pages that hold each other": (lambda: bound([PAGES[0], b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"], "/Root 1 0 R"), "has no page that can be read"),
    "brackets without end": (lambda: bound([b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 500_000 + b" >>"], "/Root 1 0 R"), "is no PDF that can be read"),
    "a page too many": (lambda: pdf(*[[]] * (LIMITS.pages + 1)), "has 501 pages, more than 500; bring the pages"),
    "a password": (lambda: pdf(PAGE, objects=[b"<< /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >>"], trailer="/Encrypt 7 0 R /ID [<00><00>]"), "is locked with a password"),
    "the half of one": (lambda: pdf(PAGE)[:300], "is no PDF that can be read"),
    "noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 100, "is no PDF that can be read"),
    "a picture of a page": (lambda: pdf([]), "holds no text; if it is a scan"),
}  # fmt: skip
HTML = {
    "a million tags in one another": (lambda: b"<html>" + b"<div>" * 1_000_000, "is nested too deeply"),
    "nothing but comments": (lambda: b"<html>" + b"<!--" * 100_000, "holds no text"),
}
CASES = [
    pytest.param(make, name, said, id=f"{name}: {what}")
    for name, cases in (("a.docx", DOCX), ("a.pdf", PDF), ("a.html", HTML))
    for what, (make, said) in cases.items()
]


@pytest.mark.parametrize(("make", "name", "said"), CASES)
def test_a_hostile_file_gives_an_error_in_words(make, name: str, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(IncomingFault, match=said):
        read(make(), name, NARROW)


def test_a_broken_table_of_places_is_mended_where_the_text_is_whole() -> None:
    broken = pdf(PAGE).replace(b"startxref\n", b"startxref\n9")
    assert read(broken, "a.pdf").text == "In 2020 there were 1,200 arrests."


def test_an_entity_of_a_page_is_not_looked_up() -> None:
    page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>5 &x;</p></html>'
    assert "root" not in read(page, "a.html").text


CONFINED = "import sys; sys.path.insert(0, sys.argv[1]); from etl.incoming import confine; from etl.incoming.incoming import Limits; "


def confined(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-c", CONFINED + code, str(process.ROOT)],
        capture_output=True,
        text=True,
        timeout=20,
    )


@pytest.mark.parametrize(
    "act",
    [
        "import socket; confine.seal(); socket.socket()",
        "confine.seal(); open('/etc/passwd')",
        "confine.seal(); open('/tmp/written-by-a-parser', 'w')",
        "import subprocess; confine.seal(); subprocess.run(['true'])",
        "confine.limit(Limits(memory=200 << 20)); bytearray(300 << 20)",
    ],
)
def test_a_parser_can_neither_open_nor_reach_nor_start_anything_nor_swell(act: str) -> None:
    done = confined(act)
    assert done.returncode == 1
    assert "Too many open files" in done.stderr or "MemoryError" in done.stderr


def test_a_parser_that_does_not_end_is_ended() -> None:
    assert confined("confine.limit(Limits(seconds=1))\nwhile True: pass").returncode < 0
    with pytest.raises(IncomingFault, match="takes longer to read than 1 second"):
        process.answered([sys.executable, "-c", "import time; time.sleep(60)"], b"", Limits(seconds=1))


def test_a_parser_that_breaks_says_so() -> None:
    with pytest.raises(IncomingFault, match="broke the program that reads it"):
        process.answered([sys.executable, "-c", "import os; os.abort()"], b"", LIMITS)

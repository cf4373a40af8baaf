"""Plain text: what it is, its encoding, its line ends, and what its first lines state."""

import codecs

import pytest

from etl.faults import IncomingFault
from etl.incoming import Limits, read
from etl.incoming.sorts import sort_of

SAID = "Fewer than 100 people were held in 2020."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (SAID.encode(), SAID),
        (codecs.BOM_UTF8 + SAID.encode(), SAID),
        (codecs.BOM_UTF16_LE + SAID.encode("utf-16-le"), SAID),
        (codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"), SAID),
        (codecs.BOM_UTF32_LE + SAID.encode("utf-32-le"), SAID),
        (b"one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("one\u2028two\u2029three\x85four\x0cfive".encode(), "one\ntwo\nthree\nfour\nfive"),
        # Marks that turn the direction round would show another number than the one that is read.
        (
            "\u202e000,12\u202c people\u200f, 2\u200b5\u00ad00 \ufeffcases".encode(),
            "000,12 people, 2500 cases",
        ),
        ("\ufb01fty of the o\ufb03ces".encode(), "fifty of the offices"),
        # What offsets count is kept: letters composed or not, and unbreakable spaces.
        ("cafe\u0301 cafe\u0301, 25\u00a0%".encode(), "cafe\u0301 cafe\u0301, 25\u00a0%"),
    ],
)
def test_a_text_is_stored_in_one_form(content: bytes, text: str) -> None:
    assert read(content, "report.txt").text == text


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "report.txt", "is empty; bring it as text, HTML, DOCX or PDF"),
        (b" \n\t ", "", "is empty"),
        ("\u200b\u200f".encode(), "", "holds no text"),
        ("50 £ a day".encode("cp1252"), "report.txt", "is not UTF-8 at byte 3; open it where its letters look right"),
        (b"50 people\x00 were held in the year 2020", "report.txt", "holds a NUL byte at byte 9"),
        (SAID.encode("utf-16-le"), "report.txt", "looks like UTF-16 without a byte-order mark; save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"a", "report.txt", "is not UTF-16-LE at byte 2"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "report.docx", "is a PNG picture, though it is named .docx"),
        (b"\xff\xd8\xff\xe0", "scan.pdf", "is a JPEG picture, though it is named .pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "report.doc", "is an Office file of before 2007, or one with a password"),
        (b"{\\rtf1 5}", "report.rtf", "is an RTF text; open it in a word processor and save it as DOCX"),
        (SAID.encode(), "report.pdf", "is named .pdf, but is no PDF"),
        (SAID.encode(), "report.docx", "is named .docx, but is no DOCX"),
        (b"MIME-Version: 1.0", "report.mhtml", "is a web archive; save the page as HTML"),
        (b"x" * (20 * 1024 * 1024 + 1), "report.txt", "is larger than 20 MB; bring the part that holds the figures"),
        (b"x" * (5 * 1024 * 1024 + 1), "report.txt", "holds more than 5 MB of text"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(content: bytes, name: str, said: str) -> None:
    with pytest.raises(IncomingFault, match=said.replace("(", r"\(")):
        read(content, name)


def test_the_limits_may_be_narrower() -> None:
    with pytest.raises(IncomingFault, match="is larger than"):
        read(SAID.encode(), "", Limits(bytes_in=10))


@pytest.mark.parametrize(
    ("content", "name", "sort"),
    [
        (b"<p>5</p>", "", "text"),
        (b"<p>5</p>", "page.htm", "html"),
        (b"\n<!-- saved --><!DOCTYPE html><p>5", "", "html"),
        (b'<?xml version="1.0"?>\n<html>', "saved", "html"),
        (codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"), "", "html"),
        (b"<html> is how a page begins", "notes.txt", "text"),
        (b"PK\x03\x04", "renamed.txt", "docx"),
        (b"\n%PDF-1.4", "renamed.html", "pdf"),
    ],
)
def test_the_content_says_what_a_file_is_and_the_name_only_where_it_does_not(
    content: bytes, name: str, sort: str
) -> None:
    assert sort_of(content, name) == sort


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Arrests are falling\n\nAna Li • May 2, 2024\n\nThey fell.", {"title": "Arrests are falling", "author": "Ana Li", "published": "2024-05-02"}),
        ("Arrests are falling\n\nBy Ana Li-Sosa | 2 May 2024\n", {"title": "Arrests are falling", "author": "Ana Li-Sosa", "published": "2024-05-02"}),
        ("Arrests are falling\n\nPublished on 2024-05-02\n", {"title": "Arrests are falling", "published": "2024-05-02"}),
        ("Arrests are falling\n\nhttps://example.org/arrests\n", {"title": "Arrests are falling", "address": "https://example.org/arrests"}),
        # A heading that the text goes on below at once is no title of its own; nor is a sentence.
        ("Overview\nArrests are falling.", {}),
        ("Arrests are falling in all the states.\n\nThey fell.", {}),
        # A day in a sentence may be the day of anything; one that does not exist is none.
        ("Arrests\n\nOn May 2, 2024 the law was changed by the house\n", {"title": "Arrests"}),
        ("Arrests\n\nMay 32, 2024\n", {"title": "Arrests"}),
        ("Arrests\n\n" + "One.\n" * 6 + "By Ana Li • May 2, 2024", {"title": "Arrests"}),
    ],
)  # fmt: skip
def test_the_first_lines_state_only_what_stands_there_by_itself(text: str, stated: dict[str, str]) -> None:
    assert read(text.encode()).stated == stated


def test_lost_characters_are_said() -> None:
    assert read("5 \ufffd a day".encode()).remarks == ("1 character is lost: it stands as \ufffd",)

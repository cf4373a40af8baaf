"""Turn bytes into characters, and put characters in the order in which a text is stored."""

from __future__ import annotations

import codecs
import re

from etl.faults import IncomingFault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose mark is the beginning of this one.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read, by Python's names; a page that says Latin-1 is read as Windows-1252, as they do. Other codecs of
# Python are no encodings of text, or slow on hostile bytes.
_DECLARED = {
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "big5", "gbk", "gb2312", "gb18030", "shift_jis", "euc_jp", "euc_kr",
    "iso2022_jp", "koi8-r", "koi8-u", "mac-roman", "tis-620", *(f"iso8859-{part}" for part in range(1, 17)),
    *(f"cp125{part}" for part in range(9)), "cp866", "cp874", "cp932", "cp949",
}  # fmt: skip
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_CHARSET = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|^\s*<\?xml[^>]{0,200}?encoding=["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# What nobody sees and no cell of the catalogue may hold: marks that turn the direction of letters and digits round,
# spaces of no width, the soft hyphen, and control characters but the tab and the line feed.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOST = "\ufffd"


def decoded(content: bytes) -> str:
    """The characters of a text: UTF-8, or what its byte-order mark says."""
    mark, encoding = next(
        ((mark, encoding) for mark, encoding in _MARKS if content.startswith(mark)), (b"", "utf-8")
    )
    text = _strictly(content.removeprefix(mark), encoding, len(mark))
    if "\x00" in text:
        raise _holds_nul(content)
    return text


def decoded_page(content: bytes) -> str:
    """The characters of a web page: by its byte-order mark, else as it declares, else UTF-8."""
    if content.startswith(tuple(mark for mark, _ in _MARKS)):
        return decoded(content)
    declared = _CHARSET.search(content[:_DECLARED_WITHIN])
    if declared is None:
        return decoded(content)
    named = (declared[1] or declared[2]).decode("ascii", "replace")
    try:
        encoding = codecs.lookup(named).name
    except LookupError:
        encoding = ""
    encoding = _READ_AS.get(encoding, encoding)
    if encoding not in _DECLARED:
        raise IncomingFault(
            f"says that it is written in {named!r}, which is not known", "save the page as UTF-8"
        )
    text = _strictly(content, encoding, 0)
    if "\x00" in text:
        raise _holds_nul(content)
    return text


def _strictly(content: bytes, encoding: str, skipped: int) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + skipped
        raise IncomingFault(
            f"is not {encoding.upper()} at byte {at:,}",
            "open it where its letters look right, and save it as UTF-8",
        ) from error


def _holds_nul(content: bytes) -> IncomingFault:
    if content[:1000].count(0) > len(content[:1000]) / 4:
        return IncomingFault("looks like UTF-16 without a byte-order mark", "save it as UTF-8")
    return IncomingFault(
        f"holds a NUL byte at byte {content.find(0):,}, as no text does", "save the text anew, as UTF-8"
    )


def normalised(text: str) -> str:
    """A text as it is stored: line feeds for line ends, no invisible characters, ligatures as letters.

    Letters stay composed or not as they came, and spaces of every width stay what they are: offsets count what is stored.

    >>> normalised("fewer than\\u00a0100\\r\\nin \\u202e2020\\u202c")
    'fewer than\\xa0100\\nin 2020'
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text).translate(_LIGATURES)
    # A PDF gives rare characters as two halves; a half without the other cannot be written as UTF-8.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def raised(text: str) -> str:
    """Raised digits as the characters for them, so that the mark of a note is not taken for a part of a number.

    >>> "2,500" + raised("12")
    '2,500¹²'
    """
    return text.translate(_SUPERSCRIPT)

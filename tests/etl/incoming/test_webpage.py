"""A web page: the words that a visitor sees, line by line, and what its head states."""

import pytest

from etl.faults import IncomingFault
from etl.incoming.characters import decoded_page
from etl.incoming.incoming import LIMITS
from etl.incoming.webpage import MAIN_ONLY, parse


def text(page: str) -> str:
    return parse(page.encode(), LIMITS).text


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>At least\n  <b>6</b>,200 people</p>", ["At least 6,200 people"]),
        ("<div>One<p>two<br>three</p>four</div>five", ["One", "two", "three", "four", "five"]),
        ("<ul><li>29 countries<li>49 states</ul>", ["29 countries", "49 states"]),
        ("<p>185&nbsp;million &amp; 5 &lt; 6", ["185\u00a0million & 5 < 6"]),
        ("<p>2,500<sup>12</sup> people, 10<sup>6</sup>", ["2,500¹² people, 10⁶"]),
        ("<pre>1  2\n3</pre>", ["1 2", "3"]),
        ("<table><caption>Held</caption><tr><th>Year<th>People<tr><td>2020<td>1,200</table>after", ["Held", "Year | People", "2020 | 1,200", "after"]),
        ("<table><tr><td><p>One</p><p>two</p><td>three</table>", ["One", "two", "three"]),
        ("<table><tr><td><table><tr><td>1<td>2</table></table>", ["1 | 2"]),
        ("<td>1<td>2", ["1", "2"]),
        # What nobody sees is no part of the text, nor are the ways to other pages.
        ("<title>9</title><style>9</style><script>9</script><nav>9</nav><p hidden>9</p><p style='DISPLAY : none'>9</p>5<!--9-->", ["5"]),
        ("<template>9</template><noscript>9</noscript><select><option>9</select><textarea>9</textarea>5", ["5"]),
        ("<p>5</div></b></p></table>6", ["5", "6"]),
        ("<h1>Title</h1><svg><text>42</text></svg>", ["Title", "42"]),
    ],
)  # fmt: skip
def test_each_block_that_is_seen_is_a_line(page: str, lines: list[str]) -> None:
    assert text(page).split("\n") == lines


def test_only_the_part_that_the_page_marks_as_its_own_is_read_and_that_is_said() -> None:
    page = parse(b"<p>9 other stories<main><p>5 people</main><p>9 more", LIMITS)
    assert (page.text, page.remarks) == ("5 people", (MAIN_ONLY,))
    page = parse(b"<article>1<article>2</article></article><p>3", LIMITS)
    assert (page.text, page.remarks) == ("1\n2", (MAIN_ONLY,))
    # Of several, none is the page's own; an empty one, filled by a script, is no text.
    assert text("<article>1</article><article>2</article>") == "1\n2"
    assert text("<main></main><p>5") == "5"


HEAD = """<html lang="en-GB"><head><title>Arrests | The Paper</title>
<meta property="og:title" content="Arrests"><meta property="og:site_name" content="The Paper">
<meta name="Author" content="Ana Li"><meta property="article:published_time" content="2024-05-02T10:00:00Z">
<link rel="canonical" href="https://example.org/arrests"></head><body>5</body></html>"""
LINKED = """<title>Arrests</title><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
{"headline": "Arrests fall", "datePublished": "2024-05-02", "author": [{"name": "Ana Li"}, {"name": "Bo Ek"}],
"publisher": {"name": "The Paper"}}]}</script>5"""


def stated(page: str) -> dict[str, str]:
    return {what: said for what, said in parse(page.encode(), LIMITS).stated.items() if said}


def test_the_head_states_what_a_card_needs() -> None:
    assert stated(HEAD) == {
        "title": "Arrests", "publisher": "The Paper", "author": "Ana Li", "published": "2024-05-02",
        "address": "https://example.org/arrests", "language": "en-GB",
    }  # fmt: skip
    assert stated(LINKED) == {
        "title": "Arrests fall", "publisher": "The Paper", "author": "Ana Li, Bo Ek", "published": "2024-05-02",
    }  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        '<link rel="canonical" href="/arrests">5',
        '<meta property="og:url" content="javascript:alert(1)">5',
        '<meta name="author" content="https://example.org/ana">5',
        '<meta property="article:published_time" content="last May">5',
        '<script type="application/ld+json">{"datePublished": </script>5',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>5",
        '<script type="application/ld+json">[1, "x", {"datePublished": null}]</script>5',
    ],
)
def test_a_head_that_states_nonsense_states_nothing(page: str) -> None:
    assert stated(page) == {}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<meta charset=windows-1252><p>£5".encode("cp1252"), "£5"),
        # As browsers do, Latin-1 is read as the Windows letters that were meant.
        ("<meta charset=iso-8859-1><p>5 – 6".encode("cp1252"), "5 – 6"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=shift_jis"><p>五'.encode("shift_jis"), "五"),
        ('<?xml version="1.0" encoding="koi8-r"?><html><p>пять'.encode("koi8-r"), "пять"),
        ("\ufeff<meta charset=koi8-r><p>£5".encode(), "£5"),
        ("<p>£5".encode(), "£5"),
        ("<meta charset=utf-16><p>£5".encode(), "£5"),
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_letters_it_declares(content: bytes, text: str) -> None:
    assert decoded_page(content).endswith(text)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<meta charset=utf-8><p>\xa35", "is not UTF-8 at byte 23"),
        (b"<p>\xa35", "is not UTF-8 at byte 3"),
        (b"<meta charset=klingon>5", "written in 'klingon', which is not known"),
        # Names of Python's codecs that are no encodings of text, or that hostile bytes make slow.
        (b"<meta charset=zlib>5", "written in 'zlib', which is not known"),
        (b"<meta charset=punycode>5", "written in 'punycode', which is not known"),
        (b"<meta charset=utf-8>5\x00", "holds a NUL byte"),
    ],
)
def test_a_page_in_other_letters_than_it_declares_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(IncomingFault, match=said):
        decoded_page(content)

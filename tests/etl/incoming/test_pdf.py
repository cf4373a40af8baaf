"""A PDF: lines put together to paragraphs, so that no number phrase ends where a line does."""

from collections.abc import Sequence

import pytest

from etl.incoming.incoming import LIMITS, Parsed
from etl.incoming.pages import Line, paragraphs
from etl.incoming.pdf import parse
from tests.etl.incoming.files import Placed, column, pdf

FULL = "The courts of all the states together sentenced"  # a line that fills its column


def read(*pages: Sequence[Placed]) -> Parsed:
    return parse(pdf(*pages), LIMITS)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([FULL, "at least 6,200 people to prison.", "", "They were held."], [f"{FULL} at least 6,200 people to prison.", "They were held."]),
        ([FULL + " at least", "6,200 people and", "nobody else was ever counted by anyone at any time"], [f"{FULL} at least 6,200 people and", "nobody else was ever counted by anyone at any time"]),
        (["1. Arrests", FULL + " 5", "2. Prisons", FULL + " 6"], ["1. Arrests", f"{FULL} 5", "2. Prisons", f"{FULL} 6"]),
        (["Arrests", FULL, "five."], ["Arrests", f"{FULL} five."]),
        # Where a hyphen ends the line: a word broken in two, a compound, a number.
        ([FULL + " non-", "violent people, for non-violent offences, twenty-", "five and"], [f"{FULL} non-violent people, for non-violent offences, twenty-five and"]),
        ([FULL + " impris-", "oned"], [f"{FULL} imprisoned"]),
        ([FULL + " 20-", "year-olds in 2020–", "2021"], [f"{FULL} 20-year-olds in 2020–", "2021"]),
    ],
)  # fmt: skip
def test_lines_of_a_paragraph_are_put_together(lines: list[str], text: list[str]) -> None:
    assert read(column(lines)).text.split("\n") == text


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    left, right = [FULL + " in all", FULL + " about"], ["219,000 people, and they", FULL + " nearly"]
    page = column(left, left=40) + column(right, left=320)
    following = column(["2,500 people."], left=40)
    assert read(page, following).text == (
        f"{FULL} in all {FULL} about 219,000 people, and they\n{FULL} nearly 2,500 people."
    )


def test_rows_of_a_table_stay_apart_and_so_do_their_cells() -> None:
    rows = [
        (left, 700 - 12 * at, words)
        for at, cells in enumerate([("Year", "Held"), ("2019", "1,200"), ("2020", "1,300")])
        for left, words in zip((50.0, 200.0), cells, strict=True)
    ]
    assert read(rows).text.split("\n") == ["Year | Held", "2019 | 1,200", "2020 | 1,300"]


def test_a_raised_digit_is_the_mark_of_a_note_and_no_part_of_the_number() -> None:
    page = [(50.0, 700.0, "In all 2,500"), (98.9, 700.0, "^12"), (108.4, 700.0, "people")]
    assert read(page).text == "In all 2,500¹² people"


def test_running_heads_and_page_numbers_are_left_out_and_that_is_said() -> None:
    body = [f"{word} were held." for word in ("Ten", "Eleven", "Twelve", "Thirteen")]
    pages = [
        [(50.0, 810.0, "World report 2020"), (50.0, 700.0, said), (290.0, 20.0, str(number))]
        for number, said in enumerate(body, start=97)
    ]
    found = read(*pages)
    assert found.text.split("\n") == body
    assert found.remarks == ("running heads, feet and page numbers were left out (8 lines)",)
    # On one page nothing repeats.
    assert read(pages[0]).text == "World report 2020\nTen were held.\n97"


def test_pages_without_text_are_named() -> None:
    found = read(column(["Ten were held."]), [], [])
    assert found.remarks == ("pages without text, which may be pictures: 2, 3",)


def test_properties_state_what_is_no_name_of_a_file() -> None:
    page = column(["5"])
    stated = parse(pdf(page, properties="/Title (Arrests) /Author (Ana Li)"), LIMITS).stated
    assert stated == {"title": "Arrests", "author": "Ana Li", "language": "en-GB"}
    for junk in ("Microsoft Word - final.docx", "report_v3.indd", "Untitled-1"):
        assert parse(pdf(page, properties=f"/Title ({junk})"), LIMITS).stated["title"] == ""


def test_an_indented_line_begins_a_paragraph_and_a_hanging_one_does_not() -> None:
    def line(text: str, left: float, at: int) -> Line:
        return Line(text, left, 300, 700 - 12 * at, 11, 40)

    assert paragraphs([[line("One", 50, 0), line("two", 65, 1), line("three", 50, 2)]])[0] == [
        "One",
        "two three",
    ]
    assert paragraphs([[line("• One", 50, 0), line("two", 65, 1), line("• three", 50, 2)]])[0] == [
        "• One two",
        "• three",
    ]


@pytest.mark.parametrize(
    ("turned", "matrix", "along"),
    [(90, "0 1 -1 0", (0, 1)), (180, "-1 0 0 -1", (-1, 0)), (270, "0 -1 1 0", (0, -1))],
)
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(
    turned: int, matrix: str, along: tuple[int, int]
) -> None:
    across, up = along
    down = (up, -across)
    page = [
        (
            300.0 + 150 * column * across + 12 * row * down[0],
            400.0 + 150 * column * up + 12 * row * down[1],
            said,
        )
        for row, cells in enumerate([("Year", "Held"), ("2019", "1,200")])
        for column, said in enumerate(cells)
    ]
    content = pdf(page).replace(b"/MediaBox", b"/Rotate %d /MediaBox" % turned)
    content = content.replace(b" 1 0 0 1 ", b" %s " % matrix.encode())
    assert parse(content, LIMITS).text.split("\n") == ["Year | Held", "2019 | 1,200"]

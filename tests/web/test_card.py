"""The card for chat previews: a picture of its own for every figure, made without a browser, cut where it must be."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from dashboard.data import Release
from dashboard.figure import records
from dashboard.palette import LIGHT
from dashboard.web import card
from dashboard.web.preview import by_name
from tests.dashboard.sample_release import FIGURES, write
from tests.web.asking import HOST, ask
from tests.web.conftest import GONE


def picture(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def near(colour: str, image: Image.Image) -> int:
    """How many pixels are of a colour, up to what a palette of few colours changes."""
    meant = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    counted = image.getcolors(image.width * image.height) or []
    return sum(
        count
        for count, found in counted
        if isinstance(found, tuple) and all(abs(a - b) < 12 for a, b in zip(meant, found, strict=True))
    )


def test_every_figure_has_a_card_of_its_own(committed: Release) -> None:
    figures = records(committed.figures)[::6]
    seen = set()
    for figure in figures:
        answer = ask(f"/card/{figure.figure_id}.png")
        assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
        assert picture(answer.body).size == (card.WIDTH, card.HEIGHT)
        assert len(answer.body) < 60_000
        seen.add(answer.body)
    assert len(seen) == len(figures)


def test_a_page_names_its_card_by_a_whole_address(two: Release) -> None:
    text = ask("/figure/freed").text
    (address,) = re.findall(r'<meta property="og:image" content="([^"]+)">', text)
    assert address == f"https://{HOST}/card/freed.png?release=second"
    assert '<meta name="twitter:card" content="summary_large_image">' in text
    assert ask(address.removeprefix(f"https://{HOST}")).body == ask("/card/freed.png").body
    assert "of a card that says" in text


def test_what_says_who_says_so_and_which_release_is_on_the_card(two: Release) -> None:
    told = card.words(by_name(two)["killed-government"], two)
    assert told
    assert told.large == "At least 6,200 people"
    assert told.source.startswith("The government · ")
    assert two.id in told.source


def test_a_card_is_in_the_colour_that_the_figure_has_on_the_dashboard(two: Release) -> None:
    stated, rival = (
        picture(ask(f"/card/{name}.png").body) for name in ("killed-government", "killed-groups")
    )
    assert near(LIGHT.stated, stated) > 500
    assert near(LIGHT.rival, stated) == 0
    assert near(LIGHT.rival, rival) > 500


def test_a_number_in_question_says_so_on_its_card(two: Release) -> None:
    told = card.words(by_name(two)["harvest-fall"], two)
    assert told
    assert told.doubt
    assert near(LIGHT.problem, picture(ask("/card/harvest-fall.png").body)) > 100


def test_who_has_a_card_is_not_sent_it_again(two: Release) -> None:
    first = ask("/card/freed.png")
    assert re.fullmatch(r'"[0-9a-f]{20}"', first.headers["etag"])
    again = ask("/card/freed.png", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert ask("/card/freed.png?release=first", if_none_match=first.headers["etag"]).status == 200
    assert first.headers["content-encoding"] == "identity"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/card/nowhere.png", 404), ("/card/freed", 404), ("/card/freed.jpg", 404), ("/card/.png", 404), ("/card/freed.PNG", 404),
        ("/card/%3Cscript%3Ealert(1)%3C%2Fscript%3E.png", 404), ("/card/..%2f..%2fetc%2fpasswd.png", 404), (f"/card/{'a' * 60_000}.png", 404),
        ("/card/freed.png?release=nowhere", 404), (f"/card/{GONE}.png", 410), (f"/card/{GONE}.png?release=first", 200),
    ],
)  # fmt: skip
def test_an_address_of_no_card_is_answered_in_words(two: Release, path: str, status: int) -> None:
    answer = ask(path, accept="text/html")
    assert answer.status == status
    assert b"alert(1)" not in answer.body


@pytest.mark.parametrize(
    ("text", "sizes", "most"),
    [("word " * 400, (46, 30), 5), ("w" * 4_000, (46, 30), 5), ("short", (46, 30), 5), ("", (46,), 1)],
)
def test_however_long_a_text_is_it_stays_between_the_margins(
    text: str, sizes: tuple[int, ...], most: int
) -> None:
    lines, size = card._fitted(text, card.SERIF, 500, sizes, most)
    assert len(lines) <= most
    assert all(card._length(line, card.SERIF, 500, size) <= card.WIDTH - 2 * card.MARGIN for line in lines)
    assert lines[-1].endswith("…") == (len(text) > 1_000)


def released(tmp_path: Any, monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    row = {**FIGURES[0], "figure_id": "told", "statement": statement}
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, figures=[*FIGURES, row])))


def test_letters_of_other_languages_are_taken_from_the_other_file(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(tmp_path, monkeypatch, "Więźniów w Łodzi i ţinut: ½ “tak” – €5, Ağrı.")
    assert ask("/card/told.png").status == 200


def test_where_our_fonts_lack_a_letter_there_is_no_card_rather_than_a_box(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(tmp_path, monkeypatch, "Сто человек, 一百人.")
    assert ask("/card/told.png", accept="text/html").status == 404
    text = ask("/figure/told").text
    assert "og:image" not in text
    assert '<meta name="twitter:card" content="summary">' in text

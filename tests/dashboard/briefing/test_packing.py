"""A long deck is one short value of its address: read as it was written, and, cut or spoilt, as far as it came."""

from __future__ import annotations

import base64
import time
import zlib
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing import deck as decks
from dashboard.briefing import packing
from dashboard.briefing import work as works
from dashboard.briefing.deck import Deck, Fault, Slide
from dashboard.words import sentences

# As presenters write: sentences of English, each slide with others.
WORDS = " ".join(told for told in sentences().values() if isinstance(told, str)).replace("~", "")
CODES = [f"text:~tPoint {i}~n{WORDS[i * 900 : i * 900 + 700]}" for i in range(12)]
LONG = packing.packed("A title", "2020-sample", CODES)


@given(st.text(), st.text(), st.lists(st.text(min_size=1), max_size=8))
def test_what_is_packed_is_read_as_it_was_written(title: str, release: str, codes: list[str]) -> None:
    told = [part.replace("\0", "").encode("utf-8", "ignore").decode() for part in (title, release, *codes)]
    read = packing.unpacked(packing.packed(title, release, codes))
    assert read == (told[0], told[1], [code for code in told[2:] if code])


@pytest.mark.parametrize(("slides", "packed"), [(1, False), (12, True)])
def test_an_address_is_packed_where_its_plain_words_are_many(slides: int, packed: bool) -> None:
    deck = decks.read({"slide": CODES[:slides], "title": ["A title"], "release": ["2020-sample"]})
    assert deck.query.startswith("deck=") == packed
    assert decks.read(parse_qs(deck.query)) == deck
    assert works.read(parse_qs(f"{deck.query}&at=1"), "r").query == deck.query


def test_a_packed_address_is_about_half_as_long() -> None:
    assert len(LONG) < 0.55 * len(urlencode({"slide": CODES}, doseq=True))


def test_sixty_slides_with_long_notes_come_back_whole() -> None:
    deck = Deck(
        tuple(Slide("text", title=f"{i}", notes="é".join(WORDS * 9)[i : 3000 + i]) for i in range(60)),
        "",
        "r",
    )
    assert sum(len(slide.notes) for slide in deck.readable) > 100_000
    assert decks.read(parse_qs(deck.query)) == deck


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
def test_an_address_that_was_cut_short_shows_what_came_and_says_where_it_ends(part: float) -> None:
    deck = decks.read({"deck": [LONG[: int(len(LONG) * part)]]})
    *whole, last = deck.slides
    assert last == Fault("cut", "")
    assert tuple(whole) == decks.read({"slide": CODES}).slides[: len(whole)]
    assert len(whole) >= 12 * part - 2


@pytest.mark.parametrize("spoilt", ["%", " ", "\n", "=", "é", "A"])
def test_an_address_that_was_changed_on_its_way_says_so(spoilt: str) -> None:
    middle = len(LONG) // 2
    deck = decks.read({"deck": [LONG[:middle] + spoilt + LONG[middle + 1 :]]})
    assert Fault("cut", "") in deck.slides
    assert deck.title == "A title"
    assert deck.slides[0] == decks.read_slide(CODES[0])


@pytest.mark.parametrize(
    "value", ["", "A", "AAAA", "kept ", "☃", "%00", "eJw", "-" * 5000, LONG[::-1], packing.packed("", "", [])]
)
def test_nothing_in_a_packed_address_raises(value: str) -> None:
    deck = decks.read({"deck": [value], "slide": ["figure:a"]})
    assert deck.slides[-1:] in ((Slide("figure", "a"),), (Fault("cut", ""),))
    works.read({"deck": [value], "at": ["2"]}, "r")


def test_an_address_of_a_deck_that_a_browser_keeps_is_one_without_slides() -> None:
    assert decks.read({"deck": [packing.KEPT]}) == Deck()
    assert works.read({"deck": [packing.KEPT], "at": ["3"]}, "r").codes == ()


@pytest.mark.parametrize("filling", [b"a", b"\0", b"\0text:~ta"])
def test_a_short_address_that_unpacks_without_end_is_read_to_a_bound(filling: bytes) -> None:
    value = base64.urlsafe_b64encode(zlib.compress(filling * (60_000_000 // len(filling)), 9)).decode()
    start = time.process_time()
    title, release, codes = packing.unpacked(value)
    assert time.process_time() - start < 1
    assert len(title) + len(release) + sum(map(len, codes)) <= packing.LARGEST
    assert len(codes) <= packing.MOST_PARTS


def test_the_script_in_the_browser_knows_the_same_bounds_and_names() -> None:
    script = (Path(packing.__file__).parent / "carrying.js").read_text(encoding="utf-8")
    for told in (
        f"LONGEST_PLAIN = {packing.LONGEST_PLAIN};",
        f"LONGEST = {decks.LONGEST_ADDRESS};",
        f"LONGEST_WITHIN = {packing.LONGEST_WITHIN};",
        f"'?{packing.NAME}={packing.KEPT}'",
        f"kind: '{decks.FILE_KIND}', version: {decks.FILE_VERSION} ",
    ):
        assert told in script, told

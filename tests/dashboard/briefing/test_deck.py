"""A deck is its address: what is written is read again, and nothing in an address or a file can raise but a clear word."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing import deck as decks
from dashboard.briefing.deck import Deck, Fault, Slide

NAMES = st.from_regex(decks.NAME, fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=60)
RELEASES = st.one_of(st.just(""), NAMES)
SLIDES = st.builds(
    Slide,
    sort=st.sampled_from(decks.OF_RELEASE),
    name=NAMES,
    title=TEXTS,
    text=TEXTS,
    notes=TEXTS,
    seconds=st.integers(0, decks.MOST_SECONDS),
    kept=RELEASES,
    checked=RELEASES,
)


@given(SLIDES)
def test_a_slide_is_read_as_it_was_written(slide: Slide) -> None:
    assert decks.read_slide(slide.code) == slide


@given(st.lists(SLIDES, max_size=6), TEXTS, RELEASES)
def test_a_deck_is_read_from_its_own_address_and_file(slides: list[Slide], title: str, release: str) -> None:
    deck = Deck(tuple(slides), title, release)
    assert decks.read(parse_qs(deck.query)) == deck
    assert decks.from_file(decks.to_file(deck)) == deck


@given(st.text(max_size=300))
def test_nothing_in_an_address_raises(text: str) -> None:
    for code in (text, f"figure:{text}", f"figure:x~{text}", f"text:~x{text}"):
        slide = decks.read_slide(code)
        assert isinstance(slide, Fault) or decks.read_slide(slide.code) == slide


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "unreadable"),
        ("figure", "unreadable"),
        ("poem:x", "unknown_sort"),
        ("figure:", "no_name"),
        ("figure:../../etc/passwd", "no_name"),
        ("figure:<script>", "no_name"),
        ("section:name", "no_name"),
        ("figure:x~", "unreadable"),
        ("figure:x~Tshouted", "unreadable"),
        ("figure:x~t" + "a" * 20_000, "too_long"),
    ],
)
def test_what_cannot_be_read_says_why(code: str, reason: str) -> None:
    fault = decks.read_slide(code)
    assert isinstance(fault, Fault)
    assert fault.reason == reason
    assert len(fault.asked) <= 41


@pytest.mark.parametrize(
    ("code", "slide"),
    [
        ("figure:x", Slide("figure", "x")),
        ("place:M49:035", Slide("place", "M49:035")),
        ("section:~tPart one", Slide("section", title="Part one")),
        ("text:~xTwo\nlines", Slide("text", text="Two\nlines")),
        ("figure:x~tTwo\nlines", Slide("figure", "x", title="Two lines")),
        ("figure:x~z a letter of a later version", Slide("figure", "x")),
        ("figure:x~s999999", Slide("figure", "x")),
        ("figure:x~s99999", Slide("figure", "x", seconds=decks.MOST_SECONDS)),
        ("figure:x~s٣", Slide("figure", "x")),
        ("figure:x~s-5", Slide("figure", "x")),
        ("figure:x~k../y", Slide("figure", "x")),
        ("figure:x~t\u202eturned", Slide("figure", "x", title="turned")),
    ],
)
def test_a_slide_holds_what_a_presenter_may_say(code: str, slide: Slide) -> None:
    assert decks.read_slide(code) == slide


def test_a_slide_that_cannot_be_read_keeps_its_place_and_its_words_and_is_passed_on() -> None:
    deck = decks.read({"slide": ["figure:a", "poem:b~tMine~nTo be said~s30", "figure:c"]})
    assert [isinstance(slide, Fault) for slide in deck.slides] == [False, True, False]
    fault = deck.slides[1]
    assert isinstance(fault, Fault)
    assert fault.own == Slide("text", title="Mine", notes="To be said", seconds=30)
    assert fault.asked == "poem:b"
    assert decks.read(parse_qs(deck.query)) == deck
    assert decks.from_file(decks.to_file(deck)) == deck


def test_a_slide_with_more_words_than_it_can_carry_is_not_passed_on() -> None:
    deck = decks.read({"slide": ["figure:a~n" + "a" * 20_000]})
    fault = deck.slides[0]
    assert isinstance(fault, Fault)
    assert len(fault.own.notes) == decks.LONGEST_NOTES
    assert deck.codes == []


@pytest.mark.parametrize(
    ("asked", "name"),
    [("figure:a", "a"), ("  figure:a ", "a"), ("figure:a~nOf another", "a"), ("section:", "")],
)
def test_a_slide_at_fault_is_mended_and_keeps_its_words(asked: str, name: str) -> None:
    fault = decks.read_slide("poem:b~tMine~nTo be said~s30")
    assert isinstance(fault, Fault)
    slide = decks.mended(fault, asked)
    assert isinstance(slide, Slide)
    assert (slide.name, slide.title, slide.notes, slide.seconds) == (name, "Mine", "To be said", 30)


@pytest.mark.parametrize("asked", ["", "poem:a", "figure:", "figure", "a", "figure:a b"])
def test_a_slide_is_not_mended_by_another_fault(asked: str) -> None:
    assert isinstance(decks.mended(Fault("unknown_sort", "poem:b"), asked), Fault)


@given(st.lists(st.text(max_size=50), max_size=4))
def test_whatever_an_address_says_can_be_saved_and_opened(codes: list[str]) -> None:
    saved = decks.to_file(decks.read({"slide": codes}))
    assert decks.to_file(decks.from_file(saved.encode())) == saved


def test_a_deck_has_an_end() -> None:
    assert len(decks.read({"slide": ["figure:a"] * 1_000}).slides) == decks.MOST_SLIDES
    assert len(decks.added(Deck(), [Slide("figure", "a")] * 1_000).slides) == decks.MOST_SLIDES


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "must be JSON"),
        ("[" * 100_000, "must be JSON"),
        ("[]", "must be of the kind"),
        (json.dumps({"kind": "other"}), "must be of the kind"),
        (json.dumps({"kind": decks.FILE_KIND, "version": 2}), "must be of version"),
        (json.dumps({"kind": decks.FILE_KIND, "version": 1, "slides": [1]}), "must have a list of slides"),
        (" " * (decks.LARGEST_FILE + 1), "must have at most"),
    ],
)
def test_a_file_that_is_no_deck_says_what_is_wrong(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        decks.from_file(text)


@pytest.mark.parametrize(
    ("at", "to", "order"), [(0, 2, "bca"), (2, 0, "cab"), (1, 0, "bac"), (0, 9, "bca"), (2, -5, "cab")]
)
def test_a_slide_moves_and_the_others_keep_their_order(at: int, to: int, order: str) -> None:
    deck = Deck(tuple(Slide("figure", name) for name in "abc"))
    assert "".join(slide.name for slide in decks.moved(deck, at, to).readable) == order


def test_slides_are_dropped_changed_and_added_where_asked() -> None:
    deck = Deck((Slide("figure", "a"), Slide("figure", "b")))
    assert decks.dropped(deck, 0).slides == (Slide("figure", "b"),)
    assert decks.changed(deck, 1, Slide("text")).slides == (Slide("figure", "a"), Slide("text"))
    assert decks.added(deck, [Slide("section")], 1).slides[1] == Slide("section")
    assert decks.added(deck, [Slide("section")]).slides[2] == Slide("section")

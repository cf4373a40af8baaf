"""What holds for every number and every text, whatever the words."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.phrases import find, finder, read
from etl.phrases.tokens import Tokens

settings.register_profile("phrases", derandomize=True, deadline=None, max_examples=300)
settings.load_profile("phrases")

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int, joint: str = " and ") -> str:
    """The number in English words, written here a second time so that the reader is not its own judge."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_ONES[hundreds]} hundred" + (f"{joint}{in_words(rest)}" if rest else "")
    scale, word = (1_000_000, "million") if number >= 1_000_000 else (1000, "thousand")
    whole, rest = divmod(number, scale)
    glue = joint if 0 < rest < 100 else " "
    return f"{in_words(whole, joint)} {word}" + (f"{glue}{in_words(rest, joint)}" if rest else "")


# Four bare digits may be a year, and every number is read on its own: those cases have tests by example.
plain = st.integers(0, 999_999_999)
HEDGES = {
    "about": "approximately", "an estimated": "approximately", "at least": "at_least", "no fewer than": "at_least",
    "more than": "more_than", "well over": "more_than", "nearly": "almost", "just under": "almost",
    "fewer than": "less_than", "below": "less_than",
}  # fmt: skip
PIECES = st.sampled_from(
    "one two five twenty hundred thousand million a an the of in to and or between from by fell rose more than at least "
    "about over under up nearly half third quarter dozen percent per cent every seconds years times $ £ € % , . - – ( ) : "
    "/ 5 10 2,500 1.5 2017 1980s June p.m. 12..5 ½ m bn k x s th 100,000 7pm SB97 Covid-19 first several ± ² ５ ٣ # § İ".split()
) | st.text(max_size=6)
GAPS = st.sampled_from([" ", " ", " ", "", "-", "\u00a0", "\n", "  "])
PROSE = st.lists(st.tuples(PIECES, GAPS), max_size=25).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


@given(plain)
def test_a_number_in_digits_is_read_back(number: int) -> None:
    assert read(f"{number:,}").value == number


@given(st.decimals(0, 99_999, places=2))
def test_a_decimal_is_read_back(number: object) -> None:
    assert read(f"{number}%").value == float(str(number))


@given(plain, st.sampled_from([" and ", " "]))
def test_a_number_in_words_is_read_back(number: int, joint: str) -> None:
    assert read(in_words(number, joint)).value == number


@given(st.integers(2, 999_999_999))
def test_a_number_in_words_is_found_whole_in_a_sentence(number: int) -> None:
    (phrase,) = find(f"They counted {in_words(number)} cases")
    assert (phrase.reading.text, phrase.reading.value) == (in_words(number), number)


@given(st.integers(1, 9999), st.sampled_from([("thousand", 1e3), ("million", 1e6), ("billion", 1e9)]))
def test_a_scale_multiplies(tenths: int, scale: tuple[str, float]) -> None:
    word, factor = scale
    assert read(f"{tenths / 10} {word}").value == pytest.approx(tenths / 10 * factor)


@given(plain, st.sampled_from(sorted(HEDGES)), st.booleans())
def test_a_hedge_before_a_number_never_changes_its_value(number: int, hedge: str, words: bool) -> None:
    hedged = read(f"{hedge} {in_words(number) if words else f'{number:,}'}")
    assert (hedged.value, hedged.qualifier) == (number, HEDGES[hedge])
    assert hedged.lower in (None, number)
    assert hedged.upper in (None, number)


@given(st.integers(0, 500_000), st.integers(1, 500_000))
def test_a_range_keeps_both_its_ends(lower: int, more: int) -> None:
    reading = read(f"between {lower:,} and {lower + more:,}")
    assert (reading.value, reading.lower, reading.upper) == (None, lower, lower + more)


@given(st.integers(1, 999), st.sampled_from(["fell by {}%", "a drop of {}%", "{}% fewer", "down {} percent"]))
def test_a_fall_is_the_negative_of_its_number(number: int, words: str) -> None:
    reading = read(words.format(number))
    assert (reading.value, reading.lower, reading.upper) == (-number, -number, -number)


@given(PROSE)
def test_every_phrase_stands_at_its_place_and_none_overlaps(text: str) -> None:
    end = 0
    for phrase in find(text):
        assert text[phrase.start : phrase.end] == phrase.reading.text
        assert phrase.start >= end
        assert phrase.reading.text.strip() == phrase.reading.text
        assert phrase.reading.text
        end = phrase.end


@given(PROSE)
def test_every_digit_belongs_to_a_phrase(text: str) -> None:
    covered = {place for phrase in find(text) for place in range(phrase.start, phrase.end)}
    assert [
        place for place, character in enumerate(text) if character.isdigit() and place not in covered
    ] == []


@given(PROSE)
def test_paragraphs_are_counted_as_a_reader_would(text: str) -> None:
    for phrase in find(text):
        lines = text[: phrase.end].split("\n")
        assert phrase.paragraph == sum(1 for line in lines if line.strip())


@given(PROSE)
def test_bounds_are_in_order_and_only_figures_have_qualified_numbers(text: str) -> None:
    for phrase in find(text):
        reading = phrase.reading
        if reading.lower is not None and reading.upper is not None:
            assert reading.lower <= reading.upper
        if reading.sort in ("date", "name", "unread"):
            assert (reading.value, reading.lower, reading.upper) == (None, None, None)


@given(PROSE | st.text(max_size=60) | st.text(alphabet=string.printable, max_size=60))
def test_reading_and_finding_never_fail(text: str) -> None:
    assert read(text).text == text
    assert isinstance(find(text), list)


HOSTILE = [
    "1", "one ", "1,", "more than ", "to ", "1-", "1 ", "$", "a1", "1 to ", "1—", "one hundred and ", "é1 ", "1 of ",
    "half a ", "1 every ", "twenty-", "June 1, ", "1/", "5 or ", "between 1 and ", "\n", "1\n", "(1) ",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_cut_into_windows_and_never_read_as_a_whole(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work is counted, not timed: the characters cut into tokens grow with the text, not with its square."""
    cut: list[int] = []

    def counting(text: str, start: int, end: int) -> Tokens:
        cut.append(end - start)
        return Tokens(text, start, end)

    monkeypatch.setattr(finder, "Tokens", counting)

    def work(length: int) -> int:
        cut.clear()
        find(unit * (length // len(unit)))
        return sum(cut)

    small, large = work(4_000), work(16_000)
    assert large <= 6 * small + 20_000

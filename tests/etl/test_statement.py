"""Statements."""

import pytest

from etl.statement import Quantity, change_words, number_words, plain, template_parts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (342, "342"), (6200, "6,200"), (185e6, "185 million"), (1.2e6, "1.2 million"), (1_262_304, "1,262,304"), (2e9, "2 billion"),
        (84.1, "84.1"), (46.486, "46.5"), (100 / 3, "33.3"), (4.8387, "4.84"), (0.5, "0.5"), (109_500, "109,500"), (0, "0"), (-25, "-25"),
    ],
)  # fmt: skip
def test_a_number_is_printed_as_prose_prints_it(value: float, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(
    ("value", "lower", "upper", "qualifier", "unit", "words"),
    [
        (342, 342, 342, "exact", "people", "342"),
        (20, 20, 20, "exact", "percent", "20%"),
        (219_000, None, None, "approximately", "people", "about 219,000"),
        (6200, 6200, None, "at_least", "people", "at least 6,200"),
        (3, 3, None, "more_than", "times", "more than 3 times"),
        (50, None, 50, "almost", "percent", "almost 50%"),
        (30_000, None, 30_000, "up_to", "people", "up to 30,000"),
        (100, None, 100, "less_than", "people", "fewer than 100"),
        (5, None, 5, "less_than", "percent", "less than 5%"),
        (None, 4, 7, "range", "USD", "$4 to $7"),
        (None, 10, 15, "range", "percent", "10 to 15%"),
        (100, 100, 100, "exact", "ratio_to_one", "100 to 1"),
        (25, 25, 25, "exact", "seconds", "25 seconds"),
        (1, 1, 1, "exact", "seconds", "1 second"),
        (-5, -5, -5, "exact", "percent", "−5%"),
    ],
)
def test_a_quantity_is_worded_with_its_hedge_and_unit(
    value: float | None, lower: float | None, upper: float | None, qualifier: str, unit: str, words: str
) -> None:
    assert number_words(Quantity("", value, lower, upper, qualifier, unit), "second", "seconds") == words


def test_a_magnitude_keeps_its_word() -> None:
    assert (
        number_words(Quantity("tens of millions", None, None, None, "magnitude", "people"))
        == "tens of millions"
    )


@pytest.mark.parametrize(
    ("value", "lower", "upper", "qualifier", "words"),
    [
        (-25, -25, -25, "exact", "fell by 25%"),
        (65, 65, 65, "exact", "rose by 65%"),
        (-40, None, -40, "more_than", "fell by more than 40%"),
        (None, -15, -10, "range", "fell by 10 to 15%"),
        (None, -5, 10, "range", "changed by −5 to 10%"),
    ],
)
def test_a_change_is_worded_as_a_rise_or_a_fall(
    value: float | None, lower: float | None, upper: float | None, qualifier: str, words: str
) -> None:
    quantity = Quantity("", value, lower, upper, qualifier, "percent")
    assert change_words(quantity) == words


def test_a_template_with_an_unknown_placeholder_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"\{nmber\} is not a placeholder"):
        template_parts("{nmber} people")

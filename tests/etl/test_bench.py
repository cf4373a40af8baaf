"""The bench: every number phrase of a text with the row that accounts for it, or open."""

import pytest

from etl.bench import phrases
from etl.proof import OpenPhrase
from tests.etl.small import BODY, Small

Row = dict[str, str]


def at(quote: str, **cells: str) -> Row:
    return {"start": str(BODY.index(quote)), "quote": quote, **cells}


def states(figures: list[Row], places: list[Row], aside: list[Row]) -> dict[str, tuple[str, str]]:
    found = phrases(BODY, figures, places, aside)
    assert all(BODY[phrase.start : phrase.end] == phrase.text for phrase in found)
    return {phrase.text: (phrase.state, phrase.row_key) for phrase in found}


def test_without_rows_every_phrase_is_open_and_has_its_place_and_reading() -> None:
    found = phrases(BODY, [], [], [])
    assert len(found) == 10
    assert {phrase.state for phrase in found} == {"open"}
    share = next(phrase for phrase in found if phrase.text == "About 20%")
    assert (share.paragraph, share.reading.value, share.reading.qualifier) == (3, 20, "approximately")


@pytest.mark.parametrize(
    ("figures", "places", "aside", "phrase", "state"),
    [
        ([at("40,000", figure_id="f")], [], [], "40,000 people", ("figure", "f")),
        ([at("000 people", figure_id="f")], [], [], "40,000 people", ("open", "")),
        ([], [at("1986", place_id="p")], [], "1986", ("place", "p")),
        ([], [], [at("1986", reason="date")], "1986", ("set_aside", str(BODY.index("1986")))),
        ([at("1986", figure_id="f")], [], [at("1986", reason="date")], "1986", ("figure", "f")),
        ([at("20% of people in prison", figure_id="f")], [], [], "About 20%", ("figure", "f")),
        ([at("law of 1986 says 100:1", figure_id="long")], [], [], "100:1", ("figure", "long")),
        ([{"start": "x", "quote": "1986", "figure_id": "f"}], [], [], "1986", ("open", "")),
        ([{"start": "999999", "quote": "1986", "figure_id": "f"}], [], [], "1986", ("open", "")),
    ],
)
def test_a_phrase_belongs_to_the_row_whose_quote_covers_its_digits(
    figures: list[Row], places: list[Row], aside: list[Row], phrase: str, state: tuple[str, str]
) -> None:
    found = states(figures, places, aside)
    name = next(text for text in found if phrase.startswith(text) or text.startswith(phrase))
    assert found[name] == state


def test_the_bench_and_the_proof_agree_on_what_is_open(catalogue: Small) -> None:
    del catalogue.sheets["report", "figures"][3]
    catalogue.write("report", "figures")
    opened = catalogue.draft(proven=True).coverage[0].open_phrases
    assert opened == (OpenPhrase("report", 3, BODY.index("About 20%"), "About 20%"),)
    figures, aside = (catalogue.sheets["report", name] for name in ("figures", "set_aside"))
    found = [phrase for phrase in phrases(BODY, figures, [], aside) if phrase.state == "open"]
    assert [(phrase.start, phrase.text) for phrase in found] == [(opened[0].start, opened[0].text)]

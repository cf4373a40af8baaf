"""The evidence: the words, their place, who says so, what is not said, and the arithmetic of what does not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import evidence, problems
from dashboard.data import Release
from dashboard.figure import Figure, records


def figure(release: Release, figure_id: str) -> Figure:
    return next(f for f in records(release.figures) if f.figure_id == figure_id)


def evidence_of(release: Release, *ids: str, in_doubt: frozenset[str] = frozenset()) -> str:
    return evidence.of([figure(release, name) for name in ids], in_doubt, release.statements)


@pytest.mark.parametrize(
    "words",
    [
        "“at least 6,200”",
        "The government",
        "A first report on drugs and prisons, with a title long enough to wrap, First Institute, paragraph 4",
        "How much more is not said.",
        "Killed by police or people linked to police",
        "Since June 2016",
    ],
)
def test_a_figure_shows_its_words_its_place_and_who_says_so(sample: Release, words: str) -> None:
    assert words in evidence_of(sample, "killed-government")


def test_what_the_document_does_not_say_is_said_to_be_missing(sample: Release) -> None:
    told = evidence_of(sample, "death-penalty")
    assert "The document names no source." in told
    assert told.count("The document does not say.") == 2


def test_a_figure_has_an_anchor(sample: Release) -> None:
    assert '<article class="evidence" id="death-penalty">' in evidence_of(sample, "death-penalty")


def test_what_was_inferred_is_marked_with_its_reason(sample: Release) -> None:
    told = evidence_of(sample, "freed")
    assert "What we read from the context" in told
    assert "Place: the document speaks of the US president" in told


def test_a_derived_figure_shows_its_formula_and_what_it_comes_from(sample: Release) -> None:
    told = evidence_of(sample, "arrests-a-year")
    assert "31,557,600 seconds ÷ 25 seconds = 1,262,304" in told
    assert "Someone is arrested every 25 seconds" in told
    assert "Not printed in a document" in told


def test_a_superseded_figure_names_what_replaced_it(sample: Release) -> None:
    assert "The law sets a ratio of 18 to 1" in evidence_of(sample, "law-100")


def test_what_all_figures_share_is_said_once(sample: Release) -> None:
    told = evidence_of(sample, "make-up-black", "make-up-white", "make-up-hispanic")
    assert told.count("People in state prison for a drug offence") == 1
    assert told.count("<article") == 3


def test_what_only_some_figures_share_stays_with_each(sample: Release) -> None:
    told = evidence_of(sample, "killed-government", "killed-groups", "killed-later")
    assert told.count("Since June 2016") == 2


def test_a_doubt_is_told_by_a_word_and_not_by_colour(sample: Release) -> None:
    assert "In question" in evidence_of(sample, "freed", in_doubt=frozenset({"freed"}))
    assert "In question" not in evidence_of(sample, "freed")


def test_a_problem_shows_what_is_printed_and_what_the_arithmetic_gives(sample: Release) -> None:
    told = evidence.problem(problems.every(sample)[0])
    for words in ("−25% and +65%", "both cannot hold", "100 × 0.75 = 75", "Found by a rule"):
        assert words in told


def test_a_problem_without_arithmetic_has_no_empty_lines(sample: Release) -> None:
    told = evidence.problem(problems.every(sample)[1])
    assert "<dl></dl>" in told
    assert "nan" not in told.lower().replace("finance", "")
    assert "Found by a reader." in told


def test_problems_are_found_for_each_of_their_figures(sample: Release) -> None:
    for name in ("harvest-fall", "harvest-jump"):
        assert [row["problem_id"] for row in problems.of([name], sample)] == ["harvest"]
    assert problems.of(["death-penalty"], sample) == []


def test_the_table_says_what_the_drawing_says(sample: Release) -> None:
    table = evidence.table([figure(sample, "killed-government"), figure(sample, "killed-groups")])
    for words in (
        "at least 6,200 people",
        "<td>6,200</td>",
        "up to 30,000 people",
        "<td>30,000</td>",
        "not stated",
    ):
        assert words in table
    assert table.count("<tr>") == 3


def test_no_markup_comes_from_the_data(sample: Release) -> None:
    hostile = replace(
        figure(sample, "freed"),
        statement="<img src=x onerror=alert(1)>",
        quote="<b>",
        attribution="<i>",
        base="<u>",
        note="<s>",
        inferred="region: <a>",
        title="<p>",
    )
    told = (
        evidence.of([hostile, hostile], frozenset(), {})
        + evidence.table([hostile])
        + evidence.saying(hostile, True, {})
    )
    for tag in ("<img", "<b>", "<i>", "<u>", "<s>", "<a>", "<P>", "<p>,"):
        assert tag not in told
    assert "&lt;img" in told


@pytest.mark.parametrize(
    ("inferred", "lines"),
    [
        ("region: the text speaks of Congress", ["Place: the text speaks of Congress"]),
        (
            "period: taken from the law; base: from the sentence before",
            ["When: taken from the law", "Out of what: from the sentence before"],
        ),
        ("something: odd", ["Other: odd"]),
        ("no column at all", ["no column at all"]),
    ],
)
def test_inferences_name_columns_in_plain_words(inferred: str, lines: list[str]) -> None:
    assert evidence.inferences(inferred) == lines

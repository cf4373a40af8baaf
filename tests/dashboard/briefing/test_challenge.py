"""The challenge card: every figure has a weakest point, what opposes it, where it stands, and its points with their arithmetic."""

from __future__ import annotations

import re

import pytest

from dashboard import data, problems
from dashboard.briefing import challenge
from dashboard.briefing.challenge import Challenge
from dashboard.briefing.deck import Deck, Slide
from dashboard.briefing.shown import resolve
from dashboard.data import Release
from dashboard.one_figure import around as one_figure
from dashboard.places import regions
from dashboard.words import say

LEFT_OVER = re.compile(r"\b(nan|None|NaT)\b|\{|_[a-z]+_|\bnot stated names\b|\.\.(?!\.)|  ")


@pytest.fixture(scope="module")
def committed() -> Release:
    return data.current()


def texts(card: Challenge) -> list[str]:
    return [card.weakest, *card.opposing, card.standing, *card.problems]


def test_every_figure_of_the_committed_release_has_a_whole_card(committed: Release) -> None:
    assert committed.statements
    for name in committed.statements:
        whole(name, committed)


def test_every_figure_of_another_release_has_a_whole_card(sample: Release) -> None:
    for name in sample.statements:
        whole(name, sample)


def whole(name: str, release: Release) -> None:
    card = challenge.of(name, release)
    assert card.weakest, name
    assert card.opposing, name
    assert card.standing, name
    assert all(text.strip() for text in texts(card)), name
    assert not [text for text in texts(card) if LEFT_OVER.search(text)], name


@pytest.mark.parametrize(
    ("figure", "key"),
    [
        ("harvest-fall", "weak_change_against_endpoints_contradiction"),
        ("law-100", "weak_superseded"),
        ("young-held", "weak_magnitude"),
        ("users-change", "weak_derived"),
    ],
)
def test_the_weakest_point_follows_from_the_row(figure: str, key: str, sample: Release) -> None:
    assert challenge.of(figure, sample).weakest == say(f"briefing_notes.{key}")


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("users-2003", "First Institute names no source"),
        ("harvest-rank", "a claim in words"),
        ("law-1986", "First Institute says so and names no source"),
        ("killed-government", "6,200"),
        ("freed", "The headline says pardons"),
    ],
)
def test_the_weakest_point_names_what_is_weak(figure: str, told: str, sample: Release) -> None:
    assert told in challenge.of(figure, sample).weakest


@pytest.mark.parametrize(
    ("figure", "opposing"),
    [
        ("harvest-fall", "harvest-jump"),
        ("law-100", "law-18"),
        ("killed-government", "killed-groups"),
        ("killed-groups", "killed-government"),
    ],
)
def test_the_strongest_opposing_figure_comes_first(figure: str, opposing: str, sample: Release) -> None:
    assert challenge.of(figure, sample).opposing[0] == sample.statements[opposing]


@pytest.mark.parametrize(
    ("figure", "opposing"),
    [
        # What was worked out is answered by what the document prints, though rounding may explain the difference.
        ("derived-prison-jail-percent-change", ["clemency-prison-jail-change"]),
        # A count of 1980 is no answer to one of today, but the change that is printed between them is.
        ("clemency-prison-jail-1980", ["clemency-prison-jail-change"]),
        ("clemency-prison-jail-latest", ["clemency-prison-jail-change"]),
        (
            "clemency-prison-jail-change",
            [
                "derived-prison-jail-percent-change",
                "clemency-prison-jail-1980",
                "clemency-prison-jail-latest",
            ],
        ),
    ],
)
def test_only_what_says_otherwise_opposes(figure: str, opposing: list[str], committed: Release) -> None:
    told = challenge.of(figure, committed).opposing
    assert told == tuple(committed.statements[name] for name in opposing)


def test_the_public_record_opposes_where_it_has_another_number_for_the_same_time(committed: Release) -> None:
    opposed = challenge.of("derived-federal-prisoners-drug-offence", committed)
    assert opposed.opposing[0].startswith("The public record has 65,976 people, on 30 September 2022")


def test_the_public_record_opposes_nothing_that_its_number_fits(committed: Release) -> None:
    """18 percent is about 20 percent: it is held beside it, not against it."""
    (told,) = challenge.of("amnesty-world-prisoners-drug-share", committed).opposing
    assert told.startswith("No document here gives another number for it. The public record has 18%, in 2017")


def test_the_public_record_of_another_time_opposes_nothing(sample: Release) -> None:
    assert challenge.of("killed-later", sample).opposing == (say("briefing_notes.opposing_none_numbers"),)


def test_what_replaced_another_value_is_not_weak_for_that(committed: Release) -> None:
    rows = committed.figures
    later = set(rows.loc[rows["status"] == "superseded", "superseded_by"]) & set(committed.statements)
    assert later
    for name in later:
        assert challenge.of(name, committed).weakest != say("briefing_notes.weak_superseded")


def test_a_figure_of_a_problem_tells_its_arithmetic_and_its_summary_once(sample: Release) -> None:
    (told,) = challenge.of("harvest-fall", sample).problems
    assert "100 × 0.75 = 75" in told
    assert "fall and a rise" in told


def test_where_it_stands_is_document_paragraph_and_words(sample: Release) -> None:
    standing = challenge.of("users-2003", sample).standing
    for part in ("A first report", "First Institute", "paragraph 4", "“an estimated 185 million”"):
        assert part in standing


def test_what_was_worked_out_stands_on_its_formula(sample: Release) -> None:
    standing = challenge.of("users-change", sample).standing
    assert "271 million − 185 million = 86 million" in standing
    assert "A first report" in standing


def test_a_figure_that_is_not_there_has_no_card(sample: Release) -> None:
    with pytest.raises(KeyError):
        challenge.of("nothing", sample)


def test_several_figures_are_weighed_together(sample: Release) -> None:
    card = challenge.of_several(["harvest-fall", "users-2003", "law-18"], sample)
    assert "1 of 3 statements does not hold" in card.weakest
    assert "2 of 3 statements name no source" in card.weakest
    assert sample.statements["harvest-jump"] in card.opposing[0]


def test_no_figure_at_all_has_a_card_too(sample: Release) -> None:
    assert all(texts(challenge.of_several([], sample)))


def test_the_card_of_a_drawing_answers_for_all_that_it_shows(sample: Release) -> None:
    alone = challenge.of("killed-government", sample)
    card = challenge.of("killed-government", sample, ("killed-groups", "killed-later"))
    assert card.weakest == alone.weakest
    assert card.standing.startswith(alone.standing)
    for name in ("killed-groups", "killed-later"):
        figure = one_figure.figure(name, sample)
        assert f"“{figure.quote}” in paragraph {figure.paragraph}" in card.standing
    for row in problems.of(["killed-groups", "killed-later"], sample):
        assert any(str(row["summary"]) in told for told in card.problems)


def test_facts_that_only_name_a_place_are_answered_for(sample: Release) -> None:
    one, other = challenge.Place("", "A report", 9), challenge.Place("a bureau", "A report", 7)
    card = challenge.of_several([], sample, [one])
    assert card.weakest == say("briefing_notes.weak_named_unsourced")
    assert "A report, paragraph 9" in card.standing
    both = challenge.of_several([], sample, [one, other])
    assert "1 of 2 statements names no source" in both.weakest
    assert "A report, paragraphs 7, 9" in both.standing


def test_one_figure_on_a_board_has_its_own_card(sample: Release) -> None:
    assert challenge.of_several(["users-2003"], sample) == challenge.of("users-2003", sample)


def test_a_word_for_a_size_is_no_answer_to_a_number_that_it_fits(committed: Release) -> None:
    words = {name for name, text in committed.statements.items() if "as thousands" in text}
    assert words
    for name in ("amnesty-philippines-killings-government", *words):
        for told in challenge.of(name, committed).opposing:
            assert told not in {committed.statements[word] for word in words}


def test_every_place_and_theme_answers_for_what_it_shows() -> None:
    release = data.current()
    boards = [Slide("place", region) for region in regions.counts(release)]
    for shown in resolve(Deck(tuple(boards)), release):
        assert shown.challenge is not None
        assert shown.challenge.weakest != say("briefing_notes.weak_empty")
        assert "paragraph" in shown.challenge.standing
        assert not re.search(r"\b1 of 1\b|\bthe 1 \b", " ".join(texts(shown.challenge)))

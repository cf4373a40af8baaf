"""The speaker's notes: for every figure of any release they hold the caveat, in words that can be spoken."""

from __future__ import annotations

import re

import pytest

from dashboard import data
from dashboard.briefing import notes
from dashboard.data import Release
from dashboard.one_figure import around as one_figure
from dashboard.words import say

LEFT_OVER = re.compile(r"\b(nan|None|NaT)\b|\{|\}|\b[a-z]+_[a-z_]+\b|\.\.(?!\.)|  |: \.")
CAREFUL = say("briefing_notes.careful", told="")
ASKED = say("briefing_notes.asked", told="")


def test_every_figure_of_the_committed_release_has_notes_with_its_caveat() -> None:
    release = data.current()
    assert len(release.statements) > 50
    for name in release.statements:
        spoken(name, release)


def test_every_figure_of_another_release_has_notes_with_its_caveat(sample: Release) -> None:
    for name in sample.statements:
        spoken(name, sample)


def spoken(name: str, release: Release) -> None:
    told = notes.of_figure(name, release)
    assert told[0] == release.statements[name], name
    (careful,) = [paragraph for paragraph in told if paragraph.startswith(CAREFUL)]
    assert len(careful) > len(CAREFUL) + 20, name
    assert told[-1].startswith(ASKED), name
    assert not [paragraph for paragraph in told if LEFT_OVER.search(paragraph)], name


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("users-2003", "somewhere near 185 million people"),
        ("killed-government", "6,200 people or more"),
        ("killed-groups", "30,000 people or less"),
        ("share-us-two", "a little under 50%"),
        ("share-us-two", "people in US federal prisons"),
        ("return", "from $4 to $7"),
        ("young-held", "Any number that this word fits"),
        ("users-change", "No document prints it"),
        ("law-100", "The law sets a ratio of 18 to 1"),
        ("users-2003", "when the document was published"),
        ("freed", "The headline calls them pardons."),
        ("harvest-slump", "the time"),
    ],
)
def test_the_caveat_says_what_the_row_leaves_open(figure: str, told: str, sample: Release) -> None:
    assert told in notes.caveat(one_figure.figure(figure, sample), sample)


def test_a_question_is_told_with_its_arithmetic(sample: Release) -> None:
    assert any("100 × 0.75 = 75" in paragraph for paragraph in notes.of_figure("harvest-fall", sample))


def test_the_strongest_opposing_figure_is_the_objection_to_expect(sample: Release) -> None:
    objection = say("briefing_notes.objection", told=sample.statements["killed-groups"])
    assert objection in notes.of_figure("killed-government", sample)


def test_where_nothing_opposes_the_weak_point_is_the_objection(sample: Release) -> None:
    (objection,) = [
        paragraph
        for paragraph in notes.of_figure("arrest-every", sample)
        if paragraph.startswith(say("briefing_notes.objection", told=""))
    ]
    assert len(objection) > 40


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", ()),
        ("\n\n \n\n", ()),
        ("One\ntwo", ("One\ntwo",)),
        ("One\n\n\nTwo", ("One", "Two")),
    ],
)
def test_the_presenters_own_notes_keep_their_paragraphs(text: str, paragraphs: tuple[str, ...]) -> None:
    assert notes.own(text) == paragraphs

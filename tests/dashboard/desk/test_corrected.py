"""What corrections and new words write, and what they refuse: tables of cases, without a page."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dashboard.desk import cells, corrected, new_words, right, vocabulary_forms
from etl import schema
from etl.faults import CallFault
from etl.kinds import kind_of
from tests.etl.small import BODY

FIGURES, PLACES = "documents/report/figures.csv", "documents/report/places.csv"
ROW = {"figure_id": "first", "quote": "40,000", "region": "USA"}


def test_a_correction_changes_the_cells_that_were_told_and_gives_its_reason_in_one_line() -> None:
    edit = corrected.edit(FIGURES, ROW, {"region": " PHL ", "quote": " 40,000"}, "two\n lines")
    assert edit.after == {"figure_id": "first", "quote": " 40,000", "region": "PHL"}
    assert (edit.key, edit.before, edit.reason) == ("first", ROW, "two lines")


def test_a_figure_is_withdrawn_with_its_reason() -> None:
    edit = corrected.edit(FIGURES, ROW, ROW, "It is another’s", withdrawn=True)
    assert (edit.after, edit.reason) == (None, "It is another’s")


@pytest.mark.parametrize("withdrawn", [False, True])
def test_readers_are_owed_a_reason(withdrawn: bool) -> None:
    with pytest.raises(CallFault, match="Say why"):
        corrected.edit(FIGURES, ROW, {"region": "PHL"}, " \n ", withdrawn=withdrawn)


def test_of_what_is_no_figure_no_reason_is_owed() -> None:
    assert corrected.edit("problems.csv", {"problem_id": "p", "note": ""}, {"note": "n"}, "").after
    with pytest.raises(CallFault, match="Nothing would change"):
        corrected.edit(FIGURES, ROW, ROW, "why")


def test_the_place_of_a_new_row_is_found_from_its_words() -> None:
    told = {"place_id": "there", "quote": "40,000", "measure": "held", "region": "USA", "certainty": "stated"}
    edit = corrected.added(PLACES, told, BODY)
    assert edit.after
    assert (edit.key, edit.after["start"], edit.after["paragraph"]) == (
        "there",
        str(BODY.index("40,000")),
        "2",
    )
    assert edit.after["attribution"] == "not stated"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"quote": "40,000"}, "name for the row"), ({"place_id": "p", "quote": "41,000"}, "do not stand"),
        ({"place_id": "p", "quote": "people held"}, "more than once"), ({"place_id": "p"}, "at most 8"),
    ],
)  # fmt: skip
def test_a_new_row_that_cannot_be_placed_is_refused_in_words(told: Mapping[str, str], words: str) -> None:
    with pytest.raises(CallFault, match=words):
        corrected.added(PLACES, told, BODY)


@pytest.mark.parametrize(
    "file",
    [FIGURES, PLACES, "record/public_record.csv", "problems.csv", "derived.csv", "documents/a/set_aside.csv"],
)
def test_every_cell_that_can_be_corrected_has_a_name(file: str) -> None:
    for column in (*kind_of(file).every, "figure_id"):
        if column != "reason":
            assert cells.label(column)


# Words of the vocabulary.

MEASURE = {
    "name": "Samples tested (all)", "theme": "prisons", "unit": "people", "kind": "count", "definition": "Samples.",
    "sentence": "{Number} samples were tested{in_place}{when}",
}  # fmt: skip
THERE = [{"measure": "held", "position": "1"}]


def test_a_new_measure_needs_no_code() -> None:
    edit = vocabulary_forms.added(schema.MEASURES, MEASURE, THERE)
    assert (edit.file, edit.key, edit.before) == ("vocabulary/measures.csv", "samples_tested_all", None)
    assert edit.after == {**MEASURE, "measure": "samples_tested_all"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"name": ""}, "Name"), ({"theme": ""}, "Theme"), ({"definition": ""}, "left out"), ({"measure": "held"}, "is there already"),
        ({"sentence": "Samples were tested"}, "place for the number"), ({"sentence": "{Nmber} tested"}, "not a placeholder"),
        ({"sentence": "{number"}, "cannot be used"),
    ],
)  # fmt: skip
def test_a_measure_that_the_site_could_not_use_is_refused_at_once(
    told: Mapping[str, str], words: str
) -> None:
    with pytest.raises(CallFault, match=words):
        vocabulary_forms.added(schema.MEASURES, {**MEASURE, **told}, THERE)


@pytest.mark.parametrize("kind", ["rank", "event"])
def test_what_is_said_in_words_needs_no_number(kind: str) -> None:
    told = {**MEASURE, "kind": kind, "sentence": "More are held{in_place}"}
    assert vocabulary_forms.added(schema.MEASURES, told, THERE).after


def test_a_place_needs_its_own_code_and_a_group_stands_last_of_its_sort() -> None:
    place = {"name": "Kosovo", "sentence_name": "Kosovo", "sort": "country"}
    with pytest.raises(CallFault, match="Code"):
        vocabulary_forms.added(schema.REGIONS, place, [])
    there = [
        {"group": "red", "dimension": "colour", "position": "2"},
        {"group": "men", "dimension": "gender", "position": "7"},
    ]
    group = {"name": "Green", "sentence_name": "green people", "dimension": "colour", "meaning": "Green"}
    edit = vocabulary_forms.added(schema.GROUPS, group, there)
    assert edit.after
    assert (edit.key, edit.after["position"]) == ("green", "3")


@pytest.mark.parametrize("noun", vocabulary_forms.TABLES.values(), ids=lambda noun: noun.name)
def test_every_cell_of_a_word_has_a_name(noun: schema.Table) -> None:
    assert all(vocabulary_forms.label_of(noun, column) for column in noun.columns)


PLACED = {"figure_id": "first", "quote": "40,000", "period": "1980", "paragraph": "2", "start": str(BODY.index("40,000"))}  # fmt: skip


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"period": "banana"}, "no time that can be read"), ({"period": "2018..2016"}, "no time"),
        ({"quote": "40, 000"}, "do not stand in the text"), ({"quote": "40,00"}, "the whole number"), ({"quote": ""}, "at most 8"),
        ({"quote": "people held"}, "more than once"),
    ],
)  # fmt: skip
def test_a_correction_that_the_build_would_refuse_is_refused_at_once(
    told: Mapping[str, str], words: str
) -> None:
    with pytest.raises(CallFault, match=words):
        corrected.edit(FIGURES, PLACED, told, "why", BODY)


def test_words_that_stand_elsewhere_once_take_their_place_with_them() -> None:
    edit = corrected.edit(FIGURES, PLACED, {"quote": "500,000"}, "why", BODY)
    assert edit.after
    assert edit.after["start"] == str(BODY.index("500,000"))


CARD = {"title": "A", "publisher": "P", "published": "2026-05-04", "address": "https://a.example", "licence": "not stated", "language": "en"}  # fmt: skip


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"published": "banana"}, "“banana” is no date"), ({"published": "4 May 2026"}, "such as 2026-05-04"),
        ({"publisher": " "}, "“Publisher” is empty"), ({"address": "a.example"}, "beginning with https"),
    ],
)  # fmt: skip
def test_a_card_that_the_build_would_refuse_is_refused_at_once(told: Mapping[str, str], words: str) -> None:
    right.require_card(CARD)
    right.require_card({**CARD, "published": "", "address": "", "author": "", "note": ""})
    with pytest.raises(CallFault, match=words):
        right.require_card({**CARD, **told})


def test_only_what_has_to_be_filled_in_is_asked_for() -> None:
    with pytest.raises(CallFault) as told:
        vocabulary_forms.added(schema.GROUPS, {"name": "", "sentence_name": "", "dimension": ""}, [])
    assert "Code" not in str(told.value)
    assert "Name inside a sentence, such as women" in str(told.value)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "3,512 samples were tested in Portugal in 2019."),
        ({"kind": "share", "unit": "percent", "sentence": "{Number}{of_base} are {group}"}, "14% of people in prison are women."),
        ({"kind": "change", "unit": "percent", "sentence": "The number {change}{when}"}, "The number rose by 25% in 2019."),
    ],
)  # fmt: skip
def test_a_sentence_is_read_with_an_example(told: Mapping[str, str], words: str) -> None:
    units = [
        {"unit": "people", "singular": "person", "plural": "people"},
        {"unit": "percent", "singular": "percent", "plural": "percent"},
    ]
    assert new_words.reads({**MEASURE, **told}, units) == words


def test_a_word_that_is_changed_keeps_its_code_and_must_still_be_usable() -> None:
    word = vocabulary_forms.added(schema.MEASURES, MEASURE, THERE)
    edit = vocabulary_forms.changed(schema.MEASURES, word, {"name": "Samples", "measure": "other"})
    assert edit.after
    assert (edit.key, edit.after["measure"], edit.after["name"]) == (
        "samples_tested_all",
        "samples_tested_all",
        "Samples",
    )
    for told, words in (
        ({"sentence": "none"}, "place for the number"),
        ({"theme": ""}, "Theme"),
        ({}, "Nothing would"),
    ):
        with pytest.raises(CallFault, match=words):
            vocabulary_forms.changed(schema.MEASURES, word, told)


def test_new_words_of_a_figure_are_no_firmer_than_the_phrase_that_they_stand_in() -> None:
    row = {**ROW, "quote": "About 20% of people", "start": str(BODY.index("About 20%")), "paragraph": "1"}
    with pytest.raises(CallFault, match="About 20%"):
        corrected.edit(FIGURES, row, {"quote": "20%", "start": str(BODY.index("20%"))}, "why", BODY)
    kept = corrected.edit(FIGURES, row, {"quote": "About 20%"}, "why", BODY)
    assert kept.after
    assert kept.after["quote"] == "About 20%"
    # Words that stay as they are are not asked again.
    assert corrected.edit(FIGURES, {**row, "quote": "20%"}, {"region": "PHL"}, "why", BODY).after

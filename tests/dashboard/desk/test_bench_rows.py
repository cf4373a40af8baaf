"""What a decision on the bench writes, and what it refuses: a table of cases, without a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.desk.bench import rows
from dashboard.desk.bench.rows import Choice
from dashboard.desk.bench.work import Work
from etl.bench import Phrase, phrases
from etl.faults import CallFault
from tests.etl.small import BODY

CELLS = {"measure": "held", "region": "USA"}


def work(figures: dict[str, str] | None = None, aside: dict[str, str] | None = None) -> Work:
    """The report on the bench; quotes by figure, and reasons by quote."""
    figure_rows = [
        {**row_of(quote), "figure_id": name, "measure": "held", "region": "USA"}
        for name, quote in (figures or {}).items()
    ]
    aside_rows = [
        {**row_of(quote), "reason": reason, "figure_id": "first" if reason == "repeat" else "", "note": ""}
        for quote, reason in (aside or {}).items()
    ]
    found = phrases(BODY, figure_rows, [], aside_rows)
    return Work("draft", "report", BODY, figure_rows, aside_rows, found, 0)


def row_of(quote: str) -> dict[str, str]:
    return {"paragraph": "1", "start": str(BODY.index(quote)), "quote": quote}


def phrase(on: Work, text: str) -> Phrase:
    return next(one for one in on.phrases if one.text == text)


def test_an_open_phrase_becomes_a_figure_with_what_is_not_stated_said_so() -> None:
    bench = work()
    (edit,) = rows.accepted(bench, phrase(bench, "40,000"), Choice("first", "40,000 people held", CELLS))
    assert (edit.file, edit.key, edit.before) == ("documents/report/figures.csv", "first", None)
    assert edit.after
    told = {
        name: edit.after[name] for name in ("paragraph", "start", "quote", "period", "attribution", "base")
    }
    assert told == {
        "paragraph": "2", "start": str(BODY.index("40,000")), "quote": "40,000 people held",
        "period": "not stated", "attribution": "not stated", "base": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice("first", "40,000", {"region": "USA"}), "What is measured"),
        (Choice("first", "40,000", {"measure": "held"}), "Place"),
        (Choice("", "40,000", CELLS), "Name of the figure"),
        (Choice("first", "", CELLS), "at most 8"),
        (Choice("first", "there were 40,000 people held, and in 2010 there", CELLS), "at most 8"),
        (Choice("first", "500,000", CELLS), "do not stand at this phrase"),
        (Choice("first", "40 000", CELLS), "do not stand at this phrase"),
    ],
)
def test_what_cannot_stand_is_refused_in_words(choice: Choice, words: str) -> None:
    bench = work()
    with pytest.raises(CallFault, match=words):
        rows.accepted(bench, phrase(bench, "40,000"), choice)


def test_what_was_set_aside_becomes_a_figure_and_a_figure_is_set_aside() -> None:
    bench = work({"first": "40,000"}, {"500,000": "date"})
    gone, come = rows.accepted(bench, phrase(bench, "500,000"), Choice("second", "500,000", CELLS))
    assert (gone.file, gone.after) == ("documents/report/set_aside.csv", None)
    assert come.key == "second"
    gone, come = rows.set_aside(bench, phrase(bench, "40,000"), "date", "", " why ")
    assert (gone.key, gone.after) == ("first", None)
    assert come.after == {
        **row_of("40,000"),
        "paragraph": "2",
        "reason": "date",
        "figure_id": "",
        "note": "why",
    }


def test_a_figure_keeps_its_name() -> None:
    bench = work({"first": "40,000"})
    (edit,) = rows.accepted(bench, phrase(bench, "40,000"), Choice("first", "40,000", CELLS))
    assert edit.before == bench.figures[0]
    with pytest.raises(CallFault, match="keeps its name"):
        rows.accepted(bench, phrase(bench, "40,000"), Choice("other", "40,000", CELLS))


def test_setting_aside_needs_a_reason_and_a_repeat_its_figure() -> None:
    bench = work()
    with pytest.raises(CallFault, match="reason"):
        rows.set_aside(bench, phrase(bench, "40,000"), "", "", "")
    with pytest.raises(CallFault, match="repeats"):
        rows.set_aside(bench, phrase(bench, "40,000"), "repeat", "", "")


def test_other_places_in_the_same_words_become_repeats() -> None:
    text = "It was 14% then.\nIt is 14% now, and 15% there.\nAgain 14%.\n"
    figure = {"figure_id": "first", "paragraph": "1", "start": "7", "quote": "14%", "measure": "held"}
    bench = Work("draft", "report", text, [figure], [], phrases(text, [figure], [], []), 0)
    assert bench.phrase
    edits = rows.repeats(bench, bench.phrase)
    assert [edit.key for edit in edits] == [str(text.index("14% now")), str(text.rindex("14%"))]
    assert {edit.after["figure_id"] for edit in edits if edit.after} == {"first"}


def test_what_is_reopened_takes_its_repeats_along() -> None:
    bench = work({"first": "40,000"}, {"500,000": "repeat", "1980": "date"})
    edits = rows.reopened(bench, phrase(bench, "40,000"))
    assert [(edit.key, edit.after) for edit in edits] == [("first", None), (str(BODY.index("500,000")), None)]
    assert [edit.key for edit in rows.reopened(bench, phrase(bench, "1980"))] == [str(BODY.index("1980"))]
    assert rows.reopened(bench, phrase(bench, "2010")) == []


def test_a_long_phrase_is_quoted_by_its_first_eight_words() -> None:
    assert rows._at_most("a b c  d e f g h i") == "a b c  d e f g h"


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ([], "report-held"), (["report-held"], "report-held-2"),
        (["report-held", "report-held-2"], "report-held-3"), (["report-held-2"], "report-held"),
    ],
)  # fmt: skip
def test_a_name_is_made_that_none_has(taken: list[str], name: str) -> None:
    assert rows.name_for("report", "held", taken) == name


def test_the_next_open_phrase_is_the_one_after_and_then_from_the_beginning() -> None:
    bench = work({"first": "40,000"})
    last = len(bench.phrases) - 1
    assert bench.next_open() == bench.phrases[1]
    assert replace(bench, at=last).next_open() == bench.phrases[0]
    assert replace(bench, phrases=[phrase(bench, "40,000")]).next_open() is None


def test_a_quote_that_cuts_off_how_firm_a_number_is_is_refused() -> None:
    bench = work()
    about = phrase(bench, "About 20%")
    with pytest.raises(CallFault, match="About 20%"):
        rows.accepted(bench, about, Choice("first", "20%", CELLS))
    assert rows.accepted(bench, about, Choice("first", "About 20%", CELLS))


def test_what_was_read_from_the_context_may_be_named_as_on_the_form() -> None:
    bench = work()
    cells = {**CELLS, "inferred": "Place: the heading names it; When: the text is of 1980"}
    (edit,) = rows.accepted(bench, phrase(bench, "40,000"), Choice("first", "40,000", cells))
    assert edit.after
    assert edit.after["inferred"] == "region: the heading names it; period: the text is of 1980"

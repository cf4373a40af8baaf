"""How an act went is told in words, whatever became of it."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import pytest

from dashboard.desk import outcome
from dashboard.desk.access import NotAllowed
from dashboard.desk.outcome import MOST_LINES, Outcome
from dashboard.words import say
from etl.drafts import Conflict
from etl.faults import CallFault, DataFault, Fault, IncomingFault

FAULT = Fault("report/figures.csv", 3, "region is 'PHI'", "did you mean 'PHL'?")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NotAllowed(), say("desk.not_allowed")), (CallFault("a note is missing"), "a note is missing"),
        (DataFault([FAULT]), str(FAULT)), (Conflict([FAULT]), str(FAULT)), (IncomingFault("it is empty", "bring another"), "it is empty"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
    ids=lambda one: type(one).__name__,
)  # fmt: skip
def test_every_refusal_is_told_in_words(
    error: Exception, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    def act() -> Sequence[str]:
        raise error

    with caplog.at_level(logging.CRITICAL):
        found = outcome.of(act)
    assert not found.done
    assert words in " ".join(found.lines)


def test_what_was_done_is_told_and_a_mistake_of_ours_is_not_hidden() -> None:
    assert outcome.of(lambda: ["done"]) == Outcome(True, ("done",))

    def act() -> Sequence[str]:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        outcome.of(act)


def test_lines_are_told_as_text_and_a_few_of_many() -> None:
    shown = outcome.markup(Outcome(False, ("<b>", *map(str, range(MOST_LINES + 1)))))
    assert "&lt;b&gt;" in shown
    assert 'role="alert"' in shown
    assert say("desk.more_lines", number=2) in shown

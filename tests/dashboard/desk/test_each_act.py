"""Every act of the desk begins with who acts: whoever is no longer of the staff does nothing at all."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest

from dashboard.desk import access, acts
from etl import audit, drafts
from etl.drafts import Clash, Edit
from tests.dashboard.desk.working import FIGURES, Desk

ACTS: dict[str, Callable[[Desk], object]] = {
    "begin": lambda desk: acts.begin("Another"),
    "bring": lambda desk: acts.bring(b"In 2020 there were 7 people.", "a.txt", "brought", "A text", ""),
    "put": lambda desk: acts.put(
        desk.draft, [Edit(FIGURES, "report-1980", desk.row("report-1980"), None, "why")]
    ),
    "take_back": lambda desk: acts.take_back(desk.draft, 1),
    "settle": lambda desk: acts.settle(
        desk.draft, Clash(drafts.edits(desk.root, desk.draft), None), keep=False
    ),
    "drop": lambda desk: acts.drop(desk.draft),
    "bring_back": lambda desk: acts.bring_back(desk.draft),
    "review": lambda desk: acts.review(desk.draft),
    "publish": lambda desk: acts.publish(desk.draft, "why", set()),
    "roll_back": lambda desk: acts.roll_back("0" * 12, "why", set()),
}


def test_these_are_all_acts() -> None:
    assert {
        name for name, one in inspect.getmembers(acts, inspect.isfunction) if one.__module__ == acts.__name__
    } == {*ACTS}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_refused_once_access_is_lost(act: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put("report-1980", region="PHL")
    before = {path: path.read_bytes() for path in desk.root.parent.rglob("*") if path.is_file()}
    monkeypatch.setattr(access, "staff", lambda: None)
    with pytest.raises(access.NotAllowed):
        ACTS[act](desk)
    assert {path: path.read_bytes() for path in desk.root.parent.rglob("*") if path.is_file()} == before


def test_a_document_is_not_brought_by_who_was_struck_out_while_it_was_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = iter([access.staff(), None])
    monkeypatch.setattr(access, "staff", lambda: next(asked))
    with pytest.raises(access.NotAllowed):
        ACTS["bring"](desk)
    assert drafts.names(desk.root) == [desk.draft]


def test_acts_are_done_under_the_name_of_who_acts(desk: Desk) -> None:
    for act in ("begin", "put", "take_back", "drop", "bring_back"):
        ACTS[act](desk)
    assert {entry.who for entry in list(audit.entries(desk.root))[-5:]} == {"anna@example.org"}

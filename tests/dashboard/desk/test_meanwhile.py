"""A row that two drafts changed: the second is told in words which, by whom and how, and settles it where it stands."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.words import say
from etl import drafts, publication
from etl.releases import current_name
from tests.dashboard.desk.working import FIGURES, Desk, said


@pytest.fixture
def clashing(desk: Desk) -> Desk:
    """Ben's change of the same figure was published first."""
    desk.put("report-1980", who="anna@example.org", note="Hers")
    other = Desk(desk.catalogue, drafts.start(desk.root, "Another", "ben"))
    other.put("report-1980", who="ben@example.org", note="His")
    publication.publish_draft(desk.root, other.draft, "carla", "Sooner", desk.catalogue.texts)
    return desk


@pytest.mark.parametrize("view", ["figures", "documents", "review", "publish"])
def test_no_view_breaks_and_each_says_who_changed_what(clashing: Desk, view: str) -> None:
    test = clashing.at(view)
    assert not test.exception
    shown = said(test)
    assert "The figure “40,000” (report-1980): ben@example.org changed it meanwhile" in shown
    assert "<td>empty</td><td>His</td><td>Hers</td>" in shown
    assert "figures.csv" not in shown


def press(test: AppTest, words: str) -> AppTest:
    (button,) = [one for one in test.button if one.label == words]
    return button.click().run()


@pytest.mark.parametrize(("way", "left"), [("take", "His"), ("keep", "Hers")])
def test_it_is_taken_back_or_kept_where_it_is_told(clashing: Desk, way: str, left: str) -> None:
    test = press(clashing.at("figures", figure="report-1980"), say(f"desk_meanwhile.{way}"))
    assert not test.exception
    assert 'role="status"' in said(test)
    assert test.text_input(key=f"correct_{FIGURES}_report-1980_note").value == left
    row = clashing.row("report-1980")
    assert row
    assert row["note"] == left


def test_a_way_back_is_told_as_such(desk: Desk) -> None:
    first = str(current_name(desk.root))
    desk.put("report-1980", note="His")
    publication.publish_draft(desk.root, desk.draft, "carla", "Sooner", desk.catalogue.texts)
    second = Desk(desk.catalogue, drafts.start(desk.root, "Second", "ben"))
    second.put("report-1980", note="Hers")
    publication.roll_back(desk.root, first, "dora", "Too soon")
    assert "dora went back to an earlier release" in said(second.at("figures"))


def test_a_card_that_was_changed_meanwhile_breaks_no_view(desk: Desk) -> None:
    card = "documents/report/source.toml"
    for title, publish in (("Hers", False), ("His", True)):
        draft = desk.draft if not publish else drafts.start(desk.root, "Another", "ben")
        (row,) = drafts.rows(desk.root, draft, card)
        drafts.add(desk.root, draft, [drafts.Edit(card, "", row, {**row, "title": title})], "ben")
        if publish:
            publication.publish_draft(desk.root, draft, "carla", "Sooner", desk.catalogue.texts)
    for view in ("figures", "documents", "review", "publish"):
        assert not desk.at(view).exception


@pytest.mark.parametrize("way", ["take", "keep"])
def test_the_bench_tells_of_it_too_and_goes_on_once_it_is_settled(clashing: Desk, way: str) -> None:
    test = clashing.at("bench", document="report")
    assert not test.exception
    assert "ben@example.org changed it meanwhile" in said(test)
    assert 'class="bench-text"' not in said(test)
    press(test, say(f"desk_meanwhile.{way}"))
    assert not test.exception
    assert 'class="bench-text"' in said(test)

"""Pieces of pages: few steps, no script where none belongs, and each worked out once however many ask for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest

from dashboard import data, overview_page, theme_page, themes, warming
from dashboard.data import Release
from dashboard.parts import Part, joined, once
from dashboard.places import page as place_page
from dashboard.places import regions


def test_neighbours_of_one_sort_are_one_step_and_a_script_stands_alone() -> None:
    parts = [Part("a"), Part("b"), Part("map", scripted=True), Part("c"), Part("")]
    assert joined(parts) == (Part("ab"), Part("map", scripted=True), Part("c"))


def test_a_crowd_that_asks_at_once_has_it_worked_out_once(sample: Release) -> None:
    asked: list[str] = []
    together = Barrier(8)

    @once(4)
    def page(name: str, _: Release) -> str:
        asked.append(name)
        sleep(0.05)
        return name.upper()

    def visit(name: str) -> str:
        together.wait()
        return page(name, sample)

    with ThreadPoolExecutor(8) as crowd:
        assert sorted(crowd.map(visit, ["a", "b"] * 4)) == ["A"] * 4 + ["B"] * 4
    assert sorted(asked) == ["a", "b"]


def test_what_fails_is_tried_again_by_the_next_who_asks(sample: Release) -> None:
    asked: list[str] = []

    @once(4)
    def page(name: str, _: Release) -> str:
        asked.append(name)
        if len(asked) == 1:
            raise ValueError("not yet")
        return name

    with pytest.raises(ValueError, match="not yet"):
        page("a", sample)
    assert page("a", sample) == "a"


def test_the_pages_of_a_release_are_worked_out_before_anybody_asks(
    sample: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert data.current() is sample
    stop, asked = Event(), []

    def note(*arguments: object) -> None:
        asked.append(arguments)
        if len(asked) == 2 * (1 + len(themes.names(sample)) + len(regions.names(sample))):
            stop.set()

    for module in (overview_page, theme_page, place_page):
        monkeypatch.setattr(module, "of", note)
    monkeypatch.setattr(warming, "PAUSE", 0.0)
    monkeypatch.setattr(warming, "BREATH", 0.0)
    warming.keep_warm(stop)
    assert len(set(asked)) == len(asked)
    assert all(sample in arguments for arguments in asked)


def test_a_page_that_cannot_be_worked_out_ahead_keeps_no_other_from_it(
    sample: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, asked = Event(), []

    def fail(*_: object) -> None:
        asked.append(1)
        if len(asked) == 3:
            stop.set()
        raise ValueError("invented")

    monkeypatch.setattr(overview_page, "of", fail)
    monkeypatch.setattr(theme_page, "of", fail)
    monkeypatch.setattr(warming, "PAUSE", 0.0)
    warming.keep_warm(stop)
    assert len(asked) == 3

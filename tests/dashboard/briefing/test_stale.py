"""What has become of a slide since: each change in a sentence, what was removed shown as it was, what was kept kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard import data
from dashboard.briefing import stale
from dashboard.briefing.deck import Deck, Slide
from dashboard.briefing.shown import Shown, resolve
from dashboard.data import Release
from dashboard.grouping import headline
from tests.dashboard.sample_release import EVENTS, FIGURES, PLACES, PROBLEMS, THEMES, Row, write

# The one that is not current sorts last: with no history on record the first is taken for the latest.
OLD, NEW = "release-old", "release-new"


def rows(table: list[Row], key: str, **changed: dict[str, Any] | None) -> list[Row]:
    """The table with cells of some rows changed; None drops the row."""
    names = {name.replace("_", "-"): cells for name, cells in changed.items()}
    assert set(names) <= {row[key] for row in table}
    kept = [row for row in table if names.get(row[key], {}) is not None]
    return [{**row, **(names.get(row[key]) or {})} for row in kept]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    return tmp_path


def two(folder: Path, **changed: list[Row]) -> tuple[Release, Release]:
    """The invented release, and one after it that differs in some tables and is the current one."""
    write(folder, OLD)
    write(folder, NEW, **changed)
    return data.named(OLD), data.current()


def one(slide: Slide, release: Release, made_with: str = OLD) -> Shown:
    (shown,) = resolve(Deck((slide,), release=made_with), release)
    return shown


def read_part(part: str, name: str) -> Slide:
    """A slide that names a release in one of two parts."""
    return (
        Slide("figure", "users-2003", kept=name)
        if part == "kept"
        else Slide("figure", "users-2003", checked=name)
    )


FIGURE_CHANGES: list[tuple[str, dict[str, Any], str]] = [
    ("killed-government", {"value": 6500.0, "lower": 6500.0}, "The number was at least 6,200 people and is now at least 6,500 people."),
    ("killed-government", {"qualifier": "exact", "upper": 6200.0}, "The number was at least 6,200 people and is now 6,200 people."),
    ("killed-government", {"upper": 9000.0}, "The number behind the words was 6,200 to no upper end and is now 6,200 to 9,000."),
    ("killed-government", {"attribution": "the police"}, "Who says so was the government and is now the police."),
    ("harvest-slump", {"region": "SGP", "region_name": "Singapore"}, "The place was Philippines and is now Singapore."),
    ("share-us-one", {"base": "people in prison"}, "it was people in US prisons and is now people in prison."),
    ("share-us-one", {"base": "not stated"}, "it was people in US prisons and is now nothing stated."),
    ("users-2003", {"period": "2004"}, "The time was in 2003 and is now in 2004."),
    ("users-2003", {"quote": "185 million or so"}, "The words were “an estimated 185 million” and are now “185 million or so”."),
    ("users-2003", {"statement": "Another sentence."}, "It is now: Another sentence."),
    ("users-2003", {"document": "second-report"}, "and is now A second report."),
    ("users-2017", {"superseded_by": "users-2003", "status": "superseded"}, "We now mark it as replaced by another value."),
    ("law-100", {"superseded_by": None, "status": "reported"}, "It is no longer marked as replaced."),
]  # fmt: skip


@pytest.mark.parametrize(("figure", "cells", "told"), FIGURE_CHANGES, ids=lambda value: str(value)[:40])
def test_a_change_of_a_figure_is_a_sentence(
    figure: str, cells: dict[str, Any], told: str, folder: Path
) -> None:
    old, new = two(folder, figures=rows(FIGURES, "figure_id", **{figure.replace("-", "_"): cells}))
    standing = one(Slide("figure", figure), new).standing
    assert standing.sort == "changed"
    assert any(told in change for change in standing.changes), standing.changes
    assert stale.changes("figure", figure, old, new) == standing.changes


def test_a_release_that_differs_elsewhere_leaves_a_slide_as_it_was(folder: Path) -> None:
    _, new = two(folder, figures=rows(FIGURES, "figure_id", users_2003={"value": 1.0}))
    assert one(Slide("figure", "killed-government"), new).standing == stale.SAME
    assert one(Slide("theme", "killings"), new).standing == stale.SAME


def test_a_change_of_a_rival_is_told_too(folder: Path) -> None:
    changed = rows(FIGURES, "figure_id", killed_groups={"value": 27000.0, "upper": 27000.0})
    standing = one(Slide("figure", "killed-government"), two(folder, figures=changed)[1]).standing
    assert standing.sort == "changed"
    assert all(change.startswith("Beside it in the drawing") for change in standing.changes)


def test_a_rival_that_came_or_went_is_told(folder: Path) -> None:
    old, new = two(folder, figures=rows(FIGURES, "figure_id", killed_groups=None))
    groups = old.statements["killed-groups"]
    assert stale.changes("figure", "killed-government", old, new) == (
        f"No longer beside it in the drawing: {groups}",
    )
    assert stale.changes("figure", "killed-government", new, old) == (
        f"New beside it in the drawing: {groups}",
    )


def test_a_new_point_in_question_and_one_that_is_gone_are_told(folder: Path) -> None:
    old, new = two(folder, problems=rows(PROBLEMS, "problem_id", harvest=None))
    told = PROBLEMS[0]["summary"]
    assert stale.changes("figure", "harvest-fall", old, new) == (f"No longer a point to weigh: {told}",)
    assert stale.changes("figure", "harvest-fall", new, old) == (f"A new point to weigh: {told}",)


def test_a_deck_of_the_release_in_use_has_nothing_to_say(folder: Path) -> None:
    _, new = two(folder, figures=rows(FIGURES, "figure_id", users_2003={"value": 1.0}))
    assert one(Slide("figure", "users-2003"), new, made_with="").standing == stale.SAME
    assert one(Slide("figure", "users-2003"), new, made_with=NEW).standing == stale.SAME


def test_a_slide_that_was_checked_since_is_compared_with_that_release(folder: Path) -> None:
    _, new = two(folder, figures=rows(FIGURES, "figure_id", users_2003={"value": 1.0}))
    assert one(Slide("figure", "users-2003", checked=NEW), new).standing == stale.SAME


def test_a_removed_figure_is_shown_as_it_was_and_marked(folder: Path) -> None:
    old, new = two(folder, figures=rows(FIGURES, "figure_id", killed_government=None))
    shown = one(Slide("figure", "killed-government"), new)
    assert (shown.release, shown.standing.sort) == (old, "removed")
    assert shown.statement == headline("killed-government", old).title
    assert OLD in shown.source
    assert shown.address == f"/figure/killed-government?release={OLD}"
    assert OLD in shown.standing.changes[0]


def test_a_removed_figure_of_a_deck_without_a_release_is_looked_for(folder: Path) -> None:
    old, new = two(folder, figures=rows(FIGURES, "figure_id", killed_government=None))
    shown = one(Slide("figure", "killed-government"), new, made_with="")
    assert (shown.release, shown.standing.sort) == (old, "removed")


def test_a_removed_theme_place_map_or_timeline_is_shown_as_it_was(folder: Path) -> None:
    old, new = two(
        folder,
        figures=[row for row in FIGURES if row["region"] != "NAM" and row["theme"] != "prisons"],
        events=[row for row in EVENTS if row["theme"] != "prisons"],
        places=[],
        themes=[row for row in THEMES if row["theme"] != "prisons"],
        problems=[],
    )
    for slide in (
        Slide("place", "NAM"),
        Slide("theme", "prisons"),
        Slide("map", "executions"),
        Slide("timeline", "prisons"),
    ):
        shown = one(slide, new)
        assert (shown.release, shown.standing.sort) == (old, "removed"), slide


def test_a_kept_slide_stays_with_its_release_and_says_what_is_different(folder: Path) -> None:
    old, new = two(
        folder,
        figures=rows(FIGURES, "figure_id", users_2003={"value": 2e8}),
    )
    shown = one(Slide("figure", "users-2003", kept=OLD), new)
    assert (shown.release, shown.standing.sort) == (old, "kept")
    assert "185" in shown.standing.changes[0]
    assert "200" in shown.standing.changes[0]


def test_a_kept_slide_that_is_gone_today_says_so(folder: Path) -> None:
    old, new = two(folder, figures=rows(FIGURES, "figure_id", users_2003=None))
    shown = one(Slide("figure", "users-2003", kept=OLD), new)
    assert (shown.release, shown.standing.sort) == (old, "kept")
    assert shown.standing.changes


@pytest.mark.parametrize("name", ["never-was", "..", "a:b", "current", "x" * 90])
@pytest.mark.parametrize("part", ["checked", "kept"])
def test_a_release_that_is_not_there_cannot_be_compared(name: str, part: str, folder: Path) -> None:
    _, new = two(folder)
    shown = one(read_part(part, name), new)
    assert (shown.release, shown.standing.sort) == (new, "unknown")
    assert name in shown.standing.changes[0]


def test_a_release_that_cannot_be_read_is_as_good_as_gone(folder: Path) -> None:
    _, new = two(folder)
    broken = folder / "published" / "broken"
    broken.mkdir()
    (broken / "figures.parquet").write_bytes(b"no table")
    assert one(Slide("figure", "users-2003"), new, made_with="broken").standing.sort == "unknown"


def test_a_deck_that_asks_for_many_releases_gets_a_few(folder: Path) -> None:
    names = [f"older-{number}" for number in range(6)]
    for name in names:
        write(folder, name)
    write(folder, NEW)
    slides = tuple(Slide("figure", "users-2003", checked=name) for name in names)
    sorts = [shown.standing.sort for shown in resolve(Deck(slides), data.current())]
    assert sorts == ["same"] * 3 + ["unknown"] * 3


def test_a_board_says_what_is_new_on_it_and_what_is_not_on_it_any_more(folder: Path) -> None:
    _, new = two(folder, places=rows(PLACES, "place_id", executions_phl=None))
    standing = one(Slide("map", "executions"), new).standing
    assert standing.sort == "changed"
    assert "Philippines" in standing.changes[0]


def test_a_long_list_of_changes_ends_in_their_number(folder: Path) -> None:
    changed = {
        "value": 1.0, "lower": 1.0, "upper": 1.0, "qualifier": "exact", "attribution": "A", "base": "B", "period": "2001",
        "region": "NAM", "region_name": "Namibia", "group": "white_people", "document": "second-report",
    }  # fmt: skip
    old, new = two(folder, figures=rows(FIGURES, "figure_id", killed_government=changed))
    told = stale.changes("figure", "killed-government", old, new)
    assert len(told) == stale.MOST_TOLD + 1
    assert "more" in told[-1]

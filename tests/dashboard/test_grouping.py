"""Which figures stand in one drawing, and how many at most."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import data, lists, themes
from dashboard.grouping import MOST, drawing_of, drawings
from tests.dashboard.sample_release import FIGURES, Row, write


@pytest.mark.parametrize("number", [1, MOST, MOST + 1, 3 * MOST - 1])
def test_what_can_be_read_stands_together_and_the_rest_in_the_next_drawings(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many: list[Row] = [{**FIGURES[0], "figure_id": f"figure-{place:03}"} for place in range(number)]
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, figures=many, problems=[], headlines=[])))
    figures = data.current().figures
    made = drawings(figures)
    assert [len(drawing.figures) for drawing in made] == [
        min(MOST, number - begin) for begin in range(0, number, MOST)
    ]
    assert [name for drawing in made for name in drawing.ids] == [row["figure_id"] for row in many]
    for drawing in made:
        assert all(drawing_of(name, figures).ids == drawing.ids for name in drawing.ids)


def test_no_two_ways_to_the_sections_of_a_theme_read_the_same() -> None:
    release = data.current()
    for theme in themes.names(release):
        shown, said = themes.drawings_of(theme, release), themes.sayings_of(theme, release)
        ways = lists.ways(shown, said, themes.events(theme, release), themes.places(theme, release))
        titles = [title for _, title in ways]
        assert len(titles) == len(set(titles)), theme
    killings = themes.drawings_of("killings_and_death_penalty", release)
    told = [title for _, title in lists.ways(killings, (), release.events.head(0), release.places.head(0))]
    assert "Killings linked to a campaign against drugs, Philippines: thousands" in told

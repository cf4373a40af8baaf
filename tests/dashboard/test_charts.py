"""Each kind with each qualifier: a drawing holds the numbers that its rows state, and no other."""

from __future__ import annotations

import pytest

from dashboard.charts import BY_KIND, TOLD_IN_WORDS
from dashboard.data import Release
from etl.vocabulary import KINDS
from tests.dashboard.rows_as_charts import BOUNDS, CASES, ORIGINS, drawn, numbers_in, words_in


@pytest.mark.parametrize(("kind", "qualifier", "number"), CASES)
def test_a_drawing_holds_only_the_numbers_its_row_states(
    sample: Release, kind: str, qualifier: str, number: float
) -> None:
    value, lower, upper = BOUNDS[qualifier](number)
    stated = {n for n in (value, lower, upper) if n is not None}
    allowed = stated | {ORIGINS[kind]} | ({100.0} if kind == "share" else set())
    found = numbers_in(drawn(sample, kind, qualifier, number))
    assert found & stated == stated
    assert found <= allowed


@pytest.mark.parametrize(
    ("kind", "qualifier", "number"), [c for c in CASES if c[1] in ("at_least", "more_than")]
)
def test_a_lower_bound_is_an_open_arrow_to_the_right_with_a_word(
    sample: Release, kind: str, qualifier: str, number: float
) -> None:
    figure = drawn(sample, kind, qualifier, number)
    arrow = [s for s in figure.layout.shapes if s.xsizemode == "pixel" and s.type == "rect"]
    assert arrow
    assert all(s.x1 > s.x0 >= 0 for s in arrow)
    assert (" or more" in f" {words_in(figure)}") == (qualifier == "at_least")
    assert "more" in [annotation.text.removeprefix("or ") for annotation in figure.layout.annotations]


@pytest.mark.parametrize(
    ("kind", "qualifier", "number"), [c for c in CASES if c[1] in ("almost", "up_to", "less_than")]
)
def test_an_upper_bound_is_an_open_arrow_to_the_left_with_a_word(
    sample: Release, kind: str, qualifier: str, number: float
) -> None:
    figure = drawn(sample, kind, qualifier, number)
    arrow = [s for s in figure.layout.shapes if s.xsizemode == "pixel" and s.type == "rect"]
    assert arrow
    assert all(s.x1 < s.x0 <= 0 for s in arrow)
    words = {annotation.text for annotation in figure.layout.annotations}
    # Only "up to" includes the number itself.
    assert words & ({"or fewer", "or less"} if qualifier == "up_to" else {"fewer", "less"})
    assert not words & ({"fewer", "less"} if qualifier == "up_to" else {"or fewer", "or less"})


@pytest.mark.parametrize(
    ("kind", "qualifier", "number"), [c for c in CASES if c[1] in ("almost", "up_to", "less_than")]
)
def test_an_upper_bound_has_no_solid_bar(sample: Release, kind: str, qualifier: str, number: float) -> None:
    assert not [trace for trace in drawn(sample, kind, qualifier, number).data if trace.type == "bar"]


@pytest.mark.parametrize("kind", sorted(set(BY_KIND) - {"interval"}))
def test_a_range_is_a_bar_between_two_ends(sample: Release, kind: str) -> None:
    (bar,) = drawn(sample, kind, "range", 40.0).data
    assert (bar.base[0], bar.base[0] + bar.x[0]) == (20.0, 40.0)


@pytest.mark.parametrize("kind", sorted(set(BY_KIND) - {"interval"}))
def test_about_is_hatched_and_exact_is_solid(sample: Release, kind: str) -> None:
    number = 400.0 if kind == "count" else 40.0
    (about,), (exact,) = (
        drawn(sample, kind, "approximately", number).data,
        drawn(sample, kind, "exact", number).data,
    )
    assert about.marker.pattern.shape == "/"
    assert exact.marker.pattern.shape is None
    assert "about" in words_in(drawn(sample, kind, "approximately", number))


def test_an_arrow_fades_towards_the_unknown_side(sample: Release) -> None:
    bands = [
        s
        for s in drawn(sample, "count", "at_least", 400.0).layout.shapes
        if s.xsizemode == "pixel" and s.type == "rect"
    ]
    opacities = [float(s.fillcolor.rsplit(",", 1)[1].rstrip(")")) for s in bands]
    assert opacities == sorted(opacities, reverse=True)
    assert opacities[-1] < 0.1 < opacities[0]


def test_bars_start_at_zero_and_ratios_at_parity(sample: Release) -> None:
    starts = {
        kind: drawn(sample, kind, "at_least", 40.0 if kind == "share" else 400.0).data[0].base[0]
        for kind in set(BY_KIND) - {"interval"}
    }
    assert starts == {"count": 0.0, "money": 0.0, "share": 0.0, "change": 0.0, "ratio": 1.0}


def test_ranks_magnitudes_and_events_are_never_drawn() -> None:
    assert sorted(TOLD_IN_WORDS) == ["event", "magnitude", "rank"]
    assert TOLD_IN_WORDS | set(BY_KIND) == set(KINDS)
    assert not TOLD_IN_WORDS & set(BY_KIND)

"""Each kind with each qualifier: a drawing holds the numbers that its rows state, and no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.addresses import of_figure
from dashboard.charts import BY_KIND, NARROW, TOLD_IN_WORDS, WIDE, Setting
from dashboard.data import Release
from dashboard.grouping import Drawing, drawings
from dashboard.palette import DARK, LIGHT
from etl.vocabulary import KINDS

Bounds = tuple[float | None, float | None, float | None]
BOUNDS: dict[str, Callable[[float], Bounds]] = {
    "exact": lambda n: (n, n, n),
    "approximately": lambda n: (n, None, None),
    "at_least": lambda n: (n, n, None),
    "more_than": lambda n: (n, n, None),
    "almost": lambda n: (n, None, n),
    "up_to": lambda n: (n, None, n),
    "less_than": lambda n: (n, None, n),
    "range": lambda n: (None, n / 2, n),
}
ORIGINS = {"count": 0.0, "money": 0.0, "share": 0.0, "change": 0.0, "interval": 0.0, "ratio": 1.0}
EXAMPLES = {
    "count": "freed",
    "money": "return",
    "share": "share-us-one",
    "ratio": "arrest-us",
    "change": "harvest-jump",
    "interval": "arrest-every",
}
# A small count is a tally of marks, which has tests of its own.
CASES = [
    case
    for case in product(sorted(BY_KIND), sorted(BOUNDS), (40.0, 3.0, 2_500.0))
    if case[0] != "count" or case[1] not in ("exact", "at_least", "more_than") or case[2] > 100
    if case[0] != "share" or case[2] <= 100
]


def one(release: Release, kind: str, qualifier: str, number: float) -> pd.DataFrame:
    """One row of a kind, stating a number in a given way."""
    row = release.figures[release.figures["figure_id"] == EXAMPLES[kind]].copy()
    value, lower, upper = BOUNDS[qualifier](number)
    return row.assign(
        value=value, lower=lower, upper=upper, qualifier=qualifier, status="reported", attribution="somebody"
    )


def drawn(release: Release, kind: str, qualifier: str, number: float) -> go.Figure:
    return BY_KIND[kind](one(release, kind, qualifier, number), Setting(LIGHT))


def numbers_in(figure: go.Figure) -> set[float]:
    """Every number that a mark stands at: ends of bars, points, edges, and what arrows and words are anchored to."""
    return {round(float(n), 9) for n in _numbers(figure)}


def _numbers(figure: go.Figure) -> Iterator[float]:
    for trace in figure.data:
        if trace.type == "bar":
            yield from (base + length for base, length in zip(trace.base, trace.x, strict=True))
            yield from trace.base
        else:
            yield from trace.x
    for shape in figure.layout.shapes:
        if shape.xsizemode == "pixel":
            yield shape.xanchor
        elif shape.xref != "paper" and shape.layer != "below":
            yield from (shape.x0, shape.x1)


def painted(figure: go.Figure) -> str:
    """What the drawing paints, without the template that all drawings share."""
    return str(go.Figure(figure).update_layout(template=None).to_json())


def words_in(figure: go.Figure) -> str:
    return " | ".join(words(annotation) for annotation in figure.layout.annotations)


def words(annotation: Any) -> str:
    """What an annotation says, without the link that its number carries."""
    return re.sub(r"</?(a|b)\b[^>]*>", "", annotation.text)


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


def test_a_ratio_below_parity_is_a_part_of_it(sample: Release) -> None:
    figure = BY_KIND["ratio"](_drawing(sample, "arrest-half").table, Setting(LIGHT))
    (bar,) = figure.data
    low, high = figure.layout.xaxis.range
    assert (bar.base[0], bar.base[0] + bar.x[0]) == (1.0, 0.5)
    assert low <= 0.0 < 1.0 <= high
    assert {"0×", "1×"} <= set(words_in(figure).split(" | "))


def test_a_fall_points_left_from_zero(sample: Release) -> None:
    figure = BY_KIND["change"](_drawing(sample, "harvest-slump").table, Setting(LIGHT))
    (bar,) = figure.data
    assert bar.base[0] + bar.x[0] == -40.0
    assert "fell by more than 40%" in words_in(figure)
    assert "more" in [annotation.text for annotation in figure.layout.annotations]
    assert "or more" not in words_in(figure)


def test_rival_counts_share_an_axis_and_are_never_joined(sample: Release) -> None:
    drawing = _drawing(sample, "killed-government")
    figure = BY_KIND["count"](drawing.table, Setting(LIGHT))
    assert drawing.rivals
    assert set(drawing.ids) == {"killed-government", "killed-groups", "killed-later"}
    assert not [trace for trace in figure.data if "lines" in (getattr(trace, "mode", None) or "")]
    for words in ("Says the government", "Says rights groups", "Killed by police or people linked to police"):
        assert words in words_in(figure)
    assert 36_200.0 not in numbers_in(figure)


def test_a_count_of_a_later_period_stands_apart_and_last(sample: Release) -> None:
    figure = BY_KIND["count"](_drawing(sample, "killed-government").table, Setting(LIGHT))
    places = {words(a): a.y for a in figure.layout.annotations if a.yref != "paper"}
    apart = next(y for text, y in places.items() if text.startswith("Apart"))
    assert apart < places["342 people"]
    assert all(
        y < apart for text, y in places.items() if text in ("at least 6,200 people", "up to 30,000 people")
    )


def test_two_points_in_time_stand_unjoined_and_the_page_says_why(sample: Release) -> None:
    rows = sample.figures[sample.figures["figure_id"].isin(["users-2003", "users-2017"])]
    figure = BY_KIND["count"](rows, Setting(LIGHT))
    assert {trace.mode for trace in figure.data} == {"markers"}
    assert numbers_in(figure) == {2003.0, 2017.0}
    assert "No line joins the points" in words_in(figure)
    assert "about 185 million people" in words_in(figure)


@pytest.mark.parametrize(
    ("figure_id", "base"),
    [("share-us-one", "Of people in US prisons"), ("share-us-two", "Of people in US federal prisons")],
)
def test_shares_of_different_wholes_are_drawn_apart_in_one_colour(
    sample: Release, figure_id: str, base: str
) -> None:
    drawing = _drawing(sample, figure_id)
    figure = BY_KIND["share"](drawing.table, Setting(LIGHT))
    hundreds = [s for s in figure.layout.shapes if s.type == "rect" and (s.x0, s.x1) == (0, 100)]
    assert drawing.ids == (figure_id,)
    assert len(hundreds) == 1
    assert base in words_in(figure)
    assert LIGHT.rival not in painted(figure)


def test_only_counts_of_one_thing_have_a_rival_colour(sample: Release) -> None:
    rivals = BY_KIND["count"](_drawing(sample, "killed-government").table, Setting(LIGHT))
    assert LIGHT.rival in painted(rivals)
    shares = pd.concat([_drawing(sample, name).table for name in ("share-us-one", "share-us-two")])
    assert LIGHT.rival not in painted(BY_KIND["share"](shares, Setting(LIGHT)))


def test_a_group_within_a_sentence_keeps_its_small_letter(sample: Release) -> None:
    figure = BY_KIND["ratio"](_drawing(sample, "arrest-us").table, Setting(LIGHT))
    assert "the same as for white people" in words_in(figure).replace("<br>", " ")


def test_parts_of_one_whole_follow_one_another_and_the_rest_is_shown(sample: Release) -> None:
    figure = BY_KIND["share"](_drawing(sample, "make-up-black").table, Setting(LIGHT))
    assert [(bar.base[0], bar.x[0]) for bar in figure.data] == [(0, 45.0), (45.0, 28.0), (73.0, 20.0)]
    rest = [s for s in figure.layout.shapes if s.type == "rect" and s.line.dash]
    assert [(s.x0, s.x1) for s in rest] == [(93.0, 100.0)]
    assert "The rest is not described" in words_in(figure)


def test_a_rest_that_was_worked_out_is_a_row_of_its_own(sample: Release) -> None:
    parts = _drawing(sample, "make-up-black").table
    rest = parts.iloc[[0]].assign(
        figure_id="rest",
        value=7.0,
        lower=7.0,
        upper=7.0,
        status="derived",
        group="other",
        group_name="other people",
        group_position=9.0,
    )
    figure = BY_KIND["share"](pd.concat([rest, parts]), Setting(LIGHT))
    assert len(figure.data) == 3
    assert [(s.x0, s.x1) for s in figure.layout.shapes if s.type == "rect" and s.line.dash] == [(93.0, 100.0)]
    assert "Worked out here" in words_in(figure)
    assert "The rest is not described" not in words_in(figure)


def test_shares_of_different_wholes_are_not_parts_of_one(sample: Release) -> None:
    parts = _drawing(sample, "make-up-black").table.copy()
    parts["base"] = ["one whole", "another whole", "a third whole"]
    figure = BY_KIND["share"](parts, Setting(LIGHT))
    assert [bar.base[0] for bar in figure.data] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("number", "marks"), [(15.0, 15), (29.0, 29), (100.0, 100), (2.0, 2)])
@pytest.mark.parametrize("qualifier", ["exact", "at_least", "more_than"])
def test_a_small_count_is_that_many_marks(sample: Release, number: float, marks: int, qualifier: str) -> None:
    (trace,) = drawn(sample, "count", qualifier, number).data
    assert trace.mode == "markers"
    assert len(trace.x) == len(set(zip(trace.x, trace.y, strict=True))) == marks


@pytest.mark.parametrize(("qualifier", "word"), [("at_least", "or more"), ("more_than", "more")])
@pytest.mark.parametrize("number", [2.0, 17.0, 20.0, 30.0, 100.0])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_an_open_tally_goes_on_into_an_arrow_beside_its_last_mark(
    sample: Release, qualifier: str, word: str, number: float, width: float
) -> None:
    figure = BY_KIND["count"](one(sample, "count", qualifier, number), Setting(LIGHT, width=width))
    (head,) = [s for s in figure.layout.shapes if s.type == "path"]
    (label,) = [a for a in figure.layout.annotations if a.text == word]
    (marks,) = figure.data
    on_its_line = [x for x, y in zip(marks.x, marks.y, strict=True) if y == head.yanchor]
    low, high = figure.layout.xaxis.range
    assert label.x == head.xanchor > max(on_its_line, default=-1.0)
    assert (label.x - low) / (high - low) * width + label.xshift + len(word) * 7 <= width


def test_a_count_that_may_be_less_is_not_told_by_marks(sample: Release) -> None:
    assert not drawn(sample, "count", "almost", 40.0).data


@pytest.mark.parametrize("number", [101.0, 1.0, 2.5, 1_500.0])
def test_a_large_or_broken_count_is_not_told_by_marks(sample: Release, number: float) -> None:
    assert [trace.type for trace in drawn(sample, "count", "exact", number).data] == ["bar"]


def test_a_superseded_value_steps_back_and_says_so(sample: Release) -> None:
    figure = BY_KIND["ratio"](_drawing(sample, "law-100").table, Setting(LIGHT))
    colours = {bar.customdata[0]: bar.marker.color for bar in figure.data}
    assert colours == {"law-100": LIGHT.reference, "law-18": LIGHT.stated}
    assert "No longer in force" in words_in(figure)


def test_what_was_worked_out_is_hollow(sample: Release) -> None:
    row = one(sample, "count", "exact", 400.0).assign(status="derived")
    (bar,) = BY_KIND["count"](row, Setting(LIGHT)).data
    assert bar.marker.color.startswith("rgba(")
    assert bar.marker.line.width > 1
    assert "Worked out here" in words_in(BY_KIND["count"](row, Setting(LIGHT)))
    (about,) = BY_KIND["count"](row.assign(qualifier="approximately"), Setting(LIGHT)).data
    assert about.marker.pattern.shape is None
    assert about.marker.color == bar.marker.color


def test_ranks_magnitudes_and_events_are_never_drawn() -> None:
    assert sorted(TOLD_IN_WORDS) == ["event", "magnitude", "rank"]
    assert TOLD_IN_WORDS | set(BY_KIND) == set(KINDS)
    assert not TOLD_IN_WORDS & set(BY_KIND)


def test_a_lone_plain_count_is_told_in_words_not_as_a_chart_of_one_bar(sample: Release) -> None:
    assert not _drawing(sample, "arrests-a-year").drawn
    assert not _drawing(sample, "young-held").drawn
    assert not drawings(one(sample, "change", "exact", 40.0))[0].drawn
    assert drawings(one(sample, "change", "more_than", 40.0))[0].drawn
    assert _drawing(sample, "freed").drawn


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_drawing_is_plain_and_large_enough_to_read(sample: Release, palette: Any) -> None:
    made = [BY_KIND[d.first.kind](d.table, Setting(palette)) for d in drawings(sample.figures) if d.drawn]
    assert len(made) >= 12
    for figure in made:
        assert not figure.layout.template.layout.showlegend
        assert figure.layout.title.text is None
        assert min(a.font.size for a in figure.layout.annotations) >= 13
        assert {a.font.color for a in figure.layout.annotations} <= {palette.ink, palette.muted}


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_no_words_of_a_drawing_overlap(sample: Release, width: float, compact: bool) -> None:
    """Words stacked above their marks never share a line, and no line is longer than the page."""
    for drawing in (d for d in drawings(sample.figures) if d.drawn):
        setting = Setting(LIGHT, width=width, compact=compact)
        figure = BY_KIND[drawing.first.kind](drawing.table, setting)
        stacked = sorted(
            (a.y, words(a)) for a in figure.layout.annotations if a.yref != "paper" and a.xref == "paper"
        )
        ends = [y + 17 * (text.count("<br>") + 1) for y, text in stacked]
        assert all(end <= start + 1 for end, (start, _) in zip(ends, stacked[1:], strict=False)), drawing.ids
        assert (
            max((len(line) for _, text in stacked for line in text.split("<br>")), default=0)
            <= setting.characters + 7
        )


def test_a_wide_page_breaks_fewer_lines_and_a_card_is_lower(sample: Release) -> None:
    table = _drawing(sample, "killed-government").table
    narrow, wide, card = (
        BY_KIND["count"](table, setting)
        for setting in (Setting(LIGHT), Setting(LIGHT, width=WIDE), Setting(LIGHT, width=WIDE, compact=True))
    )
    assert narrow.layout.height >= wide.layout.height > card.layout.height
    assert {"Says the government", "342 people"} <= set(words_in(wide).replace("<br>", " | ").split(" | "))


def test_the_number_at_a_mark_leads_to_its_figure_and_a_picture_has_no_links(sample: Release) -> None:
    for drawing in (d for d in drawings(sample.figures) if d.drawn):
        draw = BY_KIND[drawing.first.kind]
        told = " ".join(a.text for a in draw(drawing.table, Setting(LIGHT)).layout.annotations)
        for name in drawing.ids:
            assert f'<a href="{of_figure(name)}" target="_self"' in told
        picture = draw(drawing.table, Setting(LIGHT, title="A title"))
        assert not [a.text for a in picture.layout.annotations if "<a" in a.text]


def test_axis_words_keep_apart_on_the_narrowest_page(sample: Release) -> None:
    for number in (900.0, 86e6, 1_100.0, 31_000.0, 0.5):
        figure = drawn(sample, "count", "exact", number)
        ticks = sorted(
            (a.x, a.text) for a in figure.layout.annotations if a.yref == "paper" and a.xref == "x"
        )
        low, high = figure.layout.xaxis.range
        gaps = [(second[0] - first[0]) / (high - low) * 340 for first, second in pairwise(ticks)]
        assert ticks[0][0] == 0.0
        assert all(gap >= 7 * max(len(t) for _, t in ticks) for gap in gaps), ticks


def test_a_saved_picture_carries_its_statement_and_its_source(sample: Release) -> None:
    setting = Setting(
        LIGHT,
        title="The statement of this picture",
        subtitle="Unit: people",
        source="Who · document · release",
    )
    drawing = _drawing(sample, "freed")
    plain, picture = BY_KIND["count"](drawing.table, Setting(LIGHT)), BY_KIND["count"](drawing.table, setting)
    for words in ("The statement of this picture", "Unit: people", "Who · document · release"):
        assert words in words_in(picture)
        assert words not in words_in(plain)
    assert picture.layout.height > plain.layout.height


def test_a_drawing_takes_no_markup_from_the_data(sample: Release) -> None:
    row = one(sample, "share", "exact", 40.0).assign(base="<a href='x'>people</a>")
    figure = BY_KIND["share"](row, Setting(LIGHT))
    assert not [a.text for a in figure.layout.annotations if "<a href='x'" in a.text]
    assert "&lt;a href='x'" in words_in(figure)


def test_the_same_rows_give_the_same_drawing(sample: Release) -> None:
    first, second = (drawn(sample, "count", "at_least", 40.0).to_json() for _ in range(2))
    assert first == second


def _drawing(release: Release, figure_id: str) -> Drawing:
    return next(d for d in drawings(release.figures) if figure_id in d.ids)

"""One figure: how far its ladder reaches, what its words allow, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit

from dashboard import data, doubts, frame, problems
from dashboard.data import Release
from dashboard.one_figure import around as one_figure
from dashboard.one_figure import firmness, kin
from dashboard.one_figure import view as figure_view
from dashboard.one_figure.around import Originals, around, figure, originals
from dashboard.words import say, sentences
from tests.dashboard.sample_release import FIGURES, write

With = Callable[..., Release]
BY_ID = {row["figure_id"]: row for row in FIGURES}


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> With:
    """The invented release with further figures: ``released(like("share-world", "again", document=…))``."""

    def make(*further: dict[str, Any]) -> Release:
        monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, figures=[*FIGURES, *further])))
        return data.current()

    return make


def like(figure_id: str, new_id: str, **changed: Any) -> dict[str, Any]:
    return {**BY_ID[figure_id], "figure_id": new_id, **changed}


def ids(figures: one_figure.Figures) -> set[str]:
    return {one.figure_id for one in figures}


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


def ladder(figure_id: str, release: Release) -> list[str]:
    """The states of the steps."""
    return re.findall(r'<li class="(held|broken|beyond)">', figure_view.is_it_true(figure_id, release))


def test_the_ladder_stops_where_no_source_is_named(sample: Release) -> None:
    assert ladder("death-penalty", sample) == ["held", "held", "broken", "beyond"]
    told = words(figure_view.is_it_true("death-penalty", sample))
    assert "The document names no source for it." in told
    assert say("figure.stops") in told


def test_the_ladder_stops_short_of_the_original_where_a_source_is_named(sample: Release) -> None:
    assert ladder("killed-government", sample) == ["held", "held", "held", "broken"]
    told = words(figure_view.is_it_true("killed-government", sample))
    assert say("figure.stops_no_original") in told
    assert "The government" in told


def test_the_ladder_leads_to_the_document(sample: Release) -> None:
    told = figure_view.is_it_true("killed-government", sample)
    assert 'href="/sources?show=documents&amp;document=first-report"' in told
    assert "publication date not stated, paragraph 4" in told


def test_the_ladder_leads_into_the_document_at_its_paragraph(sample: Release) -> None:
    told = figure_view.is_it_true("killed-government", sample)
    assert 'href="/sources?show=documents&amp;document=first-report&amp;paragraph=4"' in told


def test_the_ladder_holds_to_an_original_that_is_named_by_its_title(released: With) -> None:
    release = released(
        like("killed-government", "told", original="Yearbook of <Killings>"),
        like("death-penalty", "untold", original="Yearbook of <Killings>"),
    )
    for name in ("told", "untold"):
        assert ladder(name, release) == ["held", "held", "held", "held"]
        told = figure_view.is_it_true(name, release)
        assert '<p class="document-title">Yearbook of &lt;Killings&gt;</p>' in told
        assert "It was not read here" in told
        assert say("figure.stops") not in told
    assert say("figure.who_only_original") in figure_view.is_it_true("untold", release)


def test_a_derived_figure_stands_on_what_names_an_original(released: With) -> None:
    release = released(
        like("users-2003", "named", original="World Report"),
        like("users-change", "from-named", derived_from="named"),
    )
    assert ladder("from-named", release) == ["held", "held", "held"]
    assert "World Report" in words(figure_view.is_it_true("from-named", release))


def test_a_release_from_before_originals_were_kept_names_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    path = write(tmp_path) / "published" / "2020-sample" / "figures.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["original"]), path)
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    assert figure("freed", data.current()).original is None


@pytest.mark.parametrize(
    ("sources", "named", "unnamed"),
    [
        ([("the UN", "Report"), ("a union", "Report")], ("the UN (Report)",), 0),
        ([("the UN", "Report"), ("the UN", "Survey")], ("the UN (Report)", "the UN (Survey)"), 0),
        ([("the UN", "Report"), ("the UN", None)], ("the UN (Report)",), 0),
        ([("the UN", None), ("the UN", "Report")], ("the UN (Report)",), 0),
        ([("not stated", "Report"), ("the UN", None)], ("Report", "the UN"), 0),
        ([("a study in the Report", "Report"), ("not stated", None)], ("a study in the Report",), 1),
    ],
)
def test_one_publication_is_one_original_whoever_is_said_to_have_made_it(
    released: With, sources: list[tuple[str, str | None]], named: tuple[str, ...], unnamed: int
) -> None:
    release = released(
        *(
            like("killed-later", f"told-{n}", attribution=who, original=title)
            for n, (who, title) in enumerate(sources)
        )
    )
    found = originals(figure(f"told-{n}", release) for n in range(len(sources)))
    assert found == Originals(named, unnamed)


def test_a_derived_figure_stands_on_its_arithmetic_and_its_inputs(sample: Release) -> None:
    assert ladder("arrests-a-year", sample) == ["held", "held", "held"]
    assert ladder("users-change", sample) == ["held", "held", "broken"]
    told = figure_view.is_it_true("arrests-a-year", sample)
    assert "31,557,600 seconds ÷ 25 seconds = 1,262,304" in told
    assert 'href="/figures?figure=arrest-every"' in told


@pytest.mark.parametrize(
    ("figure_id", "told"),
    [
        ("killed-later", "the true number is 342 people. No margin of error"),
        ("users-2003", "somewhere near 185 million people."),
        ("killed-government", "the true number is 6,200 people or more. There is no upper end."),
        ("share-killed", "the true number is above 84%. No other end is given; a share ends at 100%."),
        ("users-change", "somewhere near"),
        ("arrest-world", "a little under 9 times."),
        ("killed-groups", "30,000 people or less. It is a ceiling, not a count."),
        ("share-small", "the true number is below 5%."),
        ("return", "lies from $4 to $7. No middle is made up."),
        ("share-range", "lies from 10 to 15%."),
        ("young-held", "so none is drawn"),
        ("harvest-rank", "No number follows from these words"),
        ("harvest-fall", "the true number is a fall of 25%."),
        ("harvest-jump", "the true number is above a rise of 65%."),
        ("harvest-slump", "the true number is above a fall of 40%."),
        ("law-18", "the true number is 18 to 1."),
        ("arrest-every", "the true number is 25 seconds."),
        ("law-1986", "it happened in 1986."),
    ],
)
def test_what_the_words_allow_for_the_true_number_is_said(sample: Release, figure_id: str, told: str) -> None:
    assert told in firmness.allows(figure(figure_id, sample))


@pytest.mark.parametrize(
    ("figure_id", "missing"),
    [
        ("return", ("region", "period", "attribution")),
        ("death-penalty", ("period", "base", "attribution")),
        ("killed-government", ("end",)),
        ("killed-later", ("attribution",)),
        ("law-100", ("base", "attribution")),
        ("share-us-two", ("period",)),
    ],
)
def test_what_is_not_stated_is_listed(sample: Release, figure_id: str, missing: tuple[str, ...]) -> None:
    assert one_figure.missing(figure(figure_id, sample)) == missing


def test_a_figure_that_was_worked_out_lacks_what_its_numbers_lack(sample: Release) -> None:
    told = figure_view.facts("users-change", sample)
    assert "Who produced a number it starts from" in told
    assert say("figure.missing_nothing") not in told


def test_what_was_read_from_the_context_is_told_with_its_reason(sample: Release) -> None:
    told = words(figure_view.facts("freed", sample))
    assert "Place: the document speaks of the US president" in told
    assert "The headline calls them pardons." in told


def test_what_there_is_to_weigh_stands_right_under_the_statement_and_leads_to_the_point() -> None:
    release, led = data.current(), 0
    for figure_id, points in problems.by_figure(release).items():
        head = figure_view.head(figure_id, release).partition("</h1>")[2]
        below = figure_view.is_it_true(figure_id, release)
        assert head.startswith('<p class="verdict">'), figure_id
        for name in {doubts.label(row, [figure_id]) for row in points}:
            assert f">{name}</a>" in unescape(head)
        ways = re.findall(r'href="#([^"]+)"', head)
        assert ways
        assert all(f'id="{way}"' in below for way in ways)
        led += len(ways)
    assert led > 20
    without = next(name for name in release.statements if name not in problems.by_figure(release))
    assert "verdict" not in figure_view.head(without, release)


def test_problems_are_told_with_their_arithmetic_in_view(sample: Release) -> None:
    told = figure_view.is_it_true("harvest-fall", sample)
    assert "100 × 0.75 = 75" in told
    assert "<details" not in told
    assert 'href="/sources?show=problems&amp;problem=harvest"' in told
    assert 'href="/figures?figure=harvest-jump"' in told


def test_no_known_problem_is_not_called_truth(sample: Release) -> None:
    assert "That does not make it true" in words(figure_view.is_it_true("death-penalty", sample))


def test_what_speaks_against_its_inputs_speaks_against_a_derived_figure(released: With) -> None:
    release = released(
        like("arrests-a-year", "from-harvest", derived_from="harvest-fall"),
        like("arrests-a-year", "from-that", derived_from="from-harvest"),
    )
    for name in ("from-harvest", "from-that"):
        told = figure_view.is_it_true(name, release)
        assert say("figure.problems_beneath") in words(told)
        assert "Does not add up" in words(told)
        assert 'href="/sources?show=problems&amp;problem=harvest"' in told
        assert "speaks against it." not in words(told)
    assert say("figure.problems_beneath") not in words(figure_view.is_it_true("arrests-a-year", release))


@pytest.mark.parametrize(("figure_id", "recorded"), [("killed-government", True), ("death-penalty", False)])
def test_where_no_point_is_recorded_the_public_record_on_the_page_is_said_to_be_free_to_differ(
    sample: Release, figure_id: str, recorded: bool
) -> None:
    told = words(figure_view.is_it_true(figure_id, sample))
    assert say("figure.no_problems") in told
    assert (say("figure.no_problems_record") in told) is recorded


def test_no_figure_is_said_to_have_nothing_against_it() -> None:
    release = data.current()
    for figure_id in release.statements:
        told = words(figure_view.is_it_true(figure_id, release))
        assert "speaks against it." not in told
        beside = 'class="record"' in figure_view.facts(figure_id, release)
        if figure_id not in problems.by_figure(release):
            assert (say("figure.no_problems_record") in told) is beside


def test_the_record_stands_beside_it_or_is_said_to_hold_nothing(sample: Release) -> None:
    assert "At least 6,252 people" in words(figure_view.facts("killed-government", sample))
    assert "holds nothing of the same measure" in words(figure_view.facts("freed", sample))


def test_rivals_count_the_same_thing_from_the_same_day_on(sample: Release) -> None:
    found = around("killed-government", sample)
    assert ids(found.rivals) == {"killed-groups"}
    assert ids(found.other_times) == {"killed-later"}


def test_changes_over_a_shared_year_are_rivals(sample: Release) -> None:
    found = around("harvest-fall", sample)
    assert ids(found.rivals) == {"harvest-jump"}
    assert ids(found.other_places) == {"harvest-slump"}


def test_shares_out_of_different_wholes_are_no_rivals(sample: Release) -> None:
    found = around("share-us-one", sample)
    assert ids(found.other_wholes) == {"share-us-two"}
    assert found.rivals == ()


def test_other_groups_are_kin_and_no_rivals(sample: Release) -> None:
    found = around("make-up-black", sample)
    assert ids(found.other_groups) == {"make-up-white", "make-up-hispanic"}
    assert found.rivals == ()


def test_a_figure_knows_what_it_comes_from_and_what_comes_from_it(sample: Release) -> None:
    assert ids(around("users-change", sample).inputs) == {"users-2003", "users-2017"}
    assert ids(around("arrest-every", sample).leads_to) == {"arrests-a-year"}
    assert ids(around("law-18", sample).replaces) == {"law-100"}
    assert 'href="/figures?figure=law-18"' in figure_view.head("law-100", sample)


def test_the_same_number_in_another_document_is_the_same_and_in_this_one_is_not(released: With) -> None:
    release = released(
        like("death-penalty", "elsewhere", document="second-report"),
        like("death-penalty", "here-too"),
        like("death-penalty", "other-number", document="second-report", value=35.0, lower=35.0),
    )
    assert ids(around("death-penalty", release).again) == {"elsewhere"}
    # Of two numbers without a time nobody can say that they are of the same time.
    assert ids(around("death-penalty", release).undated) == {"here-too", "other-number"}
    assert around("death-penalty", release).rivals == ()
    assert say("figure.undated") in words(kin.elsewhere("death-penalty", release))


def test_a_figure_worked_out_here_is_no_rival_of_a_printed_one(released: With) -> None:
    release = released(
        like("killed-government", "worked-out", status="derived", derived_from="harvest-fall", quote=None)
    )
    assert ids(around("killed-government", release).worked_out) == {"worked-out"}
    assert ids(around("killed-government", release).rivals) == {"killed-groups"}
    assert ids(around("worked-out", release).as_printed) == {"killed-government", "killed-groups"}
    assert around("worked-out", release).rivals == ()
    assert say("figure.worked_out") in words(kin.elsewhere("killed-government", release))


def test_what_a_figure_is_worked_out_from_stands_once_around_it(sample: Release) -> None:
    found = around("users-2003", sample)
    assert ids(found.leads_to) == {"users-change"}
    assert "users-change" not in ids((*found.worked_out, *found.other_times))


def test_no_number_of_sources_is_called_independent() -> None:
    assert not any("independent" in told for key, told in sentences().items() if key.startswith("figure."))


@pytest.mark.parametrize(
    ("attributions", "expected", "told"),
    [
        (["not stated", "not stated"], Originals((), 2), "Whether all go back to one original or to several cannot be told."),
        (["the UN", "the UN"], Originals(("the UN",), 0), "one original, said 2 times"),
        (["the UN", "not stated"], Originals(("the UN",), 1), "One original can be shown, no more."),
        (["the UN", "a union"], Originals(("the UN", "a union"), 0), "2 different sources are named: the UN; a union."),
        (["the UN", "a union", "not stated"], Originals(("the UN", "a union"), 1), "1 times no source is named."),
    ],
)  # fmt: skip
def test_no_more_originals_are_claimed_than_can_be_shown(
    released: With, attributions: list[str], expected: Originals, told: str
) -> None:
    release = released(
        *(like("death-penalty", f"told-{n}", attribution=who) for n, who in enumerate(attributions))
    )
    found = originals(figure(f"told-{n}", release) for n in range(len(attributions)))
    assert found == expected
    assert told in kin.counted(len(attributions), found)


def test_neighbours_go_through_the_theme_from_end_to_end(sample: Release) -> None:
    in_theme = sample.figures[sample.figures["theme"] == "prisons"]["figure_id"].tolist()
    walked, at = [in_theme[0]], figure(in_theme[0], sample)
    assert one_figure.neighbours(at.figure_id, sample)[0] is None
    while (after := one_figure.neighbours(at.figure_id, sample)[1]) is not None:
        walked.append(after.figure_id)
        at = after
    assert walked == in_theme


def test_what_comes_before_and_after_says_who_says_so_and_what_there_is_to_weigh(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release, marked = data.current(), 0
    shown: list[str] = []
    monkeypatch.setattr(streamlit, "html", shown.append)
    for figure_id in release.statements:
        figure_view.ways(figure_id, release)
        for near in filter(None, one_figure.neighbours(figure_id, release)):
            item = unescape(shown[-1]).partition(f"figure={near.figure_id}")[2].partition("</li>")[0]
            assert near.statement in item
            for row in problems.of([near.figure_id], release):
                assert doubts.label(row, [near.figure_id]) in item
                marked += 1
    assert marked


def test_a_related_figure_carries_its_points() -> None:
    told = unescape(kin.elsewhere("inn-opium-change-2016-2017", data.current()))
    other = told.partition("figure=inn-opium-change-2017")[2].partition("</li>")[0]
    assert "Does not hold" in other
    assert "Cannot both hold" in other


def test_a_figure_that_is_not_there_is_an_error(sample: Release) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        figure("nowhere", sample)


def test_no_markup_comes_from_the_data(released: With) -> None:
    tags = ("<img src=x>", "<b>", "<i>", "<u>", "<s>", "<em>")
    release = released(
        like("freed", "hostile", statement=tags[0], quote=tags[1], attribution=tags[2], base=tags[3], note=tags[4],
             inferred=f"region: {tags[5]}"),
        like("freed", "hostile-too", statement=tags[0], quote=tags[1], attribution=tags[2], document="first-report"),
    )  # fmt: skip
    parts = (figure_view.head, figure_view.is_it_true, figure_view.facts, kin.elsewhere)
    told = "".join(part("hostile", release) for part in parts)
    assert "&lt;img" in told
    assert not any(tag in told for tag in tags)


def test_the_pin_stands_in_the_head_of_the_drawing_and_never_beside_it() -> None:
    """Beside the button the drawing would be narrower than it is made for, and its words cut off."""
    release = data.current()
    for name in release.figures["figure_id"]:
        head, _, _ = figure_view.drawing(str(name), release).partition('<div class="drawing"')
        assert head.count('class="pin"') == 1
        assert head.startswith('<div class="figure-head">')
        assert head.index("</button></div>") > head.index('class="pin"')
    assert not re.search(r"\.figure-head[^}]*float|\.one-figure[^{]*\.pin[^}]*float", frame.style())

"""The evidence: the words, their place, who says so, what is not said, and the arithmetic of what does not hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from dashboard import data, doubts, drawn, evidence, problems, record
from dashboard.briefing import notes
from dashboard.charts import BY_KIND, WIDE, Setting, over_time, wording
from dashboard.data import Release
from dashboard.drawn import meta, source
from dashboard.figure import Figure, records
from dashboard.grouping import Drawing, headline
from dashboard.one_figure import citation
from dashboard.palette import LIGHT
from dashboard.sources import points
from dashboard.web import card, embed, facts
from dashboard.words import known, say
from etl.checks import CHECKS
from tests.dashboard.sample_release import PROBLEMS, RECORD, Row, write


def figure(release: Release, figure_id: str) -> Figure:
    return next(f for f in records(release.figures) if f.figure_id == figure_id)


def evidence_of(release: Release, *ids: str, **in_doubt: str) -> str:
    labels = {name.replace("_", "-"): label for name, label in in_doubt.items()}
    return evidence.of([figure(release, name) for name in ids], labels, release.statements)


@pytest.mark.parametrize(
    "words",
    [
        "“at least 6,200”",
        "The government",
        "A first report on drugs and prisons, with a title long enough to wrap, First Institute, paragraph 4",
        "How much more is not said.",
        "Killed by police or people linked to police",
        "Since June 2016",
    ],
)
def test_a_figure_shows_its_words_its_place_and_who_says_so(sample: Release, words: str) -> None:
    assert words in evidence_of(sample, "killed-government")


def test_what_the_document_does_not_say_is_said_to_be_missing(sample: Release) -> None:
    told = evidence_of(sample, "death-penalty")
    assert "First Institute, naming no source" in told
    assert told.count("The document does not say.") == 2


def test_a_figure_has_an_anchor(sample: Release) -> None:
    assert '<article class="evidence" id="death-penalty">' in evidence_of(sample, "death-penalty")


def test_what_was_inferred_is_in_view_with_its_reason(sample: Release) -> None:
    told = re.sub(r"<details>.*?</details>", "", evidence_of(sample, "freed"))
    assert "Read from the context" in told
    assert "Place: the document speaks of the US president" in told


def test_what_was_inferred_is_marked_under_the_statement(sample: Release) -> None:
    assert "United States (read from the context)" in meta(headline("freed", sample))
    assert "read from the context" not in meta(headline("killed-government", sample))


def test_times_that_no_document_states_are_marked_once_or_each(committed: Release) -> None:
    read = "period: the paragraph before dates it"
    drawing = headline("amnesty-philippines-killings-government", committed)
    figures = list(drawing.figures)
    assert len({figure.period for figure in figures}) > 1
    assert all("period" in figure.read_from_context for figure in figures)
    # None is stated: the head of the drawing says so, and no row says it again.
    assert say("drawing.times_as_read") in meta(drawing)
    assert not any(
        "read from the context" in word for row in wording.rows(figures, LIGHT) for word in row.words
    )
    # One is stated: the others are marked, each in its row.
    some = [replace(figures[0], inferred=None), *(replace(figure, inferred=read) for figure in figures[1:])]
    told = [" ".join(row.words) for row in wording.rows(some, LIGHT)]
    assert ["read from the context" in words for words in told] == [False, True, True]
    assert say("drawing.times_as_read") not in meta(Drawing(drawing.table, tuple(some)))


@pytest.mark.parametrize(("column", "head"), [("region", "Philippines"), ("period", "Since June 2016")])
def test_what_only_some_documents_state_is_marked_in_the_rows_of_the_others(
    sample: Release, column: str, head: str
) -> None:
    drawing, read = headline("killed-government", sample), f"{column}: the paragraph before says so"
    first, second, _ = drawing.figures
    mark = say("drawing.as_read", said=head)

    def told(*figures: Figure) -> tuple[str, list[bool]]:
        rows = wording.rows(figures, LIGHT)
        return meta(Drawing(drawing.table, figures)), [mark in row.words for row in rows]

    # Of one alone the document is silent: its row says so, and the head names what both have.
    above, marked = told(first, replace(second, inferred=read))
    assert head in above
    assert mark not in above
    assert marked == [False, True]
    # Of both: the head says so once.
    above, marked = told(replace(first, inferred=read), replace(second, inferred=read))
    assert mark in above
    assert marked == [False, False]
    # What was worked out here states nothing of its own.
    worked_out = replace(second, status="derived")
    above, marked = told(replace(first, inferred=read), worked_out)
    assert mark in above
    assert marked == [False, False]


def test_a_part_of_a_whole_whose_place_alone_was_read_is_marked(sample: Release) -> None:
    drawing = headline("make-up-black", sample)
    read = drawing.table["figure_id"] == "make-up-white"
    table = drawing.table.assign(inferred=drawing.table["inferred"].mask(read, "region: the title names it"))
    figure = BY_KIND["share"](table, Setting(LIGHT, width=WIDE))
    marks = [note for note in figure.layout.annotations if "read from the context" in str(note.text)]
    assert len(marks) == 1
    assert "White people" in str(marks[0].text)


def test_no_point_on_an_axis_of_years_hides_that_its_place_was_read(sample: Release) -> None:
    table = sample.figures[sample.figures["figure_id"].isin(["users-2003", "users-2017"])]
    figures = records(table)
    assert over_time.suits(figures)
    assert not over_time.suits([figures[0], replace(figures[1], inferred="region: the title names it")])
    assert over_time.suits([replace(one, inferred="region: the title names it") for one in figures])


@pytest.mark.parametrize(
    ("figure_id", "words"),
    [
        ("death-penalty", "First Institute, naming no source · A first report"),
        ("share-us-two", "The Attorney General · A second report"),
        ("killed-government", "The government; rights groups; First Institute, naming no source · A first"),
        ("arrests-a-year", "Worked out here from numbers in several documents"),
    ],
)
def test_the_line_under_a_drawing_names_who_speaks(sample: Release, figure_id: str, words: str) -> None:
    assert source(headline(figure_id, sample), sample).startswith(words)


def test_the_table_names_who_speaks(sample: Release) -> None:
    assert "First Institute, naming no source" in evidence.table([figure(sample, "death-penalty")])


def test_who_and_where_are_in_view_and_the_rest_is_one_step_away(sample: Release) -> None:
    told = evidence_of(sample, "killed-government")
    in_view = re.sub(r"<details>.*?</details>", "", told)
    for words in ("“at least 6,200”", "The government", "paragraph 4", "See its evidence"):
        assert words in in_view
    for words in ("How much more is not said.", "Killed by police"):
        assert words in told
        assert words not in in_view


def test_the_record_stands_beside_the_same_measure_place_and_unit(sample: Release) -> None:
    drawing = headline("killed-government", sample)
    rows = record.rows_for(drawing, sample)
    assert rows[0]["record_id"] == "record-near"
    assert {row["record_id"] for row in rows} == {"record-near", "record-between", "record-late"}
    told = record.beside(drawing, sample)
    assert "What the public record says" in told
    assert "At least 6,252 people" in told
    assert "From July 2016 to May 2022 · A statistics office, Yearbook 2022" in told
    assert record.beside(headline("freed", sample), sample) == ""


PHILIPPINES = [
    ("killed-government", "A drug agency", "2016-07..2022-05", date(2016, 7, 1), date(2022, 5, 31), 6_252.0, 6_252.0),
    ("newer", "A drug agency", "2016-07..2023-05", date(2016, 7, 1), date(2023, 5, 31), 6_300.0, 6_300.0),
    ("same-years", "A university", "2022-07..2023-06", date(2022, 7, 1), date(2023, 6, 30), 342.0, 342.0),
    ("longer", "A university", "2022-07..2025-06", date(2022, 7, 1), date(2025, 6, 26), 1_007.0, 1_007.0),
    ("court", "A court", "2016-07..2019-03", date(2016, 7, 1), date(2019, 3, 31), 12_000.0, 30_000.0),
]  # fmt: skip


def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *rows: dict[str, Any]) -> Release:
    record_rows: list[Row] = [{**RECORD[1], **row} for row in rows]
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, record=record_rows)))
    return data.current()


def test_each_rival_has_the_row_that_fits_it_and_no_publisher_is_heard_twice_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = ("record_id", "publisher", "period", "period_start", "period_end", "lower", "upper")
    rows = [dict(zip(keys, row, strict=True)) for row in PHILIPPINES]
    for row in rows:
        row |= {"qualifier": "range" if row["record_id"] == "court" else "exact"}
        row |= {"value": None if row["record_id"] == "court" else row["lower"]}
    release = recorded(tmp_path, monkeypatch, *rows)
    drawing = headline("killed-government", release)
    government, groups, later = (
        replace(one, period_start=start, period_end=end)
        for one, start, end in zip(
            [figure(release, name) for name in ("killed-government", "killed-groups", "killed-later")],
            (date(2016, 6, 1), date(2016, 6, 1), date(2022, 7, 1)),
            (None, None, date(2023, 6, 30)),
            strict=True,
        )
    )
    best = record.rows_for(Drawing(drawing.table, (government, groups, later)), release)[:3]
    assert [row["record_id"] for row in best][1:] == ["court", "same-years"]
    assert best[0]["publisher"] == "A drug agency"


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (("2030", date(2030, 1, 1), date(2030, 12, 31)), "Nothing gathered here is for 2017; the nearest is for 2030."),
        (("2019", date(2019, 1, 1), date(2019, 12, 31)), ""),
        (("2016..", date(2016, 1, 1), None), ""),
    ],
)  # fmt: skip
def test_a_record_that_is_years_away_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, period: tuple[str, date, date | None], said: str
) -> None:
    keys = ("period", "period_start", "period_end")
    release = recorded(tmp_path, monkeypatch, dict(zip(keys, period, strict=True)))
    drawing = headline("killed-government", release)
    dated = replace(drawing.first, period_start=date(2017, 1, 1), period_end=date(2017, 12, 31))
    of_2017 = Drawing(drawing.table, (dated,))
    assert record.nothing_near(of_2017, release) == ([said] if said else [])
    assert (said in record.beside(of_2017, release)) or not said


@pytest.mark.parametrize(("scope", "said"), [(None, True), ("police operations alone", False)])
def test_a_count_of_the_record_says_what_it_includes_or_that_it_does_not_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scope: str | None, said: bool
) -> None:
    release = recorded(tmp_path, monkeypatch, {"scope": scope})
    told = record.beside(headline("killed-government", release), release)
    assert ("What it includes is not stated." in told) is said


def test_what_is_the_same_for_all_rows_of_the_record_is_said_once_before_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sure, unsure = (say(f"glossary.confidence_{code}") for code in ("high", "low"))
    alike = [{"record_id": f"record-{at}", "scope": None} for at in range(3)]
    told = record.beside(
        headline("killed-government", release := recorded(tmp_path, monkeypatch, *alike)), release
    )
    before, _, rows = told.partition("<ul>")
    for remark in (say("record.scope_not_stated"), sure):
        assert told.lower().count(remark.lower().removesuffix(".")) == 1
        assert remark.lower().removesuffix(".") in before.lower()
    assert rows.count("<li>") == 3
    differing = [{**alike[0], "confidence": "low"}, *alike[1:]]
    release = recorded(tmp_path / "differing", monkeypatch, *differing)
    told = record.beside(headline("killed-government", release), release)
    assert (told.count(unsure), told.count(sure)) == (1, 2)
    assert told.lower().count("includes is not stated") == 1


def test_a_row_of_the_record_leads_to_where_its_number_was_seen(committed: Release) -> None:
    told = record.beside(headline("derived-federal-prisoners-drug-offence", committed), committed)
    assert 'Seen on <a href="https://' in told
    assert 'rel="noopener noreferrer nofollow"' in told


def test_a_number_of_the_record_keeps_its_words_and_both_ends(sample: Release) -> None:
    rows = record.rows_for(headline("killed-government", sample), sample)
    assert "about 5,000 people (4,000 to 6,000)" in [record.number(row) for row in rows]


def test_a_derived_figure_shows_its_formula_and_what_it_comes_from(sample: Release) -> None:
    told = evidence_of(sample, "arrests-a-year")
    assert "31,557,600 seconds ÷ 25 seconds = 1,262,304" in told
    assert "Someone is arrested every 25 seconds" in told
    assert "Not printed in a document" in told


def test_a_superseded_figure_names_what_replaced_it(sample: Release) -> None:
    assert "The law sets a ratio of 18 to 1" in evidence_of(sample, "law-100")


def test_what_all_figures_share_is_said_once(sample: Release) -> None:
    told = evidence_of(sample, "make-up-black", "make-up-white", "make-up-hispanic")
    assert told.count("People in state prison for a drug offence") == 1
    assert told.count("<article") == 3


def test_what_only_some_figures_share_stays_with_each(sample: Release) -> None:
    told = evidence_of(sample, "killed-government", "killed-groups", "killed-later")
    assert told.count("Since June 2016") == 2


def test_a_doubt_is_told_by_a_word_and_not_by_colour(sample: Release) -> None:
    assert "Incomplete. The point is set out" in evidence_of(sample, "freed", freed="Incomplete.")
    assert "The point is set out" not in evidence_of(sample, "freed")


@pytest.mark.parametrize(
    ("check", "kind", "label"),
    [
        ("change_against_endpoints", "contradiction", "Does not add up"),
        ("change_against_endpoints", "context", "Adds up only roughly"),
        ("more_than_the_whole", "contradiction", "Does not add up"),
        ("parts_of_a_whole", "contradiction", "Does not add up"),
        ("parts_of_a_whole", "context", "Incomplete"),
        ("two_changes_of_one_span", "contradiction", "Cannot both hold"),
        ("bounds_exclude", "contradiction", "Cannot both hold"),
        ("different_bases", "context", "Not comparable"),
        ("headline_against_body", "context", "Headline differs"),
        ("superseded", "context", "Replaced since"),
        ("record_differs", "contradiction", "Differs from the public record"),
        ("person", "contradiction", "Does not hold"),
        ("person", "context", "Needs context"),
        ("a_check_of_tomorrow", "context", "Needs context"),
    ],
)
def test_a_problem_is_labelled_by_its_check_and_its_kind(check: str, kind: str, label: str) -> None:
    assert doubts.label({"check": check, "kind": kind}) == label


def test_a_point_that_only_needs_context_never_wears_the_sign_of_a_contradiction(sample: Release) -> None:
    contradiction, context = problems.every(sample)
    assert (contradiction["kind"], context["kind"]) == ("contradiction", "context")
    assert "≠" in doubts.flag(contradiction)
    assert "≠" not in doubts.flag(context)
    assert '<span class="context">' in doubts.short_flag(context)


def test_points_are_counted_by_kind(sample: Release) -> None:
    rows = problems.every(sample)
    assert doubts.counted(rows) == "1 point where claims do not hold and 1 where they need context"
    assert doubts.counted([*rows[1:], *rows[1:]]) == "2 points where claims need context"
    assert doubts.counted([]) == ""


def test_every_check_has_a_label_of_its_own() -> None:
    labels = {
        check.__name__: [known(f"problem.label_{check.__name__}{end}") for end in ("", "_contradiction")]
        for check in CHECKS
    }
    assert [name for name, found in labels.items() if not any(found)] == []


def test_a_problem_is_set_out_once_and_then_referred_to(sample: Release) -> None:
    told: set[str] = set()
    rows = problems.of(["harvest-fall"], sample)
    first, second = (doubts.set_out(rows, told, ["harvest-fall"]) for _ in range(2))
    assert 'id="problem-harvest"' in first
    assert "100 × 0.75 = 75" in first
    assert 'href="#problem-harvest"' in second
    assert "100 × 0.75 = 75" not in second


def test_points_of_one_label_that_were_told_before_are_referred_to_together(committed: Release) -> None:
    rows = problems.of(["derived-drug-users-change"], committed)
    about, told = ["derived-drug-users-change"], {str(row["problem_id"]) for row in rows}
    again = doubts.set_out(rows, told, about)
    assert len(rows) > len({doubts.label(row, about) for row in rows}) == again.count("<section")
    for row in rows:
        assert f'href="#problem-{row["problem_id"]}"' in again


def test_a_problem_in_the_list_names_its_subject_and_leads_to_its_figures(sample: Release) -> None:
    told = points.alone("harvest", sample)
    assert "Change in the harvest, World" in told
    assert "A first report on drugs" in told
    for name in ("harvest-fall", "harvest-jump"):
        assert f'href="/figures?figure={name}"' in told


def test_a_problem_shows_what_is_printed_and_what_the_arithmetic_gives(sample: Release) -> None:
    told = doubts.problem(problems.every(sample)[0])
    for words in ("−25% and +65%", "both cannot hold", "100 × 0.75 = 75", "Found by a rule"):
        assert words in told


def test_a_problem_without_arithmetic_has_no_empty_lines(sample: Release) -> None:
    told = doubts.problem(problems.every(sample)[1])
    assert "<dl>" not in told
    assert "nan" not in told.lower().replace("finance", "")
    assert "Found by a person who read the documents" in told


def test_problems_are_found_for_each_of_their_figures(sample: Release) -> None:
    for name in ("harvest-fall", "harvest-jump"):
        assert [row["problem_id"] for row in problems.of([name], sample)] == ["harvest"]
    assert problems.of(["death-penalty"], sample) == []


def test_what_replaced_another_value_is_not_itself_in_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in a release whose points named both and had no kind."""
    row = {
        **PROBLEMS[0],
        "problem_id": "law",
        "check": "superseded",
        "kind": "context",
        "figures": "law-100; law-18",
    }
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, problems=[row])))
    release = data.current()
    assert [len(problems.of([name], release)) for name in ("law-100", "law-18")] == [1, 0]


@pytest.mark.parametrize(
    ("check", "kind"), [("different_bases", "context"), ("bounds_exclude", "contradiction")]
)
def test_a_release_from_before_points_had_a_kind_is_read_by_its_checks(
    sample: Release, check: str, kind: str
) -> None:
    table = sample.problems.drop(columns=["kind", "record"]).assign(check=check)
    assert {row["kind"] for row in problems.every(replace(sample, problems=table))} == {kind}


def test_what_was_worked_out_carries_the_points_of_what_it_starts_from(sample: Release) -> None:
    figures = sample.figures.copy()
    figures.loc[figures["figure_id"] == "arrests-a-year", "derived_from"] = "users-change"
    figures.loc[figures["figure_id"] == "users-change", "derived_from"] = "harvest-fall"
    release = replace(sample, figures=figures)
    for name in ("users-change", "arrests-a-year"):
        (row,) = problems.of([name], release)
        assert row["problem_id"] == "harvest"
        assert problems.own([name], release) == []
        assert doubts.label(row, [name]) == "A number it starts from: does not add up"


def test_what_a_point_rests_on_stands_beside_its_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The block of the public record never says that there is nothing where a point about the figure rests on it."""
    row = {**RECORD[1], "record_id": "record-harvest", "measure": "users", "region": "WORLD"}
    points: list[Row] = [{**PROBLEMS[0], "record": "record-harvest"}]
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, record=[row], problems=points)))
    release = data.current()
    drawing = headline("harvest-fall", release)
    assert record.rows_for(drawing, release) == []
    assert [found["record_id"] for found in record.related(drawing, release)] == ["record-harvest"]
    told = record.beside(drawing, release)
    assert "Of other measures" in told
    assert record.measure_name(row, release) in told


@pytest.fixture(scope="module")
def committed() -> Release:
    return data.current()


def test_a_point_and_the_block_of_the_public_record_beside_its_figures_agree(committed: Release) -> None:
    resting = [row for row in problems.every(committed) if problems.record(row)]
    assert resting
    for row in resting:
        for name in problems.figures(row):
            beside = record.nearest(headline(name, committed), committed)
            assert set(problems.record(row)) <= {found["record_id"] for found in beside}, name
            assert "Nothing gathered here" not in record.beside(headline(name, committed), committed), name


def test_a_point_that_speaks_of_the_public_record_names_the_rows_it_rests_on(committed: Release) -> None:
    speaking = [
        row
        for row in problems.every(committed)
        if "record" in f"{row['summary']} {row['arithmetic']}".lower()
    ]
    assert speaking
    assert [row["problem_id"] for row in speaking if not problems.record(row)] == []


def test_every_number_worked_out_here_travels_with_the_points_of_its_inputs(committed: Release) -> None:
    """On its card, in its embed, in its citation and in the speaker's notes."""
    derived = [one for one in records(committed.figures) if one.derived]
    carrying = [one for one in derived if problems.of((one.derived_from or "").split("; "), committed)]
    assert len(carrying) > 3
    for one in carrying:
        told = facts.doubt(one, committed)
        assert told.startswith("A number it starts from: ")
        on_card = card.words(one, committed)
        assert on_card is not None
        assert on_card.doubt == told
        assert told in unescape(embed.page(one, committed, "https://example.org"))
        for cite in (citation.text, citation.bibtex):
            assert told in cite(one, None, committed.id, "https://example.org", told)
        assert "A number it starts from: " in " ".join(notes.of_figure(one.figure_id, committed))


def test_that_a_value_was_replaced_is_our_remark_and_in_no_sources_mouth(committed: Release) -> None:
    drawing = headline("clemency-crack-powder-1986", committed)
    assert "replaced" not in drawing.title
    assert drawn.replaced(drawing) == ["Our remark, not the source’s: 100 to 1 has been replaced since."]
    assert "Our remark" in drawn.alternative(drawing)
    in_force = figure(committed, "commutations-crack-powder-remaining")
    assert facts.doubt(in_force, committed) == "", "18 to 1 is what is in force"


def test_the_table_says_what_the_drawing_says(sample: Release) -> None:
    table = evidence.table([figure(sample, "killed-government"), figure(sample, "killed-groups")])
    for words in (
        "At least 6,200 people",
        ">6,200</td>",
        "Up to 30,000 people",
        ">30,000</td>",
        "Not stated",
        'data-label="At most"',
    ):
        assert words in table
    assert table.count("<tr>") == 3


def test_the_table_leads_to_each_figure_but_the_one_that_the_page_is_about(sample: Release) -> None:
    figures = [figure(sample, "killed-government"), figure(sample, "killed-groups")]
    table = evidence.table(figures, marked="killed-groups")
    assert 'href="/figures?figure=killed-government"' in table
    assert 'href="/figures?figure=killed-groups"' not in table
    assert "(this figure)" in table


def test_no_markup_comes_from_the_data(sample: Release) -> None:
    hostile = replace(
        figure(sample, "freed"),
        statement="<img src=x onerror=alert(1)>",
        quote="<b>",
        attribution="<i>",
        base="<u>",
        note="<s>",
        inferred="region: <a>",
        title="<p>",
    )
    told = (
        evidence.of([hostile, hostile], {}, {}) + evidence.table([hostile]) + evidence.saying(hostile, "", {})
    )
    for tag in ("<img", "<b>", "<i>", "<u>", "<s>", "<a>", "<P>", "<p>,"):
        assert tag not in told
    assert "&lt;img" in told


@pytest.mark.parametrize(
    ("inferred", "lines"),
    [
        ("region: the text speaks of Congress", ["Place: the text speaks of Congress"]),
        (
            "period: taken from the law; base: from the sentence before",
            ["When: taken from the law", "Out of what: from the sentence before"],
        ),
        ("something: odd", ["Other: odd"]),
        ("no column at all", ["no column at all"]),
    ],
)
def test_inferences_name_columns_in_plain_words(inferred: str, lines: list[str]) -> None:
    assert evidence.inferences(inferred) == lines

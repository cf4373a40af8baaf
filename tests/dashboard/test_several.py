"""One sentence for several figures: it holds what the rows state, in their words, and nothing that they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

import pandas as pd
import pytest

from dashboard import data, overview, several
from dashboard.charts import BY_KIND
from dashboard.data import Release
from dashboard.figure import records, sentence_case
from dashboard.grouping import Drawing, drawings, headline
from dashboard.words import say, sentences
from tests.dashboard.sample_release import FIGURES


def rows(release: Release, *names: str) -> pd.DataFrame:
    """Some rows of the invented release, in this order."""
    return pd.concat([release.figures[release.figures["figure_id"] == name] for name in names])


def told(table: pd.DataFrame) -> str:
    return several.sentence(records(table))


def of_many(release: Release) -> Iterator[Drawing]:
    return (drawing for drawing in drawings(release.figures) if len(drawing.figures) > 1)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(
            ("users-2003", "users-2017"),
            "About 185 million people used a drug in 2003 and 271 million in 2017, according to First Institute, which names no source.",
            id="points in time said in one breath",
        ),
        pytest.param(
            ("harvest-fall", "harvest-jump"),
            "The harvest fell by 25% in 2017 and rose by more than 65% from 2016 to 2017, according to First Institute, which names no source.",
            id="a fall and a rise each with its verb",
        ),
        pytest.param(
            ("make-up-black", "make-up-white", "make-up-hispanic"),
            "45% were Black people, 28% white people and 20% Hispanic people, according to First Institute, which names no source.",
            id="groups named after the first one's claim",
        ),
        pytest.param(
            ("law-100", "law-18"),
            "Ratio the sentencing law sets between two forms of one drug in the United States came to 100 to 1 since 1986,"
            " according to First Institute, which names no source; 18 to 1 (date not stated), according to a civil-liberties union.",
            id="what has no date says so, and no source is made to say that it was replaced",
        ),
        pytest.param(
            ("killed-government", "killed-groups", "killed-later"),
            "People killed in anti-drug operations in the Philippines since June 2016, counted by different rules, came to at least 6,200,"
            " according to the government; up to 30,000, according to rights groups; one more number is for another time.",
            id="rivals side by side, each with who says so, another time apart",
        ),
        pytest.param(
            ("killed-government", "killed-groups"),
            "People killed in anti-drug operations in the Philippines since June 2016, counted by different rules, came to at least 6,200,"
            " according to the government; up to 30,000, according to rights groups.",
            id="rivals of one time",
        ),
    ],
)
def test_several_figures_make_one_sentence(sample: Release, names: tuple[str, ...], expected: str) -> None:
    assert told(rows(sample, *names)) == expected


def _written(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d|\d", text))


@pytest.mark.parametrize("shipped", [False, True], ids=["invented", "shipped"])
def test_a_sentence_holds_no_number_that_its_rows_do_not_state(
    request: pytest.FixtureRequest, shipped: bool
) -> None:
    release = data.current() if shipped else request.getfixturevalue("sample")
    checked = 0
    for drawing in of_many(release):
        rule = " ".join(text for key, text in sentences().items() if key.startswith("several."))
        stated = " ".join(
            f"{f.statement} {f.number} {f.when or ''} {f.measure_name}" for f in drawing.figures
        )
        assert _written(drawing.title) <= _written(stated) | _written(rule), drawing.title
        checked += 1
    assert checked >= 5


@pytest.mark.parametrize("shipped", [False, True], ids=["invented", "shipped"])
def test_a_number_in_a_sentence_keeps_its_hedge_and_its_speaker(
    request: pytest.FixtureRequest, shipped: bool
) -> None:
    release = data.current() if shipped else request.getfixturevalue("sample")
    for drawing in of_many(release):
        for figure in drawing.figures:
            bare = re.search(r"\d[\d,.]*\d|\d", figure.number)
            if bare is None or bare.group() not in drawing.title:
                continue
            hedged = figure.number[: bare.end()].removeprefix("rose by ").removeprefix("fell by ")
            assert hedged.lower() in drawing.title.lower()
            if not figure.derived:
                who = figure.attribution if figure.has_source else figure.publisher or ""
                assert who.removesuffix(".") in drawing.title


def test_rivals_are_never_added_up_and_none_stands_alone(sample: Release) -> None:
    for order in permutations(("killed-government", "killed-groups")):
        sentence = told(rows(sample, *order))
        assert "at least 6,200, according to the government" in sentence
        assert "up to 30,000, according to rights groups" in sentence
        assert "36,200" not in sentence


def test_what_two_sources_say_in_the_same_words_is_said_once(sample: Release) -> None:
    first = rows(sample, "users-2017")
    other = first.assign(
        figure_id="users-2017-other", value=250e6, lower=None, upper=250e6, qualifier="almost", attribution="a ministry",
        statement="Almost 250 million people used a drug in 2017, according to a ministry.",
    )  # fmt: skip
    assert told(pd.concat([first, other])) == (
        "271 million people used a drug in 2017, according to First Institute, which names no source; almost 250 million,"
        " according to a ministry."
    )


def test_an_undated_number_does_not_take_the_date_of_the_one_before_it(sample: Release) -> None:
    dated, undated = rows(sample, "users-2003"), rows(sample, "users-2017")
    undated = undated.assign(
        period="not stated", period_start=None, period_end=None,
        statement="271 million people used a drug, according to First Institute, which names no source.",
    )  # fmt: skip
    assert told(pd.concat([dated, undated])) == (
        "People who used a drug in the past year worldwide came to about 185 million in 2003 and 271 million (date not stated),"
        " according to First Institute, which names no source."
    )


def test_a_number_that_was_worked_out_says_so_beside_a_lone_printed_one(sample: Release) -> None:
    printed = rows(sample, "harvest-fall")
    computed = printed.assign(
        figure_id="harvest-computed", status="derived", value=-27.0, lower=-27.0, upper=-27.0, attribution="",
        statement="The harvest fell by 27% in 2017, computed from figures given by First Institute.",
    )  # fmt: skip
    assert told(pd.concat([printed, computed])) == (
        "The harvest fell by 25% in 2017, according to First Institute, which names no source; 27%, computed from figures"
        " given by First Institute."
    )


def test_beside_several_printed_numbers_what_was_worked_out_stands_in_the_drawing_alone(
    sample: Release,
) -> None:
    parts = rows(sample, "make-up-black", "make-up-white")
    rest = parts.iloc[[0]].assign(figure_id="rest", status="derived", value=27.0, lower=27.0, upper=27.0)
    assert told(pd.concat([parts, rest])) == told(parts)
    assert "27%" not in told(parts)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{group} are {number} of people in prison", "Black people are 45% of people in prison and white people 28%"),
        ("Among {group}, {number} were held", "Among Black people, 45% were held and among white people 28%"),
        ("The share is {number} for {group}", "The share is 45% for Black people and 28% for white people"),
    ],
)  # fmt: skip
def test_groups_follow_one_another_in_the_order_of_the_claim(
    sample: Release, template: str, expected: str
) -> None:
    parts = rows(sample, "make-up-black", "make-up-white")
    said = [
        template.format(group=group, number=number)
        for group, number in (("Black people", "45%"), ("white people", "28%"))
    ]
    parts["statement"] = [
        f"{claim[:1].upper()}{claim[1:]}, according to First Institute, which names no source."
        for claim in said
    ]
    assert told(parts) == f"{expected}, according to First Institute, which names no source."


def test_more_figures_than_can_be_read_are_counted_between_the_lowest_and_the_highest(
    sample: Release,
) -> None:
    one = rows(sample, "killed-groups")
    many = pd.concat(
        [
            one.assign(
                figure_id=f"count-{at}", value=1000.0 * at, upper=1000.0 * at, attribution=f"source {at}"
            )
            for at in range(1, 7)
        ]
    )
    assert told(many) == (
        "People killed in anti-drug operations in the Philippines since June 2016 received 6 numbers from 6 sources,"
        " the lowest up to 1,000, the highest up to 6,000."
    )
    unnamed = many.assign(attribution="not stated")
    assert "6 numbers from one document that names no source" in told(unnamed)


def test_several_changes_that_are_said_in_other_words_are_told_as_nouns(sample: Release) -> None:
    """'The harvest came to fell by 25%' would be no sentence."""
    table = rows(sample, "harvest-fall", "harvest-jump")
    table["statement"] = ["One thing was said.", "Something else was."]
    assert told(table) == (
        "Change in the harvest worldwide came to a fall of 25% in 2017 and a rise of more than 65% from 2016 to 2017,"
        " First Institute, naming no source."
    )


def test_the_title_of_every_card_is_a_sentence_that_says_something_of_its_subject() -> None:
    release = data.current()
    chosen = overview.headlines(release)
    assert len(chosen) >= overview.MOST
    for name in chosen:
        title, subject = (
            headline(name, release).title,
            sentence_case(headline(name, release).first.measure_name),
        )
        assert title.endswith(".")
        assert ":" not in title
        assert len(title) > len(subject) + 20


def test_a_claim_in_words_stays_in_words(sample: Release) -> None:
    one = rows(sample, "young-held")
    two = one.assign(figure_id="other", quote="thousands", attribution="a court",
                     statement="Thousands of young people serve long sentences, according to a court.")  # fmt: skip
    sentence = told(pd.concat([one, two]))
    assert sentence == (
        "Hundreds of young people serve long sentences, according to a UN rapporteur; thousands, according to a court."
    )


def test_the_title_of_a_drawing_is_a_statement_and_its_name_a_label(sample: Release) -> None:
    made = drawings(sample.figures)
    assert len([drawing for drawing in made if len(drawing.figures) > 1]) >= 4
    for drawing in made:
        assert drawing.title.endswith(".")
        assert drawing.title != drawing.name
        assert not drawing.title.startswith(f"{sentence_case(drawing.first.measure_name)}:")
        if len(drawing.figures) == 1:
            assert drawing.title == drawing.first.statement


def test_every_kind_makes_a_sentence_of_any_two_rows(sample: Release) -> None:
    """Rows that have nothing in common but their measure still make one sentence."""
    for kind in BY_KIND:
        found = [row["figure_id"] for row in FIGURES if row["kind"] == kind]
        one = rows(sample, found[0])
        two = one.assign(figure_id="two", statement="Something else altogether.", attribution="a court", period="not stated",
                         period_start=None, period_end=None)  # fmt: skip
        sentence = told(pd.concat([one, two]))
        assert sentence.startswith(one["measure_name"].iloc[0][:1].upper())
        assert sentence.endswith(".")
        assert "a court" in sentence


def test_a_sentence_of_hostile_words_is_only_words(sample: Release) -> None:
    hostile = r"\1 {who} (a|b)* <script>"
    one = rows(sample, "killed-government", "killed-groups")
    made = told(one.assign(attribution=hostile, measure_name=hostile, statement=hostile))
    assert hostile in made
    assert say("several.rules", name="") in made

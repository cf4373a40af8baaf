"""The table: words find figures however they are spelt, filters leave out the rest, and nothing found says what would help."""

from __future__ import annotations

import csv
import io
import re

import pytest

from dashboard import data, doubts, problems
from dashboard.data import Release
from dashboard.figure import records
from dashboard.figures import filters, spelling
from dashboard.figures import rows as figure_rows
from dashboard.figures import table as figures_table
from dashboard.figures import view as figures_view
from dashboard.figures.filters import Filters
from dashboard.figures.spelling import folded, nearest, respelt
from dashboard.figures.table import find


def test_what_visitors_type_is_not_kept(sample: Release) -> None:
    """Memory does not grow with what is asked for."""
    for number in range(60):
        find(Filters(q=f"unheardof{number}"), sample)
        figures_table.suggestions(f"unheard-of-{number}", sample)
    before = spelling._pairs_of_known.cache_info().currsize
    for number in range(60, 120):
        find(Filters(q=f"unheardof{number}"), sample)
        figures_table.suggestions(f"unheard-of-{number}", sample)
    assert spelling._pairs_of_known.cache_info().currsize == before
    for name in ("_find", "_mask_of", "_meant"):
        remembered = vars(sample)[f"{figures_table.__name__}.{name}"]
        assert remembered.cache_info().currsize == figures_table.MOST_KEPT


def ids(chosen: Filters, release: Release) -> list[str]:
    return [str(name) for name in release.figures["figure_id"].iloc[find(chosen, release).rows]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rapporteur", {"young-held"}),
        ("RAPPORT", {"young-held"}),
        ("6,200", {"killed-government"}),
        ("6200", {"killed-government"}),
        ("as high as 30,000", {"killed-groups"}),
        ("attorney general", {"share-us-two"}),
        ("harvest philippines", {"harvest-slump"}),
        ("killed government", {"killed-government"}),
    ],
)
def test_words_are_found_in_statement_quote_measure_place_and_source(
    sample: Release, words: str, found: set[str]
) -> None:
    assert set(ids(Filters(q=words), sample)) == found


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("USA", "USA"), ("usa", "USA"), ("US", "USA"), ("u.s.", "USA"), ("U.S.A.", "USA"), ("united states", "USA"),
        ("states UNITED", "USA"), ("america", "USA"), ("PHL", "PHL"), ("phillipines", "PHL"),
        ("M49:035", "M49:035"), ("WORLD", "WORLD"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_its_code_its_name_and_what_else_it_is_called(
    sample: Release, words: str, code: str
) -> None:
    of_place = set(sample.figures["figure_id"][sample.figures["region"] == code])
    found = set(ids(Filters(q=words), sample))
    assert of_place <= found
    others = sample.figures[sample.figures["figure_id"].isin(list(found - of_place))]
    # Of other places only those are found that say the words themselves.
    assert all(
        folded(words).split()[-1][:5] in folded(f"{text} {base}")
        for text, base in zip(others["statement"], others["base"], strict=True)
    )


@pytest.mark.parametrize("code", ["USA", "GBR", "PHL", "SGP"])
def test_a_place_of_the_shipped_figures_is_found_by_its_code_alone(code: str) -> None:
    release = data.current()
    of_place = release.figures["figure_id"][release.figures["region"] == code]
    assert len(of_place)
    assert set(of_place) == set(ids(Filters(q=code.lower()), release))


@pytest.mark.parametrize(("short", "long"), [("uk", "united kingdom"), ("US", "united states")])
def test_a_short_name_is_a_word_and_not_the_beginning_of_another(short: str, long: str) -> None:
    """People who use drugs are in every country."""
    release = data.current()
    found, meant = set(ids(Filters(q=short), release)), set(ids(Filters(q=long), release))
    assert meant <= found
    for statement in release.figures["statement"][release.figures["figure_id"].isin(list(found - meant))]:
        assert short.upper() in statement


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("civil liberties union", "attribution"), ("Second Institute", "publisher"), ("hispanic", "group_name"),
        ("use and supply", "theme"), ("POLICING arrests", "theme"), ("law ratio", "measure_name"),
    ],
)  # fmt: skip
def test_a_figure_is_found_by_who_says_it_whom_it_is_of_and_where_it_stands(
    sample: Release, words: str, column: str
) -> None:
    names = sample.themes.set_index("theme")["name"]
    told = sample.figures[column].map(names) if column == "theme" else sample.figures[column]
    holding = [all(f" {word}" in folded(str(cell)) for word in folded(words).split()) for cell in told]
    assert any(holding)
    assert set(sample.figures["figure_id"][holding]) <= set(ids(Filters(q=words), sample))


@pytest.mark.parametrize(
    ("words", "taken_for"),
    [
        ("filipines", "philippines"),
        ("rapportur", "rapporteur"),
        ("goverment", "government"),
        ("harvset", "harvest"),
    ],
)
def test_a_word_spelt_otherwise_finds_what_it_is_most_like(
    sample: Release, words: str, taken_for: str
) -> None:
    found = find(Filters(q=words), sample)
    assert dict(found.respelt) == {words: (taken_for,)}
    assert ids(Filters(q=words), sample) == ids(Filters(q=taken_for), sample) != []


def test_a_word_that_is_there_is_taken_as_it_is(sample: Release) -> None:
    assert find(Filters(q="harvest"), sample).respelt == {}


@pytest.mark.parametrize("words", ["zzzzzz", "qx", "x" * 100])
def test_a_word_like_none_finds_nothing(sample: Release, words: str) -> None:
    assert ids(Filters(q=words), sample) == []


@pytest.mark.parametrize(
    ("text", "as_searched"),
    [
        ("At least 6,200", " at least 6200 "),
        ("Réfugiés – UNODC’s", " refugies unodc s "),
        ("the U.S. and the U.K.", " the us and the uk "),
        ("e.g. 3.5", " eg 3 5 "),
        ("3,4 and 1.5", " 34 and 1 5 "),
        ("—", " "),
        ("", " "),
    ],
)
def test_text_is_searched_without_accents_marks_and_capitals(text: str, as_searched: str) -> None:
    assert folded(text) == as_searched


def test_the_nearest_word_comes_first_and_what_is_much_less_like_it_not_at_all() -> None:
    assert nearest("heroine", ["heroin", "routine", "heroism"]) == ["heroin"]
    assert nearest("abc", ["abd"]) == []
    assert nearest("opuim", ["opium", "option"]) == ["opium"]


@pytest.mark.parametrize(
    ("word", "words", "taken_for"),
    [
        ("zebra", ["bra", "zero", "brazil"], []),
        ("court", ["count", "our"], ["count"]),
        ("reality", ["mortality", "penalty"], []),
        ("filipines", ["philippines"], ["philippines"]),
        ("ocaine", ["cocaine"], []),
        ("prisn", ["prison", "prisons"], ["prison"]),
        ("portgual", ["portugal"], ["portugal"]),
    ],
)
def test_only_a_slip_of_the_pen_is_taken_for_another_word(
    word: str, words: list[str], taken_for: list[str]
) -> None:
    assert respelt(word, words) == taken_for


def test_a_word_that_only_a_fact_with_a_place_has_is_no_other_word() -> None:
    found = find(Filters(q="International Criminal Court"), data.current())
    assert (len(found.rows), dict(found.respelt), dict(found.places)) == (0, {}, {"PHL": 1})


@pytest.mark.parametrize(
    ("chosen", "places"),
    [
        (Filters(q="Malaysia"), {"MYS": 1}),
        (Filters(q="China"), {"CHN": 1}),
        (Filters(q="Malasia"), {"MYS": 1}),
        (Filters(region="SGP"), {"SGP": 1}),
        (Filters(q="executed"), {"CHN": 1, "IRN": 1, "SAU": 1, "SGP": 1, "VNM": 1}),
        (Filters(q="executed", theme="reform"), {}),
        (Filters(q="Malaysia", kind="share"), {}),
        (Filters(theme="reform"), {}),
        (Filters(q="zebra"), {}),
    ],
)
def test_facts_that_only_name_a_place_are_told_with_the_way_to_the_place(
    chosen: Filters, places: dict[str, int]
) -> None:
    release = data.current()
    assert dict(find(chosen, release).places) == places
    told = figures_view._told(chosen, release)
    for code in places:
        assert f'href="/regions?region={code}"' in told
    assert ('class="named' in told) is bool(places)


def test_where_nothing_is_seen_nothing_is_said_to_be_seen() -> None:
    release = data.current()
    asked = Filters(q="prisn zzzzzz")
    assert find(asked, release).respelt["prisn"]
    assert figures_view._told(asked, release) == ""


@pytest.mark.parametrize("name", filters.NARROWING)
def test_the_figures_of_a_filters_choices_are_all_figures_once(sample: Release, name: str) -> None:
    codes = [code for code in filters.options(sample)[name] if (name, code) != ("doubt", filters.ANY)]
    choices = [Filters().having(**{name: code}) for code in codes]
    shown = [figure for chosen in choices for figure in ids(chosen, sample)]
    standing = sample.figures if name != "document" else sample.figures[sample.figures["document"].notna()]
    assert len(choices) >= 2
    assert sorted(shown) == sorted(standing["figure_id"])


def test_filters_together_let_through_what_each_of_them_does(sample: Release) -> None:
    both = ids(Filters(theme="prisons", region="USA"), sample)
    assert both == [
        name for name in ids(Filters(theme="prisons"), sample) if name in ids(Filters(region="USA"), sample)
    ]
    assert both


def test_in_question_is_what_has_a_part_in_a_problem(sample: Release) -> None:
    troubled = {name for row in problems.every(sample) for name in problems.figures(row)}
    assert set(ids(Filters(doubt="yes"), sample)) == troubled != set()
    assert ids(Filters(doubt="contradiction"), sample) == ["harvest-fall", "harvest-jump"]
    assert ids(Filters(doubt="context"), sample) == ["freed"]


def test_the_order_is_by_theme_unless_another_is_chosen(sample: Release) -> None:
    assert ids(Filters(), sample) == list(sample.figures["figure_id"])
    latest = records(sample.figures.iloc[find(Filters(order="latest"), sample).rows])
    days = [figure.period_end or figure.period_start for figure in latest]
    stated = [day for day in days if day]
    assert stated == sorted(stated, reverse=True)
    assert days[: len(stated)] == stated
    for order, column in (("place", "region_name"), ("document", "title")):
        rows = sample.figures.iloc[find(Filters(order=order), sample).rows][column].dropna()
        assert list(rows) == sorted(rows, key=str.casefold)


def test_every_figure_stands_on_one_page(sample: Release) -> None:
    pages = find(Filters(), sample).pages
    shown = [
        f.figure_id for page in range(1, pages + 1) for f in figures_table.on_page(Filters(page=page), sample)
    ]
    assert pages > 1
    assert shown == list(sample.figures["figure_id"])


def test_a_page_beyond_the_last_is_the_last(sample: Release) -> None:
    assert figures_table.page_of(Filters(page=999), sample) == find(Filters(), sample).pages
    assert figures_table.page_of(Filters(q="zzzzzz", page=9), sample) == 1


def test_nothing_found_says_how_many_there_would_be_without_each_filter(sample: Release) -> None:
    none = Filters(theme="policing", region="PHL", kind="count")
    assert ids(none, sample) == []
    told = dict(figures_table.advice(none, sample))
    left = {name: len(ids(none.without(name), sample)) for name in none.narrowing}
    assert told == {name: number for name, number in left.items() if number}
    assert 0 < len(told) < 3


def test_where_no_single_filter_is_to_blame_none_is_named(sample: Release) -> None:
    assert figures_table.advice(Filters(q="zzzzzz", theme="empty"), sample) == ()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("killed-goverment", "killed-government"), ("SHARE-WORLDS", "share-world"), ("x" * 60_000, None)],
)
def test_a_name_no_figure_has_brings_the_nearest(sample: Release, asked: str, meant: str | None) -> None:
    found = figures_table.suggestions(asked, sample)
    assert meant in found if meant else found == ()


def test_the_table_leads_to_each_figure_and_says_what_is_not_stated(sample: Release) -> None:
    shown = records(sample.figures)
    told = figure_rows.table(shown, figures_table.in_doubt(sample))
    for figure in shown:
        assert f'href="/figures?figure={figure.figure_id}"' in told
    assert told.count('<th scope="row">') == len(shown)
    assert "not stated" in told
    assert 'href="/sources?show=problems&amp;problem=harvest"' in told
    assert "Does not add up" in told


def test_a_row_shows_every_kind_of_point_that_its_figure_has() -> None:
    release = data.current()
    in_doubt, several = figures_table.in_doubt(release), 0
    for figure in records(release.figures):
        points = in_doubt.get(figure.figure_id, ())
        labels = {doubts.label(row, [figure.figure_id]) for row in points}
        for told in (figure_rows.table([figure], in_doubt), figure_rows.short_list([figure], in_doubt)):
            assert set(re.findall(r"problem=[^>]*>([^<]+)</a></p>", told)) == labels
            assert told.count('class="in-doubt') == len(labels)
        several += len(labels) > 1
    assert several


def test_a_claim_beside_its_source_does_not_name_it_twice(sample: Release) -> None:
    claims = {figure.figure_id: figure.claim for figure in records(sample.figures)}
    assert claims["young-held"] == "Hundreds of young people serve long sentences."
    assert claims["law-18"] == "The law sets a ratio of 18 to 1."
    assert claims["share-world"] == "About 20% of people in prison are held for a drug offence."
    assert claims["arrests-a-year"].endswith("computed from figures given by First Institute.")


def test_the_rows_come_along_as_csv_in_their_order_with_a_minus_that_is_a_number(sample: Release) -> None:
    chosen = Filters(kind="change", order="place")
    rows = list(csv.DictReader(io.StringIO(figures_view.as_csv(chosen, sample).decode())))
    assert [row["figure_id"] for row in rows] == ids(chosen, sample)
    assert {"-25", "-40"} <= {row["value"] for row in rows}


def test_each_row_that_comes_along_carries_the_labels_of_its_points() -> None:
    release = data.current()
    rows = list(csv.DictReader(io.StringIO(figures_view.as_csv(Filters(), release).decode())))
    by_figure = problems.by_figure(release)
    assert {row["figure_id"]: row["points"] for row in rows} == {
        name: doubts.labels(by_figure.get(name, ()), [name]) for name in release.statements
    }
    assert "Cannot both hold · Does not hold" in {row["points"] for row in rows}
    assert "" in {row["points"] for row in rows}


def test_no_markup_comes_from_the_data(sample: Release) -> None:
    hostile = sample.figures.head(1).assign(
        statement="<img src=x>",
        quote="<b>",
        attribution="<i>",
        region_name="<u>",
        title="<s>",
        document='"><p>',
    )
    told = figure_rows.table(records(hostile), {}) + figure_rows.short_list(
        records(hostile), {}, with_base=True
    )
    for tag in ("<img", "<b>", "<i>", "<u>", "<s>", '"><p>'):
        assert tag not in told

"""Proposals: what the words around a number and earlier rows suggest for each cell, and why."""

import re
import time
from collections.abc import Sequence

import pytest

from benchmarks import proposals as benchmark
from etl.phrases import find
from etl.proposals import Known, Proposal, propose
from etl.proposals.propose import COLUMNS
from etl.schema import TABLES
from tests.etl.small import VOCABULARY, Small

REGIONS = [
    ["MEX", "Mexico", "Mexico", "country", "M49:013", "484"], ["NER", "Niger", "Niger", "country", "WORLD", "562"],
    ["NGA", "Nigeria", "Nigeria", "country", "WORLD", "566"], ["M49:013", "Central America", "Central America", "un_region", "M49:019", "013"],
    ["M49:150", "Europe", "Europe", "un_region", "WORLD", "150"], ["PRT", "Portugal", "Portugal", "country", "M49:150", "620"],
]  # fmt: skip
GROUPS = [
    ["women", "Women", "women", "gender", "3", "Women"],
    ["young_women", "Young women", "young women", "gender", "4", "Young"],
]


def known(*figures: dict[str, str], texts: dict[str, str] | None = None, document: str = "") -> Known:
    tables = {
        noun: [dict(zip(TABLES[noun].needed, row, strict=True)) for row in rows]
        for noun, rows in VOCABULARY.items()
    }
    tables["regions"] += [dict(zip(TABLES["regions"].names, row, strict=True)) for row in REGIONS]
    tables["groups"] += [dict(zip(TABLES["groups"].names, row, strict=True)) for row in GROUPS]
    return Known({**tables, "figures": list(figures)}, texts or {}, document)


def with_reasons(held: Known, names: Sequence[str] = ("repeat", "date", "ordinal", "age")) -> Known:
    reasons = [{"reason": name} for name in names]
    return Known({**held.tables, "reasons": reasons}, held.texts, held.document)


def figure(**cells: str) -> dict[str, str]:
    empty = dict.fromkeys(
        ("document", "base", "attribution", "original", "region", "period", "quote", "measure"), ""
    )
    return {**empty, "figure_id": "earlier", "start": "0", **cells}


def proposed(text: str, quote: str, knowing: Known | None = None) -> Proposal:
    phrase = next(phrase for phrase in find(text) if quote in phrase.reading.text)
    return propose(text, phrase, knowing or known())


def values(proposal: Proposal, column: str) -> list[str]:
    return [candidate.value for candidate in getattr(proposal, column)]


@pytest.mark.parametrize(
    ("text", "quote", "first"),
    [
        ("At least 4,300 people are held in prisons.", "At least 4,300", "held"),
        ("Of those in prison 45% are held for long.", "45%", "share_held"),
        ("The number of people held rose by 45%.", "45%", "held_change"),
        ("Someone is arrested every 25 seconds.", "every 25 seconds", "arrest_interval"),
        ("A law was passed in 1986 by the house.", "1986", "law_passed"),
        ("The ratio in the law is 100:1 for both.", "100:1", "ratio_in_law"),
        ("Police made 90,000 arrests in a year.", "90,000", "arrests_a_year"),
    ],
)
def test_the_measure_is_one_whose_words_are_near_and_whose_unit_fits(
    text: str, quote: str, first: str
) -> None:
    assert values(proposed(text, quote), "measure")[0] == first


def test_an_earlier_row_teaches_the_words_of_its_measure() -> None:
    text = "In all 200 inmates got clemency."
    assert "pardoned" not in values(proposed(text, "200"), "measure")
    body = "The governor granted clemency to 300 of them."
    earlier = figure(document="old", quote="300", start=str(body.index("300")), measure="pardoned")
    found = proposed(text, "200", known(earlier, texts={"old": body})).measure
    assert found[0].value == "pardoned"
    assert "“clemency”" in found[0].why


@pytest.mark.parametrize(
    ("text", "quote", "regions"),
    [
        ("In Mexico 500 people were held.", "500", ["MEX", "NOT-STATED", "WORLD"]),
        ("Mexican police held 500 people.", "500", ["MEX", "NOT-STATED", "WORLD"]),
        ("Nigerian courts held 500 people.", "500", ["NGA", "NOT-STATED", "WORLD"]),
        ("The U.S. held 500 people, Portugal 20.", "500", ["USA", "PRT", "NOT-STATED"]),
        ("Of people held worldwide 500 were freed.", "500", ["WORLD", "NOT-STATED"]),
        ("Portugal changed its law. Since then 500 were freed.", "500", ["PRT", "NOT-STATED", "WORLD"]),
        ("Case study: Portugal\nIn all 500 were freed.", "500", ["PRT", "NOT-STATED", "WORLD"]),
        ("Laws of 29 countries changed, as in Portugal.", "29", ["WORLD", "PRT", "NOT-STATED"]),
        ("In Mexico, the USA and the Central American states 500 were freed.", "500", ["M49:013", "M49:019", "NOT-STATED"]),
        ("In all 500 were freed.", "500", ["NOT-STATED", "WORLD"]),
    ],
)  # fmt: skip
def test_the_region_is_named_nearby_or_not_stated(text: str, quote: str, regions: list[str]) -> None:
    assert values(proposed(text, quote), "region") == regions


@pytest.mark.parametrize(
    ("text", "quote", "groups", "compared"),
    [
        ("Some 45% of women are held.", "45%", ["women", ""], [""]),
        ("Red people are held 3 times as often as blue people.", "3 times", ["red", ""], ["blue", "", "red"]),
        ("Young women were 45% of all.", "45%", ["young_women", "women", ""], [""]),
        ("Some 45% are held. Most are women.", "45%", ["", "women"], [""]),
    ],
)  # fmt: skip
def test_groups_stand_before_and_after_a_comparison(
    text: str, quote: str, groups: list[str], compared: list[str]
) -> None:
    found = proposed(text, quote)
    assert values(found, "group")[: len(groups)] == groups
    assert values(found, "comparison_group")[: len(compared)] == compared


@pytest.mark.parametrize(
    ("text", "quote", "first"),
    [
        ("In 2003 some 500 people were held, and 600 by 2017.", "500", "2003"),
        ("In 2003 some 500 people were held, and 600 by 2017.", "600", "2017"),
        ("Between 2016 and 2017 some 500 were held.", "500", "2016..2017"),
        ("In the 1980s and 1990s some 500 were held.", "500", "1980..1999"),
        ("In 2019/20 some 500 were held.", "500", "2019/20"),
        ("Since June 2016 some 500 were held.", "500", "2016-06.."),
        ("On 3 May 2016 some 500 were held.", "500", "2016-05-03"),
        ("On May 3, 2016 some 500 were held.", "500", "2016-05-03"),
        ("Possession has been no crime since 2001.", "2001", "2001"),
        ("In June 2016 it began. Since then 500 were held.", "500", "2016-06.."),
        ("A title\n\nAna Li • May 2, 2024\n\nThe court today freed 500 people.", "500", "2024-05-02"),
        ("Some 500 people were held.", "500", "not stated"),
        ("It began in 2016.\nSome 500 people were held.", "500", "not stated"),
    ],
)
def test_the_period_is_the_nearest_time_of_the_sentence(text: str, quote: str, first: str) -> None:
    assert values(proposed(text, quote), "period")[0] == first


def test_a_time_elsewhere_is_offered_after_not_stated() -> None:
    assert values(proposed("It began in 2016.\nSome 500 people were held.", "500"), "period") == [
        "not stated",
        "2016",
    ]


@pytest.mark.parametrize(
    ("text", "quote", "first"),
    [
        ("According to the Prison Bureau, 500 were held.", "500", "the Prison Bureau"),
        ("The government acknowledged 500 cases.", "500", "the government"),
        ("A study by the Bureau of Prisons found 500 cases.", "500", "the Bureau of Prisons"),
        ("An Amnesia International report found 500 cases.", "500", "Amnesia International"),
        (
            "The Prison Reform Bureau looked. In all 500 were held, the Bureau said.",
            "500",
            "the Prison Reform Bureau",
        ),
        ("A report by the Bureau came out. There were “500 cases,” the report says.", "500", "the Bureau"),
        ("In all 500 were held. They say so.", "500", "not stated"),
        ("In all 500 were held.", "500", "not stated"),
    ],
)
def test_the_attribution_is_whom_the_sentence_credits(text: str, quote: str, first: str) -> None:
    assert values(proposed(text, quote), "attribution")[0] == first


def test_earlier_rows_give_names_bases_and_originals() -> None:
    earlier = figure(
        measure="share_held",
        base="people in prison",
        attribution="the Bureau of Prisons",
        original="Journal of Prisons",
    )
    text = "Data of the Bureau of Prisons in the Journal of Prisons show that 45% are held."
    found = proposed(text, "45%", known(earlier))
    assert values(found, "base")[0] == "people in prison"
    assert "the Bureau of Prisons" in values(found, "attribution")
    assert values(found, "original")[0] == "Journal of Prisons"


def test_the_row_above_in_the_same_paragraph_is_followed() -> None:
    text = "In Portugal the Bureau counts: 300 in May, and 500 later.\nAnd 700 in all."
    above = figure(
        document="new",
        figure_id="a",
        start=str(text.index("300")),
        region="PRT",
        period="2016-05",
        attribution="the Bureau",
    )
    knowing = known(above, document="new")
    found = proposed(text, "500", knowing)
    assert "2016-05" in values(found, "period")
    assert ("the Bureau", "as in the row above, a") in found.attribution
    assert not any("row above" in candidate.why for candidate in proposed(text, "700", knowing).region)


@pytest.mark.parametrize(
    ("text", "quote", "bases"),
    [
        ("Some 45% of the people in custody are held.", "45%", ["people in custody", "not stated", ""]),
        ("Some 45% are held.", "45%", ["not stated", ""]),
        ("Some 500 people are held.", "500", ["", "not stated"]),
    ],
)  # fmt: skip
def test_the_base_is_in_the_words_after_a_share(text: str, quote: str, bases: list[str]) -> None:
    assert values(proposed(text, quote), "base") == bases


def test_a_publication_is_offered_and_none_comes_first_where_none_is_named() -> None:
    text = "A study published in the Journal of Drug Studies found 500 cases."
    assert values(proposed(text, "500"), "original")[0] == "Journal of Drug Studies"
    assert values(proposed("In all 500 cases.", "500"), "original") == [""]


@pytest.mark.parametrize(
    "text",
    [
        "5",
        "5 " + "report by the " * 20_000,
        "“" * 20_000 + " 5",
        "A" * 50_000 + " 5",
        "In Mexico " * 9_000 + "5 said",
        "5\n" * 9_000,
    ],
)
def test_hostile_text_takes_no_long_time_and_never_more_than_three_candidates(text: str) -> None:
    began = time.process_time()
    phrases = find(text)
    found = propose(text, phrases[-1], known())
    assert time.process_time() - began < 5
    for column in COLUMNS:
        candidates = getattr(found, column)
        assert len(candidates) <= 3
        assert len(set(values(found, column))) == len(candidates)
        assert all(candidate.why for candidate in candidates)


def test_the_benchmark_tries_each_document_without_its_own_rows(
    catalogue: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue.document("other", "Other\n\nIn 2011 there were 600,000 people held.")
    catalogue.figure("other-2011", "other", "600,000", "held", period="2011")
    catalogue.row("record", record_id="r", measure="held", region="USA", period="2012", unit="people")
    assert benchmark.main(catalogue.root, catalogue.texts)
    assert re.search(r"measure +9 +\d+% +\d+%", capsys.readouterr().out)
    assert not benchmark.main(catalogue.root, catalogue.root / "no-such-folder")


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("In 2021 the courts heard cases.", "2021", "date"),
        ("On 4 May 2026 it was published.", "4 May 2026", "date"),
        ("It was the first report.", "first", "ordinal"),
        ("People aged 15 were held.", "15", "age"),
        ("A 15-year-old was held.", "15", "age"),
        ("They heard 4,300 cases.", "4,300", ""),
    ],
)
def test_why_a_phrase_is_no_figure_is_proposed(text: str, quote: str, reason: str) -> None:
    phrase = next(phrase for phrase in find(text) if quote in text[phrase.start : phrase.end])
    found = propose(text, phrase, with_reasons(known())).reason
    assert [candidate.value for candidate in found[:1]] == [reason] * bool(reason)
    # What the vocabulary does not have is not proposed.
    assert propose(text, phrase, with_reasons(known(), ())).reason == ()


def test_words_that_a_figure_of_the_document_says_are_proposed_as_its_repeat() -> None:
    text = "They heard 4,300 cases. All 4,300 cases were heard."
    first, second = find(text)
    row = figure(
        document="courts",
        quote=text[first.start : first.end],
        start=str(first.start),
        figure_id="courts-cases",
    )
    held = with_reasons(known(row, document="courts"))
    assert [one.value for one in propose(text, second, held).reason] == ["repeat"]
    assert "courts-cases" in propose(text, second, held).reason[0].why
    assert propose(text, first, held).reason == ()


def test_words_that_tell_of_publishing_come_before_other_dates() -> None:
    text = "Published by the bureau on 4 May 2026."
    (phrase,) = find(text)
    held = with_reasons(known(), ("date", "publication_date"))
    assert [one.value for one in propose(text, phrase, held).reason] == ["publication_date", "date"]


def test_a_phrase_that_states_the_same_number_otherwise_is_proposed_as_its_repeat() -> None:
    text = "As many as 4,300 cases. The 4,300 cases were heard."
    first, second = find(text)
    row = figure(
        document="courts",
        quote=text[first.start : first.end],
        start=str(first.start),
        figure_id="courts-cases",
    )
    found = propose(text, second, with_reasons(known(row, document="courts")))
    assert [one.value for one in found.repeat_of] == ["courts-cases"]
    assert [one.value for one in found.reason] == ["repeat"]


def test_a_whole_of_another_place_is_not_proposed_for_this_one() -> None:
    share = next(code for code, row in known().measures.items() if row["kind"] == "share")
    text = "In Portugal 21% of the cases were heard."
    phrase = next(one for one in find(text) if "21" in text[one.start : one.end])
    of_portugal, elsewhere = (
        figure(measure=share, base="cases in Portugal"),
        figure(measure=share, base="cases in Mexico"),
    )
    held = known(of_portugal, elsewhere)
    bases = [one.value for one in propose(text, phrase, held, share, "PRT").base]
    assert "cases in Portugal" in bases
    assert "cases in Mexico" not in bases

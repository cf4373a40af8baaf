"""The address of the table: what it asks for is followed, what it cannot mean falls back, and back again it says the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.data import Release
from dashboard.figures import filters
from dashboard.figures.filters import NAMES, Filters, cleaned


def read(release: Release, **values: str | list[str]) -> filters.Asked:
    return filters.read({k: [v] if isinstance(v, str) else v for k, v in values.items()}, release)


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ({}, Filters()),
        ({"q": "prison"}, Filters(q="prison")),
        ({"theme": "prisons", "page": "2"}, Filters(theme="prisons", page=2)),
        ({"region": "phl"}, Filters(region="PHL")),
        ({"document": "second-report", "kind": "share"}, Filters(document="second-report", kind="share")),
        ({"who": "missing", "doubt": "yes"}, Filters(who="missing", doubt="yes")),
        ({"status": "derived", "order": "latest"}, Filters(status="derived", order="latest")),
        ({"q": "  two   words "}, Filters(q="two words")),
        ({"q": "", "theme": ""}, Filters()),
        ({"page": "007"}, Filters(page=7)),
    ],
)
def test_an_address_is_followed_without_a_word(
    sample: Release, address: dict[str, str], meant: Filters
) -> None:
    asked = read(sample, **address)
    assert asked.filters == meant
    assert asked.complaints == ()


@pytest.mark.parametrize("name", [*filters.CHOICES, "page"])
@pytest.mark.parametrize("value", ["nowhere", "<script>", "x" * 60_000, "\x00", "-1", "²", "nan"])
def test_what_is_not_there_falls_back_and_is_told(sample: Release, name: str, value: str) -> None:
    asked = read(sample, **{name: value})
    assert asked.filters == Filters()
    ((wrong, choice),) = asked.complaints
    assert (wrong, choice.complaint) == (name, "unknown")
    assert len(choice.asked) <= 41


def test_more_than_one_value_takes_the_first_that_can_be_meant_and_is_told(sample: Release) -> None:
    asked = read(sample, theme=["nowhere", "policing"], q=["", "one", "two"], page=["x", "3"])
    assert asked.filters == Filters(theme="policing", q="one", page=3)
    assert {(name, choice.complaint) for name, choice in asked.complaints} == {
        ("theme", "several"), ("q", "several"), ("page", "several"),
    }  # fmt: skip


@pytest.mark.parametrize("words", ["x" * 500, "word " * 40])
def test_a_search_too_long_is_shortened_and_told(sample: Release, words: str) -> None:
    asked = read(sample, q=words)
    assert 0 < len(asked.filters.q) <= filters.LONGEST_SEARCH
    assert [(name, choice.complaint) for name, choice in asked.complaints] == [("q", "unknown")]


def test_what_goes_without_saying_is_not_in_the_address() -> None:
    assert Filters().address == {}
    assert Filters(q="a", page=1).address == {"q": "a"}
    assert Filters(theme="prisons", page=2).path == "/figures?theme=prisons&page=2"


def test_a_changed_filter_begins_on_the_first_page() -> None:
    narrow = Filters(q="a", theme="prisons", page=4)
    assert narrow.without("q") == Filters(theme="prisons")
    assert narrow.having(kind="share").page == 1


def test_an_address_says_what_was_read_from_it(sample: Release) -> None:
    for code in filters.options(sample)["region"]:
        asked = Filters(q="people", region=code, order="place", page=2)
        assert read(sample, **asked.address).filters == asked


def test_documents_of_one_title_are_told_apart(sample: Release) -> None:
    documents = sample.documents.assign(title="One title", publisher=["A house", "A house"])
    alike = replace(sample, documents=documents)
    assert list(filters.options(alike)["document"].values()) == [
        "One title (A house)",
        "One title (A house) (2)",
    ]


@given(st.dictionaries(st.sampled_from([*NAMES, "figure"]), st.lists(st.text(), max_size=3)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_nothing_in_an_address_can_raise(sample: Release, values: dict[str, list[str]]) -> None:
    asked = filters.read(values, sample)
    assert asked.filters.page >= 1
    assert cleaned(asked.filters.q) == asked.filters.q
    assert all(choice.asked.isprintable() for _, choice in asked.complaints)

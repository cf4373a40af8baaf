"""What a page is about, for machines that run no script: true of what the page shows, for any address."""

from __future__ import annotations

import pytest

from dashboard import themes
from dashboard.data import Release
from dashboard.figure import records
from dashboard.places import regions
from dashboard.web import facts
from dashboard.web.preview import description, preview
from dashboard.words import say


def test_a_figure_is_told_by_its_sentence_and_its_words(committed: Release) -> None:
    for figure in records(committed.figures):
        for page in ("figures", "themes", "regions"):
            told = preview(page, {"figure": [figure.figure_id]}, committed)
            assert told.title == figure.statement
            assert figure.derived or f"“{figure.quote}”" in told.description
            assert not figure.derived or (figure.formula or "?") in told.description
            assert told.canonical == f"/figure/{figure.figure_id}"


def test_what_speaks_against_a_figure_is_told_before_its_words(committed: Release) -> None:
    doubted = 0
    for figure in records(committed.figures):
        told = preview("figures", {"figure": [figure.figure_id]}, committed).description
        doubt = facts.doubt(figure, committed)
        assert told.startswith(doubt)
        assert told.endswith(description(figure))
        doubted += bool(doubt)
    assert doubted


def test_a_theme_and_a_place_are_told_by_their_names_and_what_there_is(committed: Release) -> None:
    for code, name in themes.names(committed).items():
        told = preview("themes", {"theme": [code]}, committed)
        assert (told.title, told.canonical) == (name, f"/themes?theme={code}")
        assert themes.question(code, committed) in told.description
    for code in regions.names(committed):
        told = preview("regions", {"region": [code]}, committed)
        assert told.title == regions.title(code, committed)
        assert told.description


def test_a_problem_is_told_by_its_summary(committed: Release) -> None:
    for row in committed.problems.to_dict("records"):
        told = preview("sources", {"show": ["problems"], "problem": [row["problem_id"]]}, committed)
        assert told.description == row["summary"]


@pytest.mark.parametrize(
    "page", ["overview", "themes", "regions", "figures", "sources", "nowhere", "", "<script>", "x" * 60_000]
)
@pytest.mark.parametrize(
    "query",
    [
        {}, {"figure": ["nowhere"]}, {"figure": []}, {"figure": [""]}, {"theme": ["\x00"]}, {"region": ["<script>"]}, {"figure": ["a" * 60_000]},
        {"theme": ["killings", "prisons"]}, {"problem": ["harvest", "x"]}, {"nothing": ["x"]}, {"figure": ["\ud800"]},
    ],
)  # fmt: skip
def test_nothing_in_an_address_can_raise_or_be_repeated(
    two: Release, page: str, query: dict[str, list[str]]
) -> None:
    told = preview(page, query, two)
    assert told.title
    assert told.description
    assert told.canonical.startswith("/")
    assert "<script>" not in told.title + told.description + told.canonical
    assert len(told.canonical) < 200


def test_the_front_page_is_told_by_the_name_of_the_site(committed: Release) -> None:
    told = preview("overview", {}, committed)
    assert (told.title, told.canonical) == (say("site.name"), "/")


def test_the_setting_makes_the_canonical_address_whole(
    committed: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_ADDRESS", "https://site.example/")
    assert (
        preview("regions", {"region": ["PHL"]}, committed).canonical
        == "https://site.example/regions?region=PHL"
    )

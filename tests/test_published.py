"""The committed release is what the catalogue builds, and holds what the documents are known for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.gate import validate
from etl.intervals import allowed
from etl.pipeline import citations, draft
from etl.publish import write_release
from etl.releases import current_name, read_tables, release_folder, verify
from etl.statement import plain

DATASETS = Path(__file__).resolve().parent.parent / "datasets"


def test_the_committed_release_is_byte_for_byte_what_the_catalogue_builds(tmp_path: Path) -> None:
    name = current_name(DATASETS)
    assert name, "no release is committed; run make build"
    verify(release_folder(DATASETS, name))
    made = draft(DATASETS)
    assert made.faults == ()
    assert validate(made.tables) == []
    assert write_release(tmp_path, made.tables, citations(made.cards)) == name, (
        "the committed release is stale; run make build"
    )
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert fresh == {path.name: path.read_bytes() for path in release_folder(DATASETS, name).iterdir()}


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, object]]:
    name = current_name(DATASETS)
    assert name
    return {
        row["figure_id"]: row for row in read_tables(release_folder(DATASETS, name))["figures"].to_pylist()
    }


@pytest.mark.parametrize(
    ("figure", "value", "lower", "upper", "qualifier", "region"),
    [
        ("inn-drug-users-2003", 185e6, None, None, "approximately", "WORLD"),
        ("inn-drug-users-2017", 271e6, 271e6, 271e6, "exact", "WORLD"),
        ("amnesty-world-prisoners-drug-share", 20, None, None, "approximately", "WORLD"),
        ("amnesty-usa-cannabis-arrest-ratio", 3, 3, None, "more_than", "USA"),
        ("amnesty-philippines-killings-government", 6200, 6200, None, "at_least", "PHL"),
        ("amnesty-philippines-killings-rights-groups", 30_000, None, 30_000, "up_to", "PHL"),
        ("derived-philippines-rival-multiple", 30_000 / 6200, None, 30_000 / 6200, "up_to", "PHL"),
    ],
)
def test_the_figures_the_site_is_known_for_are_published_as_stated(
    figures: dict[str, dict[str, object]],
    figure: str,
    value: float,
    lower: float | None,
    upper: float | None,
    qualifier: str,
    region: str,
) -> None:
    row = figures[figure]
    assert (row["value"], row["lower"], row["upper"], row["qualifier"], row["region"]) == (
        value,
        lower,
        upper,
        qualifier,
        region,
    )


@pytest.mark.parametrize(
    ("check", "figures_concerned"),
    [
        (
            "change_against_endpoints",
            {"clemency-prison-jail-change", "clemency-prison-jail-1980", "clemency-prison-jail-latest"},
        ),
        (
            "parts_of_a_whole",
            {
                "clemency-state-drug-convictions-black",
                "clemency-state-drug-convictions-white",
                "clemency-state-drug-convictions-hispanic",
            },
        ),
        ("two_changes_of_one_span", {"inn-opium-change-2017", "inn-opium-change-2016-2017"}),
        (
            "different_bases",
            {"amnesty-usa-prisoners-nonviolent-drug-share", "clemency-usa-nonviolent-drug-share"},
        ),
        ("headline_against_body", {"commutations-pardons-headline", "commutations-nonviolent-drug"}),
        ("superseded", {"clemency-crack-powder-1986"}),
    ],
)
def test_the_problems_of_the_five_documents_are_found_by_rule(
    check: str, figures_concerned: set[str]
) -> None:
    name = current_name(DATASETS)
    assert name
    rows = read_tables(release_folder(DATASETS, name))["problems"].to_pylist()
    found = [
        row for row in rows if row["check"] == check and set(row["figures"].split("; ")) == figures_concerned
    ]
    assert [row["found_by"] for row in found] == ["rule"]


@pytest.mark.parametrize(
    ("figure", "operation"),
    [
        ("derived-prison-jail-percent-change", lambda first, last: 100 * (last - first) / first),
        ("derived-prison-jail-change", lambda first, last: last - first),
        ("derived-prison-jail-multiple", lambda first, last: last / first),
    ],
)
def test_what_a_note_says_that_rounding_allows_is_what_it_allows(
    figures: dict[str, dict[str, object]], figure: str, operation: Callable[[float, float], float]
) -> None:
    first, last = (
        allowed(figures[name]) for name in ("clemency-prison-jail-1980", "clemency-prison-jail-latest")
    )
    assert first
    assert last
    ends = (operation(first.high, last.low), operation(first.low, last.high))
    shown = " to ".join(plain(float(f"{end:.4g}") if end > 100 else round(end, 1)) for end in ends)
    assert shown in str(figures[figure]["note"]).replace("%", "")


def test_every_figure_leads_back_to_its_words(figures: dict[str, dict[str, object]]) -> None:
    reported = [row for row in figures.values() if row["status"] != "derived"]
    assert reported
    assert all(
        row["quote"] and row["document"] and row["paragraph"] and row["start"] is not None for row in reported
    )
    derived = [row for row in figures.values() if row["status"] == "derived"]
    assert derived
    assert all(row["formula"] and row["derived_from"] for row in derived)

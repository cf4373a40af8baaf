"""Adding is easy: a document the repository does not ship, with a measure, a theme and a region of its own, is on every page."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.addresses import of_figure
from etl.pipeline import citations
from etl.publish import locked, publish
from etl.schema import TABLES
from tests.etl.small import VOCABULARY, Small, small, write_csv
from tests.pages.conftest import Visit

BODY = """A note on the harvest of the north

In Iceland 3 of 4 greenhouses were searched in 2019. At least 1,400 lamps were taken away.
Lamps were taken in Greenland too.
"""
NEW = {
    "themes": [["lamps", "Lamps and greenhouses", "Whose lamps are taken away?", "3"]],
    "units": [["lamps", "lamp", "lamps", "One lamp"]],
    "measures": [
        ["lamps_taken", "Lamps taken away", "lamps", "lamps", "count", "Lamps, whoever owned them.", "{Number} lamps were taken away{in_place}{when}", "", "", ""],
        ["share_searched", "Share of greenhouses searched", "lamps", "percent", "share", "Of all greenhouses.", "{Number}{of_base} were searched{in_place}{when}", "", "", ""],
        ["lamps_named", "Lamps were taken", "lamps", "in_words", "event", "A country named.", "Lamps were taken{in_place}", "", "", ""],
    ],
    "regions": [
        ["ISL", "Iceland", "Iceland", "country", "WORLD", "352"],
        ["GRL", "Greenland", "Greenland", "country", "WORLD", "304"],
    ],
}  # fmt: skip


def text(page: AppTest) -> str:
    assert not page.exception
    return unescape(" ".join(str(html.value) for html in page.html))


def publish_now(catalogue: Small) -> str:
    made = catalogue.draft(proven=True)
    assert made.faults == ()
    with locked(catalogue.root):
        name, _ = publish(catalogue.root, made.tables, citations(made.cards))
    return name


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """An invented catalogue, published before the new document comes, and shown."""
    made = small(tmp_path)
    publish_now(made)
    monkeypatch.setenv("DATASETS_DIR", str(made.root))
    return made


def bring(catalogue: Small) -> str:
    """The new words and the new document, by rows alone; the release that then shows them."""
    for noun, rows in NEW.items():
        names = TABLES[noun].needed
        every = (dict(zip(names, row, strict=True)) for row in [*VOCABULARY[noun], *rows])
        write_csv(catalogue.root / "vocabulary" / f"{noun}.csv", names, every)
    catalogue.document("north", BODY, published="2021-03-04")
    catalogue.figure(
        "north-searched", "north", "3 of 4", "share_searched", region="ISL", base="greenhouses", period="2019"
    )
    catalogue.figure(
        "north-lamps",
        "north",
        "At least 1,400",
        "lamps_taken",
        region="ISL",
        attribution="the harvest office",
    )
    catalogue.place("north-greenland", "north", "Greenland", "lamps_named", "GRL", "likely")
    catalogue.set_aside("north", "2019")
    return publish_now(catalogue)


def test_before_the_document_came_no_page_knows_of_it(catalogue: Small, visit: Visit) -> None:
    for page in ("overview", "themes", "regions", "figures", "sources"):
        told = text(visit(page))
        for word in ("Iceland", "Greenland", "lamps", "greenhouses"):
            assert word not in told, (page, word)


def test_the_overview_shows_the_new_theme_document_and_places(catalogue: Small, visit: Visit) -> None:
    release = bring(catalogue)
    told = text(visit("overview"))
    for words in ("Whose lamps are taken away?", "A note on the harvest of the north", "Iceland", release):
        assert words in told, words
    assert "4 March 2021" in told


def test_the_new_theme_shows_the_new_measures_with_their_drawings(catalogue: Small, visit: Visit) -> None:
    bring(catalogue)
    page = visit("themes", theme="lamps")
    told = text(page)
    assert page.pills(key="choice_theme").value == "lamps"
    assert 'class="notice"' not in told
    for name in ("north-searched", "north-lamps"):
        assert f'id="{name}"' in told
        assert f'href="{of_figure(name)}"' in told
    assert told.count("data-plot=") >= 2
    for words in (
        "Lamps, whoever owned them.",
        "the harvest office",
        "Of greenhouses",
        "or more",
        "Greenland",
    ):
        assert words in told, words


def test_the_new_place_can_be_chosen(catalogue: Small, visit: Visit) -> None:
    bring(catalogue)
    assert "Iceland" in text(visit("regions"))
    page = visit("regions", region="ISL")
    assert page.selectbox(key="choice_region").value == "ISL"
    assert all(f'id="{name}"' in text(page) for name in ("north-searched", "north-lamps"))
    assert 'id="north-greenland"' in text(visit("regions", region="GRL"))


def test_each_new_figure_has_its_page_and_its_row(catalogue: Small, visit: Visit) -> None:
    bring(catalogue)
    statements = data.current().statements
    for name in ("north-searched", "north-lamps"):
        assert f'href="{of_figure(name)}"' in text(visit("figures"))
        assert statements[name] in text(visit("figures", figure=name))


def test_the_new_document_has_its_card(catalogue: Small, visit: Visit) -> None:
    bring(catalogue)
    assert "A note on the harvest of the north" in text(visit("sources", show="documents"))
    assert "Publisher of north" in text(visit("sources", show="documents", document="north"))

"""A paragraph of a document in the address: what was read in it stands first, and what is no such paragraph is said."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.addresses import of_figure, of_paragraph
from dashboard.sources import walk
from dashboard.words import say
from tests.pages.conftest import Visit


def told(page: AppTest) -> str:
    """Everything the page says in its own words."""
    assert not page.exception
    return " ".join(str(html.value) for html in page.html)


@pytest.mark.usefixtures("release")
def test_every_paragraph_with_a_figure_holds_the_way_back_to_it() -> None:
    release = data.current()
    rows = release.figures[release.figures["paragraph"].notna()]
    assert len(rows)
    for figure_id, document, paragraph in zip(
        rows["figure_id"], rows["document"], rows["paragraph"], strict=True
    ):
        assert str(int(paragraph)) in walk.numbers(str(document), release)
        assert of_figure(str(figure_id)) in walk.paragraph(str(document), int(paragraph), release)
        assert of_paragraph(str(document), int(paragraph)).endswith(f"&paragraph={int(paragraph)}")


@pytest.mark.usefixtures("release")
def test_the_paragraph_in_the_address_stands_before_all_else_of_its_document(visit: Visit) -> None:
    release = data.current()
    row = release.figures[release.figures["paragraph"].notna()].iloc[0]
    text = told(
        visit("sources", show="documents", document=row["document"], paragraph=str(int(row["paragraph"])))
    )
    first = text.index(f"<h2>{say('sources.paragraph_alone')}</h2>")
    assert first < text.index(say("sources.all_documents"))
    assert re.search(rf"{say('sources.paragraph', paragraph=int(row['paragraph']))}<", text[first:])


@pytest.mark.parametrize(
    "asked", ["0", "99999", "-1", "4.0", "٤", "<script>alert(1)</script>", "é" * 60_000, "\x00"]
)
def test_a_paragraph_in_which_nothing_was_read_is_said_and_the_whole_is_shown(
    visit: Visit, asked: str
) -> None:
    document = str(data.current().documents["document"].iloc[0])
    text = told(visit("sources", show="documents", document=document, paragraph=asked))
    assert "in which nothing was read" in text
    assert say("sources.paragraph_alone") not in text
    assert "<script>alert(1)" not in text


def test_a_paragraph_without_a_document_is_passed_over(visit: Visit) -> None:
    text = told(visit("sources", show="documents", paragraph="4"))
    assert say("sources.paragraph_alone") not in text

"""Citations: they name the figure, the document and the release, and LaTeX prints them as they are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.data import Release
from dashboard.one_figure import citation
from dashboard.one_figure.around import figure
from dashboard.one_figure.citation import Source

HOME = "https://example.org"
SOURCE = Source("A second report", "Second Institute", date(2020, 5, 1), "A. Writer")


def test_a_citation_names_statement_document_publisher_date_release_and_address(sample: Release) -> None:
    one = figure("share-us-two", sample)
    assert citation.text(one, SOURCE, sample.id, HOME) == (
        f"“{one.quote}”, in: A second report, A. Writer, Second Institute, 1 May 2020, paragraph 4; "
        "as stated in The war on drugs in figures, release 2020-sample: "
        f"{one.statement} https://example.org/figure/share-us-two?release=2020-sample"
    )


def test_our_statement_stands_in_no_quotation_marks(sample: Release) -> None:
    for name, stands_in in (("share-us-two", SOURCE), ("arrests-a-year", None)):
        one = figure(name, sample)
        told = citation.text(one, stands_in, sample.id, HOME) + citation.bibtex(
            one, stands_in, sample.id, HOME
        )
        assert re.findall("“([^”]*)”", told) == ([one.quote] * 2 if stands_in else [])


@pytest.mark.parametrize("author", ["not stated", "", None, float("nan")])
def test_an_author_that_is_not_stated_is_left_out(sample: Release, author: object) -> None:
    row = {"title": "T", "publisher": "P", "published": None, "author": author}
    told = citation.text(figure("share-us-two", sample), citation.source(row), sample.id, HOME)
    assert "in: T, P, no date, paragraph 4" in told


def test_what_the_document_does_not_say_is_said_in_the_citation(sample: Release) -> None:
    told = citation.text(figure("share-us-two", sample), Source("T", "", None), sample.id, HOME)
    assert "publisher not stated, no date" in told


def test_a_figure_worked_out_here_cites_this_site(sample: Release) -> None:
    one = figure("arrests-a-year", sample)
    assert "Worked out in The war on drugs in figures" in citation.text(one, None, sample.id, HOME)
    assert "no document prints it" in citation.bibtex(one, None, sample.id, HOME)


def test_a_bibtex_entry_has_its_fields_and_a_key_without_the_release(sample: Release) -> None:
    entry = citation.bibtex(figure("share-us-two", sample), SOURCE, sample.id, HOME)
    assert entry.startswith("@misc{war-on-drugs:share-us-two,\n")
    assert "  author = {{The maintainers of The war on drugs in figures}},\n" in entry
    assert ", in: A second report, A. Writer, Second Institute, 1 May 2020, paragraph 4},\n" in entry
    assert "  url = {https://example.org/figure/share-us-two?release=2020-sample}\n}" in entry
    assert r"Almost 50\% of people" in entry


def test_a_year_that_is_not_stated_is_not_made_up(sample: Release) -> None:
    entry = citation.bibtex(figure("share-world", sample), Source("T", "P", None), sample.id, HOME)
    assert "year =" not in entry
    assert "no date" in entry


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("84% of $7", r"84\% of \$7"),
        ("R&D #1_a", r"R\&D \#1\_a"),
        ("{x} ~ ^", r"\{x\} \textasciitilde{} \textasciicircum{}"),
        ("a\\b", r"a\textbackslash{}b"),
        ("two\nlines", "two lines"),
        ("–25 “é”", "–25 “é”"),
    ],
)
def test_what_latex_would_act_on_is_printed(words: str, written: str) -> None:
    assert citation.escaped(words) == written


@pytest.mark.parametrize("words", ["}{", "\\", "{{{", "%\n}", '"@misc{x,', "a}, note = {b"])
def test_no_text_can_end_a_field_or_an_entry(sample: Release, words: str) -> None:
    one = replace(figure("share-us-two", sample), statement=words, figure_id="odd} name,")
    entry = citation.bibtex(one, Source(words, words, None), sample.id, HOME)
    bare = re.sub(r"\\[{}%&#$_]", "", entry)
    assert bare.count("{") == bare.count("}")
    assert re.match(r"@misc\{war-on-drugs:[A-Za-z0-9.-]+,\n", entry)
    assert [line.split(" =")[0] for line in entry.splitlines()[1:-1]] == [
        "  title", "  author", "  howpublished", "  note", "  url",
    ]  # fmt: skip


def test_the_dataset_is_cited_with_the_release_as_its_version() -> None:
    told, entry = citation.dataset_text("abc", HOME), citation.dataset_bibtex("abc", HOME)
    assert "release abc" in told
    assert "version = {abc}" in entry
    assert "https://example.org/data/datapackage.json?release=abc" in told
    assert "https://example.org/data/datapackage.json?release=abc" in entry


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://example.org/figures?figure=x", "https://example.org"),
        ("http://localhost:8501", "http://localhost:8501"),
        ("javascript:alert(1)", ""),
        ('https://example.org"><script>/', ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_sites_beginning_is_taken_from_a_sane_address_alone(
    url: str | None, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITE_ADDRESS", raising=False)
    assert citation.beginning(url) == home


def test_the_lines_to_embed_a_figure_keep_their_quotation_marks(sample: Release) -> None:
    one = replace(figure("freed", sample), statement='He said "all" & <b>')
    told = citation.embed(one, HOME)
    assert 'src="https://example.org/embed/freed"' in told
    assert 'title="He said &quot;all&quot; &amp; &lt;b>"' in told

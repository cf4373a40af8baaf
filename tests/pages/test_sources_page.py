"""The page of sources: every part and every option, hostile addresses, and a release with other documents and reasons."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import counts, data, outside, problems
from dashboard.addresses import of_document, of_figure, of_problem
from dashboard.sources import coverage, documents, examples, glossary, points, reading, record_table
from dashboard.sources.choices import LONGEST_SEARCH, PARTS
from dashboard.sources.coverage import SORTS
from dashboard.words import known, say, say_number
from etl.checks import CHECKS
from etl.phrases import read
from tests.dashboard.sample_release import DOCUMENTS, PROBLEMS, RECORD, Row, write
from tests.pages.conftest import Visit

HOSTILE = ["<script>alert(1)</script>", "\x00", "%00", "é" * 60_000, "PHL'\"&", "documents;drop", " ", "‮a"]
REASONS: list[Row] = [
    {"reason": "lottery", "name": "Lottery <number>", "meaning": "A number that was drawn"},
    {"reason": "age", "name": "Age", "meaning": "The age of a person"},
]
ASIDE: list[Row] = [
    {
        "document": document, "paragraph": paragraph, "start": start, "quote": quote, "reason": reason,
        "figure_id": figure, "note": None,
    }
    for document, paragraph, start, quote, reason, figure in [
        ("third-report", 1, 5, "number 49", "lottery", None),
        ("third-report", 2, 60, "17 <b>years</b>", "age", None),
        ("third-report", 2, 90, "271 million", "repeat", "users-2017"),
    ]
]  # fmt: skip
THIRD = {
    **DOCUMENTS[1],
    "document": "third-report", "title": "A third <i>report</i>", "address": "https://example.org/third?a=1&b=2", "language": "fr",
    "author": "A writer", "phrases_set_aside": 3,
}  # fmt: skip


def text(page: AppTest) -> str:
    """Everything the page says in its own words."""
    return " ".join(str(html.value) for html in page.html)


def assert_sound(page: AppTest) -> None:
    assert not page.exception
    told = text(page)
    assert told.count("<h1") == 1
    for leak in ("nan", "None", "NaT", "Traceback"):
        assert not any(shape in told for shape in (f">{leak}<", f" {leak} ", f"“{leak}”")), leak


@pytest.fixture
def third(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release with one more document, in another language, whose phrases are set aside for reasons of its own."""
    folder = write(tmp_path, documents=[*DOCUMENTS, THIRD], set_aside=ASIDE, reasons=REASONS)
    monkeypatch.setenv("DATASETS_DIR", str(folder))
    return folder


@pytest.mark.usefixtures("release")
class TestEveryPart:
    """On the committed release and on the invented one."""

    @pytest.mark.parametrize("part", PARTS)
    def test_shows_itself_at_its_own_address(self, visit: Visit, part: str) -> None:
        page = visit("sources", show=part)
        assert_sound(page)
        assert page.pills(key="choice_show").value == part
        assert 'class="notice"' not in text(page)

    def test_is_reached_by_the_control(self, visit: Visit) -> None:
        page = visit("sources")
        for part in [*PARTS[1:], PARTS[0]]:
            page.pills(key="choice_show").set_value(part).run()
            assert_sound(page)
            assert page.query_params["show"] == part

    @pytest.mark.parametrize("name", ["show", "document", "problem", "check", "theme", "q"])
    def test_says_so_where_the_address_is_not_followed(self, visit: Visit, name: str) -> None:
        page = visit("sources", **{name: HOSTILE[0]})
        assert_sound(page)
        assert "<script>alert" not in text(page)
        assert ('class="notice"' in text(page)) == (name != "q")

    @pytest.mark.parametrize("part", ["", *PARTS])
    def test_takes_a_hostile_address(self, visit: Visit, part: str) -> None:
        page = visit("sources")
        for value in HOSTILE:
            page.query_params.clear()
            page.query_params["show"] = part or value
            for name in ("document", "problem", "check", "theme", "q"):
                page.query_params[name] = value
            assert_sound(page.run())
            assert "<script>alert" not in text(page)

    def test_takes_the_same_choice_twice(self, visit: Visit) -> None:
        page = visit("sources", show=["problems", "record"])
        assert_sound(page)
        assert say("notice.several", shown=say("sources.show_problems")) in text(page)


@pytest.mark.usefixtures("release")
class TestDocuments:
    """The documents with their cards and coverage."""

    def test_each_has_a_page_with_its_card_and_everything_read_in_it(self, visit: Visit) -> None:
        release = data.current()
        for name in release.documents["document"]:
            page = visit("sources", show="documents", document=name)
            assert_sound(page)
            told = text(page)
            assert str(release.documents.set_index("document").loc[name, "sha256"]) in told
            for one in coverage.reads(str(name), release):
                assert not one.name or of_figure(one.name).replace("&", "&amp;") in told

    def test_the_list_leads_to_each(self, visit: Visit) -> None:
        told = text(visit("sources", show="documents"))
        for name in data.current().documents["document"]:
            assert of_document(str(name)).replace("&", "&amp;") in told

    def test_one_is_chosen_by_the_control(self, visit: Visit) -> None:
        page = visit("sources")
        name = str(data.current().documents["document"].iloc[-1])
        page.selectbox(key="choice_document").set_value(name).run()
        assert page.query_params["document"] == name
        assert documents.names(data.current())[name] in text(page).replace("&#x27;", "'")

    def test_the_parts_of_the_coverage_add_up_to_the_phrases(self) -> None:
        release = data.current()
        for name in map(str, release.documents["document"]):
            held = coverage.of(name, release)
            places = {(one.start, one.quote) for one in coverage.reads(name, release) if one.numbered}
            assert held.phrases == sum(number for _, number in held.parts) == len(places)
            assert [sort for sort, _ in held.parts] == [sort for sort in SORTS if sort in dict(held.parts)]

    def test_a_document_is_counted_alike_on_the_overview_and_on_its_card(self) -> None:
        release = data.current()
        lines, cards = documents.lines(release), documents.cards(release)
        for name in map(str, release.documents["document"]):
            held = coverage.of(name, release)
            for told in (lines, cards, documents.page(name, release)):
                assert escape(documents.told(held.said)) in told
            assert escape(documents.aside(held)) in lines
            assert coverage.of(name, release).said == counts.count(
                release.figures[release.figures["document"] == name],
                release.places[release.places["document"] == name],
            )

    def test_what_holds_a_number_phrase_and_what_holds_none_is_all_that_is_said(self) -> None:
        """No phrase of these releases is read as two things, so that the two can be added up."""
        release = data.current()
        for held in (
            *(coverage.of(str(n), release) for n in release.documents["document"]),
            coverage.whole(release),
        ):
            both = held.read + held.besides
            assert (both.numbers, both.words, both.dated, both.places) == (
                held.said.numbers, held.said.words, held.said.dated, held.said.places,
            )  # fmt: skip

    def test_what_is_set_aside_is_what_the_release_counts(self, release: str) -> None:
        table = data.current().documents
        for name, aside in zip(table["document"], table["phrases_set_aside"], strict=True):
            if release == "committed":
                assert coverage.of(str(name), data.current()).aside == aside


class TestAnotherRelease:
    """What the repository does not ship appears by itself."""

    def test_a_new_document_and_its_reasons_appear_by_themselves(self, visit: Visit, third: Path) -> None:
        told = text(visit("sources", show="documents", document="third-report"))
        assert "A third &lt;i&gt;report&lt;/i&gt;" in told
        assert "Lottery &lt;number&gt;" in told
        assert "17 &lt;b&gt;years&lt;/b&gt;" in told
        assert say("coverage.unknown_reason") in told
        assert of_figure("users-2017") in told
        assert say("card.language_fr") in told

    def test_an_address_of_a_document_opens_safely(self, visit: Visit, third: Path) -> None:
        told = text(visit("sources", document="third-report"))
        link = (
            'href="https://example.org/third?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow"'
        )
        assert link in told

    @pytest.mark.parametrize(
        "address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.b", "//a.b", "http://[x"]
    )
    def test_an_address_that_is_none_of_the_webs_is_printed_and_no_link(self, address: str) -> None:
        assert "href" not in outside.link(address, address)

    def test_a_document_of_phrases_set_aside_alone_counts_them(self, third: Path) -> None:
        held = coverage.of("third-report", data.current())
        assert (held.phrases, held.aside, held.read.statements) == (3, 3, 0)

    def test_many_documents_are_a_line_and_a_bar_each(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        many = [
            {**DOCUMENTS[0], "document": f"d-{at}", "title": "One title"} for at in range(documents.MANY + 1)
        ]
        monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, documents=[*DOCUMENTS, *many])))
        release = data.current()
        assert "<dl" not in documents.cards(release)
        assert len(set(documents.names(release).values())) == len(many) + len(DOCUMENTS)


@pytest.mark.usefixtures("release")
class TestPoints:
    """The points in question."""

    def test_each_has_an_address_that_shows_it_first(self, visit: Visit) -> None:
        release = data.current()
        rows = problems.every(release)
        assert rows
        for row in rows:
            told = points.alone(str(row["problem_id"]), release)
            first = told.index('<li id="') + len('<li id="')
            assert told[first:].startswith(str(row["problem_id"]))
        last = rows[-1]
        page = visit("sources", problem=last["problem_id"])
        assert_sound(page)
        assert say("point.followed") in text(page)
        assert page.pills(key="choice_show").value == "problems"

    def test_the_one_that_was_followed_is_open_and_the_others_are_folded(self) -> None:
        release = data.current()
        first = str(problems.every(release)[0]["problem_id"])
        told = points.alone(first, release) + points.page(first, "", "", release)
        assert told.count('<details class="fold long" open>') == 1
        assert told.index("<details") == told.index('<details class="fold long" open>')
        assert told.count('<details class="fold long">') == len(problems.every(release))

    def test_with_the_one_that_was_followed_the_others_of_its_kind_are_as_many_as_the_title_says(
        self,
    ) -> None:
        release = data.current()
        for row in problems.every(release):
            told = points.page(str(row["problem_id"]), "", "", release)
            for kind in problems.KINDS:
                tally = re.findall(rf'<h2 id="{kind}">[^<]*<span class="tally">([^<]*)</span>', told)
                all_of_them = len(problems.of_kind(kind, problems.every(release)))
                own = kind == row["kind"]
                told_as = say("point.more", number=all_of_them - 1) if own else str(all_of_them)
                assert tally == ([] if own and all_of_them == 1 else [told_as])

    def test_each_is_complete(self) -> None:
        release = data.current()
        told = (
            points.page("", "", "", release)
            .replace("&amp;", "&")
            .replace("&#x27;", "'")
            .replace("&quot;", '"')
        )
        for row in problems.every(release):
            for part in ("summary", "printed", "computed", "arithmetic", "note"):
                assert str(row[part]) in told, (row["problem_id"], part)
            for address in map(of_figure, problems.figures(row)):
                assert address in told
            assert of_problem(str(row["problem_id"])) in told

    def test_every_sort_of_check_and_document_can_be_chosen(self, visit: Visit) -> None:
        release = data.current()
        page = visit("sources", show="problems")
        for check in points.check_names(release):
            page.selectbox(key="choice_check").set_value(check).run()
            assert page.query_params["check"] == check
            shown = text(page)
            for row in problems.every(release):
                assert (f'<li id="{row["problem_id"]}" ' in shown) == (row["check"] == check)
        page = visit("sources", show="problems")
        for name in points.document_names(release):
            page.selectbox(key="choice_document").set_value(name).run()
            assert page.query_params["document"] == name
            assert_sound(page)

    def test_a_choice_that_fits_no_point_says_what_to_change(self, visit: Visit) -> None:
        release = data.current()
        row = problems.every(release)[0]
        other = next(name for name in points.document_names(release) if name not in problems.documents(row))
        page = visit("sources", show="problems", check=row["check"], document=other)
        assert say("sources.nothing_remedy") in text(page)


def test_every_check_of_the_build_is_described() -> None:
    assert {check.__name__ for check in CHECKS} == {*problems.CHECKS} - {problems.BY_PERSON}
    for check in problems.CHECKS:
        assert known(f"check.{check}")
        assert known(f"check.does_{check}")
        assert known(f"check.blind_{check}")


def test_a_check_that_this_site_does_not_know_is_shown_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit
) -> None:
    unknown = {**PROBLEMS[0], "problem_id": "new", "check": "brand_new"}
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, problems=[unknown])))
    page = visit("sources", check="brand_new")
    assert_sound(page)
    assert say("check.other") in text(page)


def test_a_release_without_problems_or_record_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, problems=[], record=[])))
    assert say("sources.title_problems_none") in text(visit("sources", show="problems"))
    assert say("sources.title_record_none") in text(visit("sources", show="record"))


class TestReading:
    """How figures are read and drawn."""

    @pytest.mark.parametrize("phrase", reading.PHRASES)
    def test_each_phrase_is_read_as_it_is_shown(self, phrase: str) -> None:
        row = reading.phrases().split(f"“{phrase}”")[1].split("</tr>")[0]
        one = read(phrase)
        stated = sum(number is not None for number in (one.value, one.lower, one.upper))
        if one.sort == "number":
            assert row.count(say("reading.missing")) == 3 - stated
            assert say(f"qualifier.{one.qualifier}") in row
        else:
            assert say(f"reading.as_{one.sort}") in row

    def test_every_qualifier_that_a_number_has_is_among_the_phrases(self) -> None:
        shown = {read(phrase).qualifier for phrase in reading.PHRASES}
        assert shown == {
            "exact", "approximately", "at_least", "more_than", "almost", "up_to", "less_than", "range", "magnitude"
        }  # fmt: skip

    def test_every_kind_that_is_drawn_has_an_example_that_leads_nowhere(self) -> None:
        kinds = {example.drawing.first.kind for example in examples.examples()}
        assert kinds == {"count", "share", "ratio", "change", "interval", "money", "magnitude"}
        figures = [figure for example in examples.examples() for figure in example.drawing.figures]
        assert not any(figure.published for figure in figures)

    def test_the_limits_are_counted_from_the_release(self, visit: Visit, third: Path) -> None:
        told = text(visit("sources", show="reading"))
        assert say("reading.limit_documents_many", number=3) in told
        assert say("reading.limit_languages_several", languages="English, French") in told


@pytest.mark.usefixtures("release")
class TestGlossary:
    """The terms and the search among them."""

    def test_holds_every_code_of_the_vocabulary_with_its_meaning(self, visit: Visit) -> None:
        release = data.current()
        told = text(visit("sources", show="glossary")).replace("&#x27;", "'")
        for row in release.measures.to_dict("records"):
            assert str(row["definition"]) in told
        for table in (release.groups, release.reasons):
            for meaning in table["meaning"]:
                assert str(meaning).rstrip(".") in told

    def test_every_term_has_an_anchor_of_its_own(self) -> None:
        anchors = [term.anchor for section in glossary.sections(data.current()) for term in section.terms]
        assert len(set(anchors)) == len(anchors) == glossary.count(data.current())

    def test_each_sort_of_term_is_folded_until_one_searches_and_says_how_many_it_holds(self) -> None:
        release = data.current()
        told = glossary.page("", release)
        for section in glossary.sections(release):
            assert f"<summary>{say_number('glossary.see', len(section.terms))}</summary>" in told
        assert told.count('<details class="fold long"><summary>') == len(glossary.sections(release))
        found = glossary.page("share", release)
        assert found.count('<details class="fold long" open>') == len(glossary.holding("share", release)) > 0

    def test_what_is_being_typed_is_left_as_it_stands(self, visit: Visit) -> None:
        page = visit("sources", show="glossary")
        page.text_input(key="choice_q").set_value("share ").run()
        assert page.query_params["q"] in ("share", ["share"])
        assert page.text_input(key="choice_q").value == "share "

    def test_a_search_is_in_the_address_and_narrows(self, visit: Visit) -> None:
        page = visit("sources", show="glossary")
        page.text_input(key="choice_q").set_value("  SHARE prison ").run()
        assert page.query_params["q"].strip() == "SHARE prison"
        found = [
            term for section in glossary.holding("share prison", data.current()) for term in section.terms
        ]
        assert 0 < len(found) < glossary.count(data.current())
        assert text(page).count('<div id="') == len(found)

    def test_a_search_without_a_hit_says_what_to_change(self, visit: Visit) -> None:
        told = text(visit("sources", q="<b>zzz"))
        assert say("glossary.none", asked="&lt;b&gt;zzz") in told
        assert say("glossary.none_remedy") in told

    def test_a_search_is_cut_to_what_can_be_read(self, visit: Visit) -> None:
        page = visit("sources", q="x" * 5_000)
        assert page.text_input(key="choice_q").value == "x" * LONGEST_SEARCH


@pytest.mark.usefixtures("release")
class TestRecord:
    """The public record."""

    def test_holds_every_row(self) -> None:
        release = data.current()
        told = record_table.page("", release)
        assert len(release.record)
        for name in release.record["record_id"]:
            assert f'<tr id="{name}">' in told

    def test_each_measure_and_place_is_folded_and_says_how_many_numbers_it_holds(self) -> None:
        release = data.current()
        told = record_table.page("", release)
        places = zip(*(release.record[name] for name in ("measure", "region", "unit")), strict=True)
        for size, number in Counter(Counter(places).values()).items():
            assert told.count(f"<summary>{say_number('record_table.see', size)}</summary>") == number

    def test_each_theme_can_be_chosen(self, visit: Visit) -> None:
        release = data.current()
        page = visit("sources", show="record")
        for theme in record_table.theme_names(release):
            page.selectbox(key="choice_theme").set_value(theme).run()
            assert_sound(page)
            assert page.query_params["theme"] == theme
            assert text(page).count('<tr id="') == int((release.record["theme"] == theme).sum())


def test_the_record_says_how_sure_it_is_in_words_and_links_only_to_the_web(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = ["https://www.example.org/a", "javascript:alert(1)", None, "a book"]
    sure = ["high", "medium", "low", "high"]
    rows: list[Row] = [
        {**row, "page_seen": page, "confidence": code, "note": "A <remark>"}
        for row, page, code in zip(RECORD, seen, sure, strict=True)
    ]
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, record=rows)))
    told = record_table.page("", data.current())
    assert ">example.org</a>" in told
    assert 'href="javascript' not in told
    assert "A &lt;remark&gt;" in told
    for code in ("high", "medium", "low"):
        assert say(f"glossary.confidence_{code}") in told

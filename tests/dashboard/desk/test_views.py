"""The views of the desk as one of the staff uses them, run in this process over a small published catalogue."""

from __future__ import annotations

import shutil
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import corrections, data, drawn
from dashboard.desk import access, going, reach
from dashboard.desk.showing import review
from dashboard.desk.views import VIEWS
from dashboard.words import say
from etl import cli, drafts, publication
from etl.clock import today
from etl.publication import Review
from etl.releases import current_name
from tests.dashboard.desk.working import FIGURES, Desk, said

ASIDE = "documents/report/set_aside.csv"

PHRASE = "bench_{start}_{name}"


def key(desk: Desk, quote: str, name: str) -> str:
    return PHRASE.format(start=desk.catalogue.bodies["report"].index(quote), name=name)


def press(test: AppTest, words: str) -> AppTest:
    (button,) = [one for one in test.button if one.label == words]
    return button.click().run()


def noted(desk: Desk) -> str:
    row = desk.row("report-1980")
    assert row
    return row["note"]


def bench(desk: Desk, quote: str = "40,000") -> AppTest:
    start = desk.catalogue.bodies["report"].index(quote)
    return desk.at("bench", document="report", phrase=str(start))


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_shown(desk: Desk, view: str) -> None:
    desk.put("report-1980", region="PHL")
    test = desk.at(view)
    assert not test.exception
    assert "<h2" in said(test) or test.selectbox


def test_nothing_of_the_desk_is_shown_to_who_is_no_longer_of_the_staff(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = bench(desk)
    monkeypatch.setattr(access, "staff", lambda: None)
    test.run()
    assert "bench-text" not in said(test)


def test_a_pasted_document_lies_on_the_bench_and_what_is_missing_is_told(desk: Desk) -> None:
    test = desk.at("documents")
    press(test, say("desk_documents.bring_it"))
    assert say("desk_documents.one_of_two") in said(test)
    test.text_area(key="bring_text").input("Courts\n\nIn 2021 the courts heard 4,300 cases.")
    test.text_input(key="bring_name").input("courts")
    test.text_input(key="bring_title").input("Courts")
    test.selectbox(key="bring_into").select(desk.draft)
    press(test, say("desk_documents.bring_it"))
    assert not test.exception
    assert test.query_params["document"] == "courts"
    assert "4,300" in said(test)


def test_an_open_phrase_becomes_a_figure_and_the_next_one_comes_to_hand(desk: Desk) -> None:
    desk_put_away(desk, "report-2010")
    test = bench(desk, "500,000")
    assert not test.exception
    press(test, say("desk_bench.take_first"))
    test.selectbox(key=key(desk, "500,000", "measure")).select("held")
    test.selectbox(key=key(desk, "500,000", "region")).select("USA")
    press(test, say("desk_bench.accept"))
    assert not test.exception
    made = desk.row("report-held")
    assert made
    assert (made["quote"], made["measure"]) == ("500,000", "held")
    assert say("desk_bench.all_done") in said(test)


def test_what_is_published_changes_on_the_bench_only_with_a_reason(desk: Desk) -> None:
    test = bench(desk)
    test.text_input(key=key(desk, "40,000", "note")).input("a remark")
    press(test, say("desk_bench.accept"))
    assert say("desk_bench.why_published") in said(test)
    assert noted(desk) != "a remark"
    test.text_input(key=key(desk, "40,000", "why")).input("The text says so")
    press(test, say("desk_bench.accept"))
    assert noted(desk) == "a remark"
    assert drafts.edits(desk.root, desk.draft)[-1].reason == "The text says so"
    # And it is not taken away there at all.
    press(test, say("desk_bench.reopen"))
    assert say("desk_bench.withdraw_published") in said(test)
    assert desk.row("report-1980")


def test_the_sentence_that_would_be_published_stands_over_the_button(desk: Desk) -> None:
    desk_put_away(desk, "report-2010")
    test = bench(desk, "500,000")
    assert "Choose " in said(test)
    test.selectbox(key=key(desk, "500,000", "measure")).select("held").run()
    test.selectbox(key=key(desk, "500,000", "region")).select("USA").run()
    shown = said(test)
    assert "500,000" in shown[shown.index("As it would be published") :]
    # What a build would refuse is refused here, and at once.
    test.text_input(key=key(desk, "500,000", "inferred")).input("banana: so it is").run()
    wrong = "must read 'column: reason; column: reason'"
    assert wrong in unescape(said(test))
    press(test, say("desk_bench.accept"))
    assert desk.row("report-held") is None
    test.text_input(key=key(desk, "500,000", "inferred")).input("Place: the heading names it").run()
    press(test, say("desk_bench.accept"))
    made = desk.row("report-held")
    assert made
    assert made["inferred"] == "region: the heading names it"


def test_what_was_chosen_is_there_again_after_another_phrase(desk: Desk) -> None:
    desk_put_away(desk, "report-2010")
    test = bench(desk, "500,000")
    test.selectbox(key=key(desk, "500,000", "measure")).select("held").run()
    start = desk.catalogue.bodies["report"].index("40,000")
    test.query_params["phrase"] = str(start)
    test.run()
    test.query_params["phrase"] = str(desk.catalogue.bodies["report"].index("500,000"))
    test.run()
    assert test.selectbox(key=key(desk, "500,000", "measure")).value == "held"


def desk_put_away(desk: Desk, name: str) -> None:
    """A figure of the draft is open again."""
    drafts.add(desk.root, desk.draft, [drafts.Edit(FIGURES, name, desk.row(name), None, "open")], "anna")


def test_the_second_of_two_people_is_told_and_loses_nothing_typed(desk: Desk) -> None:
    test = bench(desk)
    test.text_input(key=key(desk, "40,000", "note")).input("typed by Anna")
    test.text_input(key=key(desk, "40,000", "why")).input("so it says")
    desk.put("report-1980", who="ben@example.org", note="by Ben")
    press(test, say("desk_bench.accept"))
    assert "ben@example.org" in said(test)
    assert test.text_input(key=key(desk, "40,000", "note")).value == "typed by Anna"
    assert noted(desk) == "by Ben"
    press(test, say("desk_bench.accept"))
    assert noted(desk) == "typed by Anna"


def test_the_same_is_so_where_figures_are_corrected(desk: Desk) -> None:
    test = desk.at("figures", figure="report-1980")
    form = f"correct_{FIGURES}_report-1980"
    test.text_input(key=f"{form}_note").input("typed by Anna")
    test.text_input(key=f"{form}_-reason").input("so it says")
    desk.put("report-1980", who="ben@example.org", note="by Ben")
    press(test, say("desk_figures.keep"))
    assert "ben@example.org" in said(test)
    assert test.text_input(key=f"{form}_note").value == "typed by Anna"
    assert noted(desk) == "by Ben"
    press(test, say("desk_figures.keep"))
    assert noted(desk) == "typed by Anna"


def test_what_was_kept_is_there_in_another_session(desk: Desk) -> None:
    test = desk.at("figures", figure="report-1980")
    form = f"correct_{FIGURES}_report-1980"
    test.text_input(key=f"{form}_note").input("kept")
    test.text_input(key=f"{form}_-reason").input("so it says")
    press(test, say("desk_figures.keep"))
    assert desk.at("figures", figure="report-1980").text_input(key=f"{form}_note").value == "kept"


def test_a_word_that_is_missing_is_added_and_can_be_chosen(desk: Desk) -> None:
    test = bench(desk)
    told = {
        "name": "Cases heard",
        "definition": "Cases.",
        "sentence": "{Number} cases were heard{in_place}{when}",
    }
    for name, value in told.items():
        widget = test.text_input if name == "name" else test.text_area
        widget(key=f"word_measures_{name}").input(value)
    for name, value in {"theme": "prisons", "unit": "people", "kind": "count"}.items():
        test.selectbox(key=f"word_measures_{name}").select(value)
    press(test, say("desk_words.add"))
    assert not test.exception
    assert say("desk_words.added", name="Cases heard") in said(test)
    assert "3,512 cases were heard in Portugal in 2019." in said(test)
    assert "Cases heard (cases_heard)" in test.selectbox(key=key(desk, "40,000", "measure")).options
    change_and_take_back(desk, test)


def change_and_take_back(desk: Desk, test: AppTest) -> None:
    """The word that the draft added is listed, changed, and taken back only while no row uses it."""
    measures, word = "vocabulary/measures.csv", "own_measures_cases_heard_"
    test.selectbox(key="word_own").select(f"{measures} cases_heard").run()
    assert test.text_input(key=f"{word}name").value == "Cases heard"
    test.text_area(key=f"{word}sentence").input("{Number} cases were closed{in_place}")
    press(test, say("desk_words.look"))
    assert "3,512 cases were closed in Portugal." in said(test)
    press(test, say("desk_words.keep"))
    (row,) = [row for row in drafts.rows(desk.root, desk.draft, measures) if row["measure"] == "cases_heard"]
    assert row["sentence"] == "{Number} cases were closed{in_place}"
    desk.put("report-1980", measure="cases_heard")
    press(test, say("desk_words.take_back"))
    assert "The figure “40,000” (report-1980)" in said(test)
    desk.put("report-1980", measure="held")
    press(test, say("desk_words.take_back"))
    assert say("desk_words.taken_back", name="Cases heard") in said(test)
    assert not test.exception
    assert all(row["measure"] != "cases_heard" for row in drafts.rows(desk.root, desk.draft, measures))


def test_a_figure_is_withdrawn_after_a_second_look_and_told_at_its_address(desk: Desk) -> None:
    test = desk.at("figures", figure="report-1980")
    test.text_input(key=f"correct_{FIGURES}_report-1980_-reason").input("It is another’s")
    press(test, say("desk_figures.withdraw"))
    looked = desk.at("review")
    assert "40,000" in said(looked)
    aside = bench(desk)
    aside.selectbox(key=key(desk, "40,000", "reason")).select("date")
    press(aside, say("desk_bench.set_aside"))
    before = current_name(desk.root)
    test = desk.at("publish")
    test.text_area(key=f"publish_note_{desk.draft}").input("Mended")
    press(test, say("desk_publish.publish"))
    assert current_name(desk.root) == before
    assert say("desk_going.unseen_one") in said(test)
    assert test.checkbox[0].label.startswith("I have seen that “")
    assert ".”" not in test.checkbox[0].label
    test.checkbox[0].check()
    press(test, say("desk_publish.publish"))
    assert not test.exception
    assert current_name(desk.root) != before
    lost = AppTest.from_file(test._script_path, default_timeout=60)
    lost.query_params["figure"] = "report-1980"
    lost.switch_page("../pages/figures.py").run()
    assert "It is another’s." in said(lost)

    after = str(current_name(desk.root))
    back = desk_without(desk, "releases", release=str(before))
    back.text_area(key=f"rollback_note_{before}").input("Too soon")
    press(back, say("desk_releases.rollback", release=before))
    assert not back.exception
    assert current_name(desk.root) == before

    away = desk_without(desk, "releases", release=after)
    away.text_area(key=f"rollback_note_{after}").input("It was right")
    press(away, say("desk_releases.rollback", release=after))
    assert say("desk_going.unseen_one") in said(away)
    assert current_name(desk.root) == before
    away.checkbox[0].check()
    press(away, say("desk_releases.rollback", release=after))
    assert current_name(desk.root) == after


def test_review_and_publishing_say_the_same_checks(desk: Desk) -> None:
    shutil.move(desk.catalogue.texts / "report.txt", desk.catalogue.texts / "elsewhere.txt")
    desk.put("report-1980", note="A remark")
    for view in ("review", "publish"):
        shown = said(desk.at(view))
        assert "report.txt is not in the documents folder" in shown
        assert say("desk_review.errors_none") in shown
        assert say("desk_review.outliers_none") in shown


def test_what_would_change_is_not_told_while_a_row_has_an_error(desk: Desk) -> None:
    desk.put("report-1980", period="banana")
    shown = said(desk.at("review"))
    assert say("desk_review.once_mended") in shown
    for untrue in ("desk_review.no_drawing_changes", "desk_review.not_there", "desk_reach.title"):
        assert say(untrue) not in shown
    assert "− Figure" not in shown


def desk_without(desk: Desk, view: str, **address: str) -> AppTest:
    """A view with no draft in its address."""
    return Desk(desk.catalogue).at(view, **address)


def test_a_release_that_cannot_be_read_is_told_at_the_desk(desk: Desk) -> None:
    (desk.root / "published" / "current").write_text("no release")
    for view in ("releases", "freshness"):
        test = desk.at(view)
        assert not test.exception
        assert 'role="alert"' in said(test)


def test_the_desk_stands_while_a_text_is_away(desk: Desk) -> None:
    shutil.rmtree(desk.catalogue.texts)
    assert say("desk_bench.no_texts") in said(desk.at("bench"))
    assert "A report on 2,500 people held" in said(desk.at("documents"))


def test_what_a_correction_reaches_is_told_by_name(desk: Desk) -> None:
    desk.put("report-1980", region="PHL")
    found = publication.review(desk.root, desk.draft, desk.catalogue.texts)
    assert reach.permanent(found) == ["report-1980"]
    assert "/figures?figure=report-1980" in reach.pages(found)
    ((name, before, after),) = reach.statements(found)
    assert (name, "the Philippines" in before, "the Philippines" in after) == ("report-1980", False, True)
    markup = reach.markup(found)
    assert '<a href="/regions?region=USA" target="_blank" rel="noopener">United States</a>' in markup
    assert "<li>Philippines (not there before it is published)</li>" in markup
    assert say("desk_reach.nothing") in reach.markup(Review((), ()))


def test_a_point_that_appears_is_told_with_its_figures_and_leads_nowhere_before_it_is_there(
    desk: Desk,
) -> None:
    told = {
        "problem_id": "law", "kind": "context", "figures": "report-law", "record": "", "summary": "Not the whole law.",
        "arithmetic": "1 of 2", "note": "",
    }  # fmt: skip
    drafts.add(desk.root, desk.draft, [drafts.Edit("problems.csv", "law", None, told, "new")], "anna")
    found = publication.review(desk.root, desk.draft, desk.catalogue.texts)
    assert (reach.pointed(found), reach.points(found)) == (["report-law"], ["law"])
    assert "/figures?figure=report-law" in reach.pages(found)
    markup = reach.markup(found)
    assert "<li>Not the whole law. (not there before it is published)</li>" in markup
    assert "problem=law" not in markup
    assert 'href="/figures?figure=report-law"' in markup
    assert say("desk_review.no_drawing_changes") in said(desk.at("review"))


def test_before_a_new_figure_there_is_the_drawing_that_it_joins(desk: Desk) -> None:
    desk_put_away(desk, "report-2010")
    found = publication.review(desk.root, desk.draft, desk.catalogue.texts)
    more, less = data.of_tables("more", found.old), data.of_tables("less", found.new)
    joined = review.drawing_in("report-2010", less, more)
    assert joined
    assert "report-1980" in joined.ids
    assert "report-2010" not in joined.ids
    whole = review.drawing_in("report-2010", more, less)
    assert whole
    assert "report-2010" in whole.ids
    assert review.drawing_in("report-share", less, less)
    assert review.drawing_in("nothing", less, more) is None
    shown = drawn.markup(whole, more, "light")
    assert "figure=report-2010" in review.without_ways(shown, whole.ids, more)
    without = review.without_ways(shown, whole.ids, less)
    assert 'href=\\"/figures?figure=report-2010' not in without
    assert 'href="/figures?figure=report-2010' not in without


def test_each_outcome_is_brought_into_view_by_a_script_of_its_own(desk: Desk) -> None:
    test = desk.at("documents")
    scripts = [
        [
            line
            for line in said(press(test, say("desk_documents.bring_it"))).splitlines()
            if "})(); //" in line
        ]
        for _ in range(2)
    ]
    assert all(len(lines) == 1 for lines in scripts)
    assert scripts[0] != scripts[1]


def test_a_draft_is_dropped_after_a_question_and_brought_back_by_staff(desk: Desk) -> None:
    desk.put("report-1980", note="A remark")
    test = desk.at("documents")
    assert say("desk_documents.dropping_one", title="Refresh of autumn", number=1) in said(test)
    press(test, say("desk_documents.drop_it"))
    assert drafts.names(desk.root) == []
    press(test, say("desk_documents.bring_back"))
    assert not test.exception
    assert drafts.names(desk.root) == [desk.draft]
    assert noted(desk) == "A remark"


def test_the_day_of_an_overdue_measure_is_listed(desk: Desk) -> None:
    measures = desk.root / "vocabulary" / "measures.csv"
    lines = measures.read_text("utf-8").splitlines()
    measures.write_text(
        "\n".join([lines[0] + ",refresh_months", *(line + ",12" for line in lines[1:])]) + "\n", "utf-8"
    )
    assert cli.main(["build", "--datasets", str(desk.root)]) == 0
    assert today().year > 2022
    assert say("desk_freshness.late") in said(desk.at("freshness"))


def test_an_error_is_told_by_its_words_and_leads_to_the_form_where_it_is_mended(desk: Desk) -> None:
    desk.put("report-1980", period="banana")
    card = "documents/report/source.toml"
    (row,) = drafts.rows(desk.root, desk.draft, card)
    drafts.add(desk.root, desk.draft, [drafts.Edit(card, "", row, {**row, "published": "banana"})], "ben")
    shown = said(desk.at("review"))
    assert "The card of “A report on 2,500 people held”: published is" in shown
    assert f'href="/desk?view=documents&amp;draft={desk.draft}&amp;document=report"' in shown
    drafts.undo(desk.root, desk.draft, 2, "ben")
    shown = said(desk.at("review"))
    assert "The figure “40,000” (report-1980): period &#x27;banana&#x27; cannot be read" in shown
    assert (
        f'href="/desk?view=figures&amp;draft={desk.draft}&amp;sort=figures&amp;figure=report-1980"' in shown
    )


def test_what_the_build_would_refuse_is_refused_in_the_views(desk: Desk) -> None:
    test = desk.at("figures", figure="report-1980")
    form = f"correct_{FIGURES}_report-1980"
    test.text_input(key=f"{form}_period").input("banana")
    test.text_input(key=f"{form}_-reason").input("so it says")
    press(test, say("desk_figures.keep"))
    assert say("desk_right.period", period="banana") in said(test)
    test = desk.at("documents", document="report")
    test.text_input(key="card_report_published").input("4 May 2026")
    press(test, say("desk_documents.keep_card"))
    assert say("desk_right.card_published", said="4 May 2026") in said(test)
    assert drafts.edits(desk.root, desk.draft) == ()


def test_the_trail_is_told_in_words_without_files_and_codes(desk: Desk) -> None:
    before = str(current_name(desk.root))
    desk.put("report-1980", note="A remark")
    publication.publish_draft(desk.root, desk.draft, "anna", "Autumn", desk.catalogue.texts)
    publication.roll_back(desk.root, before, "ben", "Too soon: look")
    shown = said(desk_without(desk, "audit"))
    assert "In the draft “Refresh of autumn”" in shown
    assert "The figure “40,000” (report-1980): Note, in our own words" in shown
    assert "“Refresh of autumn”, as release" in shown
    assert ": Autumn<" in shown
    assert f"Release {before}: Too soon: look" in shown
    assert "figures.csv" not in shown
    assert "draft edit" not in shown


def test_what_has_no_name_for_people_is_told_by_its_words_in_review(desk: Desk) -> None:
    desk.put("report-1980", region="PHL")
    drafts.add(
        desk.root,
        desk.draft,
        [
            drafts.Edit("documents/report/set_aside.csv", start, desk.row(start, ASIDE), {**row, "note": "n"})
            for start in [str(desk.catalogue.bodies["report"].index("1980"))]
            for row in [desk.row(start, ASIDE) or {}]
        ],
        "anna",
    )
    shown = said(desk.at("review"))
    assert "~ Set aside: “1980” in A report on 2,500 people held<" in shown
    assert "report:" not in shown
    assert "+ Correction: 40,000 people were held" in shown


def test_a_document_without_a_name_is_asked_for_one_in_words(desk: Desk) -> None:
    test = desk.at("documents")
    test.text_area(key="bring_text").input("In 2021 the courts heard 4,300 cases.")
    press(test, say("desk_documents.bring_it"))
    assert say("desk_documents.name_wrong") in said(test)


def test_a_figure_is_found_by_its_words_and_by_its_number(desk: Desk) -> None:
    options = desk.at("figures").selectbox(key="choice_figure").options
    assert "“About 20%”: Share held, United States — report-share" in options
    assert any(option.startswith("“every 25 seconds”") for option in options)


def test_a_corrected_figure_leads_to_its_earlier_version_and_says_what_was_empty(desk: Desk) -> None:
    before = str(current_name(desk.root))
    desk.put("report-1980", note="A remark")
    publication.publish_draft(desk.root, desk.draft, "anna", "Autumn", desk.catalogue.texts)
    told = corrections.markup("report-1980", data.current())
    assert f'href="/figure/report-1980?release={before}"' in told
    assert "<td>empty</td><td>A remark</td>" in told
    shutil.rmtree(desk.root / "published" / before)
    assert "release=" not in corrections.markup("report-1980", data.current())


def test_a_look_at_one_release_is_no_look_at_another(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.session_state", {"seen_first_report-1980": True})
    assert going.seen(["report-1980"], "first") == {"report-1980"}
    assert going.seen(["report-1980"], "second") == set()


def test_one_draft_whose_log_is_damaged_takes_no_view_from_the_others(desk: Desk) -> None:
    other = drafts.start(desk.root, "Another", "ben")
    log = desk.root / "drafts" / other / "edits.jsonl"
    log.write_bytes(log.read_bytes() + b'{"act": "settle", "undoes": "12", "edits": []}\n')
    documents = desk.at("documents")
    assert not documents.exception
    assert say("desk_documents.unreadable") in said(documents)
    for view in VIEWS:
        assert not Desk(desk.catalogue, other).at(view).exception

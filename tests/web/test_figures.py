"""One figure at a time: its plain page, its embed, and what becomes of the addresses of figures that are gone."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest

from dashboard import data, doubts, problems, record
from dashboard.addresses import of_figure
from dashboard.data import Release
from dashboard.figure import records
from dashboard.one_figure.around import names
from dashboard.web import facts, structured
from dashboard.words import say
from tests.web.asking import HOST, ask
from tests.web.conftest import GONE

HOSTILE_NAMES = [
    "<script>alert(1)</script>", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%00", "freed%00", "..%2f..%2fetc%2fpasswd", "a" * 60_000, "%ff%fe", "%0d%0aX-Evil:1",
    "freed%20", "FREED", "' OR 1=1 --", "%E2%80%AEderf", "{figure_id}", "*",
]  # fmt: skip


def claim(text: str) -> dict[str, Any]:
    """The description for search engines in a page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert len(found) == 1
    thing: dict[str, Any] = json.loads(found[0])
    return thing


def meta(text: str) -> dict[str, str]:
    """What the head says, by name or property."""
    return {
        name: unescape(said)
        for name, said in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', text)
    }


def test_every_figure_has_a_page_that_says_what_the_row_says(committed: Release) -> None:
    figures = records(committed.figures)
    assert figures
    for figure in figures:
        answer = ask(f"/figure/{figure.figure_id}")
        text = unescape(answer.text)
        assert answer.status == 200, figure.figure_id
        assert f"<h1>{escape(figure.statement)}</h1>" in answer.text
        assert text.count(f"<title>{figure.statement} · ") == 1
        assert figure.derived or f"paragraph {figure.paragraph}" in text
        assert (figure.quote or say("evidence.words_derived")) in text
        assert (figure.formula or "") in text
        assert figure.derived or figure.speaker[1:] in text
        assert (figure.note or "")[1:] in text
        assert not re.search(r"\b(nan|None|NaT)\b", re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))


def test_every_figure_is_told_to_machines_as_a_claim_and_not_as_a_fact(committed: Release) -> None:
    for figure in records(committed.figures):
        text = ask(f"/figure/{figure.figure_id}").text
        told, thing = meta(text), claim(text)
        assert thing["@type"] == "Claim"
        assert thing["name"] == told["og:title"] == figure.statement
        assert told["description"] == told["og:description"]
        assert figure.derived or (figure.quote or "") in told["description"]
        assert thing["url"] == told["og:url"] == f"https://{HOST}/figure/{figure.figure_id}"
        assert f'<link rel="canonical" href="https://{HOST}/figure/{figure.figure_id}">' in text
        assert "reviewRating" not in json.dumps(thing)
        assert ("author" in thing or "creditText" in thing) == (figure.derived or figure.has_source)
        assert "pagination" not in json.dumps(thing)
        assert thing["isPartOf"]["version"] == committed.id


@pytest.mark.parametrize(
    ("figure_id", "value"),
    [
        ("killed-later", {"name": "342 people", "value": 342}),
        ("killed-government", {"name": "at least 6,200 people", "minValue": 6200}),
        ("killed-groups", {"name": "up to 30,000 people", "maxValue": 30000}),
        ("share-us-two", {"name": "almost 50%", "maxValue": 50}),
        ("share-world", {"name": "about 20%"}),
        ("return", {"name": "$4 to $7", "minValue": 4, "maxValue": 7}),
        ("countries-few", {"name": "fewer than 100 countries", "maxValue": 100}),
    ],
)
def test_only_a_number_that_is_stated_flatly_is_a_number_for_machines(
    two: Release, figure_id: str, value: dict[str, Any]
) -> None:
    told = claim(ask(f"/figure/{figure_id}").text)["about"]["value"]
    numbers = {name: said for name, said in told.items() if name.endswith(("alue", "Value"))}
    assert {"name": told["name"], **numbers} == value
    assert all(type(number) in (int, float) for number in numbers.values())


def test_only_a_publisher_is_an_organisation_to_machines(committed: Release) -> None:
    by_source = {figure.attribution: figure for figure in records(committed.figures) if figure.has_source}
    told = claim(ask(f"/figure/{by_source['President Biden'].figure_id}").text)
    assert (told["creditText"], "author" in told) == ("President Biden", False)
    told = claim(ask(f"/figure/{by_source['Amnesty International'].figure_id}").text)
    assert told["author"] == {"@type": "Organization", "name": "Amnesty International"}


def test_a_period_is_told_to_machines_as_a_date_or_not_at_all(committed: Release) -> None:
    form = r"(\d{4}(-\d\d){0,2}|\.\.)(/(\d{4}(-\d\d){0,2}|\.\.))?"
    for figure in records(committed.figures):
        told = claim(ask(f"/figure/{figure.figure_id}").text)["about"].get("observationDate")
        assert (told is None) == (figure.period == data.NOT_STATED)
        assert told is None or re.fullmatch(form, told)


@pytest.mark.parametrize(
    ("period", "told"),
    [("2003", "2003"), ("2016-06", "2016-06"), ("2016..2017", "2016/2017"), ("2016/2017", "2016/2017"), ("1980..", "1980/.."), ("..1980", "../1980"),
     ("2025-02-30", None), ("2003-13", None), ("not stated", None), ("", None), ("..", None), ("1..2..3", None), ("20030101", None)],
)  # fmt: skip
def test_a_period_that_is_no_date_is_left_out(period: str, told: str | None) -> None:
    assert structured._day(period) == told


def test_a_figure_that_was_replaced_says_so_to_machines(two: Release) -> None:
    told = claim(ask("/figure/law-100").text)
    assert told["creativeWorkStatus"] == say("web.status_superseded")
    assert [thing["@id"] for thing in told["mentions"]] == [f"https://{HOST}/figure/law-18"]
    assert "creativeWorkStatus" not in claim(ask("/figure/law-18").text)


def test_a_word_for_a_size_is_no_number_for_machines(two: Release) -> None:
    told = claim(ask(f"/figure/{GONE}?release=first").text)["about"]["value"]
    assert told["name"] == "hundreds"
    assert not {"value", "minValue", "maxValue"} & set(told)


def test_every_problem_stands_on_the_page_with_its_arithmetic(committed: Release) -> None:
    concerned = [figure for figure in committed.figures["figure_id"] if problems.of([figure], committed)]
    assert concerned
    for figure_id in concerned:
        text, framed = ask(f"/figure/{figure_id}").text, ask(f"/embed/{figure_id}").text
        for row in problems.of([figure_id], committed):
            for name in ("summary", "printed", "computed", "arithmetic"):
                assert escape(str(row[name] or "")) in text
            assert row["summary"] in [comment["text"] for comment in claim(text)["comment"]]
            assert escape(doubts.label(row)).lower() in framed.lower(), "what is to be weighed travels along"


def test_what_there_is_to_weigh_stands_right_under_the_statement(committed: Release) -> None:
    for figure_id, points in problems.by_figure(committed).items():
        under = ask(f"/figure/{figure_id}").text.partition("</h1>")[2]
        assert under.startswith('<p class="verdict">'), figure_id
        for name in {doubts.label(row, [figure_id]) for row in points}:
            assert f">{name}</a>" in unescape(under.partition("</p>")[0])
        for way in re.findall(r'href="#(problem-[^"]+)"', under):
            assert under.count(f'id="{way}"') == 1


def test_what_the_document_does_not_say_is_said_to_be_missing(two: Release) -> None:
    text = ask("/figure/return").text
    for name in ("region", "period", "attribution"):
        assert escape(say(f"web.missing_{name}")) in text
    assert say("web.not_stated") not in ask("/figure/arrests-a-year").text, (
        "what was worked out here has no document"
    )


@pytest.mark.parametrize("path", ["/figure", "/embed"])
def test_a_release_cannot_write_markup(two: Release, path: str) -> None:
    answer = ask(f"{path}/hostile")
    assert answer.status == 200
    assert "<script>alert" not in answer.text
    assert "</script><script" not in answer.text
    assert path == "/embed" or "</script>" in claim(answer.text)["name"]


@pytest.mark.parametrize("path", ["/figure", "/embed"])
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_that_no_figure_has_is_404_in_words(two: Release, path: str, name: str) -> None:
    answer = ask(f"{path}/{name}", accept="text/html")
    assert answer.status == 404
    assert "<h1>" in answer.text
    assert "alert(1)" not in answer.text
    assert "x-evil" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("killed-goverment", "killed-government"),
        ("KILLED-GROUPS", "killed-groups"),
        ("share-us", "share-us-one"),
        ("arrest-wrld", "arrest-world"),
    ],
)
def test_a_name_that_is_nearly_right_is_answered_with_those_like_it(
    two: Release, asked: str, meant: str
) -> None:
    for path in (f"/figure/{asked}", f"/embed/{asked}", f"/figures/{asked}"):
        answer = ask(path, accept="text/html")
        assert answer.status == 404
        assert f'href="/figure/{meant}"' in answer.text, path


def test_a_figure_that_is_gone_says_since_when_and_where_it_stays(two: Release) -> None:
    for path in ("/figure", "/embed"):
        answer = ask(f"{path}/{GONE}", accept="text/html")
        assert answer.status == 410
        assert escape(say("web.gone", last="first", since="second")) in answer.text
        assert f'href="/figure/{GONE}?release=first"' in answer.text
        assert ask(f"{path}/{GONE}?release=first").status == 200
        assert ask(f"{path}/{GONE}?release=second").status == 404


def test_a_frozen_page_is_kept_out_of_the_index_and_leads_to_the_one_in_use(two: Release) -> None:
    text = ask("/figure/freed?release=first").text
    assert meta(text)["robots"] == "noindex"
    assert f'<link rel="canonical" href="https://{HOST}/figure/freed">' in text
    assert 'href="/figure/freed"' in text
    assert say("web.in_release", release="first") in text
    assert "robots" not in meta(ask("/figure/freed").text)


def test_the_links_of_a_frozen_page_stay_within_the_release(two: Release) -> None:
    assert 'href="/figure/arrest-every?release=first"' in ask("/figure/arrests-a-year?release=first").text
    assert 'href="/figure/law-18"' in ask("/figure/law-100").text


def test_an_earlier_release_without_todays_columns_is_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    from tests.dashboard.sample_release import write

    write(tmp_path, "first")
    path = tmp_path / "published" / "first" / "figures.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["inferred", "superseded_by", "repeats"]), path)
    (tmp_path / "published" / "first" / "reasons.parquet").unlink()
    write(tmp_path, "second")
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    for figure_id in ("freed", "law-100", "arrests-a-year"):
        assert ask(f"/figure/{figure_id}?release=first").status == 200
        assert ask(f"/embed/{figure_id}?release=first").status == 200


@pytest.mark.parametrize("path", ["/figure/freed", "/embed/freed", "/figure/nowhere", "/nowhere", "/data/"])
def test_a_plain_page_runs_nothing_and_fetches_nothing_from_elsewhere(two: Release, path: str) -> None:
    answer = ask(path, accept="text/html")
    policy = answer.headers.get("content-security-policy", "")
    if path == "/data/":
        assert answer.status == 503, "this invented release is not described"
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert not re.findall(r"<script(?! type=\"application/ld\+json\")", answer.text)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!figures\.example)', answer.text)
    assert not re.findall(r"url\('(?!/)", answer.text)
    assert ' style="' not in answer.text


def test_the_policy_allows_the_style_that_the_page_has(two: Release) -> None:
    answer = ask("/figure/freed")
    style = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    assert len(style) == 1
    assert f"'sha256-{digest}'" in answer.headers["content-security-policy"]


def test_anybody_may_frame_an_embed_and_nothing_else(two: Release) -> None:
    framed = ask("/embed/freed")
    assert "frame-ancestors *" in framed.headers["content-security-policy"]
    assert "x-frame-options" not in framed.headers
    for path in ("/figure/freed", "/nowhere", "/data/figures.csv", "/healthz", "/robots.txt"):
        answer = ask(path)
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"], path
        assert answer.headers["x-frame-options"] == "SAMEORIGIN", path


def test_every_embed_says_who_says_so_in_which_document_and_release(committed: Release) -> None:
    for figure in records(committed.figures):
        text = unescape(ask(f"/embed/{figure.figure_id}").text)
        assert figure.statement in text
        assert figure.speaker[1:] in text
        assert (figure.title or say("drawing.across_documents")) in text
        assert committed.id in text
        assert (
            f'<a href="https://{HOST}{of_figure(figure.figure_id)}" target="_blank" rel="noopener">' in text
        )
        assert not figure.numbers or figure.number[1:] in text
        assert "<script" not in text


@pytest.mark.parametrize(("asked", "chosen"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("", ""), ("<b>", ""), ("x" * 60_000, "")])  # fmt: skip
def test_whoever_embeds_may_choose_the_theme(two: Release, asked: str, chosen: str) -> None:
    assert f'<html lang="en"{chosen}>' in ask(f"/embed/freed?theme={asked}").text


@pytest.mark.parametrize(
    "url",
    [
        f"https://{HOST}/figure/freed", f"https://{HOST}/embed/freed", f"https://{HOST}/figures?figure=freed", "/figure/freed",
        f"https%3A%2F%2F{HOST}%2Ffigure%2Ffreed", f"https://{HOST}/figure/freed/",
    ],
)  # fmt: skip
def test_the_address_of_a_figure_gives_its_embed(two: Release, url: str) -> None:
    answer = ask(f"/oembed?url={url.replace('&', '%26')}&maxwidth=400&format=json")
    assert answer.status == 200
    assert (answer.json["type"], answer.json["width"], answer.json["version"]) == ("rich", 400, "1.0")
    assert f'src="https://{HOST}/embed/freed"' in answer.json["html"]


@pytest.mark.parametrize(
    "query",
    [
        "", "url=", "url=https://evil.example/figure/freed", "url=//evil.example/figure/freed", f"url=https://{HOST}/figure/nowhere", "url=http://[", "url=%00",
        f"url=https://{HOST}/", "url=javascript:alert(1)", "url=" + "a" * 60_000, f"url=https://{HOST}@evil.example/figure/freed", "url=freed",
    ],
)  # fmt: skip
def test_any_other_address_gives_none(two: Release, query: str) -> None:
    assert ask(f"/oembed?{query}").status == 404


@pytest.mark.parametrize(("asked", "width"), [("0", 280), ("99999999", 600), ("-5", 600), ("x", 600), ("٣٠٠", 600), ("450", 450)])  # fmt: skip
def test_the_width_asked_for_is_kept_within_what_can_be_read(two: Release, asked: str, width: int) -> None:
    from urllib.parse import quote

    assert ask(f"/oembed?url=/figure/freed&maxwidth={quote(asked)}").json["width"] == width


def test_a_form_of_answer_that_is_not_made_is_refused(two: Release) -> None:
    assert ask("/oembed?url=/figure/freed&format=xml").status == 501


def test_who_has_a_page_is_not_sent_it_again(two: Release) -> None:
    first = ask("/figure/freed")
    assert first.headers["etag"].startswith('W/"')
    again = ask("/figure/freed", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert ask("/figure/freed?release=first", if_none_match=first.headers["etag"]).status == 200


def test_a_figure_of_the_release_in_use_is_not_looked_for_in_others(two: Release) -> None:
    assert data.last_seen("freed") is None
    assert data.last_seen(GONE) == ("first", "second")
    assert data.last_seen("nowhere") is None


def test_the_public_record_stands_beside_what_it_can_be_compared_with(committed: Release) -> None:
    beside = {
        figure.figure_id: record.nearest(facts.alone(figure.figure_id, committed), committed)
        for figure in records(committed.figures)
    }
    assert any(beside.values())
    for figure_id, rows in beside.items():
        text = ask(f"/figure/{figure_id}").text
        assert (say("record.heading") in text) == bool(rows)
        assert all(escape(str(row["publisher"])) in text for row in rows)
        assert "<h4" not in text


def test_an_original_is_told_to_people_and_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.dashboard.sample_release import FIGURES, write

    row = {**FIGURES[0], "figure_id": "named", "original": "World <Drug> Report"}
    monkeypatch.setenv("DATASETS_DIR", str(write(tmp_path, figures=[*FIGURES, row])))
    text = ask("/figure/named").text
    assert "<dd>World &lt;Drug&gt; Report</dd>" in text
    assert claim(text)["isBasedOn"] == {"@type": "CreativeWork", "name": "World <Drug> Report"}
    assert "isBasedOn" not in claim(ask(f"/figure/{FIGURES[0]['figure_id']}").text)


def test_the_page_leads_to_the_paragraph_of_the_document(two: Release) -> None:
    assert (
        'href="/sources?show=documents&amp;document=second-report&amp;paragraph=4"'
        in ask("/figure/freed").text
    )
    assert "paragraph=" not in ask("/figure/arrests-a-year").text


def test_what_speaks_against_its_numbers_stands_on_the_page_of_what_was_worked_out(
    committed: Release,
) -> None:
    seen = 0
    for figure in records(committed.figures):
        beneath = problems.of(names(figure.derived_from), committed)
        text = ask(f"/figure/{figure.figure_id}").text
        assert all(escape(str(row["summary"])) in text for row in beneath)
        seen += bool(beneath)
    assert seen

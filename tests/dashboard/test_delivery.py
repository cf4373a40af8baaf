"""What the browser gets first: the right form of each file, a head told for the page, and no other host anywhere."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from inspect import iscoroutinefunction
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import file_util

from dashboard import frame
from dashboard.data import Release
from dashboard.delivery import first_page as delivered
from dashboard.delivery import shelf
from dashboard.delivery.first_page import first_page
from dashboard.delivery.middleware import Delivery
from dashboard.delivery.negotiation import holds, takes_gzip
from dashboard.delivery.outline import Outline, bare
from dashboard.delivery.parcel import FOREVER
from dashboard.delivery.routes import ROUTES
from dashboard.delivery.shelf import Shelf
from dashboard.figures import table as figures_table
from dashboard.warming import warm
from dashboard.web.preview import Preview
from dashboard.web.routes import ROUTES as OTHER_ROUTES
from dashboard.words import say
from tests.web.asking import Answer, ask

Get = Callable[..., Answer]
HOSTILE = '"><script>alert(1)</script><meta x="'


@pytest.fixture(scope="module")
def framework(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A framework of three scripts, where one imports another."""
    folder = tmp_path_factory.mktemp("framework")
    scripts = folder / "static" / "js"
    scripts.mkdir(parents=True)
    (folder / "index.html").write_text('<script src="./static/js/index.1.js"></script>', encoding="utf-8")
    (scripts / "index.1.js").write_text("export default 1;" * 100, encoding="utf-8")
    (scripts / "Html.2.js").write_text('import{a}from"./part.3.js";' + "a();" * 200, encoding="utf-8")
    (scripts / "part.3.js").write_text("export const a = () => 1;" * 50, encoding="utf-8")
    (scripts / "later.4.js").write_text("export const b = 2;" * 80, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def full(framework: Path) -> Shelf:
    filled = Shelf(framework)
    filled.fill_first()
    filled.fill()
    return filled


async def passed_on(_: Request) -> PlainTextResponse:
    return PlainTextResponse("passed on")


@pytest.fixture(scope="module")
def get(full: Shelf) -> Get:
    """Ask for a path; a browser's coding unless another is given."""
    site = Starlette(
        routes=[*ROUTES, Route("/{path:path}", passed_on)], middleware=[Middleware(Delivery, shelf=full)]
    )

    def fetch(address: str, method: str = "GET", **headers: str) -> Answer:
        return ask(address, method, site, b"", **{"accept_encoding": "gzip, br", **headers})

    return fetch


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("br, gzip;q=0.5, deflate", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("*", True),
        ("*;q=0", False),
        ("identity", False),
        ("", False),
        ("gzip;q=nan", False),
        ("gzip;q=-1", False),
        ("gzip;q=1e9", False),
        ("gzip; q=1.0", True),
        ("gzipped, xgzip", False),
        (";;;,,,=\x00", False),
        ("," * 60_000 + "gzip", False),
    ],
)
def test_gzip_goes_to_those_alone_who_take_it(header: str, takes: bool) -> None:
    assert takes_gzip(header) is takes


@pytest.mark.parametrize(
    ("header", "held"),
    [
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ("*", True),
        ("", False),
        ("a", False),
        ('"ab"', False),
    ],
)
def test_a_version_is_known_by_its_whole_name(header: str, held: bool) -> None:
    assert holds(header, '"a"') is held


def test_a_file_is_sent_pressed_to_those_who_take_it(get: Get) -> None:
    path = shelf.addresses()["engine"]
    pressed = get(path, accept_encoding="gzip")
    plain = get(path, accept_encoding="identity")
    assert (pressed.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert int(pressed.headers["content-length"]) < int(plain.headers["content-length"])
    assert gzip.decompress(pressed.body) == plain.body == b"".join(part.read_bytes() for part in shelf.ENGINE)
    for answer in (pressed, plain):
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["cache-control"] == FOREVER
    assert pressed.headers["etag"] != plain.headers["etag"]


def test_a_version_that_is_held_is_not_sent_again(get: Get) -> None:
    path = shelf.addresses()["style"]
    etag = get(path).headers["etag"]
    again = get(path, if_none_match=etag)
    assert (again.status, again.body) == (304, b"")
    assert get(path, if_none_match='"other"').status == 200


def test_the_head_of_a_file_has_the_length_of_its_body(get: Get) -> None:
    for path in shelf.addresses().values():
        whole, head = get(path), get(path, "HEAD")
        assert head.status == 200
        assert head.headers["content-length"] == whole.headers["content-length"]


def test_a_range_that_is_none_of_bytes_is_passed_over(get: Get) -> None:
    assert get("/static/js/later.4.js", range="lines=0-9").status == 200
    assert get("/static/js/later.4.js", range="lines=0-9").text != "passed on"


def test_part_of_a_file_is_left_to_those_who_can_cut_it(get: Get) -> None:
    assert get("/static/js/later.4.js", range="bytes=0-9").text == "passed on"
    ours = get(shelf.addresses()["bundle"], range="bytes=0-9")
    assert (ours.status, "content-range" in ours.headers) == (200, False)


def test_a_plain_file_of_the_framework_is_left_to_it(get: Get) -> None:
    answer = get("/static/js/later.4.js", accept_encoding="identity")
    assert answer.text == "passed on"
    assert get("/static/js/later.4.js").headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/site.0000000000000000.css",
        "/assets/",
        "/assets/../app.py",
        "/assets/%2e%2e/app.py",
        "/static/js/x.js",
        "//static",
    ],
)
def test_what_is_not_there_is_passed_on(get: Get, path: str) -> None:
    assert get(path).text == "passed on"


def test_only_what_is_read_is_answered(get: Get) -> None:
    assert get(shelf.addresses()["style"], "POST").status == 405


def test_the_first_scripts_are_those_of_the_page_and_all_they_import(framework: Path) -> None:
    assert shelf.first_scripts(framework) == ["index.1.js", "Html.2.js", "part.3.js"]


def test_what_the_first_page_asks_for_is_there_before_the_rest(framework: Path) -> None:
    made = Shelf(framework)
    made.fill_first()
    assert made.find("/static/js/part.3.js")
    assert made.find("/static/js/later.4.js") is None


def test_a_name_of_ours_changes_with_the_file() -> None:
    for name, path in shelf.addresses().items():
        assert re.fullmatch(r"/assets/[\w.-]+\.[0-9a-f]{16}\.\w+", path), name


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "site.name"),
        ("/themes", "pages.themes"),
        ("/regions", "region.title"),
        ("/figures", "pages.figures"),
        ("/sources", "pages.sources"),
    ],
)
@pytest.mark.usefixtures("sample")
def test_every_page_has_a_head_of_its_own(get: Get, path: str, said: str) -> None:
    html = get(path).text
    (title,) = re.findall(r"<title>(.*?)</title>", html)
    assert say("site.name") in title
    assert len(re.findall(r'<meta name="description" content="[^"]{20,}">', html)) == 1
    assert html.count('rel="canonical"') == 1
    assert said in ("pages.themes", "site.name") or say(said) in title


def test_the_head_of_a_figure_is_its_statement(get: Get, sample: Release) -> None:
    row = sample.figures.iloc[0]
    html = get(f"/figures?figure={row['figure_id']}").text
    assert f'property="og:title" content="{row["statement"]}' in html


def test_a_figure_shows_its_card_where_the_site_knows_its_address(
    get: Get, sample: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = sample.figures.iloc[0]["figure_id"]
    assert "og:image" not in get(f"/figures?figure={name}").text
    monkeypatch.setenv("SITE_ADDRESS", "https://figures.example")
    assert f'content="https://figures.example/card/{name}.png"' in get(f"/figures?figure={name}").text
    assert "og:image" not in get("/themes").text


@pytest.mark.parametrize("value", [HOSTILE, "%00", "x" * 60_000, "", "\x00", "nan"])
@pytest.mark.parametrize("name", ["figure", "theme", "region", "problem", "show"])
@pytest.mark.usefixtures("sample")
def test_a_hostile_address_gets_the_head_of_the_page(get: Get, name: str, value: str) -> None:
    for entry in frame.PAGES[1:]:
        answer = get(f"/{entry.name}?{name}={quote(value)}&{name}={quote(value)}2")
        assert answer.status == 200
        assert "<script>alert" not in answer.text
        assert "x" * 100 not in answer.text


def test_hostile_words_in_a_head_stay_words() -> None:
    html = first_page(Preview(HOSTILE, HOSTILE, HOSTILE), Outline("themes", "themes", HOSTILE, (HOSTILE,)))
    assert "<script>alert" not in html
    assert '"><script' not in html


@pytest.mark.usefixtures("sample")
def test_the_first_page_is_asked_for_again_and_sent_once(get: Get) -> None:
    first = get("/themes")
    assert first.headers["cache-control"] == "no-cache"
    assert get("/themes", if_none_match=first.headers["etag"]).status == 304


def test_the_first_page_names_no_other_host(full: Shelf) -> None:
    page = first_page(Preview("Title", "Description", "/"), bare("overview"))
    ours = [full.find(path) for name, path in shelf.addresses().items() if name in ("style", "engine")]
    texts = [page, *(gzip.decompress(parcel.pressed).decode() for parcel in ours if parcel)]
    assert len(texts) == 3
    for text in texts:
        assert re.findall(r"https?://(?!www\.w3\.org/)[\w.-]+|[\"'(]//\w", text) == []


def test_what_the_first_page_asks_for_is_on_the_shelf(full: Shelf) -> None:
    page = first_page(Preview("Title", "Description", "/"), bare("overview"))
    asked = set(re.findall(r"\./(assets/[\w.-]+)", page))
    assert len(asked) >= 6
    for path in asked:
        assert full.find(f"/{path}"), path


def test_without_a_release_the_first_page_still_stands(
    get: Get, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(tmp_path))
    for path in ("/", "/themes?theme=reform"):
        answer = get(path)
        assert (answer.status, answer.headers["cache-control"]) == (503, "no-store")
        assert answer.headers["x-robots-tag"] == "noindex"
        assert f"<noscript><p>{say('unavailable.body')}" in answer.text
        assert '<div id="root">' in answer.text, "once a release can be read the page shows it"


def test_without_scripts_a_figure_leads_to_its_plain_page(get: Get, sample: Release) -> None:
    row = sample.figures.iloc[0]
    for path, ways in (
        (f"/figures?figure={row['figure_id']}", [f"/figure/{row['figure_id']}", "./data/"]),
        ("/themes", ["./data/"]),
    ):
        (inside,) = re.findall(r"<noscript>(.*?)</noscript>", get(path).text)
        assert re.findall(r'href="([^"]*)"', inside) == ways


def test_a_framework_with_another_page_keeps_the_server_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.html").write_text("<p>otherwise</p>", encoding="utf-8")
    monkeypatch.setattr(file_util, "get_static_dir", lambda: str(tmp_path))
    delivered._shell.cache_clear()
    try:
        with pytest.raises(
            ValueError, match=r"must hold a module script and a style sheet .got '<p>otherwise"
        ):
            warm()
    finally:
        delivered._shell.cache_clear()


def test_the_first_search_does_not_wait_for_the_index(
    sample: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm()
    monkeypatch.setattr(figures_table, "folded", None)
    figures_table.prepare(sample)


def test_what_answers_a_visitor_runs_beside_the_others() -> None:
    """A coroutine that reads a release would hold up everybody's answers; one that waits for a visitor's form reads none itself."""
    for route in (one for one in (*ROUTES, *OTHER_ROUTES) if one.methods != {"POST"}):
        assert not iscoroutinefunction(route.endpoint), route.path

"""The list of addresses for search engines: whole, of this site only, and true."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from dashboard import frame
from dashboard.data import Release
from dashboard.web import listing
from tests.web.asking import HOST, ask

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOSTILE_HOSTS = [
    "", "evil.example/path", 'x" onload="alert(1)', "<script>", "a b", "user@evil.example", "evil.example?x", "evil.example#", "-x.example", "x" * 300,
    "evil.example:999999", "[::1", "x..example", "\xe9vil.example", "evil.example\\x",
]  # fmt: skip


def places(address: str = "/sitemap.xml", host: str = HOST) -> list[str]:
    answer = ask(address, host=host)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/xml"
    return [node.text or "" for node in ElementTree.fromstring(answer.text).iter(f"{SPACE}loc")]


def test_every_page_theme_place_and_figure_is_listed_once(committed: Release) -> None:
    listed = places()
    assert len(listed) == len(set(listed))
    assert {
        f"https://{HOST}/",
        f"https://{HOST}/data/",
        *(f"https://{HOST}/{entry.name}" for entry in frame.PAGES[1:]),
    } <= set(listed)
    assert {f"https://{HOST}/figure/{name}" for name in committed.figures["figure_id"]} <= set(listed)
    assert {f"https://{HOST}/themes?theme={name}" for name in committed.themes["theme"]} <= set(listed)
    assert f"https://{HOST}/regions?region=PHL" in listed


def test_every_figure_that_is_listed_is_there(two: Release) -> None:
    figures = [place.removeprefix(f"https://{HOST}") for place in places() if "/figure/" in place]
    assert len(figures) == len(two.figures)
    assert all(ask(path).status == 200 for path in figures)


@pytest.mark.parametrize("host", HOSTILE_HOSTS)
def test_a_host_that_cannot_be_one_is_never_printed(two: Release, host: str) -> None:
    answer = ask("/sitemap.xml", host=host)
    assert answer.status == 400
    for path in (
        "/robots.txt",
        "/figure/freed",
        "/embed/freed",
        "/data/citation.bib",
        "/oembed?url=/figure/freed",
    ):
        answer = ask(path, host=host)
        assert answer.status == 200
        assert host == "" or f"//{host}" not in answer.text, path
    assert "Sitemap" not in ask("/robots.txt", host=host).text


@pytest.mark.parametrize(
    "address",
    [
        "https://site.example",
        "https://site.example/",
        "http://localhost:8501",
        "https://site.example/sub/path/",
    ],
)
def test_the_setting_gives_the_site_its_address_whatever_host_is_asked(
    two: Release, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("SITE_ADDRESS", address)
    home = address.rstrip("/")
    for host in ("evil.example", "<script>"):
        assert all(place.startswith(f"{home}/") for place in places(host=host))
        assert f'<link rel="canonical" href="{home}/figure/freed">' in ask("/figure/freed", host=host).text
        assert f"Sitemap: {home}/sitemap.xml" in ask("/robots.txt", host=host).text


@pytest.mark.parametrize(
    "address",
    [
        "site.example",
        "javascript:alert(1)",
        "https://",
        'https://x"y',
        "ftp://site.example",
        "https://site.example?x=1",
        "https://a b",
    ],
)
def test_a_setting_that_is_no_address_is_passed_over(
    two: Release, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("SITE_ADDRESS", address)
    assert all(place.startswith(f"https://{HOST}/") for place in places())


def test_a_list_too_long_for_one_file_comes_in_parts(two: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = places()
    monkeypatch.setattr(listing, "MOST", 10)
    parts = places()
    assert parts[0] == f"https://{HOST}/sitemap.xml?part=1"
    together = [place for part in parts for place in places(part.removeprefix(f"https://{HOST}"))]
    assert together == whole


@pytest.mark.parametrize("part", ["0", "-1", "999", "x", "%00", "٣", "9" * 60_000])
def test_a_part_that_is_not_there_falls_back_to_the_first(two: Release, part: str) -> None:
    assert places(f"/sitemap.xml?part={part}")


def test_everything_may_be_read_and_nothing_is_told_of_what_is_not_for_everyone() -> None:
    answer = ask("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == f"User-agent: *\nDisallow:\nSitemap: https://{HOST}/sitemap.xml\n"

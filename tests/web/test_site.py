"""Absolute addresses: of a host that can be one, or of none."""

from __future__ import annotations

import pytest

from dashboard.data import Release
from dashboard.web.site import absolute, origin
from tests.web.asking import ask


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ("https://example.org", "https://example.org"),
        ("http://localhost:8501", "http://localhost:8501"),
        ("http://127.0.0.1:8704", "http://127.0.0.1:8704"),
        ("http://[::1]:8501", "http://[::1]:8501"),
        ("https://Example.ORG", "https://example.org"),
    ],
)
def test_a_host_is_taken_as_it_is(asked: str, taken: str) -> None:
    assert origin(asked) == taken
    assert absolute("/figure/x", asked) == f"{taken}/figure/x"


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "://",
        "https://",
        "ftp://example.org",
        "javascript://example.org",
        "https://a/b",
        "https://a b",
        "https://a\nb",
        'https://a"',
        "https://a@b",
        "https://a:0",
        "https://a:65536",
        "https://a:80:80",
        "https://a:-1",
        "https://a:",
        "https://[:::::]",
        "https://[::1",
        "https://-a",
        "https://a..b",
        "https://a#b",
        "https://a?b",
        "https://a\\b",
        "https://ä.example",
        "https://" + "a" * 300,
    ],
)
def test_what_can_be_no_host_leaves_the_address_relative(asked: str) -> None:
    assert origin(asked) == ""
    assert absolute("/figure/x", asked) == "/figure/x"


@pytest.mark.parametrize(
    "host", ['a"><script>alert(1)</script>', "a/../b", "a b", "a:99999", "a@evil.example", ""]
)
def test_no_page_repeats_a_host_that_can_be_none(two: Release, host: str) -> None:
    for path in (
        "/figure/freed",
        "/embed/freed",
        "/oembed?url=/figure/freed",
        "/data/citation.bib",
        "/robots.txt",
    ):
        answer = ask(path, host=host)
        assert answer.status == 200, path
        assert not host or host not in answer.text, path
    assert '<link rel="canonical" href="/figure/freed">' in ask("/figure/freed", host=host).text
    assert ask("/sitemap.xml", host=host).status == 400


def test_the_setting_goes_before_the_host_that_was_asked(
    two: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_ADDRESS", "https://figures.example.org")
    text = ask("/figure/freed", host="evil.example").text
    assert '<link rel="canonical" href="https://figures.example.org/figure/freed">' in text
    assert "evil.example" not in text

"""Absolute addresses: of a host that can be one, or of none."""

from __future__ import annotations

import pytest

from dashboard.web.site import absolute, origin


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
        "https://" + "a" * 300,
    ],
)
def test_what_can_be_no_host_leaves_the_address_relative(asked: str) -> None:
    assert origin(asked) == ""
    assert absolute("/figure/x", asked) == "/figure/x"

"""Whom to write to: on every page where the setting is given, nowhere where it is not or is something else."""

from __future__ import annotations

import pytest

from dashboard import contact


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ("figures@example.org", '<a href="mailto:figures@example.org">figures@example.org</a>'),
        (" https://example.org/contact ", '<a href="https://example.org/contact">example.org/contact</a>'),
    ],
)
def test_a_mail_address_or_a_web_address_is_a_link(
    given: str, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(contact.SETTING, given)
    assert contact.link() == link
    assert contact.line().endswith(f"{link}</p>")


@pytest.mark.parametrize(
    "given",
    [
        "", "somebody", "http://example.org", "javascript:alert(1)", 'a@example.org"><script>', "a@b@example.org",
        "https://example.org/?a=<b>", "a@" + "x" * 300 + ".org", "https://", "figures@localhost",
    ],
)  # fmt: skip
def test_anything_else_is_no_link(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(contact.SETTING, given)
    assert contact.link() == contact.line() == ""

"""The settings for signing in: read anew each time, and whatever is wrong in them keeps everybody out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from dashboard.desk import settings, start
from dashboard.desk.settings import NotSet, Provider
from tests.dashboard.desk import signing

NAMED = """
[auth.keycloak]
client_id = "other"
client_secret = "x"
server_metadata_url = "https://other.example/realms/staff/.well-known/openid-configuration"
"""


def test_the_settings_of_a_site(secrets: Path) -> None:
    found = settings.read()
    assert (found.origin, found.secret) == (signing.SITE, signing.SECRET)
    assert found.providers == {"default": Provider(signing.ISSUER, signing.CLIENT)}
    assert found.lists(signing.ANNA)


def test_several_providers_have_names(secrets: Path) -> None:
    signing.write(secrets, sections=NAMED)
    assert settings.read().providers["keycloak"] == Provider("https://other.example/realms/staff", "other")
    signing.write(secrets, sections=NAMED, client_id=None)
    assert list(settings.read().providers) == ["keycloak"]


@pytest.mark.parametrize(
    ("email", "listed"),
    [
        ("anna@example.org", True), ("ben@staff.example", True), ("ben@example.org", False), ("anna@example.org.evil.example", False),
        ("x@notstaff.example", False), ("x@sub.staff.example", False), ("@staff.example", True), ("anna", False), ("", False),
    ],
)  # fmt: skip
def test_an_address_or_everybody_at_a_domain_is_listed(secrets: Path, email: str, listed: bool) -> None:
    assert settings.read().lists(email) is listed


def test_the_list_is_read_in_small_letters(secrets: Path) -> None:
    signing.write(secrets, allow=[" Anna@Example.ORG "])
    assert settings.read().lists("anna@example.org")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"allow": None}, "[auth] and [desk]"), ({"allow": []}, "allow must list"), ({"allow": "anna@example.org"}, "allow must list"),
        ({"allow": ["*"]}, "nothing but"), ({"allow": ["@"]}, "nothing but"), ({"allow": [""]}, "nothing but"), ({"allow": ["anna@example.org", 7]}, "nothing but"),
        ({"allow": ["example.org"]}, "nothing but"), ({"allow": ["аnna@example.org"]}, "nothing but"), ({"allow": ["a@b@example.org"]}, "nothing but"),
        ({"cookie_secret": None}, "cookie_secret"), ({"cookie_secret": "xxx"}, "cookie_secret"), ({"cookie_secret": 12345}, "cookie_secret"),
        ({"redirect_uri": None}, "redirect_uri"), ({"redirect_uri": "http://figures.example/oauth2callback"}, "redirect_uri"),
        ({"redirect_uri": "https://figures.example/"}, "redirect_uri"), ({"redirect_uri": "https:///oauth2callback"}, "redirect_uri"),
        ({"redirect_uri": "https://[/oauth2callback"}, "redirect_uri"), ({"client_secret": None}, "client_secret"), ({"client_id": ""}, "client_id"),
        ({"server_metadata_url": "http://provider.example/.well-known/openid-configuration"}, "server_metadata_url"),
        ({"server_metadata_url": "https://provider.example/configuration"}, "server_metadata_url"),
    ],
)  # fmt: skip
def test_a_wrong_setting_keeps_everybody_out_and_is_named(
    secrets: Path, wrong: dict[str, Any], said: str
) -> None:
    signing.write(secrets, **wrong)
    with pytest.raises(NotSet, match=re.escape(said)):
        settings.read()
    assert said in settings.fault()
    assert not settings.are_set()


def test_on_this_machine_a_provider_may_be_tried_without_encryption(secrets: Path) -> None:
    signing.write(
        secrets,
        redirect_uri="http://localhost:{port}/oauth2callback",
        server_metadata_url="http://127.0.0.1:9/.well-known/openid-configuration",
    )
    assert settings.read().origin.startswith("http://localhost:8")


@pytest.mark.parametrize(
    "content", [b"[auth", b"\xff\xfe", b"auth = 1\ndesk = 2", b"[desk]\nallow = ['a@b']"]
)
def test_secrets_that_cannot_be_read_keep_everybody_out(secrets: Path, content: bytes) -> None:
    secrets.write_bytes(content)
    assert settings.fault()


def test_without_secrets_nothing_is_wrong_and_nobody_signs_in(secrets: Path) -> None:
    secrets.unlink()
    assert settings.fault() == ""
    assert not settings.are_set()
    secrets.write_text("[other]\nkey = 'x'\n", encoding="utf-8")
    assert settings.fault() == ""


def test_the_log_says_at_start_why_nobody_can_sign_in(
    secrets: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DESK", raising=False)
    start.begin()
    assert not caplog.records
    signing.write(secrets, cookie_secret="short")
    start.begin()
    assert "cookie_secret must have at least" in caplog.text
    assert "short" not in caplog.text

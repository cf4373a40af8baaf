"""The desk on this machine alone: a key, a pass for each browser, and no neighbour, rebound name or passer-on gets in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit import config

from dashboard.desk import access, here, start
from dashboard.desk.asking import Asking, of_scope
from tests.dashboard.desk import signing

PORT = 8501
ORIGIN = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def key() -> Iterator[str]:
    yield parse_qs(urlsplit(here.open_door("127.0.0.1", PORT)).query)["key"][0]
    here.shut()


def with_pass() -> Asking:
    """The opening of a connection by a browser that brought the key."""
    return Asking(f"127.0.0.1:{PORT}", ORIGIN, {here.cookie(): here.new_pass()}, near=True, acts=True)


@pytest.mark.parametrize(
    "address", [None, "", "0.0.0.0", "::", "::1", "localhost", "192.168.0.2", "127.0.0.2", "unix:///x"]
)
def test_a_server_that_others_can_reach_does_not_start_with_an_open_desk(address: str | None) -> None:
    with pytest.raises(ValueError, match=r"listens on 127\.0\.0\.1 alone .got .*make desk"):
        here.open_door(address, PORT)
    assert not here.is_open()


def test_only_the_key_is_the_key(key: str) -> None:
    assert here.fits(key)
    assert len(key) > 40
    for wrong in ("", key[:-1], f"{key}a", key.swapcase(), "é", "\ud800", "\x00", "x" * 100_000):
        assert not here.fits(wrong)


def test_a_key_is_of_one_start(key: str) -> None:
    held = with_pass()
    assert access.of(held)
    here.open_door("127.0.0.1", PORT)
    assert not here.fits(key)
    assert access.of(held) is None
    here.shut()
    assert not here.fits(key)
    assert access.of(held) is None


def test_who_has_a_pass_is_known_by_the_name_the_machine_knows(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "anna")
    found = access.of(with_pass())
    assert found
    assert (found.who, found.name, found.way, found.until) == ("anna", "anna", "here", None)


def test_by_either_name_of_this_machine(key: str) -> None:
    held = with_pass()
    assert access.of(replace(held, host=f"localhost:{PORT}", origin=f"http://localhost:{PORT}"))
    assert access.of(replace(held, host=f"localhost:{PORT}")) is None, "a page of the other name"


@pytest.mark.parametrize(
    "changed",
    [
        {"cookies": {}}, {"cookies": {"desk-8501": ""}}, {"cookies": {"desk-8501": "x"}},
        {"origin": ""}, {"origin": "null"}, {"origin": f"http://127.0.0.1:{PORT + 1}"}, {"origin": "http://127.0.0.1"}, {"origin": f"https://127.0.0.1:{PORT}"},
        {"origin": "https://evil.example"}, {"origin": f"http://127.0.0.1:{PORT}.evil.example"}, {"origin": f"{ORIGIN}/"},
        {"host": f"evil.example:{PORT}", "origin": f"http://evil.example:{PORT}"}, {"host": f"evil.example:{PORT}"}, {"host": "127.0.0.1"}, {"host": ""},
        {"host": f"127.0.0.1:{PORT + 1}"}, {"host": f"127.0.0.1.evil.example:{PORT}"}, {"host": f"[::1]:{PORT}"}, {"host": f"0.0.0.0:{PORT}"},
        {"near": False},
    ],
    ids=str,
)  # fmt: skip
def test_who_lacks_anything_is_nobody(key: str, changed: dict[str, object]) -> None:
    held = with_pass()
    assert access.of(held)
    assert access.of(replace(held, **changed)) is None  # type: ignore[arg-type]


def test_reading_needs_no_origin_but_no_wrong_one_either(key: str) -> None:
    held = replace(with_pass(), acts=False)
    assert access.of(replace(held, origin=""))
    assert access.of(replace(held, origin=f"http://127.0.0.1:{PORT + 1}")) is None


def test_whoever_signs_out_is_out_in_every_window_and_nobody_else_is(key: str) -> None:
    one, other = with_pass(), with_pass()
    here.end(replace(one, origin=f"http://127.0.0.1:{PORT + 1}"))
    assert access.of(one), "a neighbour cannot do it"
    here.end(one)
    assert access.of(one) is None
    assert access.of(other)


def test_passes_do_not_pile_up(key: str) -> None:
    first = with_pass()
    for _ in range(here.MOST_PASSES):
        here.new_pass()
    assert access.of(first) is None


def test_a_provider_has_no_say_here(key: str) -> None:
    assert access.of(signing.asked(signing.signed_in())) is None


@pytest.mark.parametrize(
    ("headers", "client", "near"),
    [
        ([], "127.0.0.1", True), ([], "192.168.0.7", False), ([], "::1", False), ([], None, False),
        ([(b"x-forwarded-for", b"127.0.0.1")], "127.0.0.1", False), ([(b"forwarded", b"for=127.0.0.1")], "127.0.0.1", False), ([(b"via", b"1.1 x")], "127.0.0.1", False),
    ],
)  # fmt: skip
def test_what_was_passed_on_by_somebody_was_not_asked_here(
    headers: list[tuple[bytes, bytes]], client: str | None, near: bool
) -> None:
    scope = {"type": "http", "headers": headers, "client": (client, 1) if client else None}
    assert of_scope(scope, acts=False).near is near


def test_a_header_that_is_given_twice_is_believed_neither_time() -> None:
    headers = [(b"host", b"127.0.0.1:8501"), (b"host", b"evil.example"), (b"origin", b"a"), (b"origin", b"a")]
    asked = of_scope({"type": "websocket", "headers": headers, "client": ("127.0.0.1", 1)}, acts=True)
    assert (asked.host, asked.origin) == ("given more than once", "given more than once")


def test_the_address_is_printed_once_and_stands_in_no_log(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK", "here")
    monkeypatch.setattr(config, "get_option", {"server.address": "127.0.0.1", "server.port": 8501}.get)
    start.begin()
    try:
        said = capsys.readouterr().out
        (address,) = [word for word in said.split() if word.startswith("http")]
        assert here.fits(address.partition("key=")[2])
        assert address.startswith(f"{ORIGIN}/desk?key=")
        assert not caplog.records
    finally:
        here.shut()

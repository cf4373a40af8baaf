"""The address: what it asks for is followed, and what it cannot mean falls back and says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.addresses import Choice, read

ALLOWED = {"PHL": "Philippines", "M49:035": "South-eastern Asia"}


@pytest.mark.parametrize(
    ("values", "choice"),
    [
        ([], Choice("PHL")),
        ([""], Choice("PHL")),
        (["M49:035"], Choice("M49:035")),
        (["M49:035", "M49:035"], Choice("M49:035")),
        (["PHI"], Choice("PHL", "unknown", "PHI")),
        (["phl"], Choice("PHL")),
        (["m49:035"], Choice("M49:035")),
        (["Philippines"], Choice("PHL", "unknown", "Philippines")),
        (["M49:035", "PHL"], Choice("M49:035", "several")),
        (["PHI", "M49:035"], Choice("M49:035", "several")),
        (["PHI", "PHX"], Choice("PHL", "several")),
        (["<script>alert(1)</script>"], Choice("PHL", "unknown", "<script>alert(1)</script>")),
        (["\x00PHL"], Choice("PHL", "unknown", "PHL")),
        (["../../etc/passwd"], Choice("PHL", "unknown", "../../etc/passwd")),
    ],
)
def test_an_address_is_followed_or_falls_back_and_says_why(values: list[str], choice: Choice) -> None:
    assert read(values, ALLOWED, "PHL") == choice


def test_a_huge_value_is_not_echoed_whole() -> None:
    choice = read(["x" * 60_000], ALLOWED, "PHL")
    assert choice.complaint == "unknown"
    assert len(choice.asked) == 41


@given(st.lists(st.text(), max_size=3))
def test_nothing_in_an_address_can_raise(values: list[str]) -> None:
    choice = read(values, ALLOWED, "PHL")
    assert choice.code in ALLOWED
    assert len(choice.asked) <= 41
    assert choice.asked.isprintable()

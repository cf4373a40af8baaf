"""Links that leave the site open the host that they are told by."""

from __future__ import annotations

import pytest

from dashboard import outside


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example\\@amnesty.org/x", "https://amnesty.org@evil.example/", "https://a b.example/", "javascript:alert(1)",
        "https://evil.example\t/x", "//evil.example", "https://[", "",
    ],
)  # fmt: skip
def test_what_misleads_is_only_printed(address: str) -> None:
    assert "<a " not in outside.by_host(address)


def test_a_plain_address_is_a_link_told_by_its_host() -> None:
    assert 'href="https://www.unodc.org/wdr?a=1"' in outside.by_host("https://www.unodc.org/wdr?a=1")
    assert ">unodc.org</a>" in outside.by_host("https://www.unodc.org/wdr?a=1")

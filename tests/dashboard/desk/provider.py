"""A real provider of identities on this machine, whose word may be bent as a test needs it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx2

PATIENCE = 30.0


@contextmanager
def running() -> Iterator[str]:
    """The address of a provider that is up."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/.well-known/openid-configuration")
            yield address
        finally:
            server.terminate()


def vouch(provider: str, person: str, /, **claims: Any) -> None:
    """Have the provider say this of a person. Claims such as ``aud`` and ``exp`` take the place of its own."""
    httpx2.put(f"{provider}/users/{person}", json=claims, timeout=20).raise_for_status()


def agree(address: str, person: str) -> str:
    """Be this person at the address that a site led to; where the provider leads back to, as path and query."""
    answer = httpx2.post(address, data={"sub": person}, timeout=20)
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["location"])
    return f"{parts.path}?{parts.query}"


def _wait(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            httpx2.get(address, timeout=5).raise_for_status()
        except httpx2.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the provider must answer within {PATIENCE:.0f} seconds")

"""Start the dashboard, and beside it the emptiest page that the same framework can show."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EMPTY_PAGE = 'import streamlit as st\nst.write("hello")\n'
QUIET = ("--browser.gatherUsageStats", "false", "--browser.serverAddress", "localhost")
PATIENCE = 90.0


@contextmanager
def dashboard() -> Iterator[str]:
    """The address of the dashboard over the committed release."""
    with _serving(ROOT, "app.py", "/healthz") as address:
        yield address


@contextmanager
def empty_page() -> Iterator[str]:
    """The address of a page with one word on it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "app.py").write_text(EMPTY_PAGE, encoding="utf-8")
        with _serving(Path(folder), "app.py", "/_stcore/health") as address:
            yield address


@contextmanager
def _serving(folder: Path, script: str, health: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATASETS_DIR"}
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true", *QUIET]
    place = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with subprocess.Popen(
        [*command, *place], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait(f"http://127.0.0.1:{port}{health}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the server must answer within {PATIENCE:.0f} seconds (exit code {server.poll()})")

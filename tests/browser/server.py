"""Start a server on a free port, such as the dashboard as the README says, and stop it again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0


@contextmanager
def running(
    datasets: Path | None = None,
    *flags: str,
    settings: Mapping[str, str] | None = None,
    said: Path | None = None,
) -> Iterator[str]:
    """The address of a dashboard that is up; over the committed release unless ``datasets`` gives another.

    ``flags``, ``settings`` and ``said`` are as in ``serving``.
    """
    with serving(ROOT, "/healthz", *flags, datasets=datasets, settings=settings, said=said) as address:
        yield address


@contextmanager
def serving(
    folder: Path,
    health: str,
    *flags: str,
    datasets: Path | None = None,
    settings: Mapping[str, str] | None = None,
    said: Path | None = None,
) -> Iterator[str]:
    """The address of the ``app.py`` in a folder, once it answers at all at ``health``; ``flags`` are the framework's.

    ``settings`` are variables of its environment; ``said`` is a file for what it prints.
    """
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if name not in ("DATASETS_DIR", "DESK")}
    environment |= dict(settings or {})
    if datasets:
        environment["DATASETS_DIR"] = str(datasets)
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true", *flags]
    place = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    with (
        (said or Path(os.devnull)).open("wb") as printed,
        subprocess.Popen(
            [*command, *place], cwd=folder, env=environment, stdout=printed, stderr=subprocess.STDOUT
        ) as server,
    ):
        try:
            _wait(f"http://127.0.0.1:{port}{health}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until it answers at all: an unreadable release is an answer too."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server must keep running (got exit code {server.returncode})")
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the server must answer within {PATIENCE:.0f} seconds")

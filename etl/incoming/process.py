"""Have a file parsed in a process of its own, which may break, hang or swell without harm."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from etl.faults import IncomingFault
from etl.incoming.incoming import Limits, Parsed, Sort

ROOT = Path(__file__).resolve().parents[2]
# Isolated: neither the folder it is started in nor the environment says what is imported.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from etl.incoming.child import main; main(*sys.argv[2:])"
)
_AT_ONCE = threading.BoundedSemaphore(2)
_WAIT = 60.0
_DAMAGED = "it may be damaged or hostile; export it anew, or bring its text"


def parsed(content: bytes, sort: Sort, limits: Limits) -> Parsed:
    """What the parser for this sort makes of the bytes. Raises IncomingFault, whatever the file does to it."""
    command = [sys.executable, "-I", "-c", _START, str(ROOT), sort, *map(str, astuple(limits))]
    answer = answered(command, content, limits)
    if "what" in answer:
        raise IncomingFault(answer["what"], answer["remedy"])
    return Parsed(answer["text"], answer["stated"], tuple(answer["remarks"]))


def answered(command: Sequence[str], content: bytes, limits: Limits) -> dict[str, Any]:
    """What a process answers to these bytes, if it does in time."""
    if not _AT_ONCE.acquire(timeout=_WAIT):
        raise IncomingFault("has to wait: other files are being read", "try again in a minute")
    try:
        # No variable of ours, and so no secret, is told to a process that reads what strangers made.
        done = subprocess.run(  # noqa: S603 - our own interpreter with our own words
            command, input=content, capture_output=True, timeout=limits.seconds, env={}, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(limits) from error
    finally:
        _AT_ONCE.release()
    if done.returncode == -signal.SIGXCPU:
        raise _too_slow(limits)
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise IncomingFault("broke the program that reads it", _DAMAGED) from error
    return dict(answer)


def _too_slow(limits: Limits) -> IncomingFault:
    seconds = f"{limits.seconds} second{'' if limits.seconds == 1 else 's'}"
    return IncomingFault(f"takes longer to read than {seconds}", _DAMAGED)

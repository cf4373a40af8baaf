"""Take from this process what a parser of a hostile file could misuse: memory, time, files, programs and the network."""

from __future__ import annotations

import contextlib
import os
import resource

from etl.incoming.incoming import Limits


def limit(limits: Limits) -> None:
    """Bound memory and processor time; leave no core file. A system that knows a bound under another name goes without."""
    _set(resource.RLIMIT_AS, limits.memory)
    # At the soft limit the system ends the process: no handler of ours could be reached from within a parser.
    _set(resource.RLIMIT_CPU, limits.seconds)
    _set(resource.RLIMIT_CORE, 0)


def seal() -> None:
    """From here on nothing can be opened, written or reached: no file, no program, no address.

    The kernel holds this, so that it binds parsers in C too: every file and every connection needs a descriptor.
    """
    _set(resource.RLIMIT_FSIZE, 0)
    _set(resource.RLIMIT_NOFILE, 0)


def hush(stdout: int = 1, stderr: int = 2) -> int:
    """Send what a parser prints nowhere; the descriptor of the true standard output is the answer."""
    answer = os.dup(stdout)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stdout)
    os.dup2(nowhere, stderr)
    os.close(nowhere)
    return answer


def _set(what: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))

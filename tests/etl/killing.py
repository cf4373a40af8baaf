"""A process that does acts of the desk in children of its own, and kills or fails them at a moment that it is told.

It has read its modules once and started no thread, so that a child costs no start of an interpreter. One JSON object a
line comes in, one goes out. ``step`` counts what touches the disk: each call that writes, renames, removes or settles.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from etl import drafts, publication
from etl.faults import EtlError

WATCHED = (
    "open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.truncate", "shutil.rmtree",
    "tempfile.mkdtemp", "tempfile.mkstemp",
)  # fmt: skip
ENDINGS = {"done": 0, "refused": 3, "failed": 4}
Hit = Callable[[int, bytes, int], None]


def act(asked: Mapping[str, Any]) -> None:
    """Do what is asked, under the names and folders that are asked for."""
    root, texts = Path(asked["root"]), Path(asked["texts"])
    if asked["act"] == "publish":
        seen = frozenset(asked.get("removals", ()))
        publication.publish_draft(root, asked["draft"], "anna", "A note", texts, seen)
    elif asked["act"] == "rollback":
        publication.roll_back(root, asked["release"], "anna", "A note")
    elif asked["act"] == "add":
        edit = drafts.Edit(**asked["edit"])
        drafts.add(root, asked["draft"], [edit], "anna")
    else:
        publication.recover(root)


class Steps:
    """Counts what touches the disk below a folder; at the step that is told, something happens instead."""

    def __init__(self, root: str, at: int, how: str) -> None:
        self.root, self.at, self.how = root, at, how
        self.done: list[str] = []
        self._settle, self._write = os.fsync, os.pwrite

    def watch(self) -> None:
        """From now on."""
        sys.addaudithook(self._look)
        os.fsync = self._fsync  # type: ignore[assignment]
        os.pwrite = self._pwrite  # type: ignore[assignment]

    def _look(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in WATCHED or (event == "open" and not _writes(arguments)):
            return
        if event in ("os.remove", "os.rmdir") and arguments[1] != -1:
            # A folder is being removed with all that is in it, by names relative to it.
            self._count(f"within {event} {arguments[0]}")
        elif any(str(argument).startswith(self.root) for argument in arguments):
            self._count(f"{event} {os.path.basename(str(arguments[1 if event == 'os.rename' else 0]))}")

    def _fsync(self, handle: int) -> None:
        self._count("fsync")
        self._settle(handle)

    def _pwrite(self, handle: int, content: bytes, offset: int) -> int:
        if len(self.done) + 1 == self.at:
            # Half of it is on the disk already.
            self._write(handle, content[: len(content) // 2], offset)
        self._count("pwrite")
        return self._write(handle, content, offset)

    def _count(self, what: str) -> None:
        self.done.append(what)
        if len(self.done) != self.at:
            return
        if self.how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(28, "No space left on device")


def _writes(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def in_child(asked: Mapping[str, Any]) -> int:
    """Fork, do it, and end as ENDINGS say; returns the child's process id."""
    child = os.fork()
    if child:
        return child
    ending, said, steps = "done", "", Steps(asked["root"], asked.get("step", 0), asked.get("how", "kill"))
    try:
        steps.watch()
        act(asked)
    except (EtlError, OSError) as fault:
        ending, said = ("failed" if isinstance(fault, OSError) else "refused"), str(fault)
    except BaseException as fault:
        ending, said = "broken", repr(fault)
    steps.at = -1
    if report := asked.get("report"):
        Path(report).write_text(json.dumps({"said": said, "steps": steps.done}), "utf-8")
    os._exit(ENDINGS.get(ending, 5))


def waited(child: int, seconds: float | None) -> str:
    """How the child ended; it is killed after so many seconds."""
    if seconds is not None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            gone, status = os.waitpid(child, os.WNOHANG)
            if gone:
                return _ending(status)
            time.sleep(0.0005)
        os.kill(child, signal.SIGKILL)
    return _ending(os.waitpid(child, 0)[1])


def _ending(status: int) -> str:
    if os.WIFSIGNALED(status):
        return "killed" if os.WTERMSIG(status) == signal.SIGKILL else f"signal {os.WTERMSIG(status)}"
    code = os.WEXITSTATUS(status)
    return next((name for name, known in ENDINGS.items() if known == code), "broken")


def main() -> None:
    """Answer until the standard input ends."""
    for line in sys.stdin:
        asked = json.loads(line)
        began = time.monotonic()
        children = [in_child(one) for one in asked]
        endings = [waited(child, one.get("seconds")) for child, one in zip(children, asked, strict=True)]
        print(json.dumps({"endings": endings, "seconds": time.monotonic() - began}), flush=True)


if __name__ == "__main__":
    main()

"""So many may do what takes long at once, so many more wait a little, and whoever comes then is told when to come again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

# When to come again, in seconds.
AGAIN = 5


class Busy(Exception):
    """All places are taken, and so is the line before them."""


class Turns:
    """``at_once`` places, and a line of at most ``in_line`` before them, where nobody waits longer than ``longest_wait`` seconds.

    Who waits holds one of the few threads that the server answers with, so the line is short.
    """

    def __init__(self, at_once: int, in_line: int, longest_wait: float) -> None:
        self._longest_wait = longest_wait
        self._places = BoundedSemaphore(at_once)
        self._within = BoundedSemaphore(at_once + in_line)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Within this block a place is taken. Raises Busy."""
        if not self._within.acquire(blocking=False):
            raise Busy
        try:
            if not self._places.acquire(timeout=self._longest_wait):
                raise Busy
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._within.release()


# Who is about to present goes before nobody and waits for nobody who takes files along.
TO_PRESENT = Turns(at_once=2, in_line=6, longest_wait=10.0)
TO_TAKE_ALONG = Turns(at_once=2, in_line=4, longest_wait=10.0)
TO_OPEN = Turns(at_once=1, in_line=4, longest_wait=10.0)

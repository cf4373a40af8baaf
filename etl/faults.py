"""What is wrong with the data or the call, said with its place and its remedy.

Exceptions::

    EtlError
    ├── DataFault      the catalogue is at fault: every fault listed, nothing published (exit 1)
    ├── CallFault      the command was called wrongly (exit 2)
    │   └── Unseen     figures would go that nobody said to have seen
    ├── IncomingFault  a file that was brought in cannot be read (exit 1)
    └── ReleaseFault   a published release is missing, broken or newer than this program (exit 1)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake: ``file`` relative to the datasets folder, ``row`` as a spreadsheet numbers it (0: the whole file)."""

    file: str
    row: int
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file} row {self.row}" if self.row else self.file
        return f"{place}: {self.what}; {self.remedy}"


class EtlError(Exception):
    """Anything the command line turns into a message instead of a traceback."""


class DataFault(EtlError):
    """The data is at fault."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class CallFault(EtlError):
    """The call is at fault."""


class Unseen(CallFault):
    """Published figures would go that are not named as seen."""

    def __init__(self, figures: Iterable[str]) -> None:
        self.figures: tuple[str, ...] = tuple(figures)
        many = "s" if len(self.figures) > 1 else ""
        said = f"{len(self.figures)} published figure{many} would go: {', '.join(self.figures)}"
        super().__init__(f"{said}; look at each and name it as seen")


class IncomingFault(EtlError):
    """A file that was brought in cannot be read: what it is or does, and what would help."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(f"{what}; {remedy}")


class ReleaseFault(EtlError):
    """A release cannot be read."""

"""The audit trail: who did what when; each line carries the hash of the one before, so that a change is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.clock import now
from etl.faults import Fault
from etl.log import as_object, lines_of
from etl.publish.logs import AUDIT, audit, fingerprint
from etl.releases import history


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. The order is that of the numbers; ``when`` is what the clock said."""

    number: int
    when: str
    who: str
    act: str
    what: str
    release: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the trail is whole; true if it is."""

    entries: int
    faults: tuple[Fault, ...]

    def __bool__(self) -> bool:
        return not self.faults


def record(datasets: Path, who: str, act: str, what: str, release: str = "") -> int:
    """Write an act into the trail; its number. It is on the disk when this returns."""
    return audit(datasets, {"when": now(), "who": who, "act": act, "what": what, "release": release})


def entries(datasets: Path) -> Iterator[Entry]:
    """Every act, the first first; a line that a crash cut short is passed over."""
    for line in lines_of(datasets / AUDIT):
        if (fields := as_object(line)) is not None:
            said = (str(fields.get(name, "")) for name in Entry.__slots__[1:])
            yield Entry(_number(fields.get("number")), *said)


def _number(found: object) -> int:
    return found if isinstance(found, int) else 0


def verified(datasets: Path) -> Verdict:
    """Every line that is missing, changed or out of its place, and what the history has that the trail has not."""
    lines = lines_of(datasets / AUDIT)
    faults = []
    before, number = b"", 0
    for at, line in enumerate(lines, start=1):
        fields = as_object(line)
        if fields is None:
            # What a crash cut short stands last; the next writer takes it away.
            if at < len(lines):
                faults.append(_fault(at, "cannot be read"))
            continue
        if fields.get("number") != number + 1:
            faults.append(_fault(at, f"has number {fields.get('number')!r}, not {number + 1}"))
        elif fields.get("before") != fingerprint(before):
            faults.append(_fault(at, "does not follow from the line before it"))
        before, number = line, _number(fields.get("number"))
    return Verdict(len(lines), (*faults, *_unaudited(datasets)))


def _unaudited(datasets: Path) -> list[Fault]:
    """Acts of people in the history of releases that the trail does not know: its end was cut off."""
    known = {(entry.when, entry.act, entry.release) for entry in entries(datasets)}
    return [
        _fault(0, f"knows nothing of the {entry.act} of {entry.release} at {entry.when}")
        for entry in history(datasets)
        if entry.when and (entry.when, entry.act, entry.release) not in known
    ]


def _fault(row: int, what: str) -> Fault:
    return Fault(AUDIT, row, what, "compare it with a copy: the trail is only ever added to")

"""The audit trail: numbered, chained, whole after a crash, and a change is seen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from etl import audit
from etl.publish.disk import append_line
from etl.publish.logs import audit as audit_line


@pytest.fixture
def trail(tmp_path: Path) -> Path:
    """Four acts; returns the datasets folder."""
    for number in range(4):
        assert audit.record(tmp_path, "änna", "edit", f"row {number}") == number + 1
    assert audit.verified(tmp_path)
    return tmp_path


Lines = list[bytes]
CHANGES: dict[str, tuple[Callable[[Lines], Lines], str]] = {
    "a word changed": (lambda lines: [lines[0], lines[1].replace(b"row 1", b"row 7"), *lines[2:]], "row 3: does not follow"),
    "a line taken out": (lambda lines: [lines[0], *lines[2:]], "row 2: has number 3, not 2"),
    "the first taken out": (lambda lines: lines[1:], "row 1: has number 2, not 1"),
    "two lines changed places": (lambda lines: [lines[0], lines[2], lines[1], lines[3]], "row 2: has number 3"),
    "a line made unreadable": (lambda lines: [lines[0], b"x", *lines[2:]], "row 2: cannot be read"),
    "a line put in": (lambda lines: [*lines, b'{"number": 5, "before": "00"}'], "row 5: does not follow"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_of_the_trail_is_seen(trail: Path, change: Callable[[Lines], Lines], said: str) -> None:
    path = trail / "audit.jsonl"
    path.write_bytes(b"\n".join(change(path.read_bytes().splitlines())) + b"\n")
    verdict = audit.verified(trail)
    assert not verdict
    assert any(said in str(fault) for fault in verdict.faults)


def test_an_end_that_was_cut_off_is_seen_by_the_history_of_releases(trail: Path) -> None:
    audit_line(trail, {"when": "2030", "who": "a", "act": "publish", "what": "", "release": "0" * 12})
    (trail / "published").mkdir()
    entry = {"act": "publish", "release": "0" * 12, "previous": "", "who": "a", "when": "2030"}
    (trail / "published/history.jsonl").write_text(json.dumps(entry) + "\n", "utf-8")
    assert audit.verified(trail)
    path = trail / "audit.jsonl"
    path.write_bytes(b"\n".join(path.read_bytes().splitlines()[:-1]) + b"\n")
    assert "knows nothing of the publish of 000000000000" in str(audit.verified(trail).faults[0])


@pytest.mark.parametrize("torn", [b'{"number": 5, "wh', b"\xff", b"\0\0\0"])
def test_a_line_cut_short_by_a_crash_is_passed_over_and_taken_away_by_the_next(
    trail: Path, torn: bytes
) -> None:
    path = trail / "audit.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + torn)
    assert len(list(audit.entries(trail))) == 4
    assert audit.verified(trail)
    assert audit.record(trail, "anna", "edit", "row 5") == 5
    assert path.read_bytes().startswith(whole + b'{"number": 5')
    assert audit.verified(trail)


def test_a_last_line_that_lacks_only_its_end_is_kept(trail: Path) -> None:
    path = trail / "audit.jsonl"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert audit.record(trail, "anna", "edit", "row 5") == 5
    assert audit.verified(trail)


def test_one_act_of_one_moment_is_written_once_where_that_is_asked(trail: Path) -> None:
    fields = {"when": "2030", "who": "a", "act": "publish", "what": "", "release": ""}
    assert [audit_line(trail, fields, once=True) for _ in range(2)] == [5, 5]
    assert len(list(audit.entries(trail))) == 5


def test_line_breaks_in_what_is_said_make_no_line_of_their_own(trail: Path) -> None:
    audit.record(trail, "a\nb", "c\r\nd", "e\u2028f")
    assert list(audit.entries(trail))[-1].who == "a\nb"
    assert audit.verified(trail)


def test_a_log_that_is_written_while_the_disk_is_full_stays_as_it_was(
    trail: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    path = trail / "audit.jsonl"
    before = path.read_bytes()
    for call in ("os.fsync", "os.pwrite"):
        monkeypatch.setattr(call, full)
        with pytest.raises(OSError, match="No space left"):
            append_line(path, "{}")
        assert path.read_bytes() == before

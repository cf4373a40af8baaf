"""Files that are damaged, misnamed or malicious: a message with the place and the remedy, never a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from etl import cli
from etl.faults import ReleaseFault
from etl.releases import current_name, history, read_tables, release_folder, verify
from tests.etl.small import Small

FIGURES = "documents/report/figures.csv"
CARD = "documents/report/source.toml"


def faults(catalogue: Small) -> list[str]:
    return [str(fault) for fault in catalogue.draft().faults]


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def _write(name: str, content: bytes = b"") -> Callable[[Path], object]:
    return lambda root: (root / name).write_bytes(content)


def _rename(name: str, new: str) -> Callable[[Path], object]:
    return lambda root: (root / name).rename(root / new)


def _folder(name: str) -> Callable[[Path], object]:
    def make(root: Path) -> None:
        (root / name).unlink(missing_ok=True)
        (root / name).mkdir()

    return make


def _dangling(name: str) -> Callable[[Path], object]:
    def make(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to("nowhere")

    return make


def _card(old: str, new: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        text = (root / CARD).read_text("utf-8")
        assert old in text
        (root / CARD).write_text(text.replace(old, new), "utf-8")

    return change


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            _rename(FIGURES, "documents/report/Figures.csv"),
            "documents/report/Figures.csv: is not a name that is read; did you mean figures.csv?",
        ),
        (
            _rename(FIGURES, "documents/report/figures.bak"),
            f"{FIGURES}: is missing; write it, with its heading alone if there are no figures",
        ),
        (_write("documents/report/set-aside.csv"), "set-aside.csv: is not a name that is read; did you mean"),
        (_write("Problems.csv"), "Problems.csv: is not a name that is read; did you mean problems.csv?"),
        (_write("documents/notes.csv"), "documents/notes.csv: is not a name that is read; must be a folder"),
        (_write("vocabulary/colours.csv"), "vocabulary/colours.csv: is not a name that is read; "),
        (_folder("derived.csv"), "derived.csv: cannot be read (Is a directory); "),
        (_folder(FIGURES), f"{FIGURES}: cannot be read (Is a directory); "),
        (_folder(CARD), f"{CARD}: cannot be read (Is a directory); "),
        (_folder("vocabulary/headlines.csv"), "vocabulary/headlines.csv: cannot be read (Is a directory); "),
        (_dangling("record/counts.csv"), "record/counts.csv: cannot be read (No such file or directory); "),
        (_write("record"), "record: cannot be read (Not a directory); "),
        (_dangling("documents/gone.csv"), "documents/gone.csv: is not a name that is read; "),
        (lambda root: (root / "documents" / os.fsdecode(b"\xff")).mkdir(), r"holds a file named '\\udcff'"),
        (_card("length = ", "length = true #"), "length is True; must be a count of characters"),
        (_card("length = ", "length = 99999999999 #"), "length is 99999999999; must be a count"),
        (_card('author = ""', 'author = "a\\u0007b"'), "author holds a tab, line break or invisible"),
        (_card('author = ""', 'author = "=cmd()"'), "author begins as a formula does; write it as text"),
        (_card('address = ""', 'address = "javascript:alert(1)"'), "must begin with http:// or https://"),
        (_card('"2020-05-01"', '"20200501"'), "published is '20200501'; must be a day such as"),
        (_card('author = ""', "author = " + "[" * 5000), "cannot be read as TOML (too deeply nested)"),
        (_card('author = ""', 'author = ""\nnote = 3'), "note is 3; must be text in quotation marks"),
    ],
)
def test_a_damaged_or_misnamed_file_is_a_fault(
    catalogue: Small, damage: Callable[[Path], object], said: str
) -> None:
    damage(catalogue.root)
    assert any(said in fault for fault in faults(catalogue)), faults(catalogue)


def test_a_folder_that_may_not_be_read_is_a_fault(catalogue: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    (catalogue.root / "record").mkdir()
    iterdir = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "record":
            raise PermissionError(13, "Permission denied", str(path))
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert [fault for fault in faults(catalogue) if fault.startswith("record: cannot be read (Permission")]


def test_hidden_names_and_other_files_are_left_alone(catalogue: Small) -> None:
    for name in (".DS_Store", "._figures.csv", "_draft.csv", "readme.md"):
        (catalogue.root / "documents/report" / name).write_bytes(b"\xff")
    assert faults(catalogue) == []


ROW = b'zz,1,12,"2,500",held,USA,,,,2020,the bureau,note,\n'


@pytest.mark.parametrize(
    ("added", "row", "said"),
    [
        (b"\n\n" + ROW.replace(b"USA", b"PHI"), 12, "region 'PHI'"),
        (ROW.replace(b"note", b'"no\nte"') + ROW.replace(b"note", b"\xe9"), 11, "is not UTF-8 (byte 0xe9)"),
        (ROW.replace(b",note,", b",x") + ROW.replace(b"note", b'"no"te'), 11, "cannot be read as CSV"),
        (ROW.replace(b"note", b"=HYPERLINK(1)"), 10, "note begins as a formula does"),
        (ROW.replace(b"the bureau", b"@SUM(A1)"), 10, "attribution begins as a formula does"),
        (ROW.replace(b"note", "a\u2028b".encode()), 10, "note holds a tab, line break or invisible"),
        (ROW.replace(b"note,", b"note,place: a; colour: b"), 10, "inferred is 'place: a; colour: b'"),
        (ROW.replace(b"note,", b"note,region: a; colour: b"), 10, "inferred is 'region: a; colour: b'"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_its_number(
    catalogue: Small, added: bytes, row: int, said: str
) -> None:
    path = catalogue.root / FIGURES
    path.write_bytes(path.read_bytes() + added)
    found = faults(catalogue)
    assert any(fault.startswith(f"{FIGURES} row {row}: {said}") for fault in found), found


@pytest.mark.parametrize("more", [b"\n\n\n", b"\r\n", b",,,,,,,,,,,,\n,,,,,,,,,,,,\n"])
def test_empty_rows_at_the_end_are_skipped(catalogue: Small, more: bytes) -> None:
    path = catalogue.root / FIGURES
    path.write_bytes(path.read_bytes() + more)
    assert faults(catalogue) == []


def test_line_ends_of_old_macintoshes_are_accepted(catalogue: Small) -> None:
    before = catalogue.draft().tables["figures"]
    path = catalogue.root / FIGURES
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))
    made = catalogue.draft()
    assert made.faults == ()
    assert made.tables["figures"].equals(before)


def _package(change: Callable[[dict[str, object]], object]) -> Callable[[Path], object]:
    def damage(folder: Path) -> None:
        path = folder / "datapackage.json"
        described = json.loads(path.read_text("utf-8"))
        change(described)
        path.write_text(json.dumps(described), "utf-8")

    return damage


@pytest.mark.parametrize(
    "damage",
    [
        _package(lambda described: described.pop("resources")),
        _package(lambda described: described.update(resources=None)),
        _package(lambda described: described.update(resources=[])),
        _package(lambda described: described.update(resources=[None])),
        _package(lambda described: described.update(resources=[{"path": "figures.parquet"}])),
        _package(lambda described: described.update(resources=7)),
        _package(
            lambda described: described["resources"].append({"path": "../current", "hash": ""})  # type: ignore[attr-defined]
        ),
        lambda folder: (folder / "datapackage.json").write_text("null"),
        lambda folder: (folder / "datapackage.json").write_text("[" * 100_000),
        lambda folder: (folder / "datapackage.json").write_bytes(b"\xff"),
        lambda folder: (folder / "datapackage.json").unlink(),
        lambda folder: _folder("datapackage.json")(folder),
        lambda folder: _folder("figures.parquet")(folder),
    ],
)
def test_a_damaged_package_is_refused_and_mended_by_a_build(
    catalogue: Small, damage: Callable[[Path], object]
) -> None:
    at = ["--datasets", str(catalogue.root)]
    assert cli.main(["build", *at]) == 0
    folder = release_folder(catalogue.root, current_name(catalogue.root) or "")
    damage(folder)
    with pytest.raises(ReleaseFault, match=folder.name):
        verify(folder)
    assert cli.main(["diff", *at]) == 1
    assert cli.main(["build", *at]) == 0
    verify(folder)
    assert read_tables(folder)["figures"].num_rows == 8


def test_a_file_where_the_release_should_be_is_mended_by_a_build(catalogue: Small) -> None:
    at = ["--datasets", str(catalogue.root)]
    assert cli.main(["build", *at]) == 0
    folder = release_folder(catalogue.root, current_name(catalogue.root) or "")
    folder.rename(folder.with_name("elsewhere"))
    folder.write_bytes(b"")
    assert cli.main(["build", *at]) == 0
    verify(folder)


def test_only_the_tables_of_the_package_are_read(catalogue: Small) -> None:
    assert cli.main(["build", "--datasets", str(catalogue.root)]) == 0
    folder = release_folder(catalogue.root, current_name(catalogue.root) or "")
    tables = set(read_tables(folder))
    (folder / "garbage.parquet").write_bytes(b"no table")
    assert set(read_tables(folder)) == tables
    (folder / "figures.parquet").write_bytes(b"no table")
    with pytest.raises(ReleaseFault, match="a table cannot be read"):
        read_tables(folder)


def test_a_history_that_is_not_text_is_passed_over(catalogue: Small) -> None:
    at = ["--datasets", str(catalogue.root)]
    assert cli.main(["build", *at]) == 0
    path = catalogue.root / "published/history.jsonl"
    path.write_bytes(b"\xff\xfe\n" + b"[" * 100_000 + b"\n" + path.read_bytes())
    assert [entry.release for entry in history(catalogue.root)] == [current_name(catalogue.root)]
    assert cli.main(["build", *at]) == 0


@pytest.mark.parametrize(
    "damage",
    [
        _write("published"),
        lambda root: (root / "published/.lock").mkdir(parents=True),
        lambda root: (root / "published/history.jsonl").mkdir(parents=True),
    ],
)
def test_what_stands_in_the_way_of_publishing_is_named(
    catalogue: Small, damage: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    damage(catalogue.root)
    assert cli.main(["build", "--datasets", str(catalogue.root)]) in (1, 2)
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert str(catalogue.root / "published") in said[0]


@pytest.mark.parametrize(
    "arguments",
    [["rollback", "0123456789ab"], ["releases"], ["diff"], ["diff", "current", "draft"], ["build"]],
)
def test_a_folder_without_a_catalogue_is_a_wrong_call_and_stays_as_it_is(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*arguments, "--datasets", str(tmp_path)]) == 2
    assert "holds no catalogue; name the datasets folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_messages_are_written_under_any_locale(catalogue: Small) -> None:
    (catalogue.root / "documents/réport").mkdir()
    done = run("check", "--datasets", str(catalogue.root), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 1
    assert "documents/réport" in done.stderr.decode("utf-8")
    assert b"Traceback" not in done.stderr
    shown = run("parse", "£5", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "£5" in shown.stdout.decode("utf-8")


def test_an_interrupted_command_says_so_in_a_line(
    catalogue: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("etl.pipeline.draft", interrupt)
    assert cli.main(["check", "--datasets", str(catalogue.root)]) == 130
    assert capsys.readouterr().err == "etl: stopped\n"


def test_text_that_is_not_utf8_on_standard_input_is_a_wrong_call() -> None:
    for arguments in (["parse", "-"], ["extract", "-"]):
        done = subprocess.run(
            [sys.executable, "-m", "etl", *arguments], input=b"20 \xff\n", capture_output=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"standard input: is not UTF-8 at byte 3; save it as UTF-8" in done.stderr

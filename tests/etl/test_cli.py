"""The command line: answers, messages and exit statuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from etl import cli
from tests.etl.small import Small

COMMANDS = (
    "build",
    "check",
    "extract",
    "parse",
    "diff",
    "releases",
    "rollback",
    "draft",
    "publish",
    "audit",
    "add-document",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main([command, "--help"])
    assert stop.value.code == 0
    assert f"python -m etl {command}" in capsys.readouterr().out


def test_a_phrase_is_read_into_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", "nearly 2,500", "$4 to $7", "hundreds"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        {
            "text": "nearly 2,500",
            "value": 2500,
            "lower": None,
            "upper": 2500,
            "qualifier": "almost",
            "unit": None,
        },
        {"text": "$4 to $7", "value": None, "lower": 4, "upper": 7, "qualifier": "range", "unit": "USD"},
        {
            "text": "hundreds",
            "value": None,
            "lower": None,
            "upper": None,
            "qualifier": "magnitude",
            "unit": None,
        },
    ]


def test_phrases_are_read_from_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "etl", "parse", "-"],
        input="100:1\n\n1 of 5\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert [json.loads(line)["value"] for line in done.stdout.splitlines()] == [100, 20]


def test_phrases_of_a_text_are_extracted_with_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "text.txt"
    text = "A title\n\nAbout 20% of them, or at least 6,200 people.\n"
    path.write_text(text, "utf-8")
    assert cli.main(["extract", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(row["paragraph"], row["text"], row["value"], row["lower"]) for row in found] == [
        (2, "About 20%", 20, None),
        (2, "at least 6,200", 6200, 6200),
    ]
    assert all(text[row["start"] :].startswith(row["text"]) for row in found)
    assert cli.main(["extract", str(path)]) == 0
    assert "paragraph 2 character 9: 'About 20%' approximately value=20 percent" in capsys.readouterr().out


def test_a_check_publishes_nothing_and_says_that_quotes_were_not_read(
    catalogue: Small, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DOCUMENTS_DIR", raising=False)
    assert cli.main(["check", "--datasets", str(catalogue.root)]) == 0
    assert "the quotes were not re-read" in capsys.readouterr().out
    assert not (catalogue.root / "published").exists()


def test_a_check_with_documents_says_what_was_proven(
    catalogue: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--datasets", str(catalogue.root), "--documents", str(catalogue.texts)]) == 0
    assert "report: every quote proven, 10 of 10 number phrases accounted for" in capsys.readouterr().out


def test_the_folders_may_be_named_by_the_environment(
    catalogue: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(catalogue.root))
    monkeypatch.setenv("DOCUMENTS_DIR", str(catalogue.texts))
    assert cli.main([]) == 0
    assert "every quote proven" in capsys.readouterr().out
    assert cli.main(["releases", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["current"] is True


def test_faults_are_listed_for_a_machine(catalogue: Small, capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.figure("wrong", "report", "2,500", "held", region="PHI")
    assert cli.main(["check", "--json", "--datasets", str(catalogue.root)]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["faults"] == [
        {
            "file": "documents/report/figures.csv",
            "row": 10,
            "what": "region 'PHI' is not in the vocabulary",
            "remedy": "did you mean 'PHL'?",
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", "--datasets", "/nowhere"], 2),
        (["extract", "/nowhere.txt"], 2),
        (["rollback", "000000000000"], 2),
    ],
)
def test_a_wrong_call_exits_with_two(
    catalogue: Small, arguments: list[str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATASETS_DIR", str(catalogue.root))
    assert cli.main(arguments) == status


def test_an_unknown_command_exits_with_two() -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["biuld"])
    assert stop.value.code == 2


def test_a_check_does_not_wait_for_what_only_publishing_needs() -> None:
    code = "import sys; from etl import cli; cli.main(['check']); sys.exit(bool({'etl.publish', 'streamlit'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0

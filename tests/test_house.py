"""What the documents promise is there: commands, targets, pins, and a picture."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize(
    "text", [README, (ROOT / "CONTRIBUTING.md").read_text("utf-8")], ids=["README", "CONTRIBUTING"]
)
def test_every_make_target_that_is_named_exists(text: str) -> None:
    named = set(re.findall(r"\bmake ([a-z]+)\b", text))
    assert named
    assert named <= targets()


@pytest.mark.parametrize("target", ["help", "run", "desk", "test", "soak", "build", "check", "bench"])
def test_the_house_has_the_targets_it_must_have(target: str) -> None:
    assert target in targets()


def test_make_help_lists_the_two_commands_first() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.search(r"make run .*\n.*make test ", said)


def test_make_desk_opens_it_on_a_server_that_nobody_else_can_reach() -> None:
    """Without flags of its own the framework listens to everybody, and prints and opens an address without the key."""
    told = subprocess.run(["make", "-n", "desk"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (start,) = [line for line in told.splitlines() if "streamlit run" in line]
    assert start.startswith("DESK=here ")
    assert "--server.address 127.0.0.1 " in start
    assert "--server.headless true" in start


def test_every_etl_command_that_the_readme_names_exists() -> None:
    commands = set(re.findall(r"python -m etl ([a-z]+(?:-[a-z]+)*)", README))
    assert commands >= {
        "check",
        "parse",
        "extract",
        "diff",
        "releases",
        "rollback",
        "draft",
        "publish",
        "audit",
    }
    for command in commands:
        subprocess.run(
            [sys.executable, "-m", "etl", command, "--help"], cwd=ROOT, capture_output=True, check=True
        )


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_to_one_version(name: str) -> None:
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text("utf-8").splitlines()]
    pins = [line for line in lines if line and not line.startswith("-r")]
    assert pins
    assert all(re.fullmatch(r"[A-Za-z0-9_.\[\]-]+==[A-Za-z0-9_.+!-]+(?: ;.*)?", pin) for pin in pins), pins


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_dependency_we_chose_is_among_the_pins(name: str) -> None:
    chosen = [
        re.split(r"[\s#]", line)[0].lower() for line in (ROOT / f"{name}.in").read_text("utf-8").splitlines()
    ]
    chosen = [line for line in chosen if line and line != "-r"]
    pinned = (ROOT / f"{name}.txt").read_text("utf-8").lower()
    assert chosen
    assert all(f"{package}==" in pinned for package in chosen)


def test_the_pictures_and_files_that_the_readme_links_to_exist() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert any(link.endswith(".png") for link in links)
    assert all((ROOT / link).is_file() for link in links if not link.startswith("http"))


def test_no_number_of_the_readme_is_typed_that_a_command_makes() -> None:
    """Counts of figures, documents and times change with every release: they are shown by commands."""
    assert not re.findall(r"\b\d+ (?:figures|documents|problems|seconds|tests)\b", README)

"""The recipes of CONTRIBUTING.md, each followed step by step."""

import csv
import hashlib
import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts import BY_KIND
from dashboard.desk.views import SHOWN, VIEWS
from dashboard.frame import DESK, PAGES, style
from dashboard.words import say
from etl import cli
from etl.catalogue import DERIVED_COLUMNS, FIGURE_COLUMNS, PROBLEM_COLUMNS, SET_ASIDE_COLUMNS
from etl.releases import current_name, read_tables, release_folder
from etl.vocabulary import KINDS

ROOT = Path(__file__).resolve().parent.parent
RECIPES = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TEXT = "Report on drug courts\n\nIn 2021 the courts heard at least 4,300 cases in Iceland.\n"


@pytest.fixture
def datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository's vocabulary, with no documents yet, and an empty folder of texts."""
    root = tmp_path / "datasets"
    shutil.copytree(ROOT / "datasets" / "vocabulary", root / "vocabulary")
    (root / "vocabulary" / "headlines.csv").unlink()
    (tmp_path / "texts").mkdir()
    monkeypatch.setenv("DATASETS_DIR", str(root))
    monkeypatch.setenv("DOCUMENTS_DIR", str(tmp_path / "texts"))
    return root


def add(path: Path, columns: tuple[str, ...], **cells: str) -> None:
    """Add a row to a sheet, with its heading if it is new."""
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerow(cells)


def extract(text: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str]]:
    capsys.readouterr()
    assert cli.main(["extract", str(text), "--json"]) == 0
    return {
        row["text"]: {name: str(row[name]) for name in ("paragraph", "start")}
        for row in json.loads(capsys.readouterr().out)
    }


def write_document(datasets: Path) -> Path:
    text = datasets.parent / "texts" / "drug-courts.txt"
    text.write_text(TEXT, "utf-8")
    folder = datasets / "documents" / "drug-courts"
    folder.mkdir(parents=True)
    card = f"""title = "Report on drug courts"
publisher = "A court office"
author = ""
published = ""
address = ""
licence = "not stated"
language = "en"
sha256 = "{hashlib.sha256(TEXT.encode()).hexdigest()}"
length = {len(TEXT)}
"""
    (folder / "source.toml").write_text(card, "utf-8")
    return folder


def test_add_a_figure_and_a_document_and_a_measure(
    datasets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measures = datasets / "vocabulary" / "measures.csv"
    add(
        measures, tuple(measures.read_text("utf-8").splitlines()[0].split(",")), measure="drug_court_cases", name="Cases heard by drug courts",
        theme="prisons_and_sentencing", unit="people", kind="count", definition="Cases, one a person.", sentence="{Number} cases were heard{in_place}{when}",
    )  # fmt: skip
    folder = write_document(datasets)
    found = extract(datasets.parent / "texts" / "drug-courts.txt", capsys)
    assert list(found) == ["2021", "at least 4,300"]
    assert cli.main(["check"]) == 1
    assert "'at least 4,300' is not accounted for" in capsys.readouterr().err
    add(
        folder / "figures.csv", FIGURE_COLUMNS, figure_id="courts-cases", quote="at least 4,300", measure="drug_court_cases", region="ISL",
        period="2021", attribution="not stated", **found["at least 4,300"],
    )  # fmt: skip
    add(folder / "set_aside.csv", SET_ASIDE_COLUMNS, quote="2021", reason="date", **found["2021"])
    assert cli.main(["check"]) == 0
    assert cli.main(["build"]) == 0
    name = current_name(datasets)
    assert name
    row = read_tables(release_folder(datasets, name))["figures"].to_pylist()[0]
    assert (
        row["statement"]
        == "At least 4,300 cases were heard in Iceland in 2021, according to A court office, which names no source."
    )
    assert (row["lower"], row["upper"], row["theme"]) == (4300, None, "prisons_and_sentencing")


def test_add_a_derived_figure_and_a_problem_that_only_a_person_can_see(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "datasets"
    shutil.copytree(ROOT / "datasets", root, ignore=shutil.ignore_patterns("published"))
    monkeypatch.setenv("DATASETS_DIR", str(root))
    monkeypatch.delenv("DOCUMENTS_DIR", raising=False)
    with (root / "derived.csv").open(encoding="utf-8") as file:
        derived = next(csv.DictReader(file))
    add(root / "derived.csv", DERIVED_COLUMNS, **{**derived, "figure_id": "derived-by-recipe"})
    add(
        root / "problems.csv",
        PROBLEM_COLUMNS,
        problem_id="seen-by-recipe",
        kind="context",
        figures="derived-by-recipe",
        summary="An example.",
        arithmetic="1 ≠ 2",
    )
    assert cli.main(["build"]) == 0
    name = current_name(root)
    assert name
    tables = read_tables(release_folder(root, name))
    assert "derived-by-recipe" in tables["figures"]["figure_id"].to_pylist()
    assert "seen-by-recipe" in tables["problems"]["problem_id"].to_pylist()


def test_add_a_language() -> None:
    """The recipe names the language file; every language has the same keys, and words under each."""
    assert "dashboard/language/en.toml" in RECIPES
    languages = sorted((ROOT / "dashboard" / "language").glob("*.toml"))
    keys = {path.name: _keys(tomllib.loads(path.read_text("utf-8"))) for path in languages}
    assert keys["en.toml"]
    assert all(found == keys["en.toml"] for found in keys.values())


def _keys(words: dict[str, Any], above: str = "") -> set[str]:
    """Dotted names of every text; none may be empty."""
    found: set[str] = set()
    for key, text in words.items():
        found |= _keys(text, f"{above}{key}.") if isinstance(text, dict) else {f"{above}{key}"}
        assert text
    return found


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([a-z_]+(?:/[A-Za-z_.]+)+)`", RECIPES))))
def test_every_file_a_recipe_names_exists(name: str) -> None:
    assert (ROOT / name).exists() or name.startswith("texts/")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("etl/derive.py", "OPERATIONS"),
        ("etl/checks/__init__.py", "CHECKS"),
        ("dashboard/charts/__init__.py", "BY_KIND"),
    ],
)
def test_every_registry_a_recipe_names_exists(file: str, name: str) -> None:
    assert f"`{name}`" in RECIPES
    assert re.search(rf"^{name}\b", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def test_add_a_chart() -> None:
    """Every chart in the registry is a function of a module in dashboard/charts, under a kind the schema knows."""
    assert BY_KIND
    for kind, chart in BY_KIND.items():
        assert kind in KINDS
        assert chart.__module__.startswith("dashboard.charts.")


def test_add_a_view_to_the_data_desk() -> None:
    """Every view has its way, its words and a function that shows it; nothing of the desk is in what everybody is sent."""
    assert list(SHOWN) == list(VIEWS)
    assert all(say(f"desk.view_{view}") for view in VIEWS)
    assert "desk" not in style()


def test_add_a_page() -> None:
    """Every file of pages/ but the staff's is entered in PAGES, and every page entered there has its file."""
    files = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__"}
    assert files == {page.name for page in (*PAGES, DESK)}

"""Make a synthetic catalogue of any size from the repository's vocabulary, always the same one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pa_csv

from etl.catalogue import FIGURE_COLUMNS
from etl.vocabulary import Row

DOCUMENTS = 20
NUMBERS = 120
"""Distinct numbers a unit, each with eight hedges: catalogues repeat phrases, and the build reads each one once."""

Numbers = npt.NDArray[np.int64]
_HEDGES = ("", "about ", "at least ", "more than ", "nearly ", "up to ", "an estimated ", "fewer than ")

_QUOTES: Mapping[str, Callable[[int, int], str]] = {
    "people": lambda hedge, n: f"{_HEDGES[hedge]}{n * 37:,}",
    "percent": lambda hedge, n: f"{_HEDGES[hedge]}{n % 90 + 1}%",
    "times": lambda hedge, n: f"{_HEDGES[hedge]}{n % 40 + 2} times",
    "ratio_to_one": lambda _, n: f"{n % 120 + 2}:1",
    "USD": lambda hedge, n: f"{_HEDGES[hedge]}${n * 5:,}",
}


def write_catalogue(source: Path, target: Path, rows: int) -> None:
    """Write ``rows`` figures into ``target``, over twenty documents, with ``source``'s vocabulary."""
    shutil.copytree(source / "vocabulary", target / "vocabulary")
    (target / "vocabulary" / "headlines.csv").unlink(missing_ok=True)
    measures = [m for m in _rows(source / "vocabulary" / "measures.csv") if _usable(m)]
    regions = [
        row["region"] for row in _rows(source / "vocabulary" / "regions.csv") if row["sort"] == "country"
    ]
    groups = [row["group"] for row in _rows(source / "vocabulary" / "groups.csv")]
    choices = np.random.default_rng(7)
    for number in range(DOCUMENTS):
        count = rows // DOCUMENTS + (number < rows % DOCUMENTS)
        _write_document(target, f"document-{number:02}", count, measures, regions, groups, choices)


def _rows(path: Path) -> list[Row]:
    found: list[Row] = pa_csv.read_csv(
        path, convert_options=pa_csv.ConvertOptions(strings_can_be_null=False)
    ).to_pylist()
    return [{name: str(cell) if cell is not None else "" for name, cell in row.items()} for row in found]


def _usable(measure: Row) -> bool:
    return (
        measure["kind"] in ("count", "share", "ratio", "money")
        and measure["unit"] in _QUOTES
        and not measure["composition"]
        and not measure["in_force"]
    )


def _write_document(
    target: Path,
    name: str,
    count: int,
    measures: list[Row],
    regions: list[str],
    groups: list[str],
    choices: np.random.Generator,
) -> None:
    folder = target / "documents" / name
    folder.mkdir(parents=True)
    card = [
        'author = ""',
        'published = "2024-01-01"',
        'address = ""',
        'licence = "not stated"',
        'language = "en"',
        f'sha256 = "{"0" * 64}"',
    ]
    (folder / "source.toml").write_text(
        "\n".join([f'title = "{name}"', f'publisher = "{name}"', *card, f"length = {count * 60}", ""]),
        "utf-8",
    )
    at = choices.integers(len(measures), size=count)
    region = choices.integers(len(regions), size=count)
    year = 1970 + choices.integers(50, size=count)
    # Documents mostly agree: one thing at one place and time has one number, but for one row in fifty.
    number = (at * 7919 + region * 104_729 + year * 31 + (choices.integers(50, size=count) == 0)) % NUMBERS
    hedge = choices.integers(len(_HEDGES), size=count)
    phrases = [
        _QUOTES[m["unit"]](h, n + 11) for m in measures for n in range(NUMBERS) for h in range(len(_HEDGES))
    ]
    # One row in fifty has a base of its own, as a careless document would.
    base = np.where(
        choices.integers(50, size=count) == 0, at * 1000 + choices.integers(5, size=count), at * 1000
    )
    columns: dict[str, pa.Array] = {
        "figure_id": _numbered(f"{name}-figure-", np.arange(count)),
        "paragraph": pa.array(np.arange(count) // 5 + 2).cast(pa.string()),
        "start": pa.array(np.arange(count) * 60).cast(pa.string()),
        "quote": pa.array(phrases).take(pa.array((at * NUMBERS + number) * len(_HEDGES) + hedge)),
        "measure": pa.array([measure["measure"] for measure in measures]).take(pa.array(at)),
        "region": pa.array(regions).take(pa.array(region)),
        "group": _asked(measures, "group", groups[0]).take(pa.array(at)),
        "comparison_group": _asked(measures, "comparison_group", groups[1]).take(pa.array(at)),
        "base": _numbered("people counted by rule ", base),
        "period": _numbered("", year),
        "attribution": _numbered("bureau ", choices.integers(300, size=count)),
        "note": _empty(count),
    }
    table = pa.table({column: columns[column] for column in FIGURE_COLUMNS})
    pa_csv.write_csv(table, folder / "figures.csv", pa_csv.WriteOptions(quoting_style="needed"))


def _asked(measures: list[Row], column: str, group: str) -> pa.Array:
    """For each measure the group, where its sentence names one."""
    return pa.array([group if f"{{{column}}}" in measure["sentence"] else "" for measure in measures])


def _numbered(words: str, numbers: Numbers) -> pa.Array:
    return pa.array([f"{words}{number}" for number in numbers.tolist()])


def _empty(count: int) -> pa.Array:
    return pa.array([""] * count)

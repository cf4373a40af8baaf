"""The one reader of the published files: the release in use, as tables ready to show."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

REPOSITORY = Path(__file__).resolve().parent.parent
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
TABLES = (
    "figures", "places", "events", "documents", "problems", "themes", "units", "measures", "regions", "groups", "record", "headlines",
)  # fmt: skip
NOT_STATED = "not stated"


class ReleaseUnreadable(Exception):
    """No release can be shown. ``reason`` says why, for the log and the health check, without a path."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, eq=False)
class Release:
    """One published release. Its tables are shared by all visitors: never change one.

    A release equals itself alone, so what is worked out from one is kept by it.

    ``figures`` holds, beside the published columns, the names that their codes stand for: measure_name, definition,
    composition, singular, plural, group_name, comparison_name, group_position, title, publisher, region_sort.
    """

    id: str
    figures: pd.DataFrame
    places: pd.DataFrame
    events: pd.DataFrame
    documents: pd.DataFrame
    problems: pd.DataFrame
    themes: pd.DataFrame
    regions: pd.DataFrame
    record: pd.DataFrame
    headlines: pd.DataFrame

    @cached_property
    def statements(self) -> dict[str, str]:
        """The statement of every figure by its permanent name."""
        return dict(zip(self.figures["figure_id"], self.figures["statement"], strict=True))


def current() -> Release:
    """The release in use now; a new one is noticed at the next call. Raises ReleaseUnreadable."""
    folder = Path(os.environ.get("DATASETS_DIR") or REPOSITORY / "datasets") / "published"
    return _load(folder, _name_in(folder / "current"))


def _name_in(pointer: Path) -> str:
    """The release that ``current`` names, which must be a plain file name: the file is not trusted with a path."""
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise ReleaseUnreadable(f"current must name a release (got {type(problem).__name__})") from problem
    if not SAFE_NAME.fullmatch(name):
        raise ReleaseUnreadable(f"current must hold the name of one release (got {name[:40]!r})")
    return name


@lru_cache(maxsize=4)
def _load(folder: Path, name: str) -> Release:
    """Read one release; a release never changes once it is published, so it is read once. Failures are not kept."""
    try:
        tables = {table: _read(folder / name / f"{table}.parquet") for table in TABLES}
        return _assemble(name, tables)
    except (OSError, KeyError, ValueError) as problem:
        raise ReleaseUnreadable(f"release {name} cannot be read (got {type(problem).__name__})") from problem


def _read(path: Path) -> pd.DataFrame:
    if path.stem == "headlines" and not path.exists():
        return pd.DataFrame({"figure_id": pd.Series(dtype=str), "position": pd.Series(dtype=str)})
    # By path: reading from memory was seen to abort the interpreter at its exit.
    table: pd.DataFrame = pq.read_table(path).to_pandas()
    return table


def _assemble(name: str, tables: dict[str, pd.DataFrame]) -> Release:
    return Release(
        id=name,
        figures=_named(tables),
        places=_with_documents(tables["places"], tables),
        events=_with_documents(tables["events"], tables),
        documents=tables["documents"],
        problems=tables["problems"].fillna(""),
        themes=_in_position(tables["themes"]),
        regions=tables["regions"],
        record=tables["record"].merge(tables["units"][["unit", "singular", "plural"]], on="unit", how="left"),
        headlines=_in_position(tables["headlines"]),
    )


def _in_position(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values("position", key=lambda column: column.astype(int), kind="stable")


def _with_documents(table: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return table.merge(
        tables["documents"][["document", "title", "publisher"]], on="document", how="left", validate="m:1"
    )


def _named(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The figures with the names of their codes, in the order of themes, measures and groups."""
    measures = (
        tables["measures"].rename(columns={"name": "measure_name"}).reset_index(names="measure_position")
    )
    groups = tables["groups"].rename(columns={"name": "group_name", "position": "group_position"})
    # A group that others are compared with is named within a sentence.
    compared = groups.rename(columns={"group": "comparison_group", "sentence_name": "comparison_name"})
    themes = tables["themes"][["theme", "position"]].rename(columns={"position": "theme_position"})
    return (
        _with_documents(tables["figures"], tables)
        .merge(
            measures[["measure", "measure_name", "definition", "composition", "measure_position"]],
            on="measure",
            validate="m:1",
        )
        .merge(tables["units"][["unit", "singular", "plural"]], on="unit", validate="m:1")
        .merge(
            tables["regions"][["region", "sort"]].rename(columns={"sort": "region_sort"}),
            on="region",
            validate="m:1",
        )
        .merge(themes, on="theme", validate="m:1")
        .merge(groups[["group", "group_name", "group_position"]], on="group", how="left", validate="m:1")
        .merge(
            compared[["comparison_group", "comparison_name"]],
            on="comparison_group",
            how="left",
            validate="m:1",
        )
        .astype({"theme_position": int, "group_position": float})
        .sort_values(["theme_position", "measure_position"], kind="stable", ignore_index=True)
    )

"""A release as tables ready to show: the published columns, and the names that their codes stand for. Tables in, tables out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from etl import schema

TABLES = (
    "figures", "places", "events", "documents", "problems", "themes", "units", "measures", "regions", "groups", "record", "headlines",
    "set_aside", "reasons", "corrections",
)  # fmt: skip
NOT_IN_ALL = ("headlines", "corrections")
"""Tables that a release of today's schema may lack."""


class ReleaseUnreadable(Exception):
    """No release can be shown. ``reason`` says why, for the log and the health check, without a path."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, eq=False)
class Release:
    """One published release. Its tables are shared by all visitors: never change one.

    A release equals itself alone and keeps what is worked out from it (``keeping.kept``): once it is let go, so is all of that.

    ``figures`` holds, beside the published columns, the names that their codes stand for: measure_name, definition,
    composition, in_force, singular, plural, group_name, comparison_name, group_position, title, publisher, region_sort.
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
    set_aside: pd.DataFrame
    measures: pd.DataFrame
    units: pd.DataFrame
    groups: pd.DataFrame
    reasons: pd.DataFrame
    corrections: pd.DataFrame

    @cached_property
    def statements(self) -> dict[str, str]:
        """The statement of every figure by its permanent name."""
        return dict(zip(self.figures["figure_id"], self.figures["statement"], strict=True))


def none_of(table: str) -> pd.DataFrame:
    """A table without rows, with every column that the schema of today names."""
    columns = schema.TABLES[table].columns
    none: pd.DataFrame = (
        pa.schema([(column.name, column.type) for column in columns]).empty_table().to_pandas()
    )
    return none


def assemble(name: str, tables: dict[str, pd.DataFrame]) -> Release:
    """The tables of a release, as they were read, put together. Raises KeyError, ValueError or TypeError for others."""
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
        set_aside=tables["set_aside"],
        measures=tables["measures"],
        units=tables["units"],
        groups=tables["groups"],
        reasons=tables["reasons"],
        corrections=tables["corrections"],
    )


def of_tables(name: str, tables: Mapping[str, pa.Table]) -> Release:
    """What is not published yet, as a release by that name: the tables of a draft, say. Raises ReleaseUnreadable."""
    try:
        there = [table for table in TABLES if table in tables or table not in NOT_IN_ALL]
        found = {table: _plain(tables[table]) for table in there}
        return assemble(name, {**{table: none_of(table) for table in NOT_IN_ALL}, **found})
    except (KeyError, ValueError, TypeError) as problem:
        raise ReleaseUnreadable(f"{name} cannot be shown (got {type(problem).__name__})") from problem


def _plain(table: pa.Table) -> pd.DataFrame:
    """As a reader of the file gets it: texts that are codes in memory are plain texts there."""
    columns = [pc.cast(c, c.type.value_type) if pa.types.is_dictionary(c.type) else c for c in table.columns]
    plain: pd.DataFrame = pa.table(columns, names=table.column_names).to_pandas()
    return plain


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
    groups = tables["groups"].rename(
        columns={"name": "group_name", "sentence_name": "group_in_sentence", "position": "group_position"}
    )
    # A group that others are compared with is named within a sentence.
    compared = groups.rename(columns={"group": "comparison_group", "group_in_sentence": "comparison_name"})
    regions = tables["regions"].rename(columns={"sort": "region_sort", "sentence_name": "region_in_sentence"})
    themes = tables["themes"][["theme", "position"]].rename(columns={"position": "theme_position"})
    return (
        _with_documents(tables["figures"], tables)
        .merge(
            measures[
                ["measure", "measure_name", "definition", "composition", "in_force", "measure_position"]
            ],
            on="measure",
            validate="m:1",
        )
        .merge(tables["units"][["unit", "singular", "plural"]], on="unit", validate="m:1")
        .merge(
            regions[["region", "region_sort", "region_in_sentence"]],
            on="region",
            validate="m:1",
        )
        .merge(themes, on="theme", validate="m:1")
        .merge(
            groups[["group", "group_name", "group_in_sentence", "group_position"]],
            on="group",
            how="left",
            validate="m:1",
        )
        .merge(
            compared[["comparison_group", "comparison_name"]],
            on="comparison_group",
            how="left",
            validate="m:1",
        )
        .astype({"theme_position": int, "group_position": float})
        .sort_values(["theme_position", "measure_position"], kind="stable", ignore_index=True)
    )

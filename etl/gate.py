"""The last gate before publication: every table is validated against the schema with pandera."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pandera.pandas as rules
import pyarrow as pa

from etl.faults import Fault
from etl.schema import FIGURES, TABLES, Column, Table


def validate(tables: Mapping[str, pa.Table]) -> list[Fault]:
    """One fault for each column or rule of a table that does not hold, naming the first rows."""
    faults: list[Fault] = []
    for name, table in tables.items():
        codes = {noun: set(tables[noun].column(0).to_pylist()) for noun in _vocabularies(TABLES[name])}
        frame = table.to_pandas(types_mapper=pd.ArrowDtype)
        try:
            frame_schema(TABLES[name], codes).validate(frame, lazy=True)
        except rules.errors.SchemaErrors as error:
            faults += _faults(name, error)
    return faults


def _vocabularies(table: Table) -> set[str]:
    return {column.vocabulary for column in table.columns if column.vocabulary}


def frame_schema(table: Table, codes: Mapping[str, set[str]]) -> rules.DataFrameSchema:
    """The pandera schema of a table; ``codes`` holds the vocabulary its columns draw on."""
    columns = {column.name: _column(column, codes) for column in table.columns}
    checks = (
        [rules.Check(rule, error=said) for said, rule in _FIGURE_RULES.items()] if table is FIGURES else []
    )
    return rules.DataFrameSchema(columns, checks=checks, strict=True, ordered=True)


def _column(column: Column, codes: Mapping[str, set[str]]) -> rules.Column:
    known = codes[column.vocabulary] if column.vocabulary else set(column.allowed)
    checks = [rules.Check.isin(sorted(known))] if known else []
    return rules.Column(
        pd.ArrowDtype(column.arrow), checks=checks, nullable=not column.required, unique=column.unique
    )


_STATED: Mapping[str, tuple[bool, int]] = {
    "exact": (True, 2),
    "approximately": (True, 0),
    "at_least": (True, 1),
    "more_than": (True, 1),
    "almost": (True, 1),
    "up_to": (True, 1),
    "less_than": (True, 1),
    "range": (False, 2),
    "magnitude": (False, 0),
    "in_words": (False, 0),
}
"""For each qualifier: whether it states a value, and how many bounds."""


def _as_stated(frame: pd.DataFrame) -> pd.Series:
    """A figure has the value and bounds that its qualifier states, and no others."""
    bounds = frame["lower"].notna().to_numpy().astype(int) + frame["upper"].notna().to_numpy()
    valued = frame["value"].notna().to_numpy()
    fits = np.zeros(len(frame), dtype=bool)
    for qualifier, (value, count) in _STATED.items():
        fits |= (frame["qualifier"] == qualifier).to_numpy() & (valued == value) & (bounds == count)
    return pd.Series(fits, index=frame.index)


def _ordered(frame: pd.DataFrame) -> pd.Series:
    result: pd.Series = (frame["lower"] <= frame["upper"]).fillna(True)
    return result


def _in_time(frame: pd.DataFrame) -> pd.Series:
    result: pd.Series = (frame["period_start"] <= frame["period_end"]).fillna(True)
    return result


_FIGURE_RULES: Mapping[str, Callable[[pd.DataFrame], pd.Series]] = {
    "lower must not be above upper": _ordered,
    "the period must not end before it starts": _in_time,
    "value and bounds must be those that the qualifier states": _as_stated,
}


def _faults(name: str, error: rules.errors.SchemaErrors) -> list[Fault]:
    cases = error.failure_cases
    # A rule about whole rows is reported once for every column; it is one fault.
    about_rows = cases["schema_context"] == "DataFrameSchema"
    cases["column"] = cases["column"].where(~about_rows, "a row")
    found = []
    for (column, check), rows in cases.groupby(["column", "check"], dropna=False, sort=True):
        places = ", ".join(str(int(at) + 1) for at in rows["index"].dropna().unique()[:5])
        where = f" in rows {places}" if places else ""
        found.append(
            Fault(
                f"{name}.parquet",
                0,
                f"{column}: {check} does not hold{where}",
                "mend the catalogue or the schema",
            )
        )
    return found

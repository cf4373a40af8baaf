"""The last gate before publication: every table is validated against the schema with pandera."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
        pd.ArrowDtype(column.type), checks=checks, nullable=not column.required, unique=column.unique
    )


_STATED: Mapping[str, tuple[tuple[str, ...], bool, int]] = {
    "an exact figure has a value and both bounds": (("exact",), True, 2),
    "an approximate figure has a value and no bounds": (("approximately",), True, 0),
    "a figure bounded on one side has a value and that bound": (
        ("at_least", "more_than", "almost", "up_to", "less_than"),
        True,
        1,
    ),
    "a range has two bounds and no value": (("range",), False, 2),
    "a figure in words has no numbers": (("magnitude", "in_words"), False, 0),
}
"""For each rule: the qualifiers, whether they state a value, and how many bounds."""


def _states(qualifiers: tuple[str, ...], value: bool, bounds: int) -> Callable[[pd.DataFrame], pd.Series]:
    def rule(frame: pd.DataFrame) -> pd.Series:
        count = frame["lower"].notna().astype(int) + frame["upper"].notna().astype(int)
        fits = (frame["value"].notna() == value) & (count == bounds)
        result: pd.Series = ~frame["qualifier"].isin(qualifiers) | fits
        return result

    return rule


def _ordered(frame: pd.DataFrame) -> pd.Series:
    result: pd.Series = (frame["lower"] <= frame["upper"]).fillna(True)
    return result


def _in_time(frame: pd.DataFrame) -> pd.Series:
    result: pd.Series = (frame["period_start"] <= frame["period_end"]).fillna(True)
    return result


_FIGURE_RULES: Mapping[str, Callable[[pd.DataFrame], pd.Series]] = {
    "lower must not be above upper": _ordered,
    "the period must not end before it starts": _in_time,
    **{said: _states(*stated) for said, stated in _STATED.items()},
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

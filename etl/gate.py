"""The last gate before publication: every table is held against the schema, whatever made it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from etl.faults import Fault
from etl.schema import FIGURES, TABLES, Column, Table

Mask = npt.NDArray[np.bool_]
REMEDY = "mend the catalogue or the schema"
_SHOWN = 5


def validate(tables: Mapping[str, pa.Table]) -> list[Fault]:
    """One fault for each column or rule of a table that does not hold, naming the first rows (0-based)."""
    faults: list[Fault] = []
    for name, table in tables.items():
        file, schema = f"{name}.parquet", TABLES[name]
        misfits = list(_misfits(schema, table))
        faults += [Fault(file, 0, said, REMEDY) for said in misfits]
        if misfits:
            continue
        for said, wrong in _broken_rules(schema, table, tables):
            if wrong.any():
                rows = ", ".join(str(at) for at in np.flatnonzero(wrong)[:_SHOWN].tolist())
                faults.append(Fault(file, 0, f"{said} does not hold in rows {rows}", REMEDY))
    return faults


def _misfits(schema: Table, table: pa.Table) -> Iterator[str]:
    """Columns that are missing, unknown, out of order or of another type."""
    if tuple(table.column_names) != schema.names:
        yield f"columns must be {', '.join(schema.names)} (got {', '.join(table.column_names)})"
        return
    for column in schema.columns:
        found = table.schema.field(column.name).type
        if found != column.arrow:
            yield f"{column.name} must be {column.arrow} (got {found})"


def _broken_rules(
    schema: Table, table: pa.Table, tables: Mapping[str, pa.Table]
) -> Iterator[tuple[str, Mask]]:
    """Each rule in words, and the rows that break it."""
    for column in schema.columns:
        cells = table[column.name]
        if column.required:
            yield f"{column.name}: must be filled", _mask(cells.is_null())
        if column.unique:
            yield f"{column.name}: must be unique", _repeated(cells)
        known = tables[column.vocabulary].column(0) if column.vocabulary else pa.array(column.allowed)
        if len(known):
            source = column.vocabulary or ", ".join(column.allowed)
            yield f"{column.name}: must be one of {source}", _unknown(cells, column, known)
    for said, broken in _FIGURE_RULES.items() if schema is FIGURES else ():
        yield said, broken(table)


def _repeated(cells: pa.ChunkedArray) -> Mask:
    """Every row whose text an earlier row has."""
    codes = cells.combine_chunks().dictionary_encode(null_encoding="encode")
    if len(codes.dictionary) == len(cells):
        return np.zeros(len(cells), dtype=bool)
    repeated = np.ones(len(cells), dtype=bool)
    repeated[np.unique(codes.indices.to_numpy(), return_index=True)[1]] = False
    return repeated


def _unknown(cells: pa.ChunkedArray, column: Column, known: pa.Array) -> Mask:
    """Filled cells that hold none of the codes."""
    known = known.cast(pa.string())
    if not column.repeats:
        return _mask(pc.and_(cells.is_valid(), pc.invert(pc.is_in(cells, known))))
    # Each distinct text is looked up once.
    encoded = cells.unify_dictionaries().combine_chunks()
    wrong = pc.invert(pc.is_in(encoded.dictionary, known)).take(encoded.indices)
    return _mask(pc.fill_null(wrong, False))


def _mask(cells: pa.Array | pa.ChunkedArray) -> Mask:
    chunked = cells if isinstance(cells, pa.ChunkedArray) else pa.chunked_array([cells])
    found: Mask = chunked.to_numpy()
    return found


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


def _not_as_stated(figures: pa.Table) -> Mask:
    """A figure has the value and bounds that its qualifier states, and no others."""
    bounds = figures["lower"].is_valid().to_numpy().astype(int) + figures["upper"].is_valid().to_numpy()
    valued = figures["value"].is_valid().to_numpy()
    encoded = figures["qualifier"].unify_dictionaries().combine_chunks()
    # A qualifier that is none of these fits nothing; neither does a missing one, which takes the last place.
    qualifiers = encoded.dictionary.to_pylist()
    stated = np.array([_STATED.get(qualifier, (False, -1)) for qualifier in qualifiers] + [(False, -1)])
    codes = pc.fill_null(encoded.indices, len(qualifiers)).to_numpy()
    wrong: Mask = (stated[codes, 0] != valued) | (stated[codes, 1] != bounds)
    return wrong


def _after(first: str, last: str) -> Callable[[pa.Table], Mask]:
    return lambda table: _mask(pc.fill_null(pc.greater(table[first], table[last]), False))


def _not_finite(figures: pa.Table) -> Mask:
    finite = [pc.fill_null(pc.is_finite(figures[name]), True) for name in ("value", "lower", "upper")]
    wrong: Mask = ~np.logical_and.reduce([_mask(column) for column in finite])
    return wrong


_FIGURE_RULES: Mapping[str, Callable[[pa.Table], Mask]] = {
    "lower must not be above upper": _after("lower", "upper"),
    "the period must not end before it starts": _after("period_start", "period_end"),
    "value and bounds must be finite": _not_finite,
    "value and bounds must be those that the qualifier states": _not_as_stated,
}

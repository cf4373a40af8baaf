"""The last gate refuses what the schema does not allow, whatever made it."""

from datetime import date

import pyarrow as pa
import pytest

from etl.faults import DataFault
from etl.gate import validate
from etl.pipeline import citations
from etl.publish import locked, publish
from tests.etl.small import Small


def broken(catalogue: Small, column: str, value: object, row: int = 0) -> list[str]:
    tables = dict(catalogue.draft().tables)
    figures = tables["figures"]
    cells = figures[column].to_pylist()
    cells[row] = value
    field = figures.schema.field(column).with_nullable(True)
    tables["figures"] = figures.set_column(
        figures.schema.get_field_index(column), field, pa.array(cells, field.type)
    )
    return [str(fault) for fault in validate(tables)]


def test_a_sound_draft_passes(catalogue: Small) -> None:
    assert validate(catalogue.draft().tables) == []


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("lower", 9e9, "lower must not be above upper"),
        ("upper", float("inf"), "value and bounds must be finite does not hold in rows 0"),
        ("period_start", date(2999, 1, 1), "the period must not end before it starts"),
        ("value", None, "value and bounds must be those that the qualifier states"),
        ("upper", None, "value and bounds must be those that the qualifier states"),
        ("qualifier", "approximately", "value and bounds must be those that the qualifier states"),
        ("qualifier", "at_least", "value and bounds must be those that the qualifier states"),
        ("qualifier", "range", "value and bounds must be those that the qualifier states"),
        ("qualifier", "magnitude", "value and bounds must be those that the qualifier states"),
        ("qualifier", "roughly", "figures.parquet: qualifier: must be one of exact, approximately"),
        ("region", "PHI", "figures.parquet: region: must be one of regions"),
        ("statement", None, "figures.parquet: statement: must be filled"),
        ("figure_id", "report-1980", "figures.parquet: figure_id: must be unique"),
    ],
)
def test_a_table_that_breaks_a_rule_is_refused_by_column(
    catalogue: Small, column: str, value: object, said: str
) -> None:
    found = broken(catalogue, column, value)
    assert any(said in fault for fault in found), found


def test_a_missing_column_is_refused(catalogue: Small) -> None:
    tables = dict(catalogue.draft().tables)
    tables["places"] = tables["places"].drop_columns(["certainty"])
    assert any("places.parquet" in str(fault) for fault in validate(tables))


def test_a_column_of_another_type_is_refused(catalogue: Small) -> None:
    tables = dict(catalogue.draft().tables)
    places = tables["places"]
    at = places.schema.get_field_index("paragraph")
    tables["places"] = places.set_column(at, "paragraph", places["paragraph"].cast(pa.int64()))
    assert [fault.what for fault in validate(tables)] == ["paragraph must be int32 (got int64)"]


def test_the_rows_that_break_a_rule_are_named(catalogue: Small) -> None:
    found = broken(catalogue, "statement", None, row=1)
    assert any("does not hold in rows 1;" in fault for fault in found), found


def test_tables_that_break_a_rule_are_not_published(catalogue: Small) -> None:
    made = catalogue.draft()
    places = made.tables["places"].drop_columns(["certainty"])
    with locked(catalogue.root), pytest.raises(DataFault, match=r"places\.parquet"):
        publish(catalogue.root, {**made.tables, "places": places}, citations(made.cards))
    assert [path.name for path in (catalogue.root / "published").iterdir()] == [".lock"]

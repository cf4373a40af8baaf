"""The last gate refuses what the schema does not allow, whatever made it."""

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
        ("value", None, "value and bounds must be those that the qualifier states"),
        ("upper", None, "value and bounds must be those that the qualifier states"),
        ("qualifier", "approximately", "value and bounds must be those that the qualifier states"),
        ("qualifier", "at_least", "value and bounds must be those that the qualifier states"),
        ("qualifier", "range", "value and bounds must be those that the qualifier states"),
        ("qualifier", "magnitude", "value and bounds must be those that the qualifier states"),
        ("qualifier", "roughly", "figures.parquet: qualifier: isin("),
        ("region", "PHI", "figures.parquet: region: isin("),
        ("statement", None, "figures.parquet: statement: not_nullable"),
        ("figure_id", "report-1980", "figures.parquet: figure_id: field_uniqueness"),
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


def test_tables_that_break_a_rule_are_not_published(catalogue: Small) -> None:
    made = catalogue.draft()
    places = made.tables["places"].drop_columns(["certainty"])
    with locked(catalogue.root), pytest.raises(DataFault, match=r"places\.parquet"):
        publish(catalogue.root, {**made.tables, "places": places}, citations(made.cards))
    assert [path.name for path in (catalogue.root / "published").iterdir()] == [".lock"]

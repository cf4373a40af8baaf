"""Which files of the catalogue can be edited row by row: the key and the columns of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl import schema
from etl.catalogue import (
    CORRECTION_COLUMNS,
    DERIVED_COLUMNS,
    FIGURE_COLUMNS,
    OPTIONAL_FIGURE_COLUMNS,
    PLACE_COLUMNS,
    PROBLEM_COLUMNS,
    RECORD_COLUMNS,
    SET_ASIDE_COLUMNS,
)
from etl.documents import CARD_FIELDS, CARD_OPTIONAL, DOCUMENT_ID
from etl.faults import CallFault


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. ``optional`` columns may be missing from its heading; rows of ``placed`` stand in the order of start."""

    key: str
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()
    placed: bool = False

    @property
    def every(self) -> tuple[str, ...]:
        """All columns, in order."""
        return (*self.columns, *self.optional)


CARD = Kind("", CARD_FIELDS, CARD_OPTIONAL)
_OF_DOCUMENT = {
    "figures.csv": Kind("figure_id", FIGURE_COLUMNS, OPTIONAL_FIGURE_COLUMNS, placed=True),
    "places.csv": Kind("place_id", PLACE_COLUMNS, placed=True),
    "set_aside.csv": Kind("start", SET_ASIDE_COLUMNS, placed=True),
    "source.toml": CARD,
}
_RECORD = Kind("record_id", RECORD_COLUMNS)
_ALONE = {
    "problems.csv": Kind("problem_id", PROBLEM_COLUMNS),
    "derived.csv": Kind("figure_id", DERIVED_COLUMNS),
    "corrections.csv": Kind("correction_id", CORRECTION_COLUMNS),
    **{
        f"vocabulary/{noun.name}.csv": Kind(noun.names[0], noun.needed, noun.optional)
        for noun in schema.VOCABULARY
    },
}
_RECORD_NAME = re.compile(r"record/[A-Za-z0-9][A-Za-z0-9_-]*\.csv")


def kind_of(file: str) -> Kind:
    """The kind of a file of the catalogue. Raises CallFault for any other name."""
    if file in _ALONE:
        return _ALONE[file]
    if _RECORD_NAME.fullmatch(file):
        return _RECORD
    folder, _, name = file.rpartition("/")
    if name in _OF_DOCUMENT and DOCUMENT_ID.fullmatch(document_of(file)) and folder.count("/") == 1:
        return _OF_DOCUMENT[name]
    said = (
        "documents/<document>/figures.csv, set_aside.csv, places.csv or source.toml, vocabulary/<table>.csv"
    )
    raise CallFault(
        f"{file!r}: is not a file that is edited; must be {said}, record/<name>.csv or {', '.join(_ALONE_NAMES)}"
    )


_ALONE_NAMES = tuple(name for name in _ALONE if "/" not in name)


def document_of(file: str) -> str:
    """The document that a file belongs to; '' if to none."""
    parts = file.split("/")
    return parts[1] if parts[0] == "documents" and len(parts) == 3 else ""

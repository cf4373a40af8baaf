"""Try one row of figures before it is kept: what is wrong with it, or the sentence that it would publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pyarrow as pa

from etl import normalise, schema
from etl.catalogue import FIGURE_COLUMNS, OPTIONAL_FIGURE_COLUMNS
from etl.documents import Card
from etl.rows import check_figures
from etl.sheet import FILE, ROW, column_type
from etl.vocabulary import NOT_STATED, Vocabulary

Row = Mapping[str, str]
COLUMNS = (*FIGURE_COLUMNS, *OPTIONAL_FIGURE_COLUMNS)


class Tried(NamedTuple):
    """The sentence, '' where something is ``wrong``: what, and what would be right."""

    statement: str
    wrong: tuple[tuple[str, str], ...]


def vocabulary(tables: Mapping[str, Iterable[Row]]) -> Vocabulary:
    """The vocabulary from the rows of its tables, by their nouns. A table without rows has its columns all the same."""
    made = {}
    for noun in schema.VOCABULARY:
        rows = list(tables.get(noun.name, ()))
        cells = {name: [row.get(name) or "" for row in rows] for name in noun.names}
        made[noun.name] = pa.table({name: pa.array(column, pa.string()) for name, column in cells.items()})
    return Vocabulary(made)


def tried(row: Row, card: Row, words: Vocabulary) -> Tried:
    """What a row would say, in a document whose card has these fields; the rules are those of a build."""
    named = {**{name: row.get(name, "") for name in COLUMNS}, "document": card.get("document", ""), FILE: ""}
    columns = {name: pa.array([cell], column_type(name)) for name, cell in named.items()}
    checked = check_figures(pa.table({**columns, ROW: pa.array([1], pa.int32())}), words)
    if checked.faults:
        return Tried("", tuple(dict.fromkeys((fault.what, fault.remedy) for fault in checked.faults)))
    voice = _card(card)
    published = normalise.figures(checked.sound(), words, {voice.document: voice}, {})
    return Tried(published["statement"][0].as_py(), ())


def _card(fields: Row) -> Card:
    """As much of a card as a sentence needs: whoever says so."""
    publisher, title = fields.get("publisher") or NOT_STATED, fields.get("title", "")
    return Card(
        fields.get("document", ""), title, publisher, NOT_STATED, None, "", NOT_STATED, NOT_STATED, "", 0
    )

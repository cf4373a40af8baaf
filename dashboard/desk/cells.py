"""What the cells of the catalogue's rows are called at the desk, and what may stand in those that hold a code."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard.desk import folders
from dashboard.words import known, say
from etl import drafts
from etl.faults import DataFault
from etl.kinds import CARD, document_of, kind_of
from etl.vocabulary import CERTAINTIES, PROBLEM_KINDS, QUALIFIERS

Row = dict[str, str]
MARKS = re.compile(r"[\\`*_\[\]$:~!<>#]")

# The table of the vocabulary that a column's codes are of.
VOCABULARY: Mapping[str, str] = {
    "measure": "measures",
    "region": "regions",
    "group": "groups",
    "comparison_group": "groups",
    "unit": "units",
}
# What a column may hold in a file whose rows have this key.
_ALLOWED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "problem_id": {"kind": PROBLEM_KINDS},
    "place_id": {"certainty": CERTAINTIES},
    "record_id": {"qualifier": QUALIFIERS, "confidence": ("high", "medium", "low")},
}


def label(column: str) -> str:
    """The name of a column in plain words."""
    return say(f"desk_bench.cell_{column}")


def label_in(file: str, column: str) -> str:
    """The name of a column of any file that is edited, as the form says it in which the file is filled in.

    >>> label_in("documents/report/source.toml", "published"), label_in("vocabulary/units.csv", "plural")
    ('Published on (such as 2026-11-30)', 'Name after several, such as people')
    """
    section = "desk_bench.cell" if kind_of(file) is not CARD else "desk_documents.card"
    if file.startswith("vocabulary/"):
        section = "desk_words.cell"
        column = "code" if column == kind_of(file).key else column
    key = f"{section}_{column}"
    return say(key) if known(key) else column.replace("_", " ")


def hint(column: str) -> str | None:
    """What is to stand in it, where that is not plain from its name."""
    key = f"desk_bench.help_{column}"
    return say(key) if known(key) else None


def named(code: str, names: Mapping[str, str]) -> str:
    """A code as staff read it.

    >>> named("PHL", {"PHL": "Philippines"}), named("in 2019", {})
    ('Philippines (PHL)', 'in 2019')
    """
    return f"{names[code]} ({code})" if code in names else code


def plain(words: str) -> str:
    """Words for the label of a control, in which signs such as $ and * would set type.

    >>> plain("$4 to $7 *now*")
    '\\\\$4 to \\\\$7 \\\\*now\\\\*'
    """
    return MARKS.sub(r"\\\g<0>", words)


def vocabulary(draft: str, table: str) -> list[Row]:
    """The rows of a table of the vocabulary as the draft leaves it."""
    return drafts.rows(folders.datasets(), draft, f"vocabulary/{table}.csv")


def names(draft: str, table: str) -> dict[str, str]:
    """The names of a table's codes, in the order of the table."""
    return {row[next(iter(row))]: row.get("name") or row["plural"] for row in vocabulary(draft, table)}


def codes(draft: str, file: str, column: str) -> dict[str, str]:
    """What may stand in a cell, with its name; empty where anything may."""
    if column in VOCABULARY:
        return names(draft, VOCABULARY[column])
    allowed = _ALLOWED.get(kind_of(file).key, {}).get(column, ())
    return {code: say(f"desk_cells.{code}") for code in allowed}


def documents(draft: str) -> dict[str, str]:
    """The titles of the documents, those that the draft has to do with first."""
    here = sorted({document_of(edit.file) for edit in drafts.edits(folders.datasets(), draft)} - {""})
    return {name: title(draft, name) for name in dict.fromkeys([*here, *folders.catalogued()])}


def title(draft: str, document: str) -> str:
    """The title on a document's card as the draft leaves it; its name where it has no card, or none that can be read."""
    try:
        rows = drafts.rows(folders.datasets(), draft, f"documents/{document}/source.toml")
    except DataFault:
        return document
    return (rows[0]["title"] if rows else "") or document

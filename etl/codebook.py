"""Describe a release from the schema: its data package (Frictionless) and its codebook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import pyarrow as pa

from etl.schema import SCHEMA_VERSION, TABLES, Column, Table

_TYPES: Mapping[pa.DataType, str] = {
    pa.string(): "string",
    pa.float64(): "number",
    pa.int32(): "integer",
    pa.date32(): "date",
}
TITLE = "The war on drugs in figures"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def data_package(
    hashes: Mapping[str, tuple[str, int]], rows: Mapping[str, int], documents: Iterable[tuple[str, str]]
) -> str:
    """The data package as JSON: files by name with their SHA-256 and size, rows by table, documents as (title, address)."""
    resources = [_resource(TABLES[name], *hashes[f"{name}.parquet"], rows[name]) for name in sorted(rows)]
    resources.append(
        {
            "name": "codebook",
            "path": "codebook.md",
            "format": "md",
            "mediatype": "text/markdown",
            "hash": f"sha256:{hashes['codebook.md'][0]}",
            "bytes": hashes["codebook.md"][1],
        }
    )
    described = {
        "profile": "data-package",
        "name": "war-on-drugs-in-figures",
        "title": TITLE,
        "description": "Figures quoted in advocacy documents about drug policy, each with the words it was given in.",
        "schema_version": SCHEMA_VERSION,
        "licenses": [LICENCE],
        "sources": [
            {"title": title, **({"path": address} if address else {})} for title, address in documents
        ],
        "resources": resources,
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def _resource(table: Table, sha256: str, size: int, rows: int) -> dict[str, object]:
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.parquet",
        "description": table.meaning,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{sha256}",
        "bytes": size,
        "rows": rows,
        "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if column.required:
        constraints["required"] = True
    if column.unique:
        constraints["unique"] = True
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    described: dict[str, object] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.meaning,
    }
    return {**described, "constraints": constraints} if constraints else described


def codebook() -> str:
    """Every table and column in words, as Markdown."""
    lines = [
        f"# {TITLE}: codebook",
        "",
        "Made from the schema that every release is checked against. An empty cell is missing: it is not zero, and no",
        "number is made up in its place. Shares are in percent, ratios to one, falls are negative.",
    ]
    for table in TABLES.values():
        lines += [
            "",
            f"## {table.name}",
            "",
            table.meaning,
            "",
            "| column | type | filled | meaning |",
            "|---|---|---|---|",
        ]
        lines += [_line(column) for column in table.columns]
    return "\n".join(lines) + "\n"


def _line(column: Column) -> str:
    codes = f" One of: {', '.join(column.allowed)}." if column.allowed else ""
    codes = f" A code of {column.vocabulary}." if column.vocabulary else codes
    return f"| {column.name} | {_TYPES[column.type]} | {'always' if column.required else 'may be empty'} | {column.meaning}.{codes} |"

"""Tell what was corrected in a figure after it had been published: when, what stood there and stands there since, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from dashboard import data
from dashboard.data import Release
from dashboard.keeping import kept
from dashboard.one_figure.citation import day, of_plain_page
from dashboard.words import known, say

WITHDRAWN = "withdrawn"
Row = Mapping[str, Any]
# The table that names a column's codes, the column of the codes, and that of the names.
_NAMED = {
    "measure": ("measures", "measure", "name"),
    "region": ("regions", "region", "name"),
    "group": ("groups", "group", "name"),
    "comparison_group": ("groups", "group", "name"),
}


@kept(4)
def _by_figure(release: Release) -> Mapping[str, Sequence[Row]]:
    found: dict[str, list[Row]] = {}
    for row in release.corrections.to_dict("records"):
        found.setdefault(str(row["figure_id"]), []).append({str(name): cell for name, cell in row.items()})
    return found


def of(figure_id: str, release: Release) -> list[Row]:
    """The corrections of a figure, the last first. They stand in the order in which they were made."""
    return list(reversed(_by_figure(release).get(figure_id, ())))


def markup(figure_id: str, release: Release) -> str:
    """Each correction of a figure, folded: in its line when and why, beneath it what changed; nothing where none was made."""
    return "".join(_correction(row, release) for row in of(figure_id, release))


def withdrawn(figure_id: str, release: Release) -> str:
    """When and why a figure was withdrawn, in a sentence; '' where it was not, or is back."""
    rows = of(figure_id, release)
    if not rows or rows[0]["columns"] != WITHDRAWN or figure_id in release.statements:
        return ""
    return say("correction.withdrawn", day=day(rows[0]["date"]), reason=_sentence(rows[0]["reason"]))


def _correction(row: Row, release: Release) -> str:
    key = "was_withdrawn" if row["columns"] == WITHDRAWN else "corrected"
    line = say(f"correction.{key}", day=day(row["date"]), reason=_sentence(row["reason"]))
    before, after = _cells(row["before"]), _cells(row["after"])
    cells = "".join(
        f'<tr><th scope="row">{escape(_column(name))}</th>'
        f"<td>{escape(_cell(name, before, release))}</td><td>{escape(_cell(name, after, release))}</td></tr>"
        for name in dict.fromkeys([*before, *after])
    )
    head = "".join(
        f'<th scope="col">{escape(say(f"correction.{name}"))}</th>' for name in ("column", "before", "after")
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table>" if cells else ""
    return (
        f'<details class="correction standing"><summary>{escape(line)}</summary>{table}{_way(row)}</details>'
    )


def _way(row: Row) -> str:
    """To the figure as it was, where a release without this correction is still there."""
    earlier = data.before(str(row["correction_id"]), str(row["figure_id"]))
    if not earlier:
        return ""
    address = escape(of_plain_page(str(row["figure_id"]), earlier))
    return f'<p class="small"><a href="{address}" target="_self">{escape(say("correction.earlier"))}</a></p>'


def _sentence(reason: object) -> str:
    told = str(reason).strip()
    return told if told.endswith((".", "!", "?")) else f"{told}."


def _cells(told: object) -> dict[str, str]:
    """What a correction tells of its cells; what nobody can read is left out."""
    try:
        cells = json.loads(str(told or "{}"))
    except ValueError:
        return {}
    return {str(name): str(cell) for name, cell in cells.items()} if isinstance(cells, dict) else {}


def _column(name: str) -> str:
    key = f"correction.column_{name}"
    return say(key) if known(key) else name.replace("_", " ")


def _cell(column: str, cells: Mapping[str, str], release: Release) -> str:
    cell = cells.get(column, "")
    if column in _NAMED:
        table, key, name = _NAMED[column]
        rows: Any = getattr(release, table)
        cell = dict(zip(rows[key], rows[name], strict=True)).get(cell, cell)
    return cell or say("correction.empty")

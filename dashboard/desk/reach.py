"""What a draft would reach beside its own rows: figures worked out, points, themes, places, pages, and addresses that people hold."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from html import escape
from typing import Any

from dashboard import addresses
from dashboard.web import preview
from dashboard.words import say, say_number
from etl.publication import Review, Tables
from etl.rows import split_ids
from etl.standing import Against

MOST = 60
# The table that tells what a code or a name stands for, and the column that does.
_NAMED = {
    "derived": ("figures", "figure_id", "statement"),
    "pointed": ("figures", "figure_id", "statement"),
    "permanent": ("figures", "figure_id", "statement"),
    "problems": ("problems", "problem_id", "summary"),
    "themes": ("themes", "theme", "name"),
    "regions": ("regions", "region", "name"),
    "documents": ("documents", "document", "title"),
}
_WAYS = {
    "derived": preview.light_page,
    "pointed": preview.light_page,
    "permanent": preview.light_page,
    "problems": addresses.of_problem,
    "themes": addresses.of_theme,
    "regions": addresses.of_region,
    "documents": addresses.of_document,
}


Names = Mapping[str, Mapping[str, str]]
# What a row is called where its name is no word for people.
_TOLD_BY = {
    **{table: (key, column) for table, key, column in _NAMED.values()},
    "places": ("place_id", "statement"),
    "events": ("event_id", "statement"),
    "measures": ("measure", "name"),
    "units": ("unit", "plural"),
    "groups": ("group", "name"),
    "reasons": ("reason", "name"),
    "record": ("record_id", "publisher"),
}


def row_names(found: Review | Against) -> Names:
    """What the rows of the tables are called, by table and by the row's own name."""
    told = {table: names(found, table, *columns) for table, columns in _TOLD_BY.items()}
    quotes = [row for tables in (found.old, found.new) for row in _rows(tables, "set_aside")]
    corrected = [row for tables in (found.old, found.new) for row in _rows(tables, "corrections")]
    return {
        **told,
        "set_aside": {
            f"{row['document']}:{row['start']}": say(
                "desk_reach.quoted",
                quote=row["quote"],
                document=told["documents"].get(row["document"], row["document"]),
            )
            for row in quotes
        },
        "corrections": {
            row["correction_id"]: told["figures"].get(row["figure_id"], row["figure_id"]) for row in corrected
        },
    }


def pages(found: Review) -> list[str]:
    """The addresses of the pages that would say something else."""
    touched = found.touched
    if not found.changes:
        return []
    figures = [change.key for change in found.changes if change.table == "figures"]
    return [
        "/",
        *map(addresses.of_theme, touched.themes),
        *map(addresses.of_region, touched.regions),
        *map(addresses.of_document, touched.documents),
        *map(addresses.of_problem, points(found)),
        *(addresses.of_figure(name) for name in dict.fromkeys([*figures, *touched.derived, *pointed(found)])),
    ]


def points(found: Review) -> list[str]:
    """The points in question about changed figures, and those that themselves appear, change or go."""
    changed = [change.key for change in found.changes if change.table == "problems"]
    return list(dict.fromkeys([*found.touched.problems, *changed]))


def pointed(found: Review) -> list[str]:
    """The figures that do not change but whose pages will tell of a point that appears, changes or goes."""
    changed = {change.key for change in found.changes if change.table == "problems"}
    own = {change.key for change in found.changes if change.table == "figures"}
    rows = [*_rows(found.old, "problems"), *_rows(found.new, "problems")]
    named = [name for row in rows if row["problem_id"] in changed for name in split_ids(row["figures"])]
    return [name for name in dict.fromkeys(named) if name not in own]


def published(found: Review | Against) -> set[str]:
    """The addresses that are there already: of what the draft brings there is no page yet."""
    rows = [row for table in ("figures", "places") for row in _rows(found.old, table)]
    return {
        "/",
        *(addresses.of_theme(row["theme"]) for row in rows),
        *(addresses.of_region(row["region"]) for row in rows),
        *(way(row["figure_id"]) for row in _rows(found.old, "figures") for way in _FIGURE_PAGES),
        *(addresses.of_problem(row["problem_id"]) for row in _rows(found.old, "problems")),
        *(addresses.of_document(row["document"]) for row in _rows(found.old, "documents")),
    }


_FIGURE_PAGES = (preview.light_page, addresses.of_figure)


def _rows(tables: Tables, table: str) -> list[dict[str, Any]]:
    return tables[table].to_pylist() if table in tables else []


def statements(found: Review) -> list[tuple[str, str, str]]:
    """The figures whose sentence comes, goes or changes: the name, the sentence before and the one after ('' where there is none)."""
    old, new = (_names(tables, *_NAMED["permanent"]) for tables in (found.old, found.new))
    changed = [change.key for change in found.changes if change.table == "figures"]
    return [
        (name, old.get(name, ""), new.get(name, ""))
        for name in changed
        if old.get(name, "") != new.get(name, "")
    ]


def permanent(found: Review) -> list[str]:
    """The figures that decks and addresses may hold, and that would be told as changed or withdrawn."""
    return [
        change.key
        for change in found.changes
        if change.table == "figures" and change.act in ("changed", "removed")
    ]


def names(found: Review | Against, table: str, key: str, column: str) -> dict[str, str]:
    """What the names of a table's rows stand for, as the draft has it; of what goes, as it is in use."""
    return {**_names(found.old, table, key, column), **_names(found.new, table, key, column)}


def _names(tables: Tables, table: str, key: str, column: str) -> dict[str, str]:
    rows = tables.get(table)
    if rows is None:
        return {}
    keys, told = (rows.column(name).to_pylist() for name in (key, column))
    return dict(zip(map(str, keys), map(str, told), strict=True))


def markup(found: Review) -> str:
    """All of it as lists; what it does not reach is left out."""
    touched = found.touched
    lists: Mapping[str, Sequence[str]] = {
        "derived": touched.derived,
        "problems": points(found),
        "pointed": pointed(found),
        "themes": touched.themes,
        "regions": touched.regions,
        "documents": touched.documents,
        "permanent": permanent(found),
        "pages": pages(found),
    }
    there = published(found)
    told = "".join(_row(found, name, keys, there) for name, keys in lists.items() if keys)
    said = _sentences(statements(found))
    nothing = "" if told or said else f"<p>{escape(say('desk_reach.nothing'))}</p>"
    return f'<h2>{escape(say("desk_reach.title"))}</h2>{nothing}<dl class="desk-reach">{said}{told}</dl>'


def _sentences(found: Sequence[tuple[str, str, str]]) -> str:
    if not found:
        return ""
    shown = "".join(f"<li>{_sentence(before, after)}</li>" for _, before, after in found[:MOST])
    return f"<dt>{escape(say('desk_reach.statements'))}</dt><dd><ul>{shown}{_more(len(found))}</ul></dd>"


def _sentence(before: str, after: str) -> str:
    if before and after:
        return f"<del>{escape(before)}</del><br><ins>{escape(after)}</ins>"
    return f"<ins>{escape(after)}</ins>" if after else f"<del>{escape(before)}</del>"


def _row(found: Review, name: str, keys: Sequence[str], there: Container[str]) -> str:
    if name == "pages":
        titles = _titles(found)
        shown = [_way(address, titles.get(address, address), there) for address in keys[:MOST]]
    else:
        told, way = names(found, *_NAMED[name]), _WAYS[name]
        shown = [_way(way(key), told.get(key, key), there) for key in keys[:MOST]]
    count = escape(say_number(f"desk_reach.{name}", len(keys)))
    return f"<dt>{count}</dt><dd><ul>{''.join(shown)}{_more(len(keys))}</ul></dd>"


def _titles(found: Review) -> dict[str, str]:
    """What pages are about, by their addresses."""
    titles = {"/": say("pages.overview")}
    for name in ("themes", "regions", "documents", "problems"):
        titles |= {_WAYS[name](key): told for key, told in names(found, *_NAMED[name]).items()}
    of_figures = names(found, *_NAMED["permanent"])
    return titles | {addresses.of_figure(key): told for key, told in of_figures.items()}


def _way(address: str, told: str, there: Container[str]) -> str:
    if address not in there:
        return f"<li>{escape(say('desk_reach.not_yet', name=told))}</li>"
    return f'<li><a href="{escape(address)}" target="_blank" rel="noopener">{escape(told)}</a></li>'


def _more(number: int) -> str:
    return f"<li>{escape(say('desk.more_lines', number=number - MOST))}</li>" if number > MOST else ""

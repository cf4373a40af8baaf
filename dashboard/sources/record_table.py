"""The whole public record as tables, one for each measure and place, by theme. Tables in, text out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from dashboard import doubts, folds, outside, problems, record, themes
from dashboard.addresses import of_figure, of_problem, of_region
from dashboard.data import Release
from dashboard.figure import sentence_case
from dashboard.keeping import kept
from dashboard.words import say, say_number
from etl.period import read_period, when

Row = dict[str, Any]
COLUMNS = ("when", "number", "publisher", "seen", "confidence", "note")
MOST_ROWS = 500
MOST_FIGURES = 6


def title(release: Release) -> str:
    """How many numbers the record has."""
    count = len(release.record)
    return say_number("sources.title_record", count) if count else say("sources.title_record_none")


@kept()
def theme_names(release: Release) -> dict[str, str]:
    """The themes that the record has numbers on."""
    held = set(release.record["theme"])
    return {code: name for code, name in themes.names(release).items() if code in held}


@kept(64)
def page(theme: str, release: Release) -> str:
    """The record's rows on one theme, '' for all: what is counted and where, then the numbers in the order of time."""
    rows = _rows(theme, release)
    shown, number = MOST_ROWS, f"{len(rows):,}"
    capped = (
        f"<p>{escape(say('sources.capped', shown=shown, number=number))}</p>" if len(rows) > shown else ""
    )
    by_theme: dict[str, list[Row]] = {}
    for row in rows[:MOST_ROWS]:
        by_theme.setdefault(row["theme"], []).append(row)
    return capped + "".join(
        f'<h2 id="{escape(anchor(name))}">{escape(name)}</h2>{_theme(by_theme[code], release)}'
        for code, name in theme_names(release).items()
        if code in by_theme
    )


def anchor(name: str) -> str:
    """A theme's name inside the page's address."""
    return "record-" + "".join(character if character.isalnum() else "-" for character in name.lower())


def _rows(theme: str, release: Release) -> list[Row]:
    table = release.record
    chosen = table[table["theme"] == theme] if theme else table
    return [
        {str(name): None if cell != cell or cell == "" else cell for name, cell in row.items()}
        for row in chosen.to_dict("records")
    ]


def _theme(rows: Sequence[Row], release: Release) -> str:
    grouped: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["measure"], row["region"], row["unit"]), []).append(row)
    return "".join(_section(same, release) for same in grouped.values())


def _section(rows: Sequence[Row], release: Release) -> str:
    """One measure in one place: its definition, the figures of the documents, and a table of the numbers."""
    first = rows[0]
    name, definition = _measures(release).get(first["measure"], ("", ""))
    places = _places(release)
    region = places.get(first["region"], "")
    where = f'<a href="{escape(of_region(first["region"]))}" target="_self">{escape(region)}</a>'
    head = "".join(f'<th scope="col">{escape(say(f"record_table.{name}"))}</th>' for name in COLUMNS)
    body = "".join(_row(row) for row in sorted(rows, key=lambda row: str(row["period_start"] or "9999")))
    said = _said_here(first, release) + _points([row["record_id"] for row in rows], release)
    inside = (
        f'<p class="small">{escape(definition)}</p>{said}'
        f'<div class="table-scroll" tabindex="0"><table class="stacking record-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
    told = say_number("record_table.see", len(rows))
    return (
        f'<section class="part record-section"><h3 class="plain">{escape(sentence_case(name))}</h3>'
        f'<p class="meta">{where}</p>{folds.folded(told, inside)}</section>'
    )


def _row(row: Row) -> str:
    missing = f'<span class="not-said">{escape(say("record_table.none"))}</span>'
    said = when(read_period(row["period"] or "")).strip().removeprefix("in ") or say("record_table.not_dated")
    publisher = escape(row["publisher"]) + (
        f'<br><span class="small">{escape(row["edition"])}</span>' if row["edition"] else ""
    )
    told = [escape(sentence_case(text)) for text in (row["scope"], row["note"]) if text]
    cells = [
        f'<span class="record-value">{escape(sentence_case(record.number(row)))}</span>',
        publisher,
        outside.by_host(row["page_seen"]) or missing,
        escape(record.confidence(row)),
        "<br>".join(told),
    ]
    data = "".join(
        f'<td class="{name}" data-label="{escape(say(f"record_table.{name}"))}"><span>{cell}</span></td>'
        for name, cell in zip(COLUMNS[1:], cells, strict=True)
        if cell
    )
    empty = "" if cells[-1] else "<td></td>"
    return f'<tr id="{escape(row["record_id"])}"><th scope="row">{escape(sentence_case(said))}</th>{data}{empty}</tr>'


def _said_here(row: Mapping[str, Any], release: Release) -> str:
    """The ways to the documents' figures of the same measure, place and unit."""
    table = release.figures
    same = table[
        (table["measure"] == row["measure"])
        & (table["region"] == row["region"])
        & (table["unit"] == row["unit"])
        & table["quote"].notna()
    ].head(MOST_FIGURES)
    links = " · ".join(
        f'<a href="{escape(of_figure(name))}" target="_self">{escape(say("evidence.words", quote=quote))}</a>'
        for name, quote in zip(same["figure_id"], same["quote"], strict=True)
    )
    return f'<p class="small links">{escape(say("record_table.said_here"))} {links}</p>' if links else ""


def _points(names: Sequence[str], release: Release) -> str:
    """The ways to the points that rest on any of these rows."""
    found = [row for row in problems.every(release) if set(names) & set(problems.record(row))]
    # Each is a sentence of its own, and so has a line of its own.
    links = "".join(
        f'<br><a href="{escape(of_problem(row["problem_id"]))}" target="_self">{escape(_point_name(row))}</a>'
        for row in found
    )
    return f'<p class="small links">{escape(say("record_table.points"))}{links}</p>' if links else ""


def _point_name(row: Row) -> str:
    """A point by its label and what it says: two of one label about one measure are told apart."""
    return say("record_table.point", label=doubts.label(row), summary=row["summary"])


@kept()
def _measures(release: Release) -> dict[str, tuple[str, str]]:
    table = release.measures
    return {
        code: (name, definition)
        for code, name, definition in zip(table["measure"], table["name"], table["definition"], strict=True)
    }


@kept()
def _places(release: Release) -> dict[str, str]:
    return dict(zip(release.regions["region"], release.regions["name"], strict=True))

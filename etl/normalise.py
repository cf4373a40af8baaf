"""Turn sound catalogue rows into published rows: numbers, bounds, codes, dates and the statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl import schema
from etl.distinct import Codes, Distinct, distinct, merged, pairs
from etl.documents import Card
from etl.period import Period, lasting, read_period, when
from etl.quoted import Quoted, forms, read_all
from etl.sheet import same
from etl.statement import PLACEHOLDERS, capitalised, in_place, of_base, says_who, template_parts
from etl.vocabulary import NOT_STATED, Row, Vocabulary

Slots = Mapping[str, Distinct]


def figures(
    rows: pa.Table, words: Vocabulary, cards: Mapping[str, Card], repeats: Mapping[str, int]
) -> pa.Table:
    """Published figures of sound figures.csv rows (with a column ``document``), in the order given."""
    column = {name: distinct(rows[name]) for name in _FIGURE_CODED}
    found, pair = pairs(column["quote"], forms(column["measure"], words))
    quoted = [one for one in read_all(found, words) if one]
    by_pair = Distinct([str(at) for at in range(len(quoted))], pair)
    periods = [read_period(text) for text in column["period"].texts]
    regions = [words.by_code("regions")[code] for code in column["region"].texts]
    slots = {
        "number": by_pair.told(q.number for q in quoted),
        "Number": by_pair.told(q.capitalised_number for q in quoted),
        "change": _changes(
            column["period"].told("yes" if lasting(p) else "" for p in periods), by_pair, quoted
        ),
        "of_base": column["base"].told(map(of_base, column["base"].texts)),
        "in_place": column["region"].told(in_place(r["sort"], r["sentence_name"]) for r in regions),
        "when": column["period"].told(map(when, periods)),
        "group": _sentence_names(column["group"], words),
        "comparison_group": _sentence_names(column["comparison_group"], words),
    }
    by_measure = words.by_code("measures")
    measures = [by_measure[code] for code in column["measure"].texts]
    templates = [m["sentence"] for m in measures]
    attribution = _not_stated(column["attribution"])
    tails = _tails(attribution, column["document"], cards)
    # Arrow joins text without holding the interpreter: the sentences are made while the other columns are.
    with ThreadPoolExecutor(max_workers=1) as beside:
        sentences = beside.submit(statements, templates, column["measure"].codes, slots, tails)
        numbers = [q.quantity for q in quoted]
        made = {
            "theme": column["measure"].encoded(m["theme"] for m in measures),
            "value": by_pair.spread((n.value for n in numbers), pa.float64()),
            "lower": by_pair.spread((n.lower for n in numbers), pa.float64()),
            "upper": by_pair.spread((n.upper for n in numbers), pa.float64()),
            "qualifier": by_pair.encoded(n.qualifier for n in numbers),
            "unit": by_pair.encoded(n.unit for n in numbers),
            "kind": by_pair.encoded(q.kind for q in quoted),
            "region_name": column["region"].encoded(r["name"] for r in regions),
            "base": _base(column["base"], column["measure"], measures),
            "period_start": column["period"].spread((p.start for p in periods), pa.date32()),
            "period_end": column["period"].spread((p.end for p in periods), pa.date32()),
            "as_of": _as_of(column["period"], column["document"], cards),
            "attribution": attribution.encoded(),
            "period": column["period"].encoded(p.text for p in periods),
            "status": same("reported", rows.num_rows),
            "repeats": _repeats(rows["figure_id"], repeats),
        }
        laid_out = published(schema.FIGURES, {**cells(rows), **made}, rows.num_rows)
    at = schema.FIGURES.arrow.get_field_index("statement")
    return laid_out.set_column(at, schema.FIGURES.arrow.field(at), sentences.result())


_FIGURE_CODED = (
    "quote",
    "measure",
    "region",
    "group",
    "comparison_group",
    "base",
    "period",
    "attribution",
    "document",
)


def cells(rows: pa.Table) -> dict[str, pa.Array]:
    """The columns of a table by name."""
    return {name: _one_chunk(rows[name]) for name in rows.column_names}


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    whole = (
        column.unify_dictionaries().combine_chunks()
        if pa.types.is_dictionary(column.type)
        else column.combine_chunks()
    )
    return whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole


def _changes(lasts: Distinct, by_pair: Distinct, quoted: Sequence[Quoted]) -> Distinct:
    """A change in words: of a span of time, or at a time."""
    found, codes = pairs(lasts, by_pair)
    numbers = [(last, quoted[int(at)]) for last, at in found]
    return merged([number.lasting_change if last else number.change for last, number in numbers], codes)


def _sentence_names(column: Distinct, words: Vocabulary) -> Distinct:
    groups = words.by_code("groups")
    return column.told(groups[code]["sentence_name"] if code else "" for code in column.texts)


def _not_stated(column: Distinct) -> Distinct:
    return Distinct([text or NOT_STATED for text in column.texts], column.codes)


def _base(bases: Distinct, measures: Distinct, rows: Sequence[Row]) -> pa.DictionaryArray:
    """A share or ratio without a base has one that is not stated; for other kinds no base applies."""
    needs = [str(row["kind"] in ("share", "ratio")) for row in rows]
    found, codes = pairs(bases, merged(needs, measures.codes))
    texts = [base or (NOT_STATED if need == "True" else "") for base, need in found]
    return merged(texts, codes).encoded()


def _as_of(period: Distinct, document: Distinct, cards: Mapping[str, Card]) -> pa.Array:
    found, codes = pairs(period, document)
    days = [as_of(read_period(text), cards[name].published) for text, name in found]
    return Distinct([""] * len(days), codes).spread(days, pa.date32())


def as_of(period: Period, published_on: date | None) -> date | None:
    """The day a figure speaks from: its period's end, but never later than its publication."""
    if period.end and published_on:
        return min(period.end, published_on)
    return period.end or published_on


def _tails(attribution: Distinct, document: Distinct, cards: Mapping[str, Card]) -> Distinct:
    found, codes = pairs(attribution, document)
    return merged([says_who(who, cards[name].voice) for who, name in found], codes)


def _repeats(figure_ids: pa.ChunkedArray, repeats: Mapping[str, int]) -> pa.Array:
    counts = np.zeros(len(figure_ids), dtype=np.int32)
    if repeats:
        places = pc.index_in(pa.array(list(repeats)), figure_ids.combine_chunks())
        for at, count in zip(places.to_pylist(), repeats.values(), strict=True):
            if at is not None:
                counts[at] = count
    return pa.array(counts)


def statements(templates: Sequence[str], codes: Codes, slots: Slots, tails: Distinct) -> pa.Array:
    """One sentence a row: row i's template ``templates[codes[i]]`` filled from the slots, then its tail."""
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(len(templates)), side="right")
    texts = {name: pa.array(slot.texts, pa.string()) for name, slot in slots.items()}
    endings = pa.array(tails.texts, pa.string())
    pieces, begin = [], 0
    for template, end in zip(templates, ends.tolist(), strict=True):
        rows = order[begin:end]
        parts: list[Any] = []
        for literal, name in template_parts(template):
            parts += [literal] if literal else []
            if name:
                told = texts[name] if parts else _capitalised(texts[name])
                parts.append(told.take(pa.array(slots[name].codes[rows])))
        pieces.append(pc.binary_join_element_wise(*parts, endings.take(pa.array(tails.codes[rows])), ""))
        begin = end
    joined = pa.chunked_array(pieces, pa.string()).combine_chunks()
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return joined.take(pa.array(back))


def _capitalised(cells: pa.Array) -> pa.Array:
    first = pc.utf8_upper(pc.utf8_slice_codeunits(cells, 0, 1))
    return pc.binary_join_element_wise(first, pc.utf8_slice_codeunits(cells, 1), "")


def statement(template: str, slots: Mapping[str, str], tail: str) -> str:
    """One sentence, as :func:`statements` makes it."""
    filled = "".join(literal + (slots[name] if name else "") for literal, name in template_parts(template))
    return capitalised(filled) + tail


def published(table: schema.Table, cells: Mapping[str, pa.Array], length: int) -> pa.Table:
    """Lay columns out as the schema wants them; empty text becomes missing."""
    columns = []
    for column in table.columns:
        cell = cells.get(column.name)
        columns.append(pa.nulls(length, column.arrow) if cell is None else _typed(cell, column))
    return pa.Table.from_arrays(columns, schema=table.arrow)


def _typed(cell: pa.Array, column: schema.Column) -> pa.Array:
    """In the column's type; empty text is missing."""
    if column.repeats:
        return cell if cell.null_count else distinct(pa.chunked_array([cell])).encoded()
    if pa.types.is_dictionary(cell.type):
        cell = _missing_if_empty(cell.dictionary.cast(pa.string())).take(cell.indices)
    elif pa.types.is_string(cell.type):
        cell = _missing_if_empty(cell)
    return cell.cast(column.type)


def _missing_if_empty(cell: pa.Array) -> pa.Array:
    missing = pc.equal(cell, "")
    return pc.if_else(missing, None, cell) if pc.any(missing).as_py() else cell


def places(rows: pa.Table, words: Vocabulary, cards: Mapping[str, Card]) -> pa.Table:
    """Published places of sound places.csv rows."""
    by_measure, by_region = words.by_code("measures"), words.by_code("regions")
    made: list[dict[str, Any]] = []
    for row in rows.to_pylist():
        measure, region = by_measure[row["measure"]], by_region[row["region"]]
        who = row["attribution"] or NOT_STATED
        tail = says_who(who, cards[row["document"]].voice)
        likely = "Likely, but not certain: " if row["certainty"] == "likely" else ""
        slots = {**_NO_SLOTS, "in_place": in_place(region["sort"], region["sentence_name"])}
        made.append(
            {
                **row,
                "paragraph": int(row["paragraph"]),
                "start": int(row["start"]),
                "theme": measure["theme"],
                "region_name": region["name"],
                "attribution": who,
                "statement": likely + statement(measure["sentence"], slots, tail),
            }
        )
    return from_rows(schema.PLACES, made)


_NO_SLOTS: Mapping[str, str] = dict.fromkeys(PLACEHOLDERS, "")


def from_rows(table: schema.Table, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """A published table of records; a missing or empty cell is null."""
    found = list(rows)
    columns = [
        pa.array([None if row.get(c.name) == "" else row.get(c.name) for row in found], c.arrow)
        for c in table.columns
    ]
    return pa.Table.from_arrays(columns, schema=table.arrow)


def events(figures_table: pa.Table) -> pa.Table:
    """The dated facts among the figures."""
    kept = figures_table.filter(pc.equal(figures_table["kind"], "event"))
    named = {
        "event_id": kept["figure_id"],
        "date_start": kept["period_start"],
        "date_end": kept["period_end"],
    }
    columns = [named[c.name] if c.name in named else kept[c.name] for c in schema.EVENTS.columns]
    return pa.table(columns, names=schema.EVENTS.names).cast(schema.EVENTS.arrow)


_BOUNDED_BELOW = ("exact", "at_least", "more_than")
_BOUNDED_ABOVE = ("exact", "almost", "up_to", "less_than")


def record(rows: pa.Table, words: Vocabulary) -> pa.Table:
    """The published public record of sound record rows; bounds its source does not give follow from the qualifier."""
    by_measure = words.by_code("measures")
    made: list[dict[str, Any]] = []
    for row in rows.to_pylist():
        period = read_period(row["period"])
        value, lower, upper = (
            float(row[name]) if row[name] else None for name in ("value", "lower", "upper")
        )
        if lower is None and upper is None and value is not None:
            lower = value if row["qualifier"] in _BOUNDED_BELOW else None
            upper = value if row["qualifier"] in _BOUNDED_ABOVE else None
        dates = {"period": period.text, "period_start": period.start, "period_end": period.end}
        numbers = {"value": value, "lower": lower, "upper": upper}
        made.append({**row, **dates, **numbers, "theme": by_measure[row["measure"]]["theme"]})
    return from_rows(schema.RECORD, made)

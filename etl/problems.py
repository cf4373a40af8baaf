"""Find, across rows, what does not add up, does not agree or has been replaced; each problem shows its arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.derive import plain_signed
from etl.grouped import Codes, Figure, Figures, Mask
from etl.statement import plain
from etl.vocabulary import NOT_STATED, Vocabulary

ROUNDING = 0.5
"""Half of the last printed unit: what rounding to whole numbers may hide."""
TOLERANCE = 0.01
"""How far, in parts of itself, a recomputed number may be off before it is a problem."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not hold between figures. ``superseded`` maps a replaced figure to what replaces it."""

    check: str
    figures: tuple[Figure, ...]
    summary: str
    printed: str
    computed: str
    arithmetic: str
    superseded: tuple[tuple[str, str], ...] = ()

    @property
    def record(self) -> dict[str, Any]:
        """The published row."""
        ids = [figure["figure_id"] for figure in self.figures]
        documents = sorted({figure["document"] for figure in self.figures if figure["document"]})
        return {
            "problem_id": "-".join([self.check.replace("_", "-"), *ids[:2]]),
            "check": self.check,
            "documents": "; ".join(documents),
            "figures": "; ".join(ids),
            "summary": self.summary,
            "printed": self.printed,
            "computed": self.computed,
            "arithmetic": self.arithmetic,
            "found_by": "rule",
        }


def _quoted(figures: Iterable[Figure]) -> str:
    return "; ".join(f"“{figure['quote']}”" for figure in figures)


def change_against_endpoints(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """A printed percentage change against the two numbers it is said to be between."""
    targets = {
        code: row["change_of"]
        for code, row in figures.measures.items()
        if row["change_of"] and row["unit"] == "percent"
    }
    changes = [row for row in figures.rows(figures.of_measures(targets)) if row["value"] is not None]
    ends: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for row in figures.rows(_in_documents(figures, changes) & figures.of_measures(targets.values())):
        if row["value"] is not None:
            ends[_thing(row, row["measure"])].append(row)
    for printed in changes:
        pair = _endpoints(printed, ends[_thing(printed, targets[printed["measure"]])])
        if pair:
            yield from _recomputed(printed, *pair)


def _in_documents(figures: Figures, rows: Sequence[Figure]) -> Mask:
    return figures.holding("document", {row["document"] for row in rows})


def _thing(row: Figure, measure: str) -> tuple[Any, ...]:
    return (row["document"], measure, row["region"], row["group"], row["comparison_group"], row["base"])


def _endpoints(printed: Figure, candidates: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The two figures at the ends of the change's period; a document's only two figures of the thing are its ends."""
    if len(candidates) == 2:
        first, last = sorted(candidates, key=lambda row: (row["period_start"] or date.max, row["start"]))
        fits = first["period_start"] is None or printed["period_start"] in (None, first["period_start"])
        return (first, last) if fits else None
    first_ends = [c for c in candidates if c["period_start"] and c["period_start"] == printed["period_start"]]
    last_ends = [c for c in candidates if c["period_end"] and c["period_end"] == printed["period_end"]]
    return (first_ends[0], last_ends[0]) if len(first_ends) == 1 and len(last_ends) == 1 else None


def _recomputed(printed: Figure, first: Figure, last: Figure) -> Iterator[Problem]:
    if not first["value"]:
        return
    computed = 100 * (last["value"] - first["value"]) / first["value"]
    if abs(computed - printed["value"]) <= max(ROUNDING, TOLERANCE * abs(computed)):
        return
    a, b = plain(first["value"]), plain(last["value"])
    yield Problem(
        "change_against_endpoints",
        (printed, first, last),
        f"The change is printed as {plain_signed(printed['value'])}%, but the two numbers beside it give {plain_signed(computed)}%.",
        f"{_quoted([first, last])}; {_quoted([printed])}",
        f"{plain_signed(computed)}%",
        f"100 × ({b} − {a}) ÷ {a} = {plain_signed(computed)}%, not {plain_signed(printed['value'])}%",
    )


def parts_of_a_whole(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """Shares that are parts of one whole and do not add up to 100."""
    composed = {code for code, row in figures.measures.items() if row["composition"]}
    dimensions = {code: row["dimension"] for code, row in figures.words.by_code("groups").items()}
    keys = ("document", "measure", "region", "base", "period")
    for rows in figures.groups(keys, figures.of_measures(composed), "group"):
        by_dimension: dict[str, list[Figure]] = defaultdict(list)
        for row in rows:
            if row["group"] and row["value"] is not None:
                by_dimension[dimensions[row["group"]]].append(row)
        for parts in by_dimension.values():
            yield from _missing_rest(parts)


def _missing_rest(parts: Sequence[Figure]) -> Iterator[Problem]:
    total = sum(part["value"] for part in parts)
    if len(parts) < 2 or abs(total - 100) <= ROUNDING * len(parts):
        return
    added = " + ".join(plain(part["value"]) for part in parts)
    short = total < 100
    gap = plain(abs(100 - total))
    yield Problem(
        "parts_of_a_whole",
        tuple(parts),
        f"The parts named add up to {plain(total)}%; {gap}% of the whole is not described."
        if short
        else f"The parts named add up to {plain(total)}%, which is {gap}% more than the whole.",
        _quoted(parts),
        f"{plain(total)}%",
        f"{added} = {plain(total)}; "
        + (f"100 − {plain(total)} = {gap}" if short else f"{plain(total)} − 100 = {gap}"),
    )


def two_changes_of_one_span(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """Two different changes stated for the same span of time."""
    changes = {code for code, row in figures.measures.items() if row["kind"] == "change"}
    keys = ("measure", "region", "group", "comparison_group", "base", "document")
    for rows in figures.groups(keys, figures.of_measures(changes), "value"):
        spans: dict[tuple[int, int], list[Figure]] = defaultdict(list)
        for row in rows:
            if row["value"] is not None and (span := _span(row)):
                spans[span].append(row)
        for (first, last), found in spans.items():
            if len({row["value"] for row in found}) > 1:
                yield _two_changes(found, first, last)


def _span(row: Figure) -> tuple[int, int] | None:
    """First and last year of a change; a change 'in' a year runs from the year before."""
    start, end = row["period_start"], row["period_end"]
    if not start or not end:
        return None
    first = start.year - 1 if start.year == end.year else start.year
    return first, end.year


def _two_changes(found: Sequence[Figure], first: int, last: int) -> Problem:
    values = " and ".join(f"{plain_signed(row['value'])}%" for row in found)
    dates = "; ".join(f"“{row['quote']}” for {row['period'].replace('..', ' to ')}" for row in found)
    return Problem(
        "two_changes_of_one_span",
        tuple(found),
        f"One quantity is said to have changed by {values} over the same time, from {first} to {last}; both cannot hold.",
        dates,
        "no single change fits both",
        f"A change in {last} is counted from {first}: both statements run from {first} to {last}, and {values.replace(' and ', ' ≠ ')}",
    )


def different_bases(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """One measure of one place given out of different wholes by different documents."""
    thing = ("measure", "region", "group", "comparison_group")
    has_base = pc.is_valid(figures.table["base"]).to_numpy()
    for found in figures.records(_first_of_each_base(figures, thing, has_base)):
        if len({row["document"] for row in found}) < 2:
            continue
        said = "; ".join(f"“{row['quote']}” of {row['base']}" for row in found)
        bases = " and ".join(f"“{row['base']}”" for row in found)
        yield Problem(
            "different_bases",
            tuple(found),
            f"The same measure is given out of different wholes, {bases}, so the numbers cannot be compared.",
            said,
            "not comparable",
            f"Same measure ({figures.measures[found[0]['measure']]['name']}), {len(found)} different wholes",
        )


def _first_of_each_base(figures: Figures, thing: Sequence[str], mask: Mask) -> list[Codes]:
    """For each thing with several bases, the place of the first figure of each."""
    at, begins = figures.sorted_by((*thing, "base"), mask)
    if not len(at):
        return []
    first = at[begins]
    alike = np.ones(len(first) - 1, dtype=bool)
    for name in thing:
        codes = figures.codes(name)[first]
        alike &= codes[1:] == codes[:-1]
    runs = np.split(first, np.flatnonzero(~alike) + 1)
    return [run for run in runs if len(run) > 1]


def headline_against_body(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """A number in a document's title that its body gives to something else."""
    in_title = pc.equal(figures.table["paragraph"], 1)
    numbered = pc.is_valid(figures.table["value"])
    titled = figures.table.filter(pc.and_(in_title, numbered))
    if not titled.num_rows:
        return
    in_body = pc.and_(numbered, pc.greater(figures.table["paragraph"], 1))
    body = pc.and_(in_body, pa.array(figures.holding("document", titled["document"].to_pylist())))
    said: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for row in figures.table.filter(body).to_pylist():
        said[_number_of(row)].append(row)
    for title in titled.to_pylist():
        same = said[_number_of(title)]
        if same and all(row["measure"] != title["measure"] for row in same):
            yield _headline(figures, title, same[0])


def _number_of(row: Figure) -> tuple[Any, ...]:
    return (row["document"], row["value"], row["qualifier"], row["unit"], row["region"])


def _headline(figures: Figures, title: Figure, body: Figure) -> Problem:
    names = [figures.measures[row["measure"]]["name"] for row in (title, body)]
    return Problem(
        "headline_against_body",
        (title, body),
        f"The headline gives the number for “{names[0]}”; the text gives the same number for “{names[1]}”.",
        f"paragraph 1: “{title['quote']}”; paragraph {body['paragraph']}: “{body['quote']}”",
        "two different things",
        f"{plain(title['value'])} = {plain(body['value'])}, but {names[0]} ≠ {names[1]}",
    )


def superseded(figures: Figures, record: Sequence[Figure]) -> Iterator[Problem]:
    """A value that holds one at a time, replaced by a later one in another document or in the public record."""
    measures = {code for code, row in figures.measures.items() if row["in_force"]}
    by_thing: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for row in figures.rows(figures.of_measures(measures)):
        by_thing[_law(row)].append({**row, "since": row["period_start"] or row["as_of"]})
    for row in record:
        if row["measure"] in measures:
            by_thing[_law(row)].append({**row, "since": row["period_start"], "figure_id": None})
    for rows in by_thing.values():
        dated = sorted(
            (row for row in rows if row["since"] and row["value"] is not None), key=lambda row: row["since"]
        )
        for row in dated:
            if row["figure_id"] and (newer := _newer(row, dated)):
                yield _replaced(row, newer)


def _newer(row: Figure, dated: Sequence[Figure]) -> Figure | None:
    """What replaces a row: the latest other value of a document, before one of the public record."""
    for of_a_document in (True, False):
        for other in reversed(dated):
            if other["since"] <= row["since"]:
                break
            if other["value"] != row["value"] and bool(other["figure_id"]) == of_a_document:
                return other
    return None


def _law(row: Figure) -> tuple[Any, ...]:
    """What a value in force is the value of; the public record's rows are about everybody."""
    return tuple(row.get(name) for name in ("measure", "region", "group", "comparison_group"))


def _replaced(row: Figure, newer: Figure) -> Problem:
    where = newer["figure_id"] or newer["record_id"]
    said = newer.get("quote") or f"{plain(newer['value'])}, {newer.get('publisher', '')}"
    others = (row, newer) if newer["figure_id"] else (row,)
    return Problem(
        "superseded",
        others,
        f"The value has been replaced: {plain(row['value'])} held from {row['since'].year}, {plain(newer['value'])} is given later.",
        f"“{row['quote']}”; later: “{said}”",
        plain(newer["value"]),
        f"{plain(row['value'])} (from {row['since'].isoformat()}) is earlier than {plain(newer['value'])} ({newer['since'].isoformat()})",
        ((row["figure_id"], where),),
    )


def bounds_exclude(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """Two statements of the same thing at the same time whose bounds leave no number that fits both."""
    changes = {code for code, row in figures.measures.items() if row["kind"] == "change"}
    dated = pc.not_equal(figures.table["period"], NOT_STATED).to_numpy() & ~figures.of_measures(changes)
    keys = ("measure", "region", "group", "comparison_group", "base", "period")
    at, begins = figures.sorted_by(keys, dated)
    if not len(at):
        return
    lower, upper = figures.bound("lower", -np.inf)[at], figures.bound("upper", np.inf)[at]
    apart = np.maximum.reduceat(lower, begins) > np.minimum.reduceat(upper, begins)
    ends = np.r_[begins[1:], len(at)]
    found = []
    for begin, end in zip(begins[apart].tolist(), ends[apart].tolist(), strict=True):
        found.append(at[[begin + int(lower[begin:end].argmax()), begin + int(upper[begin:end].argmin())]])
    for pair in figures.records(found):
        floor, ceiling = sorted(
            pair, key=lambda row: row["lower"] if row["lower"] is not None else -np.inf, reverse=True
        )
        yield Problem(
            "bounds_exclude",
            (floor, ceiling),
            "Two statements of the same thing at the same time leave no number that fits both.",
            _quoted([floor, ceiling]),
            "no number fits both",
            f"{plain(floor['lower'])} or more, and {plain(ceiling['upper'])} or less",
        )


def more_than_the_whole(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """A share that is under 0 or over 100 percent of its whole."""
    shares = pc.equal(figures.table["kind"], "share")
    outside = pc.or_(pc.greater(figures.table["value"], 100), pc.less(figures.table["value"], 0))
    for row in figures.table.filter(pc.and_(shares, pc.fill_null(outside, False))).to_pylist():
        yield Problem(
            "more_than_the_whole",
            (row,),
            "A share of a whole is given that no share can have.",
            _quoted([row]),
            "a share is from 0 to 100%",
            f"{plain_signed(row['value'])} is not from 0 to 100",
        )


def record_differs(figures: Figures, record: Sequence[Figure]) -> Iterator[Problem]:
    """A figure that the public record gives otherwise for the same measure, place and period."""
    known: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for row in record:
        if row["value"] is not None and row["period"] != NOT_STATED and not row["scope"]:
            known[_dated(row)].append(row)
    for row in figures.rows(_maybe_recorded(figures, record)):
        for other in known.get(_dated(row), []) if row["value"] is not None and row["period_start"] else []:
            low, high = other["lower"] or other["value"], other["upper"] or other["value"]
            if not low * (1 - TOLERANCE) <= row["value"] <= high * (1 + TOLERANCE):
                yield Problem(
                    "record_differs",
                    (row,),
                    f"The public record gives {plain(other['value'])} for the same measure, place and time.",
                    f"“{row['quote']}”",
                    f"{plain(other['value'])} ({other['publisher']})",
                    f"{plain(row['value'])} ≠ {plain(other['value'])}",
                )


def _maybe_recorded(figures: Figures, record: Sequence[Figure]) -> Mask:
    """Rows of a measure, a place and a first day that the record has: few of many."""
    mask = figures.of_measures({row["measure"] for row in record})
    mask &= figures.holding("region", {row["region"] for row in record})
    days = pa.array(sorted({row["period_start"] for row in record if row["period_start"]}), pa.date32())
    mask &= pc.is_in(figures.table["period_start"], days).to_numpy()
    return mask


def _dated(row: Figure) -> tuple[Any, ...]:
    return (row["measure"], row["region"], row["period_start"], row["period_end"], row["unit"])


CHECKS: tuple[Callable[[Figures, Sequence[Figure]], Iterator[Problem]], ...] = (
    change_against_endpoints,
    parts_of_a_whole,
    two_changes_of_one_span,
    different_bases,
    headline_against_body,
    superseded,
    bounds_exclude,
    more_than_the_whole,
    record_differs,
)


def find_problems(table: pa.Table, record: pa.Table, words: Vocabulary) -> list[Problem]:
    """Every problem the checks find among published figures, in the order of the checks."""
    reported = Figures(table, words)
    rows = record.to_pylist()
    return [problem for check in CHECKS for problem in check(reported, rows)]

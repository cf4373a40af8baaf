"""Find, across rows, what does not add up, does not agree or has been replaced; each problem shows its arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.derive import plain_signed
from etl.grouped import Codes, Figure, Figures, Mask
from etl.intervals import STATED, Interval, allowed, disagree
from etl.period import read_period, when
from etl.statement import Quantity, number_words, plain
from etl.vocabulary import NOT_STATED, Vocabulary

ROUNDING = 0.5
"""Half of the last printed unit: what rounding to whole numbers may hide."""


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
        fits = _at(printed["period_start"], first["period_start"]) and _at(
            printed["period_end"], last["period_end"]
        )
        return (first, last) if fits else None
    first_ends = [c for c in candidates if c["period_start"] and c["period_start"] == printed["period_start"]]
    last_ends = [c for c in candidates if c["period_end"] and c["period_end"] == printed["period_end"]]
    return (first_ends[0], last_ends[0]) if len(first_ends) == 1 and len(last_ends) == 1 else None


def _at(said: date | None, found: date | None) -> bool:
    """A day that is not stated contradicts none."""
    return said is None or found is None or said == found


def _recomputed(printed: Figure, first: Figure, last: Figure) -> Iterator[Problem]:
    """Compare what is printed with every change that the two ends allow; an exact end is taken at its word."""
    said, start, end = allowed(printed, round_numbers=False), _end(first), _end(last)
    if not said or not start or not end or start.low <= 0:
        return
    if not said.apart(Interval(_percent(start.high, end.low), _percent(start.low, end.high))):
        return
    computed = _percent(first["value"], last["value"])
    a, b = plain(first["value"]), plain(last["value"])
    yield Problem(
        "change_against_endpoints",
        (printed, first, last),
        f"The change is printed as {plain_signed(printed['value'])}%, but the two numbers beside it give {plain_signed(computed)}%.",
        f"{_quoted([first, last])}; {_quoted([printed])}",
        f"{plain_signed(computed)}%",
        f"100 × ({b} − {a}) ÷ {a} = {plain_signed(computed)}%, not {plain_signed(printed['value'])}%",
    )


def _end(row: Figure) -> Interval | None:
    return Interval(row["value"], row["value"]) if row["qualifier"] == "exact" else allowed(row)


def _percent(first: float, last: float) -> float:
    return 100 * (last - first) / first


def parts_of_a_whole(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """Shares that are parts of one whole and do not add up to 100."""
    composed = {code for code, row in figures.measures.items() if row["composition"]}
    dimensions = {code: row["dimension"] for code, row in figures.words.by_code("groups").items()}
    keys = ("document", "measure", "region", "base", "period")
    for rows in figures.groups(keys, figures.of_measures(composed), "group"):
        by_dimension: dict[str, list[Figure]] = defaultdict(list)
        for row in rows:
            if row["group"] and row["value"] is not None and row["base"] != NOT_STATED:
                by_dimension[dimensions[row["group"]]].append(row)
        for parts in by_dimension.values():
            # A group given twice is two statements of one part: adding them would count it twice.
            if len({part["group"] for part in parts}) == len(parts) > 1:
                yield from _missing_rest(parts)


def _missing_rest(parts: Sequence[Figure]) -> Iterator[Problem]:
    total = sum(part["value"] for part in parts)
    slack = ROUNDING * len(parts)
    open_ended = {part["qualifier"] for part in parts} - {"exact", "approximately"}
    least = sum(part["lower"] if part["lower"] is not None else 0 for part in parts)
    # With an open bound among them, only what the parts come to at the least can be too much.
    if least <= 100 + slack if open_ended else abs(total - 100) <= slack:
        return
    total = least if open_ended else total
    added = " + ".join(plain(part["value"]) for part in parts)
    short, gap = total < 100, plain(abs(100 - total))
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
    """Two changes stated for the same span of time that leave no change that fits both."""
    changes = {code for code, row in figures.measures.items() if row["kind"] == "change"}
    keys = ("measure", "region", "group", "comparison_group", "base")
    for rows in figures.groups(keys, figures.of_measures(changes), "value"):
        spans: dict[tuple[date, date], list[Figure]] = defaultdict(list)
        for row in rows:
            if row["value"] is not None and (span := _span(row)):
                spans[span].append(row)
        for span, found in spans.items():
            for one, other in combinations(found, 2):
                if disagree(one, other):
                    yield _two_changes(one, other, span)


def _span(row: Figure) -> tuple[date, date] | None:
    """First and last day between which a change is counted; one 'in' a year runs from the year before."""
    start, end = row["period_start"], row["period_end"]
    if not start or not end:
        return None
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return (
        (start.replace(year=start.year - 1), end) if whole_year and start.year == end.year else (start, end)
    )


def _two_changes(one: Figure, other: Figure, span: tuple[date, date]) -> Problem:
    first, last = span[0].year, span[1].year
    values = [f"{plain_signed(row['value'])}%" for row in (one, other)]
    dates = "; ".join(f"“{row['quote']}” for {row['period'].replace('..', ' to ')}" for row in (one, other))
    return Problem(
        "two_changes_of_one_span",
        (one, other),
        f"One quantity is said to have changed by {' and '.join(values)} over the same time, from {first} to {last}; they cannot both hold.",
        dates,
        "",
        f"A change in {last} is counted from {first}: both statements run from {first} to {last}, and {' ≠ '.join(values)}",
    )


def different_bases(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """One measure of one place given out of different wholes by two documents that share none of them."""
    thing = ("measure", "region", "group", "comparison_group")
    stated = pc.and_(pc.is_valid(figures.table["base"]), pc.not_equal(figures.table["base"], NOT_STATED))
    mask = pc.fill_null(stated, False).to_numpy()
    for found in figures.records(_bases_that_no_document_shares(figures, thing, mask)):
        yield _not_comparable(figures, found)


def _not_comparable(figures: Figures, found: Sequence[Figure]) -> Problem:
    bases = " and ".join(f"“{row['base']}”" for row in found)
    return Problem(
        "different_bases",
        tuple(found),
        f"The same measure is given out of different wholes, {bases}, so the numbers cannot be compared.",
        "; ".join(f"“{row['quote']}” of {row['base']}" for row in found),
        "",
        f"Same measure ({_inside(figures.measures[found[0]['measure']]['name'])}), {len(found)} different wholes",
    )


def _bases_that_no_document_shares(figures: Figures, thing: Sequence[str], mask: Mask) -> list[Codes]:
    """For each thing of which two documents share no base, the place of the first figure of each base."""
    at, begins = figures.sorted_by((*thing, "base", "document"), mask)
    if not len(at):
        return []
    first = at[begins]
    alike = np.ones(len(first) - 1, dtype=bool)
    for name in thing:
        codes = figures.codes(name)[first]
        alike &= codes[1:] == codes[:-1]
    bases, documents = figures.codes("base")[first], figures.codes("document")[first]
    runs = np.split(np.arange(len(first)), np.flatnonzero(~alike) + 1)
    return [
        first[run[np.unique(bases[run], return_index=True)[1]]]
        for run in runs
        if bases[run[0]] != bases[run[-1]] and _apart(bases[run].tolist(), documents[run].tolist())
    ]


def _apart(bases: Sequence[int], documents: Sequence[int]) -> bool:
    """Two documents have no base in common. One base that all of them have, the usual case, settles it."""
    of_document: dict[int, set[int]] = defaultdict(set)
    for base, document in zip(bases, documents, strict=True):
        of_document[document].add(base)
    if set.intersection(*of_document.values()):
        return False
    return any(not one & other for one, other in combinations(of_document.values(), 2))


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
    names = [_inside(figures.measures[row["measure"]]["name"]) for row in (title, body)]
    return Problem(
        "headline_against_body",
        (title, body),
        f"The headline gives the number for “{names[0]}”; the text gives the same number for “{names[1]}”.",
        f"paragraph 1: “{title['quote']}”; paragraph {body['paragraph']}: “{body['quote']}”",
        "",
        f"{plain(title['value'])} = {plain(body['value'])}, but {names[0]} ≠ {names[1]}",
    )


def _inside(name: str) -> str:
    """A measure's name inside a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def superseded(figures: Figures, record: Sequence[Figure]) -> Iterator[Problem]:
    """A value that holds one at a time, replaced by a later one in another document or in the public record."""
    measures = {code for code, row in figures.measures.items() if row["in_force"]}
    by_thing: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for row in figures.rows(figures.of_measures(measures)):
        by_thing[_law(row)].append({**row, "since": row["period_start"] or row["as_of"]})
    for row in record:
        if row["measure"] in measures and not row["scope"]:
            outside = {"since": row["period_start"], "figure_id": None, "document": None}
            by_thing[_law(row)].append({**row, **outside})
    for rows in by_thing.values():
        dated = sorted(
            (row for row in rows if row["since"] and row["value"] is not None), key=lambda row: row["since"]
        )
        for row, newer in _with_newer(dated):
            if row["figure_id"]:
                yield _replaced(row, newer)


def _with_newer(dated: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Rows with what replaces them: the latest other value of another document, before one of the public record.

    Of each source only the latest row and the latest with another value than that are ever needed.
    """
    latest: dict[str, list[Figure]] = defaultdict(list)
    for row in reversed(dated):
        source = row["document"] if row["figure_id"] else ""
        kept = latest[source]
        if not kept or (len(kept) == 1 and row["value"] != kept[0]["value"]):
            kept.append(row)
    for row in dated:
        others = [
            other
            for source, kept in latest.items()
            for other in kept
            if source != row["document"] and other["since"] > row["since"] and other["value"] != row["value"]
        ]
        if others:
            yield row, max(others, key=lambda other: (bool(other["figure_id"]), other["since"]))


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
        f"The value has been replaced: {plain(row['value'])} is given {_time_of(row)}, {plain(newer['value'])} {_time_of(newer)}.",
        f"“{row['quote']}”; later: “{said}”",
        plain(newer["value"]),
        f"{plain(row['value'])} ({_time_of(row)}) is earlier than {plain(newer['value'])} ({_time_of(newer)})",
        ((row["figure_id"], where),),
    )


def _time_of(row: Figure) -> str:
    """The period in words; where none is stated, the day the statement speaks from."""
    period = read_period(row["period"])
    if period.text == NOT_STATED:
        period = read_period(row["since"].isoformat())
    return when(period).strip().replace("since", "from")


def bounds_exclude(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """Two statements of the same thing at the same time whose bounds leave no number that fits both."""
    changes = {code for code, row in figures.measures.items() if row["kind"] == "change"}
    dated = pc.not_equal(figures.table["period"], NOT_STATED).to_numpy() & ~figures.of_measures(changes)
    keys = ("measure", "region", "group", "comparison_group", "base", "period_start", "period_end")
    at, begins = figures.sorted_by(keys, dated)
    if not len(at):
        return
    lower, upper = figures.bound("lower", -np.inf)[at], figures.bound("upper", np.inf)[at]
    crossed = np.maximum.reduceat(lower, begins) > np.minimum.reduceat(upper, begins)
    ends = np.r_[begins[1:], len(at)]
    found = [
        at[[begin + int(lower[begin:end].argmax()), begin + int(upper[begin:end].argmin())]]
        for begin, end in zip(begins[crossed].tolist(), ends[crossed].tolist(), strict=True)
    ]
    # Only a few cells say whether the two are apart: most pairs are not, and need no full records.
    stated = figures.records(found, STATED)
    apart = [pair for pair, (one, other) in zip(found, stated, strict=True) if disagree(one, other)]
    for pair in figures.records(apart):
        yield _no_common_number(pair)


def _no_common_number(pair: Sequence[Figure]) -> Problem:
    floor, ceiling = sorted(
        pair, key=lambda row: row["lower"] if row["lower"] is not None else -np.inf, reverse=True
    )
    return Problem(
        "bounds_exclude",
        (floor, ceiling),
        "Two statements of the same thing at the same time leave no number that fits both.",
        _quoted([floor, ceiling]),
        "",
        f"{plain(floor['lower'])} or more, and {plain(ceiling['upper'])} or less",
    )


def more_than_the_whole(figures: Figures, _: Sequence[Figure]) -> Iterator[Problem]:
    """A share that is under 0 or over 100 percent of its whole."""
    shares = pc.equal(figures.table["kind"], "share")
    most = pc.coalesce(figures.table["upper"], figures.table["value"], figures.table["lower"])
    least = pc.coalesce(figures.table["lower"], figures.table["value"], figures.table["upper"])
    outside = pc.or_(pc.greater(most, 100), pc.less(least, 0))
    at_the_whole = pc.and_(pc.equal(figures.table["qualifier"], "more_than"), pc.greater_equal(least, 100))
    wrong = pc.fill_null(pc.or_(outside, at_the_whole), False)
    for row in figures.rows(pc.and_(shares, wrong).to_numpy()):
        number = next(row[end] for end in ("value", "upper", "lower") if row[end] is not None)
        yield Problem(
            "more_than_the_whole",
            (row,),
            "A share of a whole is given that no share can have.",
            _quoted([row]),
            "",
            f"{plain_signed(number)} is not from 0 to 100",
        )


def record_differs(figures: Figures, record: Sequence[Figure]) -> Iterator[Problem]:
    """A figure about everybody that the public record gives otherwise for the same measure, place and period."""
    known: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for row in record:
        if row["period"] != NOT_STATED and not row["scope"]:
            known[_dated(row)].append(row)
    for row in figures.rows(_maybe_recorded(figures, record)):
        if row["group"] or row["comparison_group"]:
            continue
        for other in known.get(_dated(row), []):
            if disagree(row, other):
                yield _differs(row, other)


def _differs(row: Figure, other: Figure) -> Problem:
    ours, theirs = _said(row), _said(other)
    return Problem(
        "record_differs",
        (row,),
        f"The public record gives {theirs} for the same measure, place and time.",
        f"“{row['quote']}”",
        f"{theirs} ({other['publisher']})",
        f"{ours} ≠ {theirs}",
    )


def _said(row: Figure) -> str:
    """A row's number in words."""
    return number_words(Quantity("", row["value"], row["lower"], row["upper"], row["qualifier"], "people"))


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
    # Most of a check's time is spent in sorting, which lets another one run beside it.
    with ThreadPoolExecutor() as beside:
        found = beside.map(lambda check: list(check(reported, rows)), CHECKS)
    return [problem for problems in found for problem in problems]

"""Parts against their whole, and wholes against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pyarrow.compute as pc

from etl.checks.problem import Problem, inside, quoted
from etl.derive import plain_signed
from etl.grouped import Codes, Figure, Figures, Mask
from etl.statement import plain
from etl.vocabulary import CONTEXT, CONTRADICTION, NOT_STATED

ROUNDING = 0.5
"""Half of the last printed unit: what rounding to whole numbers may hide."""


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
        CONTEXT if short else CONTRADICTION,
        tuple(parts),
        f"The parts named add up to {plain(total)}%; {gap}% of the whole is not described."
        if short
        else f"The parts named add up to {plain(total)}%, which is {gap}% more than the whole.",
        quoted(parts),
        f"{plain(total)}%",
        f"{added} = {plain(total)}; "
        + (f"100 − {plain(total)} = {gap}" if short else f"{plain(total)} − 100 = {gap}"),
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
        CONTEXT,
        tuple(found),
        f"The same measure is given out of different wholes, {bases}, so the numbers cannot be compared.",
        "; ".join(f"“{row['quote']}” of {row['base']}" for row in found),
        "",
        f"Same measure ({inside(figures.measures[found[0]['measure']]['name'])}), {len(found)} different wholes",
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
            CONTRADICTION,
            (row,),
            "A share of a whole is given that no share can have.",
            quoted([row]),
            "",
            f"{plain_signed(number)} is not from 0 to 100",
        )

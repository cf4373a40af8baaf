"""Compute derived figures by formula from named figures, and refuse where the inputs only look comparable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from etl import schema
from etl.documents import Card
from etl.faults import Fault
from etl.normalise import from_rows, statement
from etl.period import Period, lasting, read_period, when
from etl.rows import split_ids
from etl.sheet import FILE, ROW
from etl.statement import (
    Quantity,
    capitalised,
    change_words,
    computed_from,
    in_place,
    number_words,
    of_base,
    plain,
)
from etl.vocabulary import NOT_STATED, Vocabulary

Figure = Mapping[str, Any]

SECONDS: Mapping[str, float] = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
SECONDS_A_YEAR = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Result:
    """What the formula gives, in the operation's unit; bounds are ``None`` where the inputs do not give them.

    ``formula`` shows the arithmetic.
    """

    value: float
    lower: float | None
    upper: float | None
    formula: str

    @property
    def qualifier(self) -> str:
        """What the bounds amount to; a single bound is the value."""
        if self.lower is not None and self.upper is not None:
            return "exact" if self.lower == self.upper else "range"
        if self.lower is not None:
            return "at_least"
        return "up_to" if self.upper is not None else "approximately"


class Refusal(ValueError):
    """The inputs cannot be put into this formula; the message says why."""


def _same(inputs: Sequence[Figure], *columns: str) -> None:
    for column in columns:
        found = {figure[column] for figure in inputs}
        if len(found) > 1:
            shown = " and ".join(sorted(repr(value) for value in found))
            raise Refusal(f"the figures differ in {column.replace('_', ' ')} ({shown})")


def _number(figure: Figure) -> float:
    if figure["value"] is None:
        raise Refusal(f"figure {figure['figure_id']!r} states no single number")
    return float(figure["value"])


def _two(inputs: Sequence[Figure]) -> tuple[Figure, Figure]:
    if len(inputs) != 2:
        raise Refusal(f"needs two figures (got {len(inputs)})")
    return inputs[0], inputs[1]


def _two_points(inputs: Sequence[Figure]) -> tuple[Figure, Figure]:
    """Two figures of one thing, the first earlier."""
    first, last = _two(inputs)
    _same(inputs, "measure", "unit", "region", "group", "comparison_group", "base")
    _number(first), _number(last)
    if first["period"] == last["period"] != NOT_STATED:
        raise Refusal(f"both figures are of {first['period']}")
    if first["period_end"] and last["period_start"] and first["period_end"] > last["period_start"]:
        raise Refusal("the first figure is not the earlier one")
    return first, last


def change(inputs: Sequence[Figure]) -> Result:
    """The later figure less the earlier one, in their unit."""
    first, last = _two_points(inputs)
    return _computed(lambda x, y: x - y, last, first, crossed=True, shown="{0} − {1} = {2}")


def percent_change(inputs: Sequence[Figure]) -> Result:
    """The change in percent of the earlier figure."""
    first, last = _two_points(inputs)
    _not_zero(first)
    shown = "100 × ({0} − {1}) ÷ {1} = {2}%"
    return _computed(lambda x, y: 100 * (x - y) / y, last, first, crossed=True, shown=shown)


def multiple(inputs: Sequence[Figure]) -> Result:
    """The later figure as a multiple of the earlier one."""
    first, last = _two_points(inputs)
    return _quotient(last, first)


def rival_multiple(inputs: Sequence[Figure]) -> Result:
    """How many times the lower rival count the higher one is, as far as their bounds allow."""
    high, low = _two(inputs)
    _same(inputs, "measure", "unit", "region", "group", "comparison_group", "period")
    if high["attribution"] == low["attribution"]:
        raise Refusal(f"both figures are from {high['attribution']!r}; rivals come from two sources")
    return _quotient(high, low)


def _quotient(top: Figure, bottom: Figure) -> Result:
    _not_zero(bottom)
    return _computed(lambda x, y: x / y, top, bottom, crossed=True, shown="{0} ÷ {1} = {2}")


def part_of(inputs: Sequence[Figure]) -> Result:
    """A share of a whole that the share's base names."""
    share, whole = _two(inputs)
    _same(inputs, "document", "region")
    if share["unit"] != "percent" or share["kind"] != "share":
        raise Refusal(f"figure {share['figure_id']!r} is not a share")
    if whole["base"] != share["base"]:
        raise Refusal(f"the share is of {share['base']!r}, the whole is of {whole['base']!r}")
    return _computed(lambda x, y: x * y / 100, share, whole, crossed=False, shown="{0}% × {1} = {2}")


def _computed(
    operation: Callable[[float, float], float], a: Figure, b: Figure, *, crossed: bool, shown: str
) -> Result:
    """Put two figures and their bounds into a formula.

    ``crossed``: the result falls as ``b`` rises, so that ``b``'s upper bound makes the result's lower one.
    """
    value = operation(_number(a), _number(b))
    against = (b["upper"], b["lower"]) if crossed else (b["lower"], b["upper"])
    lower, upper = (
        operation(x, y) if x is not None and y is not None else None
        for x, y in zip((a["lower"], a["upper"]), against, strict=True)
    )
    if lower is None and upper is None and "approximately" not in (a["qualifier"], b["qualifier"]):
        raise Refusal("the bounds of the two figures leave the result open on both sides")
    return Result(value, lower, upper, shown.format(_shown(a), _shown(b), plain_signed(value)))


def _not_zero(figure: Figure) -> None:
    if not _number(figure):
        raise Refusal(f"figure {figure['figure_id']!r} is zero")


def rest(inputs: Sequence[Figure]) -> Result:
    """What the parts of one whole leave undescribed, in percent."""
    if len(inputs) < 2:
        raise Refusal("needs two or more shares")
    _same(inputs, "document", "measure", "base", "region", "period")
    if len({figure["group"] for figure in inputs}) < len(inputs):
        raise Refusal("two shares are of the same group")
    parts = [_number(figure) for figure in inputs]
    tops, lows = ([figure[end] for figure in inputs] for end in ("upper", "lower"))
    lower = None if None in tops else 100 - sum(tops)
    upper = None if None in lows else 100 - sum(lows)
    shown = " − ".join(map(_shown, inputs))
    return Result(100 - sum(parts), lower, upper, f"100 − {shown} = {plain_signed(100 - sum(parts))}")


def per_year(inputs: Sequence[Figure]) -> Result:
    """Occurrences in a year of 365 days, from the time between two."""
    if len(inputs) != 1:
        raise Refusal(f"needs one figure (got {len(inputs)})")
    figure = inputs[0]
    if figure["kind"] != "interval" or figure["unit"] not in SECONDS:
        raise Refusal(f"figure {figure['figure_id']!r} is not a time between two occurrences")
    _not_zero(figure)
    seconds = SECONDS[figure["unit"]]
    value = SECONDS_A_YEAR / (_number(figure) * seconds)
    lower, upper = (
        SECONDS_A_YEAR / (figure[end] * seconds) if figure[end] else None for end in ("upper", "lower")
    )
    if figure["qualifier"] == "exact":
        # The words round the interval, and a year is not quite 365 days: the result is no exact count.
        lower = upper = None
    shown = f"365 × 24 × 60 × 60 seconds ÷ {_shown(figure)} {figure['unit']} = {plain_signed(value)}"
    return Result(value, lower, upper, shown)


def plain_signed(value: float) -> str:
    """A number for a formula, with a true minus sign."""
    return plain(value).replace("-", "−")


def _shown(figure: Figure) -> str:
    return plain_signed(_number(figure))


OPERATIONS: Mapping[str, Callable[[Sequence[Figure]], Result]] = {
    "change": change,
    "percent_change": percent_change,
    "multiple": multiple,
    "rival_multiple": rival_multiple,
    "part_of": part_of,
    "rest": rest,
    "per_year": per_year,
}
_UNITS: Mapping[str, str] = {
    "percent_change": "percent",
    "multiple": "times",
    "rival_multiple": "times",
    "rest": "percent",
}
_INPUT_UNIT: Mapping[str, int] = {"change": 0, "part_of": 1}


def derive(
    rows: pa.Table, figures: Mapping[str, Figure], words: Vocabulary, cards: Mapping[str, Card]
) -> tuple[pa.Table, list[Fault]]:
    """Published derived figures of sound derived.csv rows, and a fault for each that is refused."""
    made: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for row in rows.to_pylist():
        inputs = [figures[name] for name in split_ids(row["inputs"])]
        try:
            result = OPERATIONS[row["operation"]](inputs)
            _check_unit(row["operation"], words.by_code("measures")[row["measure"]]["unit"], inputs)
        except Refusal as refusal:
            said = f"{row['operation']} of {row['inputs']} is refused: {refusal}"
            faults.append(
                Fault(row[FILE], row[ROW], said, "name figures that measure the same thing, or drop the row")
            )
            continue
        made.append(_published(row, inputs, result, words, cards))
    return from_rows(schema.FIGURES, made), faults


def _check_unit(operation: str, unit: str, inputs: Sequence[Figure]) -> None:
    wanted = _UNITS.get(operation, unit)
    if operation in _INPUT_UNIT:
        wanted = inputs[_INPUT_UNIT[operation]]["unit"]
    if unit != wanted:
        raise Refusal(f"the result is in {wanted}, the measure in {unit}")


def _published(
    row: Mapping[str, Any],
    inputs: Sequence[Figure],
    result: Result,
    words: Vocabulary,
    cards: Mapping[str, Card],
) -> dict[str, Any]:
    measure, region = words.by_code("measures")[row["measure"]], words.by_code("regions")[row["region"]]
    unit = words.by_code("units")[measure["unit"]]
    value = {"at_least": result.lower, "up_to": result.upper, "range": None}.get(
        result.qualifier, result.value
    )
    quantity = Quantity("", value, result.lower, result.upper, result.qualifier, measure["unit"])
    number = number_words(quantity, unit["singular"], unit["plural"])
    period = read_period(row["period"])
    documents = sorted({figure["document"] for figure in inputs})
    voices = " and ".join(dict.fromkeys(cards[document].voice for document in documents))
    slots = {
        "number": number,
        "Number": capitalised(number),
        "change": change_words(quantity, number, lasting=lasting(period)),
        "of_base": of_base(row["base"]),
        "in_place": in_place(region["sort"], region["sentence_name"]),
        "when": when(period),
        "group": _group(row["group"], words),
        "comparison_group": _group(row["comparison_group"], words),
    }
    return {
        **row,
        "document": documents[0] if len(documents) == 1 else None,
        "theme": measure["theme"],
        "statement": statement(measure["sentence"], slots, computed_from(voices)),
        "value": value,
        "lower": result.lower,
        "upper": result.upper,
        "qualifier": result.qualifier,
        "unit": measure["unit"],
        "kind": measure["kind"],
        "region_name": region["name"],
        "period": period.text,
        "period_start": period.start,
        "period_end": period.end,
        "as_of": _as_of(period, inputs),
        "attribution": "; ".join(dict.fromkeys(figure["attribution"] for figure in inputs)),
        "status": "derived",
        "derived_from": "; ".join(figure["figure_id"] for figure in inputs),
        "formula": result.formula,
        "repeats": 0,
    }


def _group(code: str, words: Vocabulary) -> str:
    return words.by_code("groups")[code]["sentence_name"] if code else ""


def _as_of(period: Period, inputs: Sequence[Figure]) -> Any:
    if period.closed:
        return period.end
    days = [figure["as_of"] for figure in inputs if figure["as_of"]]
    return max(days) if len(days) == len(inputs) else None

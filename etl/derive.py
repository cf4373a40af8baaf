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
from etl.period import lasting, read_period, when
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
    worked_out,
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
        """What the bounds amount to. Of a fall the words bound the size: at most −75% is a fall of at least 75%."""
        if self.lower is not None and self.upper is not None:
            return "exact" if self.lower == self.upper else "range"
        if self.lower is None and self.upper is None:
            return "approximately"
        return "at_least" if (self.lower is not None) == (self.value >= 0) else "up_to"


class Refusal(ValueError):
    """The inputs cannot be put into this formula; the message says why."""


def _same(inputs: Sequence[Figure], *columns: str) -> None:
    for column in columns:
        found = {figure[column] for figure in inputs}
        if len(found) > 1:
            shown = " and ".join(sorted(repr(value) for value in found))
            raise Refusal(f"the figures differ in {column.replace('_', ' ')} ({shown})")


def _number(figure: Figure) -> float:
    """The one number of a quantity; a change or a negative number is none."""
    if figure["value"] is None:
        raise Refusal(f"figure {figure['figure_id']!r} states no single number")
    if figure["kind"] == "change" or figure["value"] < 0:
        raise Refusal(f"figure {figure['figure_id']!r} is a change, not a quantity")
    return float(figure["value"])


def _two(inputs: Sequence[Figure]) -> tuple[Figure, Figure]:
    if len(inputs) != 2:
        raise Refusal(f"needs two figures (got {len(inputs)})")
    if inputs[0]["figure_id"] == inputs[1]["figure_id"]:
        raise Refusal("names the same figure twice")
    return inputs[0], inputs[1]


def _two_points(inputs: Sequence[Figure]) -> tuple[Figure, Figure]:
    """Two figures of one thing, the first earlier. A later one without a date must stand in the same document."""
    first, last = _two(inputs)
    _same(inputs, "measure", "unit", "region", "group", "comparison_group", "base")
    _number(first), _number(last)
    if first["base"] == NOT_STATED:
        raise Refusal("what the figures are out of is not stated")
    if not first["period_start"]:
        raise Refusal("when the first figure was is not stated")
    if first["period"] == last["period"]:
        raise Refusal(f"both figures are of {first['period']}")
    if last["period_start"] and last["period_start"] <= first["period_start"]:
        raise Refusal("the first figure is not the earlier one")
    if not last["period_start"] and last["document"] != first["document"]:
        raise Refusal("when the second figure was is not stated")
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
    if _number(high) < _number(low):
        raise Refusal("the first figure must be the higher one")
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
    if whole["base"] != share["base"] or share["base"] == NOT_STATED:
        raise Refusal(f"the share is of {share['base']!r}, the whole is of {whole['base']!r}")
    _same(inputs, "group", "period")
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
    _not_open((a, b), lower, upper)
    if any(bound is not None and bound * value < 0 for bound in (lower, upper)):
        raise Refusal("the bounds of the two figures allow a rise as well as a fall")
    return Result(value, lower, upper, shown.format(_shown(a), _shown(b), plain_signed(value)))


def _not_zero(figure: Figure) -> None:
    if not _number(figure):
        raise Refusal(f"figure {figure['figure_id']!r} is zero")


def _not_open(inputs: Sequence[Figure], lower: float | None, upper: float | None) -> None:
    """Bounds that cancel out leave a result of which nothing is known; an approximate one is known roughly."""
    if lower is None and upper is None and all(figure["qualifier"] != "approximately" for figure in inputs):
        raise Refusal("the bounds of the figures leave the result open on both sides")


def rest(inputs: Sequence[Figure]) -> Result:
    """What the parts of one whole leave undescribed, in percent."""
    if len(inputs) < 2:
        raise Refusal("needs two or more shares")
    _same(inputs, "document", "measure", "base", "region", "period")
    if any(figure["kind"] != "share" or not figure["group"] for figure in inputs):
        raise Refusal("needs shares that each belong to a group")
    if len({figure["group"] for figure in inputs}) < len(inputs):
        raise Refusal("two shares are of the same group")
    left = 100 - sum(_number(figure) for figure in inputs)
    if left < 0:
        raise Refusal(f"the shares add up to {plain(100 - left)}, more than the whole")
    tops, lows = ([figure[end] for figure in inputs] for end in ("upper", "lower"))
    lower = None if None in tops else max(100 - sum(tops), 0.0)
    upper = None if None in lows else 100 - sum(lows)
    _not_open(inputs, lower, upper)
    shown = " − ".join(map(_shown, inputs))
    return Result(left, lower, upper, f"100 − {shown} = {plain_signed(left)}")


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
            _check_row(row, inputs, words)
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


_OF_A_CHANGE = ("change", "percent_change")


def _check_row(row: Mapping[str, Any], inputs: Sequence[Figure], words: Vocabulary) -> None:
    """What the row says of place, group and time must be what its figures say."""
    columns = ("region",) if row["operation"] == "rest" else ("region", "group", "comparison_group")
    for column in columns:
        found = inputs[0][column]
        if (row[column] or None) != found:
            raise Refusal(
                f"the row's {column.replace('_', ' ')} is {row[column]!r}, the figures' is {found or ''!r}"
            )
    period, first, last = read_period(row["period"]), inputs[0], inputs[-1]
    span = (first["period_start"], last["period_end"])
    if (period.start, period.end) != span:
        raise Refusal(
            f"the row's period is {period.text!r}, the figures' are {first['period']!r} and {last['period']!r}"
        )
    measure = words.by_code("measures")[row["measure"]]
    if row["operation"] in _OF_A_CHANGE and measure["change_of"] != first["measure"]:
        raise Refusal(f"measure {row['measure']!r} is no change of {first['measure']!r}")
    if row["operation"] == "rest" and (row["measure"] != first["measure"] or not measure["composition"]):
        raise Refusal(f"measure {row['measure']!r} must be the shares' own, and a composition")


def _published(
    row: Mapping[str, Any],
    inputs: Sequence[Figure],
    result: Result,
    words: Vocabulary,
    cards: Mapping[str, Card],
) -> dict[str, Any]:
    measure, region = words.by_code("measures")[row["measure"]], words.by_code("regions")[row["region"]]
    unit = words.by_code("units")[measure["unit"]]
    bound = result.upper if result.lower is None else result.lower
    value = {"at_least": bound, "up_to": bound, "range": None}.get(result.qualifier, result.value)
    quantity = worked_out(Quantity("", value, result.lower, result.upper, result.qualifier, measure["unit"]))
    number = number_words(quantity, unit["singular"], unit["plural"])
    period = read_period(row["period"])
    documents = sorted({figure["document"] for figure in inputs})
    voices = dict.fromkeys(_voice(figure, cards) for figure in inputs)
    slots = {
        "number": number,
        "Number": capitalised(number),
        "change": change_words(quantity, unit["singular"], unit["plural"], lasting=lasting(period)),
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
        "statement": statement(measure["sentence"], slots, computed_from(list(voices), len(inputs))),
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
        "as_of": _as_of(inputs),
        "attribution": "; ".join(dict.fromkeys(figure["attribution"] for figure in inputs)),
        "status": "derived",
        "derived_from": "; ".join(figure["figure_id"] for figure in inputs),
        "formula": result.formula,
        "repeats": 0,
    }


def _voice(figure: Figure, cards: Mapping[str, Card]) -> str:
    """Who gave a figure: who produced it, else the document that names nobody."""
    attribution = str(figure["attribution"])
    return cards[figure["document"]].voice if attribution == NOT_STATED else attribution


def _group(code: str, words: Vocabulary) -> str:
    return words.by_code("groups")[code]["sentence_name"] if code else ""


def _as_of(inputs: Sequence[Figure]) -> Any:
    """Of the latest input; a result cannot speak from a later day than they do."""
    days = [figure["as_of"] for figure in inputs if figure["as_of"]]
    return max(days) if len(days) == len(inputs) else None

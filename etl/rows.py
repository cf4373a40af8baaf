"""Check each row of the catalogue by itself and against the vocabulary: every fault, with its place and remedy."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.distinct import Codes, Distinct, distinct, pairs
from etl.faults import Fault
from etl.period import REMEDY as PERIOD_REMEDY
from etl.period import read_period
from etl.phrases import find
from etl.quoted import Quoted, forms, read_all
from etl.sheet import FILE, ROW
from etl.vocabulary import CERTAINTIES, NOT_STATED, Row, Vocabulary, code_hints, hints

MOST_WORDS = 8
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_INFERRED = re.compile(r"(?:^|; ?)([a-z_]+): ?(?=\S)")


class Checked:
    """A table's faults as they are found, and which of its rows are sound."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table
        self.faults: list[Fault] = []
        self._sound = np.ones(table.num_rows, dtype=bool)

    def blame(self, at: int, what: str, remedy: str) -> None:
        """Report row ``at`` (0-based in the table)."""
        self.faults.append(Fault(self.table[FILE][at].as_py(), self.table[ROW][at].as_py(), what, remedy))
        self._sound[at] = False

    def sound(self) -> pa.Table:
        """The rows without a fault so far."""
        return self.table if self._sound.all() else self._kept()

    def _kept(self) -> pa.Table:
        """Encoded anew, so that no column knows the texts of the rows left out."""
        kept = self.table.filter(pa.array(self._sound))
        plain = {
            name: kept[name].cast(pa.string()) if _encoded(kept[name]) else kept[name]
            for name in kept.column_names
        }
        return pa.table(plain)

    def codes(self, column: str, known: Sequence[str], *, may_be_empty: bool = False) -> Distinct:
        """Every cell of a column must be a known code."""
        cells = distinct(self.table[column])
        allowed = {*known, ""} if may_be_empty else set(known)
        wrong = cells.rows_where(lambda text: text not in allowed)
        remedies = code_hints((cells.texts[cells.codes[at]] for at in wrong), known)
        for at in wrong:
            text = cells.texts[cells.codes[at]]
            said = f"{column} {text!r} is not in the vocabulary" if text else f"{column} is empty"
            self.blame(at, said, remedies[text])
        return cells

    def every(self, column: str, holds: Callable[[str], bool], what: str, remedy: str) -> None:
        """Every distinct cell must hold to a rule; ``what`` may name the cell as {}."""
        cells = distinct(self.table[column])
        for at in cells.rows_where(lambda text: not holds(text)):
            self.blame(at, what.format(repr(cells.texts[cells.codes[at]])), remedy)

    def whole_numbers(self, column: str, least: int) -> None:
        """Every cell must be a whole number of at least ``least``."""
        remedy = f"must be a whole number, {least} or more"
        matches = pc.match_substring_regex(self.table[column], r"^[0-9]{1,9}$")
        for at in pc.indices_nonzero(pc.invert(matches)).to_pylist():
            self.blame(at, f"{column} is {self.table[column][at].as_py()!r}", remedy)
        if least:
            for at in pc.indices_nonzero(pc.equal(self.table[column], "0")).to_pylist():
                self.blame(at, f"{column} is '0'", remedy)

    def unique_ids(self, column: str) -> None:
        """Ids are well formed and stand once in all the files."""
        cells = self.table[column]
        for at in pc.indices_nonzero(
            pc.invert(pc.match_substring_regex(cells, f"^{ID.pattern}$"))
        ).to_pylist():
            self.blame(at, f"{column} is {cells[at].as_py()!r}", "must be small letters, digits and hyphens")
        if len(pc.unique(cells)) < len(cells):
            self._repeated_ids(column)

    def _repeated_ids(self, column: str) -> None:
        first: dict[str, int] = {}
        for at, name in enumerate(self.table[column].to_pylist()):
            if (earlier := first.setdefault(name, at)) != at:
                place = f"{self.table[FILE][earlier].as_py()} row {self.table[ROW][earlier].as_py()}"
                self.blame(
                    at, f"{column} {name!r} is already used in {place}", "must be used once in all the files"
                )

    def periods(self) -> None:
        """Every period can be read."""
        cells = distinct(self.table["period"])
        for at in cells.rows_where(lambda text: _period_fault(text) != ""):
            self.blame(at, _period_fault(cells.texts[cells.codes[at]]), PERIOD_REMEDY)

    def known_figures(
        self, column: str, known: Container[str], options: Iterable[str], *, many: bool = False
    ) -> None:
        """Cells name figures that exist; empty cells are left to other rules."""
        self._known(column, known, options, many, "figure", "must be a figure_id of figures.csv")

    def known_record_rows(self, column: str, known: Sequence[str]) -> None:
        """Cells name rows of the public record that exist; a cell may be empty."""
        self._known(column, set(known), known, True, "record row", "must be a record_id of record/")

    def _known(
        self, column: str, known: Container[str], options: Iterable[str], many: bool, noun: str, remedy: str
    ) -> None:
        wrong = [
            (at, name)
            for at, cell in enumerate(self.table[column].to_pylist())
            for name in (split_ids(cell) if many else [cell] if cell else [])
            if name not in known
        ]
        remedies = hints((name for _, name in wrong), options, remedy) if wrong else {}
        for at, name in wrong:
            self.blame(at, f"{noun} {name!r} does not exist", remedies[name])


def _encoded(column: pa.ChunkedArray) -> bool:
    return bool(pa.types.is_dictionary(column.type))


def split_ids(cell: str) -> list[str]:
    """Ids separated by semicolons."""
    return [name.strip() for name in cell.split(";") if name.strip()]


def _quotes(checked: Checked) -> None:
    remedy = f"must be the words as written, at most {MOST_WORDS}"
    checked.every("quote", bool, "quote is empty", remedy)
    checked.every(
        "quote",
        lambda quote: len(quote.split()) <= MOST_WORDS,
        f"quote {{}} is over {MOST_WORDS} words",
        remedy,
    )


def _located(checked: Checked) -> None:
    checked.whole_numbers("paragraph", 1)
    checked.whole_numbers("start", 0)
    _quotes(checked)


def _period_fault(text: str) -> str:
    try:
        read_period(text)
    except ValueError as error:
        return str(error)
    return ""


def check_figures(table: pa.Table, words: Vocabulary) -> Checked:
    """Check figures.csv rows: identity, place, quote, codes, period, and that the quote fits the measure."""
    checked = Checked(table)
    measures = distinct(table["measure"])
    # Reading phrases is Python's work, finding ids that stand twice Arrow's: the two go side by side.
    with ThreadPoolExecutor(max_workers=1) as beside:
        reading = beside.submit(_read_quotes, distinct(table["quote"]), measures, words)
        checked.unique_ids("figure_id")
        _located(checked)
        checked.codes("measure", words.codes("measures"))
        checked.codes("region", words.codes("regions"))
        for column in ("group", "comparison_group"):
            checked.codes(column, words.codes("groups"), may_be_empty=True)
        checked.periods()
        _inferences(checked)
        _originals(checked)
    quoted, codes = reading.result()
    _fits(checked, quoted, codes)
    _event_dates(checked, measures, words)
    _sentence_is_whole(checked, measures, words)
    return checked


def _read_quotes(
    quotes: Distinct, measures: Distinct, words: Vocabulary
) -> tuple[list[Quoted | None], Codes]:
    """Each distinct pair of a quote and the form of its measure as it is read, and the pair of each row."""
    found, codes = pairs(quotes, forms(measures, words))
    return read_all(found, words), codes


def _inferences(checked: Checked) -> None:
    remedy = "must read 'column: reason; column: reason'"
    columns = {*checked.table.column_names, "unit"} - {FILE, ROW}

    def holds(cell: str) -> bool:
        named = _INFERRED.findall(cell)
        return not cell or (bool(_INFERRED.match(cell)) and columns.issuperset(named))

    checked.every("inferred", holds, "inferred is {}", remedy)


def _originals(checked: Checked) -> None:
    checked.every(
        "original",
        lambda title: len(title.split()) <= MOST_WORDS,
        f"original {{}} is over {MOST_WORDS} words",
        f"must be the title as written, or the first {MOST_WORDS} words of it",
    )
    titles, sources = (distinct(checked.table[name]) for name in ("original", "attribution"))
    for at in titles.rows_where(bool):
        # Else its statement would say that no source is named.
        if sources.texts[sources.codes[at]] in ("", NOT_STATED):
            said = f"names the original {titles.texts[titles.codes[at]]!r}, but no attribution"
            checked.blame(
                at, said, "must say who or what the document credits, such as 'a study in' its title"
            )


def _fits(checked: Checked, quoted: Sequence[Quoted | None], codes: Codes) -> None:
    """Each quote must be a number of its measure's unit, unless the row says how it came to the unit."""
    wrong = np.array([one is not None and one.wrong != "" for one in quoted], dtype=bool)
    inferred = checked.table["inferred"]
    for at in np.flatnonzero(wrong[codes]).tolist() if wrong.any() else []:
        misfit = quoted[codes[at]]
        if misfit and "unit:" not in inferred[at].as_py():
            checked.blame(at, misfit.wrong, misfit.remedy)


def _event_dates(checked: Checked, measures: Distinct, words: Vocabulary) -> None:
    """A year in an event's quote is the year of its period, unless the period is marked as inferred."""
    kinds = {code: row["kind"] for code, row in words.by_code("measures").items()}
    for at in measures.rows_where(lambda measure: kinds.get(measure) == "event"):
        row = {name: checked.table[name][at].as_py() for name in ("quote", "period", "inferred")}
        years = {
            int(p.reading.value) for p in find(row["quote"]) if p.reading.sort == "year" and p.reading.value
        }
        if not years or "period:" in row["inferred"] or _period_fault(row["period"]):
            continue
        period = read_period(row["period"])
        if not years & {day.year for day in (period.start, period.end) if day}:
            said = f"quote {row['quote']!r} and period {row['period']!r} name different years"
            checked.blame(at, said, "must be the same year, or say under inferred where the period is from")


# What a sentence would have a hole for; a share or ratio reads whole without its base, a count of "the number of …" does not.
_ASKED = ("group", "comparison_group", "base")
_READS_WITHOUT_BASE = ("share", "ratio")


def _sentence_is_whole(checked: Checked, measures: Distinct, words: Vocabulary) -> None:
    """What the sentence of a measure asks for is there: a comparison names both groups, a number says of what."""
    by_code = words.by_code("measures")
    for column in _ASKED:
        asking = np.array([_asks(by_code.get(code), column) for code in measures.texts], dtype=bool)
        if not asking.any():
            continue
        cells = distinct(checked.table[column])
        lacking = np.array([text in ("", NOT_STATED) for text in cells.texts], dtype=bool)
        for at in np.flatnonzero(asking[measures.codes] & lacking[cells.codes]).tolist():
            measure = measures.texts[measures.codes[at]]
            said = f"{column} is empty, and the sentence of {measure!r} names it"
            checked.blame(at, said, "say it, or use a measure whose sentence does without")


def _asks(measure: Row | None, column: str) -> bool:
    if measure is None:
        return False
    slot = "of_base" if column == "base" else column
    if slot == "of_base" and measure["kind"] in _READS_WITHOUT_BASE:
        return False
    return f"{{{slot}}}" in measure["sentence"]


def check_places(table: pa.Table, words: Vocabulary) -> Checked:
    """Check places.csv rows."""
    checked = Checked(table)
    checked.unique_ids("place_id")
    _located(checked)
    checked.codes("measure", words.codes("measures"))
    checked.codes("region", words.codes("regions"))
    checked.codes("certainty", CERTAINTIES)
    return checked


def check_set_aside(table: pa.Table, words: Vocabulary, figure_ids: Sequence[str]) -> Checked:
    """Check set_aside.csv rows: each place once; a repeat names the figure it repeats."""
    checked = Checked(table)
    _located(checked)
    checked.codes("reason", words.codes("reasons"))
    if pc.any(pc.not_equal(table["figure_id"], "")).as_py():
        checked.known_figures("figure_id", set(figure_ids), figure_ids)
    places, codes = pairs(distinct(table["document"]), distinct(table["start"]))
    if len(places) < table.num_rows:
        _, firsts = np.unique(codes, return_index=True)
        for at in sorted(set(range(table.num_rows)) - set(firsts.tolist())):
            first = table[ROW][int(firsts[codes[at]])].as_py()
            checked.blame(at, f"is at the same place as row {first}", "set a phrase aside once")
    lost = pc.and_(pc.equal(table["reason"], "repeat"), pc.equal(table["figure_id"], ""))
    for at in pc.indices_nonzero(lost).to_pylist():
        checked.blame(at, "is a repeat of no figure", "name the figure it repeats")
    return checked


def check_record(table: pa.Table, words: Vocabulary) -> Checked:
    """Check the public record's rows: codes, period and numbers with their bounds in order."""
    checked = Checked(table)
    checked.unique_ids("record_id")
    checked.codes("measure", words.codes("measures"))
    checked.codes("region", words.codes("regions"))
    checked.codes("unit", words.codes("units"))
    checked.codes("confidence", ("high", "medium", "low"))
    checked.codes("qualifier", RECORD_QUALIFIERS)
    checked.periods()
    for column in ("value", "lower", "upper"):
        checked.every(column, _is_number, f"{column} is {{}}", "must be a number in digits, or empty")
    _numbers(checked, words)
    checked.every("publisher", bool, "publisher is empty", "must say who published the number")
    return checked


def check_corrections(table: pa.Table) -> Checked:
    """Check corrections.csv: each says of which figure, when, what and why."""
    checked = Checked(table)
    checked.unique_ids("correction_id")
    checked.every("figure_id", bool, "figure_id is empty", "must name the figure that was corrected")
    checked.every("date", _is_day, "date is {}", "must be a day such as 2024-12-03")
    checked.every("columns", bool, "columns is empty", "must say what was changed, or 'withdrawn'")
    checked.every("reason", bool, "reason is empty", "must say why")
    return checked


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


RECORD_QUALIFIERS = (
    "exact",
    "approximately",
    "at_least",
    "more_than",
    "almost",
    "up_to",
    "less_than",
    "range",
)


def _is_number(cell: str) -> bool:
    return not cell or (re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell) is not None and math.isfinite(float(cell)))


def _numbers(checked: Checked, words: Vocabulary) -> None:
    """Value, bounds, qualifier and unit agree with each other and with the measure."""
    measures = words.by_code("measures")
    for at, row in enumerate(checked.table.to_pylist()):
        unit = measures.get(row["measure"], row)["unit"]
        if row["unit"] != unit:
            checked.blame(at, f"unit is {row['unit']!r}", f"must be that of its measure, {unit!r}")
        if not all(_is_number(row[column]) for column in ("value", "lower", "upper")):
            continue
        value, lower, upper = (
            float(row[column]) if row[column] else None for column in ("value", "lower", "upper")
        )
        for what, remedy in _misfits(row["qualifier"], value, lower, upper):
            checked.blame(at, what, remedy)


def _misfits(
    qualifier: str, value: float | None, lower: float | None, upper: float | None
) -> list[tuple[str, str]]:
    """What does not fit. A value may have both bounds: an estimate with its uncertainty."""
    if lower is not None and upper is not None and lower > upper:
        return [(f"lower is {lower:g}, upper {upper:g}", "lower must not be above upper")]
    if qualifier == "range":
        if value is None and lower is not None and upper is not None:
            return []
        return [("is a range", "must have lower and upper, and no value")]
    if value is None:
        return [(f"has no value, but is {qualifier!r}", "must have a value, or be a range")]
    if (lower is not None and value < lower) or (upper is not None and value > upper):
        return [(f"value is {value:g}", "must lie between lower and upper")]
    if qualifier == "exact" and not {lower, upper} <= {None, value}:
        return [("is exact, with other bounds", "must have none, or be 'approximately'")]
    return []

"""Change rows of one CSV text: every line that is not changed keeps its bytes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from etl.faults import DataFault, Fault
from etl.kinds import Kind

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_MARK = "\ufeff"

Row = dict[str, str]


@dataclass
class _Record:
    """One record: its text with its line end, and its cells; none where the line is empty."""

    raw: str
    cells: list[str]


@dataclass
class Sheet:
    """A CSV file as its records; ``end`` is how its lines end."""

    file: str
    kind: Kind
    columns: list[str]
    heading: str
    end: str = "\n"
    _records: list[_Record] = field(default_factory=list)
    _at: dict[str, int] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        """Every filled row, with all columns of its kind."""
        return [self._row(record) for record in self._records if record.cells]

    def numbered(self) -> dict[int, Row]:
        """The filled rows by their numbers, as faults name them: the heading is row 1."""
        return {at: self._row(record) for at, record in enumerate(self._records, start=2) if record.cells}

    def row(self, key: str) -> Row | None:
        """The row of this key; None if there is none."""
        at = self._at.get(key)
        return None if at is None else self._row(self._records[at])

    def _row(self, record: _Record) -> Row:
        cells = dict(zip(self.columns, record.cells, strict=True))
        return {column: cells.get(column, "") for column in self.kind.every}

    def put(self, key: str, row: Mapping[str, str] | None) -> None:
        """Change, add or (None) take away the row of this key."""
        at = self._at.get(key)
        if row is None:
            if at is not None:
                del self._records[at]
                self._index()
            return
        for column in self.kind.optional:
            if row.get(column) and column not in self.columns:
                self._add_column(column)
        cells = [row.get(column, "") for column in self.columns]
        if at is not None:
            end = _end_of(self._records[at].raw)
            self._records[at] = _Record(_written(cells) + end, cells)
            return
        self._insert(_Record(_written(cells) + self.end, cells), row)

    def _insert(self, record: _Record, row: Mapping[str, str]) -> None:
        at = self._place(row)
        if at == len(self._records) and not _end_of(self._last):
            self._end_last()
        self._records.insert(at, record)
        self._index()

    def _place(self, row: Mapping[str, str]) -> int:
        """Before the first row that stands later in the text, else after the last filled row."""
        last = max((at for at, record in enumerate(self._records) if record.cells), default=-1)
        if not self.kind.placed:
            return last + 1
        start = self.columns.index("start")
        later = (
            at
            for at, record in enumerate(self._records)
            if record.cells and _number(record.cells[start]) > _number(row["start"])
        )
        return next(later, last + 1)

    @property
    def _last(self) -> str:
        return self._records[-1].raw if self._records else self.heading

    def _end_last(self) -> None:
        if self._records:
            self._records[-1].raw += self.end
        else:
            self.heading += self.end

    def _add_column(self, column: str) -> None:
        """A column that the heading lacks: every row gets an empty cell at its end."""
        self.columns.append(column)
        self.heading = _widened(self.heading, f",{column}")
        for record in self._records:
            if record.cells:
                record.raw = _widened(record.raw, ",")
                record.cells.append("")

    def _index(self) -> None:
        key = self.columns.index(self.kind.key)
        self._at = {record.cells[key]: at for at, record in enumerate(self._records) if record.cells}

    def text(self) -> str:
        """The whole file."""
        return self.heading + "".join(record.raw for record in self._records)


def empty_sheet(file: str, kind: Kind) -> Sheet:
    """A file that is not there yet: its heading alone."""
    return Sheet(file, kind, list(kind.every), ",".join(kind.every) + "\n")


def read_sheet_text(file: str, kind: Kind, text: str) -> Sheet:
    """The records of a file. Raises DataFault where a row cannot be told from its text."""
    records = list(_records(file, text))
    if not records:
        return empty_sheet(file, kind)
    heading = records[0]
    columns = [name.removeprefix(_MARK) for name in heading.cells]
    if missing := [name for name in kind.columns if name not in columns]:
        remedy = f"the heading must be {','.join(kind.columns)}"
        raise DataFault([Fault(file, 1, f"column {missing[0]!r} is missing", remedy)])
    sheet = Sheet(file, kind, columns, heading.raw, _end_of(heading.raw) or "\n")
    faults, seen = [], dict[str, int]()
    key = columns.index(kind.key)
    for number, record in enumerate(records[1:], start=2):
        if not any(record.cells):
            sheet._records.append(_Record(record.raw, []))
            continue
        if len(record.cells) != len(columns):
            remedy = f"must have {len(columns)}; quote a cell that holds a comma"
            faults.append(Fault(file, number, f"has {len(record.cells)} cells", remedy))
            continue
        if earlier := seen.setdefault(record.cells[key], number) != number and seen[record.cells[key]]:
            said = f"{kind.key} {record.cells[key]!r} is already in row {earlier}"
            faults.append(Fault(file, number, said, "must stand once; mend the file first"))
        sheet._records.append(record)
    if faults:
        raise DataFault(faults)
    sheet._index()
    return sheet


def _records(file: str, text: str) -> Iterator[_Record]:
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for match in _LINE.finditer(text):
            taken.append(match.group())
            yield match.group()

    reader = csv.reader(lines(), strict=True)
    number = 0
    while True:
        taken.clear()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            remedy = "quote the cell and double its quotes"
            raise DataFault([Fault(file, number, f"cannot be read as CSV ({error})", remedy)]) from error
        yield _Record("".join(taken), cells)


def _written(cells: list[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _end_of(raw: str) -> str:
    return raw[len(raw.rstrip("\r\n")) :]


def _widened(raw: str, more: str) -> str:
    end = _end_of(raw)
    return raw.removesuffix(end) + more + end if end else raw + more


def _number(cell: str) -> int:
    return int(cell) if cell.isdecimal() else -1

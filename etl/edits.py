"""Edits of the catalogue, row by row: applied to its texts, or refused because somebody else was there before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.card_text import read_fields, with_fields
from etl.faults import CallFault, DataFault, Fault
from etl.kinds import CARD, Kind, document_of, kind_of
from etl.rewrite import Sheet, empty_sheet, read_sheet_text
from etl.rows import ID
from etl.sheet import text_faults

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """One row before (None: there was none) and after (None: it goes). ``number`` is the order; ``when`` is only for people."""

    file: str
    key: str
    before: Row | None
    after: Row | None
    reason: str = ""
    who: str = ""
    when: str = ""
    number: int = 0


# Who left a row of the catalogue otherwise than an edit expects it, in words.
Namer = Callable[[Edit, Row | None], str]


def unnamed(_: Edit, __: Row | None) -> str:
    """Where nobody can be asked."""
    return "somebody in the catalogue"


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that is ``found`` in the catalogue otherwise than the first of a draft's ``edits`` of it expects."""

    edits: tuple[Edit, ...]
    found: Row | None

    @property
    def place(self) -> tuple[str, str]:
        """The file and the row."""
        return self.edits[0].file, self.edits[0].key

    @property
    def seen(self) -> Row | None:
        """The row as it was when the draft first touched it."""
        return self.edits[0].before

    @property
    def wanted(self) -> Row | None:
        """The row as the draft would leave it."""
        return self.edits[-1].after


class Conflict(DataFault):
    """A row is not what the edit's author saw: somebody changed it meanwhile."""


def clashes(files: Mapping[str, str], edits: Sequence[Edit]) -> list[Clash]:
    """Every row of which the edits expect something else than ``files`` hold, in the order of the edits."""
    rows: dict[tuple[str, str], list[Edit]] = {}
    for edit in edits:
        rows.setdefault((edit.file, edit.key), []).append(edit)
    texts = _Texts(files)
    found = (Clash(tuple(of_row), texts.row(*place)) for place, of_row in rows.items())
    return [clash for clash in found if difference(clash.seen, clash.found)]


def kept_over(clash: Clash) -> Edit | None:
    """One edit in place of a clash's: what the draft changed in the row is changed in what is there now; the rest stays.

    None where the row is already as the draft wants it.
    """
    first, seen, found, wanted = clash.edits[0], clash.seen, clash.found, clash.wanted
    after = wanted
    if wanted is not None and found is not None and seen is not None:
        changed = {column: cell for column, cell in wanted.items() if seen.get(column, "") != cell}
        after = {**found, **changed}
    reasons = dict.fromkeys(edit.reason for edit in clash.edits if edit.reason)
    return None if after == found else Edit(first.file, first.key, found, after, "; ".join(reasons))


def applied(files: Mapping[str, str], edits: Iterable[Edit], by: Namer = unnamed) -> dict[str, str]:
    """The texts that edits change; '' of a file that goes. ``files`` holds those that are there, by name.

    ``by`` says who left a row of the catalogue as it is found. Lines that no edit changes keep their bytes. Raises Conflict with every row that is not as its edit says, and
    DataFault where a file cannot be read.
    """
    texts = _Texts(files, by)
    faults: list[Fault] = []
    for edit in edits:
        if edit.key in texts.refused.get(edit.file, ()):
            continue
        if found := texts.conflict(edit):
            faults.append(found)
            texts.refused.setdefault(edit.file, set()).add(edit.key)
            continue
        texts.put(edit)
    if faults:
        raise Conflict(faults)
    return texts.changed()


def rows_of(
    files: Mapping[str, str], file: str, edits: Iterable[Edit], by: Namer = unnamed
) -> list[dict[str, str]]:
    """The rows of one file as the edits leave them. Raises as ``applied``."""
    changes = applied(files, (edit for edit in edits if edit.file == file), by)
    text = changes.get(file, files.get(file, ""))
    if not text:
        return []
    kind = kind_of(file)
    return [read_fields(file, text)] if kind is CARD else read_sheet_text(file, kind, text).rows()


class _Texts:
    """The files while edits are applied to them."""

    def __init__(self, files: Mapping[str, str], by: Namer = unnamed) -> None:
        self._files = files
        self._named = by
        self._cards: dict[str, str] = {}
        self._sheets: dict[str, Sheet] = {}
        self._by: dict[tuple[str, str], str] = {}
        self.refused: dict[str, set[str]] = {}

    def row(self, file: str, key: str) -> Row | None:
        if kind_of(file) is CARD:
            text = self._cards.get(file, self._files.get(file, ""))
            return read_fields(file, text) if text else None
        return self._sheet(file).row(key)

    def _sheet(self, file: str) -> Sheet:
        if file not in self._sheets:
            kind = kind_of(file)
            text = self._files.get(file)
            self._sheets[file] = read_sheet_text(file, kind, text) if text else empty_sheet(file, kind)
        return self._sheets[file]

    def conflict(self, edit: Edit) -> Fault | None:
        found = self.row(edit.file, edit.key)
        what = difference(edit.before, found)
        if not what:
            return None
        who = self._by.get((edit.file, edit.key)) or self._named(edit, found)
        row = f"{edit.key}: " if edit.key else ""
        return Fault(edit.file, 0, f"{row}{what}, by {who}", "look at it again and decide anew")

    def put(self, edit: Edit) -> None:
        self._by[edit.file, edit.key] = edit.who or "somebody in this draft"
        if kind_of(edit.file) is not CARD:
            self._sheet(edit.file).put(edit.key, edit.after)
            return
        text = self._cards.get(edit.file, self._files.get(edit.file, ""))
        self._cards[edit.file] = with_fields(edit.file, text, edit.after) if edit.after else ""

    def changed(self) -> dict[str, str]:
        texts = {**self._cards, **{file: sheet.text() for file, sheet in self._sheets.items()}}
        for file, text in self._cards.items():
            self._follow_card(document_of(file), text, texts)
        return {file: text for file, text in texts.items() if text != self._files.get(file, "")}

    def _follow_card(self, document: str, card: str, texts: dict[str, str]) -> None:
        """A document with a card has figures, if only the heading; one without has no empty sheets."""
        figures = f"documents/{document}/figures.csv"
        if card:
            if figures not in texts and figures not in self._files:
                texts[figures] = empty_sheet(figures, kind_of(figures)).text()
            return
        for name in ("figures.csv", "places.csv", "set_aside.csv"):
            file = f"documents/{document}/{name}"
            if (file in texts or file in self._files) and not self._sheet(file).rows():
                texts[file] = ""


def difference(seen: Row | None, found: Row | None) -> str:
    """In words, how a row differs from what was seen; '' if it does not."""
    if seen is None:
        return "was added meanwhile" if found is not None else ""
    if found is None:
        return "was taken away meanwhile"
    other = [column for column in seen if seen[column] != found.get(column, "")]
    said = "; ".join(
        f"{column} is {_short(found.get(column, ''))} where {_short(seen[column])} was seen"
        for column in other
    )
    return f"was changed meanwhile: {said}" if other else ""


def _short(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:79]}…")


def faults_of(edit: Edit) -> list[Fault]:
    """What cannot be written into the catalogue, whatever else is in it. Raises CallFault for a file that is not edited."""
    if not isinstance(edit.file, str) or not isinstance(edit.key, str):
        raise CallFault(f"an edit names its file and its row's key in words (got {edit.file!r:.99})")
    kind = kind_of(edit.file)
    if edit.before is None and edit.after is None:
        return [Fault(edit.file, 0, f"{edit.key}: nothing would change", "give a row before or after")]
    faults = [fault for row in (edit.before, edit.after) if row for fault in _unknown(edit.file, kind, row)]
    for column, cell in (edit.after or {}).items():
        faults += cell_faults(edit.file, column, cell)
    faults += cell_faults(edit.file, "reason", edit.reason)
    faults += _key_faults(edit, kind)
    return faults


def _unknown(file: str, kind: Kind, row: Row) -> list[Fault]:
    known = ", ".join(kind.every)
    return [
        Fault(file, 0, f"column {column!r:.99} is not known", f"must be one of {known}")
        for column in row
        if column not in kind.every
    ]


def _key_faults(edit: Edit, kind: Kind) -> list[Fault]:
    for row in (edit.before, edit.after):
        if row is not None and kind.key and row.get(kind.key, "") != edit.key:
            said = f"{kind.key} is {_short(row.get(kind.key, ''))}, the row is {_short(edit.key)}"
            return [Fault(edit.file, 0, said, "a row keeps its name: take it away and add another")]
    if edit.after is not None and kind.key.endswith("_id") and not ID.fullmatch(edit.key):
        remedy = "must be small letters, digits and hyphens"
        return [Fault(edit.file, 0, f"{kind.key} is {_short(edit.key)}", remedy)]
    if edit.after is not None and kind.key and not edit.key:
        return [Fault(edit.file, 0, f"{kind.key} is empty", "must be filled")]
    return []


_MARKUP = re.compile(r"<[A-Za-z/!?]")


def cell_faults(file: str, column: str, cell: object) -> list[Fault]:
    """Why a cell cannot be written: no text, too long, a formula, markup, characters that nobody sees."""
    if not isinstance(cell, str):
        return [Fault(file, 0, f"{column} is {type(cell).__name__}", "must be text")]
    try:
        cell.encode()
    except UnicodeEncodeError:
        said = f"{column} holds half a character"
        return [Fault(file, 0, said, "type it anew")]
    faults = text_faults(file, column, cell, quoted=column == "quote")
    if column != "quote" and _MARKUP.search(cell):
        faults.append(Fault(file, 0, f"{column} holds markup", "write it as plain text"))
    return faults


def net(edits: Sequence[Edit]) -> list[Edit]:
    """One edit a row, from what was there before the first to what the last left; rows that end as they began are left out."""
    rows: dict[tuple[str, str], Edit] = {}
    for edit in edits:
        first = rows.get((edit.file, edit.key))
        reasons = [first.reason, edit.reason] if first else [edit.reason]
        rows[edit.file, edit.key] = Edit(
            edit.file,
            edit.key,
            first.before if first else edit.before,
            edit.after,
            "; ".join(dict.fromkeys(filter(None, reasons))),
            edit.who,
            edit.when,
            edit.number,
        )
    return [edit for edit in rows.values() if edit.before != edit.after]

"""Drafts: append-only logs of edits to the catalogue, in which several people work and nothing is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from etl.clock import now
from etl.draft_log import MOST_NAME, edits_of, is_draft_name, last_number
from etl.edits import (
    Clash,
    Conflict,
    Edit,
    Namer,
    Row,
    applied,
    clashes,
    difference,
    faults_of,
    kept_over,
    rows_of,
    unnamed,
)
from etl.faults import CallFault, DataFault, Fault
from etl.folder import catalogue_files, text_of
from etl.kinds import CARD, document_of, kind_of
from etl.log import read_log
from etl.meanwhile import last_change
from etl.publish import recover
from etl.publish.copies import changed_copy
from etl.publish.disk import append_line, held, move_folder, take_back
from etl.publish.logs import audit
from etl.rewrite import read_sheet_text

__all__ = [
    "Clash", "Conflict", "Edit", "Heading", "add", "applied", "bring_back", "changes", "conflicts", "drop", "dropped", "edits",
    "heading", "materialised", "names", "numbered", "rows", "settle", "start", "undo", "working_on",
]  # fmt: skip

DRAFTS = "drafts"
LOG = "edits.jsonl"
MOST_TITLE = 200
_DROPPED, _PUBLISHED = ".dropped", ".published"
_AWAY = (_DROPPED, _PUBLISHED)
_PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Heading:
    """What a draft is called, and who began it when."""

    draft: str
    title: str
    who: str
    when: str


def names(datasets: Path) -> list[str]:
    """The drafts that are being worked on."""
    folder = datasets / DRAFTS
    if not folder.is_dir():
        return []
    # A log is empty where its draft could not be begun, for want of room on the disk say.
    logs = [path for path in folder.glob(f"*/{LOG}") if path.stat().st_size]
    return sorted(path.parent.name for path in logs if path.parent.name[0] != ".")


def start(datasets: Path, title: str, who: str) -> str:
    """Begin a draft; its name, made from the title, is used once and never again."""
    title = " ".join(title.split())
    if not title or len(title) > MOST_TITLE:
        raise CallFault(f"a draft needs a title of 1 to {MOST_TITLE} characters (got {len(title)})")
    _require_text(title=title, who=who)
    with _locked(datasets, "_start"):
        draft = _new_name(datasets, title)
        line = {"act": "start", "title": title, "who": who, "when": now()}
        _write(datasets, draft, line, who, f"start {draft}: {title}")
    return draft


def _new_name(datasets: Path, title: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", title.casefold())[:MOST_NAME].strip("-") or "draft"
    folders = [datasets / DRAFTS, *(datasets / DRAFTS / away for away in _AWAY)]
    taken = {path.name for folder in folders if folder.is_dir() for path in folder.iterdir()}
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (name, *numbered) if candidate not in taken)


def heading(datasets: Path, draft: str) -> Heading:
    """A draft's title, and who began it. Raises CallFault if there is none."""
    return _heading(draft, _lines(datasets, draft))


def _heading(draft: str, lines: Iterable[Mapping[str, Any]]) -> Heading:
    for line in lines:
        if line.get("act") == "start":
            return Heading(draft, str(line.get("title")), str(line.get("who")), str(line.get("when")))
    return Heading(draft, draft, "", "")


def edits(datasets: Path, draft: str) -> tuple[Edit, ...]:
    """A draft's edits in their order, without those that were undone. Raises CallFault if there is no such draft."""
    return _live(datasets, draft)


def _live(datasets: Path, draft: str) -> tuple[Edit, ...]:
    return edits_of(_lines(datasets, draft))


def add(datasets: Path, draft: str, edits: Sequence[Edit], who: str) -> tuple[Edit, ...]:
    """Add edits, all or none; they are on the disk when this returns.

    Raises Conflict where a row is not what its edit's author saw, DataFault where a cell cannot be written, CallFault
    if there is no such draft or file.
    """
    if not edits:
        return ()
    _require_text(who=who)
    if faults := [fault for edit in edits for fault in faults_of(edit)]:
        raise DataFault(faults)
    with working_on(datasets, draft):
        # Lines that a crash cut short may have had a number: the next is one that no line has.
        number = last_number(_lines(datasets, draft))
        added = [
            replace(edit, who=who, when=now(), number=number + at) for at, edit in enumerate(edits, start=1)
        ]
        added = _completed(datasets, draft, added)
        said = "; ".join(dict.fromkeys(f"{edit.file} {edit.key}".strip() for edit in added))
        line = {"edits": [asdict(edit) for edit in added]}
        _write(datasets, draft, line, who, f"edit {draft}: {_cut(said)}")
    return tuple(added)


def _completed(datasets: Path, draft: str, added: Sequence[Edit]) -> list[Edit]:
    """The edits with whole rows: what an edit does not name of a row stays as it is."""
    earlier = _live(datasets, draft)
    done: list[Edit] = []
    faults: list[Fault] = []
    for file in dict.fromkeys(edit.file for edit in added):
        kind = kind_of(file)
        rows = {row.get(kind.key, ""): row for row in _rows(datasets, file, earlier)}
        for edit in (edit for edit in added if edit.file == file):
            found = rows.get(edit.key)
            if what := difference(edit.before, found):
                by = _last_author(edit, [*earlier, *done]) or _by(datasets)(edit, found)
                said = f"{edit.key}: {what}, by {by}" if edit.key else f"{what}, by {by}"
                faults.append(Fault(file, 0, said, "look at it again and decide anew"))
                continue
            after = None
            if edit.after is not None:
                after = {
                    column: edit.after.get(column, (found or {}).get(column, "")) for column in kind.every
                }
                rows[edit.key] = after
            else:
                rows.pop(edit.key, None)
            done.append(replace(edit, before=found, after=after))
    if faults:
        raise Conflict(faults)
    return sorted(done, key=lambda edit: edit.number)


def _last_author(edit: Edit, earlier: Sequence[Edit]) -> str:
    for other in reversed(earlier):
        if (other.file, other.key) == (edit.file, edit.key):
            return f"{other.who or 'somebody'} in this draft ({other.when[:16]})"
    return ""


def _by(datasets: Path) -> Namer:
    """Who left a row of the catalogue as it is, as far as the trail and the published drafts tell."""

    def named(edit: Edit, found: Row | None) -> str:
        change = last_change(datasets, edit, found)
        return f"{change.who} ({change.when[:16]})" if change.who else unnamed(edit, found)

    return named


def undo(datasets: Path, draft: str, number: int, who: str) -> None:
    """Take one edit back; the log keeps both. Raises CallFault if a later one builds on it."""
    _require_text(who=who)
    with working_on(datasets, draft):
        live = edits(datasets, draft)
        edit = next((edit for edit in live if edit.number == number), None)
        if edit is None:
            raise CallFault(f"draft {draft!r} has no edit {number} that could be undone")
        later = [
            other.number
            for other in live
            if other.number > number and (other.file, other.key) == (edit.file, edit.key)
        ]
        if later:
            raise CallFault(
                f"edit {number} of draft {draft!r} is what edit {later[-1]} builds on; undo that first"
            )
        line = {"act": "undo", "undoes": number, "who": who, "when": now()}
        said = f"{draft}: edit {number}, {edit.file} {edit.key}".strip()
        _write(datasets, draft, line, who, f"undo {said}")


def conflicts(datasets: Path, draft: str) -> list[Clash]:
    """Every row that was changed in the catalogue since the draft first touched it; until they are settled, its file cannot be read."""
    recover(datasets)
    return _conflicts(datasets, draft)


def _conflicts(datasets: Path, draft: str) -> list[Clash]:
    live = _live(datasets, draft)
    return clashes(_texts(datasets, live), live)


def settle(datasets: Path, draft: str, seen: Clash, who: str, *, keep: bool) -> None:
    """Settle a row that was changed meanwhile: the draft's edits of it are taken back and, to ``keep`` what they do, done anew
    over what is there now.

    Raises CallFault where nothing is to be settled, Conflict where the row is not as it was ``seen`` any more.
    """
    _require_text(who=who)
    with working_on(datasets, draft):
        file, key = seen.place
        clash = next((clash for clash in _conflicts(datasets, draft) if clash.place == seen.place), None)
        if clash is None:
            raise CallFault(f"{file} {key}".strip() + " is settled already; look at it again")
        if clash != seen:
            said = f"{key}: was changed once more".removeprefix(": ")
            raise Conflict([Fault(file, 0, said, "look at it again and decide anew")])
        edit = kept_over(clash) if keep else None
        number = last_number(_lines(datasets, draft)) + 1
        anew = [asdict(replace(edit, who=who, when=now(), number=number))] if edit else []
        undone = [edit.number for edit in clash.edits]
        line = {"act": "settle", "undoes": undone, "edits": anew, "who": who, "when": now()}
        how = "kept over it" if keep else "taken back"
        _write(datasets, draft, line, who, f"settle {draft}: {_cut(f'{file} {key}'.strip())}, {how}")


def drop(datasets: Path, draft: str, who: str) -> None:
    """Put a draft away: it is kept in ``drafts/.dropped``."""
    _require_text(who=who)
    with working_on(datasets, draft):
        move_folder(datasets / DRAFTS / draft, datasets / DRAFTS / _DROPPED / draft)
        _audited(datasets, who, "drop", draft)


def dropped(datasets: Path) -> list[Heading]:
    """The drafts that were put away and can be brought back, by name."""
    folder = datasets / DRAFTS / _DROPPED
    logs = sorted(folder.glob(f"*/{LOG}")) if folder.is_dir() else []
    return [_heading(log.parent.name, read_log(log)) for log in logs if log.stat().st_size]


def bring_back(datasets: Path, draft: str, who: str) -> None:
    """Work goes on in a draft that was put away. Raises CallFault if none of this name was."""
    _require_text(who=who)
    away = datasets / DRAFTS / _DROPPED / draft
    if not is_draft_name(draft):
        raise CallFault(f"draft {draft!r:.99} is not among those that were dropped")
    # Whoever begins a draft looks for a name that is free, here and there: meanwhile none moves.
    with _locked(datasets, "_start"), _locked(datasets, draft):
        if away.is_symlink() or not (away / LOG).is_file():
            raise CallFault(f"draft {draft!r:.99} is not among those that were dropped")
        if (datasets / DRAFTS / draft).exists():
            raise CallFault(f"draft {draft!r} is there already")
        move_folder(away, datasets / DRAFTS / draft)
        _audited(datasets, who, "bring back", draft)


def rows(datasets: Path, draft: str, file: str) -> list[dict[str, str]]:
    """The rows of a file as the draft leaves them, with all columns. Raises Conflict and DataFault as ``applied``."""
    recover(datasets)
    return _rows(datasets, file, edits(datasets, draft))


def _rows(datasets: Path, file: str, earlier: Sequence[Edit]) -> list[dict[str, str]]:
    kind_of(file)
    text = text_of(datasets, file)
    return rows_of({} if text is None else {file: text}, file, earlier, _by(datasets))


def numbered(datasets: Path, draft: str, file: str) -> dict[int, dict[str, str]]:
    """The rows of a file as the draft leaves them, by the numbers that faults name. Raises as ``rows``; none of a card."""
    kind = kind_of(file)
    live = [edit for edit in edits(datasets, draft) if edit.file == file]
    text = text_of(datasets, file) or ""
    text = applied({file: text} if text else {}, live, _by(datasets)).get(file, text)
    return {} if kind is CARD or not text else read_sheet_text(file, kind, text).numbered()


def changes(datasets: Path, draft: str) -> dict[str, str]:
    """The texts that the draft changes; '' of a file that goes. Raises Conflict and DataFault as ``applied``."""
    live = edits(datasets, draft)
    return applied(_texts(datasets, live), live, _by(datasets))


def _texts(datasets: Path, live: Sequence[Edit]) -> dict[str, str]:
    """The texts of the files that edits name, and of the other files of their documents."""
    wanted = {edit.file for edit in live}
    documents = {document_of(edit.file) for edit in live} - {""}
    there = [name for name in catalogue_files(datasets) if name in wanted or document_of(name) in documents]
    texts = {name: text_of(datasets, name) for name in there if name.endswith((".csv", ".toml"))}
    return {name: text for name, text in texts.items() if text is not None}


@contextmanager
def materialised(datasets: Path, draft: str) -> Iterator[Path]:
    """A folder that holds the catalogue with the draft applied, for ``pipeline.draft``; it goes when the block ends."""
    recover(datasets)
    with changed_copy(datasets, changes(datasets, draft)) as folder:
        yield folder


@contextmanager
def working_on(datasets: Path, draft: str) -> Iterator[None]:
    """Nobody else adds to the draft within this block. Raises CallFault if there is no such draft."""
    # A publisher that died may have been publishing this draft.
    recover(datasets)
    _lines(datasets, draft)
    with _locked(datasets, draft):
        # It may have been published or dropped while we waited.
        _lines(datasets, draft)
        yield


@contextmanager
def _locked(datasets: Path, name: str) -> Iterator[None]:
    lock = datasets / DRAFTS / ".locks" / name
    with held(lock, _PATIENCE_SECONDS, f"draft {name!r} is being written; try again in a minute"):
        yield


def _lines(datasets: Path, draft: str) -> list[dict[str, Any]]:
    if not is_draft_name(draft) or not _log(datasets, draft).is_file():
        raise CallFault(f"draft {draft!r:.99} does not exist{_where_it_went(datasets, draft)}")
    return list(read_log(_log(datasets, draft)))


def _where_it_went(datasets: Path, draft: str) -> str:
    if is_draft_name(draft):
        for away, said in zip(_AWAY, ("; it was dropped", "; it has been published"), strict=True):
            if (datasets / DRAFTS / away / draft).is_dir():
                return said
    return "; 'python -m etl draft list' lists them"


def _log(datasets: Path, draft: str) -> Path:
    return datasets / DRAFTS / draft / LOG


def _write(datasets: Path, draft: str, line: Mapping[str, Any], who: str, said: str) -> None:
    """Write a line into the draft's log and the act into the trail, or neither. The caller holds the draft's lock."""
    act, _, what = said.partition(" ")
    start = append_line(_log(datasets, draft), json.dumps(line, ensure_ascii=False))
    try:
        _audited(datasets, who, act, what)
    except BaseException:
        take_back(_log(datasets, draft), start)
        raise


def _cut(text: str) -> str:
    return text if len(text) <= 500 else f"{text[:499]}…"


def _require_text(**said: str) -> None:
    for name, text in said.items():
        if len(text) > MOST_TITLE or not text.isprintable():
            raise CallFault(f"{name} must be one line of at most {MOST_TITLE} letters")


def _audited(datasets: Path, who: str, act: str, what: str) -> None:
    audit(datasets, {"when": now(), "who": who, "act": f"draft {act}", "what": what, "release": ""})

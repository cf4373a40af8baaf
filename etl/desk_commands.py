"""What the commands of the data desk do: drafts, their publication and the audit trail."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.faults import CallFault, IncomingFault
from etl.options import datasets_of, documents_of, print_json

if TYPE_CHECKING:
    from etl.publication import Published


def who_of(options: argparse.Namespace) -> str:
    """Who acts: as the call says, else as the system does."""
    if options.who:
        return str(options.who)
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _texts(options: argparse.Namespace) -> Path:
    from etl.folder import documents_folder

    return documents_of(options) or documents_folder(datasets_of(options))


def _catalogue(options: argparse.Namespace) -> Path:
    from etl.catalogue import require_catalogue

    datasets = datasets_of(options)
    require_catalogue(datasets)
    return datasets


def add_document(options: argparse.Namespace) -> int:
    """Bring a document: keep its text, and put its card into a draft."""
    from etl.bring import bring
    from etl.incoming import read
    from etl.vocabulary import NOT_STATED

    name = "" if options.file == "-" else Path(options.file).name
    content = _content(options.file)
    try:
        incoming = read(content, name)
    except IncomingFault as fault:
        raise IncomingFault(f"{name or 'standard input'} {fault.what}", fault.remedy) from fault
    done = bring(
        _catalogue(options),
        _texts(options),
        incoming,
        options.document,
        who_of(options),
        title=options.title,
        draft=options.draft,
    )
    if options.json:
        print_json({**asdict(done), "sort": incoming.sort, "characters": len(incoming.text)})
        return 0
    for remark in done.remarks:
        print(remark, file=sys.stderr)
    for name, said in done.card.items():
        print(f"{name}: {said or NOT_STATED}")
    phrases = "1 number phrase" if done.phrases == 1 else f"{done.phrases} number phrases"
    print(f"{done.document} is in draft {done.draft}, with {phrases} to decide on")
    return 0


def _content(file: str) -> bytes:
    """A file's bytes; no more of them than it takes to see that they are too many."""
    from etl.incoming.incoming import LIMITS

    most = LIMITS.bytes_in + 1
    if file == "-":
        return sys.stdin.buffer.read(most)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        raise CallFault(f"{file}: cannot be read ({error.strerror}); name a file") from error


def draft_list(options: argparse.Namespace) -> int:
    """List the drafts that are being worked on."""
    from etl.drafts import edits, heading, names

    datasets = _catalogue(options)
    found = [
        {
            "draft": name,
            "title": heading(datasets, name).title,
            "who": heading(datasets, name).who,
            "edits": len(edits(datasets, name)),
        }
        for name in names(datasets)
    ]
    if options.json:
        print_json(found)
        return 0
    for one in found:
        print(f"{one['draft']}: {one['title']} (begun by {one['who']}, {one['edits']} edits)")
    if not found:
        print("no draft; 'python -m etl draft start TITLE' begins one")
    return 0


def draft_start(options: argparse.Namespace) -> int:
    """Begin a draft."""
    from etl.drafts import start

    name = start(_catalogue(options), options.title, who_of(options))
    if options.json:
        print_json({"draft": name})
        return 0
    print(name)
    return 0


def draft_show(options: argparse.Namespace) -> int:
    """Show a draft's edits in their order."""
    from etl.drafts import edits, heading

    datasets = _catalogue(options)
    head, found = heading(datasets, options.draft), edits(datasets, options.draft)
    if options.json:
        print_json({**asdict(head), "edits": [asdict(edit) for edit in found]})
        return 0
    print(f"{head.draft}: {head.title} (begun by {head.who})")
    for edit in found:
        print(f"{edit.number} {_act(edit)} {edit.file} {edit.key}".rstrip() + f" ({edit.who}): {edit.reason}")
        for column, (old, new) in _cells(edit.before, edit.after).items():
            print(f"    {column}: {old or '(empty)'} → {new or '(empty)'}")
    return 0


def _act(edit: Any) -> str:
    return "+" if edit.before is None else "−" if edit.after is None else "~"


def _cells(before: Mapping[str, str] | None, after: Mapping[str, str] | None) -> dict[str, tuple[str, str]]:
    old, new = before or {}, after or {}
    pairs = {column: (old.get(column, ""), new.get(column, "")) for column in {**old, **new}}
    return {column: pair for column, pair in pairs.items() if pair[0] != pair[1]}


def draft_edit(options: argparse.Namespace) -> int:
    """Change, add or remove one row, or add edits from a JSON file."""
    from etl.drafts import add

    datasets = _catalogue(options)
    wanted = _from_json(options.edits) if options.edits else [_one(datasets, options)]
    added = add(datasets, options.draft, wanted, who_of(options))
    if options.json:
        print_json([asdict(edit) for edit in added])
        return 0
    for edit in added:
        print(f"{edit.number} {_act(edit)} {edit.file} {edit.key}".rstrip())
    return 0


def _one(datasets: Path, options: argparse.Namespace) -> Any:
    """The edit that the call describes; what it does not name of a row stays as it is."""
    from etl.drafts import Edit, rows
    from etl.kinds import kind_of

    if not options.file:
        raise CallFault("name a file of the catalogue and a row's key, or give --edits")
    kind = kind_of(options.file)
    cells = dict(_cell(said) for said in options.cells)
    there = rows(datasets, options.draft, options.file)
    found = next((row for row in there if row.get(kind.key, "") == options.key), None)
    if options.remove:
        return Edit(options.file, options.key, found, None, options.reason)
    named = {kind.key: options.key} if kind.key else {}
    return Edit(options.file, options.key, found, {**(found or {}), **named, **cells}, options.reason)


def _cell(said: str) -> tuple[str, str]:
    column, equals, text = said.partition("=")
    if not equals:
        raise CallFault(f"{said!r}: must be COLUMN=TEXT")
    return column, text


def _from_json(path: str) -> list[Any]:
    from etl.drafts import Edit

    try:
        text = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return [Edit(**{"before": None, "after": None, **fields}) for fields in json.loads(text)]
    except (OSError, ValueError, TypeError, RecursionError) as error:
        said = "must be a JSON list of objects with file, key, before, after, reason"
        raise CallFault(f"{path}: {said} ({error})") from error


def draft_undo(options: argparse.Namespace) -> int:
    """Take one edit back."""
    from etl.drafts import undo

    undo(_catalogue(options), options.draft, options.number, who_of(options))
    return _said(
        options, {"draft": options.draft, "undone": options.number}, f"edit {options.number} is undone"
    )


def draft_drop(options: argparse.Namespace) -> int:
    """Put a draft away; it is kept in drafts/.dropped."""
    from etl.drafts import drop

    drop(_catalogue(options), options.draft, who_of(options))
    return _said(options, {"dropped": options.draft}, f"draft {options.draft} is put away in drafts/.dropped")


def _said(options: argparse.Namespace, answer: Mapping[str, Any], line: str) -> int:
    if options.json:
        print_json(answer)
    else:
        print(line)
    return 0


def publish(options: argparse.Namespace) -> int:
    """Publish a draft with its catalogue, in one step."""
    from etl.publication import publish_draft

    done = publish_draft(
        _catalogue(options),
        options.draft,
        who_of(options),
        options.note,
        _texts(options),
        frozenset(options.removals),
    )
    if options.json:
        print_json({"release": done.release, "previous": done.previous, "remarks": list(done.remarks)})
        return 0
    _tell(done, f"release {done.release}: published")
    return 0


def roll_back(options: argparse.Namespace) -> int:
    """Make an earlier release current again, with its catalogue."""
    from etl.publication import roll_back

    done = roll_back(_catalogue(options), options.release, who_of(options), options.note)
    if options.json:
        answer = {"release": done.release, "changed": done.release != done.previous}
        print_json({**answer, "previous": done.previous, "remarks": list(done.remarks)})
        return 0
    _tell(done, f"release {done.release} is current again, with its catalogue")
    return 0


def _tell(done: Published, said: str) -> None:
    """What an act of publishing came to, and what there is to know besides."""
    for remark in done.remarks:
        print(remark, file=sys.stderr)
    print(said)


def diff_draft(options: argparse.Namespace) -> int:
    """Show what publishing a draft would change, and what stands against it."""
    from etl.diff import as_json, as_lines
    from etl.publication import review

    found = review(_catalogue(options), options.draft, _texts(options))
    against = [*found.faults, *(phrase.fault for phrase in found.open_phrases)]
    if options.json:
        said = {"faults": against, "warnings": found.warnings}
        faults = {name: [_fault(fault) for fault in some] for name, some in said.items()}
        print_json({**as_json(found.changes, found.touched), **faults, "removed": list(found.removed)})
        return 1 if against else 0
    print("\n".join(as_lines(found.changes, found.touched)))
    for warning in found.warnings:
        print(f"warning: {warning}")
    for fault in against:
        print(fault, file=sys.stderr)
    return 1 if against else 0


def _fault(fault: Any) -> dict[str, Any]:
    return {"file": fault.file, "row": fault.row, "what": fault.what, "remedy": fault.remedy}


def audit(options: argparse.Namespace) -> int:
    """Show who did what when, or verify that nothing of it was changed."""
    from etl.audit import entries, verified

    datasets = datasets_of(options)
    if options.verify:
        verdict = verified(datasets)
        if options.json:
            print_json({"entries": verdict.entries, "faults": [_fault(fault) for fault in verdict.faults]})
        else:
            _print_all(verdict.faults)
            print(f"{verdict.entries} acts: {'nothing was changed' if verdict else 'the trail was changed'}")
        return 0 if verdict else 1
    found = list(entries(datasets))
    if options.json:
        print_json([asdict(entry) for entry in found])
        return 0
    _print_all(
        f"{entry.number} {entry.when[:19]} {entry.who}: {entry.act} {entry.what} {entry.release}".rstrip()
        for entry in found
    )
    return 0


def _print_all(lines: Iterable[object]) -> None:
    for line in lines:
        print(line)

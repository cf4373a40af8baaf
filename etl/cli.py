"""The command line: arguments in, messages and an exit status out (0 done, 1 the data is at fault, 2 the call is)."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from etl import commands, desk_commands
from etl.faults import CallFault, DataFault, EtlError
from etl.options import print_json

DESCRIPTION = "Find figures in documents, normalise them and publish them as Parquet."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; ``build`` where none is named."""
    _speak_utf8()
    options = _parser().parse_args(_with_default(sys.argv[1:] if arguments is None else list(arguments)))
    try:
        return int(options.run(options))
    except DataFault as fault:
        _report(options, fault)
        return 1
    except CallFault as fault:
        print(f"etl: {fault}", file=sys.stderr)
        return 2
    except EtlError as fault:
        print(f"etl: {fault}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader (head, say) has seen enough; leave without a traceback at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # A full or read-only disk, a folder where a file should be: whatever no other message foresaw.
        place = f"{error.filename}: " if error.filename else ""
        print(f"etl: {place}{error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("etl: stopped", file=sys.stderr)
        return 130


def _speak_utf8() -> None:
    """Whatever the system's locale: documents and messages hold letters that ASCII lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _with_default(arguments: list[str]) -> list[str]:
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        return ["build", *arguments]
    return arguments


def _report(options: argparse.Namespace, fault: DataFault) -> None:
    if getattr(options, "json", False):
        print_json({"published": False, "faults": [_fault(f) for f in fault.faults]})
        return
    for line in fault.faults:
        print(line, file=sys.stderr)
    count = len(fault.faults)
    print(f"{count} fault{'s' if count > 1 else ''}; nothing was published", file=sys.stderr)


def _fault(fault: Any) -> dict[str, Any]:
    return {"file": fault.file, "row": fault.row, "what": fault.what, "remedy": fault.remedy}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description=DESCRIPTION)
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = _command(
        subparsers,
        "build",
        commands.build,
        "publish a release of the catalogue if anything changed (the default)",
    )
    check = _command(
        subparsers,
        "check",
        commands.check,
        "do the same without publishing; with documents, prove every quote",
    )
    for command in (build, check):
        _add_datasets(command)
        _add_documents(command)
        _add_json(command)

    extract = _command(subparsers, "extract", commands.extract, "find every number phrase of text files")
    extract.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a UTF-8 text file; - for standard input"
    )
    _add_json(extract)

    parse = _command(
        subparsers, "parse", commands.parse, "read number phrases; prints one JSON object a line"
    )
    parse.add_argument(
        "phrases", nargs="+", metavar="PHRASE", help="a phrase; - for the lines of standard input"
    )

    diff = _command(
        subparsers,
        "diff",
        commands.diff,
        "show what changed between two releases, or the release and the draft",
    )
    diff.add_argument("old", nargs="?", default="current", help="a release, or 'current' (the default)")
    diff.add_argument(
        "new",
        nargs="?",
        default="draft",
        help="a release, 'current', or 'draft' (the default): the catalogue",
    )
    diff.add_argument("--draft", metavar="DRAFT", help="show what publishing this draft would change")
    releases = _command(subparsers, "releases", commands.releases, "list the releases, the oldest first")
    rollback = _command(subparsers, "rollback", commands.rollback, "make an earlier release current again")
    rollback.add_argument("release", help="its name, as 'releases' lists it")
    said = "why, for the history; the release's catalogue is then brought back with it"
    rollback.add_argument("--note", help=said)
    _add_who(rollback)
    _add_documents(diff)
    for command in (diff, releases, rollback):
        _add_datasets(command)
        _add_json(command)
    _add_desk(subparsers)
    return parser


def _add_desk(subparsers: Any) -> None:
    """The commands of the data desk."""
    _add_document(
        _command(
            subparsers,
            "add-document",
            desk_commands.add_document,
            "bring a text, a web page, a DOCX or a PDF: its text is kept, its card stands in a draft",
        )
    )
    _add_draft(
        _command(subparsers, "draft", None, "begin, show, edit, undo or drop a draft of the catalogue")
    )
    publish = _command(
        subparsers, "publish", desk_commands.publish, "publish a draft with its catalogue, in one step"
    )
    publish.add_argument("--draft", required=True, metavar="DRAFT", help="its name, as 'draft list' lists it")
    publish.add_argument("--note", required=True, help="why, for the history of releases")
    said = "figures that go and whose going was looked at"
    publish.add_argument("--removals", nargs="+", default=[], metavar="ID", help=said)
    _add_documents(publish)
    audit = _command(subparsers, "audit", desk_commands.audit, "show who did what when")
    audit.add_argument("--verify", action="store_true", help="find out whether any of it was changed")
    _add_who(publish)
    for command in (publish, audit):
        _add_datasets(command)
        _add_json(command)


def _add_document(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="the file; - for standard input")
    command.add_argument(
        "--document", required=True, metavar="ID", help="its name: small letters, digits, hyphens"
    )
    command.add_argument("--title", default="", help="its title (else the one that it states)")
    command.add_argument(
        "--draft", default="", metavar="DRAFT", help="the draft that it goes into (else a new one)"
    )
    said = "the folder that texts are kept in (or DOCUMENTS_DIR, else 'documents' beside the datasets)"
    command.add_argument("--documents", type=Path, metavar="DIR", help=said)
    _add_who(command)
    _add_datasets(command)
    _add_json(command)


def _add_draft(draft: argparse.ArgumentParser) -> None:
    acts = draft.add_subparsers(title="acts", required=True, metavar="ACT")
    listed = _command(acts, "list", desk_commands.draft_list, "list the drafts that are being worked on")
    start = _command(acts, "start", desk_commands.draft_start, "begin a draft")
    start.add_argument("title", help="what it is about, in a few words")
    show = _command(acts, "show", desk_commands.draft_show, "show a draft's edits in their order")
    edit = _command(
        acts, "edit", desk_commands.draft_edit, "change, add or remove a row, or add edits from a JSON file"
    )
    undo = _command(acts, "undo", desk_commands.draft_undo, "take one edit back")
    drop = _command(acts, "drop", desk_commands.draft_drop, "put a draft away; it is kept in drafts/.dropped")
    for command in (show, edit, undo, drop):
        command.add_argument("draft", help="its name, as 'draft list' lists it")
    undo.add_argument("number", type=int, help="the edit's number, as 'draft show' shows it")
    edit.add_argument(
        "file", nargs="?", default="", help="a file of the catalogue: vocabulary/groups.csv, say"
    )
    edit.add_argument("key", nargs="?", default="", help="the row's key; '' for a card")
    edit.add_argument("cells", nargs="*", metavar="COLUMN=TEXT", help="what the row is to hold")
    edit.add_argument("--remove", action="store_true", help="take the row away")
    edit.add_argument("--reason", default="", help="why")
    edit.add_argument("--edits", metavar="FILE", help="a JSON list of edits instead; - for standard input")
    for command in (start, edit, undo, drop):
        _add_who(command)
    for command in (listed, start, show, edit, undo, drop):
        _add_datasets(command)
        _add_json(command)


def _add_who(command: argparse.ArgumentParser) -> None:
    command.add_argument("--who", metavar="NAME", help="who acts (else the name that the system knows)")


def _command(subparsers: Any, name: str, run: Any, does: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = subparsers.add_parser(
        name, help=does, description=does.capitalize() + "."
    )
    command.set_defaults(run=run)
    return command


def _add_datasets(command: argparse.ArgumentParser) -> None:
    command.add_argument("--datasets", type=Path, metavar="DIR", help="the datasets folder (or DATASETS_DIR)")


def _add_documents(command: argparse.ArgumentParser) -> None:
    said = "a folder of <document>.txt to prove the quotes in (or DOCUMENTS_DIR)"
    command.add_argument("--documents", type=Path, metavar="DIR", help=said)


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="answer in JSON")

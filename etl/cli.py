"""The command line: arguments in, messages and an exit status out (0 done, 1 the data is at fault, 2 the call is)."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from etl.faults import CallFault, DataFault, EtlError

REPOSITORY = Path(__file__).resolve().parent.parent
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
        _print_json({"published": False, "faults": [_fault(f) for f in fault.faults]})
        return
    for line in fault.faults:
        print(line, file=sys.stderr)
    count = len(fault.faults)
    print(f"{count} fault{'s' if count > 1 else ''}; nothing was published", file=sys.stderr)


def _fault(fault: Any) -> dict[str, Any]:
    return {"file": fault.file, "row": fault.row, "what": fault.what, "remedy": fault.remedy}


def _print_json(answer: Any) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=1))


class Stages:
    """Says on standard error which stage is running, once it has been for a second."""

    def __init__(self) -> None:
        self._timer: threading.Timer | None = None

    def __call__(self, stage: str) -> None:
        """A stage begins."""
        self.done()
        began = time.strftime("%H:%M:%S")
        self._timer = threading.Timer(1.0, lambda: print(f"{began} {stage} …", file=sys.stderr, flush=True))
        self._timer.daemon = True
        self._timer.start()

    def done(self) -> None:
        """No stage is running any more."""
        if self._timer:
            self._timer.cancel()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description=DESCRIPTION)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = _command(
        commands, "build", _build, "publish a release of the catalogue if anything changed (the default)"
    )
    check = _command(
        commands, "check", _check, "do the same without publishing; with documents, prove every quote"
    )
    for command in (build, check):
        _add_datasets(command)
        _add_documents(command)
        _add_json(command)

    extract = _command(commands, "extract", _extract, "find every number phrase of text files")
    extract.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a UTF-8 text file; - for standard input"
    )
    _add_json(extract)

    parse = _command(commands, "parse", _parse, "read number phrases; prints one JSON object a line")
    parse.add_argument(
        "phrases", nargs="+", metavar="PHRASE", help="a phrase; - for the lines of standard input"
    )

    diff = _command(
        commands, "diff", _diff, "show what changed between two releases, or the release and the draft"
    )
    diff.add_argument("old", nargs="?", default="current", help="a release, or 'current' (the default)")
    diff.add_argument(
        "new",
        nargs="?",
        default="draft",
        help="a release, 'current', or 'draft' (the default): the catalogue",
    )
    releases = _command(commands, "releases", _releases, "list the releases, the oldest first")
    rollback = _command(commands, "rollback", _rollback, "make an earlier release current again")
    rollback.add_argument("release", help="its name, as 'releases' lists it")
    for command in (diff, releases, rollback):
        _add_datasets(command)
        _add_json(command)
    return parser


def _command(commands: Any, name: str, run: Any, does: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
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


def _datasets(options: argparse.Namespace) -> Path:
    folder = options.datasets or os.environ.get("DATASETS_DIR") or REPOSITORY / "datasets"
    return Path(folder).resolve()


def _documents(options: argparse.Namespace) -> Path | None:
    folder = options.documents or os.environ.get("DOCUMENTS_DIR")
    return Path(folder).resolve() if folder else None


def _draft(options: argparse.Namespace, stages: Stages) -> Any:
    # Arrow takes a third of a second to import: parse, extract and --help do without.
    from etl.pipeline import draft

    documents = _documents(options) if hasattr(options, "documents") else None
    made = draft(_datasets(options), documents, stages)
    if made.faults:
        stages.done()
        raise DataFault(made.faults)
    return made


def _build(options: argparse.Namespace) -> int:
    stages = Stages()
    from etl.catalogue import require_catalogue
    from etl.pipeline import citations
    from etl.publish import locked, publish

    datasets = _datasets(options)
    require_catalogue(datasets)
    stages("waiting for another build to end")
    try:
        with locked(datasets):
            made = _draft(options, stages)
            stages("validating and publishing")
            name, changed = publish(datasets, made.tables, citations(made.cards))
    finally:
        stages.done()
    answer = {"release": name, "published": changed, **_summary(made)}
    if options.json:
        _print_json(answer)
        return 0
    print(f"release {name}: {'published' if changed else 'nothing changed, it is current'}")
    _print_summary(answer)
    return 0


def _check(options: argparse.Namespace) -> int:
    stages = Stages()
    made = _draft(options, stages)
    stages.done()
    answer = _summary(made)
    if options.json:
        _print_json({"faults": [], **answer})
        return 0
    print("the catalogue has no faults")
    _print_summary(answer)
    return 0


def _summary(made: Any) -> dict[str, Any]:
    counts = {
        name: made.tables[name].num_rows for name in ("documents", "figures", "places", "events", "problems")
    }
    coverage = [
        {"document": c.document, "phrases": c.phrases, "accounted": c.accounted} for c in made.coverage
    ]
    return {**counts, "proven": bool(coverage), "coverage": coverage}


def _print_summary(answer: Mapping[str, Any]) -> None:
    print(
        ", ".join(
            f"{answer[name]} {name}" for name in ("documents", "figures", "places", "events", "problems")
        )
    )
    for document in answer["coverage"]:
        share = f"{document['accounted']} of {document['phrases']} number phrases accounted for"
        print(f"{document['document']}: every quote proven, {share}")
    if not answer["proven"]:
        print("the quotes were not re-read: no folder of texts was given (--documents or DOCUMENTS_DIR)")


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _reading(reading: Any) -> dict[str, Any]:
    return {
        "text": reading.text,
        "value": _number(reading.value),
        "lower": _number(reading.lower),
        "upper": _number(reading.upper),
        "qualifier": reading.qualifier,
        "unit": reading.unit,
    }


def _parse(options: argparse.Namespace) -> int:
    from etl.phrases import read

    phrases: Iterable[str] = options.phrases
    for phrase in _lines(phrases):
        print(json.dumps(_reading(read(phrase)), ensure_ascii=False))
    return 0


def _lines(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        if phrase != "-":
            yield phrase
            continue
        for line in map(_decoded, sys.stdin.buffer):
            if line.strip():
                yield line.strip()


def _extract(options: argparse.Namespace) -> int:
    found = [{"file": str(path), **phrase} for path in options.files for phrase in _phrases(_text_of(path))]
    if options.json:
        print("[" + ",\n ".join(json.dumps(phrase, ensure_ascii=False) for phrase in found) + "]")
        return 0
    for phrase in found:
        numbers = " ".join(
            f"{name}={phrase[name]}" for name in ("value", "lower", "upper") if phrase[name] is not None
        )
        said = f"{phrase['qualifier']} {numbers} {phrase['unit'] or ''}".rstrip()
        print(
            f"{phrase['file']} paragraph {phrase['paragraph']} character {phrase['start']}: {phrase['text']!r} {said}"
        )
    return 0


def _text_of(path: Path) -> str:
    from etl.documents import read_text

    return _decoded(sys.stdin.buffer.read()) if str(path) == "-" else read_text(path).text


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise CallFault(f"standard input: is not UTF-8 at byte {error.start}; save it as UTF-8") from error


def _phrases(text: str) -> Iterator[dict[str, Any]]:
    from etl.phrases import find

    for phrase in find(text):
        place = {"paragraph": phrase.paragraph, "start": phrase.start}
        yield {**place, **_reading(phrase.reading), "sort": phrase.reading.sort}


def _diff(options: argparse.Namespace) -> int:
    from etl.diff import as_json, as_lines, compare, touched

    stages = Stages()
    old, new = (_named_tables(options, name, stages) for name in (options.old, options.new))
    stages.done()
    changes = compare(old, new)
    reached = touched(changes, old, new)
    if options.json:
        _print_json(as_json(changes, reached))
        return 0
    print("\n".join(as_lines(changes, reached)))
    return 0


def _named_tables(options: argparse.Namespace, name: str, stages: Stages) -> Mapping[str, Any]:
    from etl.releases import current_name, read_tables, release_folder, verify

    if name == "draft":
        tables: Mapping[str, Any] = _draft(options, stages).tables
        return tables
    datasets = _published_datasets(options)
    release = current_name(datasets) if name == "current" else name
    if release is None:
        return {}
    folder = release_folder(datasets, release)
    verify(folder)
    return read_tables(folder)


def _published_datasets(options: argparse.Namespace) -> Path:
    """A datasets folder; a copy that holds nothing but the releases will do."""
    from etl.catalogue import require_catalogue
    from etl.releases import published_folder

    datasets = _datasets(options)
    if not published_folder(datasets).is_dir():
        require_catalogue(datasets)
    return datasets


def _releases(options: argparse.Namespace) -> int:
    from etl.releases import current_name, release_names

    datasets = _published_datasets(options)
    current = current_name(datasets)
    names = release_names(datasets)
    if options.json:
        _print_json([{"release": name, "current": name == current} for name in names])
        return 0
    for name in names:
        print(f"{name}{' (current)' if name == current else ''}")
    if not names:
        print("no release yet; 'python -m etl build' publishes one")
    return 0


def _rollback(options: argparse.Namespace) -> int:
    from etl.publish import rollback

    changed = rollback(_published_datasets(options), options.release)
    if options.json:
        _print_json({"release": options.release, "changed": changed})
        return 0
    print(f"release {options.release} is {'current again' if changed else 'already current'}")
    return 0

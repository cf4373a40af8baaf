"""What each command does: options in, an answer on standard output and an exit status out."""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from etl.faults import CallFault, DataFault
from etl.options import datasets_of, documents_of, print_json


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


def _draft(options: argparse.Namespace, stages: Stages) -> Any:
    # Arrow takes a third of a second to import: parse, extract and --help do without.
    from etl.pipeline import draft
    from etl.releases import interrupted

    documents = documents_of(options) if hasattr(options, "documents") else None
    if interrupted(datasets_of(options)):
        from etl.publish import recover

        recover(datasets_of(options))
    made = draft(datasets_of(options), documents, stages)
    if made.faults:
        stages.done()
        raise DataFault(made.faults)
    return made


def build(options: argparse.Namespace) -> int:
    """Publish a release of the catalogue if anything changed."""
    stages = Stages()
    from etl.catalogue import require_catalogue
    from etl.pipeline import citations
    from etl.publish import keep_catalogue, locked, publish

    datasets = datasets_of(options)
    require_catalogue(datasets)
    stages("waiting for another build to end")
    try:
        with locked(datasets):
            made = _draft(options, stages)
            stages("validating and publishing")
            name, changed = publish(datasets, made.tables, citations(made.cards))
            keep_catalogue(datasets, name)
    finally:
        stages.done()
    answer = {"release": name, "published": changed, **_summary(made)}
    if options.json:
        print_json(answer)
        return 0
    print(f"release {name}: {'published' if changed else 'nothing changed, it is current'}")
    _print_summary(answer)
    return 0


def check(options: argparse.Namespace) -> int:
    """Do the same without publishing; with documents, prove every quote."""
    stages = Stages()
    made = _draft(options, stages)
    stages.done()
    answer = _summary(made)
    if options.json:
        print_json({"faults": [], **answer})
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


def parse(options: argparse.Namespace) -> int:
    """Read number phrases; one JSON object a line."""
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


def extract(options: argparse.Namespace) -> int:
    """Find every number phrase of text files."""
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


def diff(options: argparse.Namespace) -> int:
    """Show what changed between two releases, or the release and the draft."""
    if options.draft is not None:
        from etl.desk_commands import diff_draft

        return diff_draft(options)
    from etl.diff import as_json, as_lines, compare, touched

    stages = Stages()
    old, new = (_named_tables(options, name, stages) for name in (options.old, options.new))
    stages.done()
    changes = compare(old, new)
    reached = touched(changes, old, new)
    if options.json:
        print_json(as_json(changes, reached))
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

    datasets = datasets_of(options)
    if not published_folder(datasets).is_dir():
        require_catalogue(datasets)
    return datasets


def releases(options: argparse.Namespace) -> int:
    """List the releases, the oldest first, with who published each when and why."""
    from etl.releases import current_name, history, release_names

    datasets = _published_datasets(options)
    current = current_name(datasets)
    names = release_names(datasets)
    acts = list(history(datasets))
    if options.json:
        print_json(
            [{"release": name, "current": name == current, "acts": _acts(acts, name)} for name in names]
        )
        return 0
    for name in names:
        print(f"{name}{' (current)' if name == current else ''}")
        for act in _acts(acts, name):
            if said := " ".join(filter(None, [act["when"][:16], act["who"]])):
                print(f"    {act['act']} {said}: {act['note']}")
    if not names:
        print("no release yet; 'python -m etl build' publishes one")
    return 0


def _acts(acts: Iterable[Any], release: str) -> list[dict[str, str]]:
    return [
        {"act": act.act, "who": act.who, "when": act.when, "note": act.note}
        for act in acts
        if act.release == release
    ]


def rollback(options: argparse.Namespace) -> int:
    """Make an earlier release current again; with a note, its catalogue too."""
    if options.note is not None:
        from etl.desk_commands import roll_back

        return roll_back(options)
    from etl.publish import rollback

    changed = rollback(_published_datasets(options), options.release)
    if options.json:
        print_json({"release": options.release, "changed": changed})
        return 0
    print(f"release {options.release} is {'current again' if changed else 'already current'}")
    return 0

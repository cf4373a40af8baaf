"""From a draft to a release, and back: looked at first, then published in one step with its catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa

from etl import drafts
from etl.clock import now, today
from etl.corrections import FILE as CORRECTIONS
from etl.corrections import with_corrections
from etl.diff import Change, Touched, compare, touched
from etl.edits import Edit, cell_faults, net
from etl.faults import CallFault, DataFault, Fault, ReleaseFault, Unseen
from etl.folder import contents, keeps, text_of, unpacked
from etl.kinds import document_of
from etl.outliers import Outlier, outliers
from etl.pipeline import Draft, citations
from etl.pipeline import draft as make
from etl.proof import OpenPhrase
from etl.publish import locked, recover
from etl.publish.copies import changed_copy, named_by_contents
from etl.publish.journal import Act, Catalogue, Made, carry_out, commit
from etl.releases import (
    CATALOGUES,
    current_name,
    history,
    kept_catalogue,
    published_folder,
    read_tables,
    release_folder,
    verify,
)

__all__ = [
    "OpenPhrase", "Outlier", "Published", "Review", "publish_draft", "recover", "review", "roll_back",
]  # fmt: skip

MOST_NOTE = 500
Tables = Mapping[str, pa.Table]
_NOTHING = Touched((), (), (), (), ())


@dataclass(frozen=True)
class Review:
    """What publishing a draft would do. It may be published where there are no faults and no open phrases.

    ``old`` holds the tables of the release in use, ``new`` those that the draft gives; ``removed`` names figures that go.
    """

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    open_phrases: tuple[OpenPhrase, ...] = ()
    changes: list[Change] = field(default_factory=list)
    touched: Touched = _NOTHING
    removed: tuple[str, ...] = ()
    outliers: tuple[Outlier, ...] = ()
    old: Tables = field(default_factory=dict)
    new: Tables = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """The release that is in use now, the one before, and what is to be told: where a catalogue was kept, say."""

    release: str
    previous: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Proposal:
    """A draft as it would be published: its review, what it makes, and the texts it changes."""

    review: Review
    made: Draft
    changes: Mapping[str, str]


def review(datasets: Path, draft: str, documents: Path | None) -> Review:
    """Check a draft and hold it against the release in use; nothing is changed.

    ``documents`` is the folder of texts. Raises CallFault if there is no such draft.
    """
    with locked(datasets):
        return _proposal(datasets, draft, documents, "").review


def publish_draft(
    datasets: Path,
    draft: str,
    who: str,
    note: str,
    documents: Path | None,
    removals_seen: Set[str] = frozenset(),
) -> Published:
    """Publish a draft and its catalogue in one step; the draft is put away.

    Raises DataFault with every fault and open phrase, CallFault where the note is missing or figures go that
    ``removals_seen`` does not name, and OSError where the disk is full: then nothing has changed.
    """
    note = _note(note, "publishing")
    with locked(datasets), drafts.working_on(datasets, draft):
        live = drafts.edits(datasets, draft)
        if not live:
            raise CallFault(f"draft {draft!r} holds no edit; there is nothing to publish")
        proposal = _proposal(datasets, draft, documents, note)
        _require_ready(proposal.review, removals_seen)
        before = contents(datasets)
        previous = _current_or_none(datasets) or ""
        changes = {name: text.encode() if text else None for name, text in proposal.changes.items()}
        keep = previous if previous and _is_of(datasets, before, previous) else ""
        act = Act("publish", who, now(), note, f"{draft}: {note}", draft=draft)
        made = Made(proposal.made.tables, citations(proposal.made.cards))
        commit(datasets, act, Catalogue(before, changes, keep), made)
        done = carry_out(datasets)
    return Published(done.release, previous, tuple(map(str, proposal.review.warnings)))


def _note(note: str, act: str) -> str:
    note = " ".join(note.split())
    if not note or len(note) > MOST_NOTE or not note.isprintable():
        raise CallFault(f"{act} needs a note of 1 to {MOST_NOTE} characters that says why")
    # It may become the reason of a correction, which stands in a cell.
    if faults := cell_faults("the note", "note", note):
        raise CallFault(f"{act} needs a note in plain words: {faults[0].what}; {faults[0].remedy}")
    return note


def _require_ready(found: Review, removals_seen: Set[str]) -> None:
    if found.faults or found.open_phrases:
        raise DataFault([*found.faults, *(phrase.fault for phrase in found.open_phrases)])
    _require_seen(found.removed, removals_seen)


def _require_seen(removed: Iterable[str], removals_seen: Set[str]) -> None:
    if unseen := [name for name in removed if name not in removals_seen]:
        raise Unseen(unseen)


def _proposal(datasets: Path, draft: str, documents: Path | None, note: str) -> _Proposal:
    """The caller holds the lock."""
    edits = drafts.edits(datasets, draft)
    texts = documents if documents is not None and documents.is_dir() else None
    old, warnings = _last_published(datasets)
    try:
        changes = drafts.changes(datasets, draft)
        changes |= _corrected(datasets, changes, edits, old, today(), note)
        with changed_copy(datasets, changes) as folder:
            made = make(folder, texts, all_texts=False)
    except DataFault as fault:
        empty = Draft({}, {}, fault.faults)
        return _Proposal(Review(fault.faults, warnings, old=old), empty, {})
    concerned = {document_of(edit.file) for edit in edits} - {""}
    phrases = [phrase for coverage in made.coverage for phrase in coverage.open_phrases]
    opened = tuple(phrase for phrase in phrases if phrase.document in concerned)
    elsewhere = tuple(phrase.fault for phrase in phrases if phrase.document not in concerned)
    missing = {phrase.fault for phrase in phrases}
    faults = tuple(fault for fault in made.faults if fault not in missing)
    unread, unproven = _unread(made, edits)
    warnings = (*warnings, *elsewhere, *unread)
    return _Proposal(_reviewed((*faults, *unproven), warnings, opened, old, made.tables), made, changes)


def _reviewed(
    faults: tuple[Fault, ...],
    warnings: tuple[Fault, ...],
    opened: tuple[OpenPhrase, ...],
    old: Tables,
    new: Tables,
) -> Review:
    if not new:
        return Review(faults, warnings, opened, old=old)
    found = compare(old, new)
    standing = tuple(outliers(old, new))
    removed = [change.key for change in found if change.table == "figures" and change.act == "removed"]
    return Review(
        faults,
        (*warnings, *_look_twice(standing)),
        opened,
        found,
        touched(found, old, new),
        tuple(removed),
        standing,
        old,
        new,
    )


def _look_twice(standing: Iterable[Outlier]) -> tuple[Fault, ...]:
    """What is no fault, but should be looked at. Measures that are overdue have a view of their own: no draft is to blame for them."""
    return tuple(Fault("figures", 0, one.said, "look at it twice") for one in standing)


def _unread(made: Draft, edits: Iterable[Edit]) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Warnings for documents whose text is not in the folder, and faults for those that the draft brings."""
    read = {coverage.document for coverage in made.coverage}
    brought = {
        document_of(edit.file)
        for edit in net(list(edits))
        if edit.file.endswith("source.toml") and edit.before is None
    }
    warnings, faults = [], []
    for document in made.cards:
        if document in read:
            continue
        where, what = f"documents/{document}/source.toml", f"{document}.txt is not in the documents folder"
        if document in brought:
            faults.append(
                Fault(where, 0, what, "bring the text: a new document is proven before it is shown")
            )
        else:
            warnings.append(Fault(where, 0, what, "its quotes could not be re-read"))
    return tuple(warnings), tuple(faults)


def _corrected(
    datasets: Path, changes: Mapping[str, str], edits: tuple[Edit, ...], old: Tables, day: date, note: str
) -> dict[str, str]:
    """The corrections with those of this draft, as a change; {} where it corrects nothing that is published."""
    published = set(old["figures"]["figure_id"].to_pylist()) if "figures" in old else set()
    text = changes.get(CORRECTIONS, text_of(datasets, CORRECTIONS))
    corrected = with_corrections(text, net(list(edits)), published, day, note)
    return {} if corrected is None else {CORRECTIONS: corrected}


def _last_published(datasets: Path) -> tuple[Tables, tuple[Fault, ...]]:
    """The tables of the release in use; of the last one that can be read, with a warning, where that one cannot."""
    warnings: list[Fault] = []
    for name in _latest_first(datasets, warnings):
        try:
            folder = release_folder(datasets, name)
            verify(folder)
            return read_tables(folder), tuple(warnings)
        except (ReleaseFault, CallFault) as fault:
            what, _, remedy = str(fault).partition("; ")
            warnings.append(Fault(f"published/{name}", 0, what, remedy or "build again"))
    return {}, tuple(warnings)


def _latest_first(datasets: Path, warnings: list[Fault]) -> Iterator[str]:
    names: list[str] = []
    try:
        names += filter(None, [current_name(datasets)])
    except ReleaseFault as fault:
        what, _, remedy = str(fault).partition("; ")
        warnings.append(Fault("published/current", 0, what, remedy))
    names += [entry.release for entry in reversed(list(history(datasets)))]
    yield from dict.fromkeys(names)


def _current_or_none(datasets: Path) -> str | None:
    try:
        return current_name(datasets)
    except ReleaseFault:
        return None


def roll_back(
    datasets: Path, release: str, who: str, note: str, removals_seen: Set[str] | None = None
) -> Published:
    """Make an earlier release current again and bring its catalogue back with it.

    With ``removals_seen``, figures that go must be named in it, as where a draft is published. A catalogue on the disk that is of no release is kept beside, and the remarks say where. Raises CallFault where the
    release is not there or its catalogue is not kept, ReleaseFault where either is damaged: then nothing has changed.
    """
    note = _note(note, "rolling back")
    release_folder(datasets, release)
    with locked(datasets):
        verify(release_folder(datasets, release))
        if removals_seen is not None:
            _require_seen(_going_back_from(datasets, release), removals_seen)
        kept = kept_catalogue(datasets, release)
        before = contents(datasets)
        previous = _current_or_none(datasets) or ""
        keep, remarks = _where_to_keep(datasets, before, previous)
        if not kept.is_file() and not (release == keep == previous):
            said = f"release {release} keeps no catalogue here"
            raise CallFault(f"{said}; without a note, rollback shows it and leaves the catalogue as it is")
        after = unpacked(kept) if kept.is_file() else before
        changes: dict[str, bytes | None] = {
            name: content for name, content in after.items() if before.get(name) != content
        }
        changes |= {name: None for name in before if name not in after}
        act = Act("rollback", who, now(), note, f"from {previous or 'no release'}: {note}", release)
        commit(datasets, act, Catalogue(before, changes, keep))
        carry_out(datasets)
        remarks += _rebuilt(datasets, release)
    return Published(release, previous, tuple(remarks))


def _going_back_from(datasets: Path, release: str) -> list[str]:
    """The figures of the release in use that an earlier one has not; none where the one in use cannot be read."""
    try:
        old = read_tables(release_folder(datasets, _current_or_none(datasets) or ""))
    except (ReleaseFault, CallFault):
        return []
    new = set(read_tables(release_folder(datasets, release))["figures"]["figure_id"].to_pylist())
    return [name for name in old["figures"]["figure_id"].to_pylist() if name not in new]


def _where_to_keep(datasets: Path, before: Mapping[str, bytes], current: str) -> tuple[str, list[str]]:
    """The name to keep the catalogue on the disk under, '' where it is kept already, and what to say of it."""
    folder = published_folder(datasets) / CATALOGUES
    if any(keeps(path, before) for path in sorted(folder.glob("*.zip"))):
        return "", []
    if current and _is_of(datasets, before, current):
        return current, []
    number = next(number for number in range(1, 10**6) if not (folder / f"kept-{number}.zip").exists())
    said = f"the catalogue on the disk was of no release; it is kept as {CATALOGUES}/kept-{number}.zip"
    return f"kept-{number}", [said]


def _is_of(datasets: Path, files: Mapping[str, bytes], release: str) -> bool:
    """Whether the catalogue on the disk gives this release."""
    return keeps(kept_catalogue(datasets, release), files) or _name_of(datasets) == release


def _name_of(datasets: Path) -> str:
    """The release that the catalogue on the disk gives; '' where it has faults."""
    made = make(datasets)
    return "" if made.faults else named_by_contents(made.tables, citations(made.cards))


def _rebuilt(datasets: Path, release: str) -> list[str]:
    """What to say where this program makes something else of the catalogue than the one that made the release."""
    name = _name_of(datasets)
    if name == release:
        return []
    gives = f"another release of it, {name}" if name else "no release of it: it has faults"
    return [f"release {release} was made by another version of the program; this one gives {gives}"]

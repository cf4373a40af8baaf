"""Whatever the desk does to the data: each act first asks who is at the desk, then calls what the command line calls."""

from __future__ import annotations

from collections.abc import Sequence, Set

from dashboard.desk import access, folders
from etl import drafts, publication
from etl.bring import Brought
from etl.bring import bring as bring_document
from etl.drafts import Clash, Edit
from etl.incoming import read
from etl.publication import Published, Review


def begin(title: str) -> str:
    """Begin a draft; its name. Raises NotAllowed as every act, and CallFault."""
    return drafts.start(folders.datasets(), title, access.require().who)


def bring(content: bytes, file: str, document: str, title: str, draft: str) -> Brought:
    """Read a file and bring it into a draft ('': one of its own). Raises IncomingFault, CallFault and DataFault."""
    who = access.require().who
    incoming = read(content, file)
    # Reading takes its time: whoever was struck from the list meanwhile brings nothing.
    access.require()
    return bring_document(
        folders.datasets(), folders.documents(), incoming, document, who, title=title, draft=draft
    )


def put(draft: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Add edits to a draft, all or none. Raises Conflict where somebody was there before, DataFault and CallFault."""
    return drafts.add(folders.datasets(), draft, edits, access.require().who)


def take_back(draft: str, number: int) -> None:
    """Undo one edit of a draft. Raises CallFault where a later one builds on it."""
    drafts.undo(folders.datasets(), draft, number, access.require().who)


def settle(draft: str, seen: Clash, *, keep: bool) -> None:
    """Settle a row that was changed meanwhile: take the draft's edits of it back, or keep them over what is there now.

    Raises Conflict where it is not as it was seen any more, and CallFault.
    """
    drafts.settle(folders.datasets(), draft, seen, access.require().who, keep=keep)


def drop(draft: str) -> None:
    """Put a draft away; it is kept. Raises CallFault."""
    drafts.drop(folders.datasets(), draft, access.require().who)


def bring_back(draft: str) -> None:
    """Work goes on in a draft that was put away. Raises CallFault."""
    drafts.bring_back(folders.datasets(), draft, access.require().who)


def review(draft: str) -> Review:
    """What publishing a draft would do. Raises CallFault if there is no such draft."""
    access.require()
    return publication.review(folders.datasets(), draft, folders.documents())


def publish(draft: str, note: str, removals_seen: Set[str]) -> Published:
    """Publish a draft in one step. Raises DataFault, CallFault and OSError: then nothing has changed."""
    who = access.require().who
    return publication.publish_draft(
        folders.datasets(), draft, who, note, folders.documents(), frozenset(removals_seen)
    )


def roll_back(release: str, note: str, removals_seen: Set[str]) -> Published:
    """Make an earlier release current again, with its catalogue. Raises CallFault and ReleaseFault: then nothing has changed."""
    who = access.require().who
    return publication.roll_back(folders.datasets(), release, who, note, frozenset(removals_seen))

"""What the bench may propose from: the vocabulary as the draft leaves it, and the rows of all documents."""

from __future__ import annotations

from dashboard.desk import cells, folders
from dashboard.desk.bench.work import FIGURES, Work
from etl import drafts
from etl.bench import Phrase
from etl.documents import read_text
from etl.faults import EtlError
from etl.proposals import Known, Proposal, propose

TABLES = ("measures", "regions", "groups", "units", "themes", "reasons")


def proposal(work: Work, phrase: Phrase, measure: str = "", region: str = "") -> Proposal:
    """Up to three candidates for each cell of the phrase's row, each with its reason.

    ``measure`` and ``region`` are what was chosen already, '' for nothing.
    """
    documents = [work.document, *(name for name in folders.catalogued() if name != work.document)]
    figures = [
        {**row, "document": document}
        for document in documents
        for row in drafts.rows(folders.datasets(), work.draft, f"documents/{document}/{FIGURES}")
    ]
    tables = {table: cells.vocabulary(work.draft, table) for table in TABLES}
    found = Known({**tables, "figures": figures}, _texts(documents), work.document)
    return propose(work.text, phrase, _kept(found), measure, region)


def _kept(found: Known) -> Known:
    """The same as before where nothing has changed: what was weighed once is not weighed for every phrase."""
    before = _KNOWN.pop(found.document, found)
    _KNOWN[found.document] = kept = before if before == found else found
    while len(_KNOWN) > MOST_KEPT:
        _KNOWN.pop(next(iter(_KNOWN)), None)
    return kept


# By document, the last that was used at the end. Two drafts on one document take turns in its place.
_KNOWN: dict[str, Known] = {}
MOST_KEPT = 8


def figure_ids(draft: str) -> list[str]:
    """The names of all figures, derived ones too."""
    files = [f"documents/{document}/{FIGURES}" for document in folders.catalogued()]
    return [
        row["figure_id"]
        for file in [*files, "derived.csv"]
        for row in drafts.rows(folders.datasets(), draft, file)
    ]


def _texts(documents: list[str]) -> dict[str, str]:
    texts = {}
    for document in documents:
        path = folders.text_path(document)
        if path.is_file():
            try:
                texts[document] = read_text(path).text
            except EtlError:
                # A text that cannot be read says nothing; the review of the draft names it.
                continue
    return texts

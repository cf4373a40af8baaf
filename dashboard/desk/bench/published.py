"""What the site shows already is not changed or taken away on the bench without a word to its readers."""

from __future__ import annotations

from dashboard import data
from dashboard.desk.bench.work import Work
from dashboard.words import say
from etl.bench import Phrase
from etl.faults import CallFault


def holds(work: Work, phrase: Phrase) -> bool:
    """The phrase is a figure of this document that the release in use has."""
    return phrase.state == "figure" and phrase.row_key in _figures(work.document)


def require_not(work: Work, phrase: Phrase) -> None:
    """Raises CallFault for a published figure: it is withdrawn where a reason is asked for."""
    if holds(work, phrase):
        raise CallFault(say("desk_bench.withdraw_published"))


def _figures(document: str) -> frozenset[str]:
    try:
        figures = data.current().figures
    except data.ReleaseUnreadable:
        return frozenset()
    return frozenset(map(str, figures.loc[figures["document"] == document, "figure_id"]))

"""Put the proposals for one number phrase together, a few candidates for each cell of its row."""

from __future__ import annotations

from dataclasses import dataclass

from etl.proposals.bases import bases
from etl.proposals.candidates import Candidate, best
from etl.proposals.context import Located, context_of
from etl.proposals.groups import comparison_groups, groups
from etl.proposals.known import Known
from etl.proposals.measures import measures
from etl.proposals.places import regions
from etl.proposals.reasons import reasons, repeated
from etl.proposals.times import periods
from etl.proposals.voices import attributions, originals

COLUMNS = ("measure", "region", "group", "comparison_group", "base", "period", "attribution", "original")

Candidates = tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Up to three candidates for each cell, the likeliest first. A person chooses; nothing is filled in by itself.

    ``reason`` and ``repeat_of`` are for a phrase that is set aside, the others are for a figure.
    """

    measure: Candidates
    region: Candidates
    group: Candidates
    comparison_group: Candidates
    base: Candidates
    period: Candidates
    attribution: Candidates
    original: Candidates
    reason: Candidates
    repeat_of: Candidates


def propose(text: str, phrase: Located, known: Known, measure: str = "", region: str = "") -> Proposal:
    """What a phrase of a text may be about, by its context and by what is known.

    ``measure`` and ``region`` are what was chosen already, '' for nothing: what else is proposed follows them.
    """
    context = context_of(text, phrase)
    likely, where = best(measures(context, known)), best(regions(context, known))
    of_measures = [measure] if measure else [candidate.value for candidate in likely]
    return Proposal(
        measure=likely,
        region=where,
        group=best(groups(context, known)),
        comparison_group=best(comparison_groups(context, known)),
        base=best(bases(context, known, of_measures, region or _first(where))),
        period=best(periods(context, known)),
        attribution=best(attributions(context, known)),
        original=best(originals(context, known)),
        reason=best(reasons(context, known)),
        repeat_of=best(repeated(context, known)),
    )


def _first(candidates: Candidates) -> str:
    return candidates[0].value if candidates else ""

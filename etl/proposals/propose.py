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
from etl.proposals.reasons import reasons
from etl.proposals.times import periods
from etl.proposals.voices import attributions, originals

COLUMNS = ("measure", "region", "group", "comparison_group", "base", "period", "attribution", "original")

Candidates = tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Up to three candidates for each cell, the likeliest first. A person chooses; nothing is filled in by itself.

    ``reason`` is for a phrase that is set aside, the others are for a figure.
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


def propose(text: str, phrase: Located, known: Known) -> Proposal:
    """What a phrase of a text may be about, by its context and by what is known."""
    context = context_of(text, phrase)
    measure = best(measures(context, known))
    return Proposal(
        measure=measure,
        region=best(regions(context, known)),
        group=best(groups(context, known)),
        comparison_group=best(comparison_groups(context, known)),
        base=best(bases(context, known, [candidate.value for candidate in measure])),
        period=best(periods(context, known)),
        attribution=best(attributions(context, known)),
        original=best(originals(context, known)),
        reason=best(reasons(context, known)),
    )

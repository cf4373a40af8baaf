"""Propose what a number phrase may be about: from its context and from earlier rows, each proposal with its reason."""

from etl.proposals.candidates import Candidate
from etl.proposals.known import Known
from etl.proposals.propose import Proposal, propose

__all__ = ["Candidate", "Known", "Proposal", "propose"]

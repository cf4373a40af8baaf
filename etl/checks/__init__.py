"""The checks across rows, each finding what does not hold or must not be read alone, with its arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from etl.checks.changes import change_against_endpoints, two_changes_of_one_span
from etl.checks.problem import Problem
from etl.checks.replaced import superseded
from etl.checks.rivals import bounds_exclude, headline_against_body, record_differs
from etl.checks.wholes import different_bases, more_than_the_whole, parts_of_a_whole
from etl.grouped import Figure, Figures

Check = Callable[[Figures, Sequence[Figure]], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    change_against_endpoints,
    parts_of_a_whole,
    two_changes_of_one_span,
    different_bases,
    headline_against_body,
    superseded,
    bounds_exclude,
    more_than_the_whole,
    record_differs,
)

__all__ = ["CHECKS", "Check", "Problem"]

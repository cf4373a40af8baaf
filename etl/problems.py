"""Find, with every check, the problems among published figures and against the public record."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa

from etl.checks import CHECKS, Problem
from etl.grouped import Figures
from etl.vocabulary import Vocabulary


def find_problems(table: pa.Table, record: pa.Table, words: Vocabulary) -> list[Problem]:
    """Every problem the checks find among published figures, in the order of the checks."""
    reported = Figures(table, words)
    rows = record.to_pylist()
    # Most of a check's time is spent in sorting, which lets another one run beside it.
    with ThreadPoolExecutor() as beside:
        found = beside.map(lambda check: list(check(reported, rows)), CHECKS)
    return [problem for problems in found for problem in problems]

"""Cold start of ``python -m etl check`` on the real catalogue, beside an interpreter that only imports Arrow."""

from __future__ import annotations

import sys

from benchmarks.measured import median, python, run

RUNS = 7
MOST_SECONDS = 1.5


def main() -> bool:
    """Print the medians and their ratio; True if within the bound."""
    ours, theirs = [], []
    for _ in range(RUNS):
        ours.append(run(python("-m", "etl", "check"), {"DOCUMENTS_DIR": ""}))
        theirs.append(run(python("-c", "import pyarrow.csv, pyarrow.compute, pyarrow.parquet")))
    check, arrow = median(ours), median(theirs)
    print(
        f"check: {check.seconds:.2f} s and {check.mebibytes:.0f} MiB; import pyarrow alone: {arrow.seconds:.2f} s; ratio {check.seconds / arrow.seconds:.2f}"
    )
    print(f"bound: {MOST_SECONDS} s")
    return check.seconds <= MOST_SECONDS


if __name__ == "__main__":
    sys.exit(not main())

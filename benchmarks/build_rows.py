"""Normalise, check and publish synthetic rows, beside a bare Arrow read-CSV-write-Parquet of the same files."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.measured import median, python, run
from benchmarks.synthetic import write_catalogue

SOURCE = Path(__file__).resolve().parent.parent / "datasets"
SIZES = (10_000, 100_000, 1_000_000)
RUNS = 3
MOST_TIMES = 5.0
MOST_MEBIBYTES = 4096.0

YARDSTICK = """
import sys
from pathlib import Path
import pyarrow as pa, pyarrow.csv as csv, pyarrow.parquet as pq
root = Path(sys.argv[1])
tables = [csv.read_csv(path) for path in sorted(root.glob("documents/*/figures.csv"))]
table = pa.concat_tables(tables, promote_options="permissive")
pq.write_table(table, root / "yardstick.parquet")
"""


def main(sizes: tuple[int, ...] = SIZES) -> bool:
    """Print a line a size; True if the largest keeps the bounds."""
    print(
        "build: normalise + check + publish, against pyarrow read-CSV-write-Parquet (medians of whole processes)"
    )
    print(f"{'rows':>10} {'build s':>9} {'arrow s':>9} {'ratio':>7} {'peak MiB':>9} {'MiB arrow':>10}")
    kept = True
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "datasets"
            root.mkdir()
            write_catalogue(SOURCE, root, size)
            ours, theirs = [], []
            for turn in range(RUNS):
                target = f"--datasets={root}"
                ours.append(run(python("-m", "etl", "build", target)))
                theirs.append(run(python("-c", YARDSTICK, str(root))))
                if turn < RUNS - 1:
                    _forget(root)
            build, arrow = median(ours), median(theirs)
        ratio = build.seconds / arrow.seconds
        print(
            f"{size:>10,} {build.seconds:>9.2f} {arrow.seconds:>9.2f} {ratio:>7.2f} {build.mebibytes:>9.0f} {arrow.mebibytes:>10.0f}",
            flush=True,
        )
        if size == SIZES[-1]:
            kept = ratio <= MOST_TIMES and build.mebibytes <= MOST_MEBIBYTES
    print(f"bounds at {SIZES[-1]:,} rows: at most {MOST_TIMES:.0f} times, under {MOST_MEBIBYTES:.0f} MiB")
    return kept


def _forget(root: Path) -> None:
    """Remove the release, so that the next run publishes again."""
    for path in sorted((root / "published").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


if __name__ == "__main__":
    sys.exit(not main(tuple(int(size) for size in sys.argv[1:]) or SIZES))

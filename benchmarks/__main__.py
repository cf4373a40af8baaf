"""Run every benchmark; exit status 1 if one misses its bound."""

import sys

from benchmarks import build_rows, cold_start, extract_prose, page_speed

BENCHMARKS = (cold_start, extract_prose, page_speed, build_rows)


def main() -> int:
    """Run them in turn, the quickest first."""
    missed = []
    for benchmark in BENCHMARKS:
        if not benchmark.main():
            missed.append(benchmark.__name__)
        print(flush=True)
    for name in missed:
        print(f"{name}: misses its bound")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

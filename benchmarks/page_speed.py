"""How soon a visitor sees a chart, beside an empty page of the same framework, and how the server bears a crowd."""

from __future__ import annotations

import asyncio
import statistics
import sys
from collections.abc import Sequence

from playwright.sync_api import Browser

from benchmarks import servers, sessions, visits
from dashboard import data, themes
from tests.browser.chromium import found, started

ROUNDS = 7
MOST_COLD, MOST_WARM = 2.0, 2.2
MOST_CHANGE, MOST_RUN, MOST_CROWDED = 250.0, 60.0, 150.0
PAGES = ("", "themes", "regions", "figures", "sources")
CROWD, CROWD_ROUNDS, CROWD_THINK = 100, 4, 5.0


def main() -> bool:
    """Print what was measured; True if all of it is within the bounds. Without a Chromium the visits are left out."""
    with servers.dashboard() as ours:
        held = [*_runs(ours), _crowd(ours)]
        if found() is None:
            print("no Chromium found: the visits are not measured; name one by the variable CHROMIUM")
            return all(held)
        with servers.empty_page() as empty, servers.plain_page() as plain, started() as browser:
            held += [*_visits(browser, ours, empty), _change(browser, ours, plain)]
    return all(held)


def _visits(browser: Browser, ours: str, empty: str) -> list[bool]:
    """The two pages in turn, so that what else the machine does falls on both."""
    pairs = [
        (
            visits.first_and_second(browser, empty, visits.WORDS),
            visits.first_and_second(browser, ours, visits.CHART),
        )
        for _ in range(ROUNDS + 1)
    ][1:]
    return [
        _beside(name, [(e[i], o[i]) for e, o in pairs], most)
        for i, (name, most) in enumerate((("cold", MOST_COLD), ("warm", MOST_WARM)))
    ]


def _beside(name: str, pairs: Sequence[tuple[float, float]], most: float) -> bool:
    empty, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(our / theirs for theirs, our in pairs)
    print(
        f"first chart, {name}: {ours:.0f} ms; empty page: {empty:.0f} ms; ratio {ratio:.2f}; bound {most:.1f}"
    )
    return ratio <= most


def _change(browser: Browser, ours: str, plain: str) -> bool:
    """Ours and, in turn with it, the framework's own chart under a title: what this machine takes for the least change."""
    names = list(themes.names(data.current()).values())
    pairs = [
        (
            visits.change(browser, f"{ours}/themes", names[1]),
            visits.change(browser, plain, servers.PLAIN_CHOICES[1]),
        )
        for _ in range(ROUNDS)
    ]
    taken, least = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"a control's change on a plain page with one chart of the framework's own: {least:.0f} ms")
    return _within("a control's change", taken, MOST_CHANGE)


def _runs(ours: str) -> list[bool]:
    return [
        _within(
            f"one run of /{page}",
            1000 * statistics.median(asyncio.run(sessions.alone(ours, page, 15))),
            MOST_RUN,
        )
        for page in PAGES
    ]


def _crowd(ours: str) -> bool:
    taken = sorted(asyncio.run(sessions.together(ours, "regions", CROWD, CROWD_ROUNDS, CROWD_THINK)))
    worst = 1000 * taken[min(len(taken) * 95 // 100, len(taken) - 1)]
    return _within(f"a rerun among {CROWD} visitors, 95th percentile", worst, MOST_CROWDED)


def _within(name: str, milliseconds: float, most: float) -> bool:
    print(f"{name}: {milliseconds:.0f} ms; bound {most:.0f} ms", flush=True)
    return milliseconds <= most


if __name__ == "__main__":
    sys.exit(not main())

"""Find number phrases in synthetic prose, beside a bare search for words over the same text."""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from etl.phrases import find

SIZES = (1, 10, 100)  # megabytes
SEED = 20_250_101
LEAST_MEGABYTES_A_SECOND = 5.0
MOST_SLOWING = 1.25
_MEGABYTE = 1_000_000
_WORDS = re.compile(r"\w+")

_PLAIN = (
    "The regional authority published its annual review on Monday, and the committee spent most of the week on it.",
    "Campaigners said that the law had done little to keep people safe, while officials defended the way it was applied.",
    "Lawyers who work with people in prison described long delays, crowded rooms and a lack of interpreters.",
    "Nobody at the ministry would say how the records were kept, or who had decided to change the definition.",
    "In several towns the service now opens at weekends, and staff visit people at home when they ask for it.",
    "The report compares approaches, describes what was tried and asks why so few lessons were drawn from it.",
    "Families spoke of the cost of travel, of letters that never arrived and of help that came too late.",
    "A spokesperson declined to comment on the findings, which the opposition called a matter of grave concern.",
    "Doctors and social workers argue that treatment should be offered early and without conditions.",
    "Researchers warned against careless comparison, because the countries count different things in different ways.",
)


class Timing(NamedTuple):
    """What one size gave: megabytes, seconds and phrases found, and the yardstick's seconds."""

    megabytes: float
    seconds: float
    phrases: int
    yardstick_seconds: float
    peak_mebibytes: float

    @property
    def times_the_yardstick(self) -> float:
        """How long the search takes beside the yardstick over the same text."""
        return self.seconds / self.yardstick_seconds


def prose(megabytes: float, seed: int = SEED) -> str:
    """Varied English prose of so many million characters, about four number phrases in a thousand characters.

    Every number is drawn anew, so that no memory of readings can flatter the result. The same seed gives the same text.
    """
    chance = random.Random(seed)
    wanted = int(megabytes * _MEGABYTE)
    paragraphs: list[str] = []
    length = 0
    while length < wanted:
        paragraph = " ".join(_sentence(chance) for _ in range(chance.randint(3, 7)))
        paragraphs.append(paragraph)
        length += len(paragraph) + 1
    return "\n".join(paragraphs)[:wanted]


def _sentence(chance: random.Random) -> str:
    if chance.random() < 0.86:
        return chance.choice(_PLAIN)
    return chance.choice(_WITH_NUMBERS)(chance)


def _count(chance: random.Random) -> str:
    return f"{chance.randrange(1, 10 ** chance.randint(1, 7)):,}"


def _year(chance: random.Random) -> int:
    return chance.randint(1950, 2025)


_ONES = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty sixty".split()
_HEDGES = "at least|more than|nearly|about|roughly|up to|fewer than|an estimated|just over|no fewer than|some".split(
    "|"
)
_NOUNS = "people|arrests|prisoners|cases|deaths|households|patients|officers|letters|hearings".split("|")

_WITH_NUMBERS: tuple[Callable[[random.Random], str], ...] = (
    lambda c: (
        f"In {_year(c)} the police recorded {c.choice(_HEDGES)} {_count(c)} {c.choice(_NOUNS)}, up from {_count(c)} in {_year(c)}."
    ),
    lambda c: (
        f"Of those questioned, {c.randint(1, 99)}.{c.randint(1, 9)}% agreed and {c.randint(1, 99)} percent did not answer at all."
    ),
    lambda c: (
        f"The budget fell by {c.randint(1, 60)}% to ${c.randint(2, 900)} million, officials said on June {c.randint(1, 30)}, {_year(c)}."
    ),
    lambda c: (
        f"{c.choice(_ONES).capitalize()} in {c.choice((20, 50, 100))} residents and {c.choice(_ONES)} hundred and {c.choice(_ONES)} visitors were searched."
    ),
    lambda c: (
        f"Between {_count(c)} and {_count(c)} {c.choice(_NOUNS)} were counted, or {c.randint(1, 40)}.{c.randint(0, 9)} per 100,000."
    ),
    lambda c: (
        f"One of the lawyers said the first hearing lasted {c.choice(_ONES)} hours; the second took {c.randint(10, 90)} minutes."
    ),
    lambda c: (
        f"They face {c.randint(2, 9)} to {c.randint(10, 30)} years under Section {c.randint(1, 400)}, {c.choice(_ONES)} times the norm."
    ),
    lambda c: (
        f"A fund of £{c.randint(1, 99)}.{c.randint(1, 9)}bn would reach hundreds of thousands of families, two-thirds of them in cities."
    ),
)


def measure(megabytes: float) -> Timing:
    """Time the search for number phrases and the yardstick, `re.findall(r"\\w+")`, over the same text."""
    text = prose(megabytes)
    started = time.process_time()
    words = len(_WORDS.findall(text))
    yardstick = time.process_time() - started
    started = time.process_time()
    found = len(find(text))
    seconds = time.process_time() - started
    if not words or not found:
        raise RuntimeError(f"prose must hold words and phrases (got {words} and {found})")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Timing(len(text) / _MEGABYTE, seconds, found, yardstick, peak)


def main(sizes: tuple[float, ...] = SIZES) -> bool:
    """Print a line a size, the smallest first; True if the time grows with the text and no faster."""
    find(prose(0.05))
    print(
        f'extract: find(text), against re.findall(r"\\w+") over the same text; CPU seconds of one core, seed {SEED}'
    )
    print(
        f"{'MB':>6} {'find s':>8} {'MB/s':>7} {'words s':>8} {'ratio':>6} {'phrases':>9} {'us each':>8} {'peak MiB':>9}"
    )
    timings = []
    for size in sorted(sizes):
        timing = measure(size)
        timings.append(timing)
        speed = timing.megabytes / timing.seconds
        print(
            f"{timing.megabytes:>6.0f} {timing.seconds:>8.2f} {speed:>7.2f} {timing.yardstick_seconds:>8.2f} "
            f"{timing.times_the_yardstick:>6.2f} {timing.phrases:>9} "
            f"{1e6 * timing.seconds / timing.phrases:>8.1f} {timing.peak_mebibytes:>9.0f}",
            flush=True,
        )
    first, last = timings[0], timings[-1]
    # Against the yardstick over the same text: whatever else the machine does slows both.
    slowing = last.times_the_yardstick / first.times_the_yardstick
    print(
        f"bound: linear (beside the yardstick, the longest text takes {slowing:.2f} times what the shortest does, at most {MOST_SLOWING:g})"
    )
    if last.megabytes / last.seconds < LEAST_MEGABYTES_A_SECOND:
        print(
            f"under {LEAST_MEGABYTES_A_SECOND:g} MB/s a core: {last.phrases / last.megabytes / 1000:.1f} phrases a kilobyte at "
            f"{1e6 * last.seconds / last.phrases:.0f} us each; the limit is the grammar, some ninety Python calls a phrase, none of them hot"
        )
    return slowing <= MOST_SLOWING


if __name__ == "__main__":
    sys.exit(not main(tuple(float(size) for size in sys.argv[1:]) or SIZES))

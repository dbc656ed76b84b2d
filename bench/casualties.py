"""How well tolls are fused, on simulated events whose toll is known: share covered by the 90 % and 50 % intervals, median error.

usage: casualties.py [--events N] [--seed S] [--mixed]

An event has 1 to 4 roots. Each counts with an error of 25 % that has heavier tails than the model believes (Student's t, 4 degrees of
freedom); one in ten tells of something else. Numbers are told as they are, in other words ("about", "at least", "over", "dozens"), or
of killed and injured together; with --mixed four in ten of the others count killed and captured together. Beside ours: the mean of the
numbers that are told.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping, Sequence
from statistics import mean, median

import numpy as np

from reportedly.reconcile.casualties import Estimate, fuse
from reportedly.reconcile.counted import CAPTURED, INJURED, KILLED, TOGETHER, Said

SPREAD, TAILS, OUTLIER = 0.25, 4, 0.1
BOTH, MIXED = "killed_or_captured", 0.4
Random = np.random.Generator
Truth = Mapping[str, int]
Row = tuple[bool, bool, float, float]


def event(random: Random) -> Truth:
    """Draw how many were killed, injured and captured."""
    killed = max(1, round(math.exp(random.normal(math.log(10), 1.3))))
    injured = max(0, round(killed * math.exp(random.normal(math.log(1.6), 0.9))))
    return {KILLED: killed, INJURED: injured, CAPTURED: max(1, round(math.exp(random.normal(math.log(10), 1.3))))}


def words(number: int, random: Random) -> tuple[int | None, int | None]:
    """Say a number: as it is, or in bounds around it."""
    form = random.choice(["plain", "about", "at least", "over", "dozens"], p=[0.55, 0.15, 0.15, 0.1, 0.05])
    if form == "about":
        return round(0.85 * number), round(1.15 * number)
    if form in {"at least", "over"} and number > 1:
        return math.ceil(number / random.uniform(1, 1.5)), None
    if form == "dozens" and 24 <= number < 100:  # noqa: PLR2004  the meaning of the word
        return 24, 99
    return number, number


def told(name: str, truth: Truth, random: Random, mixed: float = 0.0) -> list[Said]:
    """What a root tells; `mixed`: how often it counts killed and captured together."""
    counts = dict(event(random) if random.random() < OUTLIER else truth)
    if random.random() < OUTLIER:
        counts[TOGETHER] = counts.pop(KILLED) + counts.pop(INJURED)
    elif mixed and random.random() < mixed:
        counts[BOTH] = counts.pop(KILLED) + counts.pop(CAPTURED)
    heard = {what: round(number * math.exp(SPREAD * random.standard_t(TAILS))) for what, number in counts.items()}
    return [Said(name, what, *words(number, random)) for what, number in heard.items()]


def plain_mean(said: Sequence[Said], what: str) -> float | None:
    """What those get who take the mean of all numbers of a sort."""
    numbers = [
        bound for entry in said if entry.what == what for bound in [entry.low if entry.high is None else entry.high] if bound is not None
    ]
    return mean(numbers) if numbers else None


def error(number: float, truth: int) -> float:
    """The error in natural logarithms; nobody counts as half a person."""
    return abs(math.log(max(number, 0.5) / max(truth, 0.5)))


def row(estimate: Estimate, usual: float, truth: int) -> Row:
    """Whether the intervals hold the truth, our error, and that of the mean."""
    most, half = estimate.most, estimate.half
    return most[0] <= truth <= most[1], half[0] <= truth <= half[1], error(estimate.best, truth), error(usual, truth)


def main() -> None:
    """Simulate, fuse and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mixed", action="store_const", const=MIXED, default=0.0)
    asked = parser.parse_args()
    random = np.random.default_rng(asked.seed)
    rows: dict[str, list[Row]] = {KILLED: [], INJURED: [], CAPTURED: [], BOTH: []}
    for _ in range(asked.events):
        truth = event(random)
        said = [entry for root in range(random.integers(1, 5)) for entry in told(f"u_{root}", truth, random, asked.mixed)]
        toll = fuse(said)
        found = {KILLED: toll.killed, INJURED: toll.injured, CAPTURED: toll.captured, **dict(toll.mixed)} if toll else {}
        for what, estimate in found.items():
            usual = plain_mean(said, what)
            if estimate is not None and usual is not None:
                rows[what].append(row(estimate, usual, truth[what] if what in truth else truth[KILLED] + truth[CAPTURED]))
    print(f"events {asked.events}, seed {asked.seed}")
    for what, measured in ((what, measured) for what, measured in rows.items() if measured):
        most, half, ours, means = (list(column) for column in zip(*measured, strict=True))
        print(f"{what}: within the 90 % interval {mean(most):.1%}, within the 50 % interval {mean(half):.1%}; ", end="")
        print(f"median |ln error| {median(ours):.3f}, by the mean of the numbers {median(means):.3f}")


if __name__ == "__main__":
    main()

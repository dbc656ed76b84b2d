"""How well tolls are fused, on simulated events whose toll is known: share covered by the 90 % and 50 % intervals, median error.

usage: casualties.py [--events N] [--seed S]

An event has 1 to 4 roots. Each counts with an error of 25 % that has heavier tails than the model believes (Student's t, 4 degrees of
freedom); one in ten tells of something else. Numbers are told as they are, in other words ("about", "at least", "over", "dozens"), or
of killed and injured together. Beside ours: the mean of the numbers that are told.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from statistics import mean, median

import numpy as np

from reportedly.reconcile.casualties import INJURED, KILLED, TOGETHER, Said, fuse

SPREAD, TAILS, OUTLIER = 0.25, 4, 0.1
Random = np.random.Generator


def event(random: Random) -> tuple[int, int]:
    """Draw how many were killed and injured."""
    killed = max(1, round(math.exp(random.normal(math.log(10), 1.3))))
    return killed, max(0, round(killed * math.exp(random.normal(math.log(1.6), 0.9))))


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


def told(name: str, truth: tuple[int, int], random: Random) -> list[Said]:
    """What a root tells."""
    killed, injured = event(random) if random.random() < OUTLIER else truth
    counts = {TOGETHER: killed + injured} if random.random() < OUTLIER else {KILLED: killed, INJURED: injured}
    heard = {what: round(number * math.exp(SPREAD * random.standard_t(TAILS))) for what, number in counts.items()}
    return [Said(name, what, *words(number, random)) for what, number in heard.items()]


def plain_mean(said: Sequence[Said]) -> float | None:
    """What those get who take the mean of all numbers of killed."""
    numbers = [
        bound for entry in said if entry.what == KILLED for bound in [entry.low if entry.high is None else entry.high] if bound is not None
    ]
    return mean(numbers) if numbers else None


def error(number: float, truth: int) -> float:
    """The error in natural logarithms; nobody counts as half a person."""
    return abs(math.log(max(number, 0.5) / max(truth, 0.5)))


def main() -> None:
    """Simulate, fuse and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    random = np.random.default_rng(asked.seed)
    most: list[bool] = []
    half: list[bool] = []
    ours: list[float] = []
    means: list[float] = []
    while len(ours) < asked.events:
        truth = event(random)
        said = [entry for root in range(random.integers(1, 5)) for entry in told(f"u_{root}", truth, random)]
        toll, usual = fuse(said), plain_mean(said)
        if toll is None or toll.killed is None or usual is None:
            continue
        most.append(toll.killed.most[0] <= truth[0] <= toll.killed.most[1])
        half.append(toll.killed.half[0] <= truth[0] <= toll.killed.half[1])
        ours.append(error(toll.killed.best, truth[0]))
        means.append(error(usual, truth[0]))
    print(f"events {len(ours)}, seed {asked.seed}")
    print(f"killed within the 90 % interval {mean(most):.1%}, within the 50 % interval {mean(half):.1%}")
    print(f"median |ln error| of killed: {median(ours):.3f}, by the mean of the numbers {median(means):.3f}")


if __name__ == "__main__":
    main()

"""Draws that the standard library lacks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import accumulate
from random import Random
from typing import TypeVar

from simulator.records import DAY, Minutes

T = TypeVar("T")


def happens(random: Random, probability: float) -> bool:
    """Draw whether something happens."""
    return random.random() < probability


def poisson(random: Random, mean: float) -> int:
    """Draw a number of things that happen independently (Knuth's product of uniforms, in parts for large means)."""
    number = 0
    while mean > 30.0:  # noqa: PLR2004 - exp(-mean) must not vanish
        number, mean = number + poisson(random, 30.0), mean - 30.0
    least, product = math.exp(-mean), random.random()
    while product > least:
        number, product = number + 1, product * random.random()
    return number


def wait(random: Random, per_day: float) -> Minutes:
    """Draw the time until the next of things that happen so often a day; at least a minute."""
    return max(1, round(random.expovariate(per_day) * DAY))


def about(random: Random, median: Minutes, spread: float = 0.8) -> Minutes:
    """Draw a log-normal time by its median; at least a minute."""
    return max(1, round(median * math.exp(random.gauss(0.0, spread))))


def pick(random: Random, shares: Mapping[T, float]) -> T:
    """Draw a key by its share."""
    return random.choices(list(shares), cum_weights=list(accumulate(shares.values())))[0]

"""What roots say of how many, as likelihoods over the numbers that can be true.

The numbers lie on a grid: each up to 60, then in steps of 4 %. A root's number is the truth with a log-normal error, or tells nothing of it
(`outlier`); bounds are taken as said. What is expected before anything is said is broad (casualties-1.toml).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.counted import Said, card

EXACT_UP_TO = 60  # each number on the grid up to here, then steps of 4 %, a sixth of a root's error
STEP = 0.04
LARGEST = 30_000  # killed in one incident; the largest air raids of a world war are just above
Floats = NDArray[np.float64]


@lru_cache(maxsize=1)
def grid() -> tuple[Floats, Floats]:
    """The numbers of the grid, and what is expected of each pair before anything is said."""
    known = card()
    wide = np.exp(np.arange(np.log(EXACT_UP_TO) + STEP, np.log(LARGEST), STEP))
    values = np.concatenate([np.arange(EXACT_UP_TO + 1), np.unique(np.rint(wide))]).astype(float)
    edges = _edges(values[1:])
    killed = _cells(edges, np.log(known.killed), known.killed_spread)
    centres = np.log(np.maximum(values, 1) * known.injured_per_killed)
    injured = np.array([_cells(edges, centre, known.injured_spread) for centre in centres])
    first = np.concatenate([[known.none], (1 - known.none) * killed])
    given = np.hstack([np.full((len(values), 1), known.none), (1 - known.none) * injured])
    prior = first[:, None] * given + 1e-300
    return values, prior / prior.sum()


def posterior(said: Sequence[Said], prior: Floats, axes: Mapping[str, Floats]) -> Floats:
    """The probability of each cell of the grid; `axes` has the number that each cell stands for, by sort."""
    log = np.log(prior) + outspoken(said, prior, axes)
    weights = np.exp(log - log.max())
    return np.asarray(weights / weights.sum())


def outspoken(said: Sequence[Said], prior: Floats, axes: Mapping[str, Floats]) -> Floats:
    """The log-likelihood of what roots say in each cell; each root is an outlier in all that it says here, or in nothing."""
    log = np.zeros_like(prior)
    roots: defaultdict[str, list[Said]] = defaultdict(list)
    for entry in said:
        roots[entry.root].append(entry)
    for _, told in sorted(roots.items()):
        told_here = np.ones_like(prior)
        for entry in sorted(told, key=lambda entry: entry.what):
            told_here = told_here * likelihood(entry, axes[entry.what])
        # An outlier says what would be said of an event of which nothing else is known.
        blank = float((prior * told_here).sum())
        log += np.log((1 - card().outlier) * told_here + card().outlier * blank)
    return log


def likelihood(entry: Said, truth: Floats) -> Floats:
    """P(the number said lies within its bounds | the truth), without outliers."""
    low, high = said_range(entry)
    with np.errstate(divide="ignore"):
        centre = np.log(np.maximum(truth, 1e-9)) + entry.lean
        below = np.zeros_like(centre) if low <= 0 else _normal((np.log(low - 0.5) - centre) / card().spread)
        above = _normal((np.log(high + 0.5) - centre) / card().spread)
    return np.asarray(np.where(truth == 0, float(low <= 0), above - below) + 1e-12)


def said_range(entry: Said) -> tuple[float, float]:
    """The numbers that the words allow, both ends included; words with one bound, or none, reach as far as the card says."""
    known = card()
    if entry.low is None and entry.high is None:
        return known.heavy if known.heavy_words & set(entry.text.casefold().split()) else (1, LARGEST)
    if entry.high is None:
        return (entry.low or 0, max(known.open_above * (entry.low or 0), (entry.low or 0) + 1))
    if entry.low is None:
        return (np.floor(known.open_below * entry.high), entry.high)
    return (entry.low, entry.high)


def _normal(z: Floats) -> Floats:
    """The standard normal distribution function (Abramowitz and Stegun 1964, 7.1.26; absolute error below 1e-7)."""
    x = np.abs(z) / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * x)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail = 0.5 * series * np.exp(-np.minimum(x * x, 700.0))
    return np.asarray(np.where(z < 0, tail, 1 - tail))


def _edges(values: Floats) -> Floats:
    middles = (values[1:] + values[:-1]) / 2
    return np.concatenate([[values[0] - 0.5], middles, [values[-1] * 2]])


def _cells(edges: Floats, centre: float, spread: float) -> Floats:
    cells = np.diff(_normal((np.log(edges) - centre) / spread))
    return np.asarray(cells / cells.sum())

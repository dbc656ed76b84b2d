"""The toll of an incident: what its roots say of killed, injured and captured, fused.

A root gives one likelihood over (killed, injured), however often it is told again and with whatever changes on the way. Its number is
the truth with a log-normal error, or tells nothing of it (`outlier`); bounds are taken as said. "Killed or injured" bears on the sum
alone; how many were captured bears on nothing else. What is expected before anything is said is broad (casualties-1.toml). Nothing is
multiplied that is not independent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.counted import CAPTURED, FUSED, INJURED, KILLED, TOGETHER, Range, Said, card, spoken
from reportedly.terms.claim import Claim

EXACT_UP_TO = 60  # each number on the grid up to here, then steps of 4 %, a sixth of a root's error
STEP = 0.04
LARGEST = 30_000  # killed in one incident; the largest air raids of a world war are just above
HALF, MOST = 0.5, 0.9
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many people.

    Attributes:
        best: the median of what they can be; UCDP's "best", the most likely number.
        low: smallest number that a root gives and the 90 % interval allows, never above `best`; UCDP's "low". Where no root's number is
            within the interval, its lower end.
        high: largest such number, never below `best`; UCDP's "high".
        half: bounds within which the number lies with a probability of 50 %, both included.
        most: the same for 90 %.
    """

    best: int
    low: int
    high: int
    half: Range
    most: Range


@dataclass(frozen=True, slots=True)
class Version:
    """One number that roots give.

    Attributes:
        what: `killed`, `injured`, `killed_or_injured` or `captured`.
        low: smallest number that the words allow; None for no lower bound.
        high: largest number; None for no upper bound.
        roots: ids of the roots that give it, sorted.
        sides: ids of the parties that those who say so speak for, sorted; empty for neutral ones alone.
    """

    what: str
    low: int | None
    high: int | None
    roots: tuple[str, ...]
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """What an incident cost, as far as its claims say.

    Attributes:
        killed: how many were killed; None where no root says anything of that.
        injured: how many were injured; None as above.
        together: killed and injured together; None where no root says anything of either.
        captured: how many were taken prisoner or arrested; None where no root says anything of that.
        roots: how many roots give numbers.
        versions: what they give, side by side, those with most roots first within each sort.
        conflict: whether two versions of one sort cannot both be right.
    """

    killed: Estimate | None
    injured: Estimate | None
    together: Estimate | None
    captured: Estimate | None
    roots: int
    versions: tuple[Version, ...]
    conflict: bool


def toll(claims: Iterable[Claim]) -> Toll | None:
    """Fuse the numbers in the claims of one incident, with roots assigned; the order and copies of claims change nothing.

    Args:
        claims: the claims of one incident. What is denied gives no number.

    Returns:
        The toll; None where no claim counts killed or injured.
    """
    return fuse(spoken(claims))


def fuse(said: Sequence[Said]) -> Toll | None:
    """Fuse what roots say; None where they say nothing."""
    if not said:
        return None
    values, told = _grid()[0], {entry.what for entry in said}
    joint, axes = _grid()[1], (values[:, None], values[None, :])
    sums = axes[0] + axes[1]
    harmed = _posterior([s for s in said if s.what != CAPTURED], joint, {KILLED: axes[0], INJURED: axes[1], TOGETHER: sums})
    killed = _estimate(values, harmed.sum(axis=1), [s for s in said if s.what == KILLED]) if KILLED in told else None
    injured = _estimate(values, harmed.sum(axis=0), [s for s in said if s.what == INJURED]) if INJURED in told else None
    together = _together(harmed, said) if told - {CAPTURED} else None
    versions = _versions(said)
    return Toll(killed, injured, together, _captured(said), len({entry.root for entry in said}), versions, _conflict(versions))


def _captured(said: Sequence[Said]) -> Estimate | None:
    """How many were captured: expected as widely as killed, and independent of them."""
    values, joint = _grid()
    own = [entry for entry in said if entry.what == CAPTURED]
    return _estimate(values, _posterior(own, joint.sum(axis=1), {CAPTURED: values}), own) if own else None


def _posterior(said: Sequence[Said], prior: Floats, axes: Mapping[str, Floats]) -> Floats:
    """The probability of each cell of the grid; `axes` has the number that each cell stands for, by sort."""
    log = np.log(prior)
    roots: defaultdict[str, list[Said]] = defaultdict(list)
    for entry in said:
        roots[entry.root].append(entry)
    for _, told in sorted(roots.items()):
        likelihood = np.ones_like(prior)
        for entry in sorted(told, key=lambda entry: entry.what):
            likelihood = likelihood * _likelihood(entry, axes[entry.what])
        # An outlier says what would be said of an event of which nothing else is known.
        blank = float((prior * likelihood).sum())
        log += np.log((1 - card().outlier) * likelihood + card().outlier * blank)
    weights = np.exp(log - log.max())
    return np.asarray(weights / weights.sum())


def _likelihood(entry: Said, truth: Floats) -> Floats:
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


@lru_cache(maxsize=1)
def _grid() -> tuple[Floats, Floats]:
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


def _edges(values: Floats) -> Floats:
    middles = (values[1:] + values[:-1]) / 2
    return np.concatenate([[values[0] - 0.5], middles, [values[-1] * 2]])


def _cells(edges: Floats, centre: float, spread: float) -> Floats:
    cells = np.diff(_normal((np.log(edges) - centre) / spread))
    return np.asarray(cells / cells.sum())


def _together(posterior: Floats, said: Sequence[Said]) -> Estimate:
    values = _grid()[0]
    sums = (values[:, None] + values[None, :]).ravel()
    every, place = np.unique(sums, return_inverse=True)
    return _estimate(every, np.bincount(place, weights=posterior.ravel()).astype(float), [s for s in said if s.what == TOGETHER])


def _estimate(values: Floats, p: Floats, said: Sequence[Said]) -> Estimate:
    total = np.cumsum(p)
    best, half, most = int(values[_quantile(total, HALF)]), _interval(values, total, HALF), _interval(values, total, MOST)
    ends = [end for entry in said for end in (entry.low, entry.high) if end is not None and most[0] <= end <= most[1]]
    low, high = (min(ends), max(ends)) if ends else most
    return Estimate(best, min(low, best), max(high, best), half, most)


def _interval(values: Floats, total: Floats, share: float) -> Range:
    """Equal tails by the mid-distribution (Lancaster 1961): of whole numbers, plain quantiles would hold more than `share` on average."""
    middle = total - np.diff(total, prepend=0.0) / 2
    low, high = int(np.searchsorted(middle, (1 - share) / 2)), int(np.searchsorted(middle, (1 + share) / 2, side="right")) - 1
    best = _quantile(total, HALF)
    return int(values[min(low, best)]), int(values[max(high, best)])


def _quantile(total: Floats, share: float) -> int:
    return min(int(np.searchsorted(total, share - 1e-12)), len(total) - 1)


def _versions(said: Sequence[Said]) -> tuple[Version, ...]:
    groups: defaultdict[tuple[str, int | None, int | None], list[Said]] = defaultdict(list)
    for entry in said:
        groups[entry.what, entry.low, entry.high].append(entry)
    rows = [
        Version(*key, tuple(sorted({entry.root for entry in group})), tuple(sorted({side for entry in group for side in entry.sides})))
        for key, group in groups.items()
    ]
    return tuple(sorted(rows, key=lambda row: (FUSED.index(row.what), -len(row.roots), row.low or 0, row.high or 0)))


def _conflict(versions: Sequence[Version]) -> bool:
    """Whether two versions of one sort share no number."""
    by_sort: Mapping[str, list[tuple[float, float]]] = {what: [] for what in FUSED}
    for row in versions:
        by_sort[row.what].append((row.low or 0, np.inf if row.high is None else row.high))
    return any(max(low for low, _ in ranges) > min(high for _, high in ranges) for ranges in by_sort.values() if ranges)

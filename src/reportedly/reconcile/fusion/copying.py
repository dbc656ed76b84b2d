"""Who copies whom, as far as shared errors betray it, and how much a copy counts.

Sources that agree on what is true tell nothing of each other; those that agree on what is wrong, and rare, do (Dong, Berti-Équille and
Srivastava, PVLDB 2009, "Integrating conflicting data: the role of source dependence"). A pair is dependent with the probability that its
shared and unshared values give it; of claims that agree, one counts in full, each other by the probability that it is nobody's copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

import numpy as np

from reportedly.reconcile.fusion.model import Floats, Learned, Problem

COPIED = 0.8  # share of its values that a copier takes over (Dong et al. 2009 use the same)
DEPENDENT = 0.02  # probability, before anything is seen, that one of two sources copies the other
DOUBT = 0.15  # of the values thought wrong that may be true after all: what is thought true rests on sources that may be copiers
SHARED = 3  # objects that two sources must share: fewer cannot lift a pair above one in two unless all are wrong and rare
CROWD = 60  # claims that agree on one object, above which pairs are not weighed one by one: it is then common knowledge
Pair = tuple[int, int]


def weights(known: Problem, learned: Learned) -> Floats:
    """How much each claim counts, 0 to 1."""
    groups = _groups(known)
    dependent = _dependent(known, learned, groups)
    found = np.ones(len(known.source))
    if not dependent:
        return found
    rank = np.argsort(np.argsort(-np.bincount(known.source), kind="stable"), kind="stable")
    for claims in groups.values():
        ordered = sorted(claims, key=lambda claim: int(rank[known.source[claim]]))
        for place, claim in enumerate(ordered[:CROWD]):
            for other in ordered[:place]:
                found[claim] *= 1 - COPIED * dependent.get(_pair(known, claim, other), 0.0)
    return found


def _pair(known: Problem, claim: int, other: int) -> Pair:
    one, two = int(known.source[claim]), int(known.source[other])
    return (one, two) if one < two else (two, one)


def _groups(known: Problem) -> Mapping[tuple[int, int], list[int]]:
    """Claims that say the same of one object."""
    objects = np.searchsorted(known.first, known.pair, side="right")
    home = np.zeros(len(known.source), dtype=np.int64)
    home[known.claim] = objects
    groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for claim, place in enumerate(home):
        groups[int(place), int(known.value[claim])].append(claim)
    return groups


def _dependent(known: Problem, learned: Learned, groups: Mapping[tuple[int, int], list[int]]) -> Mapping[Pair, float]:
    """The probability that one of two sources copies the other, for pairs with more evidence for it than against."""
    evidence: defaultdict[Pair, float] = defaultdict(float)
    agreed: defaultdict[Pair, int] = defaultdict(int)
    common = _shared(known, groups)
    counts = np.bincount(known.value, weights=learned.wrong, minlength=known.values) + 1
    frequency = counts / counts.sum()
    for (_, value), claims in groups.items():
        if not 1 < len(claims) <= CROWD:
            continue
        wrong = min(float(learned.wrong[claims[0]]), 1 - DOUBT)
        for claim, other in combinations(claims, 2):
            pair = _pair(known, claim, other)
            error, right = float(learned.shares[pair[1], 2]), float(1 - learned.shares[pair[1], 2])
            evidence[pair] += _gain(wrong * error * float(frequency[value]) + (1 - wrong) * right)
            agreed[pair] += 1
    found = {}
    for pair, gain in evidence.items():
        if common[pair] >= SHARED:
            log = gain + (common[pair] - agreed[pair]) * np.log(1 - COPIED) + np.log(DEPENDENT / (1 - DEPENDENT))
            if log > 0:
                found[pair] = float(1 / (1 + np.exp(-log)))
    return found


def _gain(alone: float) -> float:
    """The log of how much likelier an agreement is when one copies than when both work alone, agreeing with probability `alone`."""
    return float(np.log((COPIED + (1 - COPIED) * alone) / max(alone, 1e-9)))


def _shared(known: Problem, groups: Mapping[tuple[int, int], list[int]]) -> Mapping[Pair, int]:
    """How many objects two sources both speak of."""
    by_object: defaultdict[int, set[int]] = defaultdict(set)
    for (place, _), claims in groups.items():
        by_object[place] |= {int(known.source[claim]) for claim in claims}
    counts: defaultdict[Pair, int] = defaultdict(int)
    for sources in by_object.values():
        if len(sources) <= CROWD:
            for pair in combinations(sorted(sources), 2):
                counts[pair] += 1
    return counts

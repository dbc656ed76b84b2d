"""No flood of like words counts for more than a cap, however many voices it has.

Words that say the same of a district within a bucket of time together keep a log-likelihood range of at most the cap (reconcile.md 2.4,
layer 3): a share e^-cap of such floods is taken to be one rumour that nobody checked.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item
from reportedly.reconcile.parameters import Parameters

Floats = NDArray[np.float64]


def clusters(items: Sequence[Item], parameters: Parameters, *, weak: bool) -> NDArray[np.int64]:
    """Number the clusters: items of one district and bucket that say the same of one party; -1 for items that are in none."""
    numbers: dict[tuple[str, int, str, str | None], int] = {}
    result = np.full(len(items), -1, dtype=np.int64)
    for row, item in enumerate(items):
        if weak and not parameters.trust[item.trust].weak:
            continue
        key = (item.place, int(item.moment // parameters.bucket_hours), item.code, item.party)
        result[row] = numbers.setdefault(key, len(numbers))
    return result


def temper(items: Sequence[Item], place: NDArray[np.int64], log: Floats, parameters: Parameters) -> Floats:
    """Scale down what each item says: by how surely it is about its place, then so that no cluster goes beyond its cap."""
    if not len(items):
        return log
    log = log * np.array([item.weight for item in items])[:, None]
    for weak, cap in ((True, parameters.cap_weak), (False, parameters.cap)):
        log = _capped(log, clusters(items, parameters, weak=weak), cap)
    return log


def _capped(log: Floats, cluster: NDArray[np.int64], cap: float) -> Floats:
    """Give each item what it adds to its cluster: the cluster's likelihood L so far counts as L + e^-cap of its maximum."""
    inside = np.flatnonzero(cluster >= 0)
    if not len(inside):
        return log
    order = inside[np.argsort(cluster[inside], kind="stable")]
    group = cluster[order]
    first = np.r_[True, group[1:] != group[:-1]]
    so_far = np.cumsum(log[order], axis=0)
    before = np.where(first[:, None], so_far - log[order], 0.0)
    start = np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))
    so_far -= before[start]
    held = np.log(np.exp(so_far - so_far.max(axis=1, keepdims=True)) + np.exp(-cap))
    earlier = np.zeros_like(held)
    earlier[1:] = held[:-1]
    result = log.copy()
    result[order] = held - np.where(first[:, None], 0.0, earlier)
    return result

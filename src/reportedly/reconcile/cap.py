"""No flood of like words counts for more than a cap, however many voices it has.

Words that say the same of a district within a bucket of time make a cluster. With a share e^-cap such a cluster is one rumour that
nobody checked, so its likelihood L counts as L + e^-cap of its maximum (docs/model.md, "What limits a flood"). The evidence in how
much is said lies below the cap too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item, gist
from reportedly.reconcile.parameters import Parameters

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


def clusters(items: Sequence[Item], card: Parameters, *, weak: bool) -> Rows:
    """Number the clusters: items of one district and bucket that say the same of one party.

    Args:
        items: the evidence.
        card: the model card.
        weak: whether only items of weak sources are in one; the others then get -1.
    """
    numbers: dict[tuple[str, int, str, str | None], int] = {}
    result = np.full(len(items), -1, dtype=np.int64)
    for row, item in enumerate(items):
        if not weak or card.trust[item.trust].weak:
            key = (item.place, int(item.moment // card.settings.bucket_hours), item.code, item.party or item.against)
            result[row] = numbers.setdefault(key, len(numbers))
    return result


def reports(items: Sequence[Item]) -> Rows:
    """Number the clusters of one report: what it tells of one district and one sort of event stands or falls with the report."""
    numbers: dict[tuple[str, str, str], int] = {}
    keys = [(item.place, item.claim.report.id, gist(item)) for item in items]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def capped(log: Floats, cluster: Rows, cap: float) -> Floats:
    """Give each item what it adds to its cluster, in the order of the items.

    Args:
        log: log-likelihood of each item by state.
        cluster: number of each item's cluster; -1 for items in none, which stay as they are.
        cap: largest log-likelihood range of a cluster, in nats.
    """
    inside = np.flatnonzero(cluster >= 0)
    if not len(inside):
        return log
    order = inside[np.argsort(cluster[inside], kind="stable")]
    group = cluster[order]
    first = np.concatenate([[True], group[1:] != group[:-1]])
    start = np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))
    so_far = np.cumsum(log[order], axis=0)
    so_far -= (so_far - log[order])[start]
    held = np.log(np.exp(so_far - so_far.max(axis=1, keepdims=True)) + np.exp(-cap))
    result = log.copy()
    result[order] = held
    result[order[1:]] -= np.where(first[1:, None], 0.0, held[:-1])
    return result

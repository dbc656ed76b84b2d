"""No flood of like words counts for more than a cap, however many voices it has.

Words that say the same of a district within a bucket of time make a cluster. With a small probability such a cluster is one rumour that
nobody checked, so its likelihood L counts as L + r of its maximum (docs/model.md, "What limits a flood"); r = 1 / (e^cap - 1) makes the
largest range of log-likelihoods the cap itself. The evidence in how much is said lies below the cap too.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item, admits, gist

Floats = NDArray[np.float64]
Rows = NDArray[np.int32]


def cluster_of(item: Item, bucket_hours: float) -> int:
    """Name the cluster of an item: items of one district and bucket that say the same of one party."""
    return _number(int(item.moment // bucket_hours), item.code, item.party or item.against)


def report_of(item: Item) -> int:
    """Name the cluster of a report: what it tells of one district and one sort of event stands or falls with the report.

    Who admits in it what the other side claims is a witness of his own.
    """
    return _number(item.claim.report, gist(item), admits(item))


def _number(*parts: str | int | None) -> int:
    """Number what makes a cluster, the same on every machine: among 10^6 of a district two share one with a probability below 10^-7."""
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=8).digest(), "big", signed=True)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Items put together by cluster.

    Attributes:
        order: rows of the items that are in a cluster, cluster by cluster, within each in the order of the items.
        start: for each of them the place in `order` at which its cluster starts.
    """

    order: Rows
    start: Rows


def grouped(cluster: Rows) -> Grouped:
    """Put items together by the number of their cluster; those with -1 are in none."""
    order = np.argsort(cluster, kind="stable")[int(np.count_nonzero(cluster < 0)) :].astype(np.int32)
    group = cluster[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = group[1:] != group[:-1]
    return Grouped(order, np.maximum.accumulate(np.where(first, np.arange(len(order), dtype=np.int32), 0)))


def capped(log: Floats, groups: Grouped, cap: float) -> Floats:
    """Give each item what it adds to its cluster, in the order of the items; those in none stay as they are.

    Args:
        log: log-likelihood of each item by state.
        groups: the clusters.
        cap: largest log-likelihood range of a cluster, in nats.
    """
    order, start = groups.order, groups.start
    if not len(order):
        return log
    own = np.take(log, order, axis=0)
    so_far = np.cumsum(own, axis=0)
    so_far -= np.take(so_far - own, start, axis=0)
    so_far -= largest(so_far)[:, None]
    np.exp(so_far, out=so_far)
    so_far += 1.0 / np.expm1(cap)
    held = np.log(so_far, out=so_far)
    later = start[1:] != np.arange(1, len(start))
    held[1:] -= held[:-1] * later[:, None]
    result = log.copy()
    result[order] = held
    return result


def largest(values: Floats) -> Floats:
    """The largest value of each row; over few columns much faster than asking numpy to reduce the rows."""
    most = values[..., 0].copy()
    for column in range(1, values.shape[-1]):
        np.maximum(most, values[..., column], out=most)
    return most

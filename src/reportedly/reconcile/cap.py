"""No flood of like words counts for more than a cap, however many voices it has.

Words that say the same of a district within a bucket of time make a cluster. With a small probability such a cluster is one rumour that
nobody checked, so its likelihood L counts as L + r of its maximum (docs/model.md, "What limits a flood"); r = 1 / (e^cap - 1) makes the
largest range of log-likelihoods the cap itself. The evidence in how much is said lies below the cap too.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item, admits, gist

Floats = NDArray[np.float64]
Rows = NDArray[np.int32]
FEW = 64  # items of a cluster up to which all clusters are walked through at once, item by item


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
    """Items put together by cluster, so that all clusters can be walked through at once.

    Attributes:
        order: rows of the items that are in a cluster: the first items of all clusters but the long ones, largest clusters first, then
            their second ones, and so on; then the long clusters, one after the other. The items of a cluster stay in their own order.
        ranks: how many clusters have a first item, a second one, and so on.
        long: how many items each of the long clusters has.
    """

    order: Rows
    ranks: tuple[int, ...]
    long: tuple[int, ...]


def grouped(cluster: Rows) -> Grouped:
    """Put items together by the number of their cluster; those with -1 are in none."""
    order = np.argsort(cluster, kind="stable")[int(np.count_nonzero(cluster < 0)) :]
    starts = np.flatnonzero(np.diff(cluster[order], prepend=-1))
    sizes = np.diff(starts, append=len(order))
    size, start = np.repeat(sizes, sizes), np.repeat(starts, sizes)
    rank = np.arange(len(order)) - start
    short = np.flatnonzero(size <= FEW)
    place = short[np.lexsort((start[short], -size[short], rank[short]))]
    ranks = np.bincount(rank[short])
    return Grouped(order[np.concatenate([place, np.flatnonzero(size > FEW)])].astype(np.int32), tuple(ranks), tuple(sizes[sizes > FEW]))


def capped(log: Floats, groups: Grouped, cap: float) -> Floats:
    """Give each item what it adds to its cluster, in the order of the items; those in none stay as they are.

    Args:
        log: log-likelihood of each item by state.
        groups: the clusters.
        cap: largest log-likelihood range of a cluster, in nats.
    """
    if not len(groups.order):
        return log
    held = np.take(log, groups.order, axis=0)
    _add_up(held, groups)
    held -= largest(held)[:, None]
    np.exp(held, out=held)
    held += 1.0 / np.expm1(cap)
    np.log(held, out=held)
    _take_apart(held, groups)
    result = log.copy() if len(held) < len(log) else np.empty_like(log)
    result[groups.order] = held
    return result


def _add_up(values: Floats, groups: Grouped) -> None:
    """Give each item the sum of its cluster up to it, in place."""
    start = 0
    for before, count in itertools.pairwise(groups.ranks):
        values[start + before : start + before + count] += values[start : start + count]
        start += before
    start = sum(groups.ranks)
    for size in groups.long:
        np.cumsum(values[start : start + size], axis=0, out=values[start : start + size])
        start += size


def _take_apart(values: Floats, groups: Grouped) -> None:
    """Give each item what it adds to the items before it, in place."""
    end = sum(groups.ranks)
    for before, count in itertools.pairwise(reversed((0, *groups.ranks))):
        end -= before
        if count:
            values[end : end + before] -= values[end - count : end - count + before]
    start = sum(groups.ranks)
    for size in groups.long:
        values[start + 1 : start + size] -= values[start : start + size - 1].copy()
        start += size


def peaks(log: Floats, groups: Grouped) -> float:
    """Add up the largest log-likelihoods of all clusters: what `capped`, whose results are up to a factor per cluster, leaves out."""
    if not len(groups.order):
        return 0.0
    held = np.take(log, groups.order, axis=0)
    _add_up(held, groups)
    most, total, start = largest(held), 0.0, 0
    for before, count in itertools.pairwise((*groups.ranks, 0)):  # the last items of their clusters stand behind those that go on
        total += float(most[start + count : start + before].sum())
        start += before
    ends = start + np.cumsum(groups.long, dtype=np.int64)
    return total + float(most[ends - 1].sum())


def largest(values: Floats) -> Floats:
    """The largest value of each row; over few columns much faster than asking numpy to reduce the rows."""
    most = values[..., 0].copy()
    for column in range(1, values.shape[-1]):
        np.maximum(most, values[..., column], out=most)
    return most

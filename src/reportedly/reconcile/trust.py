"""How truthful each source is: shares of truth, interest and noise, learned from what is public and pulled towards its class.

Expectation-maximisation of mixture weights with a Dirichlet prior (Dempster, Laird and Rubin 1977); the components stay fixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item
from reportedly.reconcile.parameters import Parameters

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
TINY = 1e-30


@dataclass(frozen=True, slots=True)
class Sources:
    """The first speakers of a theatre, and what their classes let expect.

    Attributes:
        keys: their keys.
        row: row of each item's source.
        group: number of each source's class and side; those of one group are expected to be alike.
        prior: expected shares of truth, of each party's interest, and of noise in their words, shape (sources, 2 + parties).
        strength: pseudo-claims behind what is expected of each.
    """

    keys: tuple[str, ...]
    row: Rows
    group: Rows
    prior: Floats
    strength: Floats

    def of(self, rows: Rows) -> Sources:
        """Keep the items with these rows; all sources stay."""
        return replace(self, row=self.row[rows])


def sources_of(items: Sequence[Item], parties: Sequence[str], card: Parameters) -> Sources:
    """Lay out the sources of items."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.source, item)
    rows = {key: row for row, key in enumerate(first)}
    groups: dict[tuple[str, str | None], int] = {}
    group = [groups.setdefault((item.trust, item.side), len(groups)) for item in first.values()]
    prior = np.array([_expected(item, parties, card) for item in first.values()]).reshape(len(first), len(parties) + 2)
    strength = np.array([card.trust[item.trust].strength for item in first.values()], dtype=float)
    row = np.array([rows[item.source] for item in items], dtype=np.int64)
    return Sources(tuple(first), row, np.array(group, dtype=np.int64), prior, strength)


def _expected(item: Item, parties: Sequence[str], card: Parameters) -> Floats:
    trust = card.trust[item.trust]
    sides = np.array([party == item.side for party in parties], dtype=float)
    if not sides.any():
        sides[:] = 1.0
    shares = np.array([trust.true, *(trust.partisan * sides / sides.sum()), trust.noise])
    return np.asarray(shares / shares.sum())


def of_items(shares: Floats, sources: Sources, fidelity: Floats) -> Floats:
    """Give the shares that hold for each item: its source's, less what hedges and retellings turn into noise."""
    mine = shares[sources.row] * fidelity[:, None]
    mine[:, -1] += 1.0 - fidelity
    return mine


def mixed(shares: Floats, table: Floats) -> Floats:
    """Compute the log-likelihood of each item by state from its likelihood by component and state, and the shares of components."""
    return np.asarray(np.log(np.maximum(np.matmul(shares[:, None, :], table)[:, 0, :], TINY)))


def learned(shares: Floats, sources: Sources, table: Floats, states: Floats, card: Parameters) -> Floats:
    """Learn the shares of each source, from those of its items and from how well each component foretold them in the states found."""
    if not len(table):
        return sources.prior
    duty = shares[:, :, None] * table
    duty /= np.maximum(duty.sum(axis=1, keepdims=True), TINY)
    count = np.zeros_like(sources.prior)
    np.add.at(count, sources.row, np.matmul(duty, states[:, :, None])[:, :, 0])
    result = count + sources.strength[:, None] * _pooled(sources, count, card)
    return np.asarray(result / result.sum(axis=1, keepdims=True))


def _pooled(sources: Sources, count: Floats, card: Parameters) -> Floats:
    """Pool what is learned within groups, so that new sources start from what their like have shown."""
    groups = int(sources.group.max()) + 1
    total = np.zeros((groups, count.shape[1]))
    np.add.at(total, sources.group, count)
    first = np.zeros_like(total)
    first[sources.group] = sources.prior
    total += card.settings.class_strength * first
    return np.asarray((total / total.sum(axis=1, keepdims=True))[sources.group])

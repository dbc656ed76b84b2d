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
TINY = 1e-30


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of truth, of each party's interest, and of noise in the words of each source.

    Attributes:
        sources: their keys.
        trust: class of each.
        row: row of each item's source.
        prior: expected shares before any word is weighed, shape (sources, 2 + parties).
        strength: pseudo-claims behind the prior, shape (sources,).
        now: shares as learned, shape (sources, 2 + parties).
        words: how many items each rests on.
    """

    sources: tuple[str, ...]
    trust: tuple[str, ...]
    row: NDArray[np.int64]
    prior: Floats
    strength: Floats
    now: Floats
    words: NDArray[np.int64]

    def mix(self, table: Floats) -> Floats:
        """Log-likelihood of each item by state, from its likelihood by component and state."""
        return np.asarray(np.log(np.maximum(np.einsum("ic,icz->iz", self.now[self.row], table), TINY)))


def first_shares(items: Sequence[Item], parties: Sequence[str], parameters: Parameters) -> Shares:
    """Lay out the sources of the items with what their classes let expect."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.source, item)
    rows = {name: row for row, name in enumerate(first)}
    row = np.array([rows[item.source] for item in items], dtype=np.int64)
    prior = np.array([_prior(item, parties, parameters) for item in first.values()]).reshape(len(first), len(parties) + 2)
    strength = np.array([parameters.trust[item.trust].strength for item in first.values()])
    trust = tuple(item.trust for item in first.values())
    return Shares(tuple(first), trust, row, prior, strength, prior, np.bincount(row, minlength=len(first)))


def _prior(item: Item, parties: Sequence[str], parameters: Parameters) -> Floats:
    trust = parameters.trust[item.trust]
    sides = np.array([party == item.side for party in parties], dtype=float)
    if not sides.any():
        sides[:] = 1.0
    shares = np.array([trust.true, *(trust.partisan * sides / sides.sum()), trust.noise])
    return np.asarray(shares / shares.sum())


def expected_shares(shares: Shares, table: Floats, states: Floats, parameters: Parameters) -> Shares:
    """Learn shares from how well each component foretold what was said, given the state probabilities at each item."""
    if not len(table):
        return shares
    weight = shares.now[shares.row][:, :, None] * table
    weight /= np.maximum(weight.sum(axis=1, keepdims=True), TINY)
    duty = np.einsum("icz,iz->ic", weight, states)
    count = np.zeros_like(shares.prior)
    np.add.at(count, shares.row, duty)
    by_class = _class_prior(shares, count, parameters)
    learned = count + shares.strength[:, None] * by_class
    return replace(shares, now=learned / learned.sum(axis=1, keepdims=True))


def _class_prior(shares: Shares, count: Floats, parameters: Parameters) -> Floats:
    """Pool what is learned within a class of sources that have the same expectation, so that new ones start from it."""
    pooled = np.array(shares.prior)
    keys = [(trust, tuple(np.round(prior, 9))) for trust, prior in zip(shares.trust, shares.prior, strict=True)]
    for key in sorted(set(keys)):
        members = np.array([key == other for other in keys])
        total = count[members].sum(axis=0) + parameters.extra["class_strength"] * shares.prior[members][0]
        pooled[members] = total / total.sum()
    return pooled

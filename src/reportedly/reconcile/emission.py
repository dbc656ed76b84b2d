"""How likely it is that something is said, given what holds: a mixture of truth, interest and noise.

For a source with shares w, P(word | state) = w_true P_true + sum over sides a of w_a P_partisan(a) + w_noise P_noise. What the states
mean is fixed; only who follows which component is learned (reconcile-findings, "what a builder should do", point 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item
from reportedly.reconcile.parameters import Parameters
from reportedly.reconcile.states import Part, States

Floats = NDArray[np.float64]
LEAVERS = frozenset({"withdrew", "surrendered", "lost"})


def components(items: Sequence[Item], parties: Mapping[str, int], space: States, parameters: Parameters) -> Floats:
    """Compute the likelihood of each item under each component and state, shape (items, 2 + parties, states).

    Component 0 is truth, 1 … parties are the interest of each party, the last is noise.
    """
    table = np.ones((len(items), parties_count(space) + 2, space.size))
    cache: dict[tuple[str, int, int], Floats] = {}
    for row, item in enumerate(items):
        named = _named(item, parties)
        other = parties.get(item.against or "", -1) if item.party else -1
        key = (item.code, named, other)
        if key not in cache:
            cache[key] = _likelihood(item.code, named, other, space, parameters)
        table[row] = cache[key]
    return table


def parties_count(space: States) -> int:
    """The number of parties of a state space."""
    return space.parties


def _named(item: Item, parties: Mapping[str, int]) -> int:
    return parties.get(item.party or "", -1)


def _likelihood(code: str, named: int, other: int, space: States, parameters: Parameters) -> Floats:
    """Likelihood by component and state of one thing said of one party; a party of number -1 is not named."""
    if named < 0:
        return _unnamed(code, other, space, parameters)
    row, phase = parameters.codes[code], space.phase
    part = space.part[:, named]
    true = parameters.truth[row, phase, part] / space.crowd[np.arange(space.size), part]
    partisan = [_interest(row, named, side, space, parameters) for side in range(space.parties)]
    noise = np.full(space.size, parameters.noise[row] / space.parties)
    table: Floats = np.stack([true, *partisan, noise])
    return table * _taker(code, other, space, parameters) if other >= 0 else table


def _interest(row: int, named: int, side: int, space: States, parameters: Parameters) -> Floats:
    part = space.part[:, side]
    share = 1.0 if named == side else 1.0 / max(1, space.parties - 1)
    table: Floats = parameters.partisan[row, int(named != side), space.phase, part] * share
    return table


def _taker(code: str, other: int, space: States, parameters: Parameters) -> Floats:
    """Weigh who is said to have come after those who left: it should be the one who holds."""
    if code not in LEAVERS:
        return np.ones(space.size)
    fits = space.part[:, other] == Part.HOLDER
    return np.where(fits, 1.0, parameters.extra["taker_wrong"])


def _unnamed(code: str, other: int, space: States, parameters: Parameters) -> Floats:
    """Leave open who is meant: the mean over the parties that it may be, all but the other side where that is named."""
    candidates = [party for party in range(space.parties) if party != other]
    tables = [_likelihood(code, party, -1, space, parameters) for party in candidates]
    table: Floats = np.mean(tables, axis=0)
    return table

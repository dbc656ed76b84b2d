"""How districts change between slots: rates from the model card and from who holds the neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.parameters import Rates
from reportedly.reconcile.states import Phase, States

Floats = NDArray[np.float64]
MOST_LEAVES = 0.9  # share of a state that may leave it within a slot, however high the rates
# What the first hours turn into.
COOLS = {Phase.TAKEN: Phase.FRESH, Phase.ONSET: Phase.CONTESTED, Phase.RELIEVED: Phase.SETTLED}
NOBODY_NEAR = 0.05  # share given to each party where no neighbour tells who is near, so that nothing is impossible


def steps(space: States, near: Floats, rates: Rates, days: float) -> Floats:
    """Build transition matrices over a slot.

    Args:
        space: the states.
        near: share of the neighbours held by each party, shape (…, parties).
        rates: per day.
        days: length of the slot.

    Returns:
        Matrices of shape (…, states, states); rows add up to 1.
    """
    change = _rates(space, rates) * days
    features = _features(space, near).reshape(-1, len(change))
    matrix = np.matmul(features, change.reshape(len(change), -1)).reshape(*near.shape[:-1], space.size, space.size)
    stay = matrix[..., np.arange(space.size), np.arange(space.size)]
    if stay.min(initial=0.0) < -MOST_LEAVES:
        matrix *= np.minimum(1.0, MOST_LEAVES / np.maximum(-stay, MOST_LEAVES))[..., None]
    matrix[..., np.arange(space.size), np.arange(space.size)] += 1.0
    return np.asarray(matrix)


def _features(space: States, near: Floats) -> Floats:
    """What rates are multiplied by: 1, the share of each party near, then, for each ordered pair, who of the others follows a holder."""
    weights = near + NOBODY_NEAR
    total = weights.sum(axis=-1)
    pairs = [weights[..., heir] / (total - weights[..., party]) for party, heir in _pairs(space)]
    return np.stack([np.ones(near.shape[:-1]), *np.moveaxis(near, -1, 0), *pairs], axis=-1)


def _pairs(space: States) -> list[tuple[int, int]]:
    return [(party, heir) for party in range(space.parties) for heir in range(space.parties) if party != heir]


def _rates(space: States, rates: Rates) -> Floats:
    """The rate of each transition for each feature, per day, shape (features, states, states); rows add up to 0."""
    pairs = {pair: 1 + space.parties + number for number, pair in enumerate(_pairs(space))}
    table = np.zeros((1 + space.parties + len(pairs), space.size, space.size))
    for state in range(space.size):
        for target, feature, rate in _exits(state, space, rates, pairs):
            table[feature, state, target] += rate
            table[feature, state, state] -= rate
    return table


def _exits(state: int, space: States, rates: Rates, pairs: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, int, float]]:
    """Give target, feature and rate of what leads out of a state."""
    owner, phase = int(space.owner[state]), Phase(int(space.phase[state]))
    others = [party for party in range(space.parties) if party != owner]
    if phase is Phase.RAID:
        inside = int(space.outcome[state])
        yield space.index(Phase.RELIEVED, owner), 0, rates.raid_end
        yield space.index(Phase.TAKEN, inside), 0, rates.raid_stays
    elif phase in {Phase.CONTESTED, Phase.ONSET}:
        early = rates.early if phase is Phase.ONSET else 1.0
        yield space.index(Phase.RELIEVED, owner), 0, early * rates.repel
        yield from ((space.index(Phase.TAKEN, party), pairs[owner, party], early * rates.capture) for party in others)
    else:
        yield from _quiet_exits(state, space, rates, pairs)
    if phase in COOLS:
        yield space.index(COOLS[phase], owner), 0, rates.cool


def _quiet_exits(state: int, space: States, rates: Rates, pairs: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, int, float]]:
    owner, phase = int(space.owner[state]), Phase(int(space.phase[state]))
    others = [party for party in range(space.parties) if party != owner]
    fresh = phase in {Phase.FRESH, Phase.TAKEN}
    yield space.index(Phase.ONSET, owner), 0, rates.attack
    if phase is Phase.FRESH:
        yield space.index(Phase.SETTLED, owner), 0, rates.settle
    for party in others:
        yield space.index(Phase.ONSET, owner), 1 + party, rates.attack_near
        # However many might come, a district is handed over as often; whoever is near is likeliest to come.
        yield space.index(Phase.TAKEN, party), pairs[owner, party], rates.handover
        if fresh:
            yield space.index(Phase.TAKEN, party), 0, rates.retake / len(others)
        yield space.index(Phase.TAKEN, party), 1 + party, rates.handover_near
        yield space.index(Phase.RAID, owner, party), 0, rates.raid
        yield space.index(Phase.RAID, owner, party), 1 + party, rates.raid_near


def ending(space: States, party: int, heir: int) -> Floats:
    """Build the transition of an instant at which a party ceases to be: what it held, or was being driven from, is its heir's."""
    matrix = np.eye(space.size)
    for state in np.flatnonzero((space.owner == party) | (space.outcome == party)):
        owner = int(space.owner[state])
        matrix[state] = 0.0
        matrix[state, space.index(Phase.SETTLED, heir if owner == party else owner)] = 1.0
    return matrix


def end_regime(matrices: Floats, change: Floats) -> None:
    """Follow each transition by that of an ending, in place: matrices of shape (…, states, states), the ending as `ending` builds it."""
    for state in np.flatnonzero(change.diagonal() == 0.0):
        matrices[..., int(change[state].argmax())] += matrices[..., state]
        matrices[..., state] = 0.0

"""How districts change between slots: rates from the model card and from who holds the neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.parameters import Rates
from reportedly.reconcile.states import Phase, States

Floats = NDArray[np.float64]
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
    matrix = np.zeros((*near.shape[:-1], space.size, space.size))
    for state in range(space.size):
        for target, rate in _exits(state, space, near, rates):
            matrix[..., state, target] += np.broadcast_to(rate, near.shape[:-1]) * days
    left = matrix.sum(axis=-1)
    matrix *= np.minimum(1.0, 0.9 / np.maximum(left, 1e-12))[..., None]
    matrix[..., np.arange(space.size), np.arange(space.size)] = 1.0 - matrix.sum(axis=-1)
    return matrix


def _exits(state: int, space: States, near: Floats, rates: Rates) -> list[tuple[int, Floats | float]]:
    owner, phase = int(space.owner[state]), Phase(int(space.phase[state]))
    if phase is Phase.RAID:
        inside = int(space.outcome[state])
        return [(space.index(Phase.SETTLED, owner), rates.raid_end), (space.index(Phase.FRESH, inside), rates.raid_stays)]
    others = [party for party in range(space.parties) if party != owner]
    if phase is Phase.CONTESTED:
        weights = {party: near[..., party] + NOBODY_NEAR for party in others}
        total = sum(weights.values())
        falls = [(space.index(Phase.FRESH, party), rates.capture * weights[party] / total) for party in others]
        return [(space.index(Phase.SETTLED, owner), rates.repel), *falls]
    hostile = sum((near[..., party] for party in others), np.zeros(near.shape[:-1]))
    exits: list[tuple[int, Floats | float]] = [(space.index(Phase.CONTESTED, owner), rates.attack + rates.attack_near * hostile)]
    handover = rates.handover + (rates.retake / len(others) if phase is Phase.FRESH else 0.0)
    exits += [(space.index(Phase.FRESH, party), handover + rates.handover_near * near[..., party]) for party in others]
    exits += [(space.index(Phase.RAID, owner, party), rates.raid + rates.raid_near * near[..., party]) for party in others]
    return [*exits, (space.index(Phase.SETTLED, owner), rates.settle)] if phase is Phase.FRESH else exits


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

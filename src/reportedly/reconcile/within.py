"""Words that are true of some moment within a time, not of its end: what they say of the state at its end.

"Fighting in the last three days" is taken to hold at their end, but may be over by then. Its likelihood given the state z at the end is
the mean, over moments within the last part of the time, of its likelihood given the state then, weighed by how likely that state came
before z. The likelihood of states before a state is that of the reversed chain of a district at a front, whatever was said, so that no
picture confirms itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.dynamics import steps
from reportedly.reconcile.evidence import Item
from reportedly.reconcile.parameters import Parameters
from reportedly.reconcile.states import States

Floats = NDArray[np.float64]
STEP_HOURS = 3.0
FORGETS = 4096  # steps after which a chain of these rates has forgotten its start


def stretch(item: Item, share: float) -> int:
    """Tell how long before its moment an item may have been true: a share of the time stated, in steps, to the nearest power of two."""
    since = item.claim.since
    if since is None:
        return 0
    wide = share * max(0.0, item.moment - since) / STEP_HOURS
    return 0 if wide < 0.5 else 2 ** max(0, round(float(np.log2(wide))))  # noqa: PLR2004 - half a step


class Spreading:
    """Means over the states within a stretch of time, by the state at its end."""

    def __init__(self, space: States, card: Parameters) -> None:
        self._space, self._card = space, card
        self._found: dict[int, Floats] = {0: np.eye(space.size)}

    def over(self, count: int) -> Floats:
        """Give the mean probability of each state within a stretch of so many steps, by the state at its end; rows add up to 1."""
        if count not in self._found:
            back, step = backwards(self._space, self._card), np.eye(self._space.size)
            total = step
            for _ in range(count):
                step = step @ back
                total = total + step
            self._found[count] = total / (count + 1)
        return self._found[count]


def backwards(space: States, card: Parameters) -> Floats:
    """Build the reversed chain of a district at a front: the probability of each state one step before, by state; rows add up to 1."""
    near = np.full((1, space.parties), 1.0 / space.parties)
    forward = steps(space, near, card.rates, STEP_HOURS / 24.0)[0]
    usual = np.linalg.matrix_power(forward, FORGETS)[0]
    joint = forward.T * usual[None, :]
    return np.asarray(joint / joint.sum(axis=1, keepdims=True))

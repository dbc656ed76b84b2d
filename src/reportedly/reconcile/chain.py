"""Forward-backward over slots of time, for all districts of a theatre at once.

Exact for the hidden Markov chain it is given (Rabiner 1989, section III); the tests compare it with the enumeration of all paths.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def forward_backward(start: Floats, steps: Floats, step_of: NDArray[np.int64], likelihood: Floats) -> Floats:
    """Compute the state probabilities of every slot and district given all that was said, shape (slots, districts, states).

    Args:
        start: probabilities in the first slot before anything was said, shape (districts, states).
        steps: transition matrices, shape (kinds of step, districts, states, states); rows add up to 1.
        step_of: which kind of step leads into each slot; its first entry is not used.
        likelihood: of what was said in each slot, shape (slots, districts, states), up to a factor per slot and district.
    """
    found = np.empty_like(likelihood)
    now = start * likelihood[0]
    found[0] = now = now / now.sum(axis=1, keepdims=True)
    for slot in range(1, len(likelihood)):
        now = np.matmul(now[:, None, :], steps[step_of[slot]])[:, 0, :] * likelihood[slot]
        now /= now.sum(axis=1, keepdims=True)
        found[slot] = now
    after = np.ones_like(now)
    for slot in range(len(likelihood) - 1, 0, -1):
        after = np.matmul(steps[step_of[slot]], (after * likelihood[slot])[:, :, None])[:, :, 0]
        after /= after.max(axis=1, keepdims=True)
        found[slot - 1] *= after
    found /= found.sum(axis=2, keepdims=True)
    return found

"""Forward-backward over slots of time, for all districts of a theatre at once.

Exact for the hidden Markov chain it is given (Rabiner 1989, section III); the tests compare it with the enumeration of all paths.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FEW = 4  # districts for which numpy takes longer to be called, slot by slot, than to multiply whole matrices for many slots at once


def forward_backward(start: Floats, steps: Floats, step_of: NDArray[np.int64], likelihood: Floats) -> Floats:
    """Compute the state probabilities of every slot and district given all that was said, shape (slots, districts, states).

    Args:
        start: probabilities in the first slot before anything was said, shape (districts, states).
        steps: transition matrices, shape (kinds of step, districts, states, states); rows add up to 1.
        step_of: which kind of step leads into each slot; its first entry is not used.
        likelihood: of what was said in each slot, shape (slots, districts, states), up to a factor per slot and district.
    """
    if likelihood.shape[1] <= FEW and len(likelihood) > 1:
        return _in_blocks(start, steps, step_of, likelihood)
    found = np.empty_like(likelihood)
    now = found[0]
    np.multiply(start, likelihood[0], out=now)
    now /= _sums(now)
    for slot in range(1, len(likelihood)):
        before, now = now, found[slot]
        np.matmul(before[:, None, :], steps[step_of[slot]], out=now[:, None, :])
        now *= likelihood[slot]
        now /= _sums(now)
    after = np.ones((*now.shape, 1))
    for slot in range(len(likelihood) - 1, 0, -1):
        after[:, :, 0] *= likelihood[slot]
        after = np.matmul(steps[step_of[slot]], after)
        after[:, :, 0] /= _sums(after[:, :, 0])
        before = found[slot - 1]
        before *= after[:, :, 0]
        before /= _sums(before)
    return found


def log_likelihood(start: Floats, steps: Floats, step_of: NDArray[np.int64], likelihood: Floats) -> Floats:
    """Compute the log-likelihood of all that was said of each district, shape (districts,); arguments as in `forward_backward`.

    The sum of the logarithms of the scale factors of the forward recursion (Rabiner 1989, equation 103).
    """
    now = start * likelihood[0]
    total = np.zeros(len(start))
    for slot in range(1, len(likelihood) + 1):
        scale = _sums(now)
        total += np.log(scale[:, 0])
        if slot < len(likelihood):
            now = np.matmul((now / scale)[:, None, :], steps[step_of[slot]])[:, 0, :]
            now *= likelihood[slot]
    return np.asarray(total)


def _sums(rows: Floats) -> Floats:
    """Add up rows. For short ones einsum takes a fifth of the time of numpy's sum, and it does not depend on how many rows there are."""
    return np.asarray(np.einsum("ij->i", rows))[:, None]


def _in_blocks(start: Floats, steps: Floats, step_of: NDArray[np.int64], likelihood: Floats) -> Floats:
    """Do the same for few districts: the products of the steps of a block of slots are taken for all blocks at once."""
    slots, districts, states = likelihood.shape
    length = int(np.ceil(np.sqrt(slots - 1)))
    blocks = -(-(slots - 1) // length)
    moves = np.empty((blocks * length, districts, states, states))
    moves[: slots - 1] = steps[step_of[1:]] * likelihood[1:, :, None, :]
    moves[slots - 1 :] = np.eye(states)
    moves = moves.reshape(blocks, length, districts, states, states)
    first = start * likelihood[0]
    forward = np.concatenate([first[None], _forward(first, moves).reshape(-1, districts, states)[: slots - 1]])
    backward = np.ones_like(likelihood)
    backward[:-1] = _backward(moves).reshape(-1, districts, states)[: slots - 1]
    found = forward * backward
    return np.asarray(found / found.sum(axis=2, keepdims=True))


def _forward(first: Floats, moves: Floats) -> Floats:
    """Probabilities after each move, up to a factor, shape (blocks, moves of a block, districts, states)."""
    products = moves.copy()
    for move in range(1, moves.shape[1]):
        np.matmul(products[:, move - 1], moves[:, move], out=products[:, move])
        products[:, move] /= products[:, move].max(axis=(2, 3), keepdims=True)
    starts = [first / first.sum(axis=1, keepdims=True)]
    for block in products[:-1, -1]:
        after = np.matmul(starts[-1][:, None, :], block)[:, 0, :]
        starts.append(after / after.sum(axis=1, keepdims=True))
    found = np.matmul(np.array(starts)[:, None, :, None, :], products)[..., 0, :]
    return np.asarray(found / found.sum(axis=-1, keepdims=True))


def _backward(moves: Floats) -> Floats:
    """Likelihood of all that follows by the state before each move, up to a factor; shape as in `_forward`."""
    products = moves.copy()
    for move in range(moves.shape[1] - 2, -1, -1):
        np.matmul(moves[:, move], products[:, move + 1], out=products[:, move])
        products[:, move] /= products[:, move].max(axis=(2, 3), keepdims=True)
    ends = [np.ones((*moves.shape[2:4], 1))]
    for block in products[:0:-1, 0]:
        before = np.matmul(block, ends[-1])
        ends.append(before / before.max(axis=1, keepdims=True))
    found = np.matmul(products, np.array(ends[::-1])[:, None])[..., 0]
    return np.asarray(found / found.max(axis=-1, keepdims=True))

"""What is believed of killed, injured and captured, where some numbers take in the captured ("12 killed or captured").

How many were killed and how many injured go together; how many were captured is expected to be independent of both, until somebody gives a
number of them all. Such numbers tie the captured to the killed, the injured or their sum: each tie passes on, to either side, what the
other is believed to be without it (sum-product: Kschischang, Frey and Loeliger, IEEE Trans. Inf. Theory 47, 2001). That is exact for ties
of one sort; ties of several sorts in one incident, which are rare, do not hear of each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.reconcile.counted import CAPTURED, INJURED, KILLED, MIXED, TOGETHER, Said
from reportedly.reconcile.tallies import Floats, grid, outspoken, posterior


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What is believed after all roots have spoken.

    Attributes:
        harmed: probability of each pair of numbers on the grid, killed by injured.
        captured: probability of each number of captured on the grid.
        mixed: for each sort of number that takes in the captured and that somebody gives, the numbers and their probabilities.
    """

    harmed: Floats
    captured: Floats
    mixed: Mapping[str, tuple[Floats, Floats]]


@dataclass(frozen=True, slots=True)
class _Tie:
    """Numbers of one sort that takes in the captured.

    Attributes:
        place: for each cell of killed by injured the place on the grid of the number that the sort counts beside the captured.
        weight: likelihood of each number beside the captured (rows) with each number of captured (columns).
    """

    place: np.ndarray
    weight: Floats

    def beside(self, harmed: Floats) -> Floats:
        """The probability of each number on the grid beside the captured."""
        return np.bincount(self.place.ravel(), weights=harmed.ravel(), minlength=len(self.weight)).astype(float)


def beliefs(said: Sequence[Said]) -> Beliefs:
    """Fuse what roots say; independent of its order."""
    values, prior = grid()
    killed, injured = values[:, None], values[None, :]
    axes = {KILLED: killed, INJURED: injured, TOGETHER: killed + injured}
    harmed = posterior([entry for entry in said if entry.what in axes], prior, axes)
    captured = posterior([entry for entry in said if entry.what == CAPTURED], prior.sum(axis=1), {CAPTURED: values})
    ties = {
        what: _tie(what, [entry for entry in said if entry.what == what]) for what in sorted({entry.what for entry in said} & set(MIXED))
    }
    heard, held = harmed, captured
    for tie in ties.values():
        heard = _scaled(heard * (tie.weight @ captured)[tie.place])
        held = _scaled(held * (tie.beside(harmed) @ tie.weight))
    return Beliefs(heard, held, {what: _summed(tie, harmed, captured) for what, tie in ties.items()})


def _tie(what: str, said: Sequence[Said]) -> _Tie:
    values, prior = grid()
    shape, killed, injured = prior.shape, np.arange(len(values))[:, None], np.arange(len(values))[None, :]
    nearest = np.searchsorted((values[1:] + values[:-1]) / 2, (values[:, None] + values[None, :]).ravel()).reshape(shape)
    place = {KILLED: np.broadcast_to(killed, shape), INJURED: np.broadcast_to(injured, shape), TOGETHER: nearest}[MIXED[what]]
    expected = np.bincount(place.ravel(), weights=prior.ravel(), minlength=len(values))[:, None] * prior.sum(axis=1)[None, :]
    return _Tie(place, np.exp(outspoken(said, expected, {what: values[:, None] + values[None, :]})))


def _summed(tie: _Tie, harmed: Floats, captured: Floats) -> tuple[Floats, Floats]:
    """The numbers that the captured and those beside them can come to, and their probabilities."""
    values = grid()[0]
    both = _scaled(tie.beside(harmed)[:, None] * tie.weight * captured[None, :])
    every, place = np.unique((values[:, None] + values[None, :]).ravel(), return_inverse=True)
    return every, np.bincount(place, weights=both.ravel()).astype(float)


def _scaled(p: Floats) -> Floats:
    return np.asarray(p / p.sum())

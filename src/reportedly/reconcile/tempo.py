"""The tempo of a theatre: how readily districts change hands there, and how much more is said of those that do.

The model card expects both of any war. What is public shows how far a theatre differs: two numbers are chosen from small grids by profile
likelihood, less a penalty for each step away from the card (docs/model.md, "The tempo of a theatre").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.parameters import Rates, Settings

Floats = NDArray[np.float64]
CHANGES = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0)
BURSTS = (0.0, 0.25, 0.5, 0.75, 1.0)
# What begins in a quiet district. How long fighting and raids last is theirs, not the theatre's.
BEGIN = ("attack", "attack_near", "handover", "handover_near", "raid", "raid_near")


@dataclass(frozen=True, slots=True)
class Tempo:
    """How a theatre differs from what the model card expects.

    Attributes:
        changes: factor on how often attacks, hand-overs and raids begin.
        bursts: exponent on how much more is said in each phase than of a settled district; 0 where as much is said of all.
    """

    changes: float = 1.0
    bursts: float = 1.0

    def rates(self, card: Rates) -> Rates:
        """Give the rates of the theatre, per day."""
        return replace(card, **{field.name: self.changes * getattr(card, field.name) for field in fields(card) if field.name in BEGIN})

    def said(self, card: Floats) -> Floats:
        """Give how much is said in each phase, relative to a settled district."""
        return np.asarray(card**self.bursts)

    def doubt(self, settings: Settings) -> float:
        """Give what speaks against this tempo before anything is heard, in nats: the negative logarithm of its prior, up to a constant.

        The prior is log-normal in changes and exponential in bursts, which may be the card's or fewer.
        """
        return settings.changes_doubt * float(np.log2(self.changes)) ** 2 + settings.bursts_doubt * (1.0 - self.bursts)


def likeliest(likelihood: Callable[[Tempo], float], settings: Settings) -> Tempo:
    """Choose a tempo: first how much more is said, then how readily districts change; each from what the card expects uphill.

    Args:
        likelihood: log-likelihood, in nats, of all that is public.
        settings: what speaks against other tempos than the card's.
    """
    known: dict[Tempo, float] = {}

    def worth(tempo: Tempo) -> float:
        if tempo not in known:
            known[tempo] = likelihood(tempo) - tempo.doubt(settings)
        return known[tempo]

    bursts = _uphill(BURSTS, lambda value: worth(Tempo(bursts=value)))
    return Tempo(_uphill(CHANGES, lambda value: worth(Tempo(value, bursts))), bursts)


def _uphill(grid: Sequence[float], worth: Callable[[float], float]) -> float:
    """Walk from 1 to a neighbour as long as that is better."""
    at = grid.index(1.0)
    for step in (-1, 1):
        while 0 <= at + step < len(grid) and worth(grid[at + step]) > worth(grid[at]):
            at += step
    return grid[at]

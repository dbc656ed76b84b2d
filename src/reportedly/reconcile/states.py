"""The hidden states of a district, and what part a party plays in each.

For the parties of one conflict a district is `settled` or `fresh` in the hands of p (fresh: it has just changed hands), `contested`
with p as its last holder, or `raid`ed: q is inside for hours in a district of p. Remembering the last holder makes "repelled" and
"recaptured" mean something; the raid keeps a short intrusion from counting as a change of hands. Much is said within hours of a
change and little later, so the first hours are states of their own: `taken` before fresh, `onset` before contested, `relieved` when
fighting or a raid has left the holder where it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray


class Phase(IntEnum):
    """The kinds of state."""

    SETTLED = 0
    FRESH = 1
    CONTESTED = 2
    RAID = 3
    TAKEN = 4  # the first hours of fresh
    ONSET = 5  # the first hours of contested
    RELIEVED = 6  # the first hours after fighting or a raid left the holder where it was


# What the first hours are where they are not told apart.
PLAIN = {Phase.TAKEN: Phase.FRESH, Phase.ONSET: Phase.CONTESTED, Phase.RELIEVED: Phase.SETTLED}


class Part(IntEnum):
    """The part a party plays in a state."""

    HOLDER = 0  # holds it; in a contested district, held it last; in a raided one, the raider
    OTHER = 1
    RAIDED = 2  # the holder whose district is being raided


@dataclass(frozen=True, slots=True)
class States:
    """The state space for a number of parties.

    Attributes:
        parties: how many parties there are; they are numbered from 0.
        phase: `Phase` of each state.
        owner: the party that owns the district when fighting and raids are left aside, per state.
        outcome: what a picture says in each state: the number of a party, or `parties` for contested.
        part: `Part` of each party in each state, shape (states, parties).
        crowd: how many parties play that part in that state, shape (states, parts); at least 1.
    """

    parties: int
    phase: NDArray[np.int64]
    owner: NDArray[np.int64]
    outcome: NDArray[np.int64]
    part: NDArray[np.int64]
    crowd: NDArray[np.float64]

    @property
    def size(self) -> int:
        """Count the states."""
        return len(self.phase)

    def index(self, phase: Phase, owner: int, raider: int = -1) -> int:
        """Find a state by its phase and its parties; where the first hours are not told apart, what they are the first hours of."""
        if phase in PLAIN and not (self.phase == phase).any():
            phase = PLAIN[phase]
        fits = (self.phase == phase) & (self.owner == owner)
        if phase is Phase.RAID:
            fits &= self.outcome == raider
        return int(np.flatnonzero(fits)[0])


@lru_cache(maxsize=16)
def states(parties: int, *, staged: bool = False) -> States:
    """Lay out the states for a number of parties: settled, fresh, contested for each, then raids for each ordered pair."""
    everyone = range(parties)
    rows = [(Phase.SETTLED, p, p) for p in everyone] + [(Phase.FRESH, p, p) for p in everyone]
    rows += [(Phase.CONTESTED, p, parties) for p in everyone]
    rows += [(Phase.RAID, p, q) for p in everyone for q in everyone if p != q]
    if staged:
        rows += [(Phase.TAKEN, p, p) for p in everyone] + [(Phase.ONSET, p, parties) for p in everyone]
        rows += [(Phase.RELIEVED, p, p) for p in everyone]
    phase, owner, outcome = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    part = np.full((len(rows), parties), int(Part.OTHER), dtype=np.int64)
    for state, (kind, holds, inside) in enumerate(rows):
        part[state, holds] = Part.RAIDED if kind is Phase.RAID else Part.HOLDER
        if kind is Phase.RAID:
            part[state, inside] = Part.HOLDER
    crowd = np.stack([(part == p).sum(axis=1) for p in Part], axis=1).astype(float)
    return States(parties, phase, owner, outcome, part, np.maximum(crowd, 1.0))

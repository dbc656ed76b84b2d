"""How likely it is that something is said, given what holds: a mixture of truth, interest and noise.

For a source with shares w, P(word | state) = w_true P_true + sum over sides a of w_a P_partisan(a) + w_noise P_noise. What the states
mean is fixed; only who follows which component is learned (docs/model.md, "What a claim is worth").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item
from reportedly.reconcile.parameters import Parameters, Settings
from reportedly.reconcile.states import Part, States
from reportedly.reconcile.within import Spreading, stretch

Floats = NDArray[np.float64]
# Row of the tables of words for each phase: what is said is the same in the first hours, only more of it.
WORDS_OF = np.array([0, 1, 2, 3, 1, 2, 4], dtype=np.int64)
LEAVERS = frozenset({"withdrew", "surrendered", "lost"})


# What is said, the numbers of who is named, of the other party and of whose side is spoken for (-1 for none), within how many steps.
Kind = tuple[str, int, int, int, int]


def kind_of(item: Item, parties: Mapping[str, int], card: Parameters) -> Kind:
    """Tell what is said, of whom, by whom and within what time, as far as it makes a difference."""
    named, other, side = (parties.get(party or "", -1) for party in (item.party, item.against, item.side))
    speaks = -1 if card.trust[item.trust].bystander else side
    return item.code, named, other, speaks, stretch(item, card.settings.window_share)


class Kinds:
    """How likely each kind of words is."""

    def __init__(self, space: States, parameters: Parameters) -> None:
        self._said = Words(space, parameters)
        self._spread = Spreading(space, parameters)
        self._tables: dict[Kind, Floats] = {}

    def tables(self, kinds: Sequence[Kind]) -> Floats:
        """Give the likelihood of each kind under each component and state, shape (kinds, 2 + parties, states).

        Component 0 is truth, 1 … parties are the interest of each party, the last is noise.
        """
        for kind in kinds:
            if kind not in self._tables:
                self._tables[kind] = self._said.likelihood(*kind[:-1]) @ self._spread.over(kind[-1]).T
        space = self._said.space
        return np.array([self._tables[kind] for kind in kinds]).reshape(len(kinds), space.parties + 2, space.size)


def loud(tables: Floats, tempo: Floats, settings: Settings) -> Floats:
    """Bring in how much is said: whoever follows the truth speaks the more the more goes on, others less so.

    Args:
        tables: likelihood of kinds of words by component and state, as `Kinds.tables` gives it.
        tempo: how much is said in each state relative to a settled district.
        settings: the exponents of this evidence.
    """
    exponent = np.full(tables.shape[1], settings.burst_others)
    exponent[0] = settings.burst_weight
    return np.asarray(tables * np.exp(exponent[:, None] * np.log(tempo)))


@dataclass(frozen=True, slots=True)
class Words:
    """How likely words are in a state space, by the tables of the model card. Parties are numbers; -1 stands for none."""

    space: States
    card: Parameters

    def likelihood(self, code: str, named: int, other: int, side: int) -> Floats:
        """Give the likelihood by component and state of `code` said of the party `named`, against `other`, by one who speaks for `side`."""
        if named < 0:
            return self._of_somebody(code, other, side)
        row = self.card.codes[code]
        truth = self._truth(row, named) if side < 0 else self._by_side(self.card.candid[row], named, side)
        partisan = [self._by_side(self._every_phase(row), named, party) for party in range(self.space.parties)]
        noise = np.full(self.space.size, self.card.noise[row] / self.space.parties)
        table: Floats = np.stack([truth, *partisan, noise])
        return table * self._taker(code, other)

    def _truth(self, row: int, named: int) -> Floats:
        part = self.space.part[:, named]
        table: Floats = self.card.truth[row, WORDS_OF[self.space.phase], part] / self.space.crowd[np.arange(self.space.size), part]
        return table

    def _every_phase(self, row: int) -> Floats:
        return np.repeat(self.card.partisan[row][:, None, :], self.card.truth.shape[1], axis=1)

    def _by_side(self, table: Floats, named: int, side: int) -> Floats:
        """Look up what a side says of itself, or of one of the others, by its own part in each state."""
        share = 1.0 if named == side else 1.0 / max(1, self.space.parties - 1)
        said: Floats = table[int(named != side), WORDS_OF[self.space.phase], self.space.part[:, side]] * share
        return said

    def _taker(self, code: str, other: int) -> Floats:
        """Weigh who is said to have come after those who left: it should be the one who holds."""
        if code not in LEAVERS or other < 0:
            return np.ones(self.space.size)
        return np.where(self.space.part[:, other] == Part.HOLDER, 1.0, self.card.settings.taker_wrong)

    def _of_somebody(self, code: str, other: int, side: int) -> Floats:
        """Leave open who is meant: the mean over the parties that it may be, all but the other side where that is named."""
        candidates = [party for party in range(self.space.parties) if party != other]
        table: Floats = np.mean([self.likelihood(code, party, -1, side) for party in candidates], axis=0)
        return table

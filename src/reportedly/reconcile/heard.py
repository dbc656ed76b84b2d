"""Evidence about a country in arrays, district by district, so that new claims change only the districts that they are about."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.cap import clusters, reports
from reportedly.reconcile.emission import Kinds
from reportedly.reconcile.evidence import Item, by_district
from reportedly.reconcile.parameters import Parameters
from reportedly.reconcile.states import states
from reportedly.reconcile.told import Told, Uttered
from reportedly.reconcile.trust import Callers, cells_of

Floats = NDArray[np.float64]
Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Heard:
    """All evidence about one district; sources and kinds of words by their rows in a `Hearing`, clusters by numbers of its own."""

    items: tuple[Item, ...]
    words: Uttered
    source: Rows
    kind: Rows
    fidelity: Floats


class Hearing:
    """The evidence about a country in numbers, district by district: new claims change only the districts that they are about."""

    def __init__(self, parties: tuple[str, ...], card: Parameters) -> None:
        self.parties = parties
        self._card = card
        self._number = {name: number for number, name in enumerate(parties)}
        self._kinds = Kinds(self._number, states(len(parties), staged=card.settings.staged), card)
        self._callers = Callers(parties, card)
        self._heard: dict[str, Heard] = {}

    def put(self, district: str, items: Sequence[Item]) -> None:
        """Take the items about a district, in the order in which they became public, in place of those taken before.

        Items about parties that are not told apart are left out.
        """
        kept = tuple(item for item in items if _usable(item, self._number))
        words = Uttered(
            place=np.zeros(len(kept), dtype=np.int32),
            moment=np.array([item.moment for item in kept], dtype=float),
            known=np.array([item.known for item in kept], dtype=float),
            ends=np.array([item.ends for item in kept], dtype=float),
            weight=np.array([item.weight for item in kept], dtype=float),
            cell=np.zeros(len(kept), dtype=np.int32),
            weak=clusters(kept, self._card, weak=True),
            like=clusters(kept, self._card, weak=False),
            report=reports(kept),
            loud=np.array([item.code != "holds" for item in kept], dtype=bool),
            item=np.arange(len(kept), dtype=np.int32),
        )
        source, kind = self._callers.rows(district, kept), self._kinds.rows(kept)
        fidelity = np.array([item.fidelity for item in kept], dtype=float)
        self._heard[district] = Heard(kept, words, source, kind, fidelity)

    def told(self, districts: Sequence[str]) -> Told:
        """Give the evidence about some districts, numbered in the order given."""
        heard = [found for name in districts if (found := self._heard.get(name)) is not None]
        rows = [row for row, name in enumerate(districts) if name in self._heard]
        parts = [one.words for one in heard]
        source, kind = (_rows([getattr(one, name) for one in heard]) for name in ("source", "kind"))
        cells, cell = cells_of(source, kind, _joined([one.fidelity for one in heard]))
        words = Uttered(
            place=np.repeat(np.array(rows, dtype=np.int32), [part.count for part in parts]),
            moment=_joined([part.moment for part in parts]),
            known=_joined([part.known for part in parts]),
            ends=_joined([part.ends for part in parts]),
            weight=_joined([part.weight for part in parts]),
            cell=cell,
            weak=_apart([part.weak for part in parts]),
            like=_apart([part.like for part in parts]),
            report=_apart([part.report for part in parts]),
            loud=np.concatenate([np.zeros(0, dtype=bool), *(part.loud for part in parts)]),
            item=_apart([part.item for part in parts]),
        )
        items = tuple(itertools.chain.from_iterable(one.items for one in heard))
        return Told(items, self._card, words, self._kinds.tables(), cells, self._callers.sources())


def told(items: Sequence[Item], districts: Sequence[str], parties: tuple[str, ...], card: Parameters) -> Told:
    """Put evidence into arrays; items about districts or parties that are not of the theatre are left out."""
    hearing = Hearing(parties, card)
    for name, mine in by_district(items).items():
        hearing.put(name, mine)
    return hearing.told(districts)


def _usable(item: Item, parties: Mapping[str, int]) -> bool:
    """Whether an item names nobody, or somebody who is told apart."""
    named = [party for party in (item.party, item.against) if party]
    return not named or any(party in parties for party in named)


def _joined(columns: Sequence[Floats]) -> Floats:
    return np.concatenate([np.zeros(0), *columns])


def _rows(columns: Sequence[Rows]) -> Rows:
    return np.concatenate([np.zeros(0, dtype=np.int32), *columns])


def _apart(columns: Sequence[Rows]) -> Rows:
    """Join numbers of several districts so that each stays the number of one thing; -1 stays -1."""
    sizes = [int(column.max(initial=-1)) + 1 for column in columns]
    shifts = np.cumsum([0, *sizes])[:-1]
    shifted = [np.where(column < 0, column, column + shift) for column, shift in zip(columns, shifts, strict=True)]
    return np.concatenate([np.zeros(0, dtype=np.int32), *shifted]).astype(np.int32)

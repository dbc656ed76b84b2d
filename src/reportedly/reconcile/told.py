"""Evidence about one theatre in arrays: what does not depend on the time K at which it is looked at is computed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.cap import clusters, reports
from reportedly.reconcile.emission import kinds_of
from reportedly.reconcile.evidence import Item
from reportedly.reconcile.labels import Voice, voice_of
from reportedly.reconcile.parameters import Parameters
from reportedly.reconcile.states import States, states
from reportedly.reconcile.trust import Cells, Sources, cells_of, sources_of

Floats = NDArray[np.float64]
Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Theatre:
    """What is fixed about a conflict.

    Attributes:
        districts: ids of the districts, in the order of every array.
        parties: ids of the parties, in the order of every array.
        near: whether two districts are neighbours, a symmetric matrix.
        first: expected holder of each district before any claim, shape (districts, parties); rows add up to 1.
        endings: regimes that end: number of the party, hours since 1970, UTC, and number of its heir.
    """

    districts: tuple[str, ...]
    parties: tuple[str, ...]
    near: NDArray[np.bool_]
    first: Floats
    endings: tuple[tuple[int, float, int], ...] = ()

    @property
    def space(self) -> States:
        """The states of a district of this theatre."""
        return states(len(self.parties))


@dataclass(frozen=True, slots=True)
class Uttered:
    """What was said, in numbers: district by district, in each in the order in which it became public.

    Attributes:
        place: row of each item's district.
        moment: hours since 1970, UTC, at which each item is taken to hold.
        known: hours since 1970, UTC, from which each item counts.
        ends: hours since 1970, UTC, from which each item counts no more.
        weight: exponent of each item's likelihood.
        cell: row of each item's source, words and fidelity in `Told.cells`.
        weak: cluster of each item among those of weak sources; -1 for others.
        like: cluster of each item among all.
        report: cluster of each item among those of its report.
        loud: whether each item tells of fighting or a change.
        item: row of each item in `Told.items`.
    """

    place: Rows
    moment: Floats
    known: Floats
    ends: Floats
    weight: Floats
    cell: Rows
    weak: Rows
    like: Rows
    report: Rows
    loud: NDArray[np.bool_]
    item: Rows

    @property
    def count(self) -> int:
        """Count the items."""
        return len(self.place)

    def public(self, known: float) -> Uttered:
        """Keep what was public, and not taken back, at `known` (hours since 1970, UTC)."""
        kept = (self.known <= known) & (known < self.ends)
        return self if kept.all() else self.only(np.flatnonzero(kept))

    def only(self, rows: NDArray[np.int64]) -> Uttered:
        """Keep the items with these rows."""
        return Uttered(*(getattr(self, name)[rows] for name in Uttered.__slots__))


@dataclass(frozen=True, slots=True)
class Told:
    """All evidence about a theatre.

    Attributes:
        items: the evidence, in the order of the words.
        voices: the first speaker of each item.
        words: the same in numbers.
        tables: likelihood of each kind of words by component and state (see `emission`).
        cells: words of one source that say the same with the same fidelity.
        sources: the first speakers, and what their classes let expect.
    """

    items: tuple[Item, ...]
    voices: tuple[Voice, ...]
    words: Uttered
    tables: Floats
    cells: Cells
    sources: Sources

    def public(self, known: float) -> Told:
        """Keep what was public, and not taken back, at `known` (hours since 1970, UTC)."""
        return replace(self, words=self.words.public(known))

    def about(self, districts: Sequence[int]) -> Told:
        """Keep what is about the districts with these rows, which are then numbered anew from 0 in the order given."""
        ends = np.searchsorted(self.words.place, [(row, row + 1) for row in districts]).reshape(-1, 2)
        mine = self.words.only(np.concatenate([np.zeros(0, dtype=np.int64), *(np.arange(*pair) for pair in ends)]))
        place = np.repeat(np.arange(len(ends), dtype=np.int32), ends[:, 1] - ends[:, 0])
        used, cell = np.unique(mine.cell, return_inverse=True)
        return replace(self, words=replace(mine, place=place, cell=cell.astype(np.int32)), cells=self.cells.only(used))

    def item(self, row: int) -> Item:
        """The item behind a row of the words."""
        item: Item = self.items[self.words.item[row]]
        return item

    def voice(self, row: int) -> Voice:
        """The first speaker behind a row of the words."""
        voice: Voice = self.voices[self.words.item[row]]
        return voice


def told(items: Sequence[Item], theatre: Theatre, card: Parameters) -> Told:
    """Put evidence into arrays; items about districts or parties that are not of the theatre are left out."""
    rows = {name: row for row, name in enumerate(theatre.districts)}
    parties = {name: number for number, name in enumerate(theatre.parties)}
    usable = [item for item in items if item.place in rows and _usable(item, parties)]
    sources, source = sources_of(usable, theatre.parties, card)
    order = sorted(range(len(usable)), key=lambda number: rows[usable[number].place])
    kept = tuple(usable[number] for number in order)
    kind, tables = kinds_of(kept, parties, theatre.space, card)
    cells, cell = cells_of(source[order], kind, np.array([item.fidelity for item in kept], dtype=float))
    words = Uttered(
        place=np.array([rows[item.place] for item in kept], dtype=np.int32),
        moment=np.array([item.moment for item in kept], dtype=float),
        known=np.array([item.known for item in kept], dtype=float),
        ends=np.array([item.ends for item in kept], dtype=float),
        weight=np.array([item.weight for item in kept], dtype=float),
        cell=cell,
        weak=clusters(kept, card, weak=True),
        like=clusters(kept, card, weak=False),
        report=reports(kept),
        loud=np.array([item.code != "holds" for item in kept], dtype=bool),
        item=np.arange(len(kept), dtype=np.int32),
    )
    return Told(kept, tuple(voice_of(item, card) for item in kept), words, tables, cells, sources)


def _usable(item: Item, parties: Mapping[str, int]) -> bool:
    """Whether an item names nobody, or somebody who is told apart."""
    named = [party for party in (item.party, item.against) if party]
    return not named or any(party in parties for party in named)

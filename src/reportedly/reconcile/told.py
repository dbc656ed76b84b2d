"""Evidence about one theatre in arrays: what does not depend on the time K at which it is looked at is computed once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item
from reportedly.reconcile.labels import Voice, voice_of
from reportedly.reconcile.parameters import Parameters
from reportedly.reconcile.states import States, states
from reportedly.reconcile.trust import Cells, Sources

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
        staged: whether the first hours after a change are states of their own.
    """

    districts: tuple[str, ...]
    parties: tuple[str, ...]
    near: NDArray[np.bool_]
    first: Floats
    endings: tuple[tuple[int, float, int], ...]
    staged: bool

    def only(self, rows: NDArray[np.int64]) -> Theatre:
        """Keep the districts with these rows."""
        names = tuple(self.districts[row] for row in rows.tolist())
        return replace(self, districts=names, near=self.near[np.ix_(rows, rows)], first=self.first[rows])

    @property
    def space(self) -> States:
        """The states of a district of this theatre."""
        return states(len(self.parties), staged=self.staged)


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
        teaches: whether each item is all but surely about its district, so that something is learned from it.
        vague: whether each item may be about other districts.
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
    teaches: NDArray[np.bool_]
    vague: NDArray[np.bool_]
    item: Rows

    @property
    def count(self) -> int:
        """Count the items."""
        return len(self.place)

    def public(self, known: float) -> Uttered:
        """Keep what was public, and not taken back, at `known` (hours since 1970, UTC)."""
        kept = (self.known <= known) & (known < self.ends)
        return self if kept.all() else self.only(np.flatnonzero(kept))

    def teaching(self) -> Uttered:
        """Keep that from which something is learned."""
        return self if self.teaches.all() else self.only(np.flatnonzero(self.teaches))

    def within(self, start: float, end: float, kept: float) -> Uttered:
        """Keep what holds between two instants (hours since 1970, UTC), and what was last told of each district before.

        Args:
            start: the first instant.
            end: the last one.
            kept: of what was told before, that which lies within so many hours of the last word about its district.
        """
        if self.count == 0 or (self.moment.min() >= start and self.moment.max() <= end):
            return self
        before = self.moment < start
        last = np.full(int(self.place.max()) + 1, -np.inf)
        np.maximum.at(last, self.place[before], self.moment[before])
        fresh = before & (self.moment >= last[self.place] - kept)
        return self.only(np.flatnonzero((~before | fresh) & (self.moment <= end)))

    def about(self, districts: NDArray[np.int64]) -> Uttered:
        """Keep what is about the districts with these rows, in ascending order, which are numbered anew."""
        found = np.minimum(np.searchsorted(districts, self.place), len(districts) - 1)
        rows = np.flatnonzero(districts[found] == self.place)
        return replace(self.only(rows), place=found[rows].astype(np.int32))

    def only(self, rows: NDArray[np.int64]) -> Uttered:
        """Keep the items with these rows."""
        return Uttered(*(getattr(self, name)[rows] for name in Uttered.__slots__))


@dataclass(frozen=True, slots=True)
class Told:
    """All evidence about a theatre.

    Attributes:
        items: the evidence, in the order of the words; empty where numbers alone are asked for.
        card: the model card.
        words: the same in numbers.
        tables: likelihood of each kind of words by component and state (see `emission`).
        cells: words of one source that say the same with the same fidelity.
        sources: the first speakers, and what their classes let expect.
    """

    items: tuple[Item, ...]
    card: Parameters
    words: Uttered
    tables: Floats
    cells: Cells
    sources: Sources

    def public(self, known: float) -> Told:
        """Keep what was public, and not taken back, at `known` (hours since 1970, UTC)."""
        return replace(self, words=self.words.public(known))

    def spoken(self) -> Rows:
        """Count the districts that each source has spoken of."""
        words, places = self.words, int(self.words.place.max(initial=0)) + 1
        pairs = np.unique(self.cells.source[words.cell].astype(np.int64) * places + words.place)
        return np.bincount(pairs // places, minlength=len(self.sources.keys)).astype(np.int32)

    def only_by(self, sources: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Tell which words are by sources of which this holds."""
        return np.asarray(sources[self.cells.source[self.words.cell]])

    def compact(self) -> Told:
        """Keep the cells and sources that the words have."""
        cells, cell = np.unique(self.words.cell, return_inverse=True)
        kept = self.cells.only(cells)
        sources, source = np.unique(kept.source, return_inverse=True)
        words = replace(self.words, cell=cell.astype(np.int32))
        return replace(self, words=words, cells=replace(kept, source=source.astype(np.int32)), sources=self.sources.only(sources))

    def item(self, row: int) -> Item:
        """The item behind a row of the words."""
        item: Item = self.items[self.words.item[row]]
        return item

    def voice(self, row: int) -> Voice:
        """The first speaker behind a row of the words."""
        return voice_of(self.item(row), self.card)

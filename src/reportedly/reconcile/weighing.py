"""What all words together say of each slot of each district, and where the words of each source fall: the two sums over all claims.

Both walk over the claims in parts that a processor's cache holds, by two threads where there are many. Sums are taken in a fixed order,
so that the result does not depend on how many threads there are.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.cap import Grouped, capped, grouped, peaks
from reportedly.reconcile.field import Clock
from reportedly.reconcile.parameters import Settings
from reportedly.reconcile.told import Uttered

Floats = NDArray[np.float64]
Rows = NDArray[np.int32]
Given = TypeVar("Given")
Made = TypeVar("Made")
PART = 1 << 13  # items at a time: half a megabyte for each number by state
THREADS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """Some districts, with all their items.

    Attributes:
        rows: rows of the items.
        spots: which of the spots touched they fall on.
        by_spot: the items, spot by spot, counted from the first of `rows`.
        starts: where each spot starts in `by_spot`.
        new: clusters of words of weak sources without a record.
        weak: clusters of words of weak sources.
        report: clusters of words of one report.
        like: clusters of like words.
    """

    rows: slice
    spots: slice
    by_spot: Rows
    starts: Rows
    new: Grouped
    weak: Grouped
    report: Grouped
    like: Grouped

    def caps(self, settings: Settings) -> tuple[tuple[Grouped, float], ...]:
        """The clusters that share a cap, and the cap in nats, in the order in which they are held to it."""
        alike = (self.report, settings.cap_report), (self.like, settings.cap)
        return (self.new, settings.cap_new), (self.weak, settings.cap_weak), *alike


@dataclass(frozen=True, slots=True)
class Placed:
    """Items placed in slots.

    Attributes:
        parts: the items, some districts at a time.
        spots: slot and district that items fall on, as `slot * districts + district`, district by district.
        by_cell: for each item, cell by cell, what it falls on.
        starts: where each cell starts in `by_cell`.
        cells: the cells that have items.
    """

    parts: tuple[Part, ...]
    spots: NDArray[np.int64]
    by_cell: NDArray[np.int64]
    starts: NDArray[np.int64]
    cells: Rows


def placed(words: Uttered, new: NDArray[np.bool_], clock: Clock, districts: int) -> Placed:
    """Place items in slots.

    Args:
        words: the items.
        new: whether each is by a source without a record.
        clock: the slots.
        districts: how many districts there are.
    """
    slot = clock.slots(words.moment)
    keys, spot = np.unique(words.place * np.int64(clock.count) + slot, return_inverse=True)
    place, when = np.divmod(keys, clock.count)
    order = np.argsort(words.cell, kind="stable")
    cells, starts = np.unique(words.cell[order], return_index=True)
    by_cell = (slot * districts + words.place)[order]
    parts = tuple(_parts(words, np.where(new, words.weak, -1).astype(np.int32), spot))
    return Placed(parts, when * districts + place, by_cell, starts, cells)


def _parts(words: Uttered, new: Rows, spot: NDArray[np.int64]) -> Iterable[Part]:
    start = 0
    while start < words.count:
        last = words.place[min(start + PART, words.count) - 1]
        end = int(np.searchsorted(words.place, last, side="right"))
        by_spot = np.argsort(spot[start:end], kind="stable").astype(np.int32)
        spots, starts = np.unique(spot[start:end][by_spot], return_index=True)
        groups = (grouped(cluster[start:end]) for cluster in (new, words.weak, words.report, words.like))
        yield Part(slice(start, end), slice(int(spots[0]), int(spots[-1]) + 1), by_spot, starts.astype(np.int32), *groups)
        start = end


@dataclass(frozen=True, slots=True)
class Spoken:
    """What items say of their districts.

    Attributes:
        cells: log-likelihood of each cell by state, with the evidence in how much is said.
        rows: rows of the items that may be about other districts, sorted.
        softened: log-likelihood of those by state, shape (rows, states).
    """

    cells: Floats
    rows: NDArray[np.int64]
    softened: Floats

    @classmethod
    def plainly(cls, cells: Floats) -> Spoken:
        """Take every item as about its own district, as far as its weight goes."""
        return cls(cells, np.zeros(0, dtype=np.int64), np.zeros((0, cells.shape[1])))

    def of(self, words: Uttered, rows: slice) -> Floats:
        """Give the log-likelihood of some items by state, scaled by how surely they are about their place."""
        log = np.take(self.cells, words.cell[rows], axis=0)
        log *= words.weight[rows, None]
        first, after = np.searchsorted(self.rows, (rows.start, rows.stop))
        log[self.rows[first:after] - rows.start] = self.softened[first:after]
        return log


def evidence(said: Spoken, words: Uttered, part: Part, settings: Settings) -> Floats:
    """Hold clusters of what items say to their caps.

    Args:
        said: what items say.
        words: all items.
        part: the items to weigh.
        settings: the caps.
    """
    log = said.of(words, part.rows)
    for groups, cap in part.caps(settings):
        log = capped(log, groups, cap)
    return log


def left_out(said: Spoken, words: Uttered, where: Placed, settings: Settings) -> float:
    """Add up the factors of the likelihood that `evidence` leaves out, as a logarithm; arguments as there."""
    total = 0.0
    for part in where.parts:
        log = said.of(words, part.rows)
        for groups, cap in part.caps(settings):
            total += peaks(log, groups)
            log = capped(log, groups, cap)
    return total


def summed(said: Spoken, words: Uttered, where: Placed, settings: Settings) -> Floats:
    """Add up the evidence on each spot, shape (spots, states)."""
    result = np.zeros((len(where.spots), said.cells.shape[1]))

    def add(part: Part) -> None:
        log = np.take(evidence(said, words, part, settings), part.by_spot, axis=0)
        np.add.reduceat(log, part.starts, axis=0, out=result[part.spots])

    _each(add, where.parts)
    return result


def mass(smoothed: Floats, where: Placed, cells: int) -> Floats:
    """Add up the state probabilities where and when each cell was said, shape (cells, states)."""
    flat = smoothed.reshape(-1, smoothed.shape[2])
    result = np.zeros((cells, flat.shape[1]))

    def add(part: slice) -> None:
        start = where.starts[part.start]
        end = where.starts[part.stop] if part.stop < len(where.starts) else len(where.by_cell)
        found = np.take(flat, where.by_cell[start:end], axis=0)
        result[where.cells[part]] = np.add.reduceat(found, where.starts[part] - start, axis=0)

    _each(add, _runs(where.starts, len(where.by_cell)))
    return result


def _runs(starts: NDArray[np.int64], count: int) -> list[slice]:
    """Cut cells into runs of about as many items as a part has; a large cell is a run of its own."""
    cuts = np.unique(np.searchsorted(starts, np.arange(0, count + PART, PART)))
    return [slice(int(a), int(b)) for a, b in itertools.pairwise(cuts)]


def _each(work: Callable[[Given], Made], parts: Iterable[Given]) -> None:
    """Do the parts, by threads where there are several; each writes into places of its own."""
    todo = list(parts)
    if len(todo) <= THREADS:
        for part in todo:
            work(part)
        return
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(work, todo):
            pass

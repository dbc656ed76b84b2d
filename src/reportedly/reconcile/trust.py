"""How truthful each source is: shares of truth, interest and noise, learned from what is public and pulled towards its class.

Expectation-maximisation of mixture weights with a Dirichlet prior (Dempster, Laird and Rubin 1977); the components stay fixed. All words
of one source that say the same in the same way are one cell: they are weighed once, however many they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item, Turn
from reportedly.reconcile.parameters import Parameters

Floats = NDArray[np.float64]
Rows = NDArray[np.int32]
Group = tuple[str, str | None]
TINY = 1e-30
CHUNK = 1 << 14  # cells at a time: a few megabytes, which a processor's cache holds


@dataclass(frozen=True)
class Sources:
    """The first speakers of a theatre, and what their classes let expect.

    Attributes:
        keys: their keys.
        group: number of each source's class and side; those of one group are expected to be alike.
        groups: the classes and sides.
        expected: expected shares of truth, of each party's interest, and of noise in the words of a group, shape (groups, 2 + parties).
        behind: pseudo-claims behind what is expected of each source of a group.
    """

    keys: tuple[str, ...]
    group: Rows
    groups: tuple[Group, ...]
    expected: Floats
    behind: Floats

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Rows of the sources by their keys."""
        return {key: row for row, key in enumerate(self.keys)}

    @property
    def prior(self) -> Floats:
        """Expected shares in the words of each source."""
        return self.expected[self.group]

    @property
    def strength(self) -> Floats:
        """Pseudo-claims behind what is expected of each source."""
        return self.behind[self.group]

    def only(self, kept: Rows) -> Sources:
        """Keep the sources with these rows, and their groups."""
        groups, group = np.unique(self.group[kept], return_inverse=True)
        names = tuple(self.groups[row] for row in groups)
        return Sources(tuple(self.keys[row] for row in kept), group.astype(np.int32), names, self.expected[groups], self.behind[groups])


@dataclass(frozen=True, slots=True)
class Cells:
    """Words of one source that say the same with the same fidelity.

    Attributes:
        source: row of each cell's source.
        kind: row of what it says in `Told.tables`.
        fidelity: probability that the words reached us as they were meant.
    """

    source: Rows
    kind: Rows
    fidelity: Floats

    def only(self, rows: Rows) -> Cells:
        """Keep the cells with these rows."""
        return Cells(self.source[rows], self.kind[rows], self.fidelity[rows])

    def chunks(self) -> Iterator[slice]:
        """Walk over the cells, some at a time."""
        return (slice(start, start + CHUNK) for start in range(0, len(self.source), CHUNK))


def cells_of(source: Rows, kind: Rows, fidelity: Floats) -> tuple[Cells, Rows]:
    """Put items together by source, kind and fidelity; give the cells, and the cell of each item."""
    levels, level = np.unique(fidelity, return_inverse=True)
    kinds = int(kind.max(initial=0)) + 1
    key = (source.astype(np.int64) * kinds + kind) * max(len(levels), 1) + level
    found, cell = np.unique(key, return_inverse=True)
    rest, level = np.divmod(found, max(len(levels), 1))
    whose, what = np.divmod(rest, kinds)
    return Cells(whose.astype(np.int32), what.astype(np.int32), levels[level]), cell.astype(np.int32)


@dataclass(frozen=True, slots=True)
class Caller:
    """A first speaker, by its first words about a district.

    Attributes:
        key: under which its truthfulness is learned.
        group: its class and the party that it speaks for.
        first: the turn of these words.
    """

    key: str
    group: Group
    first: Turn


def callers_of(items: Iterable[Item]) -> Iterator[Caller]:
    """Describe who speaks in each item."""
    return (Caller(item.source, (item.trust, item.side), item.claim.turn) for item in items)


def sources_of(callers: Iterable[Caller], parties: Sequence[str], card: Parameters) -> Sources:
    """Number first speakers; what is expected of each goes by the first of its words to be public."""
    first: dict[str, Caller] = {}
    for caller in callers:
        known = first.setdefault(caller.key, caller)
        if caller.first < known.first:
            first[caller.key] = caller
    groups = {group: row for row, group in enumerate(dict.fromkeys(caller.group for caller in first.values()))}
    priors = [expected(trust, side, parties, card) for trust, side in groups]
    behind = np.array([card.trust[trust].strength for trust, _ in groups], dtype=float)
    table = np.array(priors).reshape(len(priors), len(parties) + 2)
    group = np.array([groups[caller.group] for caller in first.values()], dtype=np.int32)
    return Sources(tuple(first), group, tuple(groups), table, behind)


def expected(trust: str, side: str | None, parties: Sequence[str], card: Parameters) -> Floats:
    """The shares that a class and side let expect, before any word is weighed."""
    entry = card.trust[trust]
    sides = np.array([party == side for party in parties], dtype=float)
    if not sides.any():
        sides[:] = 1.0
    shares = np.array([entry.true, *(entry.partisan * sides / sides.sum()), entry.noise])
    return np.asarray(shares / shares.sum())


def _of_cells(shares: Floats, cells: Cells, part: slice) -> Floats:
    """Give the shares that hold for each cell: its source's, less what hedges and retellings turn into noise."""
    fidelity = cells.fidelity[part]
    mine = shares[cells.source[part]] * fidelity[:, None]
    mine[:, -1] += 1.0 - fidelity
    return np.asarray(mine)


def mixed(shares: Floats, cells: Cells, tables: Floats) -> Floats:
    """Compute the log-likelihood of each cell by state from its likelihood by component and state, and the shares of components."""
    said = np.empty((len(cells.source), tables.shape[2]))
    for part in cells.chunks():
        said[part] = np.matmul(_of_cells(shares, cells, part)[:, None, :], tables[cells.kind[part]])[:, 0, :]
    return np.asarray(np.log(np.maximum(said, TINY, out=said), out=said))


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of sources.

    Attributes:
        sources: the sources.
        shares: of truth, of each party's interest and of noise for each source.
        pooled: the same for each group; a source of which nothing was heard has those of its group.
        heard: whether anything was heard of each source.
        spoken: of how many districts each source has spoken: its record.
    """

    sources: Sources
    shares: Floats
    pooled: Floats
    heard: NDArray[np.bool_]
    spoken: Rows

    @classmethod
    def expected(cls, sources: Sources, spoken: Rows) -> Learned:
        """What is expected before any word is weighed."""
        return cls(sources, sources.prior, sources.expected, np.zeros(len(sources.group), dtype=bool), spoken)

    def of(self, sources: Sources) -> Floats:
        """Give the shares of sources among which may be new ones: of those not heard by then, what their group lets expect."""
        groups = {group: row for row, group in enumerate(self.sources.groups)}
        pooled = sources.expected.copy()
        for row, group in enumerate(sources.groups):
            if group in groups:
                pooled[row] = self.pooled[groups[group]]
        known = self._rows(sources)
        heard = known >= 0
        heard[heard] = self.heard[known[heard]]
        shares = pooled[sources.group]
        shares[heard] = self.shares[known[heard]]
        return np.asarray(shares)

    def record(self, sources: Sources) -> Rows:
        """Tell of how many districts each of these sources has spoken; new ones of none."""
        known = self._rows(sources)
        return np.where(known >= 0, np.append(self.spoken, 0)[known], 0)

    def _rows(self, sources: Sources) -> Rows:
        return np.array([self.sources.rows.get(key, -1) for key in sources.keys], dtype=np.int32)


def learned(before: Learned, cells: Cells, mass: Floats, tables: Floats, card: Parameters) -> Learned:
    """Learn the shares of each source, from those of its words and from how well each component foretold them in the states found.

    Args:
        before: what was learned so far.
        cells: their words.
        mass: state probabilities where and when each cell was said, added up over its words, shape (cells, states).
        tables: likelihood of each kind of words by component and state.
        card: the model card.
    """
    sources, count = before.sources, np.zeros_like(before.sources.prior)
    for part in cells.chunks():
        duty = _of_cells(before.shares, cells, part)[:, :, None] * tables[cells.kind[part]]
        duty /= np.maximum(duty.sum(axis=1, keepdims=True), TINY)
        np.add.at(count, cells.source[part], np.matmul(duty, mass[part][:, :, None])[:, :, 0])
    pooled = _pooled(sources, count, card)
    result = count + sources.strength[:, None] * pooled[sources.group]
    shares = result / result.sum(axis=1, keepdims=True)
    return replace(before, shares=shares, pooled=pooled, heard=np.asarray(count.any(axis=1)))


def _pooled(sources: Sources, count: Floats, card: Parameters) -> Floats:
    """Pool what is learned within groups, so that new sources start from what their like have shown."""
    total = card.settings.class_strength * sources.expected
    np.add.at(total, sources.group, count)
    return np.asarray(total / total.sum(axis=1, keepdims=True))

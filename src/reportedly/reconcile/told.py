"""Evidence about one theatre in arrays: what does not depend on the time K at which it is looked at is computed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.cap import clusters, reports
from reportedly.reconcile.emission import components
from reportedly.reconcile.evidence import Item
from reportedly.reconcile.labels import Voice, voice_of
from reportedly.reconcile.parameters import Parameters
from reportedly.reconcile.states import States, states
from reportedly.reconcile.trust import Sources, sources_of

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


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
class Told:
    """All evidence about a theatre, in the order in which it became public.

    Attributes:
        items: the evidence.
        voices: the first speaker of each item.
        table: likelihood of each item by component and state (see `emission`).
        place: row of each item's district.
        moment: hours since 1970, UTC, at which each item is taken to hold.
        known: hours since 1970, UTC, from which each item counts.
        ends: hours since 1970, UTC, from which each item counts no more.
        weight: exponent of each item's likelihood.
        fidelity: probability that each item reached us as it was meant.
        weak: cluster of each item among those of weak sources; -1 for others.
        like: cluster of each item among all.
        report: cluster of each item among those of its report.
        loud: whether each item tells of fighting or a change.
        sources: the first speakers, and what their classes let expect.
    """

    items: tuple[Item, ...]
    voices: tuple[Voice, ...]
    table: Floats
    place: Rows
    moment: Floats
    known: Floats
    ends: Floats
    weight: Floats
    fidelity: Floats
    weak: Rows
    like: Rows
    report: Rows
    loud: NDArray[np.bool_]
    sources: Sources

    def public(self, known: float) -> Told:
        """Keep what was public, and not taken back, at `known` (hours since 1970, UTC)."""
        return self._only(np.flatnonzero((self.known <= known) & (known < self.ends)))

    def _only(self, rows: Rows) -> Told:
        return Told(
            items=tuple(self.items[row] for row in rows),
            voices=tuple(self.voices[row] for row in rows),
            table=self.table[rows],
            place=self.place[rows],
            moment=self.moment[rows],
            known=self.known[rows],
            ends=self.ends[rows],
            weight=self.weight[rows],
            fidelity=self.fidelity[rows],
            weak=self.weak[rows],
            like=self.like[rows],
            report=self.report[rows],
            loud=self.loud[rows],
            sources=self.sources.of(rows),
        )


def told(items: Sequence[Item], theatre: Theatre, card: Parameters) -> Told:
    """Put evidence into arrays; items about districts or parties that are not of the theatre are left out."""
    rows = {name: row for row, name in enumerate(theatre.districts)}
    parties = {name: number for number, name in enumerate(theatre.parties)}
    kept = tuple(item for item in items if item.place in rows and _usable(item, parties))
    return Told(
        items=kept,
        voices=tuple(voice_of(item, card) for item in kept),
        table=components(kept, parties, theatre.space, card),
        place=np.array([rows[item.place] for item in kept], dtype=np.int64),
        moment=np.array([item.moment for item in kept], dtype=float),
        known=np.array([item.known for item in kept], dtype=float),
        ends=np.array([item.ends for item in kept], dtype=float),
        weight=np.array([item.weight for item in kept], dtype=float),
        fidelity=np.array([item.fidelity for item in kept], dtype=float),
        weak=clusters(kept, card, weak=True),
        like=clusters(kept, card, weak=False),
        report=reports(kept),
        loud=np.array([item.code != "holds" for item in kept], dtype=bool),
        sources=sources_of(kept, theatre.parties, card),
    )


def _usable(item: Item, parties: Mapping[str, int]) -> bool:
    """Whether an item names nobody, or somebody who is told apart."""
    named = [party for party in (item.party, item.against) if party]
    return not named or any(party in parties for party in named)

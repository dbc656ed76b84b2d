"""Evidence about a country in arrays, district by district, so that new claims change only the districts that they are about."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.cap import cluster_of, report_of
from reportedly.reconcile.emission import Kind, Kinds, kind_of
from reportedly.reconcile.evidence import VACANT, Item, by_district
from reportedly.reconcile.loaded import Loaded
from reportedly.reconcile.parameters import Parameters
from reportedly.reconcile.states import states
from reportedly.reconcile.told import Told, Uttered
from reportedly.reconcile.trust import Caller, Sources, callers_of, cells_of, sources_of

Rows = NDArray[np.int32]
Key = TypeVar("Key", bound=Hashable)
NO_ROWS = np.zeros(0, dtype=np.int32)


# What is kept of each item: which of those given it is; when it is taken to hold, counts, counts no more (hours since 1970, UTC);
# exponent of its likelihood; fidelity of its words; whether it tells of fighting or a change; whether its source is weak; whether
# something is learned from it, and whether it may be about other districts; names of its
# clusters among like words and among those of its report; rows of its first speaker and of what is said.
ENTRY = np.dtype(
    [
        ("given", np.int32),
        ("moment", np.float64),
        ("known", np.float64),
        ("ends", np.float64),
        ("weight", np.float64),
        ("fidelity", np.float64),
        ("loud", np.bool_),
        ("weak", np.bool_),
        ("teaches", np.bool_),
        ("vague", np.bool_),
        ("like", np.int64),
        ("report", np.int64),
        ("source", np.int32),
        ("kind", np.int32),
    ]
)


@dataclass(frozen=True, slots=True)
class Heard:
    """All evidence about one district in numbers: nothing in it depends on other districts.

    Attributes:
        entries: the items, as `ENTRY` lists it.
        callers: the first speakers, in the order in which they were first heard.
        kinds: what is said, in that order too.
    """

    entries: NDArray[np.void]
    callers: tuple[Caller, ...]
    kinds: tuple[Kind, ...]

    def first(self, given: int) -> Heard:
        """Keep what was made of the first items given."""
        kept = self.entries[: int(np.searchsorted(self.entries["given"], given))]
        callers, kinds = (int(kept[name].max(initial=-1)) + 1 for name in ("source", "kind"))
        return Heard(kept, self.callers[:callers], self.kinds[:kinds])


NOTHING = Heard(np.zeros(0, dtype=ENTRY), (), ())


def heard(items: Sequence[Item], parties: Mapping[str, int], card: Parameters, before: Heard = NOTHING, same: int = 0) -> Heard:
    """Put the evidence about one district into numbers. Items about parties that are not told apart are left out.

    Args:
        items: the evidence, in the order in which it became public.
        parties: numbers of the parties that are told apart, by their ids.
        card: the model card.
        before: what was made of the first of these items already.
        same: how many items that is.
    """
    new = [(row, item) for row, item in enumerate(itertools.islice(items, same, None), same) if _usable(item, parties)]
    kinds, kind = _numbered(before.kinds, (kind_of(item, parties, card) for _, item in new))
    callers = {caller.key: caller for caller in before.callers}
    for caller in callers_of(item for _, item in new):
        callers.setdefault(caller.key, caller)
    sources, source = _numbered(callers, (item.source for _, item in new))
    entries = [_entry(*given, card, *rows) for given, rows in zip(new, zip(source, kind, strict=True), strict=True)]
    joined = np.concatenate([before.entries, np.array(entries, dtype=ENTRY)])
    return Heard(joined, tuple(callers[key] for key in sources), kinds)


def _entry(given: int, item: Item, card: Parameters, source: int, kind: int) -> tuple[float, ...]:
    like, report = cluster_of(item, card.settings.bucket_hours), report_of(item)
    loud, weak = item.code != "holds", card.trust[item.trust].weak
    about = item.teaches, item.reach is not None
    return given, item.moment, item.known, item.ends, item.weight, item.fidelity, loud, weak, *about, like, report, source, kind


class KeptHeard(Protocol):
    """What was put into numbers before."""

    def heard(self, district: str, parties: tuple[str, ...]) -> Heard | None:
        """The evidence about a district in numbers, among these parties; None where it is not kept."""

    def keep_heard(self, district: str, parties: tuple[str, ...], heard: Heard) -> None:
        """Keep it."""


class Hearing:
    """The evidence about a country in numbers, district by district: new claims change only the districts that they are about."""

    def __init__(
        self, parties: tuple[str, ...], card: Parameters, items: Mapping[str, Sequence[Item]], kept: KeptHeard | None = None
    ) -> None:
        """Begin.

        Args:
            parties: ids of the parties that are told apart; items about others are left out.
            card: the model card.
            items: the items about each district, in the order in which they became public; they may change, which `changed` tells.
            kept: what was made of the items of districts before; None for nothing.
        """
        self.parties = parties
        self._card = card
        self._number = {name: number for number, name in enumerate(parties)}
        self._kinds = Kinds(states(len(parties), staged=card.settings.staged), card)
        self._items = items
        self._kept = kept
        self.heard: Loaded[str, Heard] = Loaded(self._load)

    def _load(self, district: str) -> Heard:
        found = None if self._kept is None else self._kept.heard(district, self.parties)
        if found is None:
            found = heard(self._items[district], self._number, self._card)
            if self._kept is not None:
                self._kept.keep_heard(district, self.parties, found)
        return found

    def changed(self, district: str, same: int) -> None:
        """Take notice that the items of a district are others now, but for so many from the first."""
        if district in self.heard:
            self.heard[district] = heard(self._items[district], self._number, self._card, self.heard[district].first(same), same)

    def spoken(self, districts: Sequence[str]) -> Told:
        """Give the evidence about some districts with the items behind it."""
        items = [self._items[name][number] for name in districts for number in self.heard[name].entries["given"]]
        return replace(self.told(districts), items=tuple(items))

    def told(self, districts: Sequence[str]) -> Told:
        """Give the evidence about some districts, in numbers alone, numbered in the order given."""
        parts = [self.heard[name] for name in districts]
        sizes = [len(part.entries) for part in parts]
        entries = np.concatenate([NOTHING.entries, *(part.entries for part in parts)])
        kinds, kind = _renumbered([part.kinds for part in parts], [part.entries["kind"] for part in parts])
        sources = sources_of((caller for part in parts for caller in part.callers), self.parties, self._card)
        source = np.concatenate([NO_ROWS, *(_rows(part, sources) for part in parts)])
        cells, cell = cells_of(source, kind, entries["fidelity"])
        like, report = (_apart([part.entries[name] for part in parts]) for name in ("like", "report"))
        words = Uttered(
            place=np.repeat(np.arange(len(parts), dtype=np.int32), sizes),
            moment=entries["moment"].copy(),
            known=entries["known"].copy(),
            ends=entries["ends"].copy(),
            weight=entries["weight"].copy(),
            cell=cell,
            weak=np.where(entries["weak"], like, -1).astype(np.int32),
            like=like,
            report=report,
            loud=entries["loud"].copy(),
            teaches=entries["teaches"].copy(),
            vague=entries["vague"].copy(),
            item=np.arange(len(entries), dtype=np.int32),
        )
        return Told((), self._card, words, self._kinds.tables(kinds), cells, sources)


def told(items: Sequence[Item], districts: Sequence[str], parties: tuple[str, ...], card: Parameters) -> Told:
    """Put evidence into arrays; items about districts or parties that are not of the theatre are left out."""
    mine = by_district(items)
    return Hearing(parties, card, {name: mine.get(name, ()) for name in districts}).told(districts)


def _usable(item: Item, parties: Mapping[str, int]) -> bool:
    """Whether an item names nobody, or somebody who is told apart, as one who may hold the place."""
    if item.code == VACANT:
        return False
    named = [party for party in (item.party, item.against) if party]
    return not named or any(party in parties for party in named)


def _numbered(known: Iterable[Key], keys: Iterable[Key]) -> tuple[tuple[Key, ...], list[int]]:
    """Number keys in the order in which they first come, those known before first; give all of them, and the number of each key."""
    numbers = {key: number for number, key in enumerate(known)}
    rows = [numbers.setdefault(key, len(numbers)) for key in keys]
    return tuple(numbers), rows


def _renumbered(keys: Sequence[Sequence[Key]], rows: Sequence[Rows]) -> tuple[tuple[Key, ...], Rows]:
    """Number the keys of several districts together; give them, and the rows of all districts by these numbers."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(itertools.chain.from_iterable(keys)))}
    parts = [np.array([numbers[key] for key in some], dtype=np.int32)[row] for some, row in zip(keys, rows, strict=True)]
    return tuple(numbers), np.concatenate([NO_ROWS, *parts])


def _rows(part: Heard, sources: Sources) -> Rows:
    """The rows of the sources of a district's items."""
    rows = np.array([sources.rows[caller.key] for caller in part.callers], dtype=np.int32)
    return np.asarray(rows[part.entries["source"]])


def _apart(columns: Sequence[NDArray[np.int64]]) -> Rows:
    """Number the names of several districts, so that no two of them share a number."""
    found, shift = [NO_ROWS], 0
    for column in columns:
        names, rank = np.unique(column, return_inverse=True)
        found.append((rank + shift).astype(np.int32))
        shift += len(names)
    return np.concatenate(found)

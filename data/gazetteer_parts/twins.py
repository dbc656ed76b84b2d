"""One place, one entry: what two sources have of a place, or one has twice, is joined, and both ids lead to it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from reportedly.gazetteer.fold import fold
from reportedly.gazetteer.pack import Bearing
from reportedly.gazetteer.write import Entry

KM_PER_DEGREE = 111.2
SAME_PLACE_KM = 15  # like-named points of two sources closer than this are one settlement
SAME_UNIT_KM = 300  # the same for units, whose points may be seats, middles of polygons or middles of extents
SAME_SPOT_KM = 2  # like-named points of one source closer than this are one settlement: villages of one name lie further apart
STATED_TWIN_KM = 10  # a source that calls a point further away than this its twin is mistaken
OWN = (Bearing.PREFERRED, Bearing.ALIAS, Bearing.CURATED)


def apart(a: Entry, b: Entry) -> float:
    """Kilometres between two places; infinite where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    return KM_PER_DEGREE * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat)))


def folds(entry: Entry) -> set[str]:
    """Folded names of a place."""
    return {fold(name) for name, _ in entry.names}


def absorb(kept: Entry, gone: Entry) -> None:
    """Let one entry stand for two."""
    kept.population = max(kept.population, gone.population)
    kept.zone, kept.flags = kept.zone or gone.zone, kept.flags | gone.flags
    kept.names += [(name, max(how, Bearing.ALIAS)) for name, how in gone.names]
    kept.also = (*kept.also, gone.id, *gone.also)
    kept.adm1, kept.adm2 = kept.adm1 or gone.adm1, kept.adm2 or gone.adm2
    kept.seats = (*kept.seats, *gone.seats)


class Bearers:
    """Places by level and folded name, to find twins among."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            for name in folds(entry):
                self._found[entry.level, name].append(entry)

    def twin(self, entry: Entry, stated: Entry | None) -> Entry | None:
        """The place that another source's place is; `stated` is the one that a source says it is, which is not believed blindly."""
        if stated is not None and stated.level == entry.level and apart(entry, stated) <= STATED_TWIN_KM:
            return stated
        close = [(apart(entry, other), other.id, other) for name in folds(entry) for other in self._found.get((entry.level, name), ())]
        near = min(close, default=None)
        limit = SAME_PLACE_KM if entry.level == "settlement" else SAME_UNIT_KM
        return near[2] if near and near[0] <= limit else None


def _one(a: Entry, b: Entry, stated: Mapping[str, int]) -> bool:
    """Tell whether two settlements that share a name are one: at one spot, or near, with the same people or the same other id."""
    km, same = apart(a, b), stated.get(a.id, a.id) == stated.get(b.id, b.id) or (a.population == b.population and a.population > 0)
    return km <= (SAME_PLACE_KM if same else SAME_SPOT_KM)


def _same_spot(entries: Iterable[Entry], stated: Mapping[str, int]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of settlements of one own name that are one, the one to keep first: the larger, then the one known longer by its number."""
    cells: dict[tuple[str, int, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.level != "settlement" or entry.lat is None or entry.lon is None:
            continue
        row, column = round(entry.lat * 6), round(entry.lon * 6)  # cells of about 18 kilometres, less in longitude
        own = {fold(name) for name, how in entry.names if how in OWN}
        for name in own:
            near = (other for r in (-1, 0, 1) for c in (-1, 0, 1) for other in cells.get((name, row + r, column + c), ()))
            twin = next((other for other in near if other.id != entry.id and _one(other, entry, stated)), None)
            if twin is not None:
                yield twin, entry
                break
        else:
            for name in own:
                cells[name, row, column].append(entry)


def join_twins(entries: dict[str, Entry], stated: Mapping[str, int]) -> int:
    """Join settlements of one name at one spot; give the number of those that were joined to others.

    `stated` has the GeoNames number that Who's On First gives a place.
    """
    ordered = sorted(entries.values(), key=lambda e: (-e.population, len(e.id), e.id))
    pairs = list(_same_spot(ordered, stated))
    for kept, gone in pairs:
        absorb(kept, gone)
        del entries[gone.id]
    return len(pairs)


def leads(entries: Iterable[Entry]) -> Mapping[str, str]:
    """The id that stands for each id that was joined to another."""
    return {other: entry.id for entry in entries for other in entry.also}

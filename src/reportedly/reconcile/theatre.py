"""Which districts and parties make a theatre: those that are spoken of, and the districts around them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item, by_district, hours
from reportedly.reconcile.graph import gabriel
from reportedly.reconcile.loaded import Loaded
from reportedly.reconcile.parameters import Settings
from reportedly.reconcile.told import Theatre
from reportedly.terms.place import Level, Place

# Words by which a party shows that it holds ground, or could; who only bombs and clashes is not expected to.
GROUND = frozenset({"captured", "recaptured", "holds", "lost", "withdrew", "surrendered", "repelled", "advancing", "besieged", "contested"})

Named = Mapping[str, NDArray[np.float64]]
# A regime that ends: id of the party, the instant (UTC) at which it ceases to be, and who takes over what it held; None where nobody does.
Ending = tuple[str, datetime, str | None]


def nowhere(_: str) -> None:
    """No seat is known."""


@dataclass(frozen=True, slots=True)
class World:
    """What is known beside claims.

    Attributes:
        places: districts by id; those that share a country (None counts as one) make a theatre.
        names: names of parties by id.
        prior: id of the party that is expected to hold a place before any claim, by place id; places without one are open.
        neighbours: pairs of ids; None to tell neighbours from coordinates.
        rivals: parties that may hold a place of a country though no claim names them, by country.
        barred: ids of parties that never hold ground, such as civilians; words about them say nothing of who holds.
        endings: regimes that end.
        seat_of: gives the district in which the seat of a first-level unit lies, by the unit's id; None where it is not known.
    """

    places: Mapping[str, Place]
    names: Mapping[str, str] = field(default_factory=dict)
    prior: Mapping[str, str] = field(default_factory=dict)
    neighbours: Sequence[tuple[str, str]] | None = None
    rivals: Mapping[str, Sequence[str]] = field(default_factory=dict)
    barred: frozenset[str] = frozenset()
    endings: Sequence[Ending] = ()
    seat_of: Callable[[str], str | None] = nowhere


@dataclass(frozen=True, slots=True)
class Country:
    """The districts of a country, which of them are neighbours, and those of each first-level unit; None is beyond countries."""

    code: str | None
    districts: tuple[str, ...]
    near: NDArray[np.bool_]
    units: Mapping[str, tuple[str, ...]]


def country_of(code: str | None, world: World) -> Country:
    """Lay out a country. Places below or above districts have no neighbours."""
    mine = sorted(name for name, place in world.places.items() if place.country == code)
    districts = tuple(sorted(mine, key=lambda name: world.places[name].level is not Level.ADM2))
    proper = [name for name in districts if world.places[name].level is Level.ADM2]
    near = np.zeros((len(districts), len(districts)), dtype=bool)
    near[: len(proper), : len(proper)] = _near(proper, world)
    units: defaultdict[str, list[str]] = defaultdict(list)
    for name in proper:
        units[world.places[name].adm1_id or world.places[name].adm1 or ""].append(name)
    return Country(code, districts, near, {unit: tuple(names) for unit, names in units.items() if unit})


class Roll:
    """Which districts and parties are spoken of in a country, and since when. It does not depend on what is asked."""

    def __init__(self, country: Country, touched: Mapping[str, float], named: Callable[[str], Named]) -> None:
        """Begin.

        Args:
            country: the country.
            touched: when each district was first spoken of, hours since 1970, UTC; without those that nobody spoke of.
            named: tells who was named about a district.
        """
        self.country = country
        self._row = {name: row for row, name in enumerate(country.districts)}
        self._touched = np.array([touched.get(name, np.inf) for name in country.districts])
        self._items: dict[str, Sequence[Item]] = {}
        self._given = named
        self._named = Loaded(self._load)

    def _load(self, district: str) -> Named:
        return named(self._items[district]) if district in self._items else self._given(district)

    def put(self, district: str, items: Sequence[Item]) -> None:
        """Take the items about a district in place of those taken before."""
        self._touched[self._row[district]] = touched(items)
        self._items[district] = items
        self._named.pop(district, None)

    def inside(self, known: float, rings: int) -> NDArray[np.int64]:
        """Rows of the districts that make the theatre as known at K: those spoken of, and those up to some steps around them."""
        inside = self._touched <= known
        for _ in range(rings):
            inside |= self.country.near[inside].any(axis=0)
        return np.flatnonzero(inside)

    def theatre(self, known: float, world: World, settings: Settings) -> Theatre:
        """Lay out the theatre as known at K (hours since 1970, UTC)."""
        kept, counts = self.inside(known, settings.rings), Counter[str]()
        for row in np.flatnonzero(self._touched <= known):
            for party, when in self._named[self.country.districts[row]].items():
                counts[party] += int(np.searchsorted(when, known, side="right"))
        counts = +counts
        parties = _parties(self.country.code, counts, world, settings)
        districts = tuple(self.country.districts[row] for row in kept)
        first = first_of(districts, parties, world, settings)
        near = self.country.near[np.ix_(kept, kept)]
        return Theatre(districts, parties, near, first, _endings(parties, world), settings.staged)


def theatre_of(country: Country, items: Sequence[Item], known: float, world: World, settings: Settings) -> Theatre:
    """Lay out the theatre of a country from the items about it, as known at K (hours since 1970, UTC)."""
    told = by_district(items)
    first = {name: touched(mine) for name, mine in told.items()}
    return Roll(country, first, lambda name: named(told[name])).theatre(known, world, settings)


def touched(items: Sequence[Item]) -> float:
    """Tell when a district was first spoken of, hours since 1970, UTC; infinite where it was not."""
    return min((item.known for item in items if item.speaks), default=np.inf)


def named(items: Sequence[Item]) -> Named:
    """Tell who was named as one that holds ground, or could: by party, hours since 1970, UTC, from which each mention counts; sorted."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for item in (item for item in items if item.speaks):
        for party in (item.party, item.against):
            if party and item.code in GROUND:
                found[party].append(item.known)
    return {party: np.sort(when) for party, when in found.items()}


def _endings(parties: Sequence[str], world: World) -> tuple[tuple[int, float, int], ...]:
    here = [(party, when, heir) for party, when, heir in world.endings if party in parties and heir in parties]
    return tuple(sorted((parties.index(party), hours(when), parties.index(heir)) for party, when, heir in here if heir))


def _parties(country: str | None, named: Mapping[str, int], world: World, settings: Settings) -> tuple[str, ...]:
    """The parties that are told apart: who is expected to hold a place, who is named most, then those who might."""
    expected = {world.prior[name] for name, place in world.places.items() if place.country == country and name in world.prior}
    heirs = [heir for party, _, heir in world.endings if heir and (party in expected or party in named)]
    ranked = [*sorted(expected), *heirs, *sorted(named, key=lambda party: (-named[party], party)), *world.rivals.get(country or "", ())]
    able = [party for party in dict.fromkeys(ranked) if party not in world.barred]
    return tuple(sorted(able[: settings.most_parties]))


def first_of(districts: Sequence[str], parties: Sequence[str], world: World, settings: Settings) -> NDArray[np.float64]:
    """Expect holders before any claim, shape (districts, parties)."""
    first = np.full((len(districts), len(parties)), 1.0 / max(len(parties), 1))
    for row, name in enumerate(districts):
        holder = world.prior.get(name)
        if holder in parties and len(parties) > 1:
            first[row] = (1.0 - settings.expected) / (len(parties) - 1)
            first[row, parties.index(holder)] = settings.expected
    return first


def _near(names: Sequence[str], world: World) -> NDArray[np.bool_]:
    if world.neighbours is None:
        return gabriel(*(_coordinates([getattr(world.places[name], axis) for name in names]) for axis in ("lat", "lon")))
    rows = {name: row for row, name in enumerate(names)}
    near = np.zeros((len(names), len(names)), dtype=bool)
    for one, other in world.neighbours:
        if one in rows and other in rows:
            near[rows[one], rows[other]] = near[rows[other], rows[one]] = True
    return near


def _coordinates(values: Sequence[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=float)

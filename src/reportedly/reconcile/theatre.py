"""Which districts and parties make a theatre: those that are spoken of, and the districts around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.evidence import Item, hours
from reportedly.reconcile.graph import gabriel
from reportedly.reconcile.parameters import Settings
from reportedly.reconcile.told import Theatre
from reportedly.terms.place import Level, Place

# Words by which a party shows that it holds ground, or could; who only bombs and clashes is not expected to.
GROUND = frozenset({"captured", "recaptured", "holds", "lost", "withdrew", "surrendered", "repelled", "advancing", "besieged", "contested"})

# A regime that ends: id of the party, the instant (UTC) at which it ceases to be, and who takes over what it held; None where nobody does.
Ending = tuple[str, datetime, str | None]


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
    """

    places: Mapping[str, Place]
    names: Mapping[str, str] = field(default_factory=dict)
    prior: Mapping[str, str] = field(default_factory=dict)
    neighbours: Sequence[tuple[str, str]] | None = None
    rivals: Mapping[str, Sequence[str]] = field(default_factory=dict)
    barred: frozenset[str] = frozenset()
    endings: Sequence[Ending] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """The districts of a country and which of them are neighbours; None stands for places beyond countries."""

    code: str | None
    districts: tuple[str, ...]
    near: NDArray[np.bool_]


def country_of(code: str | None, world: World) -> Country:
    """Lay out a country. Places below or above districts have no neighbours."""
    mine = sorted(name for name, place in world.places.items() if place.country == code)
    districts = tuple(sorted(mine, key=lambda name: world.places[name].level is not Level.ADM2))
    proper = [name for name in districts if world.places[name].level is Level.ADM2]
    near = np.zeros((len(districts), len(districts)), dtype=bool)
    near[: len(proper), : len(proper)] = _near(proper, world)
    return Country(code, districts, near)


def theatre_of(country: Country, items: Sequence[Item], world: World, settings: Settings) -> Theatre:
    """Lay out the theatre of a country from the items about it that are public.

    It does not depend on what is asked, so that a picture is the same whatever else is asked with it.
    """
    touched = {item.place for item in items}
    inside = np.array([name in touched for name in country.districts], dtype=bool)
    for _ in range(settings.rings):
        inside |= country.near[inside].any(axis=0)
    kept = np.flatnonzero(inside)
    districts = tuple(country.districts[row] for row in kept)
    parties = _parties(country.code, items, world, settings)
    return Theatre(
        districts, parties, country.near[np.ix_(kept, kept)], _first(districts, parties, world, settings), _endings(parties, world)
    )


def _endings(parties: Sequence[str], world: World) -> tuple[tuple[int, float, int], ...]:
    here = [(party, when, heir) for party, when, heir in world.endings if party in parties and heir in parties]
    return tuple(sorted((parties.index(party), hours(when), parties.index(heir)) for party, when, heir in here if heir))


def _parties(country: str | None, items: Sequence[Item], world: World, settings: Settings) -> tuple[str, ...]:
    """The parties that are told apart: who is expected to hold a place, who is named most, then those who might."""
    expected = {world.prior[name] for name, place in world.places.items() if place.country == country and name in world.prior}
    named = Counter(party for item in items if item.code in GROUND for party in (item.party, item.against) if party)
    heirs = [heir for party, _, heir in world.endings if heir and (party in expected or party in named)]
    ranked = [*sorted(expected), *heirs, *sorted(named, key=lambda party: (-named[party], party)), *world.rivals.get(country or "", ())]
    able = [party for party in dict.fromkeys(ranked) if party not in world.barred]
    return tuple(sorted(able[: settings.most_parties]))


def _first(districts: Sequence[str], parties: Sequence[str], world: World, settings: Settings) -> NDArray[np.float64]:
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

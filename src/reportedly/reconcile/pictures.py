"""Pictures: who held each place at T, as publicly known at K. A pure function of claims, places and the model card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from reportedly.reconcile.control import Clock, Run, Theatre, run
from reportedly.reconcile.evidence import EPOCH, Item, hours, items
from reportedly.reconcile.explain import Grounds, grounds
from reportedly.reconcile.graph import gabriel
from reportedly.reconcile.labels import label
from reportedly.reconcile.parameters import Parameters, load
from reportedly.terms.claim import Claim
from reportedly.terms.picture import Because, Label, Picture, State
from reportedly.terms.place import Place

Floats = NDArray[np.float64]
BEFORE = timedelta(days=1)  # a run begins a day before the first claim, so that there is a before


@dataclass(frozen=True, slots=True)
class Query:
    """One question: who held the place with this id `at` T (UTC), as known at K (UTC)?"""

    place: str
    at: datetime
    known: datetime


@dataclass(frozen=True, slots=True)
class World:
    """What is known beside claims.

    Attributes:
        places: districts by id; those that share a country (None counts as one) make a theatre, and see each other as neighbours.
        names: names of parties by id.
        prior: id of the party that is expected to hold a place before any claim, by place id; places without one are open.
        neighbours: pairs of ids; None to tell neighbours from coordinates.
        rivals: parties of each country that may hold a place there though no claim names them yet.
    """

    places: Mapping[str, Place]
    names: Mapping[str, str] = field(default_factory=dict)
    prior: Mapping[str, str] = field(default_factory=dict)
    neighbours: Sequence[tuple[str, str]] | None = None
    rivals: Mapping[str | None, Sequence[str]] = field(default_factory=dict)


def pictures(claims: Iterable[Claim], queries: Sequence[Query], world: World, *, explained: bool = True, parameters: Parameters | None = None) -> tuple[Picture, ...]:
    """Answer queries from linked claims, in the order of the queries.

    Args:
        claims: claims as `link` returns them; undated ones do not count.
        queries: places that `world` does not know give a picture of unknown state.
        world: places, parties, neighbours.
        explained: whether to say which claims moved each picture; costs a run of the district for each of its roots.
        parameters: the model card; None for the packaged release.
    """
    card = parameters or load()
    evidence = items(claims, card)
    by_country: dict[str | None, list[int]] = defaultdict(list)
    for number, query in enumerate(queries):
        place = world.places.get(query.place)
        by_country[place.country if place else None].append(number)
    answers: dict[int, Picture] = {}
    for country, numbers in by_country.items():
        theatre_items = [item for item in evidence if item.place in world.places and world.places[item.place].country == country]
        _answer(country, theatre_items, [(number, queries[number]) for number in numbers], world, card, answers, explained=explained)
    return tuple(answers[number] for number in range(len(queries)))


def _answer(country, evidence, asked, world, card, answers, *, explained):
    parties = _parties(country, evidence, world)
    theatre = _theatre(country, parties, evidence, asked, world)
    for known in sorted({query.known for _, query in asked}):
        here = [(number, query) for number, query in asked if query.known == known]
        told = [item for item in evidence if item.known <= hours(known)]
        if len(parties) < 2 or not told:
            for number, query in here:
                answers[number] = _open(query, world, parties)
            continue
        for clock, group in _clocks(told, here, hours(known), card):
            result = run(theatre, told, hours(known), clock, card)
            for number, query in group:
                answers[number] = _picture(query, result, world, card, explained=explained)


def _parties(country, evidence, world):
    named = {item.party for item in evidence} | {item.against for item in evidence} | set(world.rivals.get(country, ()))
    named |= {holder for place, holder in world.prior.items() if place in world.places and world.places[place].country == country}
    return tuple(sorted(party for party in named if party))


def _theatre(country, parties, evidence, asked, world):
    wanted = {item.place for item in evidence} | {query.place for _, query in asked}
    if any(place.country == country and place.level == "adm2" for place in world.places.values()):
        wanted |= {name for name, place in world.places.items() if place.country == country and place.level == "adm2"}
    names = tuple(sorted(name for name in wanted if name in world.places))
    first = np.full((len(names), max(len(parties), 1)), 1.0 / max(len(parties), 1))
    for row, name in enumerate(names):
        holder = world.prior.get(name)
        if holder in parties:
            first[row] = 0.03 / max(len(parties) - 1, 1)
            first[row, parties.index(holder)] = 0.97
    return Theatre(names, parties, _near(names, world), first)


def _near(names, world):
    if world.neighbours is None:
        lat = np.array([world.places[name].lat if world.places[name].lat is not None else np.nan for name in names], dtype=float)
        lon = np.array([world.places[name].lon if world.places[name].lon is not None else np.nan for name in names], dtype=float)
        return gabriel(lat, lon)
    rows = {name: row for row, name in enumerate(names)}
    near = np.zeros((len(names), len(names)), dtype=bool)
    for one, other in world.neighbours:
        if one in rows and other in rows:
            near[rows[one], rows[other]] = near[rows[other], rows[one]] = True
    return near


def _clocks(told, here, known, card):
    groups: dict[float, list] = defaultdict(list)
    for number, query in here:
        groups[hours(query.at) % card.slot_hours].append((number, query))
    first = min(item.moment for item in told) - 24.0
    for phase, group in groups.items():
        start = max(first, min(hours(query.at) for _, query in group) - card.horizon_days * 24.0)
        last = max([hours(query.at) for _, query in group] + [min(known, max(item.moment for item in told))])
        start = np.floor((start - phase) / card.slot_hours) * card.slot_hours + phase
        yield Clock(start, card.slot_hours, int(np.ceil((last - start) / card.slot_hours)) + 1), group


def _open(query, world, parties):
    place = world.places[query.place]
    holder = world.prior.get(query.place)
    p = {party: (1.0 / len(parties)) for party in parties}
    return Picture(place, query.at, query.known, State.UNKNOWN, None, {**p, "contested": 0.0, "none": 0.0} if p else {"unknown": 1.0}, Label.UNKNOWN, 0, (), None, (), ())


def _picture(query, result, world, card, *, explained):
    row = result.theatre.districts.index(query.place)
    p = result.outcome(row, hours(query.at))
    top = int(np.argmax(p))
    g = grounds(result, row, hours(query.at), card, leave_out=explained)
    touched = len({item.claim.root for item in g.items})
    lab = label(float(p[top]), g.supporting(top), touched, confirmed=card.confirmed, likely=card.likely)
    contested = top == len(result.theatre.parties)
    state = State.UNKNOWN if not touched else State.CONTESTED if contested else State.HELD
    holder = None if state is not State.HELD else (result.theatre.parties[top], world.names.get(result.theatre.parties[top], result.theatre.parties[top]))
    dist = {party: float(v) for party, v in zip(result.theatre.parties, p, strict=False)} | {"contested": float(p[-1]), "none": 0.0}
    return Picture(world.places[query.place], query.at, query.known, state, holder, dist, lab, g.roots(top), g.sides(top), None, g.because, g.missing(top))

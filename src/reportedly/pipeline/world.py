"""The world in which claims are weighed: the districts of their countries, who governed them and who contends for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial

from reportedly.gazetteer.pack import Flag
from reportedly.gazetteer.store import Gazetteer
from reportedly.ledger import moment_of
from reportedly.pipeline.facts import Facts
from reportedly.pipeline.reading import Knowledge
from reportedly.reconcile import Query, World
from reportedly.resolve.parties import CIVILIANS, PartyBook
from reportedly.terms.party import Role
from reportedly.terms.place import Place

# All districts of a country make a theatre, in which quiet ones connect those that are fought over, unless there are more than
# this: then those at hand alone do. Afghanistan has 400, no country at war today more than 1,000.
MOST_DISTRICTS = 1000
NO_HOLDERS = frozenset({CIVILIANS})
UNARMED = frozenset({Role.CIVILIAN, Role.CRIMINAL, Role.PEACEKEEPER})
CONTENDERS = (Role.GOVERNMENT, Role.REBEL, Role.RESISTANCE, Role.FOREIGN)


def world_of(facts: Facts, queries: Iterable[Query], imported: Mapping[str, Place], knowledge: Knowledge) -> World:
    """What is known beside the claims: the districts of the countries at hand, who governed them when the claims begin, who else might.

    Args:
        facts: what the claims at hand tell of the world.
        queries: the questions; places that nobody knows are left out.
        imported: places that came with imported claims, by id.
        knowledge: all other places, and the parties.
    """
    gazetteer, book = knowledge.gazetteer, knowledge.parties
    places = dict(imported) | _at_hand(facts, queries, imported, gazetteer)
    for country in {place.country for place in places.values() if place.country and place.id not in imported}:
        districts = gazetteer.districts(country)
        places |= {place.id: place for place in districts if len(districts) <= MOST_DISTRICTS}
    begins = {country: moment.date() for country, began in facts.begins.items() if (moment := moment_of(began)) is not None}
    governed = {country: book.de_facto_government(country, day) for country, day in begins.items()}
    names = {party.id: party.name for party in book.parties.values()} | {party: name for party, (_, name) in facts.names.items()}
    return World(
        places=places,
        names=names,
        prior={place.id: holder for place in places.values() if (holder := governed.get(place.country or "")) is not None},
        rivals={country: contenders(book, country, day) for country, day in begins.items()},
        barred=NO_HOLDERS | {party.id for party in book.parties.values() if any(term.role in UNARMED for term in party.terms)},
        endings=tuple(ending for country, day in sorted(begins.items()) for ending in endings(book, country, day)),
        seat_of=cache(partial(_seat, gazetteer)),
    )


def contenders(book: PartyBook, country: str, day: date) -> tuple[str, ...]:
    """Ids of the parties that held ground in a country on a day, or might have."""
    return tuple(
        party.id for party in book.parties.values() if party.territory and any(party.plays(role, country, day) for role in CONTENDERS)
    )


def endings(book: PartyBook, country: str, since: date) -> tuple[tuple[str, datetime, str | None], ...]:
    """The governments of a country that came to an end after a day: id, the end of their last day, UTC, and who governed after them.

    A government that fell before, and came back, has no end that matters.
    """
    terms = [(party.id, term) for party in book.parties.values() for term in party.terms]
    ends = [
        (party, term.end)
        for party, term in terms
        if term.role is Role.GOVERNMENT and term.country == country and term.end is not None and term.end >= since
    ]
    followed = [(party, day, book.de_facto_government(country, day)) for party, day in sorted(ends, key=lambda end: end[1])]
    return tuple((party, datetime.combine(day + timedelta(days=1), time(), UTC), heir) for party, day, heir in followed if heir != party)


def _seat(gazetteer: Gazetteer, name: str) -> str | None:
    """The district whose seat is that of the first-level unit around it too; None where none is known."""
    for district in gazetteer.children(name):
        located = (gazetteer.position(seat.id) for seat in gazetteer.seats(district.id))
        if any(gazetteer.record_at(*found).flags & Flag.ADM1_SEAT for found in located if found is not None):
            return district.id
    return None


def _at_hand(facts: Facts, queries: Iterable[Query], imported: Mapping[str, Place], gazetteer: Gazetteer) -> dict[str, Place]:
    """The districts that claims touch or questions ask about."""
    found = {}
    for identity in {query.place for query in queries} | set(facts.districts):
        place = imported.get(identity) or gazetteer.place(identity)
        if place is not None:
            found[identity] = place
    return {identity: place for identity, (_, place) in facts.places.items()} | found

"""From the ledger to pictures: the claims that count, linked, and reconciled in the world that places and parties make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from reportedly.gazetteer.store import Gazetteer
from reportedly.ledger import Ledger
from reportedly.pipeline.divisions import brought, by_division
from reportedly.pipeline.reading import Knowledge
from reportedly.reconcile import Explaining, Query, World, link, marked, pictures, said_by
from reportedly.resolve.parties import CIVILIANS, PartyBook
from reportedly.terms.claim import Claim
from reportedly.terms.party import Role
from reportedly.terms.picture import Picture
from reportedly.terms.place import Level, Place
from reportedly.terms.scope import Scope

# All districts of a country make a theatre, in which quiet ones connect those that are fought over, unless there are more than
# this: then those at hand alone do. Afghanistan has 400, no country at war today more than 1,000.
MOST_DISTRICTS = 1000
NO_HOLDERS = frozenset({CIVILIANS})
UNARMED = frozenset({Role.CIVILIAN, Role.CRIMINAL, Role.PEACEKEEPER})
CONTENDERS = (Role.GOVERNMENT, Role.REBEL, Role.RESISTANCE, Role.FOREIGN)


def linked(ledger: Ledger, known: datetime | None = None, recorded: datetime | None = None, *, grouped: bool = False) -> tuple[Claim, ...]:
    """The claims that were public at K, as recorded by R, with their roots.

    Args:
        ledger: the ledger.
        known: K, UTC; None for all claims.
        recorded: R, UTC; None for the ledger as it is.
        grouped: whether they are to have the incidents that they are of beside those of other reports.
    """
    return link(ledger.claims_at(known, recorded), grouped=grouped)


def answer(
    ledger: Ledger,
    queries: Sequence[Query],
    knowledge: Knowledge,
    *,
    recorded: datetime | None = None,
    explaining: Explaining = Explaining.ALL,
    scope: Scope | None = None,
) -> tuple[Picture, ...]:
    """Answer questions from a ledger, in their order.

    Args:
        ledger: the ledger.
        queries: which place, at which T, as known at which K.
        knowledge: places and parties; places that came with imported claims are added to them. Each question is answered in the units
            of its T.
        recorded: R, UTC; None for the ledger as it is.
        explaining: which pictures say which claims moved them.
        scope: whose words alone count; None for everybody's.
    """
    last = max((query.known for query in queries), default=None)
    imported = ledger.places()
    asked = {imported.get(query.place) or knowledge.gazetteer.place(query.place) for query in queries}
    # A theatre is a country: what happens in others moves none of its pictures.
    countries = sorted({place.country for place in asked if place and place.country})
    claims = link(ledger.claims_at(last, recorded, countries=countries), grouped=False)
    found: dict[int, Picture] = {}
    for day, numbers in by_division(queries, countries, knowledge.gazetteer).items():
        then = replace(knowledge, gazetteer=knowledge.gazetteer.at(day))
        some, told = [queries[number] for number in numbers], brought(claims, then.gazetteer)
        answers = pictures(said_by(told, scope), some, world_of(told, some, imported, then), explaining=explaining)
        found |= {number: marked(picture, scope) for number, picture in zip(numbers, answers, strict=True)}
    return tuple(found[number] for number in range(len(queries)))


def world_of(claims: Sequence[Claim], queries: Iterable[Query], imported: Mapping[str, Place], knowledge: Knowledge) -> World:
    """What is known beside the claims: the districts of the countries at hand, who governed them when the claims begin, who else might.

    Args:
        claims: the claims at hand.
        queries: the questions; places that nobody knows are left out.
        imported: places that came with imported claims, by id.
        knowledge: all other places, and the parties.
    """
    gazetteer, book = knowledge.gazetteer, knowledge.parties
    places = dict(imported) | _at_hand(claims, queries, imported, gazetteer)
    for country in {place.country for place in places.values() if place.country and place.id not in imported}:
        districts = gazetteer.districts(country)
        places |= {place.id: place for place in districts if len(districts) <= MOST_DISTRICTS}
    begins = _beginnings(claims)
    governed = {country: book.de_facto_government(country, day) for country, day in begins.items()}
    names = {party.id: party.name for party in book.parties.values()} | _names(claims)
    return World(
        places=places,
        names=names,
        prior={place.id: holder for place in places.values() if (holder := governed.get(place.country or "")) is not None},
        rivals={country: contenders(book, country, day) for country, day in begins.items()},
        barred=NO_HOLDERS | {party.id for party in book.parties.values() if any(term.role in UNARMED for term in party.terms)},
        endings=tuple(ending for country, day in sorted(begins.items()) for ending in endings(book, country, day)),
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


def _at_hand(claims: Iterable[Claim], queries: Iterable[Query], imported: Mapping[str, Place], gazetteer: Gazetteer) -> dict[str, Place]:
    """The districts that claims touch or questions ask about."""
    found = {}
    touched = {claim.place.place.district_id for claim in claims if claim.place is not None and claim.place.place is not None}
    for identity in {query.place for query in queries} | {district for district in touched if district is not None}:
        place = imported.get(identity) or gazetteer.place(identity)
        if place is not None:
            found[identity] = place
    for claim in claims:
        place = claim.place.place if claim.place is not None else None
        if place is not None and place.level is Level.ADM2:
            found.setdefault(place.id, place)
    return found


def _beginnings(claims: Iterable[Claim]) -> Mapping[str, date]:
    """The day of the first claim about each country."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for claim in claims:
        country = claim.place.place.country if claim.place is not None and claim.place.place is not None else None
        if country is not None and claim.known is not None:
            days[country].append(claim.known.date())
    return {country: min(found) for country, found in days.items()}


def _names(claims: Iterable[Claim]) -> dict[str, str]:
    return {party.id: party.name for claim in claims for party in (claim.party, claim.against) if party and party.id and party.name}

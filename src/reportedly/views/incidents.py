"""Incidents: what happened, as the claims of all reports tell it, what it cost, and how one-sided the telling is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportedly.reconcile.casualties import Toll, toll
from reportedly.reconcile.fusion import Entry, Node, fuse_values
from reportedly.reconcile.fusion import Kind as Kinds
from reportedly.terms.claim import Claim, Kind, Polarity
from reportedly.terms.interval import Interval
from reportedly.terms.place import Place
from reportedly.views.words import short

# Who holds a place is a picture, and what is none of the kinds tells of no occurrence that could be named.
OUTCOMES = frozenset({Kind.CASUALTIES, Kind.ARREST})  # what comes of an attack is not what it is called
NO_OCCURRENCE = frozenset({Kind.HOLDS, Kind.OTHER})


@dataclass(frozen=True, slots=True)
class Incident:
    """One occurrence, as told.

    Attributes:
        id: its id.
        place: where: the likeliest of the places that its roots name, a settlement before the district that it lies in.
        elsewhere: the settlements that other roots name instead, with the probability of each, likeliest first; empty where all agree.
        when: when, as the first claim with a time tells it; None where none does.
        kind: what happened, as most of its claims say; a toll or arrests give way to whatever caused them, an attack to what it was.
        parties: ids and names of the parties that its claims name, sorted by name.
        toll: what it cost; None where no claim counts killed or injured.
        roots: how many first speakers' utterances tell of it.
        sides: ids of the parties that those speakers are on, sorted; empty for neutral ones alone.
        one_sided: whether all who tell of it speak for one and the same side.
        denied: how many roots deny it.
        claims: its claims in the order in which they became public, one for each root and thing said.
    """

    id: str
    place: Place
    elsewhere: tuple[tuple[Place, float], ...]
    when: Interval | None
    kind: Kind
    parties: tuple[tuple[str, str], ...]
    toll: Toll | None
    roots: int
    sides: tuple[str, ...]
    one_sided: bool
    denied: int
    claims: tuple[Claim, ...]


def incident_rows(claims: Iterable[Claim], at: datetime) -> tuple[Incident, ...]:
    """Gather linked claims into incidents that had happened by an instant, by day and place; those without a day come last.

    Args:
        claims: claims with roots and incidents assigned.
        at: T, UTC; what is said to have begun later is left out.
    """
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.incident or claim.id].append(claim)
    rows = [row for identity, group in groups.items() if (row := _row(identity, sorted(group, key=_order))) is not None]
    return tuple(sorted((row for row in rows if _begun(row, at)), key=_row_order))


def _row(identity: str, claims: Sequence[Claim]) -> Incident | None:
    places = _places(claims)
    kinds = Counter(claim.kind for claim in claims if claim.kind not in NO_OCCURRENCE)
    if not places or not kinds:
        return None
    kind = min(kinds, key=lambda kind: (kind in OUTCOMES, -kinds[kind], kind is Kind.ATTACK, kind))
    spoken = {claim.root or claim.id: claim.chain[0].source.side if claim.chain else None for claim in reversed(claims)}
    sides = {side for side in spoken.values() if side is not None}
    return Incident(
        id=identity,
        place=places[0][0],
        elsewhere=_elsewhere(places, claims),
        when=next((claim.when for claim in claims if claim.when is not None), None),
        kind=kind,
        parties=_parties(claims),
        toll=toll(claims),
        roots=len(spoken),
        sides=tuple(sorted(sides)),
        one_sided=len(sides) == 1 and None not in spoken.values(),
        denied=len({claim.root or claim.id for claim in claims if claim.stance.polarity is Polarity.DENIED}),
        claims=_told_once(claims),
    )


def _places(claims: Iterable[Claim]) -> tuple[tuple[Place, float], ...]:
    """The places that roots name, likeliest first: a district is vaguer than a settlement in it, and speaks for it."""
    named: dict[str, Place] = {}
    entries = []
    for claim in claims:
        place = claim.place.place if claim.place else None
        if place is not None and place.district_id:
            named.setdefault(place.id, place)
            entries.append(Entry("place", claim.root or claim.id, place.id))
    if len(named) < 2:  # noqa: PLR2004  one place needs no choice
        return tuple((place, 1.0) for place in named.values())
    tree = [Node(place.id, place.id, place.district_id or "") for place in named.values() if place.district_id != place.id]
    districts = {place.district_id or "" for place in named.values()}
    [answer], _ = fuse_values(entries, Kinds.PLACE, [*tree, *(Node(district, district, "") for district in sorted(districts))])
    return tuple((named[identity], p) for identity, p in ((answer.value, answer.p), *answer.alternatives))


def _elsewhere(places: Sequence[tuple[Place, float]], claims: Iterable[Claim]) -> tuple[tuple[Place, float], ...]:
    """The settlements that are named instead of the likeliest place: what one root names beside it is told to be there as well."""
    roots: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.place and claim.place.place:
            roots[claim.place.place.id].add(claim.root or claim.id)
    best = roots[places[0][0].id]
    return tuple((place, p) for place, p in places[1:] if place.district_id != place.id and not roots[place.id] & best)


def _parties(claims: Iterable[Claim]) -> tuple[tuple[str, str], ...]:
    slots = (slot for claim in claims for slot in (claim.party, claim.against) if slot is not None)
    return tuple(sorted({(slot.id, short(slot.name or slot.id)) for slot in slots if slot.id}, key=lambda pair: pair[1]))


def _told_once(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Of the claims of one root that stand in the same words the first."""
    return tuple({(claim.root, claim.quote.text): claim for claim in reversed(claims)}.values())[::-1]


def _order(claim: Claim) -> tuple[bool, str, str, int, str]:
    return (claim.known is None, claim.known.isoformat() if claim.known else "", claim.report.id, claim.quote.start, claim.id)


def _begins(when: Interval | None) -> datetime | None:
    return (when.start or when.end) if when is not None else None


def _begun(row: Incident, at: datetime) -> bool:
    begins = _begins(row.when)
    return begins is None or begins <= at


def _row_order(row: Incident) -> tuple[bool, str, str, str]:
    begins = _begins(row.when)
    return (begins is None, begins.isoformat() if begins else "", row.place.name, row.id)

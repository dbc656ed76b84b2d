"""Pictures: who held each place at T, as publicly known at K. A pure function of claims, places and the model card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.reconcile.asked import Query
from reportedly.reconcile.desk import Desk, Explaining
from reportedly.reconcile.evidence import by_district, district, items, unit
from reportedly.reconcile.parameters import READ, REGISTERED, Parameters, load
from reportedly.reconcile.theatre import World
from reportedly.terms.claim import Claim
from reportedly.terms.picture import Picture


def pictures(
    claims: Iterable[Claim],
    queries: Sequence[Query],
    world: World,
    *,
    explaining: Explaining = Explaining.ALL,
    parameters: Parameters | None = None,
) -> tuple[Picture, ...]:
    """Answer queries from linked claims, in the order of the queries.

    Args:
        claims: claims as `link` returns them; undated ones do not count.
        queries: all places must be in `world.places`.
        world: places, parties, neighbours.
        explaining: which pictures say which claims moved them; costs a run of the district for each.
        parameters: the model card; None for the packaged release.

    Raises:
        KeyError: a place is not in `world.places`.
        ParametersError: the packaged release is damaged.
    """
    told_of: defaultdict[str | None, list[Claim]] = defaultdict(list)
    vague: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        name, place = district(claim), claim.place.place if claim.place is not None else None
        if name is not None and name in world.places:
            told_of[world.places[name].country].append(claim)
        elif place is not None and unit(claim) is not None:
            vague[place.country].append(claim)
    asked: defaultdict[str | None, list[int]] = defaultdict(list)
    for number, query in enumerate(queries):
        asked[world.places[query.place].country].append(number)
    answers: dict[int, Picture] = {}
    for country, numbers in asked.items():
        card = parameters or card_for(told_of[country])
        desk = Desk.of(country, world, card)
        told = (*items(told_of[country], card), *items(vague[country], card, about=unit))
        for place_id, mine in by_district(told).items():
            for name, evidence in desk.cast(place_id, mine).items():
                desk.put(name, evidence)
        answers |= desk.answers({number: queries[number] for number in numbers}, explaining)
    return tuple(answers[number] for number in range(len(queries)))


def card_for(claims: Iterable[Claim]) -> Parameters:
    """Choose the model card by the first claim to be public: whether a registry describes its first speaker, or a report only names it.

    Raises:
        ParametersError: the packaged release is damaged.
    """
    first = min(
        (claim for claim in claims if claim.known is not None and claim.chain), key=lambda claim: (claim.known, claim.id), default=None
    )
    registered = first is None or first.chain[0].source.id is not None
    return load(REGISTERED if registered else READ)

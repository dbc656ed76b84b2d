"""Units change: questions are answered in the units that stood at T, into which claims of other times are brought."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reportedly.gazetteer.store import Gazetteer
from reportedly.reconcile import Query
from reportedly.terms.claim import Claim
from reportedly.terms.place import Place


def by_division(queries: Sequence[Query], countries: Iterable[str], gazetteer: Gazetteer) -> Mapping[date, tuple[int, ...]]:
    """Group questions between whose times no unit of the countries at hand changed.

    Args:
        queries: the questions.
        countries: ISO 3166-1 alpha-2 codes of the countries at hand.
        gazetteer: places.

    Returns:
        numbers of questions, by a day of each group, in their order.
    """
    changes = [gazetteer.changes(country) for country in sorted(countries)]
    groups: dict[tuple[int, ...], list[int]] = {}
    for number, query in enumerate(queries):
        groups.setdefault(tuple(bisect_right(days, query.at.date()) for days in changes), []).append(number)
    return {queries[numbers[0]].at.date(): tuple(numbers) for numbers in groups.values()}


def brought(claims: Sequence[Claim], gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """Claims whose district stood at another time, told of the unit that stood in its place on the gazetteer's day.

    A district that was shared out among several stays what it is: nobody knows which of them is meant.
    """
    return tuple(_brought(claim, gazetteer) for claim in claims)


def _brought(claim: Claim, gazetteer: Gazetteer) -> Claim:
    place = claim.place.place if claim.place is not None else None
    if claim.place is None or place is None or place.district_id is None or gazetteer.stands_by_id(place.district_id):
        return claim
    moved = _moved(place, gazetteer)
    return claim if moved is place else replace(claim, place=replace(claim.place, place=moved))


def _moved(place: Place, gazetteer: Gazetteer) -> Place:
    """A place in the units of the gazetteer's day; itself where the gazetteer does not know it."""
    known = gazetteer.place(place.id)
    return place if known is None else gazetteer.standing(known)
